//! The quadratic extension: `c0 + c1·u` with `u² = -1`.

use crate::chain;
use crate::field::Field;
use crate::fp::Fp;

/// An element of the extension.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fp2 {
    pub(crate) c0: Fp,
    pub(crate) c1: Fp,
}

impl Fp2 {
    pub(crate) fn neg(&self) -> Self {
        Self {
            c0: self.c0.neg(),
            c1: self.c1.neg(),
        }
    }

    pub(crate) fn conjugate(&self) -> Self {
        Self {
            c0: self.c0,
            c1: self.c1.neg(),
        }
    }

    /// Whether the number is larger than its negative: `c1` counts first.
    pub(crate) fn is_large(&self) -> bool {
        self.c1.is_large_number() || (self.c1.is_zero() && self.c0.is_large_number())
    }

    /// A square root, if there is one.
    ///
    /// With `s² = c0² + c1²` and `t = (c0 + s) / 2`, the root is `√t + c1/(2√t)·u`. Where `t` is no
    /// square, `-t` is one, and `√-t` is the other part: `((c0 + s) / 2)·((c0 - s) / 2) = -c1² / 4`.
    pub(crate) fn root(&self) -> Option<Self> {
        let norm = self.c0.square().add(&self.c1.square());
        let length = chain::root(&norm).root;
        let mut t = self.c0.add(&length).half();
        if t.is_zero() {
            // `c1` is zero, and the length came out as `-c0`.
            t = self.c0;
        }
        let candidate = chain::root(&t);
        let (part, square) = (candidate.root, candidate.root.square());
        // 1/√t is √t/t; where the candidate's square is -t, so is the inverse's sign.
        let inverse = candidate.by_square;
        let other = self.c1.half().mul(&inverse);
        let root = if square.equals(&t) {
            Self {
                c0: part,
                c1: other,
            }
        } else {
            Self {
                c0: other.neg(),
                c1: part,
            }
        };
        // Whatever was assumed above, this is what makes it a root.
        root.square().equals(self).then_some(root)
    }
}

impl Field for Fp2 {
    const ONE: Self = Self {
        c0: Fp::ONE,
        c1: Fp::ZERO,
    };

    fn is_zero(&self) -> bool {
        self.c0.is_zero() && self.c1.is_zero()
    }

    #[inline(never)]
    fn add(&self, other: &Self) -> Self {
        Self {
            c0: self.c0.add(&other.c0),
            c1: self.c1.add(&other.c1),
        }
    }

    #[inline(never)]
    fn sub(&self, other: &Self) -> Self {
        Self {
            c0: self.c0.sub(&other.c0),
            c1: self.c1.sub(&other.c1),
        }
    }

    /// Karatsuba: three products instead of four.
    #[inline(never)]
    fn mul(&self, other: &Self) -> Self {
        let low = self.c0.mul(&other.c0);
        let high = self.c1.mul(&other.c1);
        let both = self.c0.add(&self.c1).mul(&other.c0.add(&other.c1));
        Self {
            c0: low.sub(&high),
            c1: both.sub(&low).sub(&high),
        }
    }

    #[inline(never)]
    fn square(&self) -> Self {
        let product = self.c0.mul(&self.c1);
        Self {
            c0: self.c0.add(&self.c1).mul(&self.c0.sub(&self.c1)),
            c1: product.double(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fp::BYTES;

    fn number(seed: u8) -> Fp {
        let mut bytes = [0; BYTES];
        let mut state = u32::from(seed) * 2 + 1;
        for byte in &mut bytes[1..] {
            state = state.wrapping_mul(0x9e37_79b1).rotate_left(13);
            *byte = state.to_le_bytes()[0];
        }
        Fp::from_bytes(&bytes).unwrap()
    }

    fn elements() -> impl Iterator<Item = Fp2> {
        let mixed = (0..50).map(|i| (number(i), number(100 + i)));
        // Roots of these lie in one of the two parts, and which one is not known beforehand.
        let real = (0..50).map(|i| (number(i), Fp::ZERO));
        let imaginary = (0..50).map(|i| (Fp::ZERO, number(i)));
        mixed
            .chain(real)
            .chain(imaginary)
            .map(|(c0, c1)| Fp2 { c0, c1 })
    }

    #[test]
    fn a_square_has_its_root() {
        for element in elements() {
            let root = element.square().root().expect("a root");
            assert!(root.equals(&element) || root.equals(&element.neg()));
        }
        let zero = Fp2::ONE.sub(&Fp2::ONE);
        assert!(zero.root().is_some_and(|root| root.is_zero()));
    }

    #[test]
    fn every_real_number_has_a_root() {
        for element in elements().filter(|element| element.c1.is_zero()) {
            assert!(element.root().is_some());
        }
    }

    /// `1 + u` is no square: its norm, 2, is none in the prime field.
    #[test]
    fn a_square_times_what_is_none_has_no_root() {
        let none = Fp2 {
            c0: Fp::ONE,
            c1: Fp::ONE,
        };
        for element in elements() {
            assert!(element.square().mul(&none).root().is_none());
        }
    }

    #[test]
    fn of_an_element_and_its_negative_one_is_large() {
        for element in elements() {
            assert_ne!(element.is_large(), element.neg().is_large());
        }
    }
}
