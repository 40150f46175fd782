import type { JsonValue } from "data-driver";
import { isRecord } from "./isRecord.ts";
import { child } from "./pointer.ts";

/** The deepest places where two values differ, as pointers; what has other members than before differs itself. */
export function differences(one: JsonValue, other: JsonValue, pointer = ""): string[] {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((item, index) => differences(item, other[index]!, child(pointer, index)));
  }
  if (isRecord(one) && isRecord(other)) {
    const names = Object.keys(one);
    if (names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name))) {
      return names.flatMap((name) => differences(one[name]!, other[name]!, child(pointer, name)));
    }
  }
  return Object.is(one, other) ? [] : [pointer];
}
