/** The kinds that a driver reports, with their stable names. */
export const REPORTED_KINDS = [
  "unknown_function",
  "unknown_event",
  "unsupported",
  "invalid_json",
  "wrong_type",
  "invalid_value",
  "wrong_length",
  "unknown_member",
  "duplicate_member",
  "missing_member",
  "invalid_bytes",
  "invalid_input",
  "limit_exceeded",
  "buffer_too_small",
  "other",
] as const;

/**
 * What kind of mistake an error is; the names are stable. The last five are the host's own findings:
 * the driver trapped, broke the ABI or ran too long, the host failed, or what was given to it could
 * not be fetched, is not the pinned file or is no driver.
 */
export type ErrorKind = (typeof REPORTED_KINDS)[number] | "trap" | "bad_driver" | "timeout" | "host" | "load";

/** Where a mistake was and what it was, as far as it is known. */
export interface ErrorFacts {
  /** The code that the driver's export returned, 1 to 4; absent where no export returned one. */
  code?: number;
  /** The function whose input or output it was. */
  function?: string;
  /** The event whose data it was. */
  event?: string;
  /** JSON Pointer (RFC 6901) to the value in question; `""` is the whole value. */
  pointer?: string;
  /** Offset in bytes into the input, be it text or data. */
  offset?: number;
  /** What should have been there. */
  expected?: string;
  /** What was there. */
  found?: string;
}

/** The one error of this package. `message` is a sentence a person can act on. */
export class DataDriverError extends Error implements Readonly<ErrorFacts> {
  readonly kind: ErrorKind;
  declare readonly code?: number;
  declare readonly function?: string;
  declare readonly event?: string;
  declare readonly pointer?: string;
  declare readonly offset?: number;
  declare readonly expected?: string;
  declare readonly found?: string;

  constructor(kind: ErrorKind, message: string, facts?: ErrorFacts, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    Object.assign(this, facts);
  }

  /**
   * Who has to act: `"caller"` (pass something else), `"driver"` (it trapped, broke the ABI or does
   * not end; whoever made it has to repair it) or `"host"` (it could not be loaded, or this package failed).
   */
  get fault(): "caller" | "driver" | "host" {
    const { kind } = this;
    if (kind === "load" || kind === "host") return "host";
    return kind === "trap" || kind === "bad_driver" || kind === "timeout" ? "driver" : "caller";
  }

  /** The error as every host writes it, without absent fields. */
  toJSON(): ErrorFacts & { kind: ErrorKind; message: string } {
    // The facts are the own enumerable fields; `message` and `cause` are not enumerable.
    return { ...this, message: this.message };
  }
}

// On the prototype, so that it is not a field beside the facts.
DataDriverError.prototype.name = "DataDriverError";

/** The error with the function or event that it is about, also in front of its message, unless it names one. */
export function inPlace(error: DataDriverError, place: ErrorFacts): DataDriverError {
  const name = place.function ?? place.event;
  if (name === undefined || error.function !== undefined || error.event !== undefined) return error;
  const { kind, message, ...facts } = error.toJSON();
  return new DataDriverError(kind, `${name}: ${message}`, { ...facts, ...place }, error.cause);
}
