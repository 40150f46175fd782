//! Multiplying a point of `y² = x³ + b` by the curve's parameter.

use crate::field::Field;

/// The absolute value of the parameter that the curve is made from; the parameter is negative.
const PARAMETER: u64 = 0xd201_0000_0001_0000;

/// A point in Jacobian coordinates: `(x/z², y/z³)`, and not at infinity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Jacobian<F> {
    pub(crate) x: F,
    pub(crate) y: F,
    pub(crate) z: F,
}

impl<F: Field> Jacobian<F> {
    /// The point times the parameter's absolute value.
    ///
    /// `None` says that on the way a sum was one of a point and itself or its negative. Then a
    /// multiple of the point by less than 2¹²⁸ is at infinity, though the point itself is not, so its
    /// order is not the large prime.
    pub(crate) fn times_parameter(&self) -> Option<Self> {
        let mut sum = *self;
        let highest = 63 - PARAMETER.leading_zeros();
        for bit in (0..highest).rev() {
            sum = sum.doubled();
            if PARAMETER >> bit & 1 == 1 {
                sum = sum.plus(self)?;
            }
        }
        Some(sum)
    }

    /// Whether the point is the one at `(x, y)`.
    pub(crate) fn is_at(&self, x: &F, y: &F) -> bool {
        let square = self.z.square();
        self.x.equals(&x.mul(&square)) && self.y.equals(&y.mul(&square.mul(&self.z)))
    }

    /// Twice the point: [dbl-2009-l](https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html).
    ///
    /// No point has order two: the orders of both curves are odd.
    fn doubled(&self) -> Self {
        let a = self.x.square();
        let b = self.y.square();
        let c = b.square();
        let d = self.x.add(&b).square().sub(&a).sub(&c).double();
        let e = a.double().add(&a);
        let x = e.square().sub(&d.double());
        Self {
            x,
            y: e.mul(&d.sub(&x)).sub(&c.double().double().double()),
            z: self.y.mul(&self.z).double(),
        }
    }

    /// The sum with another point: [add-1998-cmo-2](https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html),
    /// or `None` if that is the same or its negative.
    fn plus(&self, other: &Self) -> Option<Self> {
        let (z1, z2) = (self.z.square(), other.z.square());
        let u1 = self.x.mul(&z2);
        let s1 = self.y.mul(&z2.mul(&other.z));
        let h = other.x.mul(&z1).sub(&u1);
        if h.is_zero() {
            return None;
        }
        let r = other.y.mul(&z1.mul(&self.z)).sub(&s1);
        let square = h.square();
        let cube = square.mul(&h);
        let v = u1.mul(&square);
        let x = r.square().sub(&cube).sub(&v.double());
        Some(Self {
            x,
            y: r.mul(&v.sub(&x)).sub(&s1.mul(&cube)),
            z: self.z.mul(&other.z).mul(&h),
        })
    }
}
