import { OPERATION_ERROR } from "./abi.js";
import { type Driver, toBytes } from "./driver.js";
import { DataDriverError, type ErrorFacts, inPlace, isFault } from "./error.js";
import type { Bytes } from "./events.js";

/** The driver, which decodes an input only from the very bytes that encoding its value gives. */
export function strictInput(driver: Driver): Driver {
  const decodeInputJson = (fn: string, given: Bytes): string => {
    const json = driver.decodeInputJson(fn, given);
    let encoded: Uint8Array;
    try {
      encoded = driver.encodeInputJson(fn, json);
    } catch (error) {
      throw refused(fn, error as DataDriverError);
    }
    const facts = difference(encoded, toBytes(given));
    if (facts) {
      const message = `the bytes are not those that encoding their value gives: expected ${facts.expected}, found ${facts.found}`;
      throw inPlace(new DataDriverError("invalid_bytes", message, { code: OPERATION_ERROR, ...facts }), "function", fn);
    }
    return json;
  };
  const decodeInput = (fn: string, bytes: Bytes) => {
    decodeInputJson(fn, bytes);
    return driver.decodeInput(fn, bytes);
  };
  return { ...driver, decodeInput, decodeInputJson } as Driver;
}

/** What is wrong with bytes that should have been others. */
function difference(expected: Uint8Array, found: Uint8Array): ErrorFacts | undefined {
  const shorter = Math.min(expected.length, found.length);
  for (let offset = 0; offset < shorter; offset++) {
    if (expected[offset] !== found[offset]) return { offset, expected: `${hex(expected[offset]!)} at byte ${offset}`, found: hex(found[offset]!) };
  }
  if (expected.length === found.length) return undefined;
  return { offset: shorter, expected: `${expected.length} bytes`, found: `${found.length} bytes` };
}

/** The driver shows a value that it does not take. */
function refused(fn: string, error: DataDriverError): DataDriverError {
  if (isFault(error.kind) || error.kind === "host") return error;
  const words = error.message.startsWith(`${fn}: `) ? error.message.slice(fn.length + 2) : error.message;
  const { code, pointer, expected, found } = error;
  const facts = Object.entries({ code, pointer, expected, found }).filter(([, fact]) => fact !== undefined);
  return inPlace(new DataDriverError("invalid_bytes", `the bytes hold a value that is refused: ${words}`, Object.fromEntries(facts), error), "function", fn);
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
