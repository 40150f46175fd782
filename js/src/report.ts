import { INVALID_INPUT } from "./abi.js";
import { DataDriverError, type ErrorFacts, type ErrorKind, isHostKind } from "./error.js";

/**
 * The error that a driver reported: its details in JSON where it has the newer export, its words
 * where it has not. Both come from untrusted code, so only known fields of the right type count.
 */
export function reportedError(code: number, details: string, words: () => string): DataDriverError {
  let { kind, message, ...facts } = parseReport(details);
  message ??= words();
  kind ??= code === INVALID_INPUT ? "invalid_input" : /^Unsupported\(/.test(message) ? "unsupported" : "other";
  if (isHostKind(kind)) kind = "other";
  return new DataDriverError(kind, message || "the driver gives no reason", { ...facts, code });
}

/** The known fields of a report in JSON, of which there are none if it is not JSON. */
export function parseReport(report: string): { kind?: ErrorKind; message?: string } & ErrorFacts {
  const known: Record<string, unknown> = {};
  try {
    const details = JSON.parse(report) as Record<string, unknown>;
    for (const fact of "kind message function event pointer expected found offset".split(" ")) {
      if (typeof details[fact] === (fact === "offset" ? "number" : "string")) known[fact] = details[fact];
    }
  } catch {
    // Words, not JSON.
  }
  return known;
}
