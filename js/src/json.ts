import { broken, DataDriverError, mistake } from "./error.js";

/** A value as decoding gives it: what JSON can say, with integers beyond 2^53 as decimal strings. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [member: string]: JsonValue };

/** A value as encoding takes it: JSON, with a `bigint` for any integer and a `Uint8Array` for bytes. */
export type JsonInput =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly JsonInput[]
  | { readonly [member: string]: JsonInput };

/** Sixteen digits that no quotation mark precedes; a first look that is allowed to find too much. */
const MAY_HOLD_WIDE_INTEGER = /(^|[[,:\s])-?\d{16}/;
/** Nothing but a wide integer or bytes in a string: they take a third of the time without `JSON.parse`. */
const PLAIN_STRING = /^"-?\w*"$/;
/** A string, or a number with its fraction and exponent. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+([.eE][\d+.eE-]*)?/g;

/**
 * The value of a driver's JSON text. Integers that a JavaScript number does not hold exactly, which
 * deployed drivers write as bare numbers, become decimal strings.
 */
export function parseJson(text: string): JsonValue {
  if (PLAIN_STRING.test(text)) return text.slice(1, -1);
  const exact = MAY_HOLD_WIDE_INTEGER.test(text)
    ? text.replace(STRING_OR_NUMBER, (token, fraction) =>
        token[0] === '"' || fraction || Math.abs(+token) < 2 ** 53 ? token : `"${token}"`,
      )
    : text;
  try {
    // Some deployed drivers have an empty schema.
    return JSON.parse(exact || "null") as JsonValue;
  } catch (cause) {
    throw broken("'s text is not JSON", cause);
  }
}

/**
 * The JSON text of a function's arguments: a `bigint` becomes a decimal string, a `Uint8Array` hex,
 * and a number that may already have lost digits is an error.
 */
export function toJson(value: JsonInput): string {
  try {
    return stringify(value) ?? "null";
  } catch (error) {
    throw error instanceof DataDriverError ? error : mistake("JSON", (error as Error).message);
  }
}

/** What a value is a part of, and as which member or element. */
type Path = [Path | undefined, string | number];

function pointerOf(path?: Path): string {
  return path ? `${pointerOf(path[0])}/${`${path[1]}`.replaceAll("~", "~0").replaceAll("/", "~1")}` : "";
}

/** Text straight from the value: a copy of it for `JSON.stringify` would take three times as long. */
function stringify(value: unknown, path?: Path): string | undefined {
  if (typeof value === "bigint") return `"${value}"`;
  // Numbers from 2^53 on are all integers, some of which were others before they became numbers.
  if (typeof value === "number" && !(Math.abs(value) < 2 ** 53)) {
    throw mistake("a bigint or a decimal string", value, pointerOf(path));
  }
  if (value instanceof Uint8Array) return `"${toHex(value)}"`;
  // `JSON.stringify` asks what has a form of its own, a `Date` for example.
  if (typeof value !== "object" || !value || "toJSON" in value) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item, i) => stringify(item, [path, i]) ?? "null")}]`;
  let members = "";
  for (const [key, item] of Object.entries(value)) {
    const text = stringify(item, [path, key]);
    if (text) members += `${members && ","}${JSON.stringify(key)}:${text}`;
  }
  return `{${members}}`;
}

/** The bytes as hex digits without `0x`, the form of bytes in a driver's JSON. */
export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += (256 + byte).toString(16).slice(1);
  return hex;
}
