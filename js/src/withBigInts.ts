import type { Driver } from "./driver.js";
import type { JsonValue } from "./json.js";
import type { DriverSchema, JsonSchema } from "./schema.js";

const WIDE_INTEGER = /^u?int(64|128|256|512)$/;

/**
 * The driver, with a `bigint` for every integer that its schema declares to have 64 bits or more.
 * Throws where the schema does not say what the values are.
 */
export function withBigInts(driver: Driver): Driver {
  const { functions = [], events = [], $defs = {} } = (driver.schema() ?? {}) as DriverSchema;
  const schemas = new Map<string, JsonSchema>();
  for (const [kind, name, schema] of [
    ...functions.flatMap(({ name, input, output }) => [["input", name, input] as const, ["output", name, output] as const]),
    ...events.map(({ topic, data }) => ["event", topic, data] as const),
  ]) {
    if (typeof schema === "object") schemas.set(`${kind} ${name}`, schema);
  }
  if (!schemas.size) throw new Error(`the driver's schema has no types, so integers: "bigint" is not possible`);

  const convert = (kind: string, name: string, value: JsonValue): JsonValue => {
    const schema = schemas.get(`${kind} ${name}`);
    return schema ? (revive(value, schema, $defs) as JsonValue) : value;
  };
  return {
    ...driver,
    decodeInput: (fn, bytes) => convert("input", fn, driver.decodeInput(fn, bytes)),
    decodeOutput: (fn, bytes) => convert("output", fn, driver.decodeOutput(fn, bytes)),
    decodeEvent: (event, bytes) => convert("event", event, driver.decodeEvent(event, bytes)),
  };
}

type Definitions = Record<string, JsonSchema>;

/** The value with its wide integers as `bigint`. */
function revive(value: JsonValue, schema: JsonSchema, definitions: Definitions): unknown {
  const { format, properties = {}, additionalProperties, prefixItems = [], items } = resolve(value, schema, definitions);
  if (typeof value === "string") return WIDE_INTEGER.test(format ?? "") ? BigInt(value) : value;
  if (typeof value !== "object" || !value) return value;

  const member = (value: JsonValue, schema: boolean | JsonSchema | undefined) =>
    typeof schema === "object" ? revive(value, schema, definitions) : value;
  if (Array.isArray(value)) return value.map((item, index) => member(item, prefixItems[index] ?? items));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      member(item, Object.hasOwn(properties, name) ? properties[name] : additionalProperties),
    ]),
  );
}

/** The schema behind references, and of alternatives the one that the value is of. */
function resolve(value: JsonValue, schema: JsonSchema, definitions: Definitions): JsonSchema {
  const { $ref, oneOf, anyOf } = schema;
  if ($ref !== undefined) return resolve(value, definitions[$ref.replace("#/$defs/", "")] ?? {}, definitions);
  const alternatives = oneOf ?? anyOf;
  if (!alternatives) return schema;
  const fitting = alternatives.map((one) => resolve(value, one, definitions)).find((one) => fits(value, one, definitions));
  return fitting ?? {};
}

/** Whether the value is of the schema; drivers' values are of one of the alternatives, so this may be rough. */
function fits(value: JsonValue, schema: JsonSchema, definitions: Definitions): boolean {
  const { type, const: only, enum: some, required = [], properties = {}, additionalProperties, prefixItems, items } = schema;
  if (type !== undefined && ![type].flat().some((one) => typeOf(value, one))) return false;
  if (only !== undefined && value !== only) return false;
  if (some && !some.includes(value)) return false;
  if (typeof value !== "object" || !value) return true;
  const inside = (value: JsonValue, schema: JsonSchema) => fits(value, resolve(value, schema, definitions), definitions);
  if (Array.isArray(value)) {
    return items === false && prefixItems ? value.length === prefixItems.length && value.every((item, i) => inside(item, prefixItems[i]!)) : true;
  }
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, item]) => {
      if (Object.hasOwn(properties, name)) return inside(item, properties[name]!);
      return additionalProperties !== false;
    })
  );
}

function typeOf(value: JsonValue, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type && value !== null && !Array.isArray(value);
}
