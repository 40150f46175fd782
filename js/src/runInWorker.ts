import { compile, type DriverSource } from "./compile.js";
import type { AnyContract, ContractTypes, Given, IntegersOf } from "./contractTypes.js";
import type { Driver, DriverMethods } from "./driver.js";
import { DataDriverError, type ErrorFacts, type ErrorKind } from "./error.js";
import { DEFAULT_LIMITS } from "./limits.js";
import { checkModule, type LoadOptions } from "./loadDriver.js";
import { startThread, type Thread } from "./thread.js";
import type { Reply, Request } from "./worker.js";

export interface WorkerOptions extends LoadOptions {
  /** Longest time that a call may take, in milliseconds. Default 10,000. */
  timeout?: number;
}

/** A driver on a worker: the methods of `Driver`, each of which gives a promise. */
export interface WorkerDriver<Types extends ContractTypes = AnyContract> extends DriverMethods<Types, "worker"> {
  /** Ends the worker. Later calls fail. */
  close(): void;
}

/**
 * Loads a driver into a worker, where one that never returns can be ended: the call then fails with
 * kind `"timeout"`, and the next one runs on a new worker. Calls run one after the other.
 */
export function runInWorker<Types extends ContractTypes = AnyContract>(
  source: DriverSource | Promise<Response>,
  ...options: Given<WorkerOptions & IntegersOf<Types>>
): Promise<WorkerDriver<Types>>;
export async function runInWorker(source: DriverSource | Promise<Response>, options: WorkerOptions = {}): Promise<WorkerDriver> {
  const { timeout = 10_000 } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  let module: WebAssembly.Module;
  try {
    // Memory is bounded by the engine here, also where nothing is asked for.
    module = await compile(await source, { ...options, limits });
    checkModule(module);
  } catch (cause) {
    throw new DataDriverError("load", (cause as Error).message, {}, cause);
  }

  let thread: Promise<Thread> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  const stop = () => {
    // One that did not start is ended by whoever found out.
    thread?.then(
      ({ end }) => end(),
      () => undefined,
    );
    thread = undefined;
  };

  const ask = async (running: Thread, request: Request, place: ErrorFacts): Promise<unknown> => {
    const reply = await running.ask(request, timeout).catch((error: DataDriverError) => {
      if (error.kind === "host") stop();
      throw error;
    });
    if (!reply) {
      stop();
      throw failure("timeout", `the driver ran longer than the limit of ${timeout} ms`, { ...place, code: 2 });
    }
    if ("error" in reply) throw received(reply);
    return reply.value;
  };

  const start = async (again = true): Promise<Thread> => {
    const started = await startThread();
    try {
      await ask(started, { module, limits }, {});
      return started;
    } catch (error) {
      started.end();
      if (!again || !/out of memory/i.test((error as Error).message)) throw error;
    }
    // An engine has room for so many memories, and a worker cannot have those collected that this
    // thread has dropped. Asking for one here can.
    try {
      new WebAssembly.Memory({ initial: 1 });
    } catch {
      // The worker says it better.
    }
    return start(false);
  };

  const call = (method: keyof Driver, args: unknown[]): Promise<unknown> => {
    const result = queue.then(async () => {
      if (closed) throw new DataDriverError("host", "the worker is closed");
      thread ??= start();
      thread.catch(() => (thread = undefined));
      return ask(await thread, { method, args }, placeOf(method, args));
    });
    // The next call runs whatever became of this one.
    queue = result.catch(() => undefined);
    return result;
  };

  const driver: Record<string, unknown> = {};
  for (const method of METHODS) driver[method] = (...args: unknown[]) => call(method, args);
  driver.close = () => {
    closed = true;
    stop();
  };
  // Whether it starts at all is part of loading.
  thread = start();
  try {
    await thread;
    const running = driver as unknown as WorkerDriver;
    if (options.integers !== "bigint") return running;
    return (await import("./withBigInts.js")).withBigInts(running, await running.schema(), DataDriverError);
  } catch (cause) {
    stop();
    throw new DataDriverError("load", (cause as Error).message, {}, cause);
  }
}

const METHODS: readonly (keyof Driver)[] = [
  "encodeInput",
  "encodeInputJson",
  "decodeInput",
  "decodeInputJson",
  "decodeOutput",
  "decodeOutputJson",
  "decodeEvent",
  "decodeEventJson",
  "schema",
  "schemaJson",
  "version",
];

function placeOf(method: keyof Driver, [name]: unknown[]): ErrorFacts {
  if (typeof name !== "string") return {};
  return method.startsWith("decodeEvent") ? { event: name } : { function: name };
}

function failure(kind: ErrorKind, message: string, facts: ErrorFacts): DataDriverError {
  const name = facts.function ?? facts.event;
  return new DataDriverError(kind, name === undefined ? message : `${name}: ${message}`, facts);
}

function received({ error, cause }: Extract<Reply, { error: unknown }>): DataDriverError {
  const { kind, message, ...facts } = error;
  return new DataDriverError(kind as ErrorKind, message as string, facts, cause);
}
