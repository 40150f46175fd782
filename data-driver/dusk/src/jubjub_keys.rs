//! Keys, addresses and signatures that are points of JubJub, some with a scalar.
//!
//! What bytes they take, and to what, is what their own `Serializable` does; the points go through
//! [`points`](crate::points). A point in memory has a third coordinate that the others are divided by.
//! In an archive it can be zero: then there are no bytes, where their own code panics.

use alloc::vec::Vec;

use bytecheck::CheckBytes;
use dusk_bytes::Serializable;
use dusk_core::signatures::schnorr;
use dusk_core::transfer::phoenix;
use dusk_core::{JubJubExtended, JubJubScalar};
use rkyv::validation::validators::DefaultValidator;
use rkyv::{Archive, Deserialize, Infallible};

use crate::points::{jubjub, jubjub_bytes, jubjub_of_any_order};

pub(crate) fn phoenix_public_key(bytes: &[u8; 64]) -> Option<phoenix::PublicKey> {
    let [a, b] = parts(bytes);
    Some(phoenix::PublicKey::new(jubjub(a)?, jubjub(b)?))
}

pub(crate) fn phoenix_public_key_bytes(key: &phoenix::PublicKey) -> Option<[u8; 64]> {
    jubjub_bytes([key.A(), key.B()]).map(joined)
}

pub(crate) fn view_key(bytes: &[u8; 64]) -> Option<phoenix::ViewKey> {
    let [a, b] = parts(bytes);
    Some(phoenix::ViewKey::new(scalar(a)?, jubjub(b)?))
}

pub(crate) fn view_key_bytes(key: &phoenix::ViewKey) -> Option<[u8; 64]> {
    let [b] = jubjub_bytes([key.B()])?;
    Some(joined([key.a().to_bytes(), b]))
}

pub(crate) fn stealth_address(bytes: &[u8; 64]) -> Option<phoenix::StealthAddress> {
    let [r, note_pk] = parts(bytes);
    let (r, note_pk) = (jubjub(r)?, jubjub(note_pk)?);
    Some(phoenix::StealthAddress::from_raw_unchecked(
        r,
        note_pk.into(),
    ))
}

pub(crate) fn stealth_address_bytes(address: &phoenix::StealthAddress) -> Option<[u8; 64]> {
    jubjub_bytes([address.R(), address.note_pk().as_ref()]).map(joined)
}

/// The only one that need not be in the subgroup of the large prime order.
pub(crate) fn schnorr_public_key(bytes: &[u8; 32]) -> Option<schnorr::PublicKey> {
    jubjub_of_any_order(bytes).map(Into::into)
}

pub(crate) fn schnorr_public_key_bytes(key: &schnorr::PublicKey) -> Option<[u8; 32]> {
    let [bytes] = jubjub_bytes([key.as_ref()])?;
    Some(bytes)
}

pub(crate) fn schnorr_signature(bytes: &[u8; 64]) -> Option<schnorr::Signature> {
    let [u, r] = parts(bytes);
    from_members(scalar(u)?, &[jubjub(r)?])
}

pub(crate) fn schnorr_signature_bytes(signature: &schnorr::Signature) -> Option<[u8; 64]> {
    let [r] = jubjub_bytes([signature.R()])?;
    Some(joined([signature.u().to_bytes(), r]))
}

pub(crate) fn schnorr_signature_double(bytes: &[u8; 96]) -> Option<schnorr::SignatureDouble> {
    let [u, r, r_prime] = parts(bytes);
    from_members(scalar(u)?, &[jubjub(r)?, jubjub(r_prime)?])
}

pub(crate) fn schnorr_signature_double_bytes(
    signature: &schnorr::SignatureDouble,
) -> Option<[u8; 96]> {
    let [r, r_prime] = jubjub_bytes([signature.R(), signature.R_prime()])?;
    Some(joined([signature.u().to_bytes(), r, r_prime]))
}

fn scalar(bytes: &[u8; 32]) -> Option<JubJubScalar> {
    <JubJubScalar as Serializable<32>>::from_bytes(bytes).ok()
}

/// Goes through the signatures' archives, as their members are private.
fn from_members<T>(scalar: JubJubScalar, points: &[JubJubExtended]) -> Option<T>
where
    T: Archive,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    let mut archive: Vec<u8> = data_driver::to_rkyv(&scalar).ok()?;
    for point in points {
        archive.extend_from_slice(&data_driver::to_rkyv(point).ok()?);
    }
    data_driver::from_rkyv(&archive).ok()
}

/// The bytes in as many parts of 32 as they have.
fn parts<const N: usize, const PARTS: usize>(bytes: &[u8; N]) -> [&[u8; 32]; PARTS] {
    const { assert!(N == 32 * PARTS) };
    let (parts, _) = bytes.as_chunks();
    core::array::from_fn(|i| &parts[i])
}

fn joined<const N: usize, const PARTS: usize>(parts: [[u8; 32]; PARTS]) -> [u8; N] {
    const { assert!(N == 32 * PARTS) };
    let parts = parts.as_flattened();
    core::array::from_fn(|i| parts[i])
}

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use dusk_core::{GENERATOR_EXTENDED, GENERATOR_NUMS_EXTENDED, JubJubAffine};

    use super::*;

    /// Bytes of 32 that a key or a signature is made of: a point of the subgroup, the identity (which
    /// is a scalar too), a point of order four (which is a scalar too), and nothing.
    fn members() -> [[u8; 32]; 5] {
        let [first, second] = [GENERATOR_EXTENDED, GENERATOR_NUMS_EXTENDED];
        let point = |point: JubJubExtended| JubJubAffine::from(point).to_bytes();
        let one = JubJubScalar::one().to_bytes();
        [
            point(first.double()),
            point(second),
            one,
            [0; 32],
            [0xff; 32],
        ]
    }

    /// All choices of as many members.
    fn choices<const N: usize, const PARTS: usize>() -> impl Iterator<Item = [u8; N]> {
        let members = members();
        let count = members.len().pow(u32::try_from(PARTS).unwrap());
        (0..count).map(move |mut choice| {
            joined([(); PARTS].map(|()| {
                let member = members[choice % members.len()];
                choice /= members.len();
                member
            }))
        })
    }

    /// The archive tells of all coordinates, also of those that equal points may differ in.
    fn archive<T>(value: &T) -> Vec<u8>
    where
        T: rkyv::Serialize<rkyv::ser::serializers::AllocSerializer<1024>>,
    {
        data_driver::to_rkyv(value).unwrap()
    }

    /// Both ways do what the type's own code does.
    fn as_its_own<T, const N: usize, const PARTS: usize>(
        read: fn(&[u8; N]) -> Option<T>,
        write: fn(&T) -> Option<[u8; N]>,
    ) where
        T: Serializable<N> + Archive + Debug,
        T: rkyv::Serialize<rkyv::ser::serializers::AllocSerializer<1024>>,
        for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
    {
        let mut valid = 0;
        for bytes in choices::<N, PARTS>() {
            let ours = read(&bytes);
            let theirs = T::from_bytes(&bytes).ok();
            assert_eq!(
                ours.as_ref().map(archive),
                theirs.as_ref().map(archive),
                "{bytes:x?}"
            );
            if let Some(value) = ours {
                assert_eq!(write(&value), Some(bytes));
                assert_eq!(value.to_bytes(), bytes);
                valid += 1;
            }
        }
        assert!(valid > 2, "{valid}");
        // T2: zeros are an archive of each type, with points that are nowhere.
        let zeros = [0; 2 * 160 + 32];
        let nowhere = data_driver::from_rkyv::<T>(&zeros[..size_of::<T::Archived>()]).unwrap();
        assert_eq!(write(&nowhere), None);
    }

    #[test]
    fn each_type_is_read_and_written_as_by_its_own_code() {
        as_its_own::<_, 32, 1>(schnorr_public_key, schnorr_public_key_bytes);
        as_its_own::<_, 64, 2>(schnorr_signature, schnorr_signature_bytes);
        as_its_own::<_, 96, 3>(schnorr_signature_double, schnorr_signature_double_bytes);
        as_its_own::<_, 64, 2>(phoenix_public_key, phoenix_public_key_bytes);
        as_its_own::<_, 64, 2>(view_key, view_key_bytes);
        as_its_own::<_, 64, 2>(stealth_address, stealth_address_bytes);
    }
}
