//! Looks at what follows before it is read, and passes over it.

use super::de::Deserializer;
use super::enums::{UnitVariant, has_no_content};
use super::error::Error;
use super::guide::Guide;
use crate::foreign::ForeignTypes;

impl<C: ForeignTypes> Deserializer<'_, C> {
    /// Passes over a value of any kind, without the code that would read it.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        match self.scanner.peek() {
            Some(b'"') => self.scanner.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.scanner.number().map(drop),
            Some(open @ (b'[' | b'{')) => {
                self.scanner.take(open);
                let close = if open == b'[' { b']' } else { b'}' };
                self.nested(close, |this| this.skip_inside(close))
            }
            _ if ["null", "true", "false"]
                .into_iter()
                .any(|word| self.scanner.take_word(word)) =>
            {
                Ok(())
            }
            _ => Err(self.scanner.syntax("a value")),
        }
    }

    fn skip_inside(&mut self, close: u8) -> Result<(), Error> {
        let mut first = true;
        while self.scanner.peek() != Some(close) {
            if !first {
                self.scanner.expect(b',')?;
            }
            first = false;
            if close == b'}' {
                self.scanner.string()?;
                self.scanner.expect(b':')?;
            }
            self.skip()?;
        }
        Ok(())
    }

    /// What stands for the variant of an enum with its tag inside, of which an object stands next. The tag may be
    /// the last of its members, and what the others are depends on it.
    pub(super) fn find_variant(&self) -> Option<Guide> {
        let (tag, variants) = self.guide.tagged()?;
        let name = self.find_tag(tag).ok()??.scanner.string().ok()?;
        let variant = variants.iter().find(|variant| variant.name == name)?;
        Some(Guide::beside(tag, variant.content))
    }

    /// Where the value of the member `tag` stands in the object that stands next, if there is one; what is not
    /// JSON in front of it is an error.
    pub(super) fn find_tag(&self, tag: &str) -> Result<Option<Self>, Error> {
        let mut ahead = self.ahead();
        ahead.scanner.expect(b'{')?;
        while ahead.scanner.peek() == Some(b'"') {
            let key = ahead.scanner.string()?;
            ahead.scanner.expect(b':')?;
            if key == tag {
                return Ok(Some(ahead));
            }
            ahead.skip()?;
            if !ahead.scanner.take(b',') {
                break;
            }
        }
        ahead.scanner.expect(b'}').map(|()| None)
    }

    /// An enum with its tag outside, for a visitor that keeps it for later and then takes a variant
    /// without content with and without `null`.
    pub(super) fn check_variant(&mut self) -> Result<(), Error> {
        let mut ahead = self.scanner.clone();
        let in_object = ahead.take(b'{');
        let start = ahead.start();
        let Ok(name) = ahead.string() else {
            return Ok(());
        };
        match self.guide.has_content(&name) {
            Some(true) if !in_object => Err(UnitVariant(name).lacks_content()),
            Some(false) if in_object => {
                ahead.expect(b':')?;
                Err(has_no_content(ahead.found()).under_key(&name).at(start))
            }
            _ => Ok(()),
        }
    }
}
