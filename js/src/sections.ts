/** A section of a WebAssembly file, by where it is. */
export interface Section {
  id: number;
  /** Where its header starts. */
  start: number;
  /** Where its contents start and end. */
  body: number;
  end: number;
}

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** The sections of a WebAssembly file, in their order. */
export function* sections(wasm: Uint8Array): Generator<Section> {
  if (HEADER.some((byte, at) => wasm[at] !== byte)) throw malformed("it is not a WebAssembly module");
  for (let start = HEADER.length; start < wasm.length; ) {
    const [size, body] = readNumber(wasm, start + 1);
    const end = body + size;
    if (end > wasm.length) throw malformed(`a section ends at ${end}, behind the end of the file`);
    yield { id: wasm[start]!, start, body, end };
    start = end;
  }
}

/** An unsigned LEB128 number of at most 64 bits, and where it ends. */
export function readNumber(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0;
  for (let scale = 1; scale < 2 ** 64; scale *= 128) {
    const byte = bytes[at++];
    if (byte === undefined) break;
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at];
  }
  throw malformed(`there is no number at ${at}`);
}

/** The number in unsigned LEB128. */
export function writeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

function malformed(what: string): Error {
  return new Error(`the driver's file is malformed: ${what}`);
}
