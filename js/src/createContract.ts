import type { AnyContract, ArgumentsOf, ContractTypes, DataOf, DecodedInputOf, EventOf, FunctionOf, OutputOf } from "./contractTypes.js";
import type { Bytes, Driver } from "./driver.js";
import { DataDriverError } from "./error.js";
import type { JsonInput } from "./json.js";
import { type DriverSchema, topicsOf } from "./schema.js";

/** A driver, by the names of its contract. */
export interface Contract<Types extends ContractTypes = AnyContract> {
  /** The bytes of a function's arguments. */
  readonly encode: { readonly [Fn in FunctionOf<Types>]: (...value: ArgumentsOf<Types, Fn>) => Uint8Array };
  /** A function's arguments from their bytes. */
  readonly decodeInput: { readonly [Fn in FunctionOf<Types>]: (bytes: Bytes) => DecodedInputOf<Types, Fn> };
  /** What a function returned, from its bytes. */
  readonly decode: { readonly [Fn in FunctionOf<Types>]: (bytes: Bytes) => OutputOf<Types, Fn> };
  /** An event's data from its bytes. */
  readonly events: { readonly [Event in EventOf<Types>]: (bytes: Bytes) => DataOf<Types, Event> };
  /** The names of its functions and the topics of its events. */
  readonly names: { readonly functions: readonly string[]; readonly events: readonly string[] };
  readonly driver: Driver<Types>;
}

/**
 * The contract of a driver: `contract.encode.stake(args)`, `contract.decode.get_stake(bytes)`,
 * `contract.events.reward(bytes)`. The names are those of the driver's schema; any other is an error.
 */
export function createContract<Types extends ContractTypes = AnyContract>(driver: Driver<Types>): Contract<Types> {
  const schema = driver.schema() as DriverSchema | null;
  if (!schema?.functions) {
    throw new DataDriverError("unsupported", "the driver has no schema that names its functions; call its methods with names instead");
  }
  const functions = schema.functions.map(({ name }) => name);
  const events = (schema.events ?? []).flatMap(topicsOf);
  // The topics that deployed drivers list are the names of Rust's constants, some of them, which nothing is decoded by.
  const areTopics = (schema.events ?? []).every(({ dataSchema }) => dataSchema);
  return {
    encode: byName("function", functions, (name) => (value: JsonInput) => driver.encodeInput(name, value)),
    decodeInput: byName("function", functions, (name) => (bytes: Bytes) => driver.decodeInput(name, bytes)),
    decode: byName("function", functions, (name) => (bytes: Bytes) => driver.decodeOutput(name, bytes)),
    events: byName("event", events, (topic) => (bytes: Bytes) => driver.decodeEvent(topic, bytes), !areTopics),
    names: { functions, events },
    driver,
  } as Contract<Types>;
}

/** An object with a method for each name, that says so when it is asked for another, unless it is open for any. */
function byName(what: "function" | "event", names: string[], method: (name: string) => unknown, open = false): object {
  // Names like `constructor` must not find what every object has.
  const methods = Object.assign(Object.create(null) as object, Object.fromEntries(names.map((name) => [name, method(name)])));
  return new Proxy(methods, {
    get(target, name, receiver) {
      // Not even `then`, or the object could not be returned from an async function; nor what consoles ask for.
      if (typeof name === "symbol" || name in target || name === "then" || name === "toJSON") return Reflect.get(target, name, receiver) as unknown;
      if (open) return method(name);
      throw new DataDriverError(`unknown_${what}`, `the contract has no ${what} ${name}; it has ${names.join(", ")}`, {
        [what]: name,
        found: name,
      });
    },
  });
}
