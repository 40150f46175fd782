/** Small changes of values, most of which make them ones that their schema refuses. */
import type { JsonValue } from "data-driver";

/** Random numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The value with one thing changed, in it or somewhere inside. */
export function mutate(value: JsonValue, next: () => number): JsonValue {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  if (value !== null && typeof value === "object" && Object.keys(value).length > 0 && next() < 0.75) {
    const key = pick(Object.keys(value));
    if (Array.isArray(value)) return value.map((element, i) => (`${i}` === key ? mutate(element, next) : element));
    return { ...value, [key]: mutate((value as Record<string, JsonValue>)[key]!, next) };
  }
  const others: JsonValue[] = [null, true, 0.5, -1, "", "Other", [], {}, [value], { value }, ...INTEGERS, ...INTEGERS.map(String)];
  if (next() < 0.4) return pick(others);
  if (typeof value === "string") return changedText(value, pick, next);
  if (typeof value === "number") return pick([value + 0.5, -value, value + 2 ** 32, `0${value}`, `+${value}`]);
  if (Array.isArray(value)) return pick([[...value, value.at(-1) ?? null], value.slice(1), [...value, null], value.toReversed()]);
  if (value !== null && typeof value === "object") return changedObject(value as Record<string, JsonValue>, pick);
  return pick(others);
}

/** Integers that some types hold and others do not; the last two no double tells from their neighbours. */
const INTEGERS = [255, 256, -128, -129, 65535, 65536, 4294967295, 4294967296, 2 ** 64, 2 ** 127];

function changedText(text: string, pick: <T>(items: readonly T[]) => T, next: () => number): string {
  const characters = [...text];
  const at = Math.floor(next() * (characters.length + 1));
  const other = pick([..."01aFzOl- é"]);
  return pick([
    characters.toSpliced(at, 0, other).join(""),
    characters.toSpliced(at, 1).join(""),
    characters.toSpliced(at, 1, other).join(""),
    characters.slice(0, at).join(""),
    text.toUpperCase(),
    pick(["+", "0", "-", " ", "0x", "0X"]) + text,
  ]);
}

function changedObject(value: Record<string, JsonValue>, pick: <T>(items: readonly T[]) => T): JsonValue {
  const key = pick(Object.keys(value).concat("more"));
  const { [key]: member, ...rest } = value;
  return pick<JsonValue>([{ ...value, more: null }, rest, { ...rest, [`${key}_`]: member ?? null }]);
}
