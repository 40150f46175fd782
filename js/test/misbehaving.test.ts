/** A real driver, made as all are, that misbehaves on request. */
import { runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";
import { MANY } from "./support/many.ts";

const four = new Uint8Array([4, 0, 0, 0]);

test("a result of 1 MiB arrives, as bytes and as text", async () => {
  const driver = await load("misbehaving");
  expect(driver.encodeInput("zeros", 1 << 20)).toEqual(new Uint8Array(1 << 20));
  expect(driver.decodeEvent("zeros", new Uint8Array([0, 0, 16, 0]))).toBe("0".repeat(1 << 20));
});

test("T3: an error is cut, and one of more than 1 MiB is not made room for", async () => {
  const driver = await load("misbehaving");
  expect(failure(() => driver.encodeInput("error", 1 << 19))).toMatchObject({ kind: "other", message: expect.stringMatching(/^error: e{1017}…$/) });
  expect(failure(() => driver.encodeInput("error", 2 << 20))).toMatchObject({ kind: "limit_exceeded", function: "error" });
  expect(driver.encodeInput("zeros", 4)).toEqual(new Uint8Array(4));
});

test("a panic's message and place arrive, and the next call works", async () => {
  const driver = await load("misbehaving");
  const error = failure(() => driver.encodeInput("panic", 42));
  expect(error).toMatchObject({ kind: "trap", function: "panic", code: 2 });
  expect(error.message).toMatch(/^panic: the driver panicked at .*lib\.rs:\d+:\d+: asked to panic with 42$/);
  expect(driver.encodeInput("zeros", 4)).toEqual(new Uint8Array(4));
});

test("a trap that is no panic does not tell the words of an earlier panic", async () => {
  const driver = await load("misbehaving");
  failure(() => driver.encodeInput("panic", 42));
  const error = failure(() => driver.decodeEvent("overflow", four));
  expect(error).toMatchObject({ kind: "trap", event: "overflow" });
  expect(error.message).not.toContain("panicked");
});

test(`${MANY} panics leave the next call working`, async () => {
  const driver = await load("misbehaving");
  for (let i = 0; i < MANY; i++) failure(() => driver.decodeOutput("panic", four));
  expect(driver.decodeOutput("zeros", four)).toBe("0000");
});

test("J14: a driver that takes all memory is stopped by its own maximum or the limit", async () => {
  const driver = await load("misbehaving", { limits: { memory: 16 << 20 } });
  expect(failure(() => driver.encodeInput("hoard", 0))).toMatchObject({
    kind: "limit_exceeded",
    message: "hoard: the driver needs more memory than the limit of 16777216 bytes",
  });
  expect(driver.encodeInput("zeros", 4)).toEqual(new Uint8Array(4));
});

test("J14: without a limit of the caller's, its own maximum is the limit", async () => {
  const driver = await load("misbehaving");
  expect(failure(() => driver.encodeInput("hoard", 0)).message).toBe("hoard: the driver needs more memory than the limit of 268435456 bytes");
});

test("a driver that never returns is ended", async () => {
  const driver = await runInWorker(file("misbehaving"), { timeout: 500 });
  try {
    expect((await failureOf(driver.encodeInput("spin", 0))).kind).toBe("timeout");
    expect(await driver.encodeInput("zeros", 4)).toEqual(new Uint8Array(4));
  } finally {
    driver.close();
  }
});
