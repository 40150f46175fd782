/** Values and a driver that says nothing of its types, made as deployed ones are: `test/deployed`. */
import type { JsonInput, JsonValue } from "data-driver";
import { createContract, identify } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load, toHex } from "./support/files.ts";

const forge = () => load("deployed-forge");
const U64_MAX = 2n ** 64n - 1n;
const id = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);

/** What the driver makes of a value, read back as JSON text. */
async function through(fn: string, value: JsonInput): Promise<unknown> {
  const driver = await forge();
  return driver.decodeInputJson(fn, driver.encodeInput(fn, value));
}

test("D3: big integers reach it with all digits", async () => {
  for (const value of [U64_MAX, `${U64_MAX}`]) expect(await through("set_gas_limit", value)).toBe(`${U64_MAX}`);
  for (const value of [2n ** 53n, 0n, 5, "5"]) expect(await through("set_gas_limit", value)).toBe(`${value}`);
  expect(await through("set", { DepositFee: U64_MAX })).toBe(`{"DepositFee":${U64_MAX}}`);
  expect(await through("triple", [1n, -(2n ** 63n), "7"])).toBe(`[1,${-(2n ** 63n)},"7"]`);
  // The driver writes no integer of 128 bits that is wider than 64, but takes it.
  expect(toHex((await forge()).encodeInput("triple", [U64_MAX, 2n ** 127n - 2n, "7"]))).toContain(`fe${"ff".repeat(14)}7f`);
});

test("D3: a Uint8Array is an array to it", async () => {
  expect(JSON.parse((await through("pair", [7n, id])) as string)).toEqual([7, [...id]]);
  expect(JSON.parse((await through("set", { Owner: id })) as string)).toEqual({ Owner: [...id] });
  expect(await through("tagged", { kind: "A", value: U64_MAX, id: id.subarray(0, 4) })).toBe(`{"id":[255,254,253,252],"kind":"A","value":${U64_MAX}}`);
});

test("T3: what it says at length is learned from, though an error has a part of it only", async () => {
  const data = new Uint8Array(30_000).fill(7);
  expect((await forge()).encodeInput("deposit", { to: id, amounts: [1n], memo: "12", data, limit: null }).length).toBeGreaterThan(data.length);
});

test("D3: lists, maps and structs of them", async () => {
  const deposit = { to: id, amounts: Array.from({ length: 300 }, (_, i) => U64_MAX - BigInt(i)), memo: "12", data: new Uint8Array([1, 2]), limit: -5n };
  expect(JSON.parse(((await through("deposit", deposit)) as string).replaceAll(/\d{17,}/g, '"$&"'))).toEqual({
    to: [...id],
    amounts: deposit.amounts.map(String),
    memo: "12",
    data: [1, 2],
    limit: -5,
  });
  const names = Array.from({ length: 300 }, (_, i) => `name ${i}`);
  for (const mint of [Object.fromEntries(names.map((name, i) => [name, BigInt(i)])), new Map(names.map((name, i) => [name, `${i}`]))]) {
    expect(JSON.parse((await through("mint", mint)) as string)).toEqual(Object.fromEntries(names.map((name, i) => [name, i])));
  }
  const batch = Array.from({ length: 200 }, (_, i) => ({ amount: BigInt(i), note: `${i}`, to: id.subarray(0, 4) }));
  const paid = JSON.parse((await through("batch", batch)) as string) as unknown[];
  expect(paid).toEqual(batch.map(({ amount, note }) => ({ amount: Number(amount), note, to: [255, 254, 253, 252] })));
});

test("D3: what was decoded can be encoded", async () => {
  const driver = await forge();
  for (const [fn, value] of [
    ["set_gas_limit", U64_MAX],
    ["set", { DepositFee: `${U64_MAX}` }],
    ["set", { Owner: id }],
    ["set", "Paused"],
    ["deposit", { to: id, amounts: [1n, U64_MAX], memo: `"${U64_MAX}`, data: new Uint8Array(), limit: null }],
    ["triple", [U64_MAX, -5n, `${U64_MAX}`]],
    ["say", `${U64_MAX}`],
    ["ratio", 0.1],
    ["ratio", 1e20],
    ["ratio", -0],
    ["ratio", 5e-324],
    ["pause", null],
  ] as [string, JsonInput][]) {
    const bytes = driver.encodeInput(fn, value);
    expect(driver.encodeInput(fn, driver.decodeInput(fn, bytes)), fn).toEqual(bytes);
    // And as an output, which has other forms.
    expect(driver.encodeInput(fn, driver.decodeOutput(fn, bytes)), fn).toEqual(bytes);
  }
  expect(driver.decodeInput("ratio", driver.encodeInput("ratio", 1e20))).toBe(1e20);
  expect(driver.decodeInput("ratio", driver.encodeInput("ratio", -0))).toBe(-0);
  expect(driver.decodeInput("set_gas_limit", driver.encodeInput("set_gas_limit", -0))).toBe(0);
});

test("D3: what it cannot be is an error, of the caller or in the driver's words", async () => {
  const driver = await forge();
  for (let again = 0; again < 2; again++) {
    expect(failure(() => driver.encodeInput("deposit", { to: id, amounts: [1n, 2 ** 60], memo: "", data: id, limit: null }))).toMatchObject({
      kind: "invalid_value",
      function: "deposit",
      pointer: "/amounts/1",
      expected: "a bigint or a decimal string",
    });
    for (const [fn, value, words] of [
      ["set_gas_limit", "five", 'string \\"five\\", expected u64'],
      ["set_gas_limit", "", 'string \\"\\", expected u64'],
      ["set_gas_limit", U64_MAX + 1n, "expected u64"],
      ["say", 5, "integer `5`, expected a string"],
      ["ratio", "5", 'string \\"5\\", expected f64'],
      ["pair", [1n, "00"], "expected an array of length 32"],
      ["nowhere", 5n, "Unsupported"],
    ] as const) {
      const error = failure(() => driver.encodeInput(fn, value));
      expect(error).toMatchObject({ function: fn, kind: fn === "nowhere" ? "unsupported" : "other" });
      expect(error.message).toContain(words);
    }
    // Bytes where it wants an integer.
    expect(failure(() => driver.encodeInput("set_gas_limit", id))).toMatchObject({ kind: "invalid_value", found: "a Uint8Array" });
  }
});

test("D2: events listed under several topics are found", async () => {
  const contract = createContract(await forge());
  expect(contract.names.events).toEqual(["deposit", "deposit_v1"]);
  const bytes = contract.encode.deposit!({ to: id, amounts: [], memo: "", data: [], limit: null });
  expect((contract.events.deposit!(bytes) as Record<string, JsonValue>).memo).toBe("");
  expect(identify(contract, bytes).map(({ kind, name }) => `${kind} ${name}`)).toContain("event deposit");
});

test("D6: a topic that such a schema does not list is tried", async () => {
  const contract = createContract(await load("fixture/rust-topics"));
  expect(contract.names.events).toEqual(["events::Echo::TOPIC"]);
  expect(contract.events.echo!(new TextEncoder().encode("[1]"))).toEqual([1]);
  expect(identify(contract, new TextEncoder().encode("7"), "echo")).toEqual([{ kind: "event", name: "echo", value: 7 }]);
  expect(failure(() => contract.events.xyz!(new Uint8Array()))).toMatchObject({ kind: "invalid_input", event: "xyz" });
});
