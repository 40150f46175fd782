//! Who may ask.

use std::fmt;

use axum::http::{HeaderMap, header};
use data_driver_host::Integrity;

/// A secret that callers send as `Authorization: Bearer …`.
#[derive(Clone)]
pub struct Token(Integrity);

impl Token {
    /// The token that the text is, without the white space around it; `None` where that leaves nothing.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(Integrity::of(text.as_bytes())))
    }

    /// Whether the request has it. What is compared are hashes, and all of their bytes: time tells nothing.
    pub(crate) fn is_in(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION);
        let given = given.and_then(|value| value.as_bytes().split_at_checked(7));
        let Some((scheme, given)) = given else {
            return false;
        };
        let given = Integrity::of(given.trim_ascii());
        let bytes = self.0.as_bytes().iter().zip(given.as_bytes());
        let differences = bytes.fold(0, |all, (one, other)| all | (one ^ other));
        scheme.eq_ignore_ascii_case(b"bearer ") && differences == 0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_itself_is_it() {
        let token = Token::new("secret\n").unwrap();
        for (given, is_it) in [
            ("Bearer secret", true),
            ("bearer  secret ", true),
            ("Bearer Secret", false),
            ("Bearer secre", false),
            ("Basic secret", false),
            ("secret", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, given.parse().unwrap());
            assert_eq!(token.is_in(&headers), is_it, "{given:?}");
        }
        assert!(!token.is_in(&HeaderMap::new()));
        assert!(Token::new(" \n").is_none());
        assert_eq!(format!("{token:?}"), "Token");
    }
}
