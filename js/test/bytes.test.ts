import { createContract, runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { file, fromHex, load } from "./support/files.ts";

/** A public key in both forms. */
const KEY =
  "tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt";
const KEY_BYTES = fromHex(
  "949f728c2a06534517f0ca4b6d3f47133308e00a59e81eb0a542bede5b6defb2a4b8c289ee175d70dd5c72008ac3bffc15d64aa4c8811ba798d0d66e3b11238375100fdff3c065f50151bdbc3af58a130c714f0ec33070ac6db41802857e82c9",
);
const CONTRACT = "ab".repeat(32);

test("bytes are taken where the schema says hex", async () => {
  const driver = await load("shapes", { integers: "bigint" });
  const bytes = { fixed: new Uint8Array([0, 1, 2, 255]), any: new Uint8Array() };
  expect(driver.decodeInput("bytes", driver.encodeInput("bytes", bytes))).toEqual({ fixed: "000102ff", any: "" });
  const short = failure(() => driver.encodeInput("bytes", { ...bytes, fixed: new Uint8Array(3) }));
  expect(short).toMatchObject({ kind: "wrong_length", pointer: "/fixed", expected: "4 bytes of hex", found: "3" });
});

test("bytes are taken where the schema says base58, inside of alternatives too", async () => {
  const [plain, typed] = [await load("drc20"), await load("drc20", { integers: "bigint" })];
  const onWorker = await runInWorker(file("drc20"), { integers: "bigint" });
  for (const [given, text] of [
    [{ External: KEY_BYTES }, { External: KEY }],
    [{ Contract: fromHex(CONTRACT) }, { Contract: CONTRACT }],
    [{ External: KEY }, { External: KEY }],
  ] as const) {
    const expected = plain.encodeInput("transfer", { to: text, value: 5 });
    const value = { to: given, value: 5n };
    expect(typed.encodeInput("transfer", value)).toEqual(expected);
    expect(createContract(typed).encode.transfer!(value)).toEqual(expected);
    expect(await onWorker.encodeInput("transfer", value)).toEqual(expected);
    // What was given is left as it was.
    expect(value.to).toBe(given);
  }
  onWorker.close();
});

test("a key can be the whole value, stand in a list and be of the wrong size", async () => {
  const typed = await load("stake", { integers: "bigint" });
  const expected = (await load("stake")).encodeInput("get_stake", KEY);
  expect(typed.encodeInput("get_stake", KEY_BYTES)).toEqual(expected);
  const rewards = [{ account: KEY_BYTES, value: 1n, reason: "Voter" }];
  expect(typed.decodeInput("reward", typed.encodeInput("reward", rewards))).toEqual([{ account: KEY, value: 1n, reason: "Voter" }]);
  const short = failure(() => typed.encodeInput("reward", [{ ...rewards[0]!, account: KEY_BYTES.subarray(1) }]));
  expect(short).toMatchObject({ kind: "wrong_length", pointer: "/0/account", expected: "96 bytes of base58", found: "95" });
});

test("zeros in front keep their places in base58", async () => {
  const typed = await load("drc20", { integers: "bigint" });
  for (const bytes of [new Uint8Array(3), new Uint8Array([0, 0, 1]), new Uint8Array([255, 255, 255]), new Uint8Array()]) {
    // Only the length is wrong, which the driver counts after it has read the text.
    const error = failure(() => typed.encodeInput("balance_of", { account: { External: bytes } }));
    expect(error).toMatchObject({ kind: "wrong_length", found: `${bytes.length}` });
  }
});

test("J26: bytes are base58 where the schema says so, also where integers are text", async () => {
  const driver = await load("drc20");
  const key = { account: { External: KEY_BYTES } };
  expect(createContract(driver).encode.balance_of!(key)).toEqual(driver.encodeInput("balance_of", { account: { External: KEY } }));
});
