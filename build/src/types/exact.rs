//! Integers of any size in JSON values, whose own are at most those of 64 bits: a bound of a wider one would be rounded.

use serde_json::Value;

use crate::schema::string_length;

/// In front of the digits of an integer that is a string for now. No text of a document begins so unless a stranger wrote it, and
/// behind it nothing but digits is taken for a number.
const MARK: &str = "\u{0}integer ";

/// The value of a JSON text, with [`MARK`]ed strings for integers of more than 64 bits.
pub(super) fn read(json: &str) -> Result<Value, serde_json::Error> {
    // The scan below relies on the grammar.
    serde_json::from_str::<serde::de::IgnoredAny>(json)?;
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find(['"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        let (before, token) = rest.split_at(at);
        text.push_str(before);
        let is_string = token.starts_with('"');
        let length = if is_string {
            string_length(token)
        } else {
            token
                .find([',', ']', '}', ' ', '\t', '\r', '\n'])
                .unwrap_or(token.len())
        };
        let (token, behind) = token.split_at(length);
        if !is_string
            && is_integer(token)
            && token.parse::<i64>().is_err()
            && token.parse::<u64>().is_err()
        {
            text.push_str(&Value::from(format!("{MARK}{token}")).to_string());
        } else {
            text.push_str(token);
        }
        rest = behind;
    }
    text.push_str(rest);
    serde_json::from_str(&text)
}

/// The JSON text of a value that [`read`] gave, or that was made of such.
pub(super) fn write(value: &Value) -> String {
    let json = value.to_string();
    let mark = Value::from(MARK).to_string();
    let mark = mark.trim_end_matches('"');
    let mut text = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some((before, behind)) = rest.split_once(mark) {
        text.push_str(before);
        rest = match behind.split_once('"') {
            Some((digits, behind)) if is_integer(digits) => {
                text.push_str(digits);
                behind
            }
            _ => {
                text.push_str(mark);
                behind
            }
        };
    }
    text.push_str(rest);
    text
}

fn is_integer(token: &str) -> bool {
    let digits = token.strip_prefix('-').unwrap_or(token);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_integers_stay_as_they_are() {
        let json = r#"{"a":[340282366920938463463374607431768211455,-170141183460469231731687303715884105728],"b":"1 \" 340282366920938463463374607431768211455","c":18446744073709551615,"d":-1.5e3}"#;
        let expected = json.replace("-1.5e3", "-1500.0");
        assert_eq!(write(&read(json).unwrap()), expected);
        assert_eq!(
            write(&read("340282366920938463463374607431768211456").unwrap()),
            "340282366920938463463374607431768211456"
        );
    }

    #[test]
    fn a_text_with_the_mark_stays_a_text() {
        for json in [
            r#""\u0000integer x""#,
            r#"["\u0000integer ","\u0000integer 1\""]"#,
            r#"{"\u0000integer ":1}"#,
        ] {
            assert_eq!(write(&read(json).unwrap()), json);
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "[1,]", "01", "{\"a\":-}"] {
            read(text).unwrap_err();
        }
    }
}
