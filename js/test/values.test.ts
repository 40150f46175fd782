import type { JsonInput } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load } from "./support/files.ts";

const U64_MAX = 2n ** 64n - 1n;
const I128_MIN = -(2n ** 127n);

async function written(value: JsonInput): Promise<string> {
  return new TextDecoder().decode((await load("fixture/plain")).encodeInput("echo", value));
}

test("a bigint becomes a decimal string, wherever it is", async () => {
  expect(await written(U64_MAX)).toBe('"18446744073709551615"');
  expect(await written({ a: [U64_MAX, { b: I128_MIN }], c: 0n })).toBe(
    '{"a":["18446744073709551615",{"b":"-170141183460469231731687303715884105728"}],"c":"0"}',
  );
});

test("bytes become hex", async () => {
  expect(await written({ id: new Uint8Array([0, 1, 0xab, 0xff]), none: new Uint8Array() })).toBe('{"id":"0001abff","none":""}');
});

test("nothing is null, and a string is a string", async () => {
  expect(await written(undefined)).toBe("null");
  expect(await written(null)).toBe("null");
  expect(await written('{"a":1}')).toBe('"{\\"a\\":1}"');
});

test("a number that may have lost digits is refused, and its place is told", async () => {
  const driver = await load("fixture/plain");
  for (const [value, pointer] of [
    [2 ** 53, ""],
    [[1, -(2 ** 60)], "/1"],
    [{ keys: { "a/b~c": [0, 1e300] } }, "/keys/a~1b~0c/1"],
    [{ "": NaN }, "/"],
    [[Infinity], "/0"],
  ] as const) {
    const error = failure(() => driver.encodeInput("stake", value as JsonInput));
    expect(error).toMatchObject({ kind: "invalid_value", function: "stake", pointer });
    expect(error.message).toMatch(/^stake: .*bigint/);
  }
  expect(await written([2 ** 53 - 1, 0.5, -1e-7])).toBe("[9007199254740991,0.5,-1e-7]");
});

test("a value that is no JSON is refused", async () => {
  const driver = await load("fixture/plain");
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  expect(failure(() => driver.encodeInput("echo", circle as JsonInput)).kind).toBe("invalid_value");
});

test("bare integers that a number does not hold come as decimal strings, and no other text changes", async () => {
  const driver = await load("fixture/plain");
  const decoded = (json: string) => driver.decodeEvent("echo", new TextEncoder().encode(json));
  expect(driver.decodeEvent("big", new Uint8Array())).toBe("18446744073709551615");
  expect(decoded("9007199254740991")).toBe(9007199254740991);
  expect(decoded("9007199254740992")).toBe("9007199254740992");
  expect(decoded("-9007199254740993")).toBe("-9007199254740993");
  expect(decoded('[18446744073709551615,{"a":-170141183460469231731687303715884105728}, 1]')).toEqual([
    "18446744073709551615",
    { a: "-170141183460469231731687303715884105728" },
    1,
  ]);
  expect(decoded('{"12345678901234567890":[12345678901234567890,"12345678901234567890"]}')).toEqual({
    "12345678901234567890": ["12345678901234567890", "12345678901234567890"],
  });
  expect(decoded(String.raw`["\",12345678901234567890,\\",12345678901234567890]`)).toEqual([
    '",12345678901234567890,\\',
    "12345678901234567890",
  ]);
  expect(decoded("[12345678901234567.5,1.2345678901234567e300,0]")).toEqual([12345678901234568, 1.2345678901234567e300, 0]);
});

test("members named like those of every object are members", async () => {
  const driver = await load("fixture/plain");
  const decoded = driver.decodeEvent("echo", new TextEncoder().encode('{"__proto__":1}'));
  expect(Object.keys(decoded as object)).toEqual(["__proto__"]);
});
