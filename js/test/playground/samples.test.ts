/** Which made-up values are shown, of schemas that strangers wrote. */
import { DataDriverError, type DriverSchema, type JsonSchema, type JsonValue } from "data-driver";
import { sample } from "data-driver/sample";
import { expect, test } from "vitest";
import { MOST_SEEDS, nextSample } from "../../playground/src/samples.ts";
import type { Session } from "../../playground/src/session.ts";

const schemaOf = (inputSchema: JsonSchema): DriverSchema => ({ functions: [{ name: "f", inputSchema }] });
/** A driver with this schema that takes everything, or nothing. */
const session = (inputSchema: JsonSchema, isTaken = true) =>
  ({
    schema: schemaOf(inputSchema),
    driver: {
      async encodeInputJson() {
        if (!isTaken) throw new DataDriverError("invalid_value", "no");
        return new Uint8Array();
      },
    },
  }) as unknown as Session;

const PARTLY: JsonSchema = { oneOf: [{ const: "a" }, { format: "x" }, { const: "b" }] };
/** The seeds of which the schema has values, with these. */
const drawn = [...Array(MOST_SEEDS).keys()].flatMap((seed): [number, JsonValue][] => {
  try {
    return [[seed, sample(schemaOf(PARTLY), "f", seed, "input")]];
  } catch {
    return [];
  }
});

test("seeds of which there is no value are passed over", async () => {
  expect(drawn.length).toBeGreaterThan(5);
  expect(drawn.length).toBeLessThan(MOST_SEEDS - 5);
  let next = 0;
  for (const [seed, value] of drawn) {
    expect(await nextSample(session(PARTLY), "f", next)).toEqual({ seed, value, isTaken: true });
    next = seed + 1;
  }
});

test("where the driver takes none, it is the first that there is", async () => {
  const [, missing] = [...Array(MOST_SEEDS).keys()].filter((seed) => !drawn.some(([one]) => one === seed));
  const [seed, value] = drawn.find(([one]) => one > missing!)!;
  expect(await nextSample(session(PARTLY, false), "f", missing!)).toEqual({ seed, value, isTaken: false });
});

test("where there is none at all, there is none", async () => {
  expect(await nextSample(session({ format: "x" }), "f", 0)).toBeUndefined();
  // A value that is deeper than any that can be written as text.
  let deep: unknown = "x";
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(await nextSample(session({ const: deep } as JsonSchema), "f", 0)).toBeUndefined();
});
