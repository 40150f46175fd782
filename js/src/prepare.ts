import type { compile, DriverSource } from "./compile.js";
import { confine } from "./confine.js";
import type { FetchResponse, Signal, WasmModule } from "./globals.js";
import type { LoadOptions } from "./loadOptions.js";
import { checkLoadOptions } from "./options.js";
import { readFile } from "./readFile.js";
import { verifyIntegrity } from "./verifyIntegrity.js";

/** The loader's own way to fetch. */
type Request = (address: string | URL, signal?: Signal) => Promise<Response>;

/**
 * Compiles with whatever the options ask for. Loaded on demand, so it throws plain errors and is
 * given what it needs of the loader, of which all that it imports would become a part.
 */
export async function prepare(
  source: DriverSource | Promise<FetchResponse>,
  options: LoadOptions,
  request: Request,
  next: typeof compile,
): Promise<WasmModule> {
  checkLoadOptions(options);
  const signal = options.signal as AbortSignal | undefined;
  const module = checked(source, options, request).then((source) => next(source, {}));
  if (!signal) return module;
  // Neither a response that somebody else asked for nor compiling can be ended, but waiting can.
  let abort: () => void;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
  });
  return Promise.race([aborted, module]).finally(() => signal.removeEventListener("abort", abort));
}

/** What is left to compile. */
async function checked(given: DriverSource | Promise<FetchResponse>, { integrity, limits, signal }: LoadOptions, request: Request): Promise<DriverSource> {
  const source = await open(await given, (address) => request(address, signal));
  const memory = limits?.memory;
  if (integrity === undefined && memory === undefined) return source;
  const kind = Object.prototype.toString.call(source);
  if (kind === "[object WebAssembly.Module]") {
    if (integrity !== undefined) throw new Error("the integrity of a compiled module cannot be checked");
    return source;
  }
  const response = kind === "[object Response]" && (source as Response);
  // One that failed is the loader's own business.
  if (response && !response.ok) return response;
  try {
    const bytes = toBytes(response ? await response.arrayBuffer() : source);
    if (integrity !== undefined) await verifyIntegrity(bytes, integrity);
    return memory === undefined ? bytes : confine(bytes, memory);
  } catch (cause) {
    throw response ? new Error(`${response.url}: ${(cause as Error).message}`, { cause }) : cause;
  }
}

/** What is behind an address, if it is one; `fetch` does not know files everywhere. */
async function open(source: DriverSource, request: (address: string | URL) => Promise<Response>): Promise<DriverSource> {
  const isText = typeof source === "string";
  if (!isText && Object.prototype.toString.call(source) !== "[object URL]") return source;
  const url = isText ? toUrl(source) : (source as URL);
  if (url && url.protocol !== "file:") return request(url);
  try {
    // A page's own address is a file's where the page is, and only `fetch` may take it there, if at all.
    return await readFile(url ?? (source as string));
  } catch (cause) {
    throw new Error(`${source}: ${(cause as Error).message}`, { cause });
  }
}

/** The address, relative to the page's where there is one; nothing for the path of a file. */
function toUrl(text: string): URL | undefined {
  // A drive's letter is no scheme.
  if (/^[a-z]:/i.test(text) && !globalThis.location) return undefined;
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function toBytes(source: unknown): Uint8Array {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array(source as ArrayBuffer);
}
