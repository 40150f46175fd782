/** The samples of a driver, as the Rust side says they are. */
import { type Driver, type DriverSchema, topicsOf } from "data-driver";
import { sample, type Sampled } from "data-driver/sample";
import { expect, inject } from "vitest";
import { IN_BROWSER } from "./many.ts";

/** How many of each part; the Rust side has as many. */
const SEEDS = 50;
/** In a browser, which draws as Node does, every so many parts are compared, and so many samples encoded. */
const STEP = IN_BROWSER ? 5 : 1;
const ENCODED = IN_BROWSER ? 12 : SEEDS;

/** Every part of a schema's functions and events. */
function partsOf({ functions = [], events = [] }: DriverSchema): [Sampled, string][] {
  return [
    ...functions.flatMap(({ name }): [Sampled, string][] => [["input", name], ["output", name]]),
    ...events.flatMap(topicsOf).map((topic): [Sampled, string] => ["event", topic]),
  ];
}

/** Holds the samples of a driver to what the Rust side says of them. */
export async function areThoseOfRust(name: string, schema: DriverSchema): Promise<void> {
  const expected = inject("samples")[name]!;
  const hashes: Record<string, string> = {};
  const parts = partsOf(schema);
  const compared = parts.filter((_, index) => index % STEP === 0);
  for (const [of, part] of compared) {
    const lines = Array.from({ length: SEEDS }, (_, seed) => JSON.stringify(sample(schema, part, seed, of)));
    const [, first] = expected[`${of} ${part}`] ?? [];
    if (first !== undefined) expect(lines[0], `${of} ${part}`).toBe(JSON.stringify(first));
    hashes[`${of} ${part}`] = await hashOf(lines.join("\n"));
  }
  expect(hashes).toEqual(Object.fromEntries(compared.map(([of, part]) => [`${of} ${part}`, expected[`${of} ${part}`]?.[0]])));
  expect(Object.keys(expected).sort()).toEqual(parts.map(([of, part]) => `${of} ${part}`).sort());
}

async function hashOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

/** The functions that refuse arguments that are samples, with why; and with how many they take, of so many seeds. */
export function refusals(driver: Driver, seeds = ENCODED): Record<string, { taken: number; why: string[] }> {
  const found: ReturnType<typeof refusals> = {};
  for (const { name } of (driver.schema() as DriverSchema).functions!) {
    const why = [];
    for (let seed = 0; seed < seeds; seed++) {
      try {
        driver.encodeInput(name, sample(driver, name, seed));
      } catch (error) {
        why.push((error as Error).message);
      }
    }
    if (why.length) found[name] = { taken: seeds - why.length, why };
  }
  return found;
}
