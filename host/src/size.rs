//! How much memory a text takes as a value.
//!
//! Seven bytes, `{"":0},`, become an object of more than six hundred, so that the limit of a text's length says little about
//! the value.

use data_driver::JsonValue;

/// A value in a list, which has room for twice as many when it grows.
const VALUE: usize = 2 * size_of::<JsonValue>();

/// What an object takes beside its members: a node of a tree with room for eleven.
const OBJECT: usize = 640;

/// A member's part of further nodes, of which half may be empty.
const MEMBER: usize = 48;

/// What a string takes beside its text.
const STRING: usize = 32;

/// No byte of a text takes more than this: the densest are objects in objects, five bytes each.
const DENSEST: usize = 192;

/// How many there are of what takes memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    objects: usize,
    members: usize,
    /// But for the first of each list and the first member of each object.
    further: usize,
    lists: usize,
    quotes: usize,
}

impl Counts {
    /// Punctuation wherever it stands, also in strings, which makes it more than there is. Without branches, for the compiler to
    /// use the processor's widest words.
    fn at_most(json: &[u8]) -> Self {
        let mut counts = Self::default();
        // A byte's worth each, so that sums fit into bytes.
        for part in json.chunks(255) {
            let count = |wanted| {
                let found = part.iter().map(|byte| u8::from(*byte == wanted));
                usize::from(found.fold(0, u8::wrapping_add))
            };
            counts.objects += count(b'{');
            counts.members += count(b':');
            counts.further += count(b',');
            counts.lists += count(b'[');
            counts.quotes += count(b'"');
        }
        counts
    }

    /// Punctuation between strings.
    fn exact(json: &[u8]) -> Self {
        let mut counts = Self::default();
        let mut bytes = json.iter();
        while let Some(byte) = bytes.next() {
            match byte {
                b'{' => counts.objects += 1,
                b':' => counts.members += 1,
                b',' => counts.further += 1,
                b'[' => counts.lists += 1,
                b'"' => {
                    counts.quotes += 2;
                    while let Some(byte) = bytes.next() {
                        match byte {
                            b'"' => break,
                            b'\\' => drop(bytes.next()),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        counts
    }

    fn size(self, length: usize) -> usize {
        let values = self.further + self.lists + 1;
        values * VALUE
            + self.objects * OBJECT
            + self.members * MEMBER
            + self.quotes.div_ceil(2) * STRING
            + length
    }
}

/// Whether a text takes more than so many bytes as a value, roughly. Texts that are short beside the limit are not looked at.
pub(crate) fn exceeds(json: &[u8], limit: usize) -> bool {
    let longest = limit / DENSEST;
    json.len() > longest
        && Counts::at_most(json).size(json.len()) > limit
        && Counts::exact(json).size(json.len()) > limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_counted_between_strings() {
        let json = br#"{"a,{\":[":[1,"\\",{}],"b":"x"}"#;
        let exact = Counts {
            objects: 2,
            members: 2,
            further: 3,
            lists: 1,
            quotes: 8,
        };
        assert_eq!(Counts::exact(json), exact);
        let at_most = Counts::at_most(json);
        assert_eq!(
            (at_most.objects, at_most.members, at_most.quotes),
            (3, 3, 9)
        );
        assert_eq!(Counts::at_most(&[b','; 1000]).further, 1000);
        assert_eq!(
            Counts::exact(b"\"\\"),
            Counts {
                quotes: 2,
                ..Counts::default()
            }
        );
    }

    #[test]
    fn no_byte_takes_more_than_the_densest() {
        let deep = format!("{}1{}", r#"{"":"#.repeat(127), "}".repeat(127));
        for part in [
            &*deep,
            r#"{"":0}"#,
            "[]",
            "1",
            r#""""#,
            "[[]]",
            r#"{"":""}"#,
        ] {
            let json = format!("[{}{part}]", format!("{part},").repeat(100));
            let size = Counts::exact(json.as_bytes()).size(json.len());
            assert!(size <= json.len() * DENSEST, "{part}: {size}");
        }
    }

    #[test]
    fn what_is_long_is_counted() {
        let objects = format!("[{}0]", r#"{"":0},"#.repeat(1000));
        let size = Counts::exact(objects.as_bytes()).size(objects.len());
        assert!(size > 600_000, "{size}");
        assert!(exceeds(objects.as_bytes(), size - 1));
        assert!(!exceeds(objects.as_bytes(), size));
        // The same bytes in a string take no more than themselves.
        let string = format!("\"{}\"", "{:0,[".repeat(2000));
        assert!(!exceeds(string.as_bytes(), 20_000));
        assert!(exceeds(string.as_bytes(), 10_000));
    }
}
