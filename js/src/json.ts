import { DataDriverError } from "./error.js";

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
const MAY_HOLD_WIDE_INTEGER = /(?:^|[[,:\s])-?\d{16}/;
/** A string, or a number with its fraction and exponent. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+([.eE][\d+.eE-]*)?/g;

/**
 * The value of a driver's JSON text. Integers that a JavaScript number does not hold exactly, which
 * deployed drivers write as bare numbers, become decimal strings.
 */
export function parseJson(text: string): JsonValue {
  const exact = MAY_HOLD_WIDE_INTEGER.test(text)
    ? text.replace(STRING_OR_NUMBER, (token, fraction) =>
        token[0] === '"' || fraction || Number.isSafeInteger(+token) ? token : `"${token}"`,
      )
    : text;
  return JSON.parse(exact) as JsonValue;
}

/**
 * The JSON text of a value: a `bigint` becomes a decimal string, a `Uint8Array` hex, and a number
 * that may already have lost digits is an error.
 */
export function toJson(value: JsonInput): string {
  return JSON.stringify(value ?? null, function (this: Record<string, unknown>, key, json: unknown) {
    // The member itself: `json` is what its `toJSON` made of it, which Buffer has, for example.
    const raw = this[key];
    if (typeof raw === "bigint") return `${raw}`;
    if (raw instanceof Uint8Array) return toHex(raw);
    const type = typeof json;
    if (type === "number" && (Number.isInteger(json) ? !Number.isSafeInteger(json) : !Number.isFinite(json))) {
      throw mistake(value, this, key, "a number that is exact; beyond 2^53 pass a bigint or a decimal string", `${json}`);
    }
    if (type === "function" || type === "symbol") throw mistake(value, this, key, "a JSON value", `a ${type}`);
    return json;
  });
}

/** The bytes as hex digits without `0x`, the form of bytes in a driver's JSON. */
export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += (byte < 16 ? "0" : "") + byte.toString(16);
  return hex;
}

function mistake(value: unknown, holder: unknown, key: string, expected: string, found: string): DataDriverError {
  const pointer = typeof value === "object" ? pointerTo(value, holder, key, "") : "";
  const message = `${pointer ? `${pointer}: ` : ""}expected ${expected}, found ${found}`;
  return new DataDriverError("invalid_value", message, { ...(pointer === undefined ? {} : { pointer }), expected, found });
}

/** JSON Pointer to a member, unless a `toJSON` made the object that holds it. */
function pointerTo(value: unknown, holder: unknown, key: string, path: string): string | undefined {
  const step = (name: string) => `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  if (value === holder) return step(key);
  if (typeof value !== "object") return undefined;
  for (const [name, member] of Object.entries(value ?? {})) {
    const found = pointerTo(member, holder, key, step(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
