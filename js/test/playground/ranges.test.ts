import { DataDriverError, type Driver, type DriverSchema, type JsonValue } from "data-driver";
import { expect, inject, test } from "vitest";
import { findOwners, isPlace, type Owners, rangesOf, UNUSED } from "../../playground/src/ranges.ts";
import { shapeAt, shapeOf } from "../../playground/src/shape.ts";
import { isWithin } from "../../playground/src/pointer.ts";
import { fromHex, load } from "../support/files.ts";

const golden = (file: string) => inject("goldens").find((one) => one.file === file)!;

async function ownersOf(driver: Driver, fn: string, bytes: Uint8Array): Promise<Owners> {
  const decode = async (changed: Uint8Array): Promise<JsonValue | undefined> => {
    try {
      return driver.decodeInput(fn, changed);
    } catch (error) {
      if (error instanceof DataDriverError) return undefined;
      throw error;
    }
  };
  const { functions, $defs } = driver.schema() as DriverSchema;
  const shape = shapeOf(functions!.find(({ name }) => name === fn)!.inputSchema!, $defs!);
  const isKey = (pointer: string) => (shapeAt(shape, pointer) as { encoding?: string } | undefined)?.encoding === "base58";
  return (await findOwners(bytes, driver.decodeInput(fn, bytes), decode, isKey))!;
}

test("what another value changes in the bytes is what was said to be that value's", async () => {
  const driver = await load("stake");
  const value = JSON.parse(golden("input/stake.example.json").json);
  const other = JSON.parse(golden("input/stake.b.json").json);
  const bytes = driver.encodeInput("stake", value);
  const owners = await ownersOf(driver, "stake", bytes);
  expect(owners.length).toBe(bytes.length);

  const changes: [string, JsonValue][] = [
    ["/chain_id", { ...value, chain_id: 250 }],
    ["/value", { ...value, value: "18446744073709551615" }],
    ["/keys/account", { ...value, keys: { ...value.keys, account: other.keys.account } }],
    ["/signature/account", { ...value, signature: { ...value.signature, account: other.signature.account } }],
    ["/signature/owner", { ...value, signature: { ...value.signature, owner: other.signature.account } }],
    ["/keys/owner", { ...value, keys: { ...value.keys, owner: { Contract: "ab".repeat(32) } } }],
  ];
  for (const [pointer, changed] of changes) {
    const result = driver.encodeInput("stake", changed);
    const places = owners.filter((_, at) => result[at] !== bytes[at]);
    expect(places.length).toBeGreaterThan(0);
    // Of another variant some bytes lie where there was nothing before.
    for (const owner of places) expect([pointer, isWithin(owner, pointer) || (pointer === "/keys/owner" && owner === UNUSED)]).toEqual([pointer, true]);
  }
});

test("a key's bytes are all its own, though most of them decide about one bit of its text", async () => {
  const driver = await load("stake");
  const ranges = rangesOf(await ownersOf(driver, "stake", fromHex(golden("input/stake.example.json").hex)));
  // Two coordinates of 96 or of 48 bytes, and whether it is the point at infinity.
  expect(ranges.get("/keys/account")).toEqual([[208, 401]]);
  expect(ranges.get("/keys/owner/Account")).toEqual([[8, 201]]);
  expect(ranges.get("/signature/account")).toEqual([[416, 513]]);
});

test("integers are where rkyv has them", async () => {
  const driver = await load("stake");
  const ranges = rangesOf(await ownersOf(driver, "set_config", driver.encodeInput("set_config", { warnings: 1, minimum_stake: 5 })));
  expect([...ranges].filter(([owner]) => isPlace(owner))).toEqual([
    ["/minimum_stake", [[0, 8]]],
    ["/warnings", [[8, 9]]],
  ]);
  // What rkyv fills up with.
  expect(ranges.get(UNUSED)).toEqual([[9, 16]]);
});

test("a text and the pointer to it are both the text's", async () => {
  const driver = await load("shapes");
  const value = "a text that is longer than what rkyv keeps inside";
  const bytes = driver.encodeInput("text", value);
  // The whole value is no place in it.
  expect((await ownersOf(driver, "text", bytes)).filter(isPlace)).toEqual([]);

  const blob = driver.encodeInput("bytes", { fixed: "01020304", any: "ff".repeat(10) });
  const ranges = rangesOf(await ownersOf(driver, "bytes", blob));
  expect(ranges.get("/any")![0]).toEqual([0, 10]);
  expect(ranges.get(UNUSED)![0]).toEqual([10, 12]);
  expect(ranges.get("/fixed")!.map(([start, end]) => end - start)).toEqual([4]);
});

test("a search that is no longer wanted ends, and a driver that breaks ends it too", async () => {
  const bytes = fromHex("00".repeat(500));
  let asked = 0;
  const decode = async () => (asked++, null);
  expect(await findOwners(bytes, null, decode, () => false, () => false)).toBe(undefined);
  expect(asked).toBeLessThan(300);
  await expect(findOwners(bytes, null, () => Promise.reject(new Error("trap")), () => false)).rejects.toThrow("trap");
});
