//! JSON as it is written: numbers keep their digits, objects the order of their members.

use std::fmt;

use serde_json::Value;

/// A JSON value as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, of any size.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

impl Text {
    /// A string.
    pub fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// A number.
    pub fn number(number: impl fmt::Display) -> Self {
        Self::Number(number.to_string())
    }

    /// The values directly inside.
    pub fn inner_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Array(elements) => elements.iter_mut().collect(),
            Self::Object(members) => members.iter_mut().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }
}

impl From<&Value> for Text {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::number(number),
            Value::String(text) => Self::string(text),
            Value::Array(elements) => Self::Array(elements.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter();
                let members = members.map(|(name, value)| (name.clone(), Self::from(value)));
                Self::Object(members.collect())
            }
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => write!(out, "{value}"),
            Self::Number(digits) => out.write_str(digits),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => {
                out.write_str("[")?;
                for (i, element) in elements.iter().enumerate() {
                    out.write_str(if i == 0 { "" } else { "," })?;
                    element.fmt(out)?;
                }
                out.write_str("]")
            }
            Self::Object(members) => {
                out.write_str("{")?;
                for (i, (name, value)) in members.iter().enumerate() {
                    out.write_str(if i == 0 { "" } else { "," })?;
                    write_string(name, out)?;
                    out.write_str(":")?;
                    value.fmt(out)?;
                }
                out.write_str("}")
            }
        }
    }
}

fn write_string(text: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let quoted = serde_json::to_string(text).map_err(|_| fmt::Error)?;
    out.write_str(&quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_they_are() {
        let text = Text::Object(vec![
            ("z".into(), Text::number("1e400")),
            (
                "a\"".into(),
                Text::Array(vec![Text::Null, Text::string("\n")]),
            ),
            ("b".into(), Text::Bool(true)),
        ]);
        assert_eq!(
            text.to_string(),
            r#"{"z":1e400,"a\"":[null,"\n"],"b":true}"#
        );
    }

    #[test]
    fn values_come_back() {
        let json = r#"{"a":[1,-2,1.5,"x",null,true,{}],"b":{"c":[]}}"#;
        let value: Value = serde_json::from_str(json).expect("JSON");
        assert_eq!(Text::from(&value).to_string(), json);
    }
}
