import { alternatives, admits, type Definitions, isRecord } from "./alternatives.js";
import { toHex } from "./json.js";
import { Misfit } from "./plainData.js";
import type { JsonSchema } from "./schema.js";
import { toBase58 } from "./toBase58.js";
import type { Types } from "./toJson.js";

/** A type, if it is known. */
export type Schema = JsonSchema | boolean | undefined;

/** The format of what a deployed driver turned out to take as a bare number only. */
export const BARE = "bare";

/** How many names of variants an error lists. */
const MOST_NAMED = 16;

const INTEGER = /^(u?int\d+|bare)$/;
const DECIMAL = /^-?\d+$/;

/** How values of a schema's types are written. What is of no type is written as without types, for the driver to judge. */
export function schemaTypes(definitions: Definitions): Types<Schema> {
  const known = new Map<JsonSchema, Alternatives>();
  const narrow = (schema: Schema, value: unknown): JsonSchema | undefined => {
    if (typeof schema !== "object") return undefined;
    let found = known.get(schema);
    if (!found) known.set(schema, (found = alternativesOf(schema)));
    if (found.all.length < 2) return found.all[0];
    return (found.variants.size && isRecord(value) && onlyVariant(found.variants, value)) || choose(found.all, value);
  };
  const alternativesOf = (schema: JsonSchema): Alternatives => {
    const all = alternatives(schema, definitions);
    return { all, variants: new Map(all.map((one) => [variantOf(one) ?? "", one])) };
  };

  return {
    narrow,
    member(schema, name) {
      const { properties, additionalProperties } = (schema ?? {}) as JsonSchema;
      return properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    },
    element(schema, index) {
      const { prefixItems, items } = (schema ?? {}) as JsonSchema;
      return prefixItems?.[index] ?? items;
    },
    // Schemas have no bare integers: these were found out, and are no reference to anything.
    bigint: (schema, integer) => ((schema as JsonSchema | undefined)?.format === BARE ? `${integer}` : `"${integer}"`),
    text: (schema, text) => ((schema as JsonSchema | undefined)?.format === BARE && DECIMAL.test(text) ? text : JSON.stringify(text)),
    bytes(schema, bytes) {
      const { type, format, prefix } = narrow(schema, bytes) ?? {};
      if (format === undefined && type === undefined) return `"${toHex(bytes)}"`;
      if (format === "base58") return `"${toBase58(bytes)}"`;
      if (format === "base58check") throw new Misfit("text in base58check", "a Uint8Array");
      if (format === undefined && type!.includes("array")) return `[${bytes}]`;
      // Text and numbers are no bytes, though they would take the digits.
      if (format === undefined || format === "float" || INTEGER.test(format)) throw new Misfit(`${type ?? "another type"}`, "a Uint8Array");
      return `"${prefix === "0x" ? prefix : ""}${toHex(bytes)}"`;
    },
    number(schema, number) {
      const { type, format = "" } = narrow(schema, number) ?? {};
      if (INTEGER.test(format)) {
        if (number === 0) return "0";
        throw new Misfit("a bigint or a decimal string", `${number}`);
      }
      // JSON has no number for these.
      if (!Number.isFinite(number) && format === "float") return `"${number}"`;
      if (!Number.isFinite(number)) throw new Misfit(type?.includes("number") ? "a finite number" : "a bigint or a finite number", `${number}`);
      // A text with an exponent is no integer to any driver.
      return number === 0 ? "-0" : number.toExponential();
    },
  };
}

/** What a type may be, and of that the variants of an enum by their names. */
interface Alternatives {
  all: JsonSchema[];
  variants: Map<string, JsonSchema>;
}

/** The variant of which the value has the one member that names it: found without looking at the others. */
function onlyVariant(variants: Map<string, JsonSchema>, value: Record<string, unknown>): JsonSchema | undefined {
  const [name = "", ...others] = Object.keys(value);
  return name && !others.length && value[name] !== undefined ? variants.get(name) : undefined;
}

/** The alternative that a value is of, if it is of one. Throws where it is of several variants at once, or of none and something more. */
export function choose(all: JsonSchema[], value: unknown): JsonSchema | undefined {
  const chosen = all.find((one) => admits(one, value));
  const variants = all.flatMap((one) => variantOf(one) ?? []);
  if (!isRecord(value) || !variants.length || (chosen && variantOf(chosen) === undefined)) return chosen;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  // One that is unknown the driver refuses in better words.
  if (names.length === 1) return chosen;
  const expected = variants.slice(0, MOST_NAMED).join(", ") + (variants.length > MOST_NAMED ? ", …" : "");
  throw new Misfit(`${variants.length > 1 ? "one of " : ""}${expected}`, names.slice(0, MOST_NAMED).join(" and ") || "an object without members");
}

/** The variant of an enum that this is, with something inside. */
function variantOf({ properties = {}, required = [] }: JsonSchema): string | undefined {
  const [name, ...others] = Object.keys(properties);
  return !others.length && name !== undefined && name === required[0] && properties[name]?.const === undefined ? name : undefined;
}
