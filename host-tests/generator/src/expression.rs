//! Types as they stand in a field.

use super::definition::Definition;
use super::random::Random;

/// A type, with what has to be known of it where it stands in another.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    pub(super) text: String,
    /// Whether a value can be `null`.
    pub(super) nullable: bool,
    /// Whether it has integers of 128 bits.
    pub(super) wide: bool,
    /// How much of other types is in it.
    pub(super) weight: usize,
}

/// What a type may be made of.
#[derive(Clone, Copy)]
pub(super) struct Allowed {
    /// Integers of 128 bits.
    pub(super) wide: bool,
    /// How many types deep.
    pub(super) depth: usize,
}

/// The most of other types that one has in it, so that values stay short.
const HEAVY: usize = 40;

const SCALARS: [&str; 14] = [
    "bool", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "String", "char", "f64", "u64",
    "Box<str>",
];

const KEYS: [&str; 12] = [
    "String", "u8", "u32", "u64", "i16", "i64", "bool", "char", "String", "u16", "i32", "i8",
];

impl Expression {
    fn leaf(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            nullable: false,
            wide: false,
            weight: 1,
        }
    }

    fn around(self, text: String) -> Self {
        Self {
            text,
            nullable: false,
            weight: self.weight + 1,
            ..self
        }
    }

    pub(super) fn draw(known: &[Definition], allowed: Allowed, random: &mut Random) -> Self {
        let deeper = Allowed {
            depth: allowed.depth.saturating_sub(1),
            ..allowed
        };
        if allowed.depth == 0 {
            return Self::scalar(allowed, random);
        }
        match random.below(13) {
            0..=3 => Self::scalar(allowed, random),
            4 | 5 => {
                let inner = Self::draw(known, deeper, random);
                // `null` inside of `null` does not compile.
                if inner.nullable {
                    return inner;
                }
                let text = format!("Option<{}>", inner.text);
                Self {
                    nullable: true,
                    ..inner.around(text)
                }
            }
            6 => {
                let inner = Self::draw(known, deeper, random);
                let text = format!("Vec<{}>", inner.text);
                inner.around(text)
            }
            7 => {
                let inner = Self::draw(known, deeper, random);
                let length = *random.choose(&[0, 1, 2, 3, 32]);
                let length = if inner.weight > 4 {
                    length.min(2)
                } else {
                    length
                };
                let text = format!("[{}; {length}]", inner.text);
                Self {
                    weight: 1 + inner.weight * length,
                    ..inner.around(text)
                }
            }
            8 => {
                let parts: Vec<Self> = (0..=random.below(4))
                    .map(|_| Self::draw(known, deeper, random))
                    .collect();
                let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
                Self {
                    text: format!("({},)", texts.join(", ")),
                    nullable: false,
                    wide: parts.iter().any(|part| part.wide),
                    weight: 1 + parts.iter().map(|part| part.weight).sum::<usize>(),
                }
            }
            9 => {
                let value = Self::draw(known, deeper, random);
                let key = Self::key(known, allowed, random);
                let text = format!("BTreeMap<{}, {}>", key.text, value.text);
                Self {
                    wide: key.wide || value.wide,
                    ..value.around(text)
                }
            }
            10 => {
                let inner = Self::draw(known, deeper, random);
                Self {
                    text: format!("Box<{}>", inner.text),
                    ..inner
                }
            }
            _ => Self::known(known, allowed, random),
        }
    }

    fn scalar(allowed: Allowed, random: &mut Random) -> Self {
        match random.below(16) {
            0 if allowed.wide => Self {
                wide: true,
                ..Self::leaf(*random.choose(&["u128", "i128"]))
            },
            1 => Self {
                nullable: true,
                ..Self::leaf("()")
            },
            _ => Self::leaf(*random.choose(&SCALARS)),
        }
    }

    fn known(known: &[Definition], allowed: Allowed, random: &mut Random) -> Self {
        for _ in 0..8 {
            if known.is_empty() {
                break;
            }
            let one = random.choose(known);
            if one.weight <= HEAVY && (allowed.wide || !one.wide) {
                return Self {
                    text: one.name.clone(),
                    nullable: one.nullable,
                    wide: one.wide,
                    weight: one.weight,
                };
            }
        }
        Self::scalar(allowed, random)
    }

    fn key(known: &[Definition], allowed: Allowed, random: &mut Random) -> Self {
        let keys: Vec<&Definition> = known.iter().filter(|one| one.is_key).collect();
        if !keys.is_empty() && random.once_in(2) {
            let one = *random.choose(&keys);
            return Self::leaf(&one.name);
        }
        if allowed.wide && random.once_in(6) {
            return Self {
                wide: true,
                ..Self::leaf(*random.choose(&["u128", "i128"]))
            };
        }
        Self::leaf(*random.choose(&KEYS))
    }
}
