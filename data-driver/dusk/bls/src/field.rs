//! What the curve's formulas need of a field.

/// A field whose elements are copied.
pub(crate) trait Field: Copy {
    const ONE: Self;

    fn is_zero(&self) -> bool;
    fn add(&self, other: &Self) -> Self;
    fn sub(&self, other: &Self) -> Self;
    fn mul(&self, other: &Self) -> Self;
    fn square(&self) -> Self;

    fn double(&self) -> Self {
        self.add(self)
    }

    fn equals(&self, other: &Self) -> bool {
        self.sub(other).is_zero()
    }
}
