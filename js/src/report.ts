import { INVALID_INPUT } from "./abi.js";
import { DataDriverError, type ErrorFacts, inPlace, REPORTED_KINDS } from "./error.js";

const TEXT_FACTS = ["function", "event", "pointer", "expected", "found"] as const;

/**
 * The error that a driver reported: `details` is its JSON where it has the newer export, `text` its
 * words where it has not. Both come from untrusted code, so only known fields of the right type count.
 */
export function reportedError(code: number, place: ErrorFacts, details: string, text: string): DataDriverError {
  try {
    const facts: ErrorFacts = { code };
    const report = JSON.parse(details) as Record<string, unknown>;
    for (const fact of TEXT_FACTS) {
      const value = report[fact];
      if (typeof value === "string") facts[fact] = value;
    }
    if (typeof report.offset === "number") facts.offset = report.offset;
    if (typeof report.message === "string") {
      const kind = REPORTED_KINDS.find((known) => known === report.kind) ?? "other";
      return new DataDriverError(kind, report.message, facts);
    }
  } catch {
    // Not JSON: the words below are all there is.
  }
  const kind = code === INVALID_INPUT ? "invalid_input" : "other";
  return inPlace(new DataDriverError(kind, text || `the driver gave no reason (code ${code})`, { code }), place);
}
