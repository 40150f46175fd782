import type { JsonSchema, JsonValue } from "data-driver";
import { keys } from "./pointer.ts";
import { raised } from "./raised.ts";
import { type Unit, unitOf } from "./units.ts";

/** What a form has to know of a type. */
export type Shape = { name?: string; doc?: string } & (
  | { kind: "nothing" | "boolean" | "number" | "any" }
  | { kind: "text"; prefix?: string }
  | { kind: "integer"; signed: boolean; bits: number; unit?: Unit }
  | { kind: "bytes"; encoding: "hex" | "base58"; length?: number }
  | { kind: "option"; inner: () => Shape }
  | { kind: "choice"; variants: Variant[] }
  | { kind: "list"; item: () => Shape; length?: number }
  | { kind: "tuple"; parts: Part[] }
  | { kind: "object"; members: Part[] }
  | { kind: "map"; value: () => Shape; keys: string }
);

/** A member of an object or of a tuple. */
export interface Part {
  name: string;
  doc?: string;
  shape: () => Shape;
  optional?: boolean;
}

/** One of the alternatives of an enum. */
export interface Variant {
  name: string;
  doc?: string;
  /** What stands beside its name, if anything. */
  content?: () => Shape;
  /** The member that holds its name, where its members stand beside that. */
  tag?: string;
  /** Whether its name stands nowhere in the value: the content alone is the value, and shows which variant it is. */
  bare?: true;
}

export type Definitions = Readonly<Record<string, JsonSchema>>;

const MAX_REFERENCES = 64;

/** The shape of a schema's values. What it does not understand is `any`, for which there is JSON text. */
export function shapeOf(schema: JsonSchema, definitions: Definitions): Shape {
  let name: string | undefined;
  let doc: string | undefined;
  // The unit stands beside the reference, since it is not the type's.
  let unit = unitOf(schema);
  for (let i = 0; schema.$ref !== undefined; i++) {
    const referred = referredTo(schema.$ref);
    name ??= referred;
    const next = definitions[referred];
    if (!next || i > MAX_REFERENCES) return { kind: "any" };
    schema = next;
    doc = schema.description;
    unit ??= unitOf(schema);
  }
  const found = bare(schema, definitions);
  return { ...(name && { name }), ...(doc && { doc }), ...found, ...(unit && found.kind === "integer" && { unit }) };
}

/** The name of the definition that a JSON Pointer in an address's fragment leads to. */
function referredTo($ref: string): string {
  const token = $ref.replace("#/$defs/", "");
  try {
    return decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return token;
  }
}

/** Whether a map's keys are integers: of these only the pattern is told. */
function isOfIntegers(names: JsonSchema | undefined): boolean {
  return names?.pattern !== undefined && names.format === undefined;
}

function bare(schema: JsonSchema, definitions: Definitions): Shape {
  const later = (inner: JsonSchema) => () => shapeOf(inner, definitions);
  const { type, format = "", anyOf, oneOf, properties, additionalProperties, prefixItems, items } = schema;

  if (anyOf?.length === 2 && anyOf[1]!.type === "null") return { kind: "option", inner: later(anyOf[0]!) };
  if (oneOf) {
    const variants = oneOf.map((one) => variantOf(one, definitions));
    return variants.every((one) => one !== undefined) ? { kind: "choice", variants } : { kind: "any" };
  }
  const [, unsigned, bits] = /^(u?)int(\d+)$/.exec(format) ?? [];
  if (bits) return { kind: "integer", signed: !unsigned, bits: Number(bits) };
  if (format === "hex" || format === "base58") {
    return { kind: "bytes", encoding: format, ...(schema.byteLength !== undefined && { length: schema.byteLength }) };
  }
  if (prefixItems) return { kind: "tuple", parts: prefixItems.map((one, i) => ({ name: String(i + 1), shape: later(one) })) };
  if (typeof items === "object") {
    const fixed = schema.minItems !== undefined && schema.minItems === schema.maxItems;
    return { kind: "list", item: later(items), ...(fixed && { length: schema.minItems! }) };
  }
  if (properties) return { kind: "object", members: partsOf(schema, definitions) };
  if (typeof additionalProperties === "object") {
    return { kind: "map", value: later(additionalProperties), keys: isOfIntegers(schema.propertyNames) ? "number" : "text" };
  }
  switch (type) {
    case "null":
      return { kind: "nothing" };
    case "boolean":
    case "number":
      return { kind: type };
    case "string":
      return { kind: "text", ...(schema.prefix !== undefined && { prefix: schema.prefix }) };
    default:
      return { kind: "any" };
  }
}

function partsOf({ properties = {}, required = [] }: JsonSchema, definitions: Definitions, without?: string): Part[] {
  return Object.entries(properties)
    .filter(([name]) => name !== without)
    .map(([name, schema]) => ({
      name,
      ...(schema.description && { doc: schema.description }),
      shape: () => shapeOf(schema, definitions),
      ...(!required.includes(name) && { optional: true }),
    }));
}

function variantOf(schema: JsonSchema, definitions: Definitions): Variant | undefined {
  const doc = schema.description && { doc: schema.description };
  if (schema.title !== undefined) {
    const { title: name, description: _, ...content } = schema;
    return { name, ...doc, bare: true, content: () => shapeOf(content, definitions) };
  }
  if (schema.const !== undefined) return { name: schema.const, ...doc };
  const members = Object.entries(schema.properties ?? {});
  const tag = members.find(([, member]) => member.const !== undefined);
  if (tag) {
    const [member, { const: name }] = tag;
    return { name: name!, ...doc, tag: member, content: () => ({ kind: "object", members: partsOf(schema, definitions, member) }) };
  }
  if (members.length !== 1) return undefined;
  const [name, content] = members[0]!;
  return { name, ...doc, content: () => shapeOf(content, definitions) };
}

/** A value to start from: zero, nothing and no text. */
export function blank(shape: Shape): JsonValue {
  switch (shape.kind) {
    case "nothing":
    case "option":
    case "any":
      return null;
    case "boolean":
      return false;
    case "number":
      return 0;
    case "integer":
      return integerFrom("0", shape.bits);
    case "text":
      // By its letters a text is of its variant.
      return shape.prefix ?? "";
    case "bytes":
      return "";
    case "choice":
      return valueOf(shape.variants[0]!);
    case "list":
      return Array.from({ length: shape.length ?? 0 }, () => blank(shape.item()));
    case "tuple":
      return shape.parts.map((part) => blank(part.shape()));
    case "object":
      return Object.fromEntries(shape.members.filter((part) => !part.optional).map((part) => [part.name, blank(part.shape())]));
    case "map":
      return {};
  }
}

/** A blank value of a variant. */
export function valueOf({ name, content, tag, bare }: Variant): JsonValue {
  if (!content) return name;
  const inner = blank(content());
  if (bare) return inner;
  return tag === undefined ? { [name]: inner } : { [tag]: name, ...(inner as object) };
}

/** Which of the variants a value is, if it is one. */
export function variantIn(variants: Variant[], value: JsonValue | undefined): Variant | undefined {
  if (variants.some(({ bare }) => bare)) return variants.find(({ content }) => content && fits(content(), value));
  if (typeof value === "string") return variants.find(({ name, content }) => !content && name === value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return variants.find(({ name, content, tag }) => content && (tag === undefined ? Object.hasOwn(value, name) : value[tag] === name));
}

/** Whether a value is of the shape rather than of another one: its type tells, the members that it must have, or the letters with which it begins. */
function fits(shape: Shape, value: JsonValue | undefined): boolean {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  switch (shape.kind) {
    case "nothing":
      return value === null;
    case "boolean":
    case "number":
      return typeof value === shape.kind;
    case "integer":
      return typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value));
    case "text":
      return typeof value === "string" && value.startsWith(shape.prefix ?? "");
    case "bytes":
      return typeof value === "string";
    case "option":
      return value === null || fits(shape.inner(), value);
    case "choice":
      return variantIn(shape.variants, value) !== undefined;
    case "list":
    case "tuple":
      return Array.isArray(value);
    case "object":
      return isRecord && shape.members.every(({ name, optional }) => optional || Object.hasOwn(value, name));
    case "map":
      return isRecord;
    case "any":
      return true;
  }
}

/** The shape of what a pointer leads to in a value of the shape, if it leads anywhere. */
export function shapeAt(shape: Shape, pointer: string): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const key of keys(pointer)) at = at && partAt(at, key);
  while (at?.kind === "option") at = at.inner();
  return at;
}

/** The shape of a part of a value of the shape. */
function partAt(shape: Shape, key: string): Shape | undefined {
  switch (shape.kind) {
    case "option":
      return partAt(shape.inner(), key);
    case "choice":
      // Of members beside a tag, or of such that show the variant, the first of that name will do.
      for (const { name, content, tag, bare } of shape.variants) {
        const found = !content ? undefined : tag !== undefined || bare ? partAt(content(), key) : name === key ? content() : undefined;
        if (found) return found;
      }
      return undefined;
    case "object":
      return shape.members.find(({ name }) => name === key)?.shape();
    case "tuple":
      return shape.parts[Number(key)]?.shape();
    case "list":
      return /^\d+$/.test(key) ? shape.item() : undefined;
    case "map":
      return shape.value();
    default:
      return undefined;
  }
}

/** What was typed as an integer, in the form that drivers give: a number up to 32 bits, a string beyond. */
export function integerFrom(text: string, bits: number): JsonValue {
  return bits <= 32 && /^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** `u64`, `32 bytes of hex`, … */
export function describe(shape: Shape): string {
  switch (shape.kind) {
    case "integer": {
      const { signed, bits } = shape;
      // Twenty and more digits tell less than the power of two.
      if (bits > 32) return signed ? `−2${raised(bits - 1)} to 2${raised(bits - 1)} − 1` : `0 to 2${raised(bits)} − 1`;
      const range = 2 ** bits;
      const [low, high] = signed ? [-range / 2, range / 2 - 1] : [0, range - 1];
      return `${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
    }
    case "bytes":
      return shape.length === undefined ? `bytes in ${shape.encoding}` : `${shape.length} bytes in ${shape.encoding}`;
    default:
      return "";
  }
}

/** The type's name as its author would write it. */
export function typeName(shape: Shape): string {
  if (shape.name) return shape.name;
  switch (shape.kind) {
    case "nothing":
      return "()";
    case "boolean":
      return "bool";
    case "number":
      return "f64";
    case "text":
      return "String";
    case "integer":
      return `${shape.signed ? "i" : "u"}${shape.bits}`;
    case "bytes":
      return shape.length === undefined ? "bytes" : `[u8; ${shape.length}]`;
    case "option":
      return `Option<${typeName(shape.inner())}>`;
    case "list":
      return shape.length === undefined ? `Vec<${typeName(shape.item())}>` : `[${typeName(shape.item())}; ${shape.length}]`;
    case "tuple":
      return `(${shape.parts.map((part) => typeName(part.shape())).join(", ")})`;
    case "map":
      return "map";
    default:
      return "";
  }
}
