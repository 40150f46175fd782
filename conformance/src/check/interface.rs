//! What the module exports, and how it speaks.

use data_driver::abi::{Dialect, exports};
use data_driver::{Decode, Kind};
use data_driver_build::exports::{Problem, check};
use data_driver_cost::{Answer, Program};
use data_driver_host::{Driver, Error};

use super::verdict::{Outcome, Verdict};

/// A name that no contract has.
const NOBODY: &str = "no such name";

/// Whether the module is one that can be asked anything.
pub(super) fn exports(wasm: &[u8], verdict: &mut Verdict) -> bool {
    let problems = match check(wasm, true) {
        Ok(problems) => problems,
        Err(error) => {
            verdict.wrong("module", error.to_string());
            return false;
        }
    };
    let mut is_usable = true;
    for problem in &problems {
        let words = problem.to_string();
        match problem {
            Problem::Missing {
                name: exports::GET_LAST_ERROR_DETAILS,
            } => verdict.lacks("exports", format!("{words}; errors come in words alone")),
            Problem::Missing {
                name: exports::INIT,
            } => verdict.lacks(
                "exports",
                format!("{words}; loaders that call it cannot use it"),
            ),
            Problem::MemoryMaximum { .. } => verdict.lacks("memory", words),
            _ => {
                is_usable = false;
                verdict.wrong("exports", words);
            }
        }
    }
    if problems.is_empty() {
        verdict.good(
            "exports",
            "it exports what a driver exports and imports nothing",
        );
    }
    match check(wasm, false) {
        Ok(_) => {}
        Err(error) => verdict.lacks("module", format!("browsers do not run it yet: {error}")),
    }
    is_usable
}

/// Asks in both dialects, and says in which of them it can be asked.
pub(super) fn dialects(program: &Program, verdict: &mut Verdict) -> Dialect {
    let tell = |dialect| -> data_driver_cost::Result<Answer> {
        program.start(dialect)?.tell(exports::GET_VERSION)
    };
    let mut spoken = None;
    for (dialect, check, how) in [
        (
            Dialect::Deployed,
            "init",
            "after init it speaks little-endian",
        ),
        (
            Dialect::Specified,
            "no init",
            "without init it speaks big-endian",
        ),
    ] {
        match tell(dialect) {
            Ok(Answer::Done(_)) => {
                spoken = Some(dialect);
                verdict.good(check, how);
            }
            Ok(Answer::Refused(3)) if dialect == Dialect::Specified => verdict.lacks(
                check,
                "it wants init first, unlike the specification: loaders that do not call it cannot use it",
            ),
            Ok(Answer::Refused(code)) => {
                verdict.wrong(check, format!("get_version refuses with code {code}"));
            }
            Ok(Answer::Trapped(reason)) => {
                verdict.wrong(check, format!("get_version traps: {reason}"));
            }
            Err(error) => verdict.wrong(check, format!("{error:#}")),
        }
    }
    spoken.unwrap_or_default()
}

/// A name that is not known is refused in words.
pub(super) fn refusals(driver: &Driver, verdict: &mut Verdict) {
    let asked = [
        driver.encode_input(NOBODY, "null").map(drop),
        driver.decode(Decode::Input, NOBODY, &[]).map(drop),
        driver.decode(Decode::Output, NOBODY, &[]).map(drop),
        driver.decode(Decode::Event, NOBODY, &[]).map(drop),
    ];
    let wrong = verdict.count(Outcome::Wrong);
    let mut is_other = false;
    for (answer, what) in asked.into_iter().zip([
        "encode_input_fn",
        "decode_input_fn",
        "decode_output_fn",
        "decode_event",
    ]) {
        match answer {
            Err(Error::Rejected(report)) => {
                is_other |= report.kind == Kind::Other;
                if report.message.trim().is_empty() {
                    verdict.wrong("errors", format!("{what} refuses without a word"));
                }
            }
            Err(error) => verdict.wrong(
                "errors",
                format!("{what} of a name that is not known: {error}"),
            ),
            Ok(()) => verdict.wrong(
                "errors",
                format!("{what} takes a name that no contract has"),
            ),
        }
    }
    if verdict.count(Outcome::Wrong) > wrong {
        return;
    }
    match is_other {
        true => verdict.lacks("errors", "errors have no kind and no place"),
        false => verdict.good(
            "errors",
            "names that are not known are refused, with their kind",
        ),
    }
}
