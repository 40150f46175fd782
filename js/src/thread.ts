import type { WayToStart } from "./createWorker.js";
import { DataDriverError } from "./error.js";
import type { AnyWorker } from "./globals.js";
import type { Reply, Request } from "./messages.js";

/** A worker that answers one request at a time. */
export interface Thread {
  /** Resolves when it listens. */
  ready: Promise<void>;
  /** The answer, or nothing if there is none within so many milliseconds. */
  ask(request: Request, timeout: number): Promise<Reply | undefined>;
  /** Ends it at once; what it was asked fails with this error. */
  end(error: DataDriverError): void;
}

/** What the workers of browsers and of Node have in common, seen from outside. */
interface ListenedWorker extends AnyWorker {
  addEventListener?(type: string, listener: (event: { data?: Reply; message?: string }) => void): void;
  on?(type: string, listener: (value: unknown) => void): void;
  ref?(): void;
  unref?(): void;
}

/** What a timer holds; with more it would fire at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Starts a worker. */
export function startThread(create: WayToStart): Thread {
  let worker: ListenedWorker | undefined;
  let ended: DataDriverError | undefined;
  let settle: ((reply: Reply | undefined) => void) | undefined;
  let fail: ((error: Error) => void) | undefined;
  const answer = () => {
    const reply = new Promise<Reply | undefined>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    // One that could not be sent is awaited by nobody.
    reply.catch(() => undefined);
    return reply;
  };

  const start = async (): Promise<void> => {
    worker = await create();
    if (ended) {
      worker.terminate();
      throw ended;
    }
    const ready = answer();
    const broke = (cause: unknown) => fail?.(failed((cause as Error | undefined)?.message || "its file cannot be loaded", cause));
    if (worker.on) {
      worker.on("message", (reply) => settle?.(reply as Reply));
      worker.on("error", broke);
      worker.on("exit", () => fail?.(failed("it has ended")));
    } else {
      worker.addEventListener!("message", ({ data }) => settle?.(data));
      worker.addEventListener!("error", broke);
    }
    await ready;
    // A worker that waits for calls does not keep a program from ending.
    worker.unref?.();
  };

  return {
    ready: start(),
    async ask(request, timeout) {
      const reply = answer();
      worker!.ref?.();
      const timer = timeout > LONGEST_TIMEOUT ? undefined : setTimeout(() => settle?.(undefined), timeout);
      try {
        if (ended) throw ended;
        worker!.postMessage(request);
        return await reply;
      } catch (cause) {
        if (cause instanceof DataDriverError) throw cause;
        throw new DataDriverError("invalid_value", (cause as Error).message, {}, cause);
      } finally {
        clearTimeout(timer);
        worker!.unref?.();
      }
    },
    end(error) {
      ended ??= error;
      worker?.terminate();
      fail?.(ended);
    },
  };
}

function failed(why: string, cause?: unknown): DataDriverError {
  return new DataDriverError("host", `the worker failed: ${why}`, {}, cause);
}
