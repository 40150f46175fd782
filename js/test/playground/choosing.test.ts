/** What is shown first, what examples are called, and names that are found. */
import type { Driver, DriverSchema } from "data-driver";
import { expect, inject, test } from "vitest";
import { type Asked, discover, refusalOf } from "../../playground/src/discover.ts";
import { examplesOf } from "../../playground/src/examples.ts";
import { firstOf } from "../../playground/src/first.ts";
import { namesInside } from "../../playground/src/namesInside.ts";
import type { Vector } from "../../playground/src/session.ts";
import { file, load } from "../support/files.ts";

const schema = async (name: string) => (await load(name)).schema() as DriverSchema;
const asAsked = (driver: Driver): Asked =>
  Object.fromEntries((["decodeInput", "decodeOutput", "decodeEvent"] as const).map((method) => [method, async (name: string, bytes: Uint8Array) => driver[method](name, bytes)])) as unknown as Asked;

test("P11: what people know a contract for comes first, never what sets it up", async () => {
  expect(firstOf(await schema("stake"), [])).toEqual({ what: "input", name: "stake" });
  expect(firstOf(await schema("drc20"), [])).toEqual({ what: "input", name: "transfer" });
  expect(firstOf(await schema("pink-runtime"), [])).toEqual({ what: "input", name: "ecall.deposit" });
  expect(firstOf(await schema("transfer"), [])).toEqual({ what: "event", name: "moonlight" });
  const functions = [{ name: "init", kind: "transaction" as const }, { name: "look", kind: "query" as const }, { name: "vote", kind: "transaction" as const }, { name: "close", kind: "transaction" as const }];
  expect(firstOf({ functions }, [])?.name).toBe("vote");
  expect(firstOf({ functions }, [{ what: "input", name: "close", json: "null", bytes: "" }])?.name).toBe("close");
  expect(firstOf({ functions: [{ name: "init" }] }, [])?.name).toBe("init");
  expect(firstOf({ events: [{ topic: "paid" }] }, [])).toEqual({ what: "event", name: "paid" });
  expect(firstOf({}, [])).toBe(undefined);
});

test("P11: examples are called after what they are, and told apart by what they hold", () => {
  const vectors = (...cases: [string | undefined, unknown][]): Vector[] =>
    cases.map(([title, value]) => ({ what: "input", name: "pay", ...(title && { case: title }), json: JSON.stringify(value), bytes: "00" }));
  const labels = (...cases: [string | undefined, unknown][]) => examplesOf(vectors(...cases), { what: "input", name: "pay" }).map(({ label }) => label);
  expect(labels([undefined, { to: "x", value: "1000000" }], ["b", { to: "x", value: "5" }])).toEqual(["Example 1: value 1,000,000", "Example 2: value 5"]);
  expect(labels([undefined, []], ["out_of_gas", null], ["example", [1]])).toEqual(["Example 1: 1 item", "Out of gas: none", "Example 2: 0 items"]);
  expect(labels([undefined, { Contract: "ab" }])).toEqual(["Example: Contract"]);
  expect(labels([undefined, "a text that is much too long"])).toEqual(["Example: a text that is…"]);
});

test("P9: the names that a deployed driver does not tell are found in its file", async () => {
  const driver = await load("deployed-stake");
  const { functions, events } = await discover(asAsked(driver), [], namesInside(file("deployed-stake")));
  expect(events.sort()).toEqual(["hard_slash", "reward", "slash", "stake", "unstake", "withdraw"]);
  for (const name of ["stake", "unstake", "withdraw", "get_stake", "get_stake_keys", "stake_from_contract", "stakes", "get_config"]) expect(functions).toContain(name);
  // And no others: what goldens there are says which there can be.
  const known = new Set(inject("goldens").filter(({ contract }) => contract === "stake").map(({ name }) => name));
  expect(functions.filter((name) => !known.has(name))).toEqual([]);
});

test("P9: a driver that takes any name has none to be found", async () => {
  expect(await discover(asAsked(await load("misbehaving")), ["spin"], ["zeros"])).toEqual({ functions: [], events: [] });
});

test("P9: of a name that is not known the driver's own proposals are taken", async () => {
  const stake = asAsked(await load("stake"));
  expect(await refusalOf(stake, { what: "input", name: "get_stakes" })).toContain("get_stake");
  expect(await refusalOf(stake, { what: "event", name: "rewards" })).toEqual(["reward"]);
  expect(await refusalOf(stake, { what: "event", name: "reward" })).toBe(undefined);
  expect(await refusalOf(asAsked(await load("deployed-stake")), { what: "input", name: "get_stakes" })).toEqual([]);
});
