//! What the calls of a driver take, as a function of the length of their input.

use std::path::Path;

use data_driver::Decode;
use data_driver::abi::{Dialect, exports};
use data_driver_build::budget::{Bound, Measured};
use data_driver_build::vectors::{self, Vector};
use wasmtime::Result;
use wasmtime::error::Context as _;

use crate::{Answer, Cost, Program};

/// How often the bytes of each value are changed.
const CHANGES: usize = 16;

/// Inputs up to this many bytes are short: what they take is the base.
const SHORT: usize = 256;

/// What calls took, each with the length of its input.
#[derive(Debug, Clone, Default)]
pub struct Points {
    all: Vec<(usize, Cost)>,
}

impl Points {
    /// Adds a call.
    pub fn note(&mut self, length: usize, cost: Cost) {
        self.all.push((length, cost));
    }

    /// The least bounds that no call exceeds, where short inputs alone make the base.
    #[must_use]
    pub fn fit(&self) -> Measured {
        Measured {
            memory: self.bound(|cost| cost.memory as u64),
            fuel: self.bound(|cost| cost.fuel),
        }
    }

    fn bound(&self, of: impl Fn(&Cost) -> u64) -> Bound {
        let short = self.all.iter().filter(|(length, _)| *length <= SHORT);
        let base = short.map(|(_, cost)| of(cost)).max().unwrap_or_default();
        let long = self.all.iter().filter(|(length, _)| *length > SHORT);
        let over = long.map(|(length, cost)| {
            let over = of(cost).saturating_sub(base);
            over.div_ceil(*length as u64)
        });
        Bound {
            base,
            per_byte: over.max().unwrap_or_default(),
        }
    }
}

/// What a build asks of its runner: [`measure`] of a driver's file, as text.
///
/// # Errors
/// The file cannot be read, or as [`measure`].
pub fn answer(driver: &Path, vectors: &str) -> Result<String> {
    let wasm = std::fs::read(driver).with_context(|| driver.display().to_string())?;
    let vectors = vectors::parse(vectors, driver)?;
    Ok(measure(&wasm, &vectors)?.to_string())
}

/// What the calls of a driver take: of golden vectors and of their bytes changed, each in an instance of its own,
/// and of the texts that it gives without being given any.
///
/// # Errors
/// The driver does not run, or it traps: a driver that does is not measured.
pub fn measure(wasm: &[u8], vectors: &[Vector]) -> Result<Measured> {
    let program = Program::new(wasm)?;
    let mut points = Points::default();
    let mut running = program.start(Dialect::Specified)?;
    for export in [exports::GET_SCHEMA, exports::GET_VERSION] {
        running.tell(export)?;
    }
    points.note(0, running.spent());
    let mut call = |export: &str, name: &str, input: &[u8]| -> Result<()> {
        let mut running = program.start(Dialect::Specified)?;
        let (answer, cost) = running.convert(export, name, input)?;
        if let Answer::Trapped(reason) = answer {
            wasmtime::bail!("{export} of {name} traps: {reason}");
        }
        points.note(input.len(), cost);
        Ok(())
    };
    let mut random = Random(1);
    for vector in vectors {
        let export = match vector.what {
            Decode::Input => exports::DECODE_INPUT_FN,
            Decode::Output => exports::DECODE_OUTPUT_FN,
            Decode::Event => exports::DECODE_EVENT,
        };
        if vector.what == Decode::Input {
            call(
                exports::ENCODE_INPUT_FN,
                &vector.name,
                vector.json.as_bytes(),
            )?;
        }
        call(export, &vector.name, &vector.bytes)?;
        for _ in 0..CHANGES {
            let mut bytes = vector.bytes.clone();
            random.change(&mut bytes);
            call(export, &vector.name, &bytes)?;
        }
    }
    Ok(points.fit())
}

/// Numbers from a fixed seed (xorshift), so that two builds of a driver state the same.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or_default()
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() || self.below(8) == 0 {
            let end = self.below(bytes.len() + 1);
            bytes.truncate(end);
            return;
        }
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len());
            bytes[at] = match self.below(3) {
                0 => bytes[at] ^ (1 << self.below(8)),
                1 => 0xff,
                _ => u8::try_from(self.below(256)).unwrap_or_default(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_call_exceeds_what_was_fitted() {
        let mut points = Points::default();
        let calls = [
            (0, 70, 100),
            (200, 90, 900),
            (1_000, 95, 30_901),
            (5_000, 80, 20_000),
        ];
        for (length, memory, fuel) in calls {
            points.note(length, Cost { fuel, memory });
        }
        let Measured { memory, fuel } = points.fit();
        assert_eq!((memory.base, memory.per_byte), (90, 1));
        assert_eq!((fuel.base, fuel.per_byte), (900, 31));
        for (length, most_memory, most_fuel) in calls {
            assert!(most_memory as u64 <= memory.of(length) && most_fuel <= fuel.of(length));
        }
    }

    #[test]
    fn nothing_takes_nothing() {
        assert_eq!(
            Points::default().fit().fuel,
            Bound {
                base: 0,
                per_byte: 0
            }
        );
    }
}
