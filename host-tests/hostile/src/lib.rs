#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod bombs;
mod driver;
mod item;
mod limits;
mod text;

pub use item::{Item, Outcome, Says};
pub use limits::Limits;

use serde::Deserialize;

/// What there is of hostile drivers, and what comes of each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// The limits of structure that the items of the kinds `compile` and `structure` are made for.
    pub limits: Limits,
    /// What each kind of item is.
    pub kinds: std::collections::BTreeMap<String, String>,
    /// Code that many items have.
    code: std::collections::BTreeMap<String, String>,
    /// The items.
    pub items: Vec<Item>,
}

impl Corpus {
    /// The corpus of the repository.
    ///
    /// # Panics
    /// Its index is none.
    #[must_use]
    pub fn read() -> Self {
        match serde_json::from_str(include_str!("../index.json")) {
            Ok(corpus) => corpus,
            Err(error) => panic!("index.json: {error}"),
        }
    }

    /// The file of an item.
    ///
    /// # Panics
    /// Its text is none that can be assembled.
    #[must_use]
    pub fn wasm(&self, item: &Item) -> Vec<u8> {
        item.wasm(&self.code, &self.limits)
    }

    /// The item of that name.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }
}
