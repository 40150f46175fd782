import { loadDriver } from "data-driver";
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
  for (const integrity of ["md5-abc", "sha256", "sha256-", "sha256-!", (await sri(bytes)).toUpperCase(), `${await sri(bytes)} md5-abc`]) {
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
