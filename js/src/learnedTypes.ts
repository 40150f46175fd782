import { mistake } from "./error.js";
import { endOfString } from "./json.js";
import { pointerOf } from "./plainData.js";
import { BARE } from "./schemaTypes.js";
import type { JsonSchema } from "./schema.js";

/**
 * What a deployed driver takes is in no schema, but it says what it wants where it refuses: some want
 * integers of 64 bits as numbers and some as text, some want bytes in hex and some as an array. What
 * it once said is kept for the calls that follow.
 */
export interface LearnedType extends JsonSchema {
  properties: Record<string, JsonSchema>;
  prefixItems: JsonSchema[];
}

const REFUSAL = /invalid type: (string|integer|floating point) (.*?), expected (.*?)(?: at line 1 column (\d+))?"?\)?$/s;
/** What serde says where an integer of 128 bits starts with a quotation mark. */
const NO_NUMBER = /invalid number at line 1 column (\d+)/;
const SEQUENCE = /array|sequence|tuple|bytes/;
const INTEGER = /^(?:[ui](?:\d+|size)$|.*integer)/;
/** Types of members beyond these are taken to be those of a map. */
const DIFFERENT_MEMBERS = 3;
const DIFFERENT_ELEMENTS = 1;
/** 128 bits have 39 digits, a double's text 24 characters. */
const LONGEST_NUMBER = 64;

export const unknownType = (): LearnedType => ({
  properties: Object.create(null) as Record<string, JsonSchema>,
  // Few of the places of what may be a long list.
  prefixItems: Object.create(null) as JsonSchema[],
});

/**
 * Notes what these words, in which the driver refuses this text, say of the function's type. False where it says nothing new. Throws the
 * mistake where no form would do.
 */
export function learn(root: LearnedType, words: string, text: string): boolean {
  const [, found, literal = "", expected = "", column] = REFUSAL.exec(words) ?? [];
  if (!found) {
    const [, start] = NO_NUMBER.exec(words) ?? [];
    return start !== undefined && noteAll(root, leavesAt(text, "start", +start - 1), { format: BARE });
  }
  // A driver's words are in Rust's quotes. Where a value was kept aside before it was read, they do not say where it was.
  const token = found === "string" ? literal.replaceAll('\\"', '"') : literal.replaceAll("`", "");
  const leaves = column === undefined ? Array.from(leavesOf(text)).filter((leaf) => leaf.token === token) : leavesAt(text, "end", +column);
  if (found === "floating point" && INTEGER.test(expected)) {
    const [number] = leaves;
    if (number?.token.includes("e")) throw mistake("a bigint or a decimal string", number.token, pointerOf(number.path));
  }
  const form = formOf(found, expected);
  return form !== undefined && noteAll(root, leaves, form);
}

function formOf(found: string, expected: string): JsonSchema | undefined {
  if (found === "string") return SEQUENCE.test(expected) ? { type: "array" } : INTEGER.test(expected) ? { format: BARE } : undefined;
  if (found === "integer") return /^a string|^string/.test(expected) ? { type: "string" } : undefined;
  return INTEGER.test(expected) ? { format: BARE } : undefined;
}

/** Whether it was not known of all of them that they have this form. */
function noteAll(root: LearnedType, leaves: Leaf[], form: JsonSchema): boolean {
  return leaves.map(({ path }) => note(root, path, form)).includes(true);
}

/** Whether it was not known that what stands there has this form. */
function note(root: LearnedType, path: Path, form: JsonSchema): boolean {
  let node = root;
  for (const [depth, key] of path.entries()) {
    const isElement = typeof key === "number";
    const children = (isElement ? node.prefixItems : node.properties) as Record<string | number, LearnedType>;
    const rest = isElement ? "items" : "additionalProperties";
    const parent = node;
    // One that differs from the rest has a type of its own; what is inside of the rest is of all the rest.
    const known = children[key] ?? (depth < path.length - 1 ? (parent[rest] as LearnedType | undefined) : undefined);
    node = known ?? (children[key] = unknownType());
    // Lists and maps are of one type.
    if (Object.keys(children).length > (isElement ? DIFFERENT_ELEMENTS : DIFFERENT_MEMBERS)) parent[rest] ??= node;
  }
  if (node.format === form.format && node.type === form.type) return false;
  delete node.format;
  delete node.type;
  Object.assign(node, form);
  return true;
}

type Path = (string | number)[];

/** A string, number or word of JSON text, with its path and where it starts and ends. */
interface Leaf {
  path: Path;
  token: string;
  start: number;
  end: number;
}

/** The leaves of JSON text without spaces. */
function* leavesOf(text: string): Generator<Leaf> {
  const path: Path = [];
  for (let start = 0; start < text.length; start++) {
    const character = text[start]!;
    const inside = path.length - 1;
    if (character === "[") path.push(0);
    else if (character === "{") path.push("");
    else if (character === "]" || character === "}") path.pop();
    else if (character === ",") {
      if (typeof path[inside] === "number") path[inside]++;
    } else if (character !== ":") {
      const end = character === '"' ? endOfString(text, start) : start + /^[^,\]}]*/.exec(text.slice(start, start + LONGEST_NUMBER))![0].length;
      const token = text.slice(start, end);
      if (text[end] === ":") path[inside] = JSON.parse(token) as string;
      else yield { path: [...path], token, start, end };
      start = end - 1;
    }
  }
}

/** The leaf that starts or ends at this byte. */
function leavesAt(text: string, edge: "start" | "end", byte: number): Leaf[] {
  const character = new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, byte)).length;
  return Array.from(leavesOf(text)).filter((leaf) => leaf[edge] === character);
}
