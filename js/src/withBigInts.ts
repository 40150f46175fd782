import type { Bytes, Driver } from "./driver.js";
import type { DataDriverError } from "./error.js";
import type { JsonInput } from "./json.js";
import { type Convert, mapLeaves } from "./mapLeaves.js";
import type { WorkerDriver } from "./runInWorker.js";
import { type DriverSchema, type JsonSchema, topicsOf } from "./schema.js";
import { toBase58 } from "./toBase58.js";

const WIDE_INTEGER = /^u?int(64|128|256|512)$/;
const DECIMAL = /^(0|-?[1-9]\d*)$/;

/**
 * The driver, with values as its schema types them: a `bigint` for every integer that it declares to
 * have 64 bits or more, and bytes taken for what it declares to be base58. Throws where the schema does
 * not say what the values are.
 *
 * Loaded on demand, so it is given the loader's class of errors, which would become a file of its own.
 */
export function withBigInts<Any extends Driver | WorkerDriver>(driver: Any, schema: unknown, Failure: typeof DataDriverError): Any {
  const { functions = [], events = [], $defs = {} } = (schema ?? {}) as DriverSchema;
  const inputs = new Map(functions.map(({ name, inputSchema }) => [name, inputSchema]));
  const outputs = new Map(functions.map(({ name, outputSchema }) => [name, outputSchema]));
  const data = new Map(events.flatMap((event) => topicsOf(event).map((topic) => [topic, event.dataSchema])));
  if (![...inputs.values(), ...outputs.values(), ...data.values()].some(Boolean)) {
    throw new Error(`integers: "bigint" needs a driver with a full schema, and this one's has no types; the values have to stay text`);
  }

  const convert = (schemas: Map<string, JsonSchema | undefined>, convertOf: ReturnType<typeof mapLeaves>, key: string) => (name: string, value: unknown) => {
    const schema = schemas.get(name);
    const fail = (kind: "unsupported" | "bad_driver", message: string) => new Failure(kind, `${name}: ${message}`, { code: 2, [key]: name });
    if (!schema) throw fail("unsupported", `the driver's schema has no type for it, so integers: "bigint" is not possible`);
    try {
      const change = convertOf(schema);
      return change ? change(value) : value;
    } catch (cause) {
      throw fail("bad_driver", (cause as Error).message);
    }
  };

  const revived = mapLeaves(({ format = "" }) => (WIDE_INTEGER.test(format) ? toBigInt : undefined), $defs);
  const decode = (method: "decodeInput" | "decodeOutput" | "decodeEvent", schemas: Map<string, JsonSchema | undefined>, key = "function") => {
    const revive = convert(schemas, revived, key);
    return (name: string, bytes: Bytes) => {
      const value: unknown = driver[method](name, bytes);
      return value instanceof Promise ? value.then((value) => revive(name, value)) : revive(name, value);
    };
  };

  const prepared = mapLeaves(({ format }) => (format === "base58" ? toText : undefined), $defs);
  const prepare = convert(inputs, prepared, "function");
  return {
    ...driver,
    // A name that it does not know is for the driver to refuse.
    encodeInput: (fn: string, value: JsonInput) => driver.encodeInput(fn, (inputs.has(fn) ? prepare(fn, value) : value) as JsonInput),
    decodeInput: decode("decodeInput", inputs),
    decodeOutput: decode("decodeOutput", outputs),
    decodeEvent: decode("decodeEvent", data, "event"),
  };
}

const toText: Convert = (value) => (value instanceof Uint8Array ? toBase58(value) : value);

const toBigInt: Convert = (value) => {
  if (typeof value === "string" ? DECIMAL.test(value) : Number.isSafeInteger(value)) return BigInt(value as string | number);
  throw new Error(`it gave ${JSON.stringify(value)} where the driver's schema says integer`);
};
