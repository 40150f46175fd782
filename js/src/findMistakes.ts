import { alternatives, type Definitions, isRecord } from "./alternatives.js";
import { DataDriverError, type ErrorKind } from "./error.js";
import { isTextOf, lengthOf } from "./formats.js";
import { checkRecord, elementOf, isBytes, isMap, MAX_DEPTH, membersOf, Misfit, pointerOf, strange } from "./plainData.js";
import type { JsonSchema } from "./schema.js";
import { choose } from "./schemaTypes.js";

/** One thing that is wrong with a value. */
export interface Mistake {
  kind: ErrorKind;
  pointer: string;
  sentence: string;
  expected?: string;
  found?: string;
}

/** Most of what is listed: a long list of the wrong type is wrong in one way. */
const MOST_MISTAKES = 1_000;
/** The longest part of a value that an error repeats. */
const LONGEST_FOUND = 64;

type Path = readonly (string | number)[];

/** All that a type's schema says against a value. What it does not know, formats of a later version for example, it lets pass. */
export function findMistakes(value: unknown, schema: JsonSchema, definitions: Definitions): Mistake[] {
  const mistakes: Mistake[] = [];

  const add = (kind: ErrorKind, path: Path, sentence: string, facts: Pick<Mistake, "expected" | "found"> = {}): void => {
    if (mistakes.length < MOST_MISTAKES) mistakes.push({ kind, pointer: pointerOf(path), sentence, ...facts });
  };
  const differ = (kind: ErrorKind, path: Path, expected: string, found: string): void =>
    add(kind, path, `expected ${expected}, found ${found}`, { expected, found });

  const visit = (value: unknown, type: JsonSchema | boolean | undefined, path: Path): void => {
    if (path.length > MAX_DEPTH) return differ("invalid_value", path, "a value that nests less deep", `one of more than ${MAX_DEPTH} levels`);
    if (typeof value === "function" || typeof value === "symbol") throw strange(value);
    if (typeof type !== "object") return;
    const all = alternatives(type, definitions);
    const chosen = all.length > 1 ? choose(all, value) : all[0];
    if (!chosen) return differ("wrong_type", path, all.map(nameOf).join(" or "), describe(value));
    const { const: only, format = "", properties } = chosen;
    if (only !== undefined) {
      if (value !== only) differ("invalid_value", path, JSON.stringify(only), describe(value));
    } else if (properties || hasType(chosen, "object")) visitRecord(value, chosen, path);
    else if (/^u?int\d+$/.test(format)) visitInteger(value, format, path);
    else if (hasType(chosen, "array") && (Array.isArray(value) || !hasType(chosen, "string"))) visitArray(value, chosen, path);
    else visitLeaf(value, chosen, path);
  };

  /** Goes on, whatever is thrown for this one. */
  const visitMember = (read: () => unknown, type: JsonSchema | boolean | undefined, path: Path): void => {
    try {
      visit(read(), type, path);
    } catch (error) {
      if (error instanceof DataDriverError) throw error;
      const { expected, found } = error instanceof Misfit ? error : new Misfit("plain data", `an object that throws: ${(error as Error | undefined)?.message}`);
      differ("invalid_value", path, expected, found);
    }
  };

  const visitRecord = (value: unknown, schema: JsonSchema, path: Path): void => {
    const { properties = {}, required = [], additionalProperties } = schema;
    if (typeof value !== "object" || value === null || Array.isArray(value) || isBytes(value)) {
      return differ("wrong_type", path, nameOf(schema), describe(value));
    }
    const members = isMap(value) ? new Map(membersOf(value)) : undefined;
    if (!members) checkRecord(value);
    const read = (name: string): unknown => (members ? members.get(name) : (value as Record<string, unknown>)[name]);
    const names = members ? [...members.keys()] : Object.keys(value);
    for (const name of Object.keys(properties)) {
      const at = [...path, name];
      if (names.includes(name) && (read(name) !== undefined || !required.includes(name))) {
        if (read(name) !== undefined) visitMember(() => read(name), properties[name], at);
      } else if (required.includes(name)) add("missing_member", at, `member ${JSON.stringify(name)} is missing`);
    }
    for (const name of names) {
      if (Object.hasOwn(properties, name)) continue;
      if (additionalProperties !== false) visitMember(() => read(name), additionalProperties, [...path, name]);
      else if (read(name) !== undefined) add("unknown_member", [...path, name], `unknown member ${JSON.stringify(name.slice(0, LONGEST_FOUND))}`);
    }
  };

  const visitArray = (value: unknown, schema: JsonSchema, path: Path): void => {
    const { prefixItems = [], items, minItems = 0, maxItems = items === false ? prefixItems.length : Infinity } = schema;
    const isList = Array.isArray(value);
    if (!isList && !(typeof value === "object" && value !== null && isBytes(value))) return differ("wrong_type", path, nameOf(schema), describe(value));
    if (value.length < minItems || value.length > maxItems) {
      const expected = minItems === maxItems ? `${minItems}` : value.length < minItems ? `at least ${minItems}` : `at most ${maxItems}`;
      differ("wrong_length", path, `${expected} elements`, `${value.length}`);
    }
    for (let index = 0; isList && index < Math.min(value.length, maxItems) && mistakes.length < MOST_MISTAKES; index++) {
      visitMember(() => elementOf(value, index) ?? null, prefixItems[index] ?? items, [...path, index]);
    }
  };

  const visitInteger = (value: unknown, format: string, path: Path): void => {
    const bits = BigInt(/\d+$/.exec(format)![0]);
    const [least, greatest] = format.startsWith("u") ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
    const range = `an integer from ${least} to ${greatest}`;
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return differ("invalid_value", path, "a bigint or a decimal string", describe(value));
    }
    const isInteger = typeof value === "bigint" || Number.isSafeInteger(value) || (typeof value === "string" && /^(0|-?[1-9]\d*)$/.test(value));
    if (isInteger) {
      const integer = BigInt(value as bigint);
      if (integer < least || integer > greatest) differ("invalid_value", path, range, describe(value));
    } else {
      differ(typeof value === "string" || typeof value === "number" ? "invalid_value" : "wrong_type", path, `${range}, as a number or a decimal string`, describe(value));
    }
  };

  const visitLeaf = (value: unknown, schema: JsonSchema, path: Path): void => {
    const { format = "", byteLength, minLength = 0, maxLength = Infinity, prefix = "" } = schema;
    const given = value ?? null;
    if (typeof given === "object" && given !== null) checkLeaf(given);
    const bytes = typeof given === "object" && given !== null && isBytes(given) ? given : undefined;
    const isType =
      (given === null && hasType(schema, "null")) ||
      (typeof given === "number" && hasType(schema, "number")) ||
      (typeof given === "boolean" && hasType(schema, "boolean")) ||
      (typeof given === "string" && hasType(schema, "string")) ||
      (bytes && /^(hex|base58)$/.test(format)) ||
      schema.type === undefined;
    if (!isType) return differ("wrong_type", path, nameOf(schema), describe(value));
    if (typeof given === "number" && !Number.isFinite(given) && format !== "float") return differ("invalid_value", path, "a finite number", `${given}`);
    if (typeof given !== "string" && !bytes) return;
    const length = bytes ? bytes.length : lengthOf(format, given as string);
    if (!bytes && !isTextOf(format, given as string, prefix)) return differ("invalid_value", path, nameOf(schema), describe(value));
    if (byteLength !== undefined && length !== undefined && length !== byteLength) {
      return differ("wrong_length", path, `${byteLength} bytes of ${format}`, `${length}`);
    }
    if (bytes || byteLength !== undefined) return;
    const characters = [...(given as string)].length;
    if (characters < minLength || characters > maxLength) differ("wrong_length", path, nameOf(schema), describe(value));
  };

  visitMember(() => value, schema, []);
  return mistakes;
}

/** Throws where an object is none that could be data. */
function checkLeaf(value: object): void {
  if (!Array.isArray(value) && !isBytes(value) && !isMap(value)) checkRecord(value);
}

function hasType({ type }: JsonSchema, wanted: string): boolean {
  return type !== undefined && [type].flat().includes(wanted);
}

/** What a type is, in words. */
function nameOf(schema: JsonSchema): string {
  const { const: only, format, byteLength, prefix, minLength, maxLength, required = [], properties = {} } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (format !== undefined && /^u?int\d+$/.test(format)) return "an integer";
  if (/^(hex|base58|base58check)$/.test(format ?? "")) {
    const bytes = byteLength === undefined ? "bytes" : `${byteLength} bytes`;
    return format === "base58check" ? `text in base58check${prefix ? ` that starts with ${prefix}` : ""}` : `${bytes} of ${format}`;
  }
  if (hasType(schema, "object") && required.length === 1 && properties[required[0]!]) return `{ ${JSON.stringify(required[0])}: … }`;
  if (format === "float") return "a number";
  if (minLength === 1 && maxLength === 1) return "one character";
  const names: Record<string, string> = { object: "an object", array: "an array", string: "text", number: "a number", integer: "an integer", boolean: "true or false", null: "null" };
  return [schema.type ?? []].flat().map((type) => names[type] ?? type).join(" or ") || "something else";
}

/** A value in words, short enough for an error. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return isBytes(value) ? "a Uint8Array" : isRecord(value) || value instanceof Map ? "an object" : "an object of another kind";
  if (typeof value === "string") return JSON.stringify(value.length > LONGEST_FOUND ? `${value.slice(0, LONGEST_FOUND)}…` : value);
  return value === undefined ? "nothing" : `${value as number}`;
}
