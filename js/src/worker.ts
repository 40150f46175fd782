/** The other side of `runInWorker`: one driver, in a thread that can be ended. */
import { createDriver, type Driver } from "./driver.js";
import { DataDriverError } from "./error.js";
import type { Limits } from "./limits.js";

/** What comes to the worker: the driver first, calls then. */
export type Request =
  | { module: WebAssembly.Module; limits: Required<Limits> }
  | { method: keyof Driver; args: unknown[] };

/** What goes back, one for each request, and one before the first. */
export type Reply = { value?: unknown } | { error: Record<string, unknown>; cause?: unknown };

interface Port {
  postMessage(reply: Reply, transfer?: Transferable[]): void;
  onmessage?: ((event: { data: Request }) => void) | null;
  on?(event: "message", listener: (request: Request) => void): void;
}

/** A worker's own global object in browsers, a port in Node. */
async function openPort(): Promise<Port> {
  if (typeof globalThis.postMessage === "function") return globalThis as unknown as Port;
  // Not a literal, so that bundlers for the browser do not look for it.
  const module = "node:worker_threads";
  return ((await import(/* @vite-ignore */ module)) as { parentPort: Port }).parentPort;
}

const port = await openPort();
let driver: Driver | undefined;

const serve = (request: Request): void => {
  try {
    if ("module" in request) {
      driver = createDriver(request.module, request.limits);
      port.postMessage({});
      return;
    }
    const call = driver![request.method] as (...args: unknown[]) => unknown;
    const value = call(...request.args);
    port.postMessage({ value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
  } catch (error) {
    const ours = error instanceof DataDriverError ? error : new DataDriverError("host", String(error));
    const reply = { error: ours.toJSON() as unknown as Record<string, unknown> };
    try {
      port.postMessage({ ...reply, cause: ours.cause });
    } catch {
      // Not every cause can be sent.
      port.postMessage(reply);
    }
  }
};

if (port.on) port.on("message", serve);
else port.onmessage = ({ data }) => serve(data);
port.postMessage({});
