import { entriesOf, type FunctionSchema } from "./schema.js";

/** The functions by all names by which a driver knows them, whatever a stranger's schema has for names. */
export function byNames(functions?: readonly FunctionSchema[]): Map<string, FunctionSchema> {
  const names = (fn: FunctionSchema) => [fn.name].concat(fn.aliases ?? []).filter((name) => typeof name === "string");
  return new Map(entriesOf(functions).flatMap((fn) => names(fn).map((name) => [name, fn])));
}
