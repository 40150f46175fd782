/** Made-up arguments of a function, one after the other. */
import type { JsonValue } from "data-driver";
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
const MOST = 30;

/** Characters of JSON beyond which nobody reads a value, and a link does not hold it. */
const LONGEST = 10_000;

/** Whether there are any: not of a schema that is not understood. */
export function hasSamples({ schema }: Session, fn: string): boolean {
  try {
    sample(schema, fn, 0, "input");
    return true;
  } catch {
    return false;
  }
}

/** The first one from this seed on that the driver takes, and that is short; where the next ones are all others, the first. */
export async function nextSample({ schema, driver }: Session, fn: string, seed: number): Promise<Sample> {
  for (let next = seed; next < seed + MOST; next++) {
    const value = sample(schema, fn, next, "input");
    const json = JSON.stringify(value);
    if (json.length > LONGEST) continue;
    try {
      await driver.encodeInputJson(fn, json);
      return { seed: next, value, isTaken: true };
    } catch (error) {
      if (isFailure(error)) break;
    }
  }
  return { seed, value: sample(schema, fn, seed, "input"), isTaken: false };
}
