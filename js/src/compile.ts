import { DataDriverError } from "./error.js";

/** What a driver can be loaded from. */
export type DriverSource = Uint8Array | ArrayBuffer | Response | URL | WebAssembly.Module;

/** Compiles a driver; a response is compiled while it arrives. */
export async function compile(source: DriverSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof URL) {
    // `fetch` does not know files everywhere.
    const file = source.protocol === "file:" && (await import("./readFile.js"));
    return compile(file ? await file.readFile(source) : await fetch(source));
  }
  if (!(source instanceof Response)) return WebAssembly.compile(source as BufferSource);

  const { ok, status, body } = source;
  if (!ok || !body) throw new DataDriverError("load", `${source.url || "the response"}: HTTP status ${status}`);
  // The engine insists on the media type, which many servers do not know.
  return WebAssembly.compileStreaming(new Response(body, { headers: { "content-type": "application/wasm" } }));
}
