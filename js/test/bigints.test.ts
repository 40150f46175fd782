import { runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, fromHex, load } from "./support/files.ts";

const U64_MAX = 2n ** 64n - 1n;
const U128_MAX = 2n ** 128n - 1n;
const I64_MIN = -(2n ** 63n);
const I128_MIN = -(2n ** 127n);
const I128_MAX = 2n ** 127n - 1n;

/** A value of the driver `shapes` with these integers wherever an integer can be. */
function everything({ u64, i64, u128, i128 }: Record<"u64" | "i64" | "u128" | "i128", bigint>) {
  return {
    integers: { tiny: 255, short: -32768, narrow: 2 ** 32 - 1, wide: u64, wide_signed: i64, huge: u128, huge_signed: i128 },
    maybe: u128,
    list: [i64, 0n],
    array: [i128, -i128 - 1n],
    tuple: [u64, "18446744073709551615", i128],
    by_name: { small: u64, constructor: 1n },
    by_number: { "18446744073709551615": i128, "0": null },
    choices: [
      "Nothing",
      { Amount: u64 },
      { Name: "7" },
      { Both: [i128, "-5"] },
      { Range: { from: u64, to: null } },
      { Range: { from: 0n, to: u64 } },
    ],
    bytes: { fixed: "00010203", any: "99" },
    flag: true,
    note: "12345678901234567890",
  };
}

const EXTREMES = [
  { u64: U64_MAX, i64: I64_MIN, u128: U128_MAX, i128: I128_MIN },
  { u64: 2n ** 53n + 1n, i64: -(2n ** 53n) - 1n, u128: 2n ** 64n, i128: I128_MAX },
  { u64: 0n, i64: -1n, u128: 1n, i128: 0n },
];

test("integers are exact in every position, in all four conversions", async () => {
  const driver = await load("shapes", { integers: "bigint" });
  for (const integers of EXTREMES) {
    const value = everything(integers);
    const bytes = driver.encodeInput("everything", value);
    expect(driver.decodeInput("everything", bytes)).toEqual(value);
    expect(driver.decodeOutput("everything", bytes)).toEqual(value);
    expect(driver.decodeEvent("everything", bytes)).toEqual(value);
  }
});

test("as decimal strings, too", async () => {
  const driver = await load("shapes");
  for (const integers of EXTREMES) {
    const bytes = driver.encodeInput("everything", everything(integers));
    const texts = JSON.parse(JSON.stringify(everything(integers), (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)));
    expect(driver.decodeInput("everything", bytes)).toEqual(texts);
    expect(driver.encodeInput("everything", texts)).toEqual(bytes);
  }
});

test("a single integer, several parameters and a type that contains itself", async () => {
  const driver = await load("shapes", { integers: "bigint" });
  for (const [name, value] of [
    ["unsigned", 7n],
    ["unsigned", U64_MAX],
    ["signed", I128_MIN],
    ["signed", I128_MAX],
    ["pair", [U64_MAX, I128_MIN]],
    ["pair", [0n, null]],
    ["text", "18446744073709551615"],
    ["tagged", [{ kind: "Number", value: I64_MIN }, { kind: "Text", text: "5" }]],
    ["tree", { value: 1n, branches: [{ value: U64_MAX, branches: [] }, { value: 2n, branches: [{ value: 3n, branches: [] }] }] }],
    ["nothing", null],
  ] as const) {
    expect(driver.decodeInput(name, driver.encodeInput(name, value))).toEqual(value);
  }
  expect(driver.decodeEvent("signed", driver.encodeInput("signed", I128_MIN))).toBe(I128_MIN);
});

test("numbers and strings are taken beside bigints, and one above the type's range is the driver's error", async () => {
  const driver = await load("shapes", { integers: "bigint" });
  for (const value of [5, 5n, "5"]) expect(driver.decodeInput("unsigned", driver.encodeInput("unsigned", value))).toBe(5n);
  const error = failure(() => driver.encodeInput("pair", [1n, 2n ** 127n]));
  expect(error).toMatchObject({ function: "pair", kind: "invalid_value", pointer: "/1", found: `"${2n ** 127n}"` });
});

test("real values: an amount is a bigint, a key is text, a count is a number", async () => {
  const driver = await load("stake", { integers: "bigint" });
  const stake = driver.decodeOutput("burnt_amount", fromHex("ffffffffffffffff"));
  expect(stake).toBe(U64_MAX);
  const config = driver.encodeInput("set_config", { warnings: 2, minimum_stake: 1_000_000_000_000n });
  expect(driver.decodeOutput("get_config", config)).toEqual({ warnings: 2, minimum_stake: 1_000_000_000_000n });
});

test("the text stays text", async () => {
  const driver = await load("shapes", { integers: "bigint" });
  expect(driver.decodeInputJson("unsigned", driver.encodeInputJson("unsigned", "7"))).toBe('"7"');
});

test("on a worker, too", async () => {
  const driver = await runInWorker(file("shapes"), { integers: "bigint" });
  const value = everything(EXTREMES[0]!);
  const bytes = await driver.encodeInput("everything", value);
  expect(await driver.decodeOutput("everything", bytes)).toEqual(value);
  expect((await failureOf(driver.decodeOutput("nope", bytes))).kind).toBe("unknown_function");
  driver.close();
  expect((await failureOf(runInWorker(file("fixture/untyped"), { integers: "bigint" }))).message).toContain("full schema");
});

test("a driver whose schema has no types is refused instead of guessed at", async () => {
  for (const name of ["fixture/untyped", "fixture/schemaless", "fixture/plain", "deployed-stake"]) {
    const error = await failureOf(load(name, { integers: "bigint" }));
    expect(error).toMatchObject({ kind: "load" });
    expect(error.message).toMatch(/full schema|get_schema|trapped/);
  }
  expect((await failureOf(load("fixture/untyped", { integers: "bigint" }))).message).toBe(
    'integers: "bigint" needs a driver with a full schema, and this one\'s has no types; the values have to stay text',
  );
});

test("a driver that does not keep to its schema is told so", async () => {
  const driver = await load("fixture/false-schema", { integers: "bigint" });
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(driver.decodeInput("echo", bytes('"5"'))).toBe(5n);
  for (const text of ['"five"', '"0x5"', '""', "1.5", "{}", "null"]) {
    const error = failure(() => driver.decodeInput("echo", bytes(text)));
    expect(error).toMatchObject({ kind: "bad_driver", function: "echo" });
    expect(error.message).toBe(`echo: it gave ${text} where the driver's schema says integer`);
  }
  // What is not of the type at all is not converted.
  expect(driver.decodeOutput("echo", bytes('{"a":"1"}'))).toEqual({ a: "1" });
  for (const [method, name] of [
    ["decodeInput", "echo_nowhere"],
    ["decodeOutput", "echo_nowhere"],
    ["decodeInput", "echo_circle"],
  ] as const) {
    const error = failure(() => driver[method](name, bytes("[]")));
    expect(error).toMatchObject({ kind: "bad_driver", function: name });
    expect(error.message).toContain("the driver's schema");
  }
  expect(failure(() => driver.decodeOutput("echo_circle", bytes("[]")))).toMatchObject({ kind: "unsupported", function: "echo_circle" });
  expect(failure(() => driver.decodeEvent("echo", bytes("[]")))).toMatchObject({ kind: "unsupported", event: "echo" });
  // What needs no type needs no schema.
  expect(driver.encodeInput("echo_nowhere", [1])).toEqual(bytes("[1]"));
  expect(failure(() => driver.encodeInput("echo_nowhere", [new Uint8Array()]))).toMatchObject({ kind: "bad_driver", function: "echo_nowhere" });
});
