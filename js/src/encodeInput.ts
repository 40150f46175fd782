import { DataDriverError, inPlace } from "./error.js";
import { DEPENDS_ON_TYPE, toJson } from "./toJson.js";

/** Encodes values whose text depends on their types; it is loaded on demand. */
export interface TypedEncoder {
  encode(fn: string, value: unknown): Uint8Array;
  /** Whether a value of this function came to it before. */
  knows(fn: string): boolean;
}

/** Encodes values, given how to encode text. Most need no type to be written: the schema is read when the first one does. */
export function createEncodeInput(encodeText: (fn: string, json: string) => Uint8Array, typed: TypedEncoder) {
  return (fn: string, value: unknown): Uint8Array => {
    try {
      if (typed.knows(fn)) return typed.encode(fn, value);
      try {
        return encodeText(fn, toJson(value));
      } catch (error) {
        // The text was made here and is JSON: a driver that says otherwise means the value.
        if (error !== DEPENDS_ON_TYPE && !/^(other|invalid_json)$/.test((error as DataDriverError).kind)) throw error;
        return typed.encode(fn, value);
      }
    } catch (error) {
      throw error instanceof DataDriverError ? inPlace(error, "function", fn) : error;
    }
  };
}
