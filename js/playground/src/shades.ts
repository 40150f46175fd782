import { isPlace, type Owners } from "./ranges.ts";

/** How many shades there are; more places than that touch each other rarely. */
export const SHADES = 4;

/**
 * A shade for each place, such that it differs from the two places before it in the bytes, as far as
 * there are enough: a short place between two does not keep their rows from touching.
 */
export function shadesOf(owners: Owners): Map<string, number> {
  const neighbours = new Map<string, Set<string>>();
  let before: string[] = [];
  for (const owner of owners) {
    // Bytes that nothing uses part no places: the eye goes over them.
    if (!isPlace(owner)) continue;
    if (!neighbours.has(owner)) neighbours.set(owner, new Set());
    if (before[0] === owner) continue;
    for (const other of before) {
      if (other === owner) continue;
      neighbours.get(owner)!.add(other);
      neighbours.get(other)!.add(owner);
    }
    before = [owner, ...before].slice(0, 2);
  }
  const shades = new Map<string, number>();
  for (const [owner, around] of neighbours) {
    const taken = new Set([...around].map((other) => shades.get(other)));
    const free = Array.from({ length: SHADES }, (_, shade) => shade).find((shade) => !taken.has(shade));
    shades.set(owner, free ?? 0);
  }
  return shades;
}
