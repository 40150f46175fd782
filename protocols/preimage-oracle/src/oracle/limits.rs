//! How much is believed of a length that the other side says, unless a limit of the caller's own is given.

/// The most bytes of a preimage: some times those of the largest that a chain has, a block's whole receipts or a state witness.
pub const MAX_PREIMAGE: u64 = 64 << 20;

/// The most bytes of a hint. Those of payloads hold all the transactions of a block in hex.
pub const MAX_HINT: u64 = 16 << 20;
