//! Reads numbers.

use alloc::borrow::Cow;
use alloc::format;
use core::str::FromStr;

use serde::de::Visitor;

use super::de::Deserializer;
use super::error::Error;
use super::guide::Guide;
use super::int::IntType;
use super::number::{INFINITY, NEGATIVE_INFINITY, NOT_A_NUMBER, is_decimal};
use crate::describe::Type;
use crate::foreign::ForeignTypes;
use crate::quote::text as quoted;
use crate::report::Kind;

impl<'de, C: ForeignTypes> Deserializer<'de, C> {
    pub(super) fn is_number(&mut self) -> bool {
        matches!(self.scanner.peek(), Some(b'-' | b'0'..=b'9'))
    }

    /// An integer's digits, from a number or a decimal string.
    pub(super) fn decimal(&mut self, int: IntType) -> Result<Cow<'de, str>, Error> {
        let is_number = self.is_number();
        let text = if is_number {
            Cow::Borrowed(self.scanner.number()?.text)
        } else if self.scanner.peek() == Some(b'"') {
            self.scanner.string()?
        } else {
            return Err(self.wrong_type(format!(
                "{}, as a number or a decimal string",
                int.describe()
            )));
        };
        if is_decimal(&text) && int.holds(&text) {
            return Ok(text);
        }
        let found = if is_number {
            text.into_owned()
        } else {
            quoted(&text)
        };
        Err(Error::expected(Kind::InvalidValue, int.describe(), found))
    }

    /// Reads an integer of up to 32 bits: one way for all such types.
    #[inline(never)]
    pub(super) fn narrow(&mut self, int: IntType) -> Result<i64, Error> {
        self.integer(int)
    }

    /// The integer type whose range counts: the description's where all of its values are of the type.
    fn described_integer(&self, int: IntType) -> IntType {
        match self.guide {
            Guide::Type(Type::Integer(described)) => {
                int.limited_by(IntType::new(described.signed, described.bits))
            }
            _ => int,
        }
    }

    pub(super) fn integer<T: FromStr>(&mut self, int: IntType) -> Result<T, Error> {
        let int = self.described_integer(int);
        self.value(|this| {
            let text = this.decimal(int)?;
            text.parse()
                .map_err(|_| Error::expected(Kind::InvalidValue, int.describe(), text))
        })
    }

    pub(super) fn float<T: Copy + FromStr>(
        &mut self,
        is_finite: fn(T) -> bool,
    ) -> Result<T, Error> {
        if self.scanner.peek() == Some(b'"') {
            let text = self.scanner.string()?;
            let named = [NOT_A_NUMBER, INFINITY, NEGATIVE_INFINITY].contains(&&*text);
            return text.parse().ok().filter(|_| named).ok_or_else(|| {
                let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
                Error::expected(Kind::InvalidValue, expected, quoted(&text))
            });
        }
        if !self.is_number() {
            return Err(self.wrong_type("a number"));
        }
        float(self.scanner.number()?.text, is_finite)
    }

    /// An integer for a visitor that takes anything.
    pub(super) fn any_integer<V: Visitor<'de>>(
        &mut self,
        int: IntType,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.decimal(int)?;
        if int.is_beyond_128_bits() {
            return visitor.visit_str(&text);
        }
        visit_integer(&text, visitor)
    }
}

/// Hands over an integer in the narrowest form that holds it; beyond 128 bits it is a float.
pub(super) fn visit_integer<'de, V: Visitor<'de>>(
    text: &str,
    visitor: V,
) -> Result<V::Value, Error> {
    if let Ok(value) = text.parse() {
        visitor.visit_u64(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_i64(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_u128(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_i128(value)
    } else {
        visitor.visit_f64(float(text, f64::is_finite)?)
    }
}

/// A number's text as a float; too large ones are refused, as JSON has no infinity.
pub(super) fn float<T: Copy + FromStr>(text: &str, is_finite: fn(T) -> bool) -> Result<T, Error> {
    text.parse()
        .ok()
        .filter(|value| is_finite(*value))
        .ok_or_else(|| Error::expected(Kind::InvalidValue, "a number in range", text))
}
