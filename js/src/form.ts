/**
 * How values are written, by which the types of a contract's declarations differ: integers of 64 bits
 * and more, smaller ones, bytes in hex, and bytes in base58. A driver's `.d.ts` carries the same, so that it needs no
 * other file.
 */
export interface Form {
  wide: unknown;
  small: unknown;
  hex: unknown;
  /** Declarations that were written earlier do not have it. */
  base58?: unknown;
}

/** What decoding gives. */
export interface AsText {
  wide: string;
  small: number;
  hex: string;
  base58: string;
}

/** What decoding gives with `integers: "bigint"`. */
export interface AsBigInts {
  wide: bigint;
  small: number;
  hex: string;
  base58: string;
}

/** What encoding takes: a number only below 2^53, hex with or without `0x`. */
export interface AsInput {
  wide: string | number | bigint;
  small: string | number | bigint;
  hex: string | Uint8Array | readonly number[];
  base58: string | Uint8Array;
}
