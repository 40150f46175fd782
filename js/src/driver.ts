import type { Conversion } from "./abi.js";
import { DataDriverError, type ErrorFacts, inPlace } from "./error.js";
import { Guest, readText } from "./guest.js";
import { type JsonInput, type JsonValue, parseJson, toJson } from "./json.js";
import type { Limits } from "./limits.js";

/** The data of a decoding: bytes, or a view or buffer of them. */
export type Bytes = Uint8Array | ArrayBuffer | ArrayBufferView;

/**
 * A loaded driver. Calls are synchronous and need no clean-up.
 *
 * The plain methods take and give JavaScript values, those in `…Json` JSON text as it is, which is
 * faster. All throw `DataDriverError`. A driver that traps harms its own call only: the next one runs
 * on a fresh instance.
 */
export class Driver {
  readonly #module: WebAssembly.Module;
  readonly #limits: Required<Limits>;
  #guest: Guest | undefined;

  /** @internal Use `loadDriver`, which checks the module first. */
  constructor(module: WebAssembly.Module, limits: Required<Limits>) {
    this.#module = module;
    this.#limits = limits;
    this.#guest = new Guest(module, limits);
  }

  /**
   * The bytes of a function's arguments. Several parameters are an array, one is the value itself,
   * none is `null` or nothing. A string is a string: for JSON text there is `encodeInputJson`.
   */
  encodeInput(fn: string, value?: JsonInput): Uint8Array {
    return this.encodeInputJson(fn, inputJson(fn, value));
  }

  /** The bytes of a function's arguments, given as JSON text. */
  encodeInputJson(fn: string, json: string): Uint8Array {
    return this.#convert("encode_input_fn", { function: fn }, fn, json, (result) => result.slice());
  }

  /** The arguments of a function from their bytes. */
  decodeInput(fn: string, bytes: Bytes): JsonValue {
    return value(this.decodeInputJson(fn, bytes), { function: fn });
  }

  /** The arguments of a function from their bytes, as JSON text. */
  decodeInputJson(fn: string, bytes: Bytes): string {
    return this.#decode("decode_input_fn", { function: fn }, fn, bytes);
  }

  /** What a function returned, from its bytes. */
  decodeOutput(fn: string, bytes: Bytes): JsonValue {
    return value(this.decodeOutputJson(fn, bytes), { function: fn });
  }

  /** What a function returned, from its bytes, as JSON text. */
  decodeOutputJson(fn: string, bytes: Bytes): string {
    return this.#decode("decode_output_fn", { function: fn }, fn, bytes);
  }

  /** The data of an event from its bytes. */
  decodeEvent(event: string, bytes: Bytes): JsonValue {
    return value(this.decodeEventJson(event, bytes), { event });
  }

  /** The data of an event from its bytes, as JSON text. */
  decodeEventJson(event: string, bytes: Bytes): string {
    return this.#decode("decode_event", { event }, event, bytes);
  }

  /** What the driver says about its functions and events, or `null` where it says nothing. */
  schema(): JsonValue {
    const json = this.schemaJson();
    return json ? value(json, {}) : null;
  }

  /** The schema as JSON text; some deployed drivers have only the empty text. */
  schemaJson(): string {
    return this.#run({}, (guest) => guest.text("get_schema"));
  }

  /** The driver's version. */
  version(): string {
    return this.#run({}, (guest) => guest.text("get_version"));
  }

  #decode(conversion: Conversion, place: ErrorFacts, name: string, bytes: Bytes): string {
    return this.#convert(conversion, place, name, toBytes(bytes), readText);
  }

  #convert<T>(conversion: Conversion, place: ErrorFacts, name: string, input: string | Uint8Array, read: (result: Uint8Array) => T): T {
    return this.#run(place, (guest) => guest.convert(conversion, name, input, place, read));
  }

  #run<T>(place: ErrorFacts, use: (guest: Guest) => T): T {
    let guest: Guest | undefined;
    try {
      guest = this.#guest ??= new Guest(this.#module, this.#limits);
      return use(guest);
    } catch (error) {
      if (error instanceof DataDriverError) {
        if (error.code === undefined) this.#guest = undefined;
        throw inPlace(error, place);
      }
      this.#guest = undefined;
      const words = guest?.lastWords() || (error as Error).message;
      throw inPlace(new DataDriverError("trap", `the driver trapped: ${words}`, undefined, error), place);
    } finally {
      try {
        this.#guest?.release();
      } catch {
        this.#guest = undefined;
      }
    }
  }
}

function inputJson(fn: string, value: JsonInput): string {
  try {
    return toJson(value);
  } catch (error) {
    const ours = error instanceof DataDriverError ? error : new DataDriverError("invalid_value", (error as Error).message, undefined, error);
    throw inPlace(ours, { function: fn });
  }
}

function value(json: string, place: ErrorFacts): JsonValue {
  try {
    return parseJson(json);
  } catch (cause) {
    throw inPlace(new DataDriverError("bad_driver", "the driver returned text that is not JSON", undefined, cause), place);
  }
}

function toBytes(bytes: Bytes): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes?.byteLength === undefined) throw new DataDriverError("invalid_input", "expected a Uint8Array or ArrayBuffer to decode");
  return new Uint8Array(bytes);
}
