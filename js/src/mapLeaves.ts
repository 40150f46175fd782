import type { JsonSchema } from "./schema.js";

/** Gives another value for one of a type. */
export type Convert = (value: unknown) => unknown;

type Definitions = Readonly<Record<string, JsonSchema>>;

/** References that lead to references, at most: the schema may be a stranger's, and go round in circles. */
const MAX_REFERENCES = 64;

/**
 * The conversion of a type's values that converts leaves as `leaf` says, wherever they are, and leaves
 * all else as it is; none where there is nothing to convert. What is not of the type stays, too:
 * finding that out is the driver's business.
 */
export function mapLeaves(leaf: (schema: JsonSchema) => Convert | undefined, definitions: Definitions) {
  const known = new Map<JsonSchema, Convert | undefined>();

  const convertOf = (schema: JsonSchema | boolean | undefined): Convert | undefined => {
    if (typeof schema !== "object") return undefined;
    if (!known.has(schema)) {
      // A type that contains itself asks for this one before it is made.
      known.set(schema, (value) => apply(known.get(schema), value));
      const all = alternatives(schema, definitions);
      known.set(schema, all[0] === schema ? (leaf(schema) ?? ofMembers(schema)) : ofOne(all));
    }
    return known.get(schema);
  };

  const ofOne = (all: JsonSchema[]): Convert | undefined => {
    const converts = all.map(convertOf);
    if (converts.some(Boolean)) return (value) => apply(converts[all.findIndex((one) => admits(one, value))], value);
  };

  const ofMembers = ({ prefixItems = [], items, properties = {}, additionalProperties }: JsonSchema): Convert | undefined => {
    const places = prefixItems.map(convertOf);
    const others = convertOf(items);
    const members = new Map(Object.entries(properties).map(([name, schema]) => [name, convertOf(schema)]));
    const rest = convertOf(additionalProperties);
    if (![...places, others, ...members.values(), rest].some(Boolean)) return undefined;
    return (value) => {
      if (Array.isArray(value)) return value.map((item, index) => apply(index < places.length ? places[index] : others, item));
      if (!isRecord(value)) return value;
      const converted = { ...value };
      for (const name of Object.keys(converted)) converted[name] = apply(members.has(name) ? members.get(name) : rest, converted[name]);
      return converted;
    };
  };

  return convertOf;
}

function apply(convert: Convert | undefined, value: unknown): unknown {
  return convert ? convert(value) : value;
}

/** What a value of the type may be: behind references, and of which none is a choice itself. */
export function alternatives(schema: JsonSchema, definitions: Definitions, depth = 0): JsonSchema[] {
  const { $ref, oneOf, anyOf } = schema;
  const inner = $ref === undefined ? (oneOf ?? anyOf) : [definitions[$ref.replace("#/$defs/", "")]];
  if (!inner) return [schema];
  return inner.flatMap((one) => {
    if (!one || depth > MAX_REFERENCES) throw new Error(`the driver's schema has a reference that leads nowhere: ${$ref}`);
    return alternatives(one, definitions, depth + 1);
  });
}

/** Whether the value is of this alternative rather than of another one: its type and what names a variant tell. */
export function admits({ type, const: only, required = [], properties = {} }: JsonSchema, value: unknown): boolean {
  if (only !== undefined) return value === only;
  if (type && ![type].flat().includes(typeOf(value))) return false;
  return !isRecord(value) || required.every((name) => Object.hasOwn(value, name) && [undefined, value[name]].includes(properties[name]?.const));
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (value instanceof Uint8Array) return "string";
  return typeof value === "bigint" || Number.isInteger(value) ? "integer" : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  // What has a form of its own, a `Date` for example, is not taken apart.
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array) && !("toJSON" in value);
}
