import { ofEach } from "./decodeAll.js";
import type { Bytes, DecodedEvent, EncodedEvent } from "./events.js";
import { asText, DataDriverError, type ErrorKind, inPlace } from "./error.js";

/** What comes back from a worker for an event; errors do not survive the way as what they are. */
export type SentEvent = { topic: string; value: unknown } | { topic: string; error: Record<string, unknown> };

/** The events, on the worker's side. */
export function toSent(events: DecodedEvent[]): SentEvent[] {
  return events.map((event) => (event.error ? { topic: event.topic, error: { ...event.error.toJSON() } } : event));
}

/** Decodes on a worker; what cannot be sent there has its error in its place. */
export async function decodeThere(
  events: Iterable<EncodedEvent>,
  copy: (data: Bytes) => Uint8Array,
  decode: (events: EncodedEvent[]) => Promise<SentEvent[]>,
): Promise<DecodedEvent[]> {
  const prepared = ofEach(events, (topic, data) => {
    try {
      return { topic: asText("a name", topic), data: copy(data) };
    } catch (error) {
      throw inPlace(error as DataDriverError, "event", topic);
    }
  });
  const decoded = (await decode(prepared.filter((event) => "data" in event)))[Symbol.iterator]();
  return prepared.map((event) => ("error" in event ? event : received(decoded.next().value as SentEvent)));
}

function received(event: SentEvent): DecodedEvent {
  if (!("error" in event)) return event as DecodedEvent;
  const { kind, message, ...facts } = event.error;
  return { topic: event.topic, error: new DataDriverError(kind as ErrorKind, message as string, facts) };
}
