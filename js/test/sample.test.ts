/** Values made from schemas. */
import type { DriverSchema, JsonSchema } from "data-driver";
import { sample } from "data-driver/sample";
import { describe, expect, test } from "vitest";
import { DRIVERS } from "./support/drivers.ts";
import { failure } from "./support/failure.ts";
import { load } from "./support/files.ts";
import { areThoseOfRust, refusals } from "./support/samples.ts";

const EXPRESSION = /expected a primitive of Michelson, found `[a-z]+`$/;
const TAG = /: at byte 0: expected the tag of (a reveal hash|an inbox message): /;
/** What drivers ask for that no schema says, by functions: what a text in another language says, and which bytes are a message. */
const UNSAID: Record<string, Record<string, RegExp>> = {
  "smart-rollup": {
    inbox_message: new RegExp(`${EXPRESSION.source}|${TAG.source}`),
    outbox_message: EXPRESSION,
    outbox_transaction: EXPRESSION,
    outbox_output: new RegExp(`${EXPRESSION.source}|/outbox_level: expected a level that is not negative`),
    micheline: EXPRESSION,
    micheline_text: EXPRESSION,
    reveal_request: TAG,
    reveal_hash: TAG,
    dac_page: TAG,
    host_result: /^host_result: \/(value|code): expected (a number that is not negative|a negative number|-\d+, the error's number), found /,
  },
};

for (const name of [...DRIVERS, "shapes"]) {
  describe(name, () => {
    test("its samples are those of the command", async () => {
      await areThoseOfRust(name, (await load(name)).schema() as DriverSchema);
    });

    test("the driver takes them, but for what no schema says", async () => {
      const refused = refusals(await load(name));
      const reasons = UNSAID[name] ?? {};
      expect(Object.keys(refused).sort()).toEqual(Object.keys(reasons).sort());
      for (const [fn, { why, taken }] of Object.entries(refused)) {
        for (const message of why) expect(message).toMatch(reasons[fn]!);
        // Words are no expressions; elsewhere there are other forms.
        expect(taken > 0, fn).toBe(fn !== "micheline_text");
      }
    });
  });
}

test("of a driver it is arguments, of a schema what is asked for", async () => {
  const driver = await load("stake");
  const schema = driver.schema();
  expect(sample(driver, "stake", 7)).toEqual(sample(schema, "stake", 7));
  expect(sample(driver, "stake")).toEqual(sample(driver, "stake", 0));
  expect(sample(driver, "stake", 1)).not.toEqual(sample(driver, "stake", 2));
  // `slash` is a function and an event.
  expect(sample(schema, "slash", 3)).toEqual(sample(schema, "slash", 3, "input"));
  expect(sample(schema, "slash", 3, "event")).not.toEqual(sample(schema, "slash", 3, "input"));
  expect(sample(schema, "reward", 3)).toEqual(sample(schema, "reward", 3, "event"));
  expect(sample(schema, "burnt_amount", 3, "output")).toMatch(/^\d+$/);
  // Also with integers as bigints, of which a driver takes text, too.
  const bigints = await load("stake", { integers: "bigint" });
  bigints.encodeInput("stake", sample(bigints, "stake", 2 ** 32 - 1));
});

test("what is asked for in vain is said", async () => {
  const driver = await load("stake");
  const schema = driver.schema() as DriverSchema;
  const untyped = await load("fixture/untyped");
  const facts = { kind: "invalid_value", function: "stake" };
  for (const seed of [-1, 0.5, 2 ** 32, NaN, "7" as unknown as number]) expect(failure(() => sample(driver, "stake", seed))).toMatchObject(facts);
  expect(failure(() => sample(schema, "stake", 0, "result" as "output"))).toMatchObject(facts);
  expect(failure(() => sample(driver, "stke"))).toMatchObject({ kind: "unknown_function", function: "stke" });
  expect(failure(() => sample(driver, "unstake-x"))).toMatchObject({ kind: "unknown_function", message: "unstake-x: the driver's schema has no such function" });
  expect(failure(() => sample(schema, "stke"))).toMatchObject({ kind: "unknown_function", message: "stke: the driver's schema has no such function or event" });
  expect(failure(() => sample(schema, "stke", 0, "event"))).toMatchObject({ kind: "unknown_event", event: "stke" });
  expect(failure(() => sample(untyped, "echo"))).toMatchObject({ kind: "unsupported", message: "echo: the driver's schema only names its type" });
  expect(failure(() => sample(null, "echo"))).toMatchObject({ kind: "unsupported" });
  expect(failure(() => sample({ functions: 5 }, "echo"))).toMatchObject({ kind: "bad_driver", message: "echo: no value can be made: the driver's schema is none" });
});

test("a stranger's schema ends in an error, and at once", () => {
  const sampled = ($defs: unknown, inputSchema: unknown = { $ref: "#/$defs/A" }) => failure(() => sample({ functions: [{ name: "f", inputSchema }], $defs } as DriverSchema, "f")).message;
  const words = (what: string) => `f: no value can be made: ${what}`;
  const pair = (level: number): JsonSchema => ({ type: "array", prefixItems: [{ $ref: `#/$defs/${level}` }, { $ref: `#/$defs/${level}` }] });
  const doubling = Object.fromEntries(Array.from({ length: 40 }, (_, level) => [level, level < 39 ? pair(level + 1) : { type: "null" }]));
  let deep: JsonSchema = { type: "null" };
  for (let level = 0; level < 100_000; level++) deep = { type: "array", prefixItems: [deep] };
  expect(sampled({ A: { $ref: "#/$defs/A" } })).toBe(words("A has no end"));
  expect(sampled(doubling, pair(0))).toBe(words("it is too large"));
  expect(sampled({ A: { type: "array", items: { type: "null" }, minItems: 1e9, maxItems: 1e9 } })).toBe(words("it is too large"));
  expect(sampled({ A: { type: "string", format: "hex", byteLength: 2 ** 53 } })).toBe(words("it is too large"));
  expect(sampled({ A: { type: "string", format: "base58", byteLength: 1025 } })).toBe(words("it is too large"));
  // Lengths that are none buy nothing.
  const long: JsonSchema = { type: "array", items: { type: "null" }, minItems: 3e6, maxItems: 3e6 };
  for (const byteLength of [-1e300, "x"]) expect(sampled({ A: { type: "array", prefixItems: [{ format: "hex", byteLength }, long] } })).toBe(words("it is too large"));
  // A choice costs what is chosen from, and what is required is looked up.
  const names = Array.from({ length: 100_000 }, (_, index) => `${index}`);
  const many = (items: JsonSchema): JsonSchema => ({ type: "array", items, minItems: 10_000, maxItems: 10_000 });
  expect(sampled({ A: many({ oneOf: names.map((name) => ({ const: name })) }) })).toBe(words("it is too large"));
  const properties = Object.fromEntries(names.map((name) => [name, { type: "null" }]));
  expect(sampled({ A: many({ type: "object", properties, required: names }) })).toBe(words("it is too large"));
  expect(sampled({ A: { type: "array", prefixItems: [many({ type: "object", properties: { a: { type: "null" } }, required: names }), long] } })).toBe(words("it is too large"));
  // Of variants that are many times looked through, too.
  const below = Object.fromEntries(Array.from({ length: 6 }, (_, level) => [level, { $ref: `#/$defs/${level + 1}` }]));
  const items = { oneOf: [{ const: "a" }, { const: "b", properties }] };
  expect(sampled({ ...below, 6: { type: "array", prefixItems: [{ type: "array", items, minItems: 10_000, maxItems: 10_000 }, long] } }, { $ref: "#/$defs/0" })).toBe(words("it is too large"));
  expect(sampled({ A: { format: "hexx" } })).toBe(words('there is a format "hexx"'));
  expect(sampled({ A: {} })).toBe(words("a schema has no type"));
  expect(sampled({ A: true })).toBe(words("a schema says nothing"));
  expect(sampled({})).toBe(words("there is no definition of A"));
  for (const required of [{}, null]) expect(sampled({ A: { type: "object", properties: { a: {} }, required } })).toBe(words("the driver's schema is none"));
  expect(sampled({ A: deep })).toBe(words("the driver's schema is none"));
});

test("what never comes back is drawn of arguments only", () => {
  const of = { oneOf: [{ const: "Given", writeOnly: true }, { const: "Both" }] };
  const schema = { functions: [{ name: "f", inputSchema: of, outputSchema: of }] } as DriverSchema;
  const drawn = (part: "input" | "output") => new Set(Array.from({ length: 20 }, (_, seed) => sample(schema, "f", seed, part)));
  expect(drawn("input")).toEqual(new Set(["Given", "Both"]));
  expect(drawn("output")).toEqual(new Set(["Both"]));
});

test("members of odd names are members", () => {
  const properties = Object.fromEntries(["b", "10", "__proto__", "9"].map((name): [string, JsonSchema] => [name, { const: name }]));
  const schema = { functions: [{ name: "f", inputSchema: { type: "object", properties, required: Object.keys(properties) } }] } as DriverSchema;
  expect(JSON.stringify(sample(schema, "f"))).toBe('{"9":"9","10":"10","b":"b","__proto__":"__proto__"}');
});
