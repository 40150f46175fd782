/** Schemas of strangers, and of drivers that are newer than this package. */
import { type JsonInput, runInWorker, validate } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("J7: a schema that doubles with each level is given up at once", async () => {
  const words = "the driver's schema has a type with more than 1024 alternatives";
  const driver = await load("fixture/hostile", { integers: "bigint" });
  const worker = await runInWorker(file("fixture/hostile"), { integers: "bigint" });
  for (const call of [() => driver.decodeInput("echo", bytes("{}")), () => driver.decodeEvent("echo", bytes("{}")), () => driver.encodeInput("echo", new Uint8Array(1)), () => validate(driver, "echo", {})]) {
    const error = failure(call);
    expect(error.kind).toBe("bad_driver");
    expect(error.message).toContain(words);
  }
  expect((await failureOf(worker.decodeOutput("echo", bytes("{}")))).message).toBe(`echo: ${words}`);
  worker.close();
});

test("formats: units, 0x, 256 bits, and what is not known", async () => {
  const driver = await load("fixture/formats");
  const written = (value: JsonInput) => new TextDecoder().decode(driver.encodeInput("echo", value));
  const two = new Uint8Array([0, 255]);
  expect(written({ amount: 5n, wide: 2n ** 256n - 1n, hex0x: two, list: two, later: two })).toBe(
    `{"amount":"5","wide":"${2n ** 256n - 1n}","hex0x":"0x00ff","list":[0,255],"later":"00ff"}`,
  );
  // M5: what JSON has no number for.
  expect([NaN, Infinity, -Infinity, -0, 1e20].map((float) => written({ float }))).toEqual(['{"float":"NaN"}', '{"float":"Infinity"}', '{"float":"-Infinity"}', '{"float":-0}', '{"float":1e+20}']);
  for (const float of [NaN, Infinity, 0.5, "NaN", "-Infinity"]) expect(validate(driver, "echo", { float })).toEqual([]);
  for (const [value, pointer, found] of [
    [{ float: two }, "/float", "a Uint8Array"],
    [{ address: two }, "/address", "a Uint8Array"],
    [{ text: two }, "/text", "a Uint8Array"],
    [{ amount: two }, "/amount", "a Uint8Array"],
    [{ wide: 2 ** 60 }, "/wide", `${2 ** 60}`],
  ] as const) {
    expect(failure(() => driver.encodeInput("echo", value))).toMatchObject({ kind: "invalid_value", function: "echo", pointer, found });
  }
  expect(validate(driver, "echo", { amount: "5", wide: `${2n ** 256n - 1n}`, signed: -(2n ** 255n), hex0x: "0x00ff", address: "tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb", later: "bc1q" })).toEqual([]);
  const wrong = { amount: 2n ** 64n, wide: 2n ** 256n, signed: 2n ** 255n, hex0x: "00fg", float: "nan", address: "KT1VSU", text: 5 };
  expect(validate(driver, "echo", wrong).map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    "invalid_value /amount",
    "invalid_value /wide",
    "invalid_value /signed",
    "invalid_value /hex0x",
    "invalid_value /float",
    "invalid_value /address",
    "wrong_type /text",
  ]);
  const bigints = await load("fixture/formats", { integers: "bigint" });
  expect(bigints.decodeOutput("echo", bytes(`["${2n ** 256n - 1n}"]`))).toEqual([2n ** 256n - 1n]);
});
