/** A driver's golden values, as examples that a person can tell apart. */
import type { JsonValue } from "data-driver";
import type { Vector } from "./session.ts";
import type { Subject } from "./subject.ts";

export interface Example {
  label: string;
  vector: Vector;
}

/** Characters of a text that a label shows. */
const SHORT = 14;

/** The examples of a subject: those that have a name of their own first, and what each holds. */
export function examplesOf(vectors: readonly Vector[], { what, name }: Subject): Example[] {
  const own = vectors.filter((one) => one.what === what && one.name === name && (what === "input" || one.bytes));
  const isNamed = ({ case: title = "" }: Vector) => /^[a-z]\w{2,}$/i.test(title) && title !== "example";
  const sorted = [...own.filter((one) => one.case === "example"), ...own.filter(isNamed), ...own.filter((one) => one.case !== "example" && !isNamed(one))];
  let number = 0;
  return sorted.map((vector) => {
    const title = isNamed(vector) ? sentence(vector.case!) : own.length === 1 ? "Example" : `Example ${++number}`;
    const gist = gistOf(parsed(vector.json));
    return { label: gist ? `${title}: ${gist}` : title, vector };
  });
}

/** `out_of_gas` as `Out of gas`. */
function sentence(name: string): string {
  const words = name.replaceAll("_", " ");
  return words[0]!.toUpperCase() + words.slice(1);
}

function parsed(json: string): JsonValue {
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    return null;
  }
}

/** What tells one value from another at a glance. */
function gistOf(value: JsonValue, depth = 0): string {
  if (value === null) return depth ? "" : "none";
  if (Array.isArray(value)) return value.length === 1 ? "1 item" : `${value.length} items`;
  if (typeof value === "object") {
    const entries = Object.entries(value);
    const [first] = entries;
    // An enum's variant says most.
    if (entries.length === 1 && /^[A-Z]/.test(first![0])) return first![0];
    const amount = entries.find(([name, inner]) => /^(value|amount)$/.test(name) && isScalar(inner)) ?? entries.find(([, inner]) => isScalar(inner) && String(inner).length <= SHORT);
    return amount ? `${amount[0]} ${gistOf(amount[1], depth + 1)}` : "";
  }
  const text = String(value);
  if (/^\d{4,}$/.test(text)) return BigInt(text).toLocaleString("en");
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text || "empty";
}

function isScalar(value: JsonValue): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
