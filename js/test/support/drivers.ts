/** The names of the repository's drivers, in the order of the alphabet. */
export const DRIVERS = ["drc20", "drc721", "pink-runtime", "preimage-oracle", "smart-rollup", "stake", "standard-bridge", "transfer"];
