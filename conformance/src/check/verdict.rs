//! What was found out about a driver.

use std::fmt;

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is as it should be.
    Good,
    /// Something is not there that a driver need not have, or could not be tried.
    Lacks,
    /// It is not as it should be.
    Wrong,
}

impl Outcome {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Lacks => "lacks",
            Self::Wrong => "wrong",
        }
    }
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What was looked at, a stable name.
    pub check: &'static str,
    /// How it ended.
    pub outcome: Outcome,
    /// What was found, a sentence.
    pub words: String,
}

/// Everything that was found out about a driver.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Verdict {
    /// The findings, in the order of the checks.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.count(Outcome::Wrong) == 0
    }

    /// How many findings ended so.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.findings
            .iter()
            .filter(|one| one.outcome == outcome)
            .count()
    }

    pub(super) fn add(&mut self, check: &'static str, outcome: Outcome, words: impl Into<String>) {
        self.findings.push(Finding {
            check,
            outcome,
            words: words.into(),
        });
    }

    pub(super) fn good(&mut self, check: &'static str, words: impl Into<String>) {
        self.add(check, Outcome::Good, words);
    }

    pub(super) fn lacks(&mut self, check: &'static str, words: impl Into<String>) {
        self.add(check, Outcome::Lacks, words);
    }

    pub(super) fn wrong(&mut self, check: &'static str, words: impl Into<String>) {
        self.add(check, Outcome::Wrong, words);
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding {
            check,
            outcome,
            words,
        } in &self.findings
        {
            writeln!(out, "{:<6} {check:<11} {words}", outcome.as_str())?;
        }
        let (wrong, lacks) = (self.count(Outcome::Wrong), self.count(Outcome::Lacks));
        match wrong {
            0 => writeln!(out, "It passes: nothing is wrong, {lacks} lacking."),
            _ => writeln!(out, "It fails: {wrong} wrong, {lacks} lacking."),
        }
    }
}
