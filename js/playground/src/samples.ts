/** Made-up arguments of a function, one after the other. */
import type { DriverSchema, JsonValue } from "data-driver";
import { sample } from "data-driver/sample";
import type { Session } from "./session.ts";
import { isFailure } from "./words.ts";

export interface Sample {
  seed: number;
  value: JsonValue;
  /** Whether the driver is known to take it. */
  isTaken: boolean;
}

/** How many are tried: drivers refuse some of what their schemas allow. */
export const MOST_SEEDS = 30;

/** Characters of JSON beyond which nobody reads a value, and a link does not hold it. */
const LONGEST = 10_000;

/** Whether there are any: not of a schema that is not understood. */
export function hasSamples({ schema }: Session, fn: string): boolean {
  return drawn(schema, fn, 0) !== undefined;
}

/**
 * The first one from this seed on that the driver takes, and that is short; where the next ones are all others, the
 * first that there is.
 */
export async function nextSample({ schema, driver }: Session, fn: string, seed: number): Promise<Sample | undefined> {
  let first: Sample | undefined;
  for (let next = seed; next < seed + MOST_SEEDS; next++) {
    const one = drawn(schema, fn, next);
    if (!one) continue;
    const { value, json } = one;
    first ??= { seed: next, value, isTaken: false };
    if (json.length > LONGEST) continue;
    try {
      await driver.encodeInputJson(fn, json);
      return { seed: next, value, isTaken: true };
    } catch (error) {
      if (isFailure(error)) break;
    }
  }
  return first;
}

/** A stranger's schema may have values for some seeds only, and such as are too deep to be written. */
function drawn(schema: DriverSchema, fn: string, seed: number): { value: JsonValue; json: string } | undefined {
  try {
    const value = sample(schema, fn, seed, "input");
    return { value, json: JSON.stringify(value) };
  } catch {
    return undefined;
  }
}
