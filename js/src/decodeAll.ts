import type { Bytes, DecodedEvent, EncodedEvent } from "./events.js";
import { type DataDriverError, kindOf, mistake } from "./error.js";
import type { JsonValue } from "./json.js";

/** Each event's value, or why there is none. */
export function decodeAll(events: Iterable<EncodedEvent>, decode: (topic: string, data: Bytes) => JsonValue): DecodedEvent[] {
  return ofEach(events, (topic, data) => ({ topic, value: decode(topic, data) }));
}

/** What is made of each event, or why that is nothing. */
export function ofEach<Made>(events: Iterable<EncodedEvent>, make: (topic: string, data: Bytes) => Made): (Made | { topic: string; error: DataDriverError })[] {
  if (typeof Object(events)[Symbol.iterator] !== "function") throw mistake("a list of events", kindOf(events).toLowerCase());
  return Array.from(events, (event) => {
    const { topic, data } = Object(event) as EncodedEvent;
    try {
      if (Object(event) !== event) throw mistake("an event", kindOf(event).toLowerCase());
      return make(topic, data);
    } catch (error) {
      // All that a driver throws is a DataDriverError.
      return { topic, error: error as DataDriverError };
    }
  });
}
