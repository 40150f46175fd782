import type { Contract } from "./createContract.js";
import type { Bytes } from "./driver.js";
import { DataDriverError } from "./error.js";
import type { JsonValue } from "./json.js";

/** What some bytes may mean. */
export interface Meaning {
  kind: "event" | "input" | "output";
  /** The function or event. */
  name: string;
  value: JsonValue;
}

/**
 * What bytes may mean: with a topic, the event of that topic; without, all events, arguments and
 * results of the contract that the bytes can be read as. Often there are several, since the bytes do
 * not say what they are.
 */
export function identify({ driver, names }: Pick<Contract, "driver" | "names">, bytes: Bytes, topic?: string): Meaning[] {
  // Not every topic is in every schema.
  const events = topic === undefined ? names.events : [topic];
  const functions = topic === undefined ? names.functions : [];
  return [
    ...events.flatMap((name) => attempt("event", name, () => driver.decodeEvent(name, bytes))),
    ...functions.flatMap((name) => attempt("input", name, () => driver.decodeInput(name, bytes))),
    ...functions.flatMap((name) => attempt("output", name, () => driver.decodeOutput(name, bytes))),
  ];
}

function attempt(kind: Meaning["kind"], name: string, decode: () => JsonValue): Meaning[] {
  try {
    return [{ kind, name, value: decode() }];
  } catch (error) {
    // That the bytes are not of this type is an answer; that the driver is broken is not.
    if (error instanceof DataDriverError && error.code !== undefined && error.kind !== "trap" && error.kind !== "bad_driver") return [];
    throw error;
  }
}
