/** A web server for the tests that load over the network. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { File } from "./setup.ts";

/**
 * Serves each file under its name; `?type=` sets the media type, `?status=` the status, and
 * `?slow` sends it in two parts with a pause between. `/hits` tells how often a path was asked for,
 * and `/a-page` is what many servers send instead of a file that they do not have.
 */
export async function serve(files: Record<string, File>): Promise<{ url: string; close: () => Promise<void> }> {
  const hits = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const name = decodeURIComponent(pathname.slice(1));
    response.setHeader("access-control-allow-origin", "*");
    if (name === "hits") {
      response.end(String(hits.get(searchParams.get("of") ?? "") ?? 0));
      return;
    }
    hits.set(request.url ?? "", (hits.get(request.url ?? "") ?? 0) + 1);
    if (name === "a-page") {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>A page</title>");
      return;
    }
    const file = files[name];
    if (!file || "missing" in file) {
      response.writeHead(404).end("not here");
      return;
    }
    const bytes = Buffer.from(file.base64, "base64");
    response.writeHead(Number(searchParams.get("status") ?? 200), { "content-type": searchParams.get("type") ?? "application/wasm" });
    if (!searchParams.has("slow")) {
      response.end(bytes);
      return;
    }
    response.write(bytes.subarray(0, 100));
    setTimeout(() => response.end(bytes.subarray(100)), 300);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
