//! From what a driver says about a failed call to a [`Report`].

use data_driver::abi::Code;
use data_driver::{Kind, Report};

use crate::words::{MESSAGE, REPORT, plain};

/// The report that a driver gives in JSON; `None` where it is none, or one from a later version of
/// the interface with a kind that is not known here.
pub(crate) fn parse(code: Code, details: &str) -> Option<Report> {
    let mut report = read(details)?;
    report.code = code as i32;
    if is_host_kind(report.kind) {
        report.kind = Kind::Other;
    }
    Some(report)
}

/// A report, its words made fit for a message. What is not words, a program looks up: it stays as it is.
fn read(details: &str) -> Option<Report> {
    if details.len() > REPORT {
        return None;
    }
    let mut report: Report = serde_json::from_str(details).ok()?;
    let others = [&mut report.expected, &mut report.found];
    for words in others.into_iter().flatten().chain([&mut report.message]) {
        *words = plain(words, MESSAGE);
    }
    Some(report)
}

/// Whether only a host can know that a mistake is of this kind, so that a driver that says so is
/// not believed.
const fn is_host_kind(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Load | Kind::Trap | Kind::BadDriver | Kind::Timeout | Kind::Closed | Kind::Host
    )
}

/// A report that quotes a driver's words, which is all that deployed drivers give: an enum in Rust's
/// debug form, such as `Unsupported("fn_name foo")`.
pub(crate) fn quote(code: Code, words: &str) -> Report {
    let kind = if code == Code::InvalidInput {
        Kind::InvalidInput
    } else if words.starts_with("Unsupported(") {
        Kind::Unsupported
    } else {
        Kind::Other
    };
    let words = if words.is_empty() {
        "the driver gives no reason"
    } else {
        words
    };
    Report::new(code, kind, plain(words, MESSAGE))
}

/// What a driver said when it panicked. Details of another kind are those of an earlier call: a trap
/// that is no panic leaves them as they were.
pub(crate) fn panic(details: &str) -> Option<String> {
    let report = read(details)?;
    (report.kind == Kind::Trap).then_some(report.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_taken_over_but_for_the_code() {
        let details = r#"{"code":7,"kind":"wrong_type","message":"m","function":"f","offset":3}"#;
        let report = parse(Code::OperationError, details).unwrap();
        assert_eq!((report.code, report.kind), (2, Kind::WrongType));
        assert_eq!(report.function.as_deref(), Some("f"));
        assert_eq!(report.offset, Some(3));
    }

    #[test]
    fn a_driver_cannot_speak_for_the_host() {
        for kind in Kind::ALL {
            let details = format!(r#"{{"code":2,"kind":"{kind}","message":"m"}}"#);
            let report = parse(Code::OperationError, &details).unwrap();
            let expected = if is_host_kind(*kind) {
                Kind::Other
            } else {
                *kind
            };
            assert_eq!(report.kind, expected);
        }
    }

    #[test]
    fn what_is_not_a_report_is_none() {
        for details in [
            "",
            "null",
            "{}",
            r#"{"code":2,"kind":"new_kind","message":"m"}"#,
        ] {
            assert_eq!(parse(Code::OperationError, details), None, "{details}");
        }
    }

    // T3
    #[test]
    fn words_are_cut_and_in_one_line() {
        let words = "\n2026 INFO login ok \u{1b}]0;x\u{7}".repeat(1_000);
        let shown = plain(&words, MESSAGE);
        assert!(
            shown.len() < MESSAGE + 4
                && shown.starts_with("\\n2026 INFO login ok \\u001b]0;x\\u0007")
        );
        assert_eq!(quote(Code::OperationError, &words).message, shown);
        let details = serde_json::json!({
            "code": 2, "kind": "trap", "message": words, "expected": words, "found": words,
        });
        assert_eq!(panic(&details.to_string()).as_deref(), Some(&*shown));
        let report = parse(Code::OperationError, &details.to_string()).unwrap();
        assert_eq!(report.message, shown);
        assert_eq!(
            (report.expected.as_deref(), report.found.as_deref()),
            (Some(&*shown), Some(&*shown))
        );
        let details = format!("{details}{}", " ".repeat(REPORT));
        assert_eq!(parse(Code::OperationError, &details), None);
    }

    #[test]
    fn words_are_quoted() {
        for (code, words, kind, message) in [
            (
                Code::OperationError,
                "Unsupported(\"f\")",
                Kind::Unsupported,
                "Unsupported(\"f\")",
            ),
            (
                Code::OperationError,
                "Json(\"x\")",
                Kind::Other,
                "Json(\"x\")",
            ),
            (Code::InvalidInput, "bad", Kind::InvalidInput, "bad"),
            (
                Code::OperationError,
                "",
                Kind::Other,
                "the driver gives no reason",
            ),
        ] {
            let report = quote(code, words);
            assert_eq!((report.kind, report.message.as_str()), (kind, message));
        }
    }
}
