// Stake Contract 1.0.0: made from the driver's schema, which is made from its declaration.

/** Tries to get out: *\/ export type Evil = 1; /* */
export type Stake_Contract_<F_ extends Form_ = AsText> = {
  form: F_;
  functions: {
    "call.pay": { kind: "transaction"; input: F<AsInput_>; decodedInput: F<F_>; output: { Ok: F<F_> } | { Err: string } };
    "call.3": Stake_Contract_<F_>["functions"]["call.pay"];
    pay: Stake_Contract_<F_>["functions"]["call.pay"];
    /** *\/ */
    "two words": {
      kind: "query";
      input: readonly [in_: F<AsInput_>, a_b: Form<AsInput_>];
      decodedInput: readonly [in_: F<F_>, a_b: Form<F_>];
      output: unknown;
    };
  };
  events: {};
};

export type AsInput = string_;

export type F<F_ extends Form_ = AsText> = integer64<F_>;

export type Form<F_ extends Form_ = AsText> = { constructor: F<F_>; "quo\"te": "*/" };

/** *\/ */
export type Stake_Contract = null;

/** Bytes in hex. */
export type Uint8Array<F_ extends Form_ = AsText> = F_["hex"];

/** Integer of 64 bits, with a sign. */
export type integer64<F_ extends Form_ = AsText> = F_["wide"];

export type string_ = string;

export type Vec_u8_<F_ extends Form_ = AsText> = Uint8Array<F_>;

/** The ways to write integers of 64 bits and more, smaller ones, bytes in hex, and bytes in base58. */
export type Form_ = { wide: unknown; small: unknown; hex: unknown; base58: unknown };
/** What decoding gives. */
export type AsText = { wide: string; small: number; hex: string; base58: string };
/** What decoding gives with `integers: "bigint"`. */
export type AsBigInts = { wide: bigint; small: number; hex: string; base58: string };
/** What encoding takes: a number only below 2^53, hex with or without `0x`. */
export type AsInput_ = {
  wide: string | number | bigint;
  small: string | number | bigint;
  hex: string | globalThis.Uint8Array | readonly number[];
  base58: string | globalThis.Uint8Array;
};
