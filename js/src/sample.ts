import { byNames } from "./byNames.js";
import type { AnyContract, ContractTypes, FunctionOf } from "./contractTypes.js";
import type { Driver } from "./driver.js";
import { drawSample, NoSample } from "./drawSample.js";
import { broken, DataDriverError, inPlace, mistake } from "./error.js";
import type { JsonValue } from "./json.js";
import { type DriverSchema, entriesOf, type JsonSchema, topicsOf } from "./schema.js";

export type { DriverSchema } from "./schema.js";

/** Which of a contract's values: a function's arguments, its result, or an event's data. */
export type Sampled = "input" | "output" | "event";

const MOST_SEEDS = 2 ** 32;

/**
 * A value made from a driver's schema, always the same for the same seed, an integer from 0 to 2^32 - 1: to be looked
 * at, to fill in a form, to test with. Integers of 64 bits and more are decimal strings, bytes are text. The command
 * `data-driver example` gives the same.
 *
 * Of a driver it is a function's arguments, as `encodeInput` takes them; of a schema, `driver.schema()` or
 * `inspect(file).schema`, what `of` says: if nothing, the arguments of the function or else the data of the event.
 */
export function sample<Types extends ContractTypes = AnyContract, Fn extends FunctionOf<Types> = FunctionOf<Types>>(driver: Driver<Types>, fn: Fn, seed?: number): Types["functions"][Fn]["input"];
export function sample(schema: DriverSchema | JsonValue, name: string, seed?: number, of?: Sampled): JsonValue;
export function sample(source: Driver | DriverSchema | JsonValue, name: string, seed = 0, of?: Sampled): unknown {
  try {
    if (!(Number.isInteger(seed) && seed >= 0 && seed < MOST_SEEDS)) throw mistake(`a seed, an integer from 0 to ${MOST_SEEDS - 1}`, seed);
    if (![undefined, "input", "output", "event"].includes(of)) throw mistake(`"input", "output" or "event"`, of);
    const isDriver = typeof (source as Driver | null)?.schema === "function";
    const document = ((isDriver ? (source as Driver).schema() : source) ?? {}) as DriverSchema;
    const [schema, found] = schemaOf(document, name, isDriver ? "input" : of);
    return drawSample(document.$defs ?? {}, schema, seed, found !== "input");
  } catch (cause) {
    // What is in a stranger's schema may be anything.
    const error = cause instanceof DataDriverError ? cause : broken("", cause, "bad_driver", `no value can be made: ${cause instanceof NoSample ? cause.message : "the driver's schema is none"}`);
    throw inPlace(error, of === "event" ? "event" : "function", `${name}`);
  }
}

function schemaOf({ functions, events }: DriverSchema, name: string, of: Sampled | undefined): [JsonSchema, Sampled] {
  if (!functions) throw new DataDriverError("unsupported", "the driver has no schema that names its functions");
  if (!Array.isArray(functions)) throw new NoSample("the driver's schema is none");
  const fn = of === "event" ? undefined : byNames(functions).get(name);
  const event = fn || of === "input" || of === "output" ? undefined : entriesOf(events).find((one) => topicsOf(one).includes(name));
  if (!fn && !event) {
    const what = of === undefined ? "function or event" : of === "event" ? "event" : "function";
    throw new DataDriverError(of === "event" ? "unknown_event" : "unknown_function", `the driver's schema has no such ${what}`);
  }
  const found = event ? "event" : (of ?? "input");
  const schema = { input: fn?.inputSchema, output: fn?.outputSchema, event: event?.dataSchema }[found];
  if (schema === undefined) throw new DataDriverError("unsupported", "the driver's schema only names its type");
  return [schema, found];
}
