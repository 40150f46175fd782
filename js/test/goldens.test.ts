/** Golden values, which every host has to read and write alike: text and bytes are compared as they are. */
import type { Driver, DriverSchema } from "data-driver";
import { expect, inject, test } from "vitest";
import { DRIVERS } from "./support/drivers.ts";
import { fromHex, load, toHex } from "./support/files.ts";

const goldens = inject("goldens");

/** Each driver once, with its integers as text and as `bigint`. */
const drivers = new Map<string, Promise<Driver[]>>();
function driversOf(contract: string): Promise<Driver[]> {
  const loading = drivers.get(contract) ?? Promise.all([load(contract), load(contract, { integers: "bigint" })]);
  drivers.set(contract, loading);
  return loading;
}

test("there are golden values of every kind that a contract has", async () => {
  for (const contract of DRIVERS) {
    const { functions, events } = (await load(contract)).schema() as DriverSchema;
    const kinds = new Set(goldens.filter((golden) => golden.contract === contract).map(({ kind }) => kind));
    expect([...kinds].sort(), contract).toEqual([...(events!.length ? ["event"] : []), ...(functions!.length ? ["input", "output"] : [])]);
  }
});

for (const { contract, kind, name, file, json, hex } of goldens) {
  test(`${contract}: ${file}`, async () => {
    const [plain, typed] = (await driversOf(contract)) as [Driver, Driver];
    const bytes = fromHex(hex);
    if (kind === "event") {
      expect(plain.decodeEventJson(name, bytes)).toBe(json);
      expect(texts(typed.decodeEvent(name, bytes))).toEqual(JSON.parse(json));
    } else if (kind === "output") {
      expect(plain.decodeOutputJson(name, bytes)).toBe(json);
      expect(texts(typed.decodeOutput(name, bytes))).toEqual(JSON.parse(json));
    } else {
      expect(plain.decodeInputJson(name, bytes)).toBe(json);
      expect(texts(typed.decodeInput(name, bytes))).toEqual(JSON.parse(json));
      expect(toHex(plain.encodeInputJson(name, json))).toBe(hex);
      for (const driver of [plain, typed]) expect(toHex(driver.encodeInput(name, driver.decodeInput(name, bytes)))).toBe(hex);
    }
  });
}

/** The value with each `bigint` as the text that it stands for. */
function texts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? `${item}` : item)));
}
