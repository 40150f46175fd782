//! What is asked for.

use anyhow::{Context, Result, bail};

/// For how long without `--seconds`, all targets together.
const SECONDS: u64 = 60;

/// What to run, and for how long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Arguments<'a> {
    /// All targets together.
    pub(super) seconds: u64,
    pub(super) targets: Vec<&'a str>,
}

impl<'a> Arguments<'a> {
    /// `[--seconds N] [TARGET…]`; without a target, all.
    pub(super) fn read(arguments: &[&'a str], known: &[&'a str]) -> Result<Self> {
        let mut read = Self {
            seconds: SECONDS,
            targets: Vec::new(),
        };
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            if argument == "--seconds" {
                let number = arguments.next().and_then(|number| number.parse().ok());
                read.seconds = number.context("--seconds takes a number")?;
            } else if known.contains(&argument) {
                read.targets.push(argument);
            } else {
                bail!(
                    "usage: cargo xtask fuzz [--seconds N] [{}]…",
                    known.join(" | ")
                );
            }
        }
        if read.targets.is_empty() {
            read.targets = known.to_vec();
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_arguments() {
        let read = |arguments: &[&'static str]| Arguments::read(arguments, &["one", "two"]);
        let is = |seconds, targets: &[&'static str]| Arguments {
            seconds,
            targets: targets.to_vec(),
        };
        assert_eq!(read(&[]).unwrap(), is(SECONDS, &["one", "two"]));
        assert_eq!(read(&["two", "--seconds", "7"]).unwrap(), is(7, &["two"]));
        for wrong in [
            &["three"][..],
            &["--seconds"],
            &["--seconds", "-1"],
            &["--help"],
        ] {
            read(wrong).unwrap_err();
        }
    }
}
