import { toBytes } from "./driver.js";
import { DataDriverError } from "./error.js";
import type { Bytes } from "./events.js";
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
  /** How many bytes of memory a call takes at most: so many, and so many more for each byte of its input. */
  memory?: Stated;
  /** The same of instructions, as wasmtime counts them. */
  fuel?: Stated;
  /** A fingerprint of the layout of each value: files of which one differs do not understand each other's bytes there. */
  layout?: { [what in "input" | "output" | "event"]?: { [name: string]: string } };
  /** The hash of the file with those for which this one has no room: beside `token.wasm` it is `token.vectors.json`. */
  vectorsIntegrity?: string;
  /** Why the file's schema, declarations or vectors are none: which section it is, and what is wrong with it. The first of several. */
  fault?: string;
}

/** What a driver's file states that its calls take at most. */
export interface Stated {
  base: number;
  perByte: number;
}

const CUSTOM_SECTION = 0;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads what a driver's file says about itself in its custom sections. Nothing is compiled or run, so
 * it works on any file; one that says nothing gives an empty object. A schema, declarations and vectors that cannot be
 * read leave the rest as it is, and a `fault`.
 */
export function inspect(wasm: Bytes): Inspection {
  try {
    const found = contents(toBytes(wasm));
    const { abi, codec, contract, version, vectors: beside, memory, fuel, layout } = (read(found, "data-driver", JSON.parse) ?? {}) as Record<string, unknown>;
    const { integrity: vectorsIntegrity } = (beside ?? {}) as Record<string, unknown>;
    let fault: string | undefined;
    const attempt = <Value>(section: string, parse: (text: string) => Value): Value | undefined => {
      try {
        return read(found, section, parse);
      } catch (error) {
        fault ??= (error as Error).message;
        return undefined;
      }
    };
    const schema = attempt("data-driver-schema", JSON.parse) as unknown;
    const types = attempt("data-driver-types", (text) => text);
    const vectors = attempt("data-driver-vectors", JSON.parse) as unknown;
    const said = { abi, codec, name: contract, version, schema, types, vectors, memory, fuel, layout, vectorsIntegrity, fault };
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  } catch (cause) {
    throw new DataDriverError("load", (cause as Error).message, {}, tamed(cause));
  }
}

/** What is made of a section's text; throws with its name where that is none, or nothing can be made of it. */
function read<Value>(found: Record<string, Uint8Array>, section: string, parse: (text: string) => Value): Value | undefined {
  const bytes = found[section];
  let what = "UTF-8";
  try {
    const text = bytes && decoder.decode(bytes);
    what = "JSON";
    return text === undefined ? undefined : parse(text);
  } catch (cause) {
    throw new Error(`the section ${section}: it is not ${what}`, { cause });
  }
}

/** The contents of the driver's custom sections, by name. */
function contents(wasm: Uint8Array): Record<string, Uint8Array> {
  const found: Record<string, Uint8Array> = Object.create(null);
  for (const { id, body, end } of sections(wasm)) {
    if (id !== CUSTOM_SECTION) continue;
    const [length, start] = readNumber(wasm, body);
    const name = decoder.decode(wasm.subarray(start, Math.min(start + length, end)));
    if (name !== "data-driver" && !name.startsWith("data-driver-")) continue;
    // Readers that take the first and readers that take the last would see different drivers.
    if (name in found) throw new Error(`the driver's file has two sections ${name}`);
    found[name] = wasm.subarray(start + length, end);
  }
  return found;
}
