//! Counting tests.

use std::fmt;
use std::ops::AddAssign;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests ended in which way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// The names of those that failed, as far as they were told.
    failures: Vec<String>,
    /// What could not be checked here, and why.
    unchecked: Vec<String>,
}

impl Tally {
    /// Whether no test was counted.
    pub(crate) fn is_empty(&self) -> bool {
        self.passed + self.failed + self.skipped == 0
    }

    /// Something that could not be checked here, and why: it is said again at the end.
    pub(crate) fn cannot_check(&mut self, what: String) {
        self.unchecked.push(what);
    }

    pub(crate) fn unchecked(&self) -> &[String] {
        &self.unchecked
    }

    pub(crate) fn failures(&self) -> &[String] {
        &self.failures
    }

    /// What a line of `cargo test` reports, if it tells of a test that failed
    /// (`test tests::name ... FAILED`) or is the closing line of a test binary:
    /// `test result: ok. 6 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`.
    pub(crate) fn from_cargo(line: &str) -> Option<Self> {
        if let Some(name) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            return Some(Self {
                failures: vec![name.to_owned()],
                ..Self::default()
            });
        }
        let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
        let count = |what: &str| {
            let mut words = counts.split("; ").filter_map(|part| part.split_once(' '));
            words.find(|(_, name)| *name == what)?.0.parse().ok()
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
            skipped: count("ignored")?,
            ..Self::default()
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
            failures: failures_in(&report),
            ..Self::default()
        })
    }
}

/// The tests that failed, by their file's name, and the files that did so before any test of theirs.
fn failures_in(report: &Value) -> Vec<String> {
    let array = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut failures = Vec::new();
    for file in array(&report["testResults"]) {
        let path = file["name"].as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let tests = array(&file["assertionResults"]);
        let failed = |value: &Value| value["status"] == "failed";
        let before = failures.len();
        for test in tests.iter().filter(|test| failed(test)) {
            let title = test["fullName"].as_str().unwrap_or_default();
            let first = test["failureMessages"][0].as_str().unwrap_or_default();
            let first = first.lines().next().unwrap_or_default();
            failures.push(format!("{name}: {title}: {first}"));
        }
        if failures.len() == before && failed(&file) {
            let message = file["message"].as_str().unwrap_or_default();
            let first = message.lines().next().unwrap_or_default();
            failures.push(format!("{name}: {first}"));
        }
    }
    failures
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.failures.extend(other.failures);
        self.unchecked.extend(other.unchecked);
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
                skipped: 1,
                ..Tally::default()
            }
        );
        assert_eq!(tally.to_string(), "6 passed, 2 failed, 1 skipped");

        let tally = Tally::from_cargo("test tests::a ... FAILED").unwrap();
        assert_eq!(tally.failures(), ["tests::a"]);

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
    fn names_what_failed_in_vitest() {
        let report = serde_json::json!({ "testResults": [
            { "name": "/a/one.test.ts", "status": "failed", "message": "", "assertionResults": [
                { "fullName": "adds", "status": "passed", "failureMessages": [] },
                { "fullName": "takes away", "status": "failed", "failureMessages": ["Error: 2\n at x"] },
            ] },
            { "name": "/a/two.test.ts", "status": "failed", "message": "no such file\n…", "assertionResults": [] },
            { "name": "/a/three.test.ts", "status": "passed", "message": "", "assertionResults": [] },
        ] });
        assert_eq!(
            failures_in(&report),
            [
                "one.test.ts: takes away: Error: 2",
                "two.test.ts: no such file"
            ]
        );
    }

    #[test]
    fn sums() {
        let mut sum = Tally::default();
        assert!(sum.is_empty());
        for line in [
            "test result: ok. 1 passed; 0 failed; 0 ignored",
            "test b ... FAILED",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored",
        ] {
            sum += Tally::from_cargo(line).unwrap();
        }
        assert_eq!(sum.to_string(), "3 passed, 1 failed");
        assert_eq!(sum.failures(), ["b"]);
        let mut other = Tally::default();
        other.cannot_check("a: there is no network".to_owned());
        assert!(other.is_empty());
        sum += other;
        assert_eq!(sum.unchecked(), ["a: there is no network"]);
    }
}
