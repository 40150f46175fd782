import type { AnyContract, ContractTypes, DataOf, EventOf } from "./contractTypes.js";
import type { DataDriverError } from "./error.js";

/** The data of a decoding: bytes, or a view or buffer of them. */
export type Bytes = Uint8Array | ArrayBuffer | ArrayBufferView;

/** An event as a contract emitted it. */
export interface EncodedEvent {
  topic: string;
  data: Bytes;
}

/** An event's value, or why there is none. */
export type DecodedEvent<Types extends ContractTypes = AnyContract, Event extends EventOf<Types> = EventOf<Types>> =
  | { [Topic in Event]: { topic: Topic; value: DataOf<Types, Topic>; error?: never } }[Event]
  | { topic: string; value?: never; error: DataDriverError };
