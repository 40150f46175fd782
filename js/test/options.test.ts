import { DriverRegistry, loadDriver, runInWorker } from "data-driver";
import { expect, inject, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

const server = inject("server");

async function sri(bytes: Uint8Array<ArrayBuffer>, bits = 256): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest(`SHA-${bits}`, bytes));
  return `sha${bits}-${btoa(String.fromCharCode(...hash))}`;
}

test("the pinned file is loaded, from every kind of source", async () => {
  const bytes = file("fixture/plain");
  for (const integrity of [await sri(bytes), await sri(bytes, 384), await sri(bytes, 512)]) {
    for (const source of [bytes, bytes.buffer, new URL("fixture/plain", server), await fetch(`${server}fixture/plain`)]) {
      expect((await loadDriver(source, { integrity })).version()).toBe("1.2.3");
    }
  }
});

test("another file is refused before it is compiled", async () => {
  const integrity = await sri(file("fixture/plain"));
  // No module at all: had it been compiled, the error would say so.
  const error = await failureOf(loadDriver(new Uint8Array(10), { integrity }));
  expect(error).toMatchObject({ kind: "load" });
  expect(error.message).toContain(integrity);
  expect(error.message).toContain(await sri(new Uint8Array(10)));
});

test("a pin that cannot be checked is an error", async () => {
  const bytes = file("fixture/plain");
  // J8: the empty text is no pin either.
  for (const integrity of ["", "md5-abc", "sha256", "sha256-", "sha256-!", (await sri(bytes)).toUpperCase(), `${await sri(bytes)} md5-abc`]) {
    expect((await failureOf(loadDriver(bytes, { integrity }))).kind).toBe("load");
  }
  const module = await WebAssembly.compile(bytes);
  expect((await failureOf(loadDriver(module, { integrity: await sri(bytes) }))).message).toContain("compiled");
});

test("a failed request is one also where there is a pin", async () => {
  const error = await failureOf(loadDriver(new URL("nothing", server), { integrity: await sri(new Uint8Array()) }));
  expect(error.message).toContain("404");
});

test("a signal ends a download", async () => {
  const controller = new AbortController();
  const loading = failureOf(loadDriver(new URL("fixture/plain?slow", server), { signal: controller.signal }));
  const reason = new Error("enough");
  setTimeout(() => controller.abort(reason), 50);
  const error = await loading;
  expect(error).toMatchObject({ kind: "load", message: "enough" });
  expect(error.cause).toBe(reason);
});

test("a signal that was given already keeps a driver from being loaded, one that was not does not", async () => {
  const bytes = file("fixture/plain");
  expect((await failureOf(loadDriver(bytes, { signal: AbortSignal.abort() }))).kind).toBe("load");
  const { signal } = new AbortController();
  expect((await loadDriver(bytes, { signal })).version()).toBe("1.2.3");
  expect((await loadDriver(new URL("fixture/plain", server), { signal })).version()).toBe("1.2.3");
});

test("the engine enforces a memory limit", async () => {
  const memory = 8 << 20;
  const driver = await load("fixture/plain", { limits: { memory } });
  // It grows by 320 MiB, is refused, and goes on.
  expect(driver.encodeInput("memory").length).toBe(4);
  expect(driver.encodeInput("grow").length).toBe(4);
  expect(failure(() => driver.decodeInput("echo", new Uint8Array(9 << 20)))).toMatchObject({ kind: "limit_exceeded" });
  const real = await load("stake", { limits: { memory } });
  expect(failure(() => real.decodeEvent("stake", new Uint8Array(9 << 20)))).toMatchObject({ kind: "limit_exceeded" });
  expect(real.version()).toMatch(/^\d/);
});

test("a driver that starts with more memory than the limit is refused", async () => {
  const error = await failureOf(load("fixture/memory-is-huge", { limits: { memory: 1 << 20 } }));
  expect(error.message).toBe("the driver needs more memory than the limit of 1048576 bytes");
});

test("a file that ends in the middle of a section is refused", async () => {
  const bytes = file("fixture/plain");
  for (const end of [0, 4, 9, 12, 40, bytes.length - 1]) {
    expect((await failureOf(loadDriver(bytes.slice(0, end), { limits: { memory: 1 << 20 } }))).kind).toBe("load");
  }
});

test("J11: a limit that is undefined is the default", async () => {
  for (const limits of [undefined, {}, { memory: undefined }, { memory: undefined, output: undefined }]) {
    const driver = await load("fixture/plain", { limits });
    expect(failure(() => driver.encodeInput("memory")).kind).toBe("limit_exceeded");
    expect(failure(() => driver.encodeInput("zoom"))).toMatchObject({ message: "zoom: the driver's result exceeds the limit of 67108864 bytes" });
  }
});

test("J9: a limit of Infinity is none", async () => {
  const driver = await load("fixture/plain", { limits: { memory: Infinity, output: Infinity } });
  expect(driver.encodeInput("memory").length).toBe(4);
});

test("J26: what is misspelt or cannot be is refused, and what there is is named", async () => {
  for (const [options, words] of [
    [{ integrty: "sha256-abc" }, "there is no option integrty; there are integers, integrity, limits, signal"],
    [{ timeout: 5 }, "there is no option timeout"],
    [{ limits: { memroy: 5 } }, "there is no limit memroy; there are memory, output"],
    [{ limits: { memory: "64" } }, 'limits.memory: expected a positive number, found "64"'],
    [{ limits: { output: NaN } }, "limits.output: expected a positive number, found NaN"],
    [{ integers: "bigints" }, 'integers: expected "string" or "bigint", found "bigints"'],
    [{ integrity: 5 }, "integrity: expected a text"],
    [{ signal: {} }, "signal: expected an AbortSignal"],
  ] as const) {
    const error = await failureOf(loadDriver(file("fixture/plain"), options as never));
    expect(error.kind).toBe("load");
    expect(error.message).toContain(words);
    if (!("timeout" in options)) expect((await failureOf(runInWorker(file("fixture/plain"), options as never))).message).toContain(words.split(";")[0]);
    if (!("signal" in options || "integrity" in options)) expect(failure(() => new DriverRegistry(options as never)).message).toContain(words.split(";")[0]);
  }
  // What others left open is not misspelt.
  expect((await loadDriver(file("fixture/plain"), { timeout: undefined } as never)).version()).toBe("1.2.3");
});

test("J21: a signal ends the wait for a response that somebody else asked for", async () => {
  const controller = new AbortController();
  const never = new Promise<Response>(() => undefined);
  const loading = failureOf(loadDriver(never, { signal: controller.signal }));
  controller.abort(new Error("enough"));
  expect(await loading).toMatchObject({ kind: "load", message: "enough" });
});

test("J15: an abort's reason may be anything", async () => {
  for (const [reason, message] of [
    ["enough", "the load was given up: enough"],
    [{ message: "of my own" }, "of my own"],
    [7, "the load was given up: 7"],
    [null, "the load was given up: [object Null]"],
    [{}, "the load was given up: [object Object]"],
    [new Error(""), "the load was given up: [object Error]"],
    [Object.create(null), "the load was given up: [object Object]"],
    [Symbol("why"), "the load was given up: Symbol(why)"],
  ]) {
    const signal = AbortSignal.abort(reason);
    expect(await failureOf(loadDriver(file("fixture/plain"), { signal }))).toMatchObject({ kind: "load", message });
    expect(await failureOf(runInWorker(file("fixture/plain"), { signal }))).toMatchObject({ kind: "load", message });
  }
  expect((await failureOf(loadDriver(file("fixture/plain"), { signal: AbortSignal.abort() }))).message).toMatch(/abort/);
});
