//! Numbers that look random and are the same in every language.

/// The generator `mulberry32`: 32 bits of state, and nothing but 32-bit arithmetic.
///
/// In JavaScript a step is
///
/// ```js
/// a = (a + 0x6d2b79f5) | 0;
/// let t = Math.imul(a ^ (a >>> 15), a | 1);
/// t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
/// return (t ^ (t >>> 14)) >>> 0;
/// ```
#[derive(Debug, Clone)]
pub(super) struct Random(u32);

impl Random {
    pub(super) const fn new(seed: u32) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ (self.0 >> 15)).wrapping_mul(self.0 | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        t ^ (t >> 14)
    }

    /// The remainder of the next number: from 0 to `end`, which is not among them.
    pub(super) const fn below(&mut self, end: u32) -> u32 {
        self.next() % end
    }

    /// One of a list.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let length = u32::try_from(list.len())
            .ok()
            .filter(|length| *length > 0)?;
        list.get(usize::try_from(self.below(length)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_javascript() {
        // Node printed these for the lines above.
        let mut random = Random::new(1);
        let first: Vec<u32> = std::iter::repeat_with(|| random.next()).take(3).collect();
        assert_eq!(first, EXPECTED);
    }

    const EXPECTED: [u32; 3] = [2693262067, 11749833, 2265367787];
}
