import { runInWorker } from "data-driver";
import { afterEach, expect, inject, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load, toHex } from "./support/files.ts";

/** What sends to workers, in browsers and in Node. */
const WORKER = (typeof Worker === "function" ? Worker : (await import(/* @vite-ignore */ `node:${"worker_threads"}`)).Worker) as { prototype: { postMessage: Function } };

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((driver) => driver.close()));

async function start(name: string, options?: Parameters<typeof runInWorker>[1]) {
  const driver = await runInWorker(file(name), options);
  open.push(driver);
  return driver;
}

test("every method answers as without a worker", async () => {
  for (const name of ["fixture/plain", "fixture/deployed"]) {
    const [here, there] = [await load(name), await start(name)];
    const bytes = new TextEncoder().encode('{"a":[1,18446744073709551615]}');
    const value = { big: 2n ** 64n - 1n, bytes: new Uint8Array([1, 2]) };
    expect(await there.encodeInput("echo", value)).toEqual(here.encodeInput("echo", value));
    expect(await there.encodeInputJson("echo", "[1]")).toEqual(here.encodeInputJson("echo", "[1]"));
    for (const method of ["decodeInput", "decodeInputJson", "decodeOutput", "decodeOutputJson", "decodeEvent", "decodeEventJson"] as const) {
      expect(await there[method]("echo", bytes)).toEqual(here[method]("echo", bytes));
    }
    for (const method of ["schema", "schemaJson", "version"] as const) expect(await there[method]()).toEqual(here[method]());
  }
});

test("a real call", async () => {
  const driver = await start("stake");
  const golden = inject("goldens").find(({ file }) => file === "input/stake.example.json")!;
  expect(toHex(await driver.encodeInputJson("stake", golden.json))).toBe(golden.hex);
});

test("errors have all their fields and their cause", async () => {
  const driver = await start("fixture/detailed");
  expect((await failureOf(driver.encodeInput("fail"))).toJSON()).toMatchObject({ kind: "wrong_length", pointer: "/keys/owner", offset: 7 });
  const trap = await failureOf((await start("fixture/plain")).encodeInput("trap"));
  expect(trap).toMatchObject({ kind: "trap", message: "trap: panicked at src/lib.rs:7:9: no stake" });
  expect(trap.cause).toBeInstanceOf(Error);
});

test("a driver that never returns is ended, and the next call works", async () => {
  const driver = await start("fixture/plain", { timeout: 300 });
  const endless = failureOf(driver.decodeEvent("loop", new Uint8Array(3)));
  const next = driver.encodeInput("echo", 1);
  expect(await endless).toMatchObject({
    kind: "timeout",
    event: "loop",
    message: "loop: the driver ran longer than the limit of 300 ms",
  });
  expect(toHex(await next)).toBe("31");
});

test("a driver that never starts is a load error", async () => {
  const error = await failureOf(runInWorker(file("fixture/start-loops"), { timeout: 300 }));
  expect(error).toMatchObject({ kind: "load" });
  expect(error.message).toContain("300 ms");
});

test("waiting for others does not count", async () => {
  const driver = await start("fixture/plain", { timeout: 1_000 });
  const all = Array.from({ length: 2_000 }, (_, i) => driver.encodeInput("echo", i));
  expect((await Promise.all(all)).length).toBe(2_000);
});

test("memory is bounded by the engine", async () => {
  const driver = await start("fixture/plain");
  // It is refused the 320 MiB that it wants, and goes on.
  expect((await driver.encodeInput("memory")).length).toBe(4);
});

test("what is no driver is refused without a worker", async () => {
  expect((await failureOf(runInWorker(file("fixture/imports")))).message).toContain("env.log");
  expect((await failureOf(runInWorker(file("fixture/start-traps")))).kind).toBe("load");
});

test("a value that no JSON can be is the caller's mistake", async () => {
  const driver = await start("fixture/plain");
  expect(await failureOf(driver.encodeInput("echo", { f: NaN }))).toMatchObject({ kind: "invalid_value", pointer: "/f", function: "echo" });
  expect((await driver.encodeInput("echo")).length).toBe(4);
});

test("J10: a closed worker says so, with a kind of its own", async () => {
  const driver = await runInWorker(file("fixture/plain"));
  driver.close();
  expect(await failureOf(driver.version())).toMatchObject({ kind: "closed", message: "the worker is closed" });
  expect(await failureOf(driver.encodeInput("echo"))).toMatchObject({ kind: "closed", message: "echo: the worker is closed", function: "echo" });
});

test("J10: close ends the call that runs and those that wait, long before the timeout", async () => {
  const driver = await runInWorker(file("fixture/plain"), { timeout: Infinity });
  const calls = [driver.decodeEvent("loop", new Uint8Array(3)), driver.encodeInput("echo", 1), driver.version()].map(failureOf);
  // Until the first one runs; a call before it has been answered then.
  await new Promise((done) => setTimeout(done, 50));
  driver.close();
  for (const call of calls) expect(await call).toMatchObject({ kind: "closed" });
});

test("J10: close ends a worker that is about to start anew", async () => {
  const driver = await runInWorker(file("fixture/plain"), { timeout: 100 });
  expect((await failureOf(driver.encodeInput("loop"))).kind).toBe("timeout");
  const next = failureOf(driver.encodeInput("loop"));
  driver.close();
  expect(await next).toMatchObject({ kind: "closed", function: "loop" });
});

test("J9: a timeout of Infinity is none, what is no time is refused", async () => {
  for (const timeout of [Infinity, 2 ** 31, 1e12]) {
    const driver = await start("fixture/plain", { timeout });
    // With a timer that overflows it would have a millisecond.
    expect((await driver.decodeEventJson("echo", new Uint8Array(8 << 20).fill(0x31))).length).toBe(8 << 20);
  }
  for (const timeout of [NaN, 0, -1, "1000", null]) {
    const error = await failureOf(runInWorker(file("fixture/plain"), { timeout: timeout as never }));
    expect(error).toMatchObject({ kind: "load", message: expect.stringMatching(/^timeout: expected a positive number, found /) });
  }
});

test("J22: of a view into a large buffer, only its bytes are sent", async () => {
  const driver = await start("fixture/plain");
  const buffer = new ArrayBuffer(64 << 20);
  const view = new Uint8Array(buffer, 1000, 872).fill(0x31);
  const sent = sizesSent();
  try {
    expect(await driver.decodeEventJson("echo", view)).toBe("1".repeat(872));
    expect(await driver.decodeEventJson("echo", new DataView(buffer, 1000, 872))).toBe("1".repeat(872));
    expect((await driver.encodeInput("echo", { deep: [view] })).length).toBe(872 * 2 + 13);
    expect(sent.sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sent.sizes)).toBe(872);
    expect(view.length).toBe(872);
  } finally {
    sent.restore();
  }
});

/** How large the buffers are that are sent to workers from now on. */
function sizesSent(): { sizes: number[]; restore: () => void } {
  const sizes: number[] = [];
  const { prototype } = WORKER;
  const original = prototype.postMessage;
  prototype.postMessage = function (this: unknown, message: { args?: unknown[] }, ...more: unknown[]) {
    for (const arg of message.args ?? []) if (ArrayBuffer.isView(arg)) sizes.push(arg.buffer.byteLength);
    return original.call(this, message, ...more);
  };
  return { sizes, restore: () => void (prototype.postMessage = original) };
}

test("J22: what is no text is the same on a worker: a Proxy, an object with a form of its own, a function", async () => {
  const [here, there] = [await load("fixture/plain"), await start("fixture/plain")];
  const proxied = new Proxy({ a: new Proxy([1n], {}) }, {});
  expect(await there.encodeInput("echo", proxied)).toEqual(here.encodeInput("echo", proxied));
  for (const odd of [{ date: new Date(0) }, { f: () => 1 }, { map: new Map([["a", 1]]) }]) {
    const outcome = async (encode: () => unknown) => JSON.stringify(await Promise.resolve().then(encode).catch((error: unknown) => error));
    expect(await outcome(() => there.encodeInput("echo", odd as never))).toBe(await outcome(() => here.encodeInput("echo", odd as never)));
  }
});

test("J23: a buffer that was given away is the caller's mistake, here and in a worker", async () => {
  const [here, there] = [await load("fixture/plain"), await start("fixture/plain")];
  for (const view of [(buffer: ArrayBuffer) => buffer, (buffer: ArrayBuffer) => new Uint8Array(buffer), (buffer: ArrayBuffer) => new DataView(buffer)]) {
    const buffer = new ArrayBuffer(8);
    const bytes = view(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    const expected = { kind: "invalid_value", event: "echo", message: "echo: expected bytes, found a buffer that was given away" };
    expect(failure(() => here.decodeEvent("echo", bytes))).toMatchObject(expected);
    expect(await failureOf(there.decodeEvent("echo", bytes))).toMatchObject(expected);
  }
  expect(here.decodeEventJson("echo", new Uint8Array())).toBe("");
});

test("J15: a worker that does not start says why, and what to do", async () => {
  const error = await failureOf(
    runInWorker(file("fixture/plain"), {
      worker: () => {
        throw new Error("blocked by the policy");
      },
    }),
  );
  expect(error).toMatchObject({ kind: "load", message: `no worker can be started here: blocked by the policy; the option "worker" is for one that you start` });
  expect((await failureOf(runInWorker(file("fixture/plain"), { worker: "worker.js" as never }))).message).toContain("worker: expected a function");
});

test("J21: a signal ends the start of a worker", async () => {
  const controller = new AbortController();
  const starting = failureOf(runInWorker(file("fixture/start-loops"), { timeout: Infinity, signal: controller.signal }));
  setTimeout(() => controller.abort(new Error("enough")), 100);
  expect(await starting).toMatchObject({ kind: "load", message: "enough" });
});
