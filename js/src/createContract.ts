import { byNames } from "./byNames.js";
import type { AnyContract, ArgumentsOf, ContractTypes, DataOf, DecodedInputOf, EventOf, FunctionOf, OutputOf } from "./contractTypes.js";
import type { Driver, Result } from "./driver.js";
import type { Bytes } from "./events.js";
import { checkDriver, DataDriverError } from "./error.js";
import type { JsonInput } from "./json.js";
import type { WorkerDriver } from "./runInWorker.js";
import { type DriverSchema, entriesOf, topicsOf } from "./schema.js";
import { shown } from "./words.js";

// Mapped from all keys and not from those that are text, so that editors show what the declarations say of each.
interface Methods<Types extends ContractTypes, Where extends "here" | "worker"> {
  /** The bytes of a function's arguments. */
  readonly encode: {
    readonly [Fn in keyof Types["functions"]]: (...value: ArgumentsOf<Types, Fn & FunctionOf<Types>>) => Result<Where, Uint8Array>;
  };
  /** A function's arguments from their bytes. */
  readonly decodeInput: {
    readonly [Fn in keyof Types["functions"]]: (bytes: Bytes) => Result<Where, DecodedInputOf<Types, Fn & FunctionOf<Types>>>;
  };
  /** What a function returned, from its bytes. */
  readonly decode: {
    readonly [Fn in keyof Types["functions"]]: (bytes: Bytes) => Result<Where, OutputOf<Types, Fn & FunctionOf<Types>>>;
  };
  /** An event's data from its bytes. */
  readonly events: {
    readonly [Event in keyof Types["events"]]: (bytes: Bytes) => Result<Where, DataOf<Types, Event & EventOf<Types>>>;
  };
  /** The names of its functions and the topics of its events. */
  readonly names: { readonly functions: readonly string[]; readonly events: readonly string[] };
}

/** A driver, by the names of its contract. */
export interface Contract<Types extends ContractTypes = AnyContract> extends Methods<Types, "here"> {
  readonly driver: Driver<Types>;
}

/** A driver on a worker, by the names of its contract: each method gives a promise. */
export interface WorkerContract<Types extends ContractTypes = AnyContract> extends Methods<Types, "worker"> {
  readonly driver: WorkerDriver<Types>;
}

/**
 * The contract of a driver: `contract.encode.stake(args)`, `contract.decode.get_stake(bytes)`,
 * `contract.events.reward(bytes)`. The names are those of the driver's schema; any other is an error.
 * The contract of a driver on a worker comes as a promise.
 */
export function createContract<Types extends ContractTypes = AnyContract>(driver: WorkerDriver<Types>): Promise<WorkerContract<Types>>;
export function createContract<Types extends ContractTypes = AnyContract>(driver: Driver<Types>): Contract<Types>;
export function createContract(driver: Driver | WorkerDriver): Contract | Promise<WorkerContract> {
  checkDriver(driver);
  const schema: unknown = driver.schema();
  return schema instanceof Promise ? schema.then((schema) => contractOf(driver, schema) as WorkerContract) : (contractOf(driver, schema) as Contract);
}

function contractOf(driver: Driver | WorkerDriver, document: unknown): Contract | WorkerContract {
  const schema = document as DriverSchema | null;
  if (!Array.isArray(schema?.functions)) {
    throw new DataDriverError("unsupported", "the driver has no schema that names its functions; call its methods with names instead");
  }
  const named = [...byNames(schema.functions)];
  const functions = named.flatMap(([name, fn]) => (fn.name === name ? [name] : []));
  const known = named.map(([name]) => name);
  const described = entriesOf(schema.events);
  const events = described.flatMap(topicsOf);
  // The topics that deployed drivers list are the names of Rust's constants, some of them, which nothing is decoded by.
  const areTopics = described.every(({ dataSchema }) => dataSchema);
  return {
    encode: byName("function", known, (name) => (value: JsonInput) => driver.encodeInput(name, value)),
    decodeInput: byName("function", known, (name) => (bytes: Bytes) => driver.decodeInput(name, bytes)),
    decode: byName("function", known, (name) => (bytes: Bytes) => driver.decodeOutput(name, bytes)),
    events: byName("event", events, (topic) => (bytes: Bytes) => driver.decodeEvent(topic, bytes), !areTopics),
    names: { functions, events },
    driver,
  } as Contract | WorkerContract;
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
      throw new DataDriverError(`unknown_${what}`, `the contract has no ${what} ${name}; it has ${names.map((known) => shown(known)).join(", ")}`, {
        [what]: name,
        found: name,
      });
    },
  });
}
