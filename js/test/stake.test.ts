/** Real drivers on real values: ours and the one that Dusk deployed. */
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load, toHex } from "./support/files.ts";
import { MANY } from "./support/many.ts";

/** The stake call of the specification; the deployed driver makes 632 bytes of it. */
const KEY =
  "tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt";
const SIGNATURE = "7kP8oaxopsWi7g6kNGtX3PHVekMF8RKRRx74tqoo1xLmh2zGVN2FmJ5EFg7UJV9stk";
const STAKE = {
  chain_id: 1,
  keys: { account: KEY, owner: { Account: KEY } },
  signature: { account: SIGNATURE, owner: SIGNATURE },
  value: 4014086097495n,
};

test("both drivers make the same bytes of the specification's stake call", async () => {
  const [ours, deployed] = [await load("stake"), await load("deployed-stake")];
  const bytes = deployed.encodeInput("stake", STAKE);
  expect(bytes.length).toBe(632);
  expect(toHex(ours.encodeInput("stake", STAKE))).toBe(toHex(bytes));
  expect(ours.decodeInput("stake", bytes)).toEqual({ ...STAKE, value: "4014086097495" });
  expect(deployed.decodeInput("stake", bytes)).toEqual(ours.decodeInput("stake", bytes));
});

for (const name of ["stake", "deployed-stake"]) {
  test(`${name}: the largest amount survives`, async () => {
    const driver = await load(name);
    const value = { ...STAKE, value: 2n ** 64n - 1n };
    expect(driver.decodeInput("stake", driver.encodeInput("stake", value))).toEqual({ ...value, value: "18446744073709551615" });
  });

  test(`${name}: an unknown function is the caller's mistake and is named`, async () => {
    const driver = await load(name);
    const error = failure(() => driver.encodeInput("stack", null));
    expect(error).toMatchObject({ code: 2 });
    expect(error.message).toContain("stack");
  });

  test(`${name}: an error with a name of 3,000 characters arrives whole`, async () => {
    const driver = await load(name);
    const error = failure(() => driver.encodeInput("x".repeat(3_000), null));
    // Ours quotes the beginning of a long name, the deployed one all of it.
    expect(error.message).toContain("x".repeat(64));
    expect(error.function?.length).toBe(3_000);
    expect(error.code).toBe(2);
  });

  test(`${name}: bytes that are not aligned decode`, async () => {
    const driver = await load(name);
    const bytes = driver.encodeInput("stake", STAKE);
    for (let offset = 0; offset < 16; offset++) {
      const shifted = new Uint8Array(offset + bytes.length);
      shifted.set(bytes, offset);
      expect(driver.decodeInput("stake", shifted.subarray(offset))).toEqual(driver.decodeInput("stake", bytes));
    }
  });
}

test("a deployed driver's words arrive however much they quote, as in Rust", async () => {
  const driver = await load("deployed-stake");
  const name = "\u0001".repeat(100_000);
  expect(failure(() => driver.encodeInputJson(name, "null")).message).toMatch(/: Unsupported\("fn_name (\\u\{1\}){100}.*…$/);
  const text = JSON.stringify("x".repeat(1_000_000));
  expect(failure(() => driver.encodeInputJson("stake", text)).message).toMatch(/^stake: Json\("invalid type: string .*x{500}…$/);
});

test(`${MANY} calls on a deployed driver that trap leave the next one working`, async () => {
  // Its `get_schema` traps, and 6,553 of these poison an instance for ever.
  const driver = await load("deployed-stake");
  for (let i = 0; i < MANY; i++) expect(failure(() => driver.schema()).kind).toBe("trap");
  expect(driver.encodeInput("stake", STAKE).length).toBe(632);
});

test("10,000 mixed calls do not grow the memory of our driver", async () => {
  const pages: WebAssembly.Memory[] = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      pages.push(this.exports.memory as WebAssembly.Memory);
    }
  };
  try {
    const driver = await load("stake");
    const bytes = driver.encodeInput("stake", STAKE);
    const size = () => pages.map(({ buffer }) => buffer.byteLength);
    const round = (i: number) => {
      driver.decodeInputJson("stake", bytes);
      failure(() => driver.encodeInput("stake", { wrong: i, long: "x".repeat(20_000) }));
      failure(() => driver.decodeEvent(`unknown${i}`, bytes));
      failure(() => driver.decodeInput("stake", bytes.subarray(i % bytes.length)));
    };
    for (let i = 1; i < 100; i++) round(i);
    const before = size();
    for (let i = 1; i < 2_500; i++) if (i % bytes.length) round(i);
    expect(size()).toEqual(before);
  } finally {
    WebAssembly.Instance = Instance;
  }
});

test("our driver tells its version", async () => {
  expect((await load("stake")).version()).toMatch(/^\d+\.\d+\.\d+$/);
});
