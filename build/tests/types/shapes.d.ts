// Shapes 1.0.0: made from the driver's schema, which is made from its declaration.

/** Every shape that a value can have. */
export type Shapes<F extends Form = AsText> = {
  form: F;
  functions: {
    nothing: { kind: "query"; input: null; decodedInput: null; output: null };
    /**
     * Takes several values.
     *
     * The second may be absent.
     */
    several: {
      kind: "transaction";
      input: readonly [owner: Owner<AsInput>, default_: u64<AsInput> | null];
      decodedInput: readonly [owner: Owner<F>, default_: u64<F> | null];
      output: boolean;
    };
    /** Gives lists. */
    lists: {
      kind: "feed";
      input: u64<AsInput>;
      decodedInput: u64<F>;
      output: readonly (readonly (Tree<F> | null)[])[];
    };
  };
  events: {
    changed: Tree<F>;
    /** A topic that is no identifier. */
    "a/b-c": Plain;
  };
};

/**
 * A hash.
 *
 * 32 bytes in hex.
 */
export type Hash<F extends Form = AsText> = F["hex"];

/** 96 bytes in base58. */
export type Key<F extends Form = AsText> = F["base58"];

export type Map<F extends Form = AsText> = { readonly [name: string]: u64<F> };

/** Told apart by a member. */
export type Message =
  | { kind: "Text"; text: string }
  /** Numbers. */
  | {
      kind: "Numbers";
      /** At most ten. */
      numbers: readonly number[];
    };

export type Nobody = "Nobody";

export type Owner<F extends Form = AsText> =
  | "None"
  /** A person. */
  | { Key: Key<F> }
  | { Pair: readonly [Hash<F>, boolean] };

/** Holds neither integers nor bytes. */
export type Plain = { flag: boolean; "a-b": string; note?: string | null | undefined };

export type Tree<F extends Form = AsText> = { leaves: readonly Hash<F>[]; branches: readonly Tree<F>[]; open: unknown };

/** Integer of 64 bits, not negative. */
export type u64<F extends Form = AsText> = F["wide"];

/** Integer of 8 bits, not negative. */
export type u8<F extends Form = AsText> = F["small"];

/** The ways to write integers of 64 bits and more, smaller ones, bytes in hex, and bytes in base58. */
export type Form = { wide: unknown; small: unknown; hex: unknown; base58: unknown };
/** What decoding gives. */
export type AsText = { wide: string; small: number; hex: string; base58: string };
/** What decoding gives with `integers: "bigint"`. */
export type AsBigInts = { wide: bigint; small: number; hex: string; base58: string };
/** What encoding takes: a number only below 2^53, hex with or without `0x`. */
export type AsInput = {
  wide: string | number | bigint;
  small: string | number | bigint;
  hex: string | globalThis.Uint8Array | readonly number[];
  base58: string | globalThis.Uint8Array;
};
