/** Strangers' drivers, and what comes of each here and on a worker: a named error, in bounded time, after which the next call and the next driver work. */
import { type Driver, inspect, loadDriver, runInWorker, type WorkerDriver } from "data-driver";
import { expect, inject, test } from "vitest";
import { failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";
import { IN_BROWSER } from "./support/many.ts";
import type { Hostile, Outcome } from "./support/hostile.ts";

const bytes = new TextEncoder().encode("17");
const large = new Uint8Array(2 << 20).fill(0x31);
const limits = { memory: 32 << 20 };
/** What a driver may take on a worker that never ends, and what any may take, on a machine with other work. */
const SOON = 300;
const LONG = 30_000;

/** The call that meets the attack, on a driver that has had none. */
const CALLS: Record<string, (driver: Driver | WorkerDriver) => unknown> = {
  alloc: (driver) => driver.decodeInputJson("echo", large),
  dealloc: async (driver) => {
    await driver.decodeInputJson("echo", large);
    await driver.decodeInputJson("echo", bytes);
  },
  encode_input_fn: (driver) => driver.encodeInput("x", 1),
  decode_input_fn: (driver) => driver.decodeInput("x", bytes),
  decode_output_fn: (driver) => driver.decodeOutput("x", bytes),
  decode_event: (driver) => driver.decodeEvent("x", bytes),
  get_schema: (driver) => driver.schema(),
  get_version: (driver) => driver.version(),
  refused: (driver) => driver.decodeInput("f", bytes),
};

async function wasmOf({ name, kind }: Hostile): Promise<Uint8Array<ArrayBuffer>> {
  if (kind !== "compile") return file(`hostile/${name}`);
  const response = await fetch(inject("server") + encodeURIComponent(`hostile/${name}`));
  expect(response.ok).toBe(true);
  return new Uint8Array(await response.arrayBuffer());
}

/** What comes of it, and the words of its error. */
async function meet(item: Hostile, loading: Promise<Driver | WorkerDriver>): Promise<[Outcome, string?]> {
  const driver = await loading.catch(() => undefined);
  if (!driver) {
    const error = await failureOf(loading);
    return [`load ${error.kind}`, error.message];
  }
  try {
    const call = Promise.resolve(driver).then(CALLS[item.call ?? "decode_event"]);
    const error = await call.then(() => undefined, () => failureOf(call));
    // The next call, of an export in place of which no driver has another; one with the wrong idea of lengths never answers.
    const next = Promise.resolve(driver).then((driver) => driver.encodeInputJson("echo", "17"));
    if (item.js === "harmless" || item.name === "an init that never helps") await next.catch(() => failureOf(next));
    else expect(await next, item.name).toEqual(bytes);
    return error ? [`call ${error.kind}`, error.message] : ["works"];
  } finally {
    if ("close" in driver) driver.close();
  }
}

/** Of a file that is only looked at. */
function expectNoOther(look: () => unknown): void {
  try {
    look();
  } catch (error) {
    expect(error).toMatchObject({ name: "DataDriverError", kind: "load" });
  }
}

async function judge(item: Hostile, expected: Outcome, start: (wasm: Uint8Array<ArrayBuffer>) => Promise<Driver | WorkerDriver>, says?: string): Promise<void> {
  const wasm = await wasmOf(item);
  expectNoOther(() => inspect(wasm));
  const begin = performance.now();
  const [outcome, message = ""] = await meet(item, start(wasm));
  expect(performance.now() - begin, item.name).toBeLessThan(LONG);
  if (expected !== "harmless") expect(outcome, `${item.name}: ${message}`).toBe(expected);
  if (says) expect(message, item.name).toMatch(new RegExp(says));
  // The next driver.
  expect((await load("fixture/plain")).version(), item.name).toBe("1.2.3");
}

const corpus = inject("corpus");
/** What needs no limit to be met: the call is caught. */
const CAUGHT = /^(traps|recursion|codes|lengths|text|words)$/;

for (const kind of new Set(corpus.map(({ kind }) => kind))) {
  const items = corpus.filter((item) => item.kind === kind);

  test(`${kind}: each is a named error here`, async () => {
    // Only a worker can be ended.
    for (const item of items.filter(({ js }) => js !== "endless")) {
      await judge(item, item.js, (wasm) => loadDriver(wasm, { limits }), item.says?.js);
      if (CAUGHT.test(kind)) await judge(item, item.js, (wasm) => loadDriver(wasm));
    }
  }, 240_000);

  test(`${kind}: each is a named error on a worker, and what never ends is ended`, async () => {
    // Starting a worker is what takes a browser its time; here it is started for one of three, and for all that a thread cannot meet.
    const met = items.filter(({ js, worker }, index) => !IN_BROWSER || index % 3 === 0 || js === "endless" || js !== worker);
    for (const item of met) {
      const timeout = item.js === "endless" ? SOON : LONG;
      await judge(item, item.worker, (wasm) => runInWorker(wasm, { limits, timeout }), item.says?.js);
    }
  }, 240_000);
}

test("there is a corpus", () => {
  expect(corpus.length).toBeGreaterThan(300);
});
