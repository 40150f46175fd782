import type { AnyContract, ContractTypes, DataOf, DecodedInputOf, EventOf, FunctionOf, OutputOf } from "./contractTypes.js";
import type { Contract } from "./createContract.js";
import { toBytes } from "./driver.js";
import type { Bytes } from "./events.js";
import { checkDriver, DataDriverError, kindOf, mistake } from "./error.js";

/** What some bytes may mean: the function or event, and the value. */
export type Meaning<Types extends ContractTypes = AnyContract> =
  | { [Event in EventOf<Types>]: { kind: "event"; name: Event; value: DataOf<Types, Event> } }[EventOf<Types>]
  | { [Fn in FunctionOf<Types>]: { kind: "input"; name: Fn; value: DecodedInputOf<Types, Fn> } }[FunctionOf<Types>]
  | { [Fn in FunctionOf<Types>]: { kind: "output"; name: Fn; value: OutputOf<Types, Fn> } }[FunctionOf<Types>];

/**
 * What bytes may mean: with a topic, the event of that topic; without, all events, arguments and
 * results of the contract that the bytes can be read as. Often there are several, since the bytes do
 * not say what they are.
 */
export function identify<Types extends ContractTypes = AnyContract>(contract: Pick<Contract<Types>, "driver" | "names">, bytes: Bytes, topic?: string): Meaning<Types>[] {
  if (!contract?.names) throw mistake("a contract", kindOf(contract).toLowerCase());
  const { driver, names } = contract;
  checkDriver(driver);
  // What is no bytes at all must not look like bytes that nothing can be made of.
  const data = toBytes(bytes);
  // Not every topic is in every schema.
  const events = topic === undefined ? names.events : [topic];
  const functions = topic === undefined ? names.functions : [];
  return [
    ...events.flatMap((name) => attempt("event", name, () => driver.decodeEvent(name as EventOf<Types>, data))),
    ...functions.flatMap((name) => attempt("input", name, () => driver.decodeInput(name as FunctionOf<Types>, data))),
    ...functions.flatMap((name) => attempt("output", name, () => driver.decodeOutput(name as FunctionOf<Types>, data))),
  ] as Meaning<Types>[];
}

function attempt(kind: Meaning["kind"], name: string, decode: () => unknown): { kind: string; name: string; value: unknown }[] {
  try {
    return [{ kind, name, value: decode() }];
  } catch (error) {
    // That the bytes are not of this type is an answer; that the driver is broken is not.
    if (error instanceof DataDriverError && error.code !== undefined && error.kind !== "trap" && error.kind !== "bad_driver") return [];
    throw error;
  }
}
