import { checkRecord, elementOf, isBytes, isMap, MAX_DEPTH, membersOf, Misfit, misfit, strange } from "./plainData.js";

/** A copy of a value that a worker can be sent. What `toJson` refuses, it refuses in the same words. */
export function toPlain(value: unknown): unknown {
  try {
    return copy(value, 0);
  } catch (error) {
    throw error instanceof Misfit ? error.toError() : error;
  }
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw strange(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) throw new Misfit("a value that nests less deep", `one of more than ${MAX_DEPTH} levels`);
  let key: string | number | undefined;
  try {
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (key = 0; key < value.length; key++) items.push(copy(elementOf(value, key), depth + 1));
      return items;
    }
    // Of a view, only what it shows: sent as it is, all of the buffer behind it would be copied.
    if (isBytes(value)) return Uint8Array.from(value);
    if (isMap(value)) {
      const members = new Map<string, unknown>();
      for (const [name, member] of membersOf(value)) members.set((key = name), copy(member, depth + 1));
      return members;
    }
    checkRecord(value);
    const record = Object.create(null) as Record<string, unknown>;
    for (key of Object.keys(value)) record[key] = copy((value as Record<string, unknown>)[key], depth + 1);
    return record;
  } catch (cause) {
    throw misfit(cause, value, key);
  }
}
