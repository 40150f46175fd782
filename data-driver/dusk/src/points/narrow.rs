//! Points by `data-driver-bls`, where words of 64 bits do not multiply into 128.

use bytecheck::CheckBytes;
use data_driver_bls::Point;
use dusk_core::signatures::bls::{PublicKey, Signature};
use rkyv::validation::validators::DefaultValidator;
use rkyv::{Archive, Deserialize, Infallible};

/// The key that these bytes are the compressed form of.
pub(crate) fn public_key(bytes: &[u8; 96]) -> Option<PublicKey> {
    from_point(&data_driver_bls::g2(bytes)?)
}

/// The signature that these bytes are the compressed form of.
pub(crate) fn signature(bytes: &[u8; 48]) -> Option<Signature> {
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
    data_driver::from_rkyv(archive).ok()
}

/// The compressed form of a key.
pub(crate) fn public_key_bytes(key: &PublicKey) -> [u8; 96] {
    let raw = key.to_raw_bytes();
    let mut bytes = data_driver_bls::compress_g2(&point(&raw));
    mark(&mut bytes[0], raw[2 * 96]);
    bytes
}

/// The compressed form of a signature.
pub(crate) fn signature_bytes(signature: &Signature) -> [u8; 48] {
    let mut raw = [0; 2 * 48 + 1];
    // The type shows its coordinates in an archive alone.
    if let Ok(archive) = data_driver::to_rkyv(signature) {
        raw.copy_from_slice(&archive[..2 * 48 + 1]);
    }
    let mut bytes = data_driver_bls::compress_g1(&point(&raw));
    mark(&mut bytes[0], raw[2 * 48]);
    bytes
}

/// The point with these coordinates, as if it was not at infinity, where the x-coordinate is zero.
///
/// In an archive the byte behind the coordinates may be any. The curve crate takes its bits to select
/// between the coordinate and zero; so do these functions, as that is what the bytes stand for.
fn point<const N: usize>(raw: &[u8]) -> Point<N> {
    let selects = u64::from(raw[2 * N]).wrapping_neg();
    let (mut x, mut y) = ([0; N], [0; N]);
    x.copy_from_slice(&raw[..N]);
    y.copy_from_slice(&raw[N..2 * N]);
    if selects != 0 {
        for (byte, selects) in x.iter_mut().zip(selects.to_le_bytes().iter().cycle()) {
            *byte &= !selects;
        }
    }
    Point {
        x,
        y,
        is_infinity: false,
    }
}

/// Marks the first byte of a compressed point for what stands behind its coordinates.
fn mark(byte: &mut u8, infinity: u8) {
    const INFINITY: u8 = 0b0100_0000;
    const LARGE: u8 = 0b0010_0000;
    if infinity & 1 == 1 {
        *byte &= !LARGE;
    }
    *byte |= infinity.wrapping_neg() & INFINITY;
}

#[cfg(test)]
mod tests {
    use dusk_bytes::Serializable;

    use super::super::wide;
    use super::{PublicKey, Signature};

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

    /// Archives hold any coordinates, and any byte behind them.
    #[test]
    fn both_ways_compress_whatever_an_archive_holds() {
        let mut state = 1_u64;
        // `subtle` negates the byte, which is an error for 128 where overflow is one.
        for infinity in (0..=255).filter(|byte| *byte != 128) {
            let mut archive = [0; 200];
            for byte in &mut archive[..192] {
                state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
                *byte = state.to_le_bytes()[0];
            }
            archive[192] = infinity;
            let key = data_driver::from_rkyv::<PublicKey>(&archive).unwrap();
            assert_eq!(super::public_key_bytes(&key), wide::public_key_bytes(&key));
            archive[96] = infinity;
            let signature = data_driver::from_rkyv::<Signature>(&archive[..104]).unwrap();
            assert_eq!(
                super::signature_bytes(&signature),
                wide::signature_bytes(&signature)
            );
        }
    }
}
