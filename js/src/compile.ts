import { DataDriverError } from "./error.js";

/** What a driver can be loaded from. */
export type DriverSource = Uint8Array | ArrayBuffer | Response | URL | WebAssembly.Module;

/** Compiles a driver; a response is compiled while it arrives. */
export async function compile(source: DriverSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof URL) return compile(source.protocol === "file:" ? await readFile(source) : await fetch(source));
  if (!(source instanceof Response)) return WebAssembly.compile(source as BufferSource);

  const { ok, status, body } = source;
  if (!ok || !body) throw new DataDriverError("load", `${source.url || "the response"}: HTTP status ${status}`);
  // The engine insists on the media type, which many servers do not know.
  return WebAssembly.compileStreaming(new Response(body, { headers: { "content-type": "application/wasm" } }));
}

/** Reads a file where there are files; `fetch` does not everywhere. */
async function readFile(url: URL): Promise<Uint8Array> {
  // Not a literal, so that bundlers for the browser do not look for it.
  const module = "node:fs/promises";
  const fs = (await import(/* @vite-ignore */ module)) as { readFile(url: URL): Promise<Uint8Array> };
  return fs.readFile(url);
}
