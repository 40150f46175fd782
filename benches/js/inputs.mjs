import { readFileSync } from "node:fs";

/**
 * A value's bytes and JSON, as the contract's own types make them.
 *
 * @typedef {{ bytes: Uint8Array, json: any }} Sample
 */

/**
 * The inputs that all programs of the bench share.
 *
 * @param {string} path
 * @returns {Record<string, Sample[]>}
 */
export function readInputs(path) {
  const inputs = JSON.parse(readFileSync(path, "utf8"));
  for (const samples of Object.values(inputs)) {
    // A copy: a small `Buffer` is a view of a large block that Node shares.
    for (const sample of samples) sample.bytes = Uint8Array.from(Buffer.from(sample.bytes, "hex"));
  }
  return inputs;
}
