//! Counting tests.

use std::fmt;
use std::ops::AddAssign;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests ended in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// What a line of `cargo test` reports, if it is the closing line of a test binary:
    /// `test result: ok. 6 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`.
    pub(crate) fn from_cargo(line: &str) -> Option<Self> {
        let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
        let count = |what: &str| {
            let mut words = counts.split("; ").filter_map(|part| part.split_once(' '));
            words.find(|(_, name)| *name == what)?.0.parse().ok()
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
            skipped: count("ignored")?,
        })
    }

    /// What the file that vitest's `json` reporter writes reports.
    pub(crate) fn from_vitest(path: &Path) -> Result<Self> {
        let text = std::fs::read(path).with_context(|| format!("no {}", path.display()))?;
        let report: Value = serde_json::from_slice(&text)?;
        let count = |key: &str| {
            report[key]
                .as_u64()
                .with_context(|| format!("{}: no {key}", path.display()))
        };
        Ok(Self {
            passed: count("numPassedTests")?,
            failed: count("numFailedTests")?,
            skipped: count("numPendingTests")? + count("numTodoTests")?,
        })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_cargo_prints() {
        let line = "test result: FAILED. 6 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; \
                    finished in 13.73s";
        let tally = Tally::from_cargo(line).unwrap();
        assert_eq!(
            tally,
            Tally {
                passed: 6,
                failed: 2,
                skipped: 1
            }
        );
        assert_eq!(tally.to_string(), "6 passed, 2 failed, 1 skipped");

        for other in [
            "running 6 tests",
            "test tests::a ... ok",
            "test result: ok",
            "",
        ] {
            assert_eq!(Tally::from_cargo(other), None, "{other}");
        }
    }

    #[test]
    fn sums() {
        let mut sum = Tally::default();
        assert!(sum.is_empty());
        sum += Tally {
            passed: 1,
            failed: 0,
            skipped: 0,
        };
        sum += Tally {
            passed: 2,
            failed: 1,
            skipped: 0,
        };
        assert_eq!(sum.to_string(), "3 passed, 1 failed");
    }
}
