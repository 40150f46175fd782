import { DataDriverError } from "./error.js";
import type { Reply, Request } from "./worker.js";

/** A worker that answers one request at a time. */
export interface Thread {
  /** The answer, or nothing if there is none within so many milliseconds. */
  ask(request: Request, timeout: number): Promise<Reply | undefined>;
  end(): void;
}

/** What the workers of browsers and of Node have in common, seen from outside. */
interface AnyWorker {
  postMessage(request: Request): void;
  terminate(): unknown;
  addEventListener?(type: string, listener: (event: { data?: Reply; message?: string }) => void): void;
  on?(type: string, listener: (value: unknown) => void): void;
  ref?(): void;
  unref?(): void;
}

/** Starts a worker; resolves when it listens. */
export async function startThread(): Promise<Thread> {
  let settle: ((reply: Reply | undefined) => void) | undefined;
  let fail: ((error: Error) => void) | undefined;
  const answer = () =>
    new Promise<Reply | undefined>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });

  const ready = answer();
  const worker = await createWorker();
  const broke = (cause: unknown) =>
    fail?.(new DataDriverError("host", `the worker failed: ${(cause as Error | undefined)?.message ?? "it cannot be loaded"}`, {}, cause));
  if (worker.on) {
    worker.on("message", (reply) => settle?.(reply as Reply));
    worker.on("error", broke);
  } else {
    worker.addEventListener!("message", ({ data }) => settle?.(data));
    worker.addEventListener!("error", broke);
  }
  await ready;
  // A worker that waits for calls does not keep a program from ending.
  worker.unref?.();

  return {
    async ask(request, timeout) {
      const reply = answer();
      worker.ref?.();
      const timer = setTimeout(() => settle?.(undefined), timeout);
      try {
        worker.postMessage(request);
        return await reply;
      } catch (cause) {
        if (cause instanceof DataDriverError) throw cause;
        throw new DataDriverError("invalid_value", (cause as Error).message, {}, cause);
      } finally {
        clearTimeout(timer);
        worker.unref?.();
      }
    },
    end: () => void worker.terminate(),
  };
}

async function createWorker(): Promise<AnyWorker> {
  if (typeof Worker === "function") {
    // In one expression, which is how bundlers find the file.
    return new Worker(new URL("./worker.js", import.meta.url), { type: "module" }) as unknown as AnyWorker;
  }
  const module = "node:worker_threads";
  const threads = (await import(/* @vite-ignore */ module)) as { Worker: new (url: URL) => AnyWorker };
  return new threads.Worker(new URL("./worker.js", import.meta.url));
}
