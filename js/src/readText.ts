import { broken } from "./error.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Up to this length, one call makes a text of the bytes in a third of the time that a decoder takes. */
const SHORT = 24;

/** The text that stands there in a driver's memory. */
export function readText(memory: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT && isAscii(memory, start, end)) return shortText(memory, start, end);
  try {
    return decoder.decode(memory.subarray(start, end));
  } catch (cause) {
    throw broken("'s text is not UTF-8", cause);
  }
}

/** The value of a short JSON string without escapes, which is what lies between its quotation marks; nothing of any other. */
export function readShortString(memory: Uint8Array, start: number, end: number): string | undefined {
  const isString = end - start <= SHORT + 2 && end - start >= 2 && memory[start] === QUOTE && memory[end - 1] === QUOTE;
  return isString && isPlain(memory, start + 1, end - 1) ? shortText(memory, start + 1, end - 1) : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function isAscii(memory: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (memory[at]! > 0x7f) return false;
  return true;
}

/** Whether it is ASCII of which JSON escapes nothing. */
function isPlain(memory: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = memory[at]!;
    if (byte < 0x20 || byte > 0x7e || byte === QUOTE || byte === BACKSLASH) return false;
  }
  return true;
}

function shortText(m: Uint8Array, start: number, end: number): string {
  let i = start;
  // prettier-ignore
  const text = String.fromCharCode(
    m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!,
    m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i++]!, m[i]!,
  );
  return text.slice(0, end - start);
}
