import type { Bytes, DecodedEvent, EncodedEvent } from "./events.js";
import type { JsonValue } from "./json.js";

/** Each event's value, or why there is none. */
export function decodeAll(events: Iterable<EncodedEvent>, decode: (topic: string, data: Bytes) => JsonValue): DecodedEvent[] {
  return Array.from(events, ({ topic, data }) => {
    try {
      return { topic, value: decode(topic, data) };
    } catch (error) {
      // All that a driver throws is a DataDriverError.
      return { topic, error } as DecodedEvent;
    }
  });
}
