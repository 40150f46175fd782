//! From a compressed point to the coordinates in memory.

use crate::chain;
use crate::curve::Jacobian;
use crate::field::Field;
use crate::fp::{BYTES, Fp};
use crate::fp2::Fp2;

/// A point of the large prime order's subgroup, or the one at infinity, with coordinates of `N` bytes.
///
/// A coordinate in the prime field is `a·2³⁸⁴` modulo the order, in six words of 64 bits with the
/// lowest byte first; one in the extension has `c0` before `c1`. The point at infinity is `(0, 1)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point<const N: usize> {
    /// The x-coordinate.
    pub x: [u8; N],
    /// The y-coordinate.
    pub y: [u8; N],
    /// Whether the point is the one at infinity.
    pub is_infinity: bool,
}

/// A non-trivial cube root of one.
const BETA: Fp = Fp::of_bytes(&hex(
    b"00000000000000005f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe",
));

/// `1 / (1 + u)^((p - 1) / 3)`, which has no `c0`.
const PSI_X: Fp = Fp::of_bytes(&hex(
    b"1a0111ea397fe699ec02408663d4de85aa0d857d89759ad4897d29650fb85f9b409427eb4f49fffd8bfd00000000aaad",
));

/// `1 / (1 + u)^((p - 1) / 2)`.
const PSI_Y: Fp2 = Fp2 {
    c0: Fp::of_bytes(&hex(
        b"135203e60180a68ee2e9c448d77a2cd91c3dedd930b1cf60ef396489f61eb45e304466cf3e67fa0af1ee7b04121bdea2",
    )),
    c1: Fp::of_bytes(&hex(
        b"06af0e0437ff400b6831e36d6bd17ffe48395dabc2d3435e77f76e17009241c5ee67992f72ec05f4c81084fbede3cc09",
    )),
};

/// Decompresses a point of the first group.
///
/// `None` if the bytes stand for none: a flag or a coordinate is out of range, or the point is not on
/// the curve or not in the subgroup.
#[must_use]
pub fn g1(bytes: &[u8; 48]) -> Option<Point<48>> {
    let (flags, number) = Flags::split(bytes)?;
    let x = Fp::from_bytes(&number)?;
    if flags.infinity {
        return (x.is_zero() && !flags.large).then(|| Point {
            x: Fp::ZERO.to_crates(),
            y: Fp::ONE.to_crates(),
            is_infinity: true,
        });
    }
    let square = x.square().mul(&x).add(&FOUR);
    let y = chain::root(&square).root;
    if !y.square().equals(&square) {
        return None;
    }
    let y = if y.is_large_number() == flags.large {
        y
    } else {
        y.neg()
    };

    // The subgroup's points are those whose endomorphism is [-x²]:
    // https://eprint.iacr.org/2021/1130, section 6.
    let point_of_curve = Jacobian { x, y, z: Fp::ONE };
    let multiple = point_of_curve.times_parameter()?.times_parameter()?;
    multiple.is_at(&x.mul(&BETA), &y.neg()).then(|| Point {
        x: x.to_crates(),
        y: y.to_crates(),
        is_infinity: false,
    })
}

/// Decompresses a point of the second group.
///
/// `None` as of [`g1`].
#[must_use]
pub fn g2(bytes: &[u8; 96]) -> Option<Point<96>> {
    let (halves, _) = bytes.as_chunks();
    let (flags, high) = Flags::split(&halves[0])?;
    let x = Fp2 {
        c0: Fp::from_bytes(&halves[1])?,
        c1: Fp::from_bytes(&high)?,
    };
    if flags.infinity {
        return (x.is_zero() && !flags.large).then(|| Point {
            x: joined(x),
            y: joined(Fp2::ONE),
            is_infinity: true,
        });
    }
    let b = Fp2 { c0: FOUR, c1: FOUR };
    let y = x.square().mul(&x).add(&b).root()?;
    let y = if y.is_large() == flags.large {
        y
    } else {
        y.neg()
    };

    // The subgroup's points are those on which psi, the untwist-Frobenius-twist endomorphism, is the
    // multiplication by the parameter: https://eprint.iacr.org/2021/1130, section 4.
    let point_of_curve = Jacobian { x, y, z: Fp2::ONE };
    let psi_x = Fp2 {
        c0: x.c1.mul(&PSI_X),
        c1: x.c0.mul(&PSI_X),
    };
    let psi_y = y.conjugate().mul(&PSI_Y);
    // The parameter is negative.
    let multiple = point_of_curve.times_parameter()?;
    multiple.is_at(&psi_x, &psi_y.neg()).then(|| Point {
        x: joined(x),
        y: joined(y),
        is_infinity: false,
    })
}

/// The flags of a compressed point.
struct Flags {
    infinity: bool,
    /// Whether the y-coordinate is larger than its negative.
    large: bool,
}

impl Flags {
    /// Takes the flags out of the first byte. The highest says that the point is compressed.
    fn split(bytes: &[u8; BYTES]) -> Option<(Self, [u8; BYTES])> {
        let mut number = *bytes;
        number[0] &= 0b0001_1111;
        let flag = |bit: u8| bytes[0] >> bit & 1 == 1;
        let flags = Self {
            infinity: flag(6),
            large: flag(5),
        };
        flag(7).then_some((flags, number))
    }
}

/// `b` of the first curve, and both parts of the second's.
const FOUR: Fp = Fp::of_bytes(&{
    let mut four = [0; BYTES];
    four[BYTES - 1] = 4;
    four
});

fn joined(element: Fp2) -> [u8; 96] {
    let mut bytes = [0; 96];
    bytes[..BYTES].copy_from_slice(&element.c0.to_crates());
    bytes[BYTES..].copy_from_slice(&element.c1.to_crates());
    bytes
}

/// The bytes of hexadecimal digits.
const fn hex(digits: &[u8; 2 * BYTES]) -> [u8; BYTES] {
    const fn value(digit: u8) -> u8 {
        match digit {
            b'0'..=b'9' => digit - b'0',
            _ => digit - b'a' + 10,
        }
    }
    let mut bytes = [0; BYTES];
    let mut i = 0;
    while i < BYTES {
        bytes[i] = value(digits[2 * i]) << 4 | value(digits[2 * i + 1]);
        i += 1;
    }
    bytes
}
