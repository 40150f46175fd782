//! Texts that would be too long for an index.

use std::fmt::Write as _;

use serde::Deserialize;

/// A text, or the parts that it is made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Text {
    Whole(String),
    Parts(Vec<Part>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Part {
    Once(String),
    /// A text so many times; `#` in it is the number of the repetition, from 0.
    Repeated {
        times: usize,
        text: String,
    },
    /// So many types of functions, no two of which are the same.
    Types {
        types: usize,
    },
}

impl Default for Text {
    fn default() -> Self {
        Self::Whole(String::new())
    }
}

impl Text {
    pub(crate) fn whole(&self) -> String {
        match self {
            Self::Whole(text) => text.clone(),
            Self::Parts(parts) => parts.iter().map(Part::whole).collect(),
        }
    }
}

impl Part {
    fn whole(&self) -> String {
        match self {
            Self::Once(text) => text.clone(),
            Self::Repeated { times, text } if text.contains('#') => (0..*times)
                .map(|n| text.replace('#', &n.to_string()))
                .collect(),
            Self::Repeated { times, text } => text.repeat(*times),
            Self::Types { types } => (0..*types).fold(String::new(), |mut all, n| {
                // The digits of the number in base 2 are the types of the parameters.
                let params: String = (0..17)
                    .map(|bit| if n >> bit & 1 == 0 { "i32 " } else { "i64 " })
                    .collect();
                let _ = write!(all, "(type (func (param {params})))");
                all
            }),
        }
    }
}
