import { readNumber, sections, writeNumber } from "./sections.js";

const MEMORY_SECTION = 5;
const PAGE_SIZE = 64 << 10;
/** As many as 32 bits can address; more are not valid in a file. */
const MOST_PAGES = 1 << 16;
const HAS_MAXIMUM = 1;

/**
 * The module with its memory's maximum lowered to `limit` bytes, so that the engine itself refuses
 * more. Nothing else of it changes.
 */
export function capMemory(wasm: Uint8Array, limit: number): Uint8Array {
  const pages = Math.min(Math.floor(limit / PAGE_SIZE), MOST_PAGES);
  for (const { id, start, body, end } of sections(wasm)) {
    if (id !== MEMORY_SECTION) continue;
    const [count, first] = readNumber(wasm, body);
    const capped = writeNumber(count);
    for (let at = first, i = 0; i < count; i++) {
      const flags = wasm[at]!;
      let [minimum, maximum] = [0, Infinity];
      [minimum, at] = readNumber(wasm, at + 1);
      if (flags & HAS_MAXIMUM) [maximum, at] = readNumber(wasm, at);
      if (minimum > pages) throw new Error(`the driver needs more memory than the limit of ${limit} bytes`);
      capped.push(flags | HAS_MAXIMUM, ...writeNumber(minimum), ...writeNumber(Math.min(maximum, pages)));
    }
    const section = [MEMORY_SECTION, ...writeNumber(capped.length), ...capped];
    const result = new Uint8Array(start + section.length + wasm.length - end);
    result.set(wasm.subarray(0, start));
    result.set(section, start);
    result.set(wasm.subarray(end), start + section.length);
    return result;
  }
  return wasm;
}
