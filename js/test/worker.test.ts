import { runInWorker } from "data-driver";
import { afterEach, expect, inject, test } from "vitest";
import { failureOf } from "./support/failure.ts";
import { file, load, toHex } from "./support/files.ts";

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

test("a value that cannot be sent is the caller's mistake", async () => {
  const driver = await start("fixture/plain");
  expect(await failureOf(driver.encodeInput("echo", { f: () => 1 } as never))).toMatchObject({ kind: "invalid_value" });
  expect((await driver.encodeInput("echo")).length).toBe(4);
});

test("a closed worker says so", async () => {
  const driver = await runInWorker(file("fixture/plain"));
  driver.close();
  expect(await failureOf(driver.version())).toMatchObject({ kind: "host", message: "the worker is closed" });
});
