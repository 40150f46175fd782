import { DataDriverError } from "./error.js";
import type { DriverSchema } from "./schema.js";
import { readNumber, sections } from "./sections.js";
import { tamed } from "./words.js";

/** What a driver's file says about itself; what it does not say is absent. */
export interface Inspection {
  /** Version of the ABI that it speaks. */
  abi?: number;
  /** Format of the contract's bytes, `rkyv-0.7` for example. */
  codec?: string;
  /** Name of the contract. */
  name?: string;
  /** Version of the driver. */
  version?: string;
  /** The document that `Driver.schema` gives. */
  schema?: DriverSchema;
  /** TypeScript declarations of the contract's values. */
  types?: string;
  /** Golden vectors: values and their bytes. */
  vectors?: unknown;
  /** The hash of the file with those for which this one has no room: beside `token.wasm` it is `token.vectors.json`. */
  vectorsIntegrity?: string;
}

const CUSTOM_SECTION = 0;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads what a driver's file says about itself in its custom sections. Nothing is compiled or run, so
 * it works on any file; one that says nothing gives an empty object.
 */
export function inspect(wasm: Uint8Array): Inspection {
  try {
    const { "data-driver": meta, "data-driver-schema": schema, "data-driver-types": types, "data-driver-vectors": vectors } = texts(wasm);
    const { abi, codec, contract, version, vectors: beside } = (parsed(meta) ?? {}) as Record<string, unknown>;
    const { integrity: vectorsIntegrity } = (beside ?? {}) as Record<string, unknown>;
    const found = { abi, codec, name: contract, version, schema: parsed(schema), types, vectors: parsed(vectors), vectorsIntegrity };
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  } catch (cause) {
    throw new DataDriverError("load", (cause as Error).message, {}, tamed(cause));
  }
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}

/** The texts of the driver's custom sections, by name. */
function texts(wasm: Uint8Array): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const { id, body, end } of sections(wasm)) {
    if (id !== CUSTOM_SECTION) continue;
    const [length, start] = readNumber(wasm, body);
    const name = decoder.decode(wasm.subarray(start, Math.min(start + length, end)));
    if (name !== "data-driver" && !name.startsWith("data-driver-")) continue;
    // Readers that take the first and readers that take the last would see different drivers.
    if (name in found) throw new Error(`the driver's file has two sections ${name}`);
    found[name] = decoder.decode(wasm.subarray(start + length, end));
  }
  return found;
}
