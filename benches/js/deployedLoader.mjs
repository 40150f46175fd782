/**
 * The loader of those drivers that people run today, call by call as Dusk's SDKs do it: `init` once; for
 * each call a block for the name, a block for the data and 64 KiB for the result, the result copied out,
 * all blocks given back, and the text parsed.
 */

const OUTPUT_SIZE = 64 * 1024;
const ERROR_SIZE = 1024;

/**
 * @typedef {object} DeployedDriver
 * @property {(fn: string, json: string) => Uint8Array} encodeInput
 * @property {(fn: string, bytes: Uint8Array) => any} decodeInput
 * @property {(fn: string, bytes: Uint8Array) => any} decodeOutput
 * @property {(event: string, bytes: Uint8Array) => any} decodeEvent
 */

/**
 * @param {BufferSource} wasm
 * @returns {Promise<DeployedDriver>}
 */
export async function loadDeployed(wasm) {
  const { instance } = await WebAssembly.instantiate(wasm, { env: {} });
  const exports = /** @type {any} */ (instance.exports);
  const { memory } = exports;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** @param {Uint8Array} bytes */
  const put = (bytes) => {
    const pointer = exports.alloc(bytes.length);
    new Uint8Array(memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  };

  /** @param {number} pointer @param {number} size */
  const take = (pointer, size) => {
    const length = new DataView(memory.buffer, pointer, 4).getUint32(0, true);
    if (length > size - 4) throw new Error(`a result of ${length} bytes in a buffer of ${size}`);
    return new Uint8Array(memory.buffer, pointer + 4, length).slice();
  };

  const lastError = () => {
    const pointer = exports.alloc(ERROR_SIZE);
    try {
      exports.get_last_error(pointer, ERROR_SIZE);
      return decoder.decode(take(pointer, ERROR_SIZE));
    } finally {
      exports.dealloc(pointer, ERROR_SIZE);
    }
  };

  /** @param {string} conversion @param {string} name @param {Uint8Array} data */
  const convert = (conversion, name, data) => {
    const nameBytes = encoder.encode(name);
    const namePointer = put(nameBytes);
    const dataPointer = put(data);
    const out = exports.alloc(OUTPUT_SIZE);
    let result;
    try {
      const code = exports[conversion](namePointer, nameBytes.length, dataPointer, data.length, out, OUTPUT_SIZE);
      if (code !== 0) throw new Error(`code ${code}: ${lastError()}`);
      result = take(out, OUTPUT_SIZE);
    } finally {
      exports.dealloc(out, OUTPUT_SIZE);
    }
    exports.dealloc(namePointer, nameBytes.length);
    exports.dealloc(dataPointer, data.length);
    return result;
  };

  /** @param {Uint8Array} text */
  const parse = (text) => JSON.parse(decoder.decode(text));

  exports.init();
  return {
    encodeInput: (fn, json) => convert("encode_input_fn", fn, encoder.encode(json)),
    decodeInput: (fn, bytes) => parse(convert("decode_input_fn", fn, bytes)),
    decodeOutput: (fn, bytes) => parse(convert("decode_output_fn", fn, bytes)),
    decodeEvent: (event, bytes) => parse(convert("decode_event", event, bytes)),
  };
}
