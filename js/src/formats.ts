/** The texts that stand for something else: bytes, mostly. */

const BASE58 = /^[1-9A-HJ-NP-Za-km-z]*$/;
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** Beyond, counting bytes would take longer than it is worth: the driver does it. */
const LONGEST_COUNTED = 1_024;

/** Whether the text is of a format. Of one that is not known, any is. */
export function isTextOf(format: string, text: string, prefix = ""): boolean {
  if (format === "hex") return isHex(text.startsWith("0x") ? text.slice(2) : text);
  if (format === "base58") return BASE58.test(text);
  if (format === "base58check") return BASE58.test(text) && text.startsWith(prefix);
  if (format === "float") return /^(NaN|-?Infinity)$/.test(text);
  return true;
}

/** How many bytes a text of a format stands for, where that can be told. */
export function lengthOf(format: string, text: string): number | undefined {
  if (format === "hex") return (text.length - (text.startsWith("0x") ? 2 : 0)) / 2;
  if (format !== "base58" || text.length > LONGEST_COUNTED || !BASE58.test(text)) return undefined;
  let number = 0n;
  for (const digit of text) number = number * 58n + BigInt(ALPHABET.indexOf(digit));
  // Zeros in front have no digits of their own.
  const zeros = /^1*/.exec(text)![0].length;
  return zeros + (number ? Math.ceil(number.toString(16).length / 2) : 0);
}

function isHex(digits: string): boolean {
  return digits.length % 2 === 0 && /^[0-9a-f]*$/i.test(digits);
}
