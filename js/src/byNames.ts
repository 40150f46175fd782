import type { FunctionSchema } from "./schema.js";

/** The functions by all names by which a driver knows them, whatever a stranger's schema has for names. */
export function byNames(functions: readonly FunctionSchema[] = []): Map<string, FunctionSchema> {
  return new Map(functions.flatMap((fn) => [fn.name].concat(fn.aliases ?? []).map((name) => [name, fn])));
}
