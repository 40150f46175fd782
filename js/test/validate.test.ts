/** All mistakes of a value at once, each with its place. */
import { createContract, type DataDriverError, type Driver, type JsonInput, type JsonValue, runInWorker, validate } from "data-driver";
import { expect, inject, test } from "vitest";
import { failure } from "./support/failure.ts";
import { file, load } from "./support/files.ts";
import { mutate, random } from "./support/mutate.ts";

const KEY = "tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt";
const brief = (mistakes: DataDriverError[]) => mistakes.map(({ kind, pointer }) => `${kind} ${pointer}`);

test("J27: a form with many mistakes", async () => {
  const driver = await load("stake");
  const form = { chain_id: 256, keys: { account: KEY.slice(1), owner: { Account: KEY, Contract: "00" } }, value: "1.5", signature: { account: 5, ownr: "1" }, extra: null };
  const mistakes = validate(driver, "stake", form);
  expect(brief(mistakes)).toEqual([
    "invalid_value /chain_id",
    "wrong_length /keys/account",
    "invalid_value /keys/owner",
    "invalid_value /value",
    "wrong_type /signature/account",
    "missing_member /signature/owner",
    "unknown_member /signature/ownr",
    "unknown_member /extra",
  ]);
  expect(mistakes.map(({ message }) => message)).toEqual([
    "stake: /chain_id: expected an integer from 0 to 255, found 256",
    expect.stringMatching(/^stake: \/keys\/account: expected 96 bytes of base58, found 9[56]$/),
    "stake: /keys/owner: expected one of Account, Contract, found Account and Contract",
    'stake: /value: expected an integer from 0 to 18446744073709551615, as a number or a decimal string, found "1.5"',
    "stake: /signature/account: expected 48 bytes of base58, found 5",
    'stake: /signature/owner: member "owner" is missing',
    'stake: /signature/ownr: unknown member "ownr"',
    'stake: /extra: unknown member "extra"',
  ]);
  for (const mistake of mistakes) expect(mistake).toMatchObject({ function: "stake", code: 2 });
});

test("J27: nothing is wrong with what can be encoded", async () => {
  for (const name of ["stake", "transfer", "drc20"]) {
    const driver = await load(name);
    const bigints = await load(name, { integers: "bigint" });
    const goldens = inject("goldens").filter(({ contract, kind }) => contract === name && kind === "input");
    expect(goldens.length).toBeGreaterThan(5);
    for (const { name: fn, json } of goldens) {
      expect(validate(driver, fn, JSON.parse(json))).toEqual([]);
      expect(validate(bigints, fn, bigints.decodeInput(fn, driver.encodeInputJson(fn, json)))).toEqual([]);
    }
  }
});

test("J27: what no schema knows is found by encoding", async () => {
  const driver = await load("stake");
  expect(brief(validate(driver, "get_stake", "1".repeat(96)))).toEqual(["invalid_value "]);
  expect(brief(validate(driver, "nowhere", 1))).toEqual(["unknown_function undefined"]);
  // Deployed drivers have no schema of types, and say one thing at a time.
  expect(brief(validate(await load("deployed-forge"), "set_gas_limit", "five"))).toEqual(["other undefined"]);
  expect(validate(await load("deployed-forge"), "set_gas_limit", 2n ** 60n)).toEqual([]);
  expect(failure(() => validate(fixture, "trap", 1)).kind).toBe("trap");
});
const fixture = await load("fixture/plain");

test("J27: odd values, each in its place", async () => {
  const driver = await load("shapes");
  const strange = { signedTiny: new Date(0), unsignedShort: () => 1, signedNarrow: NaN, letter: "ab", ratio: Infinity, nothing: 0, pair: [1n, null, 3], bySigned: new Map([[1, "yes"]]), key: new Uint8Array(3) };
  expect(brief(validate(driver, "others", strange))).toEqual([
    "wrong_type /signedTiny",
    "invalid_value /unsignedShort",
    "invalid_value /signedNarrow",
    "wrong_length /letter",
    "wrong_type /nothing",
    "wrong_length /pair",
    "wrong_type /bySigned/1",
    "wrong_length /key",
  ]);
});

test("J27: on a worker, and of a contract on a worker", async () => {
  const worker = await runInWorker(file("drc20"));
  const contract = await createContract(worker);
  expect(brief(await validate(worker, "transfer", { to: { Nobody: "" } }))).toEqual(["wrong_type /to", "missing_member /value"]);
  expect(await validate(contract.driver, "transfer", { to: { Contract: "00".repeat(32) }, value: 5n })).toEqual([]);
  const bytes = await contract.encode.transfer!({ to: { Contract: "00".repeat(32) }, value: 5n });
  expect(await contract.decodeInput.transfer!(bytes)).toEqual({ to: { Contract: "00".repeat(32) }, value: "5" });
  expect(contract.names.events).toEqual(["transfer", "approval"]);
  expect(failure(() => contract.encode.transfre).kind).toBe("unknown_function");
  worker.close();
});

const ROUNDS = 600;
for (const [seed, name] of ["stake", "transfer", "drc20", "shapes"].entries()) {
  test(`J24, J27: ${name}: there is a mistake where the driver refuses, and none where it takes`, async () => {
    const driver: Driver = await load(name);
    const goldens = inject("goldens").filter(({ contract, kind }) => contract === name && kind === "input");
    const values: [string, JsonValue][] = name === "shapes" ? SHAPES : goldens.map(({ name: fn, json }) => [fn, JSON.parse(json) as JsonValue]);
    const next = random(seed);
    let refused = 0;
    for (let i = 0; i < ROUNDS; i++) {
      const [fn, value] = values[i % values.length]!;
      const changed = mutate(value, next);
      const mistakes = validate(driver, fn, changed);
      let error: DataDriverError | undefined;
      try {
        driver.encodeInput(fn, changed as JsonInput);
      } catch (thrown) {
        error = thrown as DataDriverError;
        // It is about the value: that the text made of it is no JSON cannot be.
        expect(error.kind, `${JSON.stringify(changed)}: ${error.message}`).not.toBe("invalid_json");
      }
      const text = `${fn} ${JSON.stringify(changed)}: ${error?.message} / ${mistakes.map(({ message }) => message).join("; ")}`;
      expect(mistakes.length > 0, text).toBe(error !== undefined);
      if (!error) continue;
      refused++;
      // One of them is the one that the driver found, at its place or around it.
      const isThere = mistakes.some(({ pointer = "" }) => pointer.startsWith(error.pointer ?? "") || error.pointer?.startsWith(pointer));
      expect(isThere, text).toBe(true);
    }
    expect(refused).toBeGreaterThan(ROUNDS / 4);
  });
}

/** Values of the driver that has no golden ones. */
const SHAPES: [string, JsonValue][] = [
  ["unsigned", "18446744073709551615"],
  ["pair", ["7", "-170141183460469231731687303715884105728"]],
  ["bytes", { fixed: "00ff00ff", any: [1, "2"] }],
  ["tagged", [{ kind: "Number", value: 7 }, { kind: "Text", text: "a" }, { kind: "Wrapped", fixed: "01020304", any: "" }, { kind: "Nothing" }]],
  ["tagged", [{ kind: "Mixed", bound: "7", list: [null, "-7"], bytes: "00", side: { "far-right": "7" }, note: null }]],
  ["tree", { value: "1", branches: [{ value: 2, branches: [] }] }],
  ["others", { signedTiny: -128, unsignedShort: 65535, signedNarrow: "-2147483648", letter: "é", ratio: 1.5, nothing: null, pair: ["1", null], bySigned: { "-1": true }, key: "02".repeat(33) }],
];
