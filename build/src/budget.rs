//! What calls of a driver take at most, as its file states it.
//!
//! The build has the driver measured ([`Call::Cost`](crate::Call::Cost)) and states more than was measured. Hosts hold
//! a driver to the memory that it states, so that one which understates fails by its own word; instructions
//! are for those who choose how long to wait.

use std::fmt;

use serde_json::{Value, json};

/// What is stated is at least so many times what was measured.
pub const MARGIN: u64 = 2;

/// Memory for each byte of input is stated to be at least this: what a declared contract may need of hostile bytes,
/// which golden values do not show. The text of a value has at most a KiB for each of its bytes; where it
/// grows it takes twice that and leaves half, and the host's buffer for it is once more as large.
pub const MEMORY_PER_BYTE: u64 = 6 << 10;

/// Memory is stated in pages of WebAssembly, with so much for what hostile bytes need beyond golden values: the text of few
/// bytes has at most 64 KiB.
const MEMORY_BEYOND: u64 = 1 << 20;

/// Bytes of a page.
const PAGE: u64 = 64 << 10;

/// Instructions of a call are stated to be at least this, and so many for each byte: golden values are short, and text
/// takes some hundred for each byte.
const FUEL: Bound = Bound {
    base: 1 << 20,
    per_byte: 4096,
};

/// At most so much, and so much more for each byte of input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bound {
    /// For input of no length.
    pub base: u64,
    /// For each byte of it.
    pub per_byte: u64,
}

impl Bound {
    /// For input of this length.
    #[must_use]
    pub const fn of(self, length: usize) -> u64 {
        self.base
            .saturating_add(self.per_byte.saturating_mul(length as u64))
    }

    fn json(self) -> Value {
        json!({ "base": self.base, "perByte": self.per_byte })
    }

    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            base: value["base"].as_u64()?,
            per_byte: value["perByte"].as_u64()?,
        })
    }
}

/// What calls took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// The most memory of an instance, in bytes.
    pub memory: Bound,
    /// Instructions, as wasmtime's fuel counts them.
    pub fuel: Bound,
}

/// As a runner answers.
impl fmt::Display for Measured {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { memory, fuel } = self;
        let json = json!({ "memory": memory.json(), "fuel": fuel.json() });
        json.fmt(out)
    }
}

/// What a driver's file states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Budget {
    /// Memory of an instance, in bytes.
    pub memory: Option<Bound>,
    /// Instructions of a call.
    pub fuel: Option<Bound>,
}

impl Budget {
    /// What the section [`META`](data_driver::abi::sections::META) states; nothing where it is no JSON.
    #[must_use]
    pub fn of_meta(meta: &str) -> Self {
        let meta: Value = serde_json::from_str(meta).unwrap_or_default();
        Self {
            memory: Bound::read(&meta["memory"]),
            fuel: Bound::read(&meta["fuel"]),
        }
    }

    /// What to state of a driver of which this was measured, by `values` golden values.
    #[must_use]
    pub(crate) fn of(measured: Measured, values: usize) -> Self {
        let Measured { memory, fuel } = measured;
        let base = memory.base.saturating_add(MEMORY_BEYOND);
        let per_byte = memory.per_byte.saturating_mul(MARGIN);
        let up = |fuel: u64| {
            let fuel = fuel.saturating_mul(MARGIN);
            fuel.checked_next_power_of_two().unwrap_or(u64::MAX)
        };
        Self {
            memory: Some(Bound {
                base: base.next_multiple_of(PAGE),
                per_byte: per_byte.max(MEMORY_PER_BYTE),
            }),
            // How long a function takes, only values tell.
            fuel: (values > 0).then(|| Bound {
                base: up(fuel.base).max(FUEL.base),
                per_byte: up(fuel.per_byte).max(FUEL.per_byte),
            }),
        }
    }

    /// Reads a runner's answer.
    pub(crate) fn measured(answer: &str) -> Option<Measured> {
        let Self { memory, fuel } = Self::of_meta(answer);
        Some(Measured {
            memory: memory?,
            fuel: fuel?,
        })
    }

    /// Adds what is stated to a section.
    pub(crate) fn state(self, meta: &mut Value) {
        for (name, bound) in [("memory", self.memory), ("fuel", self.fuel)] {
            if let Some(bound) = bound {
                meta[name] = bound.json();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_stated_than_was_measured() {
        let measured = Measured {
            memory: Bound {
                base: 1_200_000,
                per_byte: 10_000,
            },
            fuel: Bound {
                base: 3_000_000,
                per_byte: 5,
            },
        };
        assert_eq!(Budget::measured(&measured.to_string()), Some(measured));
        let stated = Budget::of(measured, 1);
        assert_eq!(
            stated.memory,
            Some(Bound {
                base: 35 * PAGE,
                per_byte: 20_000
            })
        );
        assert_eq!(
            stated.fuel,
            Some(Bound {
                base: 8 << 20,
                per_byte: 4096
            })
        );
        let mut meta = json!({ "abi": 1 });
        stated.state(&mut meta);
        assert_eq!(Budget::of_meta(&meta.to_string()), stated);
    }

    #[test]
    fn what_golden_values_do_not_show_is_stated_all_the_same() {
        let stated = Budget::of(Measured::default(), 0);
        assert_eq!(
            stated.memory,
            Some(Bound {
                base: MEMORY_BEYOND,
                per_byte: MEMORY_PER_BYTE
            })
        );
        assert_eq!(stated.fuel, None);
    }

    #[test]
    fn what_is_no_bound_is_none() {
        for meta in [
            "",
            "[]",
            "{}",
            r#"{"memory":5}"#,
            r#"{"memory":{"base":-1,"perByte":1}}"#,
        ] {
            assert_eq!(Budget::of_meta(meta), Budget::default(), "{meta}");
        }
        assert_eq!(
            Bound {
                base: 1,
                per_byte: u64::MAX
            }
            .of(2),
            u64::MAX
        );
    }
}
