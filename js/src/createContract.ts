import type { Bytes, Driver } from "./driver.js";
import { DataDriverError } from "./error.js";
import type { JsonInput, JsonValue } from "./json.js";
import type { DriverSchema } from "./schema.js";

/** What a contract's declarations say of its functions and events. */
export interface ContractTypes {
  functions: Record<string, { input: unknown; output: unknown }>;
  events: Record<string, unknown>;
}

/** The types of a contract without declarations: any name, any value. */
export interface AnyContract extends ContractTypes {
  functions: Record<string, { input: JsonInput; output: JsonValue }>;
  events: Record<string, JsonValue>;
}

/** A function's parameter; one that is `null` may be left out. */
type Arguments<Input> = [null] extends [Input] ? [value?: Input] : [value: Input];

/** A driver, by the names of its contract. */
export interface Contract<Types extends ContractTypes = AnyContract> {
  /** The bytes of a function's arguments. */
  readonly encode: { readonly [Name in keyof Types["functions"]]: (...args: Arguments<Types["functions"][Name]["input"]>) => Uint8Array };
  /** A function's arguments from their bytes. */
  readonly decodeInput: { readonly [Name in keyof Types["functions"]]: (bytes: Bytes) => Types["functions"][Name]["input"] };
  /** What a function returned, from its bytes. */
  readonly decode: { readonly [Name in keyof Types["functions"]]: (bytes: Bytes) => Types["functions"][Name]["output"] };
  /** An event's data from its bytes. */
  readonly events: { readonly [Topic in keyof Types["events"]]: (bytes: Bytes) => Types["events"][Topic] };
  /** The names of its functions and the topics of its events. */
  readonly names: { readonly functions: readonly string[]; readonly events: readonly string[] };
  readonly driver: Driver;
}

/**
 * The contract of a driver: `contract.encode.stake(args)`, `contract.decode.get_stake(bytes)`,
 * `contract.events.reward(bytes)`. The names are those of the driver's schema; any other is an error.
 */
export function createContract<Types extends ContractTypes = AnyContract>(driver: Driver): Contract<Types> {
  const schema = driver.schema() as DriverSchema | null;
  if (!schema?.functions) {
    throw new DataDriverError("unsupported", "the driver has no schema that names its functions; call its methods with names instead");
  }
  const functions = schema.functions.map(({ name }) => name);
  const events = (schema.events ?? []).map(({ topic }) => topic);
  return {
    encode: byName("function", functions, (name) => (value: JsonInput) => driver.encodeInput(name, value)),
    decodeInput: byName("function", functions, (name) => (bytes: Bytes) => driver.decodeInput(name, bytes)),
    decode: byName("function", functions, (name) => (bytes: Bytes) => driver.decodeOutput(name, bytes)),
    events: byName("event", events, (topic) => (bytes: Bytes) => driver.decodeEvent(topic, bytes)),
    names: { functions, events },
    driver,
  } as Contract<Types>;
}

/** An object with a method for each name, that says so when it is asked for another. */
function byName(what: "function" | "event", names: string[], method: (name: string) => unknown): object {
  // Names like `constructor` must not find what every object has.
  const methods = Object.assign(Object.create(null) as object, Object.fromEntries(names.map((name) => [name, method(name)])));
  return new Proxy(methods, {
    get(target, name, receiver) {
      // Not even `then`, or the object could not be returned from an async function; nor what consoles ask for.
      if (typeof name === "symbol" || name in target || name === "then" || name === "toJSON") return Reflect.get(target, name, receiver) as unknown;
      throw new DataDriverError(`unknown_${what}`, `the contract has no ${what} ${name}; it has ${names.join(", ")}`, {
        [what]: name,
        found: name,
      });
    },
  });
}
