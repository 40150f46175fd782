//! The elements of an array and the members of an object.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::format;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess};

use super::de::{Deserializer, Entered};
use super::error::{Error, duplicate_member};
use super::expected::Expected;
use super::guide::Guide;
use crate::foreign::ForeignTypes;
use crate::report::Kind;

/// The elements of an array.
pub(super) struct Elements<'a, 'de, C> {
    deserializer: &'a mut Deserializer<'de, C>,
    index: usize,
}

impl<'a, 'de, C: ForeignTypes> Elements<'a, 'de, C> {
    pub(super) fn new(deserializer: &'a mut Deserializer<'de, C>) -> Self {
        Self {
            deserializer,
            index: 0,
        }
    }

    /// Goes to the next element, if there is one.
    fn enter(&mut self) -> Result<Option<Entered>, Error> {
        let scanner = &mut self.deserializer.scanner;
        if scanner.peek() == Some(b']') {
            return Ok(None);
        }
        if self.index > 0 {
            scanner.expect(b',')?;
        }
        let guide = self.deserializer.guide.element(self.index);
        self.index += 1;
        Ok(Some(self.deserializer.enter(guide)))
    }

    /// Nothing may follow the elements that the type has.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        if self.deserializer.scanner.peek() == Some(b']') {
            return Ok(());
        }
        let expected = format!("an array of {} elements", self.index);
        Err(Error::expected(
            Kind::WrongLength,
            expected,
            "more elements",
        ))
    }
}

impl<'de, C: ForeignTypes> SeqAccess<'de> for &mut Elements<'_, 'de, C> {
    type Error = Error;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(entered) = self.enter()? else {
            return Ok(None);
        };
        let element = self.deserializer.seeded(seed);
        match self.deserializer.leave(entered, element) {
            Ok(element) => Ok(Some(element)),
            Err(error) => Err(error.under_index(self.index - 1)),
        }
    }
}

/// What the keys of an object may be.
enum Keys<'de> {
    /// These and no others; the type itself notices duplicates.
    Fields(&'static [&'static str]),
    /// Any, each once.
    Once(BTreeSet<Cow<'de, str>>),
}

/// The members of an object.
pub(super) struct Members<'a, 'de, C> {
    deserializer: &'a mut Deserializer<'de, C>,
    keys: Keys<'de>,
    expected: Expected,
    key: Cow<'de, str>,
    first: bool,
    /// Whether the member was there that names the variant.
    tagged: bool,
}

impl<'a, 'de, C: ForeignTypes> Members<'a, 'de, C> {
    pub(super) fn of_map(deserializer: &'a mut Deserializer<'de, C>) -> Self {
        Self {
            keys: Keys::Once(BTreeSet::new()),
            expected: Expected::of(deserializer.guide),
            deserializer,
            key: Cow::Borrowed(""),
            first: true,
            tagged: false,
        }
    }

    pub(super) fn of_struct(
        deserializer: &'a mut Deserializer<'de, C>,
        fields: &'static [&'static str],
    ) -> Self {
        Self {
            keys: Keys::Fields(fields),
            expected: Expected::of(deserializer.guide),
            deserializer,
            key: Cow::Borrowed(""),
            first: true,
            tagged: false,
        }
    }

    /// A type that stops before the last member leaves it to us to say so.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        if self.deserializer.scanner.peek() == Some(b'}') {
            return Ok(());
        }
        Err(Error::expected(
            Kind::WrongLength,
            "the end of the object",
            "more members",
        ))
    }

    /// Goes to the next member's key, if there is one, and gives its offset.
    fn find_key(&mut self) -> Result<Option<usize>, Error> {
        loop {
            let scanner = &mut self.deserializer.scanner;
            if scanner.peek() == Some(b'}') {
                return self.expected.end().map(|()| None);
            }
            if !self.first {
                scanner.expect(b',')?;
            }
            self.first = false;
            let start = scanner.start();
            self.key = scanner.string()?;
            scanner.expect(b':')?;
            if !self.is_tag() {
                self.check_key().map_err(|error| error.at(start))?;
                return Ok(Some(start));
            }
            if core::mem::replace(&mut self.tagged, true) {
                return Err(duplicate_member(&self.key).at(start));
            }
            self.deserializer.skip()?;
        }
    }

    /// Whether the member names the variant whose members these are, and the type knows nothing of it.
    fn is_tag(&self) -> bool {
        let Guide::Tagged { tag, .. } = self.deserializer.guide else {
            return false;
        };
        matches!(&self.keys, Keys::Fields(fields) if !fields.contains(&tag)) && self.key == tag
    }

    /// Goes to the member's value.
    fn enter(&mut self) -> Entered {
        let guide = self.deserializer.guide.member(&self.key);
        self.deserializer.enter(guide)
    }

    fn check_key(&mut self) -> Result<(), Error> {
        match &mut self.keys {
            Keys::Fields(fields) => {
                if !fields.contains(&&*self.key) {
                    return Err(Error::unknown_field(&self.key, fields));
                }
                // A struct may hold the members of more variants than the one that stands here.
                let is_known_to_type = matches!(self.deserializer.guide, Guide::Type(_));
                self.expected.see(&self.key, is_known_to_type)
            }
            Keys::Once(seen) => {
                // Members that are described need no list of their own.
                match self.expected.note(&self.key) {
                    Some(true) => return Err(duplicate_member(&self.key)),
                    Some(false) => return Ok(()),
                    None => {}
                }
                // Bytes have more than one text, and each key stands once.
                let new = match super::hex::canonical(&self.key, self.deserializer.guide.key()) {
                    Some(text) => seen.insert(Cow::Owned(text)),
                    None => seen.insert(self.key.clone()),
                };
                if !new {
                    return Err(duplicate_member(&self.key));
                }
                self.expected.see(&self.key, false)
            }
        }
    }
}

impl<'de, C: ForeignTypes> MapAccess<'de> for &mut Members<'_, 'de, C> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(start) = self.find_key()? else {
            return Ok(None);
        };
        let guide = self.deserializer.guide.key();
        match self.deserializer.key(seed, &self.key, guide) {
            Ok(key) => Ok(Some(key)),
            Err(error) => Err(wrong_key(guide, error, start)),
        }
    }

    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entered = self.enter();
        let value = self.deserializer.seeded(seed);
        self.deserializer
            .leave(entered, value)
            .map_err(|error| error.under_key(&self.key))
    }
}

#[cold]
fn wrong_key(guide: Guide, error: Error, start: usize) -> Error {
    guide.explain(error).at(start)
}
