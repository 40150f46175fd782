/**
 * How values are written, by which the types of a contract's declarations differ: integers of 64 bits
 * and more, smaller ones, and bytes in hex. A driver's `.d.ts` carries the same, so that it needs no
 * other file.
 */
export interface Form {
  wide: unknown;
  small: unknown;
  hex: unknown;
}

/** What decoding gives. */
export interface AsText {
  wide: string;
  small: number;
  hex: string;
}

/** What decoding gives with `integers: "bigint"`. */
export interface AsBigInts {
  wide: bigint;
  small: number;
  hex: string;
}

/** What encoding takes: a number only below 2^53, hex with or without `0x`. */
export interface AsInput {
  wide: string | number | bigint;
  small: string | number | bigint;
  hex: string | Uint8Array | readonly number[];
}
