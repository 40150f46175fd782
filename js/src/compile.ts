import type { LoadOptions } from "./loadDriver.js";

/** What a driver can be loaded from. */
export type DriverSource = Uint8Array | ArrayBuffer | Response | URL | WebAssembly.Module;

/** Compiles a driver; a response is compiled while it arrives, unless an option needs all of it first. */
export async function compile(source: DriverSource, options: LoadOptions): Promise<WebAssembly.Module> {
  if (options.integrity || options.limits?.memory || options.signal || (source as URL).protocol === "file:") {
    return (await import("./prepare.js")).prepare(source, options, compile);
  }
  if (source instanceof URL) source = await fetch(source);
  if (source instanceof Response) {
    if (!source.ok) throw new Error(`${source.url}: HTTP ${source.status}`);
    // The engine insists on the media type, which many servers do not know.
    return WebAssembly.compileStreaming(new Response(source.body, { headers: { "content-type": "application/wasm" } }));
  }
  return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source as BufferSource);
}
