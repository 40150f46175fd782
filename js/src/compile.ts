/** What a driver can be loaded from. */
export type DriverSource = Uint8Array | ArrayBuffer | Response | URL | WebAssembly.Module;

/** Compiles a driver; a response is compiled while it arrives. */
export async function compile(source: DriverSource): Promise<WebAssembly.Module> {
  if (source instanceof URL) {
    // `fetch` does not know files everywhere.
    const file = source.protocol === "file:" && (await import("./readFile.js"));
    source = file ? await file.readFile(source) : await fetch(source);
  }
  if (source instanceof Response) {
    const { ok, status, url, body } = source;
    if (!ok) throw new Error(`${url}: HTTP status ${status}`);
    // The engine insists on the media type, which many servers do not know.
    return WebAssembly.compileStreaming(new Response(body, { headers: { "content-type": "application/wasm" } }));
  }
  return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source as BufferSource);
}
