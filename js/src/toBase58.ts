const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** The bytes in base58, the form of keys and signatures in a driver's JSON. */
export function toBase58(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  let text = "";
  for (; number; number /= 58n) text = ALPHABET[Number(number % 58n)] + text;
  // Zeros in front have no digits of their own.
  const zeros = bytes.findIndex(Boolean);
  return "1".repeat(zeros < 0 ? bytes.length : zeros) + text;
}
