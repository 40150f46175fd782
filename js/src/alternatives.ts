import { broken } from "./error.js";
import { isBytes } from "./plainData.js";
import type { JsonSchema } from "./schema.js";

export type Definitions = Readonly<Record<string, JsonSchema>>;

/** References that lead to references, at most: the schema may be a stranger's, and go round in circles. */
const MAX_REFERENCES = 64;
/** What one type may be, at most: a short schema can double its choices with each reference. */
const MAX_ALTERNATIVES = 1_024;

/** What a value of the type may be: behind references, and of which none is a choice itself. */
export function alternatives(schema: JsonSchema, definitions: Definitions): JsonSchema[] {
  const found: JsonSchema[] = [];
  let steps = 0;
  const collect = (schema: JsonSchema, depth: number): void => {
    if (++steps > MAX_ALTERNATIVES * 2) throw broken(`'s schema has a type with more than ${MAX_ALTERNATIVES} alternatives`);
    const { $ref, oneOf, anyOf } = schema;
    const inner = $ref === undefined ? (oneOf ?? anyOf) : [definitionOf($ref, definitions)];
    if (!inner) return void found.push(schema);
    for (const one of inner) {
      if (typeof one !== "object" || !one || depth > MAX_REFERENCES) throw broken(`'s schema has a reference that leads nowhere: ${$ref}`);
      collect(one, depth + 1);
    }
  };
  collect(schema, 0);
  return found;
}

/** The definition that a reference leads to, if it leads to one. */
export function definitionOf($ref: unknown, definitions: Definitions): JsonSchema | undefined {
  const name = referredTo($ref);
  return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}

/** The name of the definition that is meant. */
export function referredTo($ref: unknown): string {
  let name = `${$ref as string}`.replace("#/$defs/", "");
  // A JSON Pointer in an address's fragment; a stranger's may be none.
  try {
    name = decodeURIComponent(name);
  } catch {}
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Whether the value is of this alternative rather than of another one: its type and what names a variant tell. */
export function admits({ type, const: only, format, prefix, required = [], properties = {} }: JsonSchema, value: unknown): boolean {
  if (only !== undefined) return value === only;
  // Texts of different kinds begin with different letters.
  if (format === "base58check" && prefix !== undefined && typeof value === "string" && !value.startsWith(prefix)) return false;
  if (type && !typesOf(value).some((one) => type.includes(one))) return false;
  return !isRecord(value) || required.every((name) => Object.hasOwn(value, name) && [undefined, value[name]].includes(properties[name]?.const));
}

/** The JSON types that a value can be written as. */
function typesOf(value: unknown): string[] {
  if (value === null || value === undefined) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (typeof value === "object" && isBytes(value)) return ["string", "array"];
  if (typeof value === "bigint" || Number.isInteger(value)) return ["integer", "number"];
  return [typeof value];
}

/** Whether it is an object of members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isBytes(value) && !(value instanceof Map);
}
