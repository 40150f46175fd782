/** Signatures of drivers, an entry of its own. What they say and what not: `docs/security.md`. */
export { DataDriverError } from "./error.js";
export type { Statement } from "./readSignature.js";
export { type Seen, Trust, type TrustData, type VerifyOptions } from "./trust.js";
export { type SignedManifest, verifyManifest } from "./verifyManifest.js";
