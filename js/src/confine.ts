import { readNumber, sections, writeNumber } from "./sections.js";

const TYPES = 1;
const TABLES = 4;
const MEMORIES = 5;

const PAGE_SIZE = 64 << 10;
/** As many as 32 bits can address; more are not valid in a file. */
const MOST_PAGES = 1 << 16;
/** Most entries of all tables together, as many as the Rust host allows a table. Those of drivers have a few hundred. */
const MOST_ENTRIES = 100_000;

/**
 * Most types, and most values that a type takes or gives. Engines compare each type with all before it, and keep account
 * of each value in each block: a file of a megabyte can cost minutes and gigabytes. Drivers have 60 types of 13 values.
 */
const MOST_TYPES = 1_000;
const MOST_VALUES = 32;

const HAS_MAXIMUM = 1;
const FUNCTION = 0x60;
/** The types below are references to types of the module's own. */
const LEAST_TYPE = 0x6f;

/**
 * The module with the maximum of its memory lowered to `memory` bytes and that of its tables to the limit, so that the
 * engine itself refuses more. Nothing else of it changes. One that could take memory in another way is refused.
 */
export function confine(wasm: Uint8Array, memory: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { id, start, body, end } of sections(wasm)) {
    if (id === TYPES) checkTypes(wasm, body);
    const capped = id === TABLES ? capTables(wasm, body) : id === MEMORIES && capMemory(wasm, body, memory);
    if (!capped) continue;
    parts.push(wasm.subarray(done, start), Uint8Array.from([id, ...writeNumber(capped.length), ...capped]));
    done = end;
  }
  parts.push(wasm.subarray(done));
  const confined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => {
    confined.set(part, at);
    return at + part.length;
  }, 0);
  return confined;
}

function limit(count: number, most: number, what: string): void {
  if (count > most) throw new Error(`the driver has ${count} ${what}, more than the limit of ${most}`);
}

/** Structs and arrays are in the engine's own heap, which has no limit that ends less than the program. */
function checkTypes(wasm: Uint8Array, body: number): void {
  let [count, at] = readNumber(wasm, body);
  limit(count, MOST_TYPES, "types");
  for (; count > 0; count--) {
    if (wasm[at++] !== FUNCTION) throw strange();
    // Its parameters, and its results.
    for (let lists = 0; lists < 2; lists++) {
      const [length, start] = readNumber(wasm, at);
      limit(length, MOST_VALUES, "values in a type");
      at = start + length;
      if (wasm.subarray(start, at).some((type) => type < LEAST_TYPE)) throw strange();
    }
  }
}

function strange(): Error {
  return new Error("drivers have functions of numbers only");
}

function capTables(wasm: Uint8Array, body: number): number[] {
  const [count, first] = readNumber(wasm, body);
  const capped = writeNumber(count);
  const most = Math.floor(MOST_ENTRIES / count);
  for (let at = first, i = 0; i < count; i++) {
    const type = wasm[at]!;
    if (type < LEAST_TYPE) throw strange();
    capped.push(type);
    at = cap(wasm, at + 1, most, `a table larger than the limit of ${MOST_ENTRIES} entries`, capped);
  }
  return capped;
}

function capMemory(wasm: Uint8Array, body: number, limit: number): number[] {
  const [count, first] = readNumber(wasm, body);
  // Of many, each could be as large.
  if (count > 1) throw new Error(`drivers have one memory, not ${count}`);
  const capped = writeNumber(count);
  cap(wasm, first, Math.min(Math.floor(limit / PAGE_SIZE), MOST_PAGES), `more memory than the limit of ${limit} bytes`, capped);
  return capped;
}

/** Writes the limits that stand there with a maximum of at most so many, and says where they end. */
function cap(wasm: Uint8Array, at: number, most: number, what: string, capped: number[]): number {
  const flags = wasm[at]!;
  // Other bits: shared between threads, of 64 bits, of pages of another size. The Rust host has none of these, either.
  if (flags > HAS_MAXIMUM) throw new Error("drivers have memories and tables of their own, of 32 bits");
  const [minimum, end] = readNumber(wasm, at + 1);
  if (minimum > most) throw new Error(`the driver needs ${what}`);
  const [maximum, next] = flags & HAS_MAXIMUM ? readNumber(wasm, end) : [most, end];
  capped.push(HAS_MAXIMUM, ...writeNumber(minimum), ...writeNumber(Math.min(maximum, most)));
  return next;
}
