import { kindOf, loadFailure } from "./error.js";
import type { Address, FetchResponse, Signal, WasmModule } from "./globals.js";
import type { LoadOptions } from "./loadOptions.js";

/** What a driver can be loaded from. A text is an address, as `fetch` takes it; where there is no page, also the path of a file. */
export type DriverSource = string | Address | ArrayBufferView | ArrayBuffer | FetchResponse | WasmModule;

/** Compiles a driver; a response is compiled while it arrives, unless an option needs all of it first. */
export async function compile(source: DriverSource | Promise<FetchResponse>, options: LoadOptions): Promise<WasmModule> {
  const mayBeFile = typeof source === "string" ? !globalThis.location : (source as Partial<URL> | undefined)?.protocol === "file:";
  // What are no options is refused there.
  if (mayBeFile || Object.keys(options ?? "null").length) return (await import("./prepare.js")).prepare(source, options, request, compile);
  source = await source;
  if (typeof source === "string" || isA("URL", source)) source = await request(source as string | URL);
  if (isA("Response", source)) return compileResponse(source as Response);
  if (isA("WebAssembly.Module", source)) return source as WasmModule;
  // Not every engine takes every view.
  if (ArrayBuffer.isView(source)) return WebAssembly.compile(new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength));
  if (isA("ArrayBuffer", source)) return WebAssembly.compile(source as ArrayBuffer);
  throw new Error(`a driver is loaded from an address, a response, bytes or a compiled module, not from ${kindOf(source)}`);
}

/** Whether it is an object of the platform, made here or in another frame. */
function isA(name: string, value: unknown): boolean {
  return kindOf(value) === name;
}

async function request(address: string | URL, signal?: Signal): Promise<Response> {
  try {
    return await fetch(address, { signal: signal ?? null });
  } catch (cause) {
    throw loadFailure(cause, `${address}: `);
  }
}

async function compileResponse(response: Response): Promise<WasmModule> {
  const { ok, status, url, headers, body } = response;
  if (!ok) throw new Error(`${url}: HTTP ${status}`);
  try {
    // The engine insists on the media type, which many servers do not know.
    return await WebAssembly.compileStreaming(new Response(body, { headers: { "content-type": "application/wasm" } }));
  } catch (cause) {
    throw loadFailure(cause, `${url}: `, `, sent as ${headers.get("content-type")}`);
  }
}
