//! The text of a signature.

use std::fmt;
use std::str::FromStr;

use semver::Version;

use crate::statement::FIRST;
use crate::text::{base64, from_base64};
use crate::{ContractId, InvalidKey, MAX_VERSION, PublicKey, Refusal, Statement};

/// The most bytes of a signature's text.
pub const MAX_SIGNATURE: usize = 1024;

/// A signature as it stands beside a driver's file: a text of eight lines. **That it could be read says nothing yet**:
/// [`Trust::verify`](crate::Trust::verify) tells whether it is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    statement: Statement,
    key: PublicKey,
    bytes: [u8; 64],
}

impl Signature {
    pub(crate) const fn new(statement: Statement, key: PublicKey, bytes: [u8; 64]) -> Self {
        Self {
            statement,
            key,
            bytes,
        }
    }

    /// What it says, true or not.
    #[must_use]
    pub const fn claim(&self) -> &Statement {
        &self.statement
    }

    /// Whose it says it is.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Whether its key has signed what it says.
    pub(crate) fn is_genuine(&self) -> bool {
        let text = self.statement.text(&self.key);
        self.key.has_signed(&text, &self.bytes)
    }
}

/// What stands behind a line's name; the number of the line, and what is to stand there, for the error.
fn line<'a, T>(
    lines: &[&'a str; 8],
    number: usize,
    name: &str,
    expected: &'static str,
    read: impl FnOnce(&'a str) -> Option<T>,
) -> Result<T, Refusal> {
    let value = lines[number - 1].strip_prefix(name);
    value.and_then(read).ok_or(Refusal::Line {
        line: number,
        expected,
    })
}

impl FromStr for Signature {
    type Err = Refusal;

    /// Reads the text in the one way in which it is written, so that what was signed is what stands there.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        if text.len() > MAX_SIGNATURE {
            return Err(Refusal::TooLong {
                size: text.len(),
                limit: MAX_SIGNATURE,
            });
        }
        let mut pieces = text.split('\n');
        let lines: [&str; 8] = std::array::from_fn(|_| pieces.next().unwrap_or_default());
        let is = |wanted: &'static str| move |found: &str| (found == wanted).then_some(());
        line(&lines, 1, "", "`data-driver-signature 1`", is(FIRST))?;
        line(
            &lines,
            2,
            "algorithm: ",
            "`algorithm: ed25519`",
            is("ed25519"),
        )?;
        let expected = "`key: ` and 32 bytes in base64";
        let key = line(&lines, 3, "key: ", expected, |text| {
            match text.parse::<PublicKey>() {
                Err(InvalidKey::Form) => None,
                other => Some(other.map_err(Refusal::Key)),
            }
        })??;
        let expected = "`contract: ` and 1 to 64 bytes in lower-case hex";
        let contract = line(&lines, 4, "contract: ", expected, ContractId::canonical)?;
        let expected = "`version: ` and a semantic version of at most 128 bytes";
        let version = line(&lines, 5, "version: ", expected, version)?;
        let expected = "`integrity: sha256-` and 32 bytes in base64";
        let integrity = line(&lines, 6, "integrity: ", expected, |text| text.parse().ok())?;
        let expected = "`created: ` and a time such as 2026-11-27T20:15:00Z";
        let created = line(&lines, 7, "created: ", expected, |text| text.parse().ok())?;
        let expected = "`signature: ` and 64 bytes in base64";
        let bytes = line(&lines, 8, "signature: ", expected, from_base64)?;
        // The line break behind the last line, and nothing behind that.
        if pieces.next() != Some("") || pieces.next().is_some() {
            return Err(Refusal::End);
        }
        let statement = Statement {
            contract,
            version,
            integrity,
            created,
        };
        Ok(Self::new(statement, key, bytes))
    }
}

fn version(text: &str) -> Option<Version> {
    text.parse().ok().filter(|_| text.len() <= MAX_VERSION)
}

impl fmt::Display for Signature {
    /// The text, with the line break at its end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.statement.text(&self.key);
        writeln!(f, "{text}signature: {}", base64(&self.bytes))
    }
}
