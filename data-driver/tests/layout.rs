//! How archives are laid out, as the build is told.

use data_driver::layout::{length, text};

/// A type of each kind.
#[data_driver::data]
pub struct Tip {
    /// Bytes.
    #[serde(with = "data_driver::hex")]
    pub from: [u8; 20],
    /// Wide.
    pub amount: u64,
    /// An enum.
    pub note: Note,
    /// A tuple inside.
    pub marks: Vec<(u8, u64, u8)>,
}

/// An enum.
#[data_driver::data]
pub enum Note {
    /// Nothing.
    Silent,
    /// A value.
    Words(String),
    /// Several.
    Marked(u8, u64, u16),
    /// Members.
    Named {
        /// One.
        flag: bool,
        /// Another.
        inner: Option<Box<Leaf>>,
    },
}

/// One in another.
#[data_driver::data]
pub struct Leaf(pub u32);

data_driver::contract! {
    /// Tips.
    pub Tips("Tips") {
        /// Gives one.
        transaction fn tip(tip: Tip);
        /// Two parameters.
        query fn between(from: u8, to: u64) -> Option<Leaf>;
        /// Given.
        event "tipped": Tip;
    }
}

const TEXT: [u8; length("Tips", Tips::ARCHIVES)] = text("Tips", Tips::ARCHIVES);

fn lines() -> Vec<Vec<&'static str>> {
    let text = str::from_utf8(&TEXT).unwrap();
    text.lines()
        .map(|line| line.trim_end().split('\t').collect())
        .collect()
}

#[test]
fn print() {
    for line in lines() {
        println!("{}", line.join(" | "));
    }
}
