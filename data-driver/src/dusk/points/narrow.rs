//! Points by `data-driver-bls`, where words of 64 bits do not multiply into 128.

use bytecheck::CheckBytes;
use data_driver_bls::Point;
use dusk_core::signatures::bls::{PublicKey, Signature};
use rkyv::validation::validators::DefaultValidator;
use rkyv::{Archive, Deserialize, Infallible};

/// The key that these bytes are the compressed form of.
pub(in super::super) fn public_key(bytes: &[u8; 96]) -> Option<PublicKey> {
    from_point(&data_driver_bls::g2(bytes)?)
}

/// The signature that these bytes are the compressed form of.
pub(in super::super) fn signature(bytes: &[u8; 48]) -> Option<Signature> {
    from_point(&data_driver_bls::g1(bytes)?)
}

/// Goes through the types' archives, as their fields are private: the coordinates, a byte that says
/// whether the point is at infinity, and what fills up a multiple of 8 bytes.
fn from_point<T, const N: usize>(point: &Point<N>) -> Option<T>
where
    T: Archive,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    #[repr(C, align(16))]
    struct Buffer([u8; 2 * 96 + 8]);

    let mut buffer = Buffer([0; 2 * 96 + 8]);
    let archive = &mut buffer.0[..2 * N + 8];
    archive[..N].copy_from_slice(&point.x);
    archive[N..2 * N].copy_from_slice(&point.y);
    archive[2 * N] = u8::from(point.is_infinity);
    crate::from_rkyv(archive).ok()
}

#[cfg(test)]
mod tests {
    use dusk_bytes::Serializable;

    use super::super::wide;

    /// The points at infinity are valid and easy to write down; others need a generator of random
    /// numbers and are compared by the tests of `data-driver-bls` and of the drivers.
    #[test]
    fn both_ways_give_the_same() {
        let mut key = [0; 96];
        let mut signature = [0; 48];
        assert_eq!(super::public_key(&key), None);
        assert_eq!(super::signature(&signature), None);
        key[0] = 0xc0;
        signature[0] = 0xc0;
        assert_eq!(super::public_key(&key), wide::public_key(&key));
        assert_eq!(super::signature(&signature), wide::signature(&signature));
        let key = super::public_key(&key).unwrap();
        assert_eq!(key.to_bytes()[0], 0xc0);
    }
}
