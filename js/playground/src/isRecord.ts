import type { JsonValue } from "data-driver";

/** Whether a value has members by names. */
export function isRecord(value: JsonValue | undefined): value is { [member: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
