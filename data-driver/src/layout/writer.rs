//! The text that the build reads, written while a driver is compiled.
//!
//! Lines whose words stand between tabs: first each value, then each type once, by the number that its
//! holders give it. `-` stands for what is not known.
//!
//! ```text
//! value   input  tip     Tip  56  8   0
//! type    0      Tip     56   8   1
//! field   from   [u8;20] 0    20
//! variant Words
//! ```

use super::{Archived, Field, Layout, Shape, Value};

/// Writes into as many bytes as there are; into none it only counts.
#[derive(Debug)]
pub struct Writer<const N: usize> {
    bytes: [u8; N],
    length: usize,
    types: [Option<&'static Archived>; MOST_TYPES],
    count: usize,
}

/// How many types are told of one contract. A contract that has more is cut there: none has a tenth of it.
const MOST_TYPES: usize = 2048;

/// How many bytes the text has.
#[must_use]
pub const fn length(contract: &str, values: &[Value]) -> usize {
    let mut writer = Writer::<0>::new();
    writer.contract(contract, values);
    writer.length
}

/// The text, of [`length`] bytes.
#[must_use]
pub const fn text<const N: usize>(contract: &str, values: &[Value]) -> [u8; N] {
    let mut writer = Writer::<N>::new();
    writer.contract(contract, values);
    writer.bytes
}

impl<const N: usize> Writer<N> {
    const fn new() -> Self {
        Self {
            bytes: [0; N],
            length: 0,
            types: [None; MOST_TYPES],
            count: 0,
        }
    }

    const fn contract(&mut self, name: &str, values: &[Value]) {
        self.word("contract");
        self.word(name);
        self.end();
        let mut i = 0;
        while i < values.len() {
            self.value(&values[i]);
            i += 1;
        }
        // Those that a type holds are numbered while it is written.
        let mut number = 0;
        while number < self.count {
            if let Some(archived) = self.types[number] {
                self.archived(number, archived);
            }
            number += 1;
        }
    }

    const fn value(&mut self, value: &Value) {
        self.word("value");
        self.word(value.what.as_str());
        self.word(value.name);
        self.word(value.ty);
        self.measure(value.measure);
        self.numbers(value.layout);
        self.end();
    }

    const fn archived(&mut self, number: usize, archived: &Archived) {
        self.word("type");
        self.number(number);
        self.word(archived.name);
        self.measure(archived.measure);
        let mut i = 0;
        while i < archived.holds.len() {
            self.numbers(archived.holds[i]);
            i += 1;
        }
        self.end();
        match archived.shape {
            Shape::Opaque => {
                self.word("opaque");
                self.end();
            }
            Shape::Fields(fields) => self.fields(fields),
            Shape::Variants(variants) => {
                let mut i = 0;
                while i < variants.len() {
                    self.word("variant");
                    self.word(variants[i].name);
                    self.end();
                    self.fields(variants[i].fields);
                    i += 1;
                }
            }
        }
    }

    const fn fields(&mut self, fields: &[Field]) {
        let mut i = 0;
        while i < fields.len() {
            let Field {
                name,
                ty,
                place: [offset, size],
            } = fields[i];
            self.word("field");
            self.word(name);
            self.word(ty);
            self.number(offset);
            self.number(size);
            self.end();
            i += 1;
        }
    }

    const fn measure(&mut self, measure: Option<[usize; 2]>) {
        match measure {
            Some([size, align]) => {
                self.number(size);
                self.number(align);
            }
            None => {
                self.word("-");
                self.word("-");
            }
        }
    }

    /// The numbers of the types, those that are in no other among them.
    const fn numbers(&mut self, layout: &Layout) {
        match layout {
            Layout::Nothing => {}
            Layout::Type(archived) => {
                let number = self.known(archived);
                self.number(number);
            }
            Layout::All(parts) => {
                let mut i = 0;
                while i < parts.len() {
                    self.numbers(parts[i]);
                    i += 1;
                }
            }
        }
    }

    /// The number of a type, a new one where it has none.
    const fn known(&mut self, archived: &'static Archived) -> usize {
        let mut i = 0;
        while i < self.count {
            if let Some(known) = self.types[i]
                && is_same(known.name, archived.name)
                && is_same(known.place, archived.place)
            {
                return i;
            }
            i += 1;
        }
        if self.count < MOST_TYPES {
            self.types[self.count] = Some(archived);
            self.count += 1;
        }
        i
    }

    const fn word(&mut self, word: &str) {
        let bytes = word.as_bytes();
        self.room(bytes.len());
        if N > 0 {
            let (_, rest) = self.bytes.split_at_mut(self.length);
            let (place, _) = rest.split_at_mut(bytes.len());
            place.copy_from_slice(bytes);
        }
        self.length += bytes.len();
        self.sign(b'\t');
    }

    const fn number(&mut self, number: usize) {
        let mut unit = 1;
        while number / unit >= 10 {
            unit *= 10;
        }
        while unit > 0 {
            #[expect(clippy::cast_possible_truncation, reason = "a digit")]
            let digit = (number / unit % 10) as u8;
            self.sign(b'0' + digit);
            unit /= 10;
        }
        self.sign(b'\t');
    }

    const fn end(&mut self) {
        self.sign(b'\n');
    }

    const fn sign(&mut self, sign: u8) {
        self.room(1);
        if N > 0 {
            self.bytes[self.length] = sign;
        }
        self.length += 1;
    }

    /// The text is as long as was counted.
    const fn room(&self, more: usize) {
        assert!(
            N == 0 || self.length + more <= N,
            "the text was counted wrong"
        );
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}
