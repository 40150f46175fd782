import { broken } from "./error.js";

/** A value as decoding gives it: what JSON can say, with integers beyond 2^53 as decimal strings. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [member: string]: JsonValue };

/** A value as decoding gives it with `integers: "bigint"`. */
export type BigIntValue = null | boolean | number | string | bigint | BigIntValue[] | { [member: string]: BigIntValue };

/** A value as encoding takes it: JSON, with a `bigint` for any integer, a `Uint8Array` for bytes and a `Map` for a map. */
export type JsonInput =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly JsonInput[]
  | ReadonlyMap<string | number | bigint | boolean, JsonInput>
  | { readonly [member: string]: JsonInput };

/** Sixteen digits that no quotation mark precedes; a first look that is allowed to find too much. */
const MAY_HOLD_WIDE_INTEGER = /(^|[[,:\s])-?\d{16}/;
/** Nothing but a wide integer or bytes in a string: they take a third of the time without `JSON.parse`. */
const PLAIN_STRING = /^"-?\w*"$/;
/** A quotation mark, or a number with its fraction and exponent. */
const QUOTE_OR_NUMBER = /"|-?\d+([.eE][\d+.eE-]*)?/g;

/**
 * The value of a driver's JSON text. Integers that a JavaScript number does not hold exactly, which
 * deployed drivers write as bare numbers, become decimal strings.
 */
export function parseJson(text: string): JsonValue {
  if (PLAIN_STRING.test(text)) return text.slice(1, -1);
  return parseExact(MAY_HOLD_WIDE_INTEGER.test(text) ? quoteWideIntegers(text) : text);
}

/** The value of JSON text in which nothing is changed; some deployed drivers have an empty schema. */
export function parseExact(text: string): JsonValue {
  try {
    return JSON.parse(text || "null") as JsonValue;
  } catch (cause) {
    throw broken("'s text is not JSON", cause);
  }
}

function quoteWideIntegers(text: string): string {
  let quoted = "";
  let done = 0;
  for (let match; (match = QUOTE_OR_NUMBER.exec(text)); ) {
    const [token, fraction] = match;
    // Strings are skipped by hand: a pattern for a whole one runs out of stack on a long one.
    if (token === '"') QUOTE_OR_NUMBER.lastIndex = endOfString(text, match.index);
    else if (!fraction && !(Math.abs(+token) < 2 ** 53)) {
      quoted += `${text.slice(done, match.index)}"${token}"`;
      done = match.index + token.length;
    }
  }
  return quoted + text.slice(done);
}

/** Where the string that starts there ends. */
export function endOfString(text: string, start: number): number {
  for (let end = start + 1; (end = text.indexOf('"', end)) >= 0; end++) {
    let before = end;
    while (text[before - 1] === "\\") before--;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return text.length;
}

const HEX = Array.from({ length: 256 }, (_, byte) => (256 + byte).toString(16).slice(1));

/** The bytes as hex digits without `0x`, the form of bytes in a driver's JSON. */
export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (let at = 0; at < bytes.length; at++) hex += HEX[bytes[at]!];
  return hex;
}
