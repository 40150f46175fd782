import type { Conversion, Text } from "./abi.js";
import type { AnyContract, ArgumentsOf, ContractTypes, DataOf, DecodedInputOf, EventOf, FormOf, FunctionOf, OutputOf } from "./contractTypes.js";
import { decodeAll } from "./decodeAll.js";
import { createEncodeInput } from "./encodeInput.js";
import { asText, DataDriverError, inPlace, isFault, kindOf, mistake } from "./error.js";
import type { Bytes, DecodedEvent, EncodedEvent } from "./events.js";
import type { WasmModule } from "./globals.js";
import { type Guest, type Read, startGuest } from "./guest.js";
import { type JsonValue, parseExact, parseJson } from "./json.js";
import type { AllLimits } from "./limits.js";
import { readShortString, readText } from "./readText.js";
import { MAX_VERSION, shown } from "./words.js";

/** What a call gives: on a worker, a promise of it. */
export type Result<Where extends "here" | "worker", Value> = Where extends "worker" ? Promise<Value> : Value;

/** The methods of a driver, here or on a worker. */
export interface DriverMethods<Types extends ContractTypes, Where extends "here" | "worker"> {
  /** Never there: it keeps a driver that gives text apart from one that gives bigints. */
  readonly "~form"?: FormOf<Types>;

  /**
   * The bytes of a function's arguments. Several parameters are an array, one is the value itself,
   * none is `null` or nothing. A string is a string: for JSON text there is `encodeInputJson`.
   */
  encodeInput<Fn extends FunctionOf<Types>>(fn: Fn, ...value: ArgumentsOf<Types, Fn>): Result<Where, Uint8Array>;
  /** The bytes of a function's arguments, given as JSON text. */
  encodeInputJson(fn: FunctionOf<Types>, json: string): Result<Where, Uint8Array>;

  /** The arguments of a function from their bytes. */
  decodeInput<Fn extends FunctionOf<Types>>(fn: Fn, bytes: Bytes): Result<Where, DecodedInputOf<Types, Fn>>;
  /** The arguments of a function from their bytes, as JSON text. */
  decodeInputJson(fn: FunctionOf<Types>, bytes: Bytes): Result<Where, string>;

  /** What a function returned, from its bytes. */
  decodeOutput<Fn extends FunctionOf<Types>>(fn: Fn, bytes: Bytes): Result<Where, OutputOf<Types, Fn>>;
  /** What a function returned, from its bytes, as JSON text. */
  decodeOutputJson(fn: FunctionOf<Types>, bytes: Bytes): Result<Where, string>;

  /** The data of an event from its bytes. */
  decodeEvent<Event extends EventOf<Types>>(event: Event, bytes: Bytes): Result<Where, DataOf<Types, Event>>;
  /** The data of an event from its bytes, as JSON text. */
  decodeEventJson(event: EventOf<Types>, bytes: Bytes): Result<Where, string>;

  /**
   * The data of many events, in their order. One that cannot be decoded has an `error` in place of a
   * `value`; none is lost.
   */
  decodeEvents<Event extends EventOf<Types> = EventOf<Types>>(events: Iterable<EncodedEvent>): Result<Where, DecodedEvent<Types, Event>[]>;

  /** What the driver says about its functions and events, or `null` where it says nothing. */
  schema(): Result<Where, JsonValue>;
  /** The schema as JSON text; some deployed drivers have only the empty text. */
  schemaJson(): Result<Where, string>;
  /** The driver's version, in one line of at most 256 bytes. */
  version(): Result<Where, string>;
}

/**
 * A loaded driver. Calls are synchronous and need no clean-up.
 *
 * The plain methods take and give JavaScript values, those in `…Json` JSON text as it is, which is
 * faster. All throw `DataDriverError`. A driver that traps harms its own call only: the next one runs
 * on a fresh instance.
 *
 * With the types of the driver's `.d.ts`, names, arguments and results are checked.
 */
export interface Driver<Types extends ContractTypes = AnyContract> extends DriverMethods<Types, "here"> {}

/** The driver of a checked module, given what reads its schema, which is loaded on demand. */
export function createDriver(module: WasmModule, limits: AllLimits, { createTypedEncoder }: Pick<typeof import("./typed.js"), "createTypedEncoder">): Driver {
  let guest: Guest | undefined = startGuest(module as WebAssembly.Module, limits);

  // Without a closure for each call: short ones would feel it.
  const method =
    <Input, Output>(
      name: Conversion | Text,
      after: Read<Output>,
      key?: "function" | "event",
      before?: (input: Input) => string | Uint8Array,
    ) =>
    (subject?: string, input?: Input): Output => {
      let running: Guest | undefined;
      try {
        if (key) asText("a name", subject);
        running = guest ??= startGuest(module as WebAssembly.Module, limits);
        return running.ask(after, name, subject, before?.(input!));
      } catch (cause) {
        const error = cause instanceof DataDriverError ? cause : new DataDriverError("host", (cause as Error).message, {}, cause);
        const fault = isFault(error.kind);
        if (fault) guest = undefined;
        throw key || fault ? inPlace(error.kind === "trap" ? (running?.explain(error) ?? error) : error, key, key ? subject : name) : error;
      }
    };

  const encodeInputJson = method("encode_input_fn", copy, "function", toText) as (fn: string, json: string) => Uint8Array;
  const schema = method("get_schema", readDocument);
  const decodeEvent = method("decode_event", readValue, "event", toBytes) as Driver["decodeEvent"];

  return {
    encodeInput: createEncodeInput(encodeInputJson, createTypedEncoder(encodeInputJson, schema, () => guest?.words() ?? "")),
    encodeInputJson,
    decodeInput: method("decode_input_fn", readValue, "function", toBytes),
    decodeInputJson: method("decode_input_fn", readText, "function", toBytes),
    decodeOutput: method("decode_output_fn", readValue, "function", toBytes),
    decodeOutputJson: method("decode_output_fn", readText, "function", toBytes),
    decodeEvent,
    decodeEventJson: method("decode_event", readText, "event", toBytes),
    decodeEvents: ((events: Iterable<EncodedEvent>) => decodeAll(events, decodeEvent)) as Driver["decodeEvents"],
    schema,
    schemaJson: method("get_schema", readText),
    version: method("get_version", readVersion),
  };
}

const toText = (json: string): string => asText("JSON text", json);

const copy: Read<Uint8Array> = (memory, start, end) => memory.slice(start, end);

const readVersion: Read<string> = (memory, start, end) => shown(readText(memory, start, end), MAX_VERSION);

const readDocument: Read<JsonValue> = (memory, start, end) => parseExact(readText(memory, start, end));

const readValue: Read<JsonValue> = (memory, start, end) => readShortString(memory, start, end) ?? parseJson(readText(memory, start, end));

/** The bytes, which are not copied. */
export function toBytes(bytes: Bytes): Uint8Array {
  if (bytes instanceof Uint8Array && bytes.length) return bytes;
  const isView = ArrayBuffer.isView(bytes);
  const kind = kindOf(bytes);
  if (!isView && !/^(Shared)?ArrayBuffer$/.test(kind)) throw mistake("a Uint8Array or ArrayBuffer", kind.toLowerCase());
  try {
    return isView ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  } catch {
    throw mistake("bytes", "a buffer that was given away");
  }
}
