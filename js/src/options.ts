import type { LoadOptions } from "./loadOptions.js";

const LOAD_OPTIONS = ["integers", "integrity", "limits", "signal", "strict"];

/**
 * Throws where an option is misspelt or cannot be what it is: one that is not understood would be a
 * limit that is not kept, or a pin that is not checked.
 */
export function checkLoadOptions(options: LoadOptions, ...more: string[]): void {
  refuseOthers("option", options, [...LOAD_OPTIONS, ...more]);
  const { integers, integrity, limits = {}, signal, strict } = options;
  if (integers !== undefined && integers !== "string" && integers !== "bigint") throw wrong("integers", `"string" or "bigint"`, integers);
  if (integrity !== undefined && typeof integrity !== "string") throw wrong("integrity", "a text of the form sha256-<base64>", integrity);
  if (signal !== undefined && typeof signal?.aborted !== "boolean") throw wrong("signal", "an AbortSignal", signal);
  if (strict !== undefined && typeof strict !== "boolean") throw wrong("strict", "true or false", strict);
  refuseOthers("limit", limits, ["memory", "output"]);
  for (const [name, limit] of Object.entries(limits)) checkPositive(`limits.${name}`, limit);
}

/** Throws unless the number is positive, or not given. */
export function checkPositive(name: string, value: unknown): void {
  if (value !== undefined && !(typeof value === "number" && value > 0)) throw wrong(name, "a positive number", value);
}

/** Throws unless it is a function, or not given. */
export function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "function") throw wrong(name, "a function", value);
}

/** Throws unless it is an object, whose members are these or fewer. */
export function refuseOthers(what: string, given: object, names: readonly string[]): void {
  checkObject(what === "member" ? "" : `${what}s: `, given);
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !names.includes(name)) throw new Error(`there is no ${what} ${name}; there are ${names.join(", ")}`);
  }
}

/** Throws unless it is an object, and no list. */
export function checkObject(place: string, given: unknown): void {
  if (typeof given !== "object" || !given || Array.isArray(given)) throw new Error(`${place}expected an object, found ${nameOf(given)}`);
}

function wrong(name: string, expected: string, found: unknown): Error {
  return new Error(`${name}: expected ${expected}, found ${typeof found === "string" ? JSON.stringify(found) : typeof found === "object" ? nameOf(found) : String(found)}`);
}

/** What kind of a value it is. Nothing is imported here, of which the loader would become a part. */
function nameOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
