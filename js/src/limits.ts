/** What a driver may use up before a call ends with kind `"limit_exceeded"`. `Infinity` is no limit. */
export interface Limits {
  /**
   * Most memory of an instance, in bytes, or what the driver's file states for an input of that length where that is less.
   * Default 256 MiB, the maximum that the ABI allows a driver.
   */
  memory?: number | undefined;
  /** Longest result, in bytes. Default 64 MiB, the longest text that a driver of ours writes. */
  output?: number | undefined;
}

/** Every limit. */
export interface AllLimits {
  memory: number;
  output: number;
}

/** The limits, each with its default where it is not given. */
export function allLimits({ memory = 256 << 20, output = 64 << 20 }: Limits = {}): AllLimits {
  // No memory is larger than its addresses reach.
  return { memory: Math.min(memory, 2 ** 32), output };
}
