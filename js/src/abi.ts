/** The facts of ABI version 1 that a host needs. */

/** What an export returns. */
export const OK = 0;
export const INVALID_INPUT = 1;
export const OPERATION_ERROR = 2;
export const NOT_INITIALIZED = 3;
export const BUFFER_TOO_SMALL = 4;

/** Width in bytes of the length in front of every result. */
export const LENGTH_SIZE = 4;

/** The four conversions, by the name of their export. */
export type Conversion = "encode_input_fn" | "decode_input_fn" | "decode_output_fn" | "decode_event";

/** The texts that a driver tells about itself, by the name of their export. */
export type Text = "get_schema" | "get_version" | "get_last_error" | "get_last_error_details";

/** The exports that this package uses. */
export type Exports = Record<Conversion, (...args: number[]) => number> &
  Record<Text, (out: number, size: number) => number> & {
    memory: WebAssembly.Memory;
    alloc(size: number): number;
    dealloc(pointer: number, size: number): void;
    init(): void;
  };
