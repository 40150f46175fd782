import { OPERATION_ERROR } from "./abi.js";
import { MAX_MESSAGE, shown, tamed } from "./words.js";

/**
 * What kind of mistake an error is; the names are stable. The first ones are the caller's mistakes, in
 * the driver's words. The last six are the host's own findings: the driver trapped, broke the ABI or
 * ran too long, the caller closed it, the host failed, or there is no driver to load.
 */
export type ErrorKind =
  | "unknown_function"
  | "unknown_event"
  | "unsupported"
  | "invalid_json"
  | "wrong_type"
  | "invalid_value"
  | "wrong_length"
  | "unknown_member"
  | "duplicate_member"
  | "missing_member"
  | "invalid_bytes"
  | "invalid_input"
  | "limit_exceeded"
  | "buffer_too_small"
  | "other"
  | "trap"
  | "bad_driver"
  | "timeout"
  | "closed"
  | "host"
  | "load";

/** Where a mistake was and what it was, as far as it is known. */
export interface ErrorFacts {
  /** The code that the driver's export returned, or 2 where it did not come to that. */
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

/**
 * The one error of this package. `message` is a sentence a person can act on, in one line of at most 1,024 bytes: a
 * driver's words are cut, and what is not seen in them is escaped.
 */
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
    super(shown(message, MAX_MESSAGE), cause ? { cause } : undefined);
    this.kind = shown(kind) as ErrorKind;
    for (const [fact, value] of Object.entries(facts ?? {})) (this as Record<string, unknown>)[fact] = typeof value === "string" ? shown(value, MAX_MESSAGE) : value;
  }

  // No field, as those are the facts.
  override get name() {
    return "DataDriverError";
  }

  /** The error as every host writes it, without absent fields. */
  toJSON(): ErrorFacts & { kind: ErrorKind; message: string } {
    // The facts are the own enumerable fields; `message` and `cause` are not enumerable.
    return { ...this, message: this.message };
  }
}

/**
 * The error with the place that it is about, also in front of its message, unless it names one: a function or an
 * event, else the export. What is no name is no place.
 */
export function inPlace(error: DataDriverError, key: "function" | "event" | undefined, name: unknown): DataDriverError {
  if (typeof name !== "string") return error;
  const { kind, message, function: fn, event, ...facts } = error.toJSON();
  // What a driver says of another function than was asked for is not believed.
  const isNamed = key ? (error[key] === name || error[key] === shown(name, MAX_MESSAGE)) && (fn === undefined || event === undefined) : (fn ?? event) !== undefined;
  const placed = isNamed ? error : new DataDriverError(kind, `${shown(name)}: ${message}`, facts, error.cause);
  // The caller's own name, all of it.
  return key ? Object.assign(placed, { [key]: name }) : placed;
}

/** Why there is no driver to be had. Anything can be thrown, above all as the reason of an abort. */
export function loadFailure(cause: unknown, before = "", after = ""): DataDriverError {
  if (cause instanceof DataDriverError && cause.kind === "load") return cause;
  const what = typeof cause === "object" ? Object.prototype.toString.call(cause) : String(cause);
  const words = (cause as Error | null | undefined)?.message || `the load was given up: ${what}`;
  return new DataDriverError("load", before + words + after, {}, /^Compile/.test((cause as Error | undefined)?.name!) ? tamed(cause) : cause);
}

/** What the caller passed is not what was expected at this place of the value. */
export function mistake(expected: string, found: unknown, pointer = ""): DataDriverError {
  const message = `${pointer && `${pointer}: `}expected ${expected}, found ${found}`;
  return new DataDriverError("invalid_value", message, { code: OPERATION_ERROR, pointer, expected, found: `${found}` });
}

/** The text that this has to be. */
export function asText(expected: string, given: unknown): string {
  if (typeof given !== "string") throw mistake(expected, kindOf(given).toLowerCase());
  return given;
}

/** Throws unless it is a driver, here or on a worker. */
export function checkDriver(given: { schema?: unknown } | null | undefined): void {
  if (typeof given?.schema !== "function") throw mistake("a driver", kindOf(given).toLowerCase());
}

/** What kind of a value it is, `Null` or `Response`, made here or in another frame. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** What the driver did that no driver may do: break a promise of the ABI, or what `kind` says. */
export function broken(what: string, cause?: unknown, kind: ErrorKind = "bad_driver", message = `the driver${what}`): DataDriverError {
  return new DataDriverError(kind, message, { code: OPERATION_ERROR }, tamed(cause));
}

/** Whether only a host can know that a mistake is of this kind: drivers that say so are not believed. */
export function isHostKind(kind: ErrorKind): boolean {
  return /^(trap|bad_driver|timeout|closed|host|load)$/.test(kind);
}

/** Whether it is the driver's fault, after which its instance must not be used again. */
export function isFault(kind: ErrorKind): boolean {
  return /^(trap|bad_driver|timeout|limit_exceeded)$/.test(kind);
}
