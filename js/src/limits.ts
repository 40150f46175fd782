/** What a driver may use up before a call ends with kind `"limit_exceeded"`. */
export interface Limits {
  /** Most memory of an instance, in bytes. Default 256 MiB, the maximum that the ABI allows a driver. */
  memory?: number;
  /** Longest result, in bytes. Default 64 MiB, the longest text that a driver of ours writes. */
  output?: number;
}

export const DEFAULT_LIMITS: Required<Limits> = { memory: 256 << 20, output: 64 << 20 };
