/** Pages as a browser sees them. Runs in Node only. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium } from "playwright";
import { inject } from "vitest";

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** What became of a page. */
export interface Visit {
  /** What it wrote into its title when it was done. */
  title: string;
  /** What it did not catch. */
  errors: string[];
  /** Addresses that it asked for and did not get, without the server's. */
  missing: string[];
  /** Where its workers came from: `blob` for those made of a text. */
  workers: string[];
}

/** Opens a page of any address and waits until it sets its title. */
export async function visit(browser: Browser, address: string): Promise<Visit> {
  const page = await browser.newPage();
  const found: Visit = { title: "", errors: [], missing: [], workers: [] };
  page.on("pageerror", (error) => found.errors.push(error.message));
  page.on("worker", (worker) => found.workers.push(worker.url().replace(/^(blob):.*|^.*\/|\?.*$/g, "$1")));
  page.on("response", (response) => {
    if (response.status() >= 400) found.missing.push(new URL(response.url()).pathname);
  });
  await page.goto(address);
  // Until it is done or has failed.
  await Promise.race([page.waitForFunction(() => document.title !== "", undefined, { timeout: 20_000 }), page.waitForEvent("pageerror")]).catch((error: Error) => found.errors.push(error.message));
  found.title = await page.title();
  await page.close();
  return found;
}

/** Serves a folder's files with these headers. */
export async function serveFolder(folder: string, headers: Record<string, string> = {}): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, "http://localhost");
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    if (!existsSync(path)) return void response.writeHead(404, { "content-type": "text/html" }).end("<!doctype html>");
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", ...headers }).end(readFileSync(path));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Serves a folder's files with these headers, and opens its page. */
export async function visitFolder(browser: Browser, folder: string, headers: Record<string, string> = {}): Promise<Visit> {
  const { address, close } = await serveFolder(folder, headers);
  try {
    return await visit(browser, address);
  } finally {
    close();
  }
}

/** The browser of all these tests; closing it ends the connection. */
export const connect = (): Promise<Browser> => chromium.connect(inject("browser"));
