import { byNames } from "./byNames.js";
import type { TypedEncoder } from "./encodeInput.js";
import { DataDriverError } from "./error.js";
import { learn, type LearnedType, unknownType } from "./learnedTypes.js";
import type { DriverSchema, FunctionSchema } from "./schema.js";
import { type Schema, schemaTypes } from "./schemaTypes.js";
import { toJson, type Types } from "./toJson.js";

/** How often a value is written anew for a deployed driver, at most, each time with more known of its type. */
const MAX_ATTEMPTS = 64;
/** For how many functions types are kept. */
const KEPT_TYPES = 1_024;

/** Encodes with types: the schema's, or what the driver says when it refuses, which an error has in part only. */
export function createTypedEncoder(encodeText: (fn: string, json: string) => Uint8Array, readSchema: () => unknown, lastWords: () => string): TypedEncoder {
  let types: Types<Schema> | undefined;
  let functions: Map<string, FunctionSchema> | undefined;
  /** The types of the arguments that need them; those of deployed drivers, as far as they have been found out. */
  const known = new Map<string, Schema>();

  const typeOf = (fn: string): Schema => {
    if (!functions) {
      const { functions: all, $defs = {} } = readDocument(readSchema);
      functions = byNames(all);
      types = schemaTypes($defs);
    }
    // Callers may pass any number of wrong names.
    if (known.size > KEPT_TYPES) known.clear();
    if (!known.has(fn)) known.set(fn, functions.get(fn)?.inputSchema ?? (functions.has(fn) || !functions.size ? unknownType() : undefined));
    return known.get(fn);
  };

  return {
    knows: (fn) => known.size > 0 && known.has(fn),
    encode(fn, value) {
      const type = typeOf(fn);
      const isLearned = type !== undefined && functions!.get(fn)?.inputSchema === undefined;
      for (let attempt = 1; ; attempt++) {
        const text = toJson(value, types!, type);
        try {
          return encodeText(fn, text);
        } catch (error) {
          if (!isLearned || attempt === MAX_ATTEMPTS || !learn(type as LearnedType, lastWords() || (error as DataDriverError).message, text)) throw error;
        }
      }
    },
  };
}

function readDocument(readSchema: () => unknown): DriverSchema {
  try {
    return (readSchema() ?? {}) as DriverSchema;
  } catch {
    // Some deployed drivers trap when they are asked.
    return {};
  }
}
