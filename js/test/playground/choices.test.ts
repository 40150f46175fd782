/** Choices of which several stand beside one tag, and choices that are only taken. */
import type { DriverSchema, JsonSchema, JsonValue } from "data-driver";
import { sample } from "data-driver/sample";
import { expect, test } from "vitest";
import { asWritten } from "../../playground/src/asWritten.ts";
import { blank, type Shape, shapeOf, valueOf, variantIn } from "../../playground/src/shape.ts";
import { DRIVERS } from "../support/drivers.ts";
import { load } from "../support/files.ts";

const driver = await load("preimage-oracle");
const { functions = [], $defs = {} } = driver.schema() as DriverSchema;
const shapeOfInput = (name: string) => shapeOf(functions.find((fn) => fn.name === name)!.inputSchema!, $defs);

function variantsOf(shape: Shape) {
  if (shape.kind !== "choice") throw new Error(`it is ${shape.kind}`);
  return shape.variants;
}

const described = (shape: JsonSchema, definitions: Record<string, JsonSchema> = {}) => variantsOf(shapeOf(shape, definitions));

test("names tell all variants of all drivers apart, and a blank value is of its variant", async () => {
  for (const name of [...DRIVERS, "shapes"]) {
    const { $defs = {} } = (await load(name)).schema() as DriverSchema;
    for (const [type, schema] of Object.entries($defs)) {
      const shape = shapeOf(schema, $defs);
      if (shape.kind !== "choice") continue;
      const names = shape.variants.map(({ name }) => name);
      expect(names, `${name} ${type}`).toEqual([...new Set(names)]);
      for (const variant of shape.variants) expect(variantIn(shape.variants, valueOf(variant))?.name, `${name} ${type}`).toBe(variant.name);
    }
  }
});

test("a value is of the variant that its members show", () => {
  const variants = variantsOf(shapeOfInput("preimage_request"));
  for (const [value, name] of [
    [{ type: "local", index: "1" }, "local · Index"],
    [{ type: "keccak256", data: "00" }, "keccak256 · Data"],
    [{ type: "keccak256", hash: "00" }, "keccak256 · Hash"],
    [{ type: "sha256", preimage_utf8: "a" }, "sha256 · Text"],
    [{ type: "precompile", address: "00", required_gas: null, input: "00" }, "precompile · Call"],
    // Half written.
    [{ type: "sha256", somethingElse: 1 }, "sha256 · Data"],
  ] as const) {
    expect(variantIn(variants, value as JsonValue)?.name).toBe(name);
  }
  // Without a title it is called by its tag, and one of another's members is not enough.
  const hints = variantsOf(described({ oneOf: [{ $ref: "#/$defs/TypedHint", title: "Typed" }] }, $defs)[0]!.content!());
  expect(variantIn(hints, { type: "l1-receipts", data: "00" })?.name).toBe("l1-receipts");
  expect(variantIn(hints, { type: "l2-payload-witness", json: "{}" })?.name).toBe("l2-payload-witness · OpProgram");
});

test("what is only taken says so, and a constant member needs no field", () => {
  const variants = variantsOf(shapeOfInput("preimage_request"));
  const taken = variants.filter(({ writeOnly }) => writeOnly).map(({ name }) => name);
  expect(taken).toContain("keccak256 · Preimage");
  expect(taken).not.toContain("keccak256 · Data");
  for (const { name, content } of variants) {
    const shape = content!();
    if (shape.kind !== "object") throw new Error(name);
    expect(shape.members.map((member) => member.name), name).not.toContain("type");
  }
  const fixed: JsonSchema = { type: "object", properties: { version: { const: "1" }, value: { type: "string" } }, required: ["version", "value"] };
  expect(blank(shapeOf(fixed, {}))).toEqual({ version: "1", value: "" });
});

test("what a person wrote stays, where its bytes come back as something else", () => {
  let kept = 0;
  for (const { name, inputSchema } of functions) {
    const shape = shapeOf(inputSchema!, $defs);
    for (let seed = 0; seed < 40; seed++) {
      const written = sample(driver, name, seed) as JsonValue;
      const decoded = driver.decodeInput(name, driver.encodeInput(name, written));
      const shown = asWritten(shape, written, decoded);
      expect(driver.encodeInput(name, shown), `${name} ${JSON.stringify(shown)}`).toEqual(driver.encodeInput(name, written));
      if (JSON.stringify(decoded) === JSON.stringify(written)) expect(shown).toEqual(decoded);
      else {
        expect(shown, name).toEqual(written);
        kept++;
      }
    }
  }
  expect(kept).toBeGreaterThan(50);
});

test("it stays inside of others, but for numbers that may have lost digits", () => {
  const one: JsonSchema = { oneOf: [{ title: "Given", type: "object", properties: { from: { type: "number" } }, required: ["from"], writeOnly: true }, { title: "Is", type: "string" }] };
  const schema: JsonSchema = {
    type: "object",
    properties: {
      list: { type: "array", items: one },
      pair: { type: "array", prefixItems: [{ type: "boolean" }, one] },
      maybe: { anyOf: [one, { type: "null" }] },
      map: { type: "object", additionalProperties: one },
      variant: { oneOf: [{ type: "object", properties: { Inside: one }, required: ["Inside"] }, { const: "Nothing" }] },
      digits: one,
    },
    required: ["list", "pair", "maybe", "map", "variant", "digits"],
  };
  const given = { from: 1.5 };
  const written = { list: [given, "a"], pair: [true, given], maybe: given, map: { k: given }, variant: { Inside: given }, digits: { from: 2 ** 53 } };
  const decoded = { list: ["x", "A"], pair: [true, "x"], maybe: "x", map: { k: "x" }, variant: { Inside: "x" }, digits: "9007199254740993" };
  expect(asWritten(shapeOf(schema, {}), written, decoded)).toEqual({ ...written, list: [given, "A"], digits: "9007199254740993" });
});
