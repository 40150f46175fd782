import { byNames } from "./byNames.js";
import type { AnyContract, ContractTypes, FunctionOf, OutputOf } from "./contractTypes.js";
import { type Driver, toBytes } from "./driver.js";
import type { Bytes } from "./events.js";
import { checkDriver, DataDriverError, inPlace, mistake } from "./error.js";
import type { WorkerDriver } from "./runInWorker.js";
import type { DriverSchema } from "./schema.js";

/** Bytes as they arrive: the body of a response, for example. */
export type ByteStream = AsyncIterable<Bytes> | ReadableBytes;

/** A stream as browsers have it, some of which cannot iterate over it. */
interface ReadableBytes {
  getReader(): { read(): Promise<{ done: boolean; value?: Bytes | undefined }>; cancel(): Promise<unknown> };
}

/**
 * The items of a feed from its bytes, in which they stand one after the other without anything in between:
 * `for (const item of decodeFeed(driver, "stakes", bytes))`. Of a stream of bytes, or with a driver on a
 * worker, `for await`; bytes are asked for as items are.
 *
 * Items can be told apart where all are of one size, which the driver's schema says (`itemSize`). Where
 * it does not, this throws an error of kind `"unsupported"`.
 */
export function decodeFeed<Types extends ContractTypes = AnyContract, Fn extends FunctionOf<Types> = FunctionOf<Types>>(
  driver: Driver<Types>,
  fn: Fn,
  bytes: Bytes,
): Generator<OutputOf<Types, Fn>, void, undefined>;
export function decodeFeed<Types extends ContractTypes = AnyContract, Fn extends FunctionOf<Types> = FunctionOf<Types>>(
  driver: Driver<Types> | WorkerDriver<Types>,
  fn: Fn,
  bytes: Bytes | ByteStream,
): AsyncGenerator<OutputOf<Types, Fn>, void, undefined>;
export function decodeFeed(driver: Driver | WorkerDriver, fn: string, bytes: Bytes | ByteStream): Generator<unknown> | AsyncGenerator<unknown> {
  checkDriver(driver);
  // A worker's methods give promises; what gives none is asked at once, so that a mistake shows here.
  const schema: unknown = driver.schema();
  if (schema instanceof Promise) return fromStream(driver, fn, schema.then((schema) => itemSizeOf(schema, fn)), isStream(bytes) ? bytes : once(bytes));
  const size = itemSizeOf(schema, fn);
  return isStream(bytes) ? fromStream(driver, fn, size, bytes) : fromBytes(driver as Driver, fn, size, checked(fn, bytes));
}

function* fromBytes(driver: Driver, fn: string, size: number, bytes: Uint8Array): Generator<unknown> {
  let at = 0;
  for (; at + size <= bytes.length; at += size) yield decodeItem(() => driver.decodeOutput(fn, bytes.subarray(at, at + size)), at / size);
  if (at < bytes.length) throw incomplete(fn, size, bytes.length - at, at);
}

async function* fromStream(driver: Driver | WorkerDriver, fn: string, sized: number | Promise<number>, stream: ByteStream): AsyncGenerator<unknown> {
  const size = await sized;
  let number = 0;
  let rest = new Uint8Array();
  for await (const chunk of Symbol.asyncIterator in stream ? stream : chunksOf(stream)) {
    const bytes = joined(rest, checked(fn, chunk));
    let at = 0;
    for (; at + size <= bytes.length; at += size) {
      const item = bytes.subarray(at, at + size);
      yield await decodeItem(async () => driver.decodeOutput(fn, item) as unknown, number++);
    }
    // A copy: whoever gives the chunks may use their memory again.
    rest = bytes.slice(at);
  }
  if (rest.length) throw incomplete(fn, size, rest.length, number * size);
}

/** The error of a bad item says which one it was. */
function decodeItem<Item>(decode: () => Item, number: number): Item {
  const located = (error: unknown): never => {
    if (!(error instanceof DataDriverError)) throw error;
    const { kind, message, ...facts } = error.toJSON();
    throw new DataDriverError(kind, `${message} (item ${number} of the feed)`, facts, error.cause);
  };
  try {
    const item = decode();
    return item instanceof Promise ? (item.catch(located) as Item) : item;
  } catch (error) {
    return located(error);
  }
}

function itemSizeOf(schema: unknown, fn: string): number {
  const { functions } = (schema ?? {}) as DriverSchema;
  const found = byNames(functions).get(fn);
  const size: unknown = found?.itemSize;
  if (Number.isSafeInteger(size) && (size as number) > 0) return size as number;
  const why = !functions
    ? "the driver has no schema that says how long an item is"
    : !found
      ? "the driver's schema has no such function"
      : found.kind !== undefined && found.kind !== "feed"
        ? `it is a ${found.kind} and no feed`
        : "the driver's schema has no itemSize for it: its items have no fixed size, or the driver is older than that member, and nothing else tells where an item ends";
  throw inPlace(new DataDriverError(found || !functions ? "unsupported" : "unknown_function", why), "function", fn);
}

function checked(fn: string, bytes: Bytes): Uint8Array {
  try {
    return toBytes(bytes);
  } catch (error) {
    throw error instanceof DataDriverError ? inPlace(error, "function", fn) : error;
  }
}

function incomplete(fn: string, size: number, found: number, offset: number): DataDriverError {
  const { message, ...facts } = mistake(`items of ${size} bytes`, `${found} bytes at the end`).toJSON();
  const { pointer: _, kind: __, ...rest } = facts;
  return inPlace(new DataDriverError("wrong_length", message, { ...rest, offset }), "function", fn);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (!first.length) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function isStream(bytes: Bytes | ByteStream): bytes is ByteStream {
  return typeof bytes === "object" && bytes !== null && (Symbol.asyncIterator in bytes || "getReader" in bytes);
}

async function* chunksOf(stream: ReadableBytes): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  try {
    for (let chunk; !(chunk = await reader.read()).done; ) yield chunk.value!;
  } finally {
    // Whoever stops early wants no more of it.
    await reader.cancel();
  }
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}
