//! The grammar of numbers, which is also that of integers in decimal strings.

/// The floats that JSON has no number for, as text: the names that JavaScript and Rust read.
pub(super) const NOT_A_NUMBER: &str = "NaN";
pub(super) const INFINITY: &str = "Infinity";
pub(super) const NEGATIVE_INFINITY: &str = "-Infinity";

/// A JSON number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number<'de> {
    pub(super) text: &'de str,
    /// Whether it has neither fraction nor exponent.
    pub(super) integer: bool,
}

/// The number that the text begins with (RFC 8259 section 6).
pub(super) fn scan(text: &str) -> Option<Number<'_>> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(sign);
    if whole == 0 || (whole > 1 && bytes[sign] == b'0') {
        return None;
    }
    let mut end = sign + whole;
    let mut integer = true;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction == 0 {
            return None;
        }
        integer = false;
        end += 1 + fraction;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + signed);
        if exponent == 0 {
            return None;
        }
        integer = false;
        end += 1 + signed + exponent;
    }
    Some(Number {
        text: text.get(..end)?,
        integer,
    })
}

/// Whether the whole text is an integer in its one decimal form: no sign but a minus, no zeros in
/// front, no `-0`.
pub(super) fn is_decimal(text: &str) -> bool {
    text != "-0" && scan(text).is_some_and(|number| number.integer && number.text == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar() {
        for text in [
            "0", "-0", "7", "-12", "1.5", "0.0", "1e3", "1E+3", "-2.5e-10",
        ] {
            assert_eq!(scan(text).map(|n| n.text), Some(text));
        }
        for text in ["", "-", "01", "+1", ".5", "1.", "1e", "1e+", "x", "--1"] {
            assert_eq!(scan(text), None, "{text}");
        }
        assert_eq!(scan("12,").map(|n| n.text), Some("12"));
    }

    #[test]
    fn decimal_form() {
        for text in ["0", "7", "-1", "340282366920938463463374607431768211456"] {
            assert!(is_decimal(text), "{text}");
        }
        for text in [
            "", "-0", "05", "+5", " 5", "5 ", "0x5", "1\"2", "1.0", "1e3", "٣",
        ] {
            assert!(!is_decimal(text), "{text}");
        }
    }
}
