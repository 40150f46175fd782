import { byNames } from "./byNames.js";
import type { AnyContract, ArgumentsOf, ContractTypes, FunctionOf } from "./contractTypes.js";
import type { Driver } from "./driver.js";
import { checkDriver, DataDriverError, isFault } from "./error.js";
import { findMistakes } from "./findMistakes.js";
import type { JsonInput } from "./json.js";
import type { WorkerDriver } from "./runInWorker.js";
import type { DriverSchema } from "./schema.js";

/**
 * All that is wrong with a function's arguments, each mistake with the pointer of its place, in the order of
 * the places; nothing where they can be encoded. `missing_member` points to where the member should be.
 *
 * What the driver's schema says is checked first; only what it allows is encoded, which finds the first of the
 * mistakes that no schema knows, such as a key that is no point of its curve. Faults of the driver are
 * thrown. With a driver on a worker, a promise.
 */
export function validate<Types extends ContractTypes = AnyContract, Fn extends FunctionOf<Types> = FunctionOf<Types>>(
  driver: WorkerDriver<Types>,
  fn: Fn,
  ...value: [ArgumentsOf<Types, Fn>[0]] | [unknown]
): Promise<DataDriverError[]>;
export function validate<Types extends ContractTypes = AnyContract, Fn extends FunctionOf<Types> = FunctionOf<Types>>(
  driver: Driver<Types>,
  fn: Fn,
  ...value: [ArgumentsOf<Types, Fn>[0]] | [unknown]
): DataDriverError[];
export function validate(driver: Driver | WorkerDriver, fn: string, value: unknown): DataDriverError[] | Promise<DataDriverError[]> {
  checkDriver(driver);
  const schema: unknown = driver.schema();
  return schema instanceof Promise ? schema.then((schema) => validated(driver as WorkerDriver, fn, value, schema)) : validatedHere(driver as Driver, fn, value, schema);
}

function validatedHere(driver: Driver, fn: string, value: unknown, schema: unknown): DataDriverError[] {
  const mistakes = mistakesIn(fn, value, schema);
  if (mistakes.length) return mistakes;
  try {
    driver.encodeInput(fn, value as JsonInput);
    return [];
  } catch (error) {
    return [callers(error)];
  }
}

async function validated(driver: WorkerDriver, fn: string, value: unknown, schema: unknown): Promise<DataDriverError[]> {
  const mistakes = mistakesIn(fn, value, schema);
  if (mistakes.length) return mistakes;
  return driver.encodeInput(fn, value as JsonInput).then(
    () => [],
    (error) => [callers(error)],
  );
}

function mistakesIn(fn: string, value: unknown, schema: unknown): DataDriverError[] {
  const { functions, $defs = {} } = (schema ?? {}) as DriverSchema;
  const { inputSchema } = byNames(functions).get(fn) ?? {};
  if (!inputSchema) return [];
  return findMistakes(value, inputSchema, $defs).map(({ kind, sentence, ...facts }) => {
    const place = facts.pointer && `${facts.pointer}: `;
    return new DataDriverError(kind, `${fn}: ${place}${sentence}`, { code: 2, function: fn, ...facts });
  });
}

/** The error, if it is the caller's mistake. */
function callers(error: unknown): DataDriverError {
  if (error instanceof DataDriverError && !isFault(error.kind) && error.kind !== "host" && error.kind !== "closed") return error;
  throw error;
}
