import { DataDriverError, mistake } from "./error.js";

/**
 * What a JavaScript value is, by its type and not by its looks: the one rule for all that is encoded, on
 * this thread or on a worker. What is no plain data is refused. README.md has it as a table.
 */

/** Deeper than any driver reads; what nests deeper goes round in circles. */
export const MAX_DEPTH = 256;

/** What is wrong with a value; the containers around it add where it is. */
export class Misfit {
  /** From the outside. */
  readonly keys: (string | number)[] = [];
  readonly containers: unknown[] = [];
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    this.expected = expected;
    this.found = found;
  }

  toError(): DataDriverError {
    let { keys, expected, found } = this;
    const start = this.containers.findIndex((one, index, all) => all.indexOf(one) < index);
    if (start > 0) [keys, expected, found] = [keys.slice(0, start), "plain data", "an object that is part of itself"];
    return mistake(expected, found, pointerOf(keys));
  }
}

/** The JSON Pointer of a path. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${`${key}`.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** What went wrong in a container, at a key if that is known. */
export function misfit(cause: unknown, container: unknown, key?: string | number): Misfit {
  // A getter, or a proxy, may throw anything.
  const found = cause instanceof Misfit ? cause : new Misfit("plain data", `an object that throws: ${(cause as Error | undefined)?.message}`);
  if (key !== undefined) {
    found.keys.unshift(key);
    found.containers.unshift(container);
  }
  return found;
}

const typedArrayName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)!.get!;

/** Whether it is a `Uint8Array`, of whatever realm. */
export function isBytes(value: object): value is Uint8Array {
  return typedArrayName.call(value) === "Uint8Array";
}

/** Whether it is a `Map`, of whatever realm, or stands for one, as reactive proxies do. */
export function isMap(value: object): value is Map<unknown, unknown> {
  if (value instanceof Map) return true;
  try {
    Map.prototype.has.call(value, 0);
    return true;
  } catch {
    return false;
  }
}

/** Throws unless the object is a plain one: made by `{}`, whatever its realm, or without a prototype. */
export function checkRecord(value: object): void {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const isPlain =
    prototype === Object.prototype ||
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"));
  if (!isPlain) throw strange(value);
  const symbols = Object.getOwnPropertySymbols(value);
  if (!symbols.length) return;
  // `arguments`, `Math` and their like, and members that JSON has no name for.
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== "Object" && tag !== "Module") throw new Misfit("plain data", `an object of class ${tag}`);
  if (symbols.some((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol))) throw new Misfit("plain data", "a member named by a symbol");
}

/** Throws for what can be in no value. */
export function strange(value: unknown): Misfit {
  if (typeof value !== "object") return new Misfit("plain data", `a ${typeof value}`);
  const name = (Object.getPrototypeOf(value) as object | null)?.constructor?.name;
  return new Misfit("plain data", typeof name === "string" && name ? `an object of class ${name.slice(0, 64)}` : "an object with a prototype");
}

/** The name of a member, for a key of a `Map`. */
export function nameOf(key: unknown): string {
  if (typeof key === "string") return key;
  if (typeof key === "bigint" || typeof key === "boolean" || Number.isSafeInteger(key)) return `${key as bigint}`;
  throw new Misfit("text or an integer as the key of a Map", typeof key === "number" ? `${key}` : typeof key === "object" && key ? "an object" : `${typeof key}`);
}

/** The element, unless there is a hole in its place. */
export function elementOf(array: readonly unknown[], index: number): unknown {
  const value = array[index];
  if (value === undefined && !(index in array)) throw new Misfit("plain data", "a hole in an array");
  return value;
}

/** The members of a `Map`, each name once. */
export function membersOf(map: Map<unknown, unknown>): [string, unknown][] {
  const seen = new Set<string>();
  return Array.from(map, ([key, value]) => {
    const name = nameOf(key);
    if (seen.has(name)) throw new Misfit("each key of a Map once", `two keys that are written ${name}`);
    seen.add(name);
    return [name, value] as [string, unknown];
  });
}
