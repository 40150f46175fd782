import type { Conversion, Text } from "./abi.js";
import type { AnyContract, ArgumentsOf, ContractTypes, DataOf, DecodedInputOf, EventOf, FunctionOf, OutputOf } from "./contractTypes.js";
import { broken, DataDriverError, type ErrorFacts, inPlace, isHostKind, mistake } from "./error.js";
import { type Guest, readText, startGuest } from "./guest.js";
import { type JsonValue, parseJson, toJson } from "./json.js";
import type { Limits } from "./limits.js";

/** The data of a decoding: bytes, or a view or buffer of them. */
export type Bytes = Uint8Array | ArrayBuffer | ArrayBufferView;

/** What a call gives: on a worker, a promise of it. */
type Result<Where extends "here" | "worker", Value> = Where extends "worker" ? Promise<Value> : Value;

/** The methods of a driver, here or on a worker. */
export interface DriverMethods<Types extends ContractTypes, Where extends "here" | "worker"> {
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

  /** What the driver says about its functions and events, or `null` where it says nothing. */
  schema(): Result<Where, JsonValue>;
  /** The schema as JSON text; some deployed drivers have only the empty text. */
  schemaJson(): Result<Where, string>;
  /** The driver's version. */
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

/** The driver of a checked module. */
export function createDriver(module: WebAssembly.Module, limits: Required<Limits>): Driver {
  let guest: Guest | undefined = startGuest(module, limits);

  const run = <T>(place: ErrorFacts, use: (guest: Guest) => T): T => {
    let running: Guest | undefined;
    try {
      running = guest ??= startGuest(module, limits);
      return use(running);
    } catch (cause) {
      const error =
        cause instanceof DataDriverError
          ? cause
          : broken(` trapped: ${(cause as Error).message}`, cause, "trap", running?.lastWords());
      if (isHostKind(error.kind) || error.kind === "limit_exceeded") guest = undefined;
      throw inPlace(error, place);
    }
  };

  const method =
    <Input, Output>(
      conversion: Conversion,
      key: "function" | "event",
      before: (input: Input) => string | Uint8Array,
      after: (result: Uint8Array) => Output,
    ) =>
    (name: string, input: Input): Output =>
      run({ [key]: name }, (guest) => guest.ask(after, conversion, name, before(input)));

  const text =
    <Output>(name: Text, after: (result: Uint8Array) => Output) =>
    () =>
      run({}, (guest) => guest.ask(after, name));

  return {
    encodeInput: method("encode_input_fn", "function", toJson, copy),
    encodeInputJson: method("encode_input_fn", "function", String, copy),
    decodeInput: method("decode_input_fn", "function", toBytes, readValue),
    decodeInputJson: method("decode_input_fn", "function", toBytes, readText),
    decodeOutput: method("decode_output_fn", "function", toBytes, readValue),
    decodeOutputJson: method("decode_output_fn", "function", toBytes, readText),
    decodeEvent: method("decode_event", "event", toBytes, readValue),
    decodeEventJson: method("decode_event", "event", toBytes, readText),
    schema: text("get_schema", readValue),
    schemaJson: text("get_schema", readText),
    version: text("get_version", readText),
  };
}

const copy = (result: Uint8Array) => result.slice();

const readValue = (result: Uint8Array) => parseJson(readText(result));

function toBytes(bytes: Bytes): Uint8Array {
  const { buffer = bytes, byteOffset = 0, byteLength } = (bytes ?? {}) as Partial<ArrayBufferView>;
  if (byteLength === undefined) throw mistake("a Uint8Array or ArrayBuffer", typeof bytes);
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}
