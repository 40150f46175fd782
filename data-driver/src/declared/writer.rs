//! Appends JSON objects and arrays piece by piece.

use alloc::string::String;

use crate::json::write_string;

/// An object of which some members are written.
pub(super) struct Object<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> Object<'a> {
    /// Appends an object with the members that `write` gives it.
    pub(super) fn write(out: &'a mut String, write: impl FnOnce(&mut Object<'_>)) {
        out.push('{');
        write(&mut Object {
            out: &mut *out,
            empty: true,
        });
        out.push('}');
    }

    /// Begins a member, whose value the caller appends.
    pub(super) fn key(&mut self, key: &str) -> &mut String {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        write_string(self.out, key);
        self.out.push(':');
        self.out
    }

    /// A member that is text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        write_string(self.key(key), value);
    }

    /// A member that is text, unless there is none.
    pub(super) fn text_if_any(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.text(key, value);
        }
    }

    /// A member whose JSON is at hand.
    pub(super) fn json(&mut self, key: &str, json: &str) {
        self.key(key).push_str(json);
    }

    /// A member that is a number.
    pub(super) fn number(&mut self, key: &str, number: usize) {
        let mut buffer = itoa::Buffer::new();
        self.json(key, buffer.format(number));
    }

    /// A member that is an object.
    pub(super) fn object(&mut self, key: &str, write: impl FnOnce(&mut Object<'_>)) {
        Object::write(self.key(key), write);
    }

    /// A member that is an array with an element for each item.
    pub(super) fn array<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(T, &mut String),
    ) {
        let out = self.key(key);
        out.push('[');
        for (i, item) in items.into_iter().enumerate() {
            out.push_str(if i == 0 { "" } else { "," });
            write(item, out);
        }
        out.push(']');
    }
}
