//! Descriptions of the types of `dusk-core`, with the feature `dusk`.
//!
//! They are what `dusk-core` 1.7 and the crates it re-exports write with their feature `serde`:
//!
//! | crate | types |
//! |---|---|
//! | `bls12_381-bls` | BLS keys and signatures: base58 of the compressed point |
//! | `jubjub-schnorr` | Schnorr keys and signatures: base58 |
//! | `dusk-bls12_381` | scalars: hex of 32 bytes, little-endian |
//! | `dusk-jubjub` | scalars and points: hex of 32 bytes |
//! | `phoenix-core` | Phoenix keys and addresses: base58; notes and what is in them: objects |
//! | `piecrust-uplink` | contract ids: hex of 32 bytes |
//! | `dusk-core` | what the transfer and the stake contract take, return and emit: objects |
//!
//! Amounts are in LUX, the 10⁻⁹th part of a DUSK, unless something else is said; gas prices are in
//! LUX for each unit of gas.
//!
//! The names are those of the Rust types, with a prefix where two types share a name: the BLS key is
//! `BlsPublicKey`, the `Withdraw` of the transfer contract `TransferWithdraw`, that of the stake
//! contract `Withdraw`.

mod bytes;
mod curves;
pub(crate) mod hex_points;
pub(crate) mod ids;
mod jubjub_keys;
pub(crate) mod keys;
mod macros;
mod phoenix;
mod points;
mod signatures;
mod stake;
mod transfer;
mod withdraw;
