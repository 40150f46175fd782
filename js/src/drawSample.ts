import { definitionOf, type Definitions, referredTo } from "./alternatives.js";
import { type JsonValue, toHex } from "./json.js";
import { Random } from "./random.js";
import { POOLS } from "./samplePools.js";
import type { JsonSchema } from "./schema.js";
import { toBase58 } from "./toBase58.js";

/** Below this many levels of definitions values grow no more. */
const DEEP = 4;
/** A value that is deeper than this has no end. */
const DEEPEST = 64;
/** The most values and bytes that one consists of. */
const MOST = 1_000_000;
/** The most bytes that are written in base58, which takes the longer the more it has written already. */
const LONGEST_BASE58 = 1_024;

/** What texts consist of. */
const WORDS = ["amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "harbor"];

/** Why there is no value. */
export class NoSample extends Error {}

type Schema = JsonSchema | boolean | undefined;
type Unit = JsonSchema["unit"];

/**
 * A value of a schema, always the same for the same seed.
 *
 * The Rust crate `data-driver-conformance` draws the same, and says in its module `sample` what is drawn and in which
 * order; a file that it writes holds this one to it.
 */
export function drawSample(definitions: Definitions, schema: Schema, seed: number, isDecoded: boolean): JsonValue {
  const random = new Random(seed);
  const requiredOf = once(({ required = [] }) => new Set([...required]));
  const isReferring = once(refers);
  let left = MOST;

  const spend = (cost: number): void => {
    // A stranger's length may be negative or no number, and gives nothing back.
    if (!(cost >= 0 && cost <= left)) throw new NoSample("it is too large");
    left -= cost;
  };

  const value = (schema: Schema, unit: Unit, depth: number): JsonValue => {
    spend(1);
    if (typeof schema !== "object") throw new NoSample("a schema says nothing");
    const { $ref, enum: choices, anyOf, oneOf, format, type } = schema;
    unit = schema.unit ?? unit;
    if ($ref !== undefined) return definition($ref, unit, depth);
    if (schema.const !== undefined) return schema.const;
    if (choices?.length) return random.pick(choices);
    if (anyOf?.length) return depth > DEEP || random.below(4) === 0 ? null : value(anyOf[0], unit, depth);
    if (oneOf?.length) return variant(oneOf, depth);
    if (format !== undefined) return formatted(format, schema, unit);
    const [first] = [type].flat();
    switch (first) {
      case "null":
        return null;
      case "boolean":
        return random.below(2) === 1;
      case "string":
        return text(schema.maxLength === 1);
      case "array":
        return array(schema, depth);
      case "object":
        return object(schema, depth);
      default:
        throw new NoSample(first === undefined ? "a schema has no type" : `there is a type ${JSON.stringify(first)}`);
    }
  };

  const definition = ($ref: string, unit: Unit, depth: number): JsonValue => {
    const name = referredTo($ref);
    if (depth > DEEPEST) throw new NoSample(`${name} has no end`);
    const found = definitionOf($ref, definitions);
    if (found === undefined) throw new NoSample(`there is no definition of ${name}`);
    return Object.hasOwn(POOLS, name) ? random.pick(POOLS[name]!) : value(found, unit, depth + 1);
  };

  const variant = (variants: JsonSchema[], depth: number): JsonValue => {
    spend(variants.length);
    const possible = variants.filter(({ writeOnly }) => !(isDecoded && writeOnly));
    const ends = depth > DEEP ? possible.filter((one) => !isReferring(one)) : [];
    const among = ends.length ? ends : possible;
    if (!among.length) throw new NoSample("there is no variant");
    return value(random.pick(among), undefined, depth);
  };

  const formatted = (format: string, { byteLength, prefix = "" }: JsonSchema, unit: Unit): JsonValue => {
    const [, unsigned, bits] = /^(u?)int(8|16|32|64|128|256)$/.exec(format) ?? [];
    if (bits) return integer(Number(bits), !unsigned, unit);
    switch (format) {
      case "float":
        return (2 * random.below(20_000) - 19_999) / 4;
      case "hex":
      case "base58": {
        const length = byteLength ?? 1 + random.below(16);
        spend(format === "base58" && length > LONGEST_BASE58 ? Infinity : length);
        const bytes = Uint8Array.from({ length }, () => random.below(256));
        return prefix + (format === "hex" ? toHex(bytes) : toBase58(bytes));
      }
      case "base58check": {
        const pool = POOLS[`base58check ${prefix} ${byteLength}`];
        if (!pool) throw new NoSample(`what brings ${JSON.stringify(prefix)} about in base58check is not known`);
        return random.pick(pool);
      }
      case "decimal":
        return `${random.below(10 ** (1 + random.below(6)))}`;
      case "timestamp": {
        const [year, ...others] = [[2020, 10], [1, 12], [1, 28], [0, 24], [0, 60], [0, 60]].map(([from, count]) => `${from! + random.below(count!)}`.padStart(2, "0"));
        const [month, day, hour, minute, second] = others;
        return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
      }
      case "entrypoint":
        return random.pick(WORDS);
      case "annotation":
        return `%${random.pick(WORDS)}`;
      default:
        throw new NoSample(`there is a format ${JSON.stringify(format)}`);
    }
  };

  const integer = (bits: number, signed: boolean, unit: Unit): JsonValue => {
    const isWide = bits > 32;
    if (isWide && unit && unit.decimals <= 15) return `${1 + random.below(1000)}${"0".repeat(unit.decimals)}`;
    const digits = 1 + random.below(bits === 8 ? 2 : bits === 16 ? 4 : 6);
    const number = random.below(10 ** digits);
    const isNegative = signed && random.below(4) === 0;
    const drawn = isNegative && number ? -number : number;
    return isWide ? `${drawn}` : drawn;
  };

  const text = (isOne: boolean): string => {
    if (isOne) return String.fromCharCode(97 + random.below(26));
    return Array.from({ length: 1 + random.below(3) }, () => random.pick(WORDS)).join(" ");
  };

  const array = ({ prefixItems, items, minItems, maxItems }: JsonSchema, depth: number): JsonValue => {
    if (prefixItems) return prefixItems.map((one) => value(one, undefined, depth));
    if (items === false) return [];
    const length = minItems !== undefined && minItems === maxItems ? minItems : depth > DEEP ? 0 : 1 + random.below(2);
    return Array.from({ length }, () => value(items, undefined, depth));
  };

  const object = (schema: JsonSchema, depth: number): JsonValue => {
    const { properties = {}, additionalProperties } = schema;
    const members = Object.entries(properties);
    if (!members.length && typeof additionalProperties === "object") return map(schema, depth);
    const required = requiredOf(schema);
    return Object.fromEntries(
      members.flatMap(([name, inner]) => (required.has(name) || random.below(2) === 1 ? [[name, value(inner, undefined, depth)]] : [])),
    ) as JsonValue;
  };

  const map = ({ propertyNames, additionalProperties }: JsonSchema, depth: number): JsonValue => {
    const members = new Map<string, JsonValue>();
    for (let count = 1 + random.below(2); count; count--) {
      const name = nameOfMember(propertyNames, depth);
      if (!members.has(name)) members.set(name, value(additionalProperties, undefined, depth));
    }
    return Object.fromEntries(members);
  };

  /** A member's name: what it must be, its schema says, and of an integer the pattern alone. */
  const nameOfMember = (schema: JsonSchema | undefined, depth: number): string => {
    if (schema === undefined) return text(false);
    if (schema.$ref === undefined && schema.format === undefined && schema.pattern !== undefined) return `${random.below(100)}`;
    const drawn = value(schema, undefined, depth);
    return typeof drawn === "string" ? drawn : JSON.stringify(drawn);
  };

  return value(schema, undefined, 0);
}

/** What is found out of all of a schema is found out once, since nothing is paid for it. */
function once<Found>(find: (schema: JsonSchema) => Found): (schema: JsonSchema) => Found {
  const known = new Map<JsonSchema, Found>();
  return (schema) => {
    const found = known.get(schema) ?? find(schema);
    known.set(schema, found);
    return found;
  };
}

/** Whether the schema refers to a definition. */
function refers(schema: Schema): boolean {
  if (typeof schema !== "object") return false;
  const { $ref, properties = {}, additionalProperties, items, prefixItems = [], oneOf = [], anyOf = [] } = schema;
  return $ref !== undefined || [...Object.values(properties), additionalProperties, items, ...prefixItems, ...oneOf, ...anyOf].some(refers);
}
