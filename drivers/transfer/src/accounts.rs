//! Accounts as `sync_accounts` feeds them: the data, and the key in the raw form in which the
//! contract stores it.

use alloc::vec::Vec;

use data_driver::{Error, Kind, from_rkyv};
use dusk_core::signatures::bls::PublicKey;
use dusk_core::transfer::moonlight::AccountData;

use crate::mirror::{Mirror, codec};

codec! {
    /// Items of `sync_accounts`.
    account: (dusk_core::transfer::moonlight::AccountData, dusk_core::signatures::bls::PublicKey)
}

/// A key's two coordinates, each of two field elements in Montgomery form, and the flag of the point
/// at infinity.
type RawKey = [u8; 193];

impl Mirror for (AccountData, PublicKey) {
    type Of = (AccountData, RawKey);

    fn show((data, raw): Self::Of) -> Result<Self, Error> {
        Ok((data, key(&raw)?))
    }

    fn build(self) -> Result<Self::Of, Error> {
        let (data, key) = self;
        Ok((data, key.to_raw_bytes()))
    }
}

/// The key of that raw form, if it is a valid one.
///
/// The one function of `bls12_381-bls` that reads this form is unsafe and checks nothing. A key's
/// archive has the same parts in the same order, so it is read as that; should this ever differ, the
/// comparison finds out.
fn key(raw: &RawKey) -> Result<PublicKey, Error> {
    let mut archive = Vec::from(raw);
    archive.resize(raw.len().next_multiple_of(size_of::<u64>()), 0);
    let key = from_rkyv::<PublicKey>(&archive)?;
    if key.to_raw_bytes() == *raw && key.is_valid() {
        Ok(key)
    } else {
        let reason = "the account's key is not a point of the group G2 other than infinity";
        Err(Error::new(Kind::InvalidBytes, reason))
    }
}
