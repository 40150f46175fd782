//! How archives are laid out, as the build is told: it is what rkyv does.
#![cfg(feature = "rkyv")]

use data_driver::U128Align8;
use data_driver::layout::{Value, length, text};

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

/// The same bytes with two members the other way round.
mod swapped {
    /// As `Pair`.
    #[data_driver::data]
    pub struct Pair {
        /// The second, first.
        pub b: u64,
        /// The first.
        pub a: u64,
    }

    data_driver::contract! {
        /// Of pairs.
        pub Pairs("Pairs") {
            /// Takes one.
            transaction fn pair(pair: Pair);
        }
    }
}

/// Two members.
#[data_driver::data]
pub struct Pair {
    /// The first.
    pub a: u64,
    /// The second.
    pub b: u64,
}

/// A wide member, as this compiler aligns it.
#[data_driver::data]
pub struct Supply {
    /// Bytes.
    #[serde(with = "data_driver::hex")]
    pub id: [u8; 32],
    /// Wide.
    pub supply: u128,
    /// Not so wide.
    pub height: u64,
}

/// A wide member, as compilers before 1.86 aligned it in WebAssembly.
#[data_driver::data]
pub struct OldSupply {
    /// Bytes.
    #[serde(with = "data_driver::hex")]
    pub id: [u8; 32],
    /// Wide.
    pub supply: U128Align8,
    /// Not so wide.
    pub height: u64,
}

data_driver::contract! {
    /// Of pairs.
    pub Pairs("Pairs") {
        /// Takes one.
        transaction fn pair(pair: Pair);
        /// Gives one.
        query fn supply() -> Supply;
        /// Gives one.
        query fn old_supply() -> OldSupply;
    }
}

/// The lines of the text, word by word.
fn lines(values: &'static [Value]) -> Vec<Vec<String>> {
    // As long as the text of any contract here.
    const MOST: usize = 4096;
    let bytes: [u8; MOST] = text("Tips", values);
    let text = str::from_utf8(&bytes[..length("Tips", values)]).unwrap();
    let words = |line: &str| line.split_terminator('\t').map(str::to_owned).collect();
    text.lines().map(words).collect()
}

/// The line of a type.
fn line_of<'a>(lines: &'a [Vec<String>], name: &str) -> (usize, &'a [String]) {
    let mut lines = lines.iter().enumerate();
    let (at, line) = lines
        .find(|(_, line)| line[0] == "type" && line[2] == name)
        .unwrap();
    (at, line)
}

/// Where a field is said to be: in a type or in one of its variants.
fn place(ty: &str, variant: Option<&str>, field: &str) -> std::ops::Range<usize> {
    let lines = lines(Tips::ARCHIVES);
    let mut rest = lines[line_of(&lines, ty).0 + 1..].iter();
    if let Some(variant) = variant {
        rest.find(|line| line[0] == "variant" && line[1] == variant)
            .unwrap();
    }
    let mut fields = rest.take_while(|line| line[0] == "field");
    let found = fields.find(|line| line[1] == field).unwrap();
    let [offset, size] = [&found[3], &found[4]].map(|word| word.parse::<usize>().unwrap());
    offset..offset + size
}

/// The root of a value's archive, as rkyv writes it.
fn root<T: rkyv::Serialize<rkyv::ser::serializers::AllocSerializer<1024>>>(value: &T) -> Vec<u8> {
    let bytes = data_driver::to_rkyv(value).unwrap();
    bytes[bytes.len() - size_of::<rkyv::Archived<T>>()..].to_vec()
}

#[test]
fn fields_are_where_rkyv_writes_them() {
    let tip = Tip {
        from: [7; 20],
        amount: 0x1122_3344_5566_7788,
        note: Note::Silent,
        marks: vec![(1, 2, 3); 9],
    };
    let bytes = root(&tip);
    assert_eq!(bytes[place("Tip", None, "from")], [7; 20]);
    assert_eq!(
        bytes[place("Tip", None, "amount")],
        tip.amount.to_le_bytes()
    );
    assert_eq!(bytes[place("Tip", None, "note")][0], 0);
    // Where the list is and how many elements it has.
    assert_eq!(bytes[place("Tip", None, "marks")][4..], 9_u32.to_le_bytes());
}

#[test]
fn fields_of_variants_are_where_rkyv_writes_them() {
    let bytes = root(&Note::Marked(0xaa, 0x1122_3344_5566_7788, 0xbbcc));
    let at = |field| bytes[place("Note", Some("Marked"), field)].to_vec();
    assert_eq!(at("0"), [0xaa]);
    assert_eq!(at("1"), 0x1122_3344_5566_7788_u64.to_le_bytes());
    assert_eq!(at("2"), 0xbbcc_u16.to_le_bytes());

    // A text of less than 8 bytes stands where it is, its length last.
    let bytes = root(&Note::Words("hello".into()));
    let text = &bytes[place("Note", Some("Words"), "0")];
    assert_eq!((&text[..5], text[7]), (&b"hello"[..], 5));

    let inner = Some(Box::new(Leaf(5)));
    let bytes = root(&Note::Named { flag: true, inner });
    assert_eq!(bytes[place("Note", Some("Named"), "flag")], [1]);
    assert_eq!(bytes[place("Note", Some("Named"), "inner")][0], 1);
}

#[test]
fn elements_of_tuples_are_where_rkyv_writes_them() {
    let bytes = root(&(0xaa_u8, 0x1122_3344_5566_7788_u64, 0xbb_u8));
    let tuple = "(u8,u64,u8)";
    assert_eq!(bytes[place(tuple, None, "0")], [0xaa]);
    assert_eq!(
        bytes[place(tuple, None, "1")],
        0x1122_3344_5566_7788_u64.to_le_bytes()
    );
    assert_eq!(bytes[place(tuple, None, "2")], [0xbb]);
}

#[test]
fn every_value_is_told_with_what_it_holds() {
    let lines = lines(Tips::ARCHIVES);
    let mut values = lines.iter().filter(|line| line[0] == "value");
    let names: Vec<_> = values.by_ref().map(|line| (&*line[1], &*line[2])).collect();
    assert_eq!(
        names,
        [
            ("input", "tip"),
            ("input", "between"),
            ("output", "tip"),
            ("output", "between"),
            ("event", "tipped")
        ]
    );
    let number = |name| line_of(&lines, name).1[1].clone();
    let tip = line_of(&lines, "Tip").1;
    assert_eq!(tip[5..], [number("Note"), number("(u8,u64,u8)")]);
    assert_eq!(line_of(&lines, "Note").1[5..], [number("Leaf")]);
}

#[test]
fn two_members_the_other_way_round_are_told_apart() {
    let pair = |values| {
        let lines = lines(values);
        let (at, _) = line_of(&lines, "Pair");
        lines[at + 1..at + 3].to_vec()
    };
    assert_ne!(pair(Pairs::ARCHIVES), pair(swapped::Pairs::ARCHIVES));
}

// M18
#[test]
fn how_u128_is_aligned_shows() {
    let lines = lines(Pairs::ARCHIVES);
    assert_eq!(line_of(&lines, "Supply").1[3..5], ["64", "16"]);
    assert_eq!(line_of(&lines, "OldSupply").1[3..5], ["56", "8"]);
}
