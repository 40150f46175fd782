import { isPlace, type Owners } from "./ranges.ts";

/** How many shades there are; more places than that touch each other rarely. */
export const SHADES = 4;

/** A shade for each place, such that places whose bytes touch have different ones, as far as there are enough. */
export function shadesOf(owners: Owners): Map<string, number> {
  const neighbours = new Map<string, Set<string>>();
  let last: string | undefined;
  for (const owner of owners) {
    // Bytes that nothing uses part no places: the eye goes over them.
    if (!isPlace(owner)) continue;
    if (!neighbours.has(owner)) neighbours.set(owner, new Set());
    if (last !== undefined && last !== owner) {
      neighbours.get(owner)!.add(last);
      neighbours.get(last)!.add(owner);
    }
    last = owner;
  }
  const shades = new Map<string, number>();
  for (const [owner, around] of neighbours) {
    const taken = new Set([...around].map((other) => shades.get(other)));
    const free = Array.from({ length: SHADES }, (_, shade) => shade).find((shade) => !taken.has(shade));
    shades.set(owner, free ?? 0);
  }
  return shades;
}
