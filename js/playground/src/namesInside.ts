/** Texts in a driver's file that may hold names. */

const DATA_SECTION = 11;

/** Shorter ones are no names, longer ones hold too many to be asked about. */
const SHORTEST = 3;
const LONGEST_RUN = 400;

/**
 * Runs of letters, digits and `_` in the file's data, the most promising first. Compilers put texts
 * one behind the other, so that a run may be many names without anything between.
 */
export function namesInside(wasm: Uint8Array): string[] {
  const data = dataOf(wasm);
  const text = new TextDecoder("latin1").decode(data);
  const runs = (text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).filter(({ length }) => length >= SHORTEST && length <= LONGEST_RUN);
  // Deployed drivers name what they do not know after `fn_name` and `event`, which stand behind the names.
  const promise = (run: string) => (/fn_name|event$/.test(run) ? 2 : 0) + (/^[a-z0-9]+(_[a-z0-9]+)+$/.test(run) ? 1 : 0);
  return [...new Set(runs)].sort((one, other) => promise(other) - promise(one));
}

/** The section of what is put into memory at the start; nothing where the file is not read so far. */
function dataOf(wasm: Uint8Array): Uint8Array {
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at++];
    let size = 0;
    for (let scale = 1; at < wasm.length; scale *= 128) {
      const byte = wasm[at++]!;
      size += (byte & 127) * scale;
      if (byte < 128) break;
    }
    if (id === DATA_SECTION) return wasm.subarray(at, at + size);
    at += size;
  }
  return new Uint8Array();
}
