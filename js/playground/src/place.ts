/** What stands at a place of a value. */
import type { JsonValue } from "data-driver";
import { keys } from "./pointer.ts";

/** What a pointer leads to, if it leads anywhere. */
export function getAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of keys(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, JsonValue>)[key];
  }
  return value;
}

/** Puts a value where a pointer leads to, or takes away what is there; gives the whole value. */
export function setAt(root: JsonValue, pointer: string, value: JsonValue | undefined): JsonValue {
  const path = keys(pointer);
  const last = path.pop();
  if (last === undefined) return value ?? null;
  const parent = getAt(root, pointer.slice(0, pointer.lastIndexOf("/"))) as Record<string, JsonValue>;
  if (value === undefined) delete parent[last];
  // An own member whatever its name is.
  else Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true });
  return root;
}
