import { DataDriverError } from "./error.js";

/** The prime of the field, and the number of the base point's multiples. */
const PRIME = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The `y` of the eight points whose order divides 8; two points of order 4 and four of order 8 share theirs. */
const ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const SMALL_ORDER = [0n, 1n, PRIME - 1n, ORDER_8, PRIME - ORDER_8];

/** What keeps a point from being one that a signature can be trusted by, if anything does: it has another text, or a small order. */
export function pointFault(point: Uint8Array): "not canonical" | "weak" | undefined {
  const y = numberOf(point) & (2n ** 255n - 1n);
  if (y >= PRIME) return "not canonical";
  return SMALL_ORDER.includes(y) ? "weak" : undefined;
}

/**
 * Whether the signature of these bytes is by this key, strictly: no other 64 bytes that anybody can make of good ones are.
 * Engines differ in how closely they look, so what they may leave out is looked at here.
 */
export async function isSignedBy(key: Uint8Array, signature: Uint8Array, signed: Uint8Array): Promise<boolean> {
  const { subtle } = crypto;
  if (!subtle) throw unable("pages that are not served securely have no cryptography");
  if (pointFault(key) || pointFault(signature.subarray(0, 32)) || numberOf(signature.subarray(32)) >= ORDER) return false;
  try {
    const imported = await subtle.importKey("raw", key as BufferSource, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, imported, signature as BufferSource, signed as BufferSource);
  } catch (cause) {
    if ((cause as Error).name === "NotSupportedError") throw unable("this engine has no Ed25519", cause);
    // Some take any 32 bytes for a key, others only points of the curve.
    if ((cause as Error).name === "DataError") return false;
    throw unable((cause as Error).message, cause);
  }
}

function unable(why: string, cause?: unknown): DataDriverError {
  return new DataDriverError("host", `signatures cannot be verified here: ${why}`, {}, cause);
}

/** The number that bytes are, from the lowest on. */
function numberOf(bytes: Uint8Array): bigint {
  return Array.from(bytes).reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}
