//! Integers in JSON Schema: as numbers and as decimal strings, each exactly in its range.

use alloc::format;
use alloc::string::String;

use super::writer::Object;
use crate::describe::Integer;

/// Appends the schema of an integer type.
///
/// A number beyond 2^53 is compared as a double by most validators, so for wide integers the bounds
/// of the number are looser than those of the string by a rounding error.
pub(super) fn write(int: Integer, out: &mut String) {
    let (low, high) = int.bounds();
    Object::write(out, |schema| {
        schema.json("type", r#"["string","integer"]"#);
        schema.text(
            "format",
            &format!("{}int{}", if int.signed { "" } else { "u" }, int.bits),
        );
        schema.text("pattern", &decimal_pattern(int));
        schema.json("minimum", &low);
        schema.json("maximum", &high);
    });
}

/// A regular expression for the decimal strings that are in the type's range, in their one form: no
/// plus sign, no zeros in front, no `-0`.
#[must_use]
pub fn decimal_pattern(int: Integer) -> String {
    let (low, high) = int.bounds();
    let positive = up_to(&high);
    match low.strip_prefix('-') {
        Some(low) => format!("^(0|{positive}|-({}))$", up_to(low)),
        None => format!("^(0|{positive})$"),
    }
}

/// Alternatives for the numbers from 1 to a limit.
fn up_to(limit: &str) -> String {
    let digits = limit.as_bytes();
    let mut pattern = format!("[1-9][0-9]{{0,{}}}", digits.len() - 2);
    // As long as the limit: equal to it up to some digit, and smaller there.
    for (i, digit) in digits.iter().enumerate() {
        let lowest = if i == 0 { b'1' } else { b'0' };
        if *digit <= lowest {
            continue;
        }
        let class = match digit - lowest {
            1 => String::from(char::from(lowest)),
            _ => format!("[{}-{}]", char::from(lowest), char::from(digit - 1)),
        };
        let rest = match digits.len() - i - 1 {
            0 => String::new(),
            1 => "[0-9]".into(),
            rest => format!("[0-9]{{{rest}}}"),
        };
        pattern.push_str(&format!(
            "|{}{class}{rest}",
            limit.get(..i).unwrap_or_default()
        ));
    }
    format!("{pattern}|{limit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_spell_out_the_range() {
        let byte = decimal_pattern(Integer {
            signed: false,
            bits: 8,
        });
        assert_eq!(
            byte,
            "^(0|[1-9][0-9]{0,1}|1[0-9]{2}|2[0-4][0-9]|25[0-4]|255)$"
        );
        let signed = decimal_pattern(Integer {
            signed: true,
            bits: 8,
        });
        assert_eq!(
            signed,
            "^(0|[1-9][0-9]{0,1}|1[0-1][0-9]|12[0-6]|127|-([1-9][0-9]{0,1}|1[0-1][0-9]|12[0-7]|128))$"
        );
    }
}
