import { loadDriver, type Driver, type LoadOptions } from "data-driver";
import { inject } from "vitest";

/** The bytes of a file that the set-up found; throws, and so fails the test, where it found none. */
export function file(name: string): Uint8Array<ArrayBuffer> {
  const found = inject("files")[name];
  if (!found) throw new Error(`the set-up has no file ${name}`);
  if ("missing" in found) throw new Error(found.missing);
  return Uint8Array.from(atob(found.base64), (character) => character.charCodeAt(0));
}

export function load(name: string, options?: LoadOptions): Promise<Driver> {
  return loadDriver(file(name), options);
}

export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
