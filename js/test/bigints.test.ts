import { expect, test } from "vitest";
import { failureOf } from "./support/failure.ts";
import { load } from "./support/files.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test("what the schema says is a wide integer is a bigint, whatever its size, and nothing else is", async () => {
  const driver = await load("fixture/typed", { integers: "bigint" });
  expect(driver.decodeInput("echo_amount", bytes("7"))).toBe(7n);
  expect(driver.decodeInput("echo_amount", bytes("18446744073709551615"))).toBe(2n ** 64n - 1n);
  expect(driver.decodeInput("echo_pair", bytes(["1", "1"]))).toEqual([1n, "1"]);
  expect(driver.decodeOutput("echo_pair", bytes(null))).toBe(null);
  expect(
    driver.decodeEvent(
      "echo_list",
      bytes([{ value: "-170141183460469231731687303715884105728", small: 3, note: "12", next: { value: "0", next: null }, balances: { a: "1" } }]),
    ),
  ).toEqual([{ value: -(2n ** 127n), small: 3, note: "12", next: { value: 0n, next: null }, balances: { a: 1n } }]);
});

test("the alternative that a value is of decides", async () => {
  const driver = await load("fixture/typed", { integers: "bigint" });
  expect(driver.decodeOutput("echo_amount", bytes("None"))).toBe("None");
  expect(driver.decodeOutput("echo_amount", bytes({ Account: "5" }))).toEqual({ Account: "5" });
  expect(driver.decodeOutput("echo_amount", bytes({ Amount: "5" }))).toEqual({ Amount: 5n });
});

test("what a bigint driver gives can be given to it", async () => {
  const driver = await load("fixture/typed", { integers: "bigint" });
  const value = driver.decodeInput("echo_amount", bytes("18446744073709551615"));
  expect(driver.encodeInput("echo_amount", value)).toEqual(bytes("18446744073709551615"));
});

test("the text stays text", async () => {
  const driver = await load("fixture/typed", { integers: "bigint" });
  expect(driver.decodeInputJson("echo_amount", bytes("7"))).toBe('"7"');
});

test("a driver whose schema has no types is refused instead of guessed at", async () => {
  for (const name of ["fixture/untyped", "fixture/schemaless", "fixture/plain", "deployed-stake"]) {
    expect((await failureOf(load(name, { integers: "bigint" }))).kind).toBe("load");
  }
  expect((await failureOf(load("fixture/untyped", { integers: "bigint" }))).message).toContain("schema has no types");
});
