//! JSON text for people: lines, indented; what fits into a line stays in it.

use serde::de::Error as _;

/// The longest line, in characters, unless a string alone is longer.
const WIDTH: usize = 110;

/// The most brackets around a value, as for those who read JSON with `serde_json`. Each takes some of the stack here, and
/// the text may be a stranger's.
const DEEPEST: usize = 127;

/// The same JSON in lines. Numbers, strings and the order of members stay as they are in the text,
/// which a detour over values would not promise.
///
/// # Errors
/// The text is no JSON, or deeper than 127 levels.
pub fn pretty(json: &str) -> Result<String, serde_json::Error> {
    // The printer below relies on the grammar. What is passed over may have any depth.
    serde_json::from_str::<serde::de::IgnoredAny>(json)?;
    if depth(json) > DEEPEST {
        let words = format!("values are nested deeper than {DEEPEST} levels");
        return Err(serde_json::Error::custom(words));
    }
    let mut out = String::with_capacity(2 * json.len());
    let mut rest = json.trim();
    let value = Value::read(&mut rest);
    value.write(0, 0, &mut out);
    out.push('\n');
    Ok(out)
}

/// How many brackets are open at once, at most.
fn depth(mut json: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    while let Some(at) = json.find(['[', ']', '{', '}', '"']) {
        let rest = &json[at..];
        let length = match rest.as_bytes()[0] {
            b'"' => string_length(rest),
            b'[' | b'{' => {
                open += 1;
                deepest = deepest.max(open);
                1
            }
            _ => {
                open = open.saturating_sub(1);
                1
            }
        };
        json = &rest[length..];
    }
    deepest
}

/// A value whose parts are still text.
enum Value<'a> {
    Scalar(&'a str),
    Array(Vec<Self>),
    Object(Vec<(&'a str, Self)>),
}

impl<'a> Value<'a> {
    /// Reads the value that the text begins with, up to the separator behind it.
    fn read(rest: &mut &'a str) -> Self {
        match rest.as_bytes().first() {
            Some(b'[') => Self::Array(list(rest, Self::read)),
            Some(b'{') => Self::Object(list(rest, |rest| {
                let key = take(rest, string_length);
                skip(rest, 1);
                (key, Self::read(rest))
            })),
            Some(b'"') => Self::Scalar(take(rest, string_length)),
            _ => Self::Scalar(take(rest, |text| {
                text.find([',', ']', '}', ' ', '\t', '\r', '\n'])
                    .unwrap_or(text.len())
            })),
        }
    }

    /// Appends the value; `column` is how much of the line is taken, with what must follow in it.
    fn write(&self, depth: usize, column: usize, out: &mut String) {
        let (open, close, length) = match self {
            Self::Scalar(text) => return out.push_str(text),
            Self::Array(elements) => ('[', ']', elements.len()),
            Self::Object(members) => ('{', '}', members.len()),
        };
        if length == 0 || column + self.width() <= WIDTH {
            return self.write_in_line(out);
        }
        out.push(open);
        for i in 0..length {
            out.push('\n');
            let line = out.len();
            out.push_str(&"  ".repeat(depth + 1));
            let value = match self {
                Self::Object(members) => {
                    out.push_str(members[i].0);
                    out.push_str(": ");
                    &members[i].1
                }
                Self::Array(elements) => &elements[i],
                Self::Scalar(_) => continue,
            };
            let taken = out[line..].chars().count() + 1;
            value.write(depth + 1, taken, out);
            out.push_str(if i + 1 < length { "," } else { "" });
        }
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
        out.push(close);
    }

    fn write_in_line(&self, out: &mut String) {
        let separator = |i| if i == 0 { "" } else { ", " };
        match self {
            Self::Scalar(text) => out.push_str(text),
            Self::Array(elements) => {
                out.push('[');
                for (i, element) in elements.iter().enumerate() {
                    out.push_str(separator(i));
                    element.write_in_line(out);
                }
                out.push(']');
            }
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Object(members) => {
                out.push_str("{ ");
                for (i, (key, value)) in members.iter().enumerate() {
                    out.push_str(separator(i));
                    out.push_str(key);
                    out.push_str(": ");
                    value.write_in_line(out);
                }
                out.push_str(" }");
            }
        }
    }

    /// The number of characters in one line.
    fn width(&self) -> usize {
        match self {
            Self::Scalar(text) => text.chars().count(),
            Self::Array(elements) => elements
                .iter()
                .map(|one| one.width() + 2)
                .sum::<usize>()
                .max(2),
            Self::Object(members) => {
                members
                    .iter()
                    .map(|(key, value)| key.chars().count() + value.width() + 4)
                    .sum::<usize>()
                    + 2
            }
        }
    }
}

/// What stands between brackets.
fn list<'a, T>(rest: &mut &'a str, mut read: impl FnMut(&mut &'a str) -> T) -> Vec<T> {
    let mut items = Vec::new();
    skip(rest, 1);
    while !rest.starts_with([']', '}']) {
        items.push(read(rest));
        skip(rest, usize::from(rest.starts_with(',')));
    }
    skip(rest, 1);
    items
}

/// Takes as much of the text as `length` says, and drops the space behind it.
fn take<'a>(rest: &mut &'a str, length: impl FnOnce(&str) -> usize) -> &'a str {
    let (taken, behind) = rest.split_at(length(rest));
    *rest = behind.trim_start();
    taken
}

fn skip(rest: &mut &str, count: usize) {
    take(rest, |_| count);
}

/// The length of the string that the text begins with, quotation marks included.
pub(crate) fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_in_its_line() {
        let short =
            r#"{ "b": [1, 2.50, -1e9], "a": { "k": "v\"," }, "n": null, "e": [], "o": {} }"#;
        assert_eq!(pretty(short).unwrap(), format!("{short}\n"));
        let compact: String = short.split(' ').collect();
        assert_eq!(pretty(&compact).unwrap(), format!("{short}\n"));
        assert_eq!(pretty("5").unwrap(), "5\n");
    }

    #[test]
    fn what_does_not_fit_is_broken() {
        let long = "x".repeat(60);
        let json = format!(r#"{{"a":["{long}","{long}"],"b":[1,2]}}"#);
        let expected =
            format!("{{\n  \"a\": [\n    \"{long}\",\n    \"{long}\"\n  ],\n  \"b\": [1, 2]\n}}\n");
        assert_eq!(pretty(&json).unwrap(), expected);
        assert_eq!(pretty(&expected).unwrap(), expected);
    }

    #[test]
    fn nothing_is_rounded() {
        let json = "[340282366920938463463374607431768211455, 0.10, \"é\\u0000\"]";
        assert_eq!(pretty(json).unwrap(), format!("{json}\n"));
    }

    #[test]
    fn no_line_is_too_long_unless_a_string_is() {
        let json = format!("[{}]", vec![r#"{"k":[1,2,3],"l":"é"}"#; 40].join(","));
        let pretty = pretty(&json).unwrap();
        assert!(pretty.lines().count() > 40);
        assert!(pretty.lines().all(|line| line.chars().count() <= WIDTH));
    }

    /// A stranger's text must not take all of the stack, which ends the process.
    #[test]
    fn what_is_too_deep_is_refused() {
        let nested = |depth| format!("{}\"[[\"{}", "[".repeat(depth), "]".repeat(depth));
        let text = pretty(&nested(DEEPEST)).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        for depth in [DEEPEST + 1, 1_000_000] {
            let error = pretty(&nested(depth)).unwrap_err().to_string();
            assert_eq!(error, "values are nested deeper than 127 levels");
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "{", "[1,]", "{} {}", "nul"] {
            pretty(text).unwrap_err();
        }
    }
}
