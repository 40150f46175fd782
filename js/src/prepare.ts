import { capMemory } from "./capMemory.js";
import type { compile, DriverSource } from "./compile.js";
import type { LoadOptions } from "./loadDriver.js";
import { readFile } from "./readFile.js";
import { verifyIntegrity } from "./verifyIntegrity.js";

/**
 * Compiles with whatever the options ask for. Loaded on demand, so it throws plain errors and is
 * given what it needs of the loader, of which all that it imports would become a part.
 */
export async function prepare(source: DriverSource, options: LoadOptions, next: typeof compile): Promise<WebAssembly.Module> {
  const { signal } = options;
  const module = checked(source, options).then((source) => next(source, {}));
  if (!signal) return module;
  // Neither a response that somebody else asked for nor compiling can be ended, but waiting can.
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([aborted, module]);
}

/** What is left to compile. */
async function checked(source: DriverSource, { integrity, limits, signal }: LoadOptions): Promise<Exclude<DriverSource, URL>> {
  if (source instanceof WebAssembly.Module) {
    if (integrity) throw new Error("the integrity of a compiled module cannot be checked");
    return source;
  }
  // `fetch` does not know files everywhere.
  if (source instanceof URL) source = source.protocol === "file:" ? await readFile(source) : await fetch(source, { signal: signal ?? null });
  if (source instanceof Response) {
    // One that failed, or that nothing here needs all of, is the loader's own business.
    if (!source.ok || !(integrity || limits?.memory)) return source;
    source = await source.arrayBuffer();
  }
  const bytes = source instanceof Uint8Array ? source : new Uint8Array(source as ArrayBuffer);
  if (integrity) await verifyIntegrity(bytes, integrity);
  return limits?.memory ? capMemory(bytes, limits.memory) : bytes;
}
