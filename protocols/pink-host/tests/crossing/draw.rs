//! What random values are made of. The program that asks Phala's own types reads this file too, so that both draw the
//! same; it knows no type of either.

/// Parts of values, the same ones for the same seed: SplitMix64.
#[derive(Debug, Clone)]
pub(crate) struct Draw(u64);

impl Draw {
    /// For the values of one call.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below this.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap();
        usize::try_from(self.next() % end).unwrap()
    }

    pub(crate) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Small ones as often as large ones.
    pub(crate) fn u64(&mut self) -> u64 {
        let number = self.next();
        number >> self.below(64)
    }

    pub(crate) fn u8(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    pub(crate) fn u16(&mut self) -> u16 {
        let [a, b, ..] = self.next().to_le_bytes();
        u16::from_le_bytes([a, b])
    }

    pub(crate) fn u32(&mut self) -> u32 {
        let [a, b, c, d, ..] = self.u64().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    pub(crate) fn i32(&mut self) -> i32 {
        i32::from_le_bytes(self.u32().to_le_bytes())
    }

    pub(crate) fn u128(&mut self) -> u128 {
        let high = if self.coin() { self.u64() } else { 0 };
        u128::from(high) << 64 | u128::from(self.u64())
    }

    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        core::array::from_fn(|_| self.u8())
    }

    /// Now and then so many that their number takes two bytes, and seldom four.
    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        let end = match self.below(100) {
            0 => 20_000,
            1..10 => 300,
            _ => 24,
        };
        (0..self.below(end)).map(|_| self.u8()).collect()
    }

    pub(crate) fn text(&mut self) -> String {
        const CHARACTERS: [char; 8] = ['a', 'Z', '7', ' ', '"', 'é', '€', '😀'];
        (0..self.below(90))
            .map(|_| CHARACTERS[self.below(8)])
            .collect()
    }

    pub(crate) fn maybe<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| draw(self))
    }

    pub(crate) fn some<T>(&mut self, mut draw: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| draw(self)).collect()
    }
}
