//! What a target's run came to, from what libFuzzer prints.

use std::fmt;

/// What became of a target.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) executions: u64,
    per_second: u64,
    pub(super) failure: Option<Failure>,
}

/// Something that does not hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// The first words of the panic, or of libFuzzer.
    pub(super) words: String,
    /// The input, where there is one.
    pub(super) artifact: Option<String>,
}

/// A panic may quote its input.
const MOST_WORDS: usize = 2000;

impl Outcome {
    pub(super) fn read(log: &str, is_success: bool) -> Self {
        let number = |name: &str| {
            let mut lines = log.lines().rev();
            let number = lines.find_map(|line| line.strip_prefix(name));
            number.and_then(|number| number.trim().parse().ok())
        };
        Self {
            executions: number("stat::number_of_executed_units:").unwrap_or_default(),
            per_second: number("stat::average_exec_per_sec:").unwrap_or_default(),
            failure: (!is_success).then(|| Failure {
                words: words(log),
                artifact: log
                    .lines()
                    .find_map(|line| line.split_once("Test unit written to "))
                    .map(|(_, path)| path.to_owned()),
            }),
        }
    }
}

/// What the panic says, or what libFuzzer says of a hang or of memory, or the end of the log.
fn words(log: &str) -> String {
    let panic = log.find("panicked at ");
    let error = log.find("ERROR: libFuzzer: ");
    let words = match panic.or(error) {
        Some(at) => log.get(at..).unwrap_or_default(),
        None => log.lines().last().unwrap_or("it printed nothing"),
    };
    let words = words.split("stack backtrace:").next().unwrap_or(words);
    words
        .chars()
        .take(MOST_WORDS)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            executions,
            per_second,
            failure,
        } = self;
        write!(f, "{executions:>12} executions, {per_second:>6} a second")?;
        if failure.is_some() {
            f.write_str("  FAILED")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_libfuzzer_prints() {
        let log = "INFO: Loaded 1 modules\nDone 10 runs in 2 second(s)\n\
                   stat::number_of_executed_units: 10\nstat::average_exec_per_sec:     5\n";
        let outcome = Outcome::read(log, true);
        assert_eq!((outcome.executions, outcome.per_second), (10, 5));
        assert_eq!(outcome.failure, None);

        let log = "#2 INITED\n\nthread '<unnamed>' (7) panicked at src/a.rs:1:2:\nno\nstack backtrace:\n 0: a\n\
                   ==7== ERROR: libFuzzer: deadly signal\n\
                   artifact_prefix='f/'; Test unit written to f/crash-1\n\
                   stat::number_of_executed_units: 3\n";
        let outcome = Outcome::read(log, false);
        assert_eq!(outcome.executions, 3);
        let failure = outcome.failure.unwrap();
        assert_eq!(failure.words, "panicked at src/a.rs:1:2:\nno");
        assert_eq!(failure.artifact.as_deref(), Some("f/crash-1"));

        let log = "==7== ERROR: libFuzzer: timeout after 10 seconds\n";
        let failure = Outcome::read(log, false).failure.unwrap();
        assert_eq!(failure.words, "ERROR: libFuzzer: timeout after 10 seconds");
        assert_eq!(failure.artifact, None);
    }
}
