/** All that is wrong with a value, where a driver tells one thing at a time. */
import type { DataDriverError, JsonValue } from "data-driver";
import { getAt, setAt } from "./place.ts";
import { isFailure, valueMistake } from "./words.ts";

/** How often the driver is asked again. */
const MOST = 8;

/**
 * The mistakes by their places, `first` and those that show when it is mended: a place in question gets
 * what stands there in one of the `good` values, and the driver is asked again.
 */
export async function mistakesIn(value: JsonValue, first: DataDriverError, good: readonly JsonValue[], encode: (value: JsonValue) => Promise<unknown>): Promise<Map<string, string>> {
  const found = new Map([[first.pointer ?? "", valueMistake(first)]]);
  let mended = structuredClone(value);
  for (let at = first.pointer; at && found.size < MOST; ) {
    const pointer: string = at;
    const better = good.map((one) => getAt(one, pointer)).find((one) => one !== undefined);
    if (better === undefined || getAt(mended, pointer) === undefined) break;
    mended = setAt(mended, pointer, structuredClone(better));
    try {
      await encode(mended);
      break;
    } catch (error) {
      if (isFailure(error)) break;
      const next = (error as DataDriverError).pointer;
      if (next === undefined || found.has(next)) break;
      found.set(next, valueMistake(error));
      at = next;
    }
  }
  return found;
}
