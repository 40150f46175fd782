import { OPERATION_ERROR } from "./abi.js";
import { compile, type DriverSource } from "./compile.js";
import type { AnyContract, ContractTypes, Given, IntegersOf } from "./contractTypes.js";
import { waysToStart } from "./createWorker.js";
import { type Driver, type DriverMethods, toBytes } from "./driver.js";
import type { Bytes, EncodedEvent } from "./events.js";
import { asText, DataDriverError, type ErrorKind, inPlace, loadFailure } from "./error.js";
import type { AsBigInts } from "./form.js";
import type { AnyWorker, FetchResponse, WasmModule } from "./globals.js";
import { type AllLimits, allLimits } from "./limits.js";
import { checkModule } from "./loadDriver.js";
import type { LoadOptions } from "./loadOptions.js";
import type { Reply, Request } from "./messages.js";
import { checkFunction, checkLoadOptions, checkPositive } from "./options.js";
import { decodeThere, type SentEvent } from "./sentEvents.js";
import { startThread, type Thread } from "./thread.js";
import { toPlain } from "./toPlain.js";

export interface WorkerOptions extends LoadOptions {
  /** Longest time that a call may take, in milliseconds; `Infinity` is no limit. Default 10,000. */
  timeout?: number | undefined;
  /**
   * Starts the worker, one that runs the module `data-driver/worker`, where the package cannot do that by
   * itself: under a content security policy that has no room for it, for example.
   */
  worker?: (() => AnyWorker | Promise<AnyWorker>) | undefined;
}

/** A driver on a worker: the methods of `Driver`, each of which gives a promise. */
export interface WorkerDriver<Types extends ContractTypes = AnyContract> extends DriverMethods<Types, "worker"> {
  /** Ends the worker at once. A call that runs, and later ones, fail with kind `"closed"`. */
  close(): void;
}

/**
 * Loads a driver into a worker, where one that never returns can be ended: the call then fails with
 * kind `"timeout"`, and the next one runs on a new worker. Calls run one after the other.
 */
export function runInWorker(
  source: DriverSource | Promise<FetchResponse>,
  options: WorkerOptions & { integers: "bigint" },
): Promise<WorkerDriver<AnyContract<AsBigInts>>>;
export function runInWorker<Types extends ContractTypes = AnyContract>(
  source: DriverSource | Promise<FetchResponse>,
  ...options: Given<WorkerOptions & IntegersOf<Types>>
): Promise<WorkerDriver<Types>>;
export async function runInWorker(source: DriverSource | Promise<FetchResponse>, options: WorkerOptions = {}): Promise<WorkerDriver | WorkerDriver<AnyContract<AsBigInts>>> {
  try {
    checkLoadOptions(options, "timeout", "worker");
    checkPositive("timeout", options.timeout);
    checkFunction("worker", options.worker);
    const { integrity, signal } = options;
    const limits = allLimits(options.limits);
    // Memory is bounded by the engine here, also where nothing is asked for.
    const module = await compile(source, { integrity, signal, limits });
    checkModule(module);
    return await serve(module, limits, options);
  } catch (cause) {
    throw loadFailure(cause);
  }
}

async function serve(module: WasmModule, limits: AllLimits, options: WorkerOptions): Promise<WorkerDriver> {
  const { timeout = 10_000, worker, integers, strict, signal } = options;
  const ways = worker ? [worker] : waysToStart();
  /** Of these, the first that is known to work. */
  let way = 0;
  /** The worker that runs or starts, and when it has the driver. */
  let thread: Thread | undefined;
  let started: Promise<Thread> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed: DataDriverError | undefined;

  const stop = (error: DataDriverError) => {
    thread?.end(error);
    thread = started = undefined;
  };

  const close = (error = new DataDriverError("closed", "the worker is closed")) => {
    closed ??= error;
    stop(closed);
  };

  const ask = async (running: Thread, request: Request): Promise<unknown> => {
    const reply = await running.ask(request, timeout).catch((error: DataDriverError) => {
      if (error.kind === "host") stop(error);
      throw error;
    });
    if (!reply) {
      const error = new DataDriverError("timeout", `the driver ran longer than the limit of ${timeout} ms`, { code: OPERATION_ERROR });
      stop(error);
      throw error;
    }
    if ("error" in reply) throw received(reply);
    return reply.value;
  };

  /** A worker that listens, started in the first way that works. */
  const listening = async (): Promise<Thread> => {
    const reasons: string[] = [];
    let cause: unknown;
    for (let next = way; next < ways.length; next++) {
      if (closed) throw closed;
      const starting = (thread = startThread(ways[next]!));
      try {
        await starting.ready;
        way = next;
        return starting;
      } catch (error) {
        cause = error;
        reasons.push((error as Error).message);
        starting.end(closed ?? (error as DataDriverError));
      }
    }
    if (closed) throw closed;
    throw new DataDriverError("host", `no worker can be started here: ${reasons.join("; ")}; the option "worker" is for one that you start`, {}, cause);
  };

  const start = async (again = true): Promise<Thread> => {
    const running = await listening();
    try {
      await ask(running, { module, limits, integers, strict });
      return running;
    } catch (error) {
      running.end(error as DataDriverError);
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
    // Now: the caller may change a value while others are waited for, and what is wrong with it needs no worker.
    const prepared = requestOf(method, args);
    const result = queue.then(async () => {
      try {
        if (closed) throw closed;
        const request = prepared();
        started ??= start();
        started.catch(() => (started = undefined));
        return await ask(await started, request);
      } catch (error) {
        throw placed(error as DataDriverError, method, args[0]);
      }
    });
    // The next call runs whatever became of this one.
    queue = result.catch(() => undefined);
    return result;
  };

  const driver: Record<string, unknown> = {};
  for (const method of METHODS) driver[method] = (...args: unknown[]) => call(method, args);
  driver.decodeEvents = (events: Iterable<EncodedEvent>) =>
    decodeThere(events, onlyItsBytes, (events) => call("decodeEvents", [events]) as Promise<SentEvent[]>);
  driver.close = () => close();

  const abort = () => close(loadFailure((signal as AbortSignal).reason));
  (signal as AbortSignal | undefined)?.addEventListener("abort", abort);
  try {
    // Whether it starts at all is part of loading.
    started = start();
    await started;
    return driver as unknown as WorkerDriver;
  } catch (cause) {
    close();
    throw cause;
  } finally {
    (signal as AbortSignal | undefined)?.removeEventListener("abort", abort);
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

/** What is sent, or throws: plain data and bytes, so that a value means the same on a worker as without one. */
function requestOf(method: keyof Driver, args: unknown[]): () => Request {
  try {
    const request = { method, args: sendable(method, args) };
    return () => request;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function sendable(method: keyof Driver, [name, input]: unknown[]): unknown[] {
  if (/^(en|de)/.test(method) && method !== "decodeEvents") asText("a name", name);
  if (method === "encodeInput") return [name, toPlain(input)];
  return method.startsWith("decode") && method !== "decodeEvents" ? [name, onlyItsBytes(input)] : [name, input];
}

/** Of a view, what it shows: sent as it is, all of the buffer behind it would be copied. */
function onlyItsBytes(given: unknown): Uint8Array {
  const bytes = toBytes(given as Bytes);
  return bytes.length < bytes.buffer.byteLength ? bytes.slice() : bytes;
}

/** The error with its place, unless it comes from the worker and has one. */
function placed(error: DataDriverError, method: keyof Driver, name: unknown): DataDriverError {
  if (method === "decodeEvents") return error;
  if (method === "version" || method.startsWith("schema")) {
    return error.kind === "timeout" ? inPlace(error, undefined, method === "version" ? "get_version" : "get_schema") : error;
  }
  return inPlace(error, method.startsWith("decodeEvent") ? "event" : "function", name);
}

function received({ error, cause }: Extract<Reply, { error: unknown }>): DataDriverError {
  const { kind, message, ...facts } = error;
  return new DataDriverError(kind as ErrorKind, message as string, facts, cause);
}
