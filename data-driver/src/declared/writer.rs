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
        put(out, "{");
        write(&mut Object {
            out: &mut *out,
            empty: true,
        });
        put(out, "}");
    }

    /// Begins a member, whose value the caller appends.
    pub(super) fn key(&mut self, key: &str) -> &mut String {
        if !self.empty {
            put(self.out, ",");
        }
        self.empty = false;
        write_string(self.out, key);
        put(self.out, ":");
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
        put(self.key(key), json);
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
        let mut mark = "[";
        for item in items {
            put(out, mark);
            mark = ",";
            write(item, out);
        }
        put(out, if mark == "[" { "[]" } else { "]" });
    }
}

/// Appends text. It is called in many places rather than repeated in each.
#[inline(never)]
fn put(out: &mut String, text: &str) {
    out.push_str(text);
}
