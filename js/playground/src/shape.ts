import type { JsonSchema, JsonValue } from "data-driver";
import { isRecord } from "./isRecord.ts";
import { keys } from "./pointer.ts";
import { raised } from "./raised.ts";
import { type Unit, unitOf } from "./units.ts";

/** What a form has to know of a type. */
export type Shape = { name?: string; doc?: string } & (
  | { kind: "nothing" | "boolean" | "number" | "any" }
  | { kind: "constant"; value: string }
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
  /** The member that tells it, where its members stand beside that. Several can have the same, and differ by the others. */
  tag?: { member: string; value: string };
  /** Whether its name stands nowhere in the value: the content alone is the value, and shows which variant it is. */
  bare?: true;
  /** Whether it is taken only: what comes back is another one. */
  writeOnly?: true;
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
    return variants.every((one) => one !== undefined) ? { kind: "choice", variants: apart(variants) } : { kind: "any" };
  }
  if (schema.const !== undefined) return { kind: "constant", value: schema.const };
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
  const { title, description, writeOnly, ...content } = schema;
  const common = { ...(description && { doc: description }), ...(writeOnly && { writeOnly: true as const }) };
  if (schema.const !== undefined) return { name: schema.const, ...common };
  const members = Object.entries(schema.properties ?? {});
  const [member, { const: value } = {}] = members.find(([, member]) => member.const !== undefined) ?? [];
  if (member !== undefined && value !== undefined) {
    return { name: title ?? value, ...common, tag: { member, value }, content: () => ({ kind: "object", members: partsOf(schema, definitions, member) }) };
  }
  if (title !== undefined) return { name: title, ...common, bare: true, content: () => shapeOf(content, definitions) };
  if (members.length !== 1) return undefined;
  const [name, inner] = members[0]!;
  return { name, ...common, content: () => shapeOf(inner, definitions) };
}

/** The variants, by names that tell them apart: beside one tag, another's may have members of the same title. */
function apart(variants: Variant[]): Variant[] {
  const names = new Set(variants.map(({ name }) => name));
  if (names.size === variants.length) return variants;
  return variants.map((one) => (one.tag && one.tag.value !== one.name ? { ...one, name: `${one.tag.value} · ${one.name}` } : one));
}

/** A value to start from: zero, nothing and no text. */
export function blank(shape: Shape): JsonValue {
  switch (shape.kind) {
    case "nothing":
    case "option":
    case "any":
      return null;
    case "constant":
      return shape.value;
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
  return tag === undefined ? { [name]: inner } : { [tag.member]: tag.value, ...(inner as object) };
}

/** Which of the variants a value is, if it is one. */
export function variantIn(variants: readonly Variant[], value: JsonValue | undefined): Variant | undefined {
  const possible = variants.filter((one) => isPossible(one, value));
  // One of several beside a tag shows by its members, and is still one while these are not right.
  return possible.find(({ content, tag }) => !tag || fits(content!(), without(value, tag.member))) ?? possible[0];
}

/** Whether what names the variant is there, or, where nothing names it, what it consists of. */
function isPossible({ name, content, tag, bare }: Variant, value: JsonValue | undefined): boolean {
  if (!content) return value === name;
  if (bare) return fits(content(), value);
  return isRecord(value) && (tag ? value[tag.member] === tag.value : Object.hasOwn(value, name));
}

function without(value: JsonValue | undefined, member: string): JsonValue {
  const { [member]: _, ...others } = value as { [member: string]: JsonValue };
  return others;
}

/** Whether a value is of the shape rather than of another one: its type tells, the members that it must have, or the letters with which it begins. */
function fits(shape: Shape, value: JsonValue | undefined): boolean {
  switch (shape.kind) {
    case "nothing":
      return value === null;
    case "constant":
      return value === shape.value;
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
      return isRecord(value) && shape.members.every(({ name, optional }) => optional || Object.hasOwn(value, name)) && Object.keys(value).every((name) => shape.members.some((member) => member.name === name));
    case "map":
      return isRecord(value);
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
    case "constant":
      return JSON.stringify(shape.value);
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
