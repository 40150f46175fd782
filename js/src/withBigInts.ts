import { byNames } from "./byNames.js";
import { decodeAll } from "./decodeAll.js";
import type { Driver } from "./driver.js";
import type { Bytes, EncodedEvent } from "./events.js";
import { DataDriverError } from "./error.js";
import type { JsonValue } from "./json.js";
import { type Convert, mapLeaves } from "./mapLeaves.js";
import { type DriverSchema, entriesOf, type JsonSchema, topicsOf } from "./schema.js";

const WIDE_INTEGER = /^u?int(64|128|256|512)$/;
const DECIMAL = /^(0|-?[1-9]\d*)$/;

/**
 * The driver, with values as its schema types them: a `bigint` for every integer that it declares to
 * have 64 bits or more, and bytes taken for what it declares to be base58. Throws where the schema does
 * not say what the values are.
 */
export function withBigInts(driver: Driver): Driver {
  const { functions, events, $defs = {} } = (driver.schema() ?? {}) as DriverSchema;
  const known = [...byNames(functions)];
  const inputs = new Map(known.map(([name, { inputSchema }]) => [name, inputSchema]));
  const outputs = new Map(known.map(([name, { outputSchema }]) => [name, outputSchema]));
  const data = new Map(entriesOf(events).flatMap((event) => topicsOf(event).map((topic) => [topic, event.dataSchema])));
  if (![...inputs.values(), ...outputs.values(), ...data.values()].some(Boolean)) {
    throw new DataDriverError("load", `integers: "bigint" needs a driver with a full schema, and this one's has no types; the values have to stay text`);
  }

  const convert = (schemas: Map<string, JsonSchema | undefined>, convertOf: ReturnType<typeof mapLeaves>, key: string) => (name: string, value: unknown) => {
    const schema = schemas.get(name);
    const fail = (kind: "unsupported" | "bad_driver", message: string) => new DataDriverError(kind, `${name}: ${message}`, { code: 2, [key]: name });
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
    return (name: string, bytes: Bytes) => revive(name, driver[method](name, bytes)) as JsonValue;
  };

  const decodeEvent = decode("decodeEvent", data, "event");
  return {
    ...driver,
    decodeInput: decode("decodeInput", inputs),
    decodeOutput: decode("decodeOutput", outputs),
    decodeEvent,
    decodeEvents: ((events: Iterable<EncodedEvent>) => decodeAll(events, decodeEvent)) as Driver["decodeEvents"],
  };
}

const toBigInt: Convert = (value) => {
  if (typeof value === "string" ? DECIMAL.test(value) : Number.isSafeInteger(value)) return BigInt(value as string | number);
  throw new Error(`it gave ${JSON.stringify(value)} where the driver's schema says integer`);
};
