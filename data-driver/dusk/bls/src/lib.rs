//! Decompresses and compresses points of BLS12-381 and of [JubJub](jubjub) quickly where multiplication
//! ends at 64 bits, as in WebAssembly.
//!
//! The well-known implementations multiply words of 64 bits into 128. WebAssembly has no instruction
//! for that, so each such multiplication becomes a call with a result in memory. Here words have 29 or
//! 30 bits, products fit into 64 with room for carries, and fewer of them are needed: a square root in
//! the quadratic extension takes two exponentiations in the prime field instead of two in the
//! extension, and JubJub's subgroup is told by one exponentiation instead of a multiplication of the
//! point. Where 128 bits are at hand, BLS12-381's points have no need for it.
//!
//! What comes out is what the crates of the `bls12_381` family keep in memory, so that their types
//! can be made of it without another computation. Nothing here takes a secret: the time that a call
//! takes depends on its input.
//!
//! The compressed form is the one that
//! [the family describes](https://docs.rs/bls12_381/0.8/bls12_381/notes/serialization/index.html): the
//! x-coordinate, big-endian, with three flags in the highest bits.
//!
//! ```
//! // The point at infinity, the only one that can be written down without a generator at hand.
//! let mut bytes = [0; 48];
//! bytes[0] = 0b1100_0000;
//! let point = data_driver_bls::g1(&bytes).expect("a point of the subgroup");
//! assert!(point.is_infinity);
//! assert_eq!(data_driver_bls::compress_g1(&point), bytes);
//!
//! // A coordinate beyond the field's order is none.
//! assert_eq!(data_driver_bls::g1(&[0x9f; 48]), None);
//! ```

#![no_std]
#![forbid(unsafe_code)]

mod chain;
mod compress;
mod curve;
mod decompress;
mod field;
mod fp;
mod fp2;
mod fr;
mod inverse_root;
pub mod jubjub;
mod montgomery;
mod power;
mod torsion;

pub use compress::{compress_g1, compress_g2};
pub use decompress::{Point, g1, g2};
