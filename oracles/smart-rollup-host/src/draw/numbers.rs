//! Random numbers, keys and bytes, the same for the same seed.

/// SplitMix64.
pub(super) struct Numbers(pub(super) u64);

/// The names that keys are made of.
pub(super) const NAMES: [&str; 5] = ["a", "b", "Z", "0", "long.name-with_all"];

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit
    }

    /// A key, which is mostly one, and one that others have too.
    pub(super) fn key(&mut self) -> Vec<u8> {
        match self.below(40) {
            0 => {
                let first = ["/readonly/a", "/readonly", "/readonlyx", "/a/readonly"];
                return first[self.below(first.len())].as_bytes().to_vec();
            }
            1 => {
                let wrong: [&[u8]; 8] = [
                    b"/", b"a", b"/a/", b"//a", b"/a b", b"/@", b"/\xff", b"/a\0",
                ];
                return wrong[self.below(wrong.len())].to_vec();
            }
            2 => {
                let length = [238, 239, 240, 241, 242, 250][self.below(6)];
                return [&b"/"[..], &vec![b'k'; length]].concat();
            }
            _ => {}
        }
        let mut key = Vec::new();
        // Mostly short ones of the first names, so that what is written is found again.
        for _ in 0..[1, 1, 2, 2, 2, 3, 4][self.below(7)] {
            let most = [2, 2, NAMES.len()][self.below(3)];
            key.push(b'/');
            key.extend_from_slice(NAMES[self.below(most)].as_bytes());
        }
        key
    }

    /// A number of bytes to read or write.
    pub(super) fn length(&mut self) -> usize {
        match self.below(6) {
            0 => 0,
            1 => 2_046 + self.below(5),
            2 => self.below(2_049),
            _ => self.below(20),
        }
    }

    /// A number of bytes of a message or a preimage, or of the room for one.
    pub(super) fn message_length(&mut self) -> usize {
        match self.below(8) {
            0 => 4_094 + self.below(4),
            1 => self.below(4_095),
            _ => self.below(50),
        }
    }

    pub(super) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}
