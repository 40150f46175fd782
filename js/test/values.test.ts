import { Ajv2020 } from "ajv/dist/2020.js";
import type { DriverSchema, JsonInput } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load, toHex } from "./support/files.ts";
import { random } from "./support/mutate.ts";

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

test("J3: without a type, a number that may have lost digits is no integer to any driver", async () => {
  const driver = await load("fixture/plain");
  expect(await written([2 ** 53, -(2 ** 60), 1e300, -0])).toBe("[9.007199254740992e+15,-1.152921504606847e+18,1e+300,-0]");
  expect(await written([2 ** 53 - 1, 0.5, -1e-7])).toBe("[9007199254740991,0.5,-1e-7]");
  for (const [value, pointer] of [
    [NaN, ""],
    [{ "": NaN }, "/"],
    [{ keys: { "a/b~c": [0, Infinity] } }, "/keys/a~1b~0c/1"],
    [[-Infinity], "/0"],
  ] as const) {
    const error = failure(() => driver.encodeInput("echo", value as JsonInput));
    expect(error).toMatchObject({ kind: "invalid_value", function: "echo", pointer });
    expect(error.message).toMatch(/^echo: .*finite number/);
  }
});

test("J3: a number from 2^53 on is no integer of a schema, and its place is told", async () => {
  const driver = await load("shapes");
  for (const [fn, value, pointer] of [
    ["unsigned", 2 ** 53, ""],
    ["pair", [1, -(2 ** 60)], "/1"],
    ["bytes", { fixed: [0, 0, 0, 1e300], any: [] }, "/fixed/3"],
    ["tree", { value: 1, branches: [{ value: NaN, branches: [] }] }, "/branches/0/value"],
  ] as const) {
    const error = failure(() => driver.encodeInput(fn, value as JsonInput));
    expect(error).toMatchObject({ kind: "invalid_value", function: fn, pointer });
    expect(error.message).toMatch(new RegExp(`^${fn}: .*bigint`));
  }
  expect(driver.encodeInput("pair", [-0, null])).toEqual(driver.encodeInput("pair", [0n, null]));
});

test("J3: a float keeps every bit", async () => {
  const driver = await load("shapes");
  const others = { signedTiny: -128, unsignedShort: 65535, signedNarrow: "7", letter: "é", nothing: null, pair: ["1", null], bySigned: { "-1": true }, key: "02".repeat(33) };
  const view = new DataView(new ArrayBuffer(8));
  const next = random(3);
  const any = () => {
    do {
      view.setUint32(0, next() * 2 ** 32);
      view.setUint32(4, next() * 2 ** 32);
    } while (!Number.isFinite(view.getFloat64(0)));
    return view.getFloat64(0);
  };
  const chosen = [-0, 0, 1e20, 2 ** 53, -(2 ** 63), 1e21, 1e300, 5e-324, Number.MAX_VALUE, 0.1];
  for (const ratio of [...chosen, ...Array.from({ length: 300 }, any)]) {
    const bytes = driver.encodeInput("others", { ...others, ratio });
    const decoded = driver.decodeInput("others", bytes);
    expect((decoded as { ratio: number }).ratio).toBe(ratio);
    view.setFloat64(0, ratio, true);
    expect(toHex(bytes)).toContain(toHex(new Uint8Array(view.buffer)));
    expect(driver.encodeInput("others", decoded)).toEqual(bytes);
  }
});

test("J13: long texts with what looks like an integer", async () => {
  const text = `${"x".repeat(4 << 20)} 1234567890123456 ${String.raw`\"`.repeat(1 << 20)}`;
  const json = JSON.stringify([text, 1]).replace(/,1]$/, ",12345678901234567890]");
  expect((await load("fixture/plain")).decodeOutput("echo", new TextEncoder().encode(json))).toEqual([text, "12345678901234567890"]);
});

test("J13: what goes wrong here is not called the driver's fault", async () => {
  const driver = await load("fixture/plain");
  const mine = () => {
    throw new RangeError("mine");
  };
  const events = [{ topic: "echo", data: new Proxy(new Uint8Array(), { getPrototypeOf: mine }) }];
  expect(driver.decodeEvents(events)).toMatchObject([{ topic: "echo", error: { kind: "host", event: "echo", message: "echo: mine" } }]);
  expect(driver.decodeEvent("echo", new TextEncoder().encode("1"))).toBe(1);
});

test("J12: the schema is one to any validator", async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const name of ["stake", "transfer", "drc20", "shapes"]) {
    const { functions = [], events = [], $defs = {} } = (await load(name)).schema() as DriverSchema;
    const schemas = [...functions.flatMap(({ inputSchema, outputSchema }) => [inputSchema!, outputSchema!]), ...events.map(({ dataSchema }) => dataSchema!)];
    for (const schema of schemas) ajv.compile({ $defs, allOf: [schema] });
    expect($defs.u64!.maximum).toBe(Number(2n ** 64n - 1n));
  }
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
