//! Base58check: bytes with a prefix in front and a checksum behind them, in base58.
//!
//! The checksum is the first four bytes of the SHA-256 of the SHA-256 of prefix and bytes, as in
//! [Bitcoin's addresses](https://en.bitcoin.it/wiki/Base58Check_encoding). Tezos has a prefix of
//! several bytes for each kind of hash, chosen so that the text begins with letters that tell them
//! apart (`tz1`, `sr1`).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::de::Error;
use sha2::{Digest, Sha256};

use crate::describe::Prefix;

/// How many bytes the checksum has.
const CHECKSUM: usize = 4;

/// Appends bytes in base58check.
pub fn encode(bytes: &[u8], prefix: Prefix, out: &mut String) {
    let mut all = Vec::with_capacity(prefix.bytes.len() + bytes.len() + CHECKSUM);
    all.extend_from_slice(prefix.bytes);
    all.extend_from_slice(bytes);
    let checksum = checksum(&all);
    all.extend_from_slice(&checksum);
    super::encode(&all, out);
}

/// The bytes that a text in base58check stands for.
///
/// # Errors
/// A digit is none of base58, or prefix, checksum or number of bytes are others.
pub fn decode(text: &str, prefix: Prefix, length: Option<usize>) -> Result<Vec<u8>, crate::Error> {
    parse(text, prefix, length).map_err(|error: serde::de::value::Error| {
        crate::Error::new(crate::Kind::InvalidValue, format!("{error}"))
    })
}

pub(crate) fn parse<E: Error>(
    text: &str,
    prefix: Prefix,
    length: Option<usize>,
) -> Result<Vec<u8>, E> {
    if let Some(length) = length {
        super::check_digits(text, prefix.bytes.len() + length + CHECKSUM)?;
    }
    let mut all = super::parse_any::<E>(text)?;
    let Some(end) = all.len().checked_sub(CHECKSUM) else {
        return Err(E::custom("too short for a checksum"));
    };
    if checksum(&all[..end]) != all[end..] {
        return Err(E::custom(
            "the checksum does not match: a letter is wrong or missing",
        ));
    }
    all.truncate(end);
    if !all.starts_with(prefix.bytes) {
        let reason = format!("the text does not begin with {}", prefix.letters);
        return Err(E::custom(reason));
    }
    all.drain(..prefix.bytes.len());
    match length {
        Some(length) if length != all.len() => Err(E::custom(format!(
            "found {} bytes, not {length}",
            all.len()
        ))),
        _ => Ok(all),
    }
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(Sha256::digest(bytes)));
    [a, b, c, d]
}
