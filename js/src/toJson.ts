import { DataDriverError } from "./error.js";
import { checkRecord, elementOf, isBytes, isMap, MAX_DEPTH, membersOf, Misfit, misfit, strange } from "./plainData.js";

/** How a value's type is found out, for those whose text depends on it. */
export interface Types<Type> {
  /** The one that fits the value, where the type is a choice. */
  narrow(type: Type, value: unknown): Type;
  /** Of an object's member, and of an array's element. */
  member(type: Type, name: string): Type;
  element(type: Type, index: number): Type;
  /** The text of a leaf: bytes, a bigint, a string, a number. */
  bytes(type: Type, bytes: Uint8Array): string;
  bigint(type: Type, integer: bigint): string;
  text(type: Type, text: string): string;
  number(type: Type, number: number): string;
}

/** The text of this value depends on its type, which nobody said. */
export const DEPENDS_ON_TYPE = new Error("the text depends on the type");

/**
 * The JSON text of a value. Without types, throws `DEPENDS_ON_TYPE` where they matter: for bytes, and
 * for numbers that are no integers below 2^53 to some types, and to others are.
 */
export function toJson(value: unknown): string;
export function toJson<Type>(value: unknown, types: Types<Type>, type: Type): string;
export function toJson<Type>(value: unknown, types?: Types<Type>, type?: Type): string {
  try {
    return write(value, 0, types, type as Type) ?? "null";
  } catch (error) {
    throw error instanceof Misfit ? error.toError() : error;
  }
}

/** Text straight from the value: a copy of it for `JSON.stringify` would take three times as long. */
function write<Type>(value: unknown, depth: number, types: Types<Type> | undefined, type: Type): string | undefined {
  switch (typeof value) {
    case "string":
      return types ? types.text(type, value) : JSON.stringify(value);
    case "number":
      // Numbers from 2^53 on are all integers, some of which were others before they became numbers.
      if (Math.abs(value) < 2 ** 53 && (value || 1 / value > 0)) return `${value}`;
      if (types) return types.number(type, value);
      throw DEPENDS_ON_TYPE;
    case "bigint":
      return types ? types.bigint(type, value) : `"${value}"`;
    case "boolean":
      return `${value}`;
    case "undefined":
      return undefined;
    case "object":
      return value ? container(value, depth, types, type) : "null";
    default:
      throw strange(value);
  }
}

/** Members' names come again and again, and writing one takes longer than finding it. Callers may have any number, so few are kept. */
const writtenNames = new Map<string, string>();
const KEPT_NAMES = 256;
const LONGEST_NAME = 64;

/** A member up to its value. */
function memberOf(name: string): string {
  let text = writtenNames.get(name);
  if (text === undefined) {
    if (writtenNames.size >= KEPT_NAMES) writtenNames.clear();
    text = `${JSON.stringify(name)}:`;
    if (name.length <= LONGEST_NAME) writtenNames.set(name, text);
  }
  return text;
}

function container<Type>(value: object, depth: number, types: Types<Type> | undefined, type: Type): string {
  if (depth > MAX_DEPTH) throw new Misfit("a value that nests less deep", `one of more than ${MAX_DEPTH} levels`);
  let key: string | number | undefined;
  try {
    if (types) type = types.narrow(type, value);
    if (Array.isArray(value)) {
      let text = "[";
      for (let index = 0; index < value.length; index++) {
        key = index;
        const item = write(elementOf(value, index), depth + 1, types, types?.element(type, index) as Type) ?? "null";
        text += index ? `,${item}` : item;
      }
      return `${text}]`;
    }
    let members;
    if (Object.getPrototypeOf(value) !== Object.prototype) {
      if (isBytes(value)) {
        if (types) return types.bytes(type, value);
        throw DEPENDS_ON_TYPE;
      }
      if (isMap(value)) members = membersOf(value);
    }
    if (!members) {
      checkRecord(value);
      members = Object.keys(value);
    }
    let text = "";
    for (const member of members) {
      const name = typeof member === "string" ? (key = member) : (key = member[0]);
      const item = typeof member === "string" ? (value as Record<string, unknown>)[name] : member[1];
      const written = write(item, depth + 1, types, types?.member(type, name) as Type);
      if (written !== undefined) text += (text && ",") + memberOf(name) + written;
    }
    return `{${text}}`;
  } catch (cause) {
    if (cause === DEPENDS_ON_TYPE || cause instanceof DataDriverError) throw cause;
    throw misfit(cause, value, key);
  }
}
