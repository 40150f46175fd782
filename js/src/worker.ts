/**
 * The other side of `runInWorker`: one driver, in a thread that can be ended. The build makes one script of
 * it, without imports and exports, which runs as a module and as a classic script, from a file and from a text.
 */
import { createDriver, type Driver } from "./driver.js";
import type { DecodedEvent } from "./events.js";
import { broken, DataDriverError } from "./error.js";
import { importNode, process } from "./importNode.js";
import type { Reply, Request } from "./messages.js";
import { toSent } from "./sentEvents.js";
import { createTypedEncoder, strictInput, withBigInts } from "./typed.js";

interface Port {
  postMessage(reply: Reply, transfer?: Transferable[]): void;
  onmessage?: ((event: { data: Request }) => void) | null;
  on?(event: "message", listener: (request: Request) => void): void;
}

/** A port in Node, and where its threads are imitated; a worker's own global object in browsers. */
async function openPort(): Promise<Port> {
  const threads = process?.versions?.node && (await importNode<{ parentPort: Port | null }>("node:worker_threads").catch(() => undefined));
  return (threads && threads.parentPort) || (globalThis as unknown as Port);
}

function listen(port: Port): void {
  let driver: Driver | undefined;

  const serve = (request: Request): void => {
    try {
      if ("module" in request) {
        driver = createDriver(request.module as WebAssembly.Module, request.limits, { createTypedEncoder });
        if (request.strict) driver = strictInput(driver);
        // Here, where work on a stranger's schema is inside the limit of time.
        if (request.integers === "bigint") driver = withBigInts(driver);
        port.postMessage({});
        return;
      }
      const call = driver![request.method] as (...args: unknown[]) => unknown;
      const result = call(...request.args);
      const value = request.method === "decodeEvents" ? toSent(result as DecodedEvent[]) : result;
      port.postMessage({ value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
    } catch (error) {
      // What nests too deep for being sent is a driver's result.
      const others = error instanceof RangeError ? broken("'s result nests too deep to leave the worker", error, "limit_exceeded") : new DataDriverError("host", String(error));
      const ours = error instanceof DataDriverError ? error : others;
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
}

// Not awaited here: bundlers make classic scripts of workers, which cannot.
void openPort().then(listen);
