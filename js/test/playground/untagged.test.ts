/** Variants that nothing names: what stands for them shows which they are. */
import type { JsonSchema, JsonValue } from "data-driver";
import { expect, test } from "vitest";
import { blank, shapeAt, shapeOf, variantIn } from "../../playground/src/shape.ts";
import { load } from "../support/files.ts";

const driver = await load("smart-rollup");
const { functions = [], $defs = {} } = driver.schema() as { functions?: { name: string; inputSchema?: JsonSchema }[]; $defs?: Record<string, JsonSchema> };
const shapeOfInput = (name: string) => shapeOf(functions.find((fn) => fn.name === name)!.inputSchema!, $defs);

test("a value is of the variant that it shows", () => {
  for (const [name, value, variant] of [
    ["micheline", { int: "1" }, "Int"],
    ["micheline", { prim: "Unit" }, "Application"],
    ["micheline", [], "Sequence"],
    ["micheline", "Pair 1 2", "Text"],
    ["inbox_message", { payload: { int: "0" } }, "Transfer"],
    ["inbox_message", { internal: "start_of_level" }, "Internal"],
    ["inbox_message", { external: "00" }, "External"],
    ["contract", "KT18amZmM5W7qDWVt2pH6uj7sCEd3kbzLrHT", "Originated"],
    ["contract", "tz1Ke2h7sDdakHJQh8WX4Z372du1KChsksyU", "Implicit"],
    ["outbox_message", [], "List"],
    ["host_result", { value: 1 }, "Value"],
  ] as const) {
    const shape = shapeOfInput(name);
    if (shape.kind !== "choice") throw new Error(`${name} is ${shape.kind}`);
    expect(variantIn(shape.variants, value as unknown as JsonValue)?.name, JSON.stringify(value)).toBe(variant);
    // What a form starts from is of a variant.
    expect(variantIn(shape.variants, blank(shape))).toBe(shape.variants[0]);
  }
});

test("a pointer leads through them", () => {
  const shape = shapeOfInput("inbox_message");
  expect(shapeAt(shape, "/payload/args/0/int")?.kind).toBe("text");
  expect(shapeAt(shape, "/payload/0/prim")?.kind).toBe("choice");
  expect(shapeAt(shape, "/slots_by_publisher/0/slots_bitset")?.kind).toBe("text");
  expect(shapeAt(shape, "/payload/nothing")).toBeUndefined();
});

test("validation takes each of them, and says what is wrong with one", async () => {
  const { validate } = await import("data-driver");
  const address = "KT1ThEdxfUcWUwqsdergy3QnbCWGHSUHeHJq";
  const good = { transactions: [{ parameters: { prim: "Pair", args: [{ int: "1" }, "Unit"] }, destination: address }], kind: "untyped" };
  expect(validate(driver, "outbox_message", good)).toEqual([]);
  for (const contract of [address, "tz2VGBaXuS6rnaa5hpC92qkgadRJKdEbeGwc"]) expect(validate(driver, "contract", contract)).toEqual([]);
  const mistakes = validate(driver, "inbox_message", { payload: { prim: "Pare" }, sender: "tz1" });
  expect(mistakes.map(({ pointer }) => pointer)).toEqual(["/payload/prim", "/sender"]);
});
