import type { Signal } from "./globals.js";
import type { Limits } from "./limits.js";

/** How a driver is loaded. */
export interface LoadOptions {
  /**
   * What decoding gives for integers of 64 bits and more. `"bigint"` needs a driver whose schema says
   * which these are, and rejects one that does not. Default `"string"`.
   */
  integers?: "string" | "bigint";
  /** The file's hash in SRI form, `sha256-<base64>`; nothing of another file is compiled. */
  integrity?: string | undefined;
  /**
   * What the driver may use up. A `memory` given here is enforced by the engine, as then is a limit of
   * 100,000 entries of tables, unless the source is compiled already; the default is checked after each call.
   */
  limits?: Limits | undefined;
  /**
   * Whether a function's input is decoded only from the very bytes that encoding its value gives; others are an error
   * of kind `"invalid_bytes"`. Each such call takes as long as decoding and encoding. Default `false`.
   */
  strict?: boolean | undefined;
  /** Ends the wait and the download. */
  signal?: Signal | undefined;
}
