/** What a driver's document says is so, as ajv sees it: of golden values, and of changed ones. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Driver, DriverSchema, JsonSchema, JsonValue } from "data-driver";
import { DataDriverError } from "data-driver";
import { expect, inject, test } from "vitest";
import { DRIVERS } from "../support/drivers.ts";
import { load } from "../support/files.ts";
import { mutate, random } from "../support/mutate.ts";
import { strictAjv, validatorOf } from "../support/validators.ts";

const schemas = fileURLToPath(new URL("../../../schemas", import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(`${schemas}/${name}`, "utf8")) as Record<string, JsonValue>;

/** How many changed values of each driver. */
const MUTANTS = 600;

/** Of the text, as other validators have it. */
const documentOf = (driver: Driver) => JSON.parse(driver.schemaJson()) as Required<DriverSchema>;

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

test("a validator that knows the formats refuses what they are not", () => {
  const valid = (schema: JsonSchema, value: JsonValue) => validatorOf({}, schema)(value);
  for (const [format, right, wrong] of [
    ["uint64", "18446744073709551615", "18446744073709551616"],
    ["int8", "-128", "-129"],
    ["uint8", "0", "00"],
    ["int128", "-1", "-0"],
    ["hex", "0x00fF", "0X00"],
    ["base58", "1z", "0z"],
  ] as const) {
    expect(valid({ type: "string", format }, right)).toBe(true);
    expect(valid({ type: "string", format }, wrong)).toBe(false);
  }
  // The bytes 00 00 and ff ff, and 01 00 00.
  const two = (text: string) => valid({ type: "string", format: "base58", byteLength: 2 }, text);
  expect([two("11"), two("LUv"), two("LUw"), two("1")]).toEqual([true, true, false, false]);
});

test("a mistake in a schema is no schema", () => {
  for (const wrong of [{ type: "string", format: "uint65" }, { type: "string", maxLenght: 1 }, { $ref: "#/$defs/Nothing" }, { type: "string", byteLength: 2 }]) {
    expect(() => validatorOf({}, wrong as JsonSchema)).toThrow();
  }
});

test("every document is one by its own schema", async () => {
  const envelope = strictAjv().compile(read("data-driver.schema.json"));
  const files = readdirSync(schemas).filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"));
  expect(files.sort()).toEqual(DRIVERS.map((name) => `${name}.json`));
  for (const document of [...files.map(read), ...(await Promise.all([...DRIVERS, "shapes"].map(async (name) => documentOf(await load(name)))))]) {
    expect(envelope(document), JSON.stringify(envelope.errors)).toBe(true);
    for (const member of Object.keys(document)) {
      const { [member]: _, ...without } = document as Record<string, JsonValue>;
      expect(envelope(without), `without ${member}`).toBe(false);
      expect(envelope({ ...document, [member]: 7 }), `another ${member}`).toBe(false);
    }
    expect(envelope({ ...document, more: null })).toBe(false);
  }
});

for (const name of DRIVERS) {
  test(`${name}: golden values are valid`, async () => {
    const { functions, events, $defs } = documentOf(await load(name));
    const validators = new Map([
      ...functions.map((fn) => [`input ${fn.name}`, validatorOf($defs, fn.inputSchema!)] as const),
      ...functions.map((fn) => [`output ${fn.name}`, validatorOf($defs, fn.outputSchema!)] as const),
      ...events.map((event) => [`event ${event.topic}`, validatorOf($defs, event.dataSchema!)] as const),
    ]);
    const tested = new Set<string>();
    for (const { kind, name: place, file, json } of inject("goldens").filter(({ contract }) => contract === name)) {
      const valid = validators.get(`${kind} ${place}`)!;
      expect(valid(JSON.parse(json)), `${file}: ${JSON.stringify(valid.errors)}`).toBe(true);
      tested.add(`${kind} ${place}`);
    }
    expect([...tested].sort()).toEqual([...validators.keys()].sort());
  });
}

// What Micheline's text may be, and what stands behind letters of base58check, no schema says.
for (const [seed, name] of [...DRIVERS, "shapes"].filter((name) => name !== "smart-rollup").entries()) {
  test(`${name}: what the document refuses, the driver refuses`, async () => {
    const driver = await load(name);
    const { functions, $defs } = documentOf(driver);
    const goldens = inject("goldens").filter(({ contract, kind }) => contract === name && kind === "input");
    const values = name === "shapes" ? SHAPES : goldens.map(({ name: fn, json }): [string, JsonValue] => [fn, JSON.parse(json) as JsonValue]);
    const validators = new Map(functions.map((fn) => [fn.name, validatorOf($defs, fn.inputSchema!)]));
    const next = random(seed);
    const count = { refused: 0, taken: 0, stricter: 0 };
    for (let i = 0; i < MUTANTS; i++) {
      const [fn, value] = values[i % values.length]!;
      expect(validators.get(fn)!(value), fn).toBe(true);
      const json = JSON.stringify(mutate(value, next));
      const valid = validators.get(fn)!(JSON.parse(json));
      const error = refusal(() => driver.encodeInputJson(fn, json));
      if (!valid) {
        expect(error, `${fn} takes ${json}`).toBeDefined();
        count.refused++;
      } else if (error) {
        expect(isStricter(error), `${json}: ${error.message}`).toBe(true);
        count.stricter++;
      } else count.taken++;
    }
    expect(count.refused, JSON.stringify(count)).toBeGreaterThan(MUTANTS / 2);
    expect(count.taken, JSON.stringify(count)).toBeGreaterThan(0);
  });
}

function refusal(call: () => unknown): DataDriverError | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof DataDriverError) return error;
    throw error;
  }
}

/** Why a driver may refuse what a validator takes: `schemas/README.md` names these. */
function isStricter({ kind, expected = "", found = "" }: DataDriverError): boolean {
  if (kind !== "invalid_value") return false;
  const isUnreadable = /^an integer from /.test(expected) && /^-?[0-9.]+(e[+-]?[0-9]+)?$/.test(found) && !Number.isSafeInteger(Number(found));
  return isUnreadable || /^(96|64|48|32) bytes of /.test(expected);
}
