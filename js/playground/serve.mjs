/** Serves the built playground to this machine: `node playground/serve.mjs [--port <number>]`. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

const folder = fileURLToPath(new URL("dist/", import.meta.url));
const { values } = parseArgs({ options: { port: { type: "string", default: "4173" } } });

const server = createServer(async ({ method, url }, response) => {
  try {
    if (method !== "GET" && method !== "HEAD") throw new Error("only files are served");
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    const file = join(folder, normalize(path === "/" ? "/index.html" : path));
    if (!file.startsWith(folder)) throw new Error("outside of the folder");
    const content = await readFile(file);
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-length": content.length,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    response.end(content);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
  }
});

server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
server.listen(Number(values.port), "localhost", () => console.log(`http://localhost:${server.address().port}/`));
