import { broken, type DataDriverError } from "./error.js";

const PAGE_SIZE = 64 << 10;

/** What each engine calls a trap, and what the Rust host calls it; the first that fits. */
const NAMES: [engines: RegExp, ours: string][] = [
  [/unreachable/i, "wasm `unreachable` instruction executed"],
  [/by zero/i, "integer divide by zero"],
  [/unrepresentable in|trunc|conversion/i, "invalid conversion to integer"],
  [/divide result|overflow/i, "integer overflow"],
  [/table|call_indirect/i, "undefined element: out of bounds table access"],
  [/out of bounds/i, "out of bounds memory access"],
];

/** What a driver's code threw, as every host says it. */
export function trapped(cause: unknown): DataDriverError {
  // What WebAssembly throws is no error.
  const { message = "an exception that it does not catch" } = cause as Error;
  if (/call stack|recursion/.test(message)) return broken(" needs more stack than there is", cause, "limit_exceeded");
  const [, name = message] = NAMES.find(([engines]) => engines.test(message)) ?? [];
  return broken(` trapped: ${name}`, cause, "trap");
}

/**
 * The most bytes that the memory of an instance which has trapped can have, if that is less than twice as many as it has:
 * an allocator that was refused memory leaves no other trace.
 */
export function fullAt(memory: WebAssembly.Memory): number | undefined {
  const grows = (pages: number): boolean => {
    try {
      return pages < 1 || memory.grow(pages) >= 0;
    } catch {
      return false;
    }
  };
  let pages = memory.buffer.byteLength / PAGE_SIZE;
  if (grows(pages)) return undefined;
  while (pages > 1) grows((pages = Math.ceil(pages / 2)));
  return memory.buffer.byteLength;
}
