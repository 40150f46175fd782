import type { JsonValue } from "data-driver";
import { isRecord } from "./isRecord.ts";
import { type Shape, type Variant, variantIn } from "./shape.ts";

/**
 * What a driver made of a value, but as it was written where that is a choice that is only taken: a preimage comes
 * back as its hash, and who wrote it wants to go on with it.
 */
export function asWritten(shape: Shape | undefined, written: JsonValue | undefined, decoded: JsonValue): JsonValue {
  if (!shape || written === undefined || written === null || decoded === null) return decoded;
  switch (shape.kind) {
    case "option":
      return asWritten(shape.inner(), written, decoded);
    case "choice": {
      const variant = variantIn(shape.variants, written);
      if (variant?.writeOnly) return isExact(written) ? written : decoded;
      // One that nothing names can hold such a choice, and come back as another then.
      const isSame = variant?.bare || variantIn(shape.variants, decoded) === variant;
      return variant?.content && isSame ? inside(variant, variant.content(), written, decoded) : decoded;
    }
    case "list":
      return inArray(() => shape.item(), written, decoded);
    case "tuple":
      return inArray((index) => shape.parts[index]?.shape(), written, decoded);
    case "map":
      return inObject(() => shape.value(), written, decoded);
    case "object":
      return inObject((name) => shape.members.find((member) => member.name === name)?.shape(), written, decoded);
    default:
      return decoded;
  }
}

function inside({ name, tag, bare }: Variant, content: Shape, written: JsonValue, decoded: JsonValue): JsonValue {
  return bare || tag ? asWritten(content, written, decoded) : inObject((member) => (member === name ? content : undefined), written, decoded);
}

function inArray(shapeOf: (index: number) => Shape | undefined, written: JsonValue, decoded: JsonValue): JsonValue {
  if (!Array.isArray(written) || !Array.isArray(decoded)) return decoded;
  return decoded.map((item, index) => asWritten(shapeOf(index), written[index], item));
}

function inObject(shapeOf: (name: string) => Shape | undefined, written: JsonValue, decoded: JsonValue): JsonValue {
  if (!isRecord(written) || !isRecord(decoded)) return decoded;
  const own = (name: string) => (Object.hasOwn(written, name) ? written[name] : undefined);
  return Object.fromEntries(Object.entries(decoded).map(([name, item]) => [name, asWritten(shapeOf(name), own(name), item)]));
}

/** Whether no number in it can have lost digits when the text was parsed. */
function isExact(value: JsonValue): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) || !Number.isInteger(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isExact);
}
