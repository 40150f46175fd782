import { contractId } from "./contractId.js";
import { type DataDriverError, loadFailure } from "./error.js";
import { checkObject, refuseOthers } from "./options.js";
import { refusal, type Statement } from "./readSignature.js";
import type { RegistryManifest } from "./registry.js";
import type { Trust, VerifyOptions } from "./trust.js";

/** A registry's manifest with signatures, as `data-driver sign --manifest` makes it: contract id to a signed driver. */
export type SignedManifest = Record<string, { url: string; version: string; integrity: string; signature: string }>;

/**
 * Verifies every signature of a manifest and gives the manifest for `DriverRegistry.fromManifest`, in which each driver is held by
 * the hash that was signed. It is all or nothing: where one is refused, the error names it, and nothing is remembered.
 *
 * Else `trust` remembers the versions; keep it. Nothing says that an entry is missing from a manifest.
 */
export async function verifyManifest(manifest: SignedManifest, trust: Trust, options: VerifyOptions = {}): Promise<RegistryManifest> {
  try {
    checkObject("", manifest);
  } catch (cause) {
    throw loadFailure(cause, "the manifest: ");
  }
  const verified: [Statement, string][] = [];
  const ids = new Set<string>();
  for (const [key, entry] of Object.entries(manifest)) {
    const place = `the manifest's entry ${key}: `;
    try {
      const id = contractId(key);
      if (ids.has(id)) throw refusal("it is there twice");
      ids.add(id);
      refuseOthers("member", entry, ["url", "version", "integrity", "signature"]);
      const statement = await trust.verify(entry.signature, id, options);
      for (const member of ["version", "integrity"] as const) {
        if (entry[member] !== statement[member]) throw refusal(`the manifest's ${member} is not the signed one: expected ${statement[member]}, found ${entry[member]}`);
      }
      verified.push([statement, entry.url]);
    } catch (cause) {
      // What the engine lacks is no fault of the manifest.
      if ((cause as DataDriverError).kind === "host") throw cause;
      throw loadFailure(new Error((cause as Error).message, { cause }), place);
    }
  }
  for (const [statement] of verified) trust.remember(statement);
  return Object.fromEntries(verified.map(([{ contract, integrity }, url]) => [contract, { url, integrity }]));
}
