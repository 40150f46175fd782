/** Bytes as text, in the forms that people paste and copy. */

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Which form a text of bytes has. */
export type Form = "hex" | "base64";

/**
 * The bytes of a text: hex with or without `0x` and with any white space, commas or colons between, or base64 of both
 * alphabets. What can be read as hex is hex. Throws where it is neither, base64 with bits that no byte has among that: few
 * words are base64 by chance then.
 */
export function parseBytes(text: string): { bytes: Uint8Array<ArrayBuffer>; form: Form } {
  const digits = text.replace(/[\s,:]|\\x|0x/gi, "");
  if (/^[0-9a-f]*$/i.test(digits)) {
    if (digits.length % 2) throw new Error(`hex has two digits for each byte, and these are ${digits.length}`);
    return { bytes: Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16)), form: "hex" };
  }
  const base64 = text.replace(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/");
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    } catch {
      throw new Error("this looks like base64, but its length is not that of base64");
    }
    if (toBase64(bytes).replace(/=+$/, "") !== base64.replace(/=+$/, "")) throw new Error("this looks like base64, but its last digit is none that base64 ends with");
    return { bytes, form: "base64" };
  }
  const strange = /[^0-9a-f]/i.exec(digits);
  throw new Error(`neither hex nor base64: there is ${JSON.stringify(strange?.[0])}`);
}

/** How many bytes a base58 text stands for, or nothing where it is not base58. */
export function base58Length(text: string): number | undefined {
  let number = 0n;
  for (const character of text) {
    const digit = BASE58.indexOf(character);
    if (digit < 0) return undefined;
    number = number * 58n + BigInt(digit);
  }
  const zeros = /^1*/.exec(text)![0].length;
  return zeros + (number ? Math.ceil(number.toString(16).length / 2) : 0);
}

/** How many bytes a hex text stands for, or nothing where it is not hex. */
export function hexLength(text: string): number | undefined {
  const digits = text.replace(/^0x/, "");
  return /^([0-9a-fA-F]{2})*$/.test(digits) ? digits.length / 2 : undefined;
}

/** `this byte`, `these 1,234 bytes` */
export function theseBytes(bytes: number): string {
  return bytes === 1 ? "this byte" : `these ${countOf(bytes)}`;
}

/** `1,234 bytes` */
export function countOf(bytes: number): string {
  return `${bytes.toLocaleString("en")} byte${bytes === 1 ? "" : "s"}`;
}
