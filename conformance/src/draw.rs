//! The source of randomness.

use data_driver::Decode;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

/// Draws the parts that values are made of.
#[derive(Debug, Clone)]
pub struct Draw {
    /// The source itself.
    pub rng: StdRng,
    /// What [`turn_to`](Self::turn_to) begins from.
    pub seed: u64,
}

impl Draw {
    /// A draw that is the same for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            rng: StdRng::seed_from_u64(seed),
            seed,
        }
    }

    /// Begins the values of a function's input or output or of an event, so that they do not depend
    /// on what was drawn before.
    pub fn turn_to(&mut self, what: Decode, name: &str) {
        // FNV-1a: `std`'s hashes are not promised to stay the same.
        let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        let seed = [what as u8]
            .iter()
            .chain(name.as_bytes())
            .fold(self.seed, hash);
        self.rng = StdRng::seed_from_u64(seed);
    }

    /// Text with characters of one to four bytes, quotes and control characters.
    pub fn text(&mut self) -> Value {
        const CHARACTERS: [char; 12] = [
            'a', '_', '7', ' ', '"', '\\', '\n', '\u{1}', '/', 'é', '€', '😀',
        ];
        let length = self.rng.gen_range(0..24);
        let text: String = (0..length)
            .filter_map(|_| CHARACTERS.choose(&mut self.rng))
            .collect();
        json!(text)
    }

    /// One of two, with equal chance.
    pub fn coin(&mut self) -> bool {
        self.rng.r#gen()
    }

    /// How many, from 0 to `max`.
    pub fn count(&mut self, max: usize) -> usize {
        self.rng.gen_range(0..=max)
    }
}
