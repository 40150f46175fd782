import { DataDriverError } from "./error.js";
import { semanticVersion } from "./semanticVersion.js";
import { pointFault } from "./strictEd25519.js";

/** What a signature says: this file is that version of the driver for that contract. */
export interface Statement {
  /** The contract's id, in lower-case hex. */
  readonly contract: string;
  /** The driver's version. */
  readonly version: string;
  /** The file's hash, to load it by: `loadDriver(source, { integrity })` compiles no other. */
  readonly integrity: string;
  /** When it was signed, by the signer's clock, as `2026-11-27T20:15:00Z`. Nothing is decided by it. */
  readonly created: string;
  /** The public key of whoever signed it, in base64. */
  readonly key: string;
}

/** A signature's text, read. That it could be read says nothing yet. */
export interface ReadSignature {
  statement: Statement;
  /** The bytes of the key and of the signature, and those that were signed. */
  key: Uint8Array;
  signature: Uint8Array;
  signed: Uint8Array;
}

/** The most bytes of a text. */
const MAX_SIGNATURE = 1024;
/** The most bytes of a version. */
const MAX_VERSION = 128;

/** Reads the text in the one way in which it is written, so that what was signed is what stands there. */
export function readSignature(text: string): ReadSignature {
  if (typeof text !== "string") throw refusal(`the signature: expected a text, found ${typeof text}`);
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MAX_SIGNATURE) throw refusal(`the signature has ${bytes.length} bytes, more than the limit of ${MAX_SIGNATURE}`);
  const lines = text.split("\n");
  /** What stands behind a line's name, if it is what has to stand there. */
  const line = <Value>(number: number, name: string, expected: string, read: (value: string) => Value | undefined): Value => {
    const found = lines[number - 1] ?? "";
    const value = found.startsWith(name) ? read(found.slice(name.length)) : undefined;
    if (value === undefined) throw refusal(`the signature: line ${number}: expected ${expected}`);
    return value;
  };
  const just = (wanted: string) => (value: string) => (value === wanted ? value : undefined);
  const matching = (form: RegExp) => (value: string) => (form.test(value) ? value : undefined);

  line(1, "", "`data-driver-signature 1`", just("data-driver-signature 1"));
  line(2, "algorithm: ", "`algorithm: ed25519`", just("ed25519"));
  const key = line(3, "key: ", "`key: ` and 32 bytes in base64", (value) => fromBase64(value, 32));
  checkKey(key, "the signature: line 3: ");
  const contract = line(4, "contract: ", "`contract: ` and 1 to 64 bytes in lower-case hex", matching(/^([0-9a-f]{2}){1,64}$/));
  const isVersion = (value: string) => (value.length <= MAX_VERSION && semanticVersion(value) ? value : undefined);
  const version = line(5, "version: ", "`version: ` and a semantic version of at most 128 bytes", isVersion);
  const isHash = (value: string) => (isIntegrity(value) ? value : undefined);
  const integrity = line(6, "integrity: ", "`integrity: sha256-` and 32 bytes in base64", isHash);
  const created = line(7, "created: ", "`created: ` and a time such as 2026-11-27T20:15:00Z", time);
  const signature = line(8, "signature: ", "`signature: ` and 64 bytes in base64", (value) => fromBase64(value, 64));
  // The line break behind the last line, and nothing behind that.
  if (lines.length !== 9 || lines[8] !== "") throw refusal("the signature: expected a line break behind line 8, and nothing behind that");
  const signed = bytes.subarray(0, text.lastIndexOf("signature: "));
  return { statement: { contract, version, integrity, created, key: toBase64(key) }, key, signature, signed };
}

/** Why a signature, or what it is verified by, is refused. The words are those of the Rust host. */
export function refusal(message: string): DataDriverError {
  return new DataDriverError("load", message);
}

/** The bytes of a public key; throws where it is none that can be trusted. */
export function publicKey(text: string, place = ""): Uint8Array {
  const key = typeof text === "string" ? fromBase64(text, 32) : undefined;
  if (!key) throw refusal(`${place}expected a public key, 32 bytes in base64`);
  checkKey(key, place);
  return key;
}

/** Whether it is the SHA-256 of a file in the form of Subresource Integrity. */
export function isIntegrity(text: string): boolean {
  return text.startsWith("sha256-") && !!fromBase64(text.slice(7), 32);
}

function checkKey(key: Uint8Array, place: string): void {
  const fault = pointFault(key);
  if (fault) throw refusal(`${place}the public key is ${fault === "weak" ? "weak: anybody can sign for it" : "not written as RFC 8032 has it"}`);
}

/** So many bytes, written in the one way there is: engines read more. */
function fromBase64(text: string, length: number): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return bytes.length === length && toBase64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** A second from 1970 on, as RFC 3339 has it in UTC. Engines take the 30th of February for a day in March. */
function time(text: string): string | undefined {
  if (!/^(19[7-9]|[2-9]\d\d)\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined;
  const read = new Date(text);
  return !Number.isNaN(read.getTime()) && read.toISOString() === text.replace("Z", ".000Z") ? text : undefined;
}
