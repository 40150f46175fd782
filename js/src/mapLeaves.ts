import { admits, alternatives, type Definitions, isRecord } from "./alternatives.js";
import type { JsonSchema } from "./schema.js";

/** Gives another value for one of a type. */
export type Convert = (value: unknown) => unknown;

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
