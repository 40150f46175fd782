//! The place of a mistake, shown under the text or the bytes.

use data_driver::Report;

use crate::escape::line;

/// How many characters stand before and behind the place at most.
const AROUND: usize = 48;

/// How many bytes stand in a line.
const ROW: usize = 16;

/// A line of the text with a caret under the place, if the report has one.
pub(crate) fn in_text(text: &str, report: &Report) -> Option<String> {
    let offset = usize::try_from(report.offset?).ok()?.min(text.len());
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |at| offset + at);
    let (before, place) = (&text[start..offset], &text[offset..end]);
    let width = token(place).max(1);
    let (place, after) = place.split_at(width.min(place.len()));

    let mut shown_before = line(last(before)).into_owned();
    if last(before).len() < before.len() {
        shown_before.insert(0, '…');
    }
    let mut shown_place = line(first(place)).into_owned();
    if first(place).len() < place.len() {
        shown_place.push('…');
    }
    let mut shown_after = line(first(after)).into_owned();
    if first(after).len() < after.len() {
        shown_after.push('…');
    }
    let indent = " ".repeat(shown_before.chars().count());
    let carets = "^".repeat(shown_place.chars().count().max(1));
    Some(format!(
        "  | {shown_before}{shown_place}{shown_after}\n  | {indent}{carets}{}\n",
        words(report)
    ))
}

/// The row of bytes with a caret under the one, if the report names one.
pub(crate) fn in_bytes(bytes: &[u8], report: &Report) -> Option<String> {
    let offset = usize::try_from(report.offset?).ok()?.min(bytes.len());
    let start = offset - offset % ROW;
    let row = &bytes[start..bytes.len().min(start + ROW)];
    let digits: Vec<String> = row.iter().map(|byte| format!("{byte:02x}")).collect();
    let address = format!("{start:04x}");
    let indent = " ".repeat(address.len() + 2 + 3 * (offset - start));
    Some(format!(
        "  | {address}  {}\n  | {indent}^^{}\n",
        digits.join(" "),
        words(report)
    ))
}

fn words(report: &Report) -> String {
    match (&report.expected, &report.found) {
        (Some(expected), Some(found)) => {
            format!(" expected {}, found {}", line(expected), line(found))
        }
        (Some(expected), None) => format!(" expected {}", line(expected)),
        _ => String::new(),
    }
}

/// The number of bytes of the value or the sign that the text begins with.
fn token(text: &str) -> usize {
    if text.starts_with('"') {
        let mut escaped = false;
        let end = text.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        return end.map_or(text.len(), |end| end + 2);
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '-' | '.'));
    match end {
        Some(0) => text.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => text.len(),
    }
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

fn last(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1);
    &text[start.map_or(0, |(at, _)| at)..]
}

#[cfg(test)]
mod tests {
    use data_driver::Kind;
    use data_driver::abi::Code;

    use super::*;

    fn at(offset: u32, expected: &str, found: &str) -> Report {
        let mut report = Report::new(Code::OperationError, Kind::InvalidValue, "");
        report.offset = Some(offset);
        report.expected = Some(expected.into());
        report.found = Some(found.into());
        report
    }

    #[test]
    fn a_value_is_underlined() {
        let shown = in_text(r#"{"to":"0x00","value":5}"#, &at(6, "20 bytes of hex", "1"));
        assert_eq!(
            shown.unwrap(),
            "  | {\"to\":\"0x00\",\"value\":5}\n  |       ^^^^^^ expected 20 bytes of hex, found 1\n"
        );
    }

    #[test]
    fn the_line_is_that_of_the_place() {
        let shown = in_text("{\n  \"é\": -12,\n}", &at(10, "an integer", "-12")).unwrap();
        assert_eq!(
            shown,
            "  |   \"é\": -12,\n  |        ^^^ expected an integer, found -12\n"
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("[{}\"x\"{}]", "1,".repeat(500), ",2".repeat(500));
        let shown = in_text(&text, &at(1001, "a", "b")).unwrap();
        assert!(
            shown.lines().all(|line| line.chars().count() < 130),
            "{shown}"
        );
        assert!(
            shown.contains("…") && shown.contains("^^^ expected a"),
            "{shown}"
        );
    }

    #[test]
    fn the_end_is_a_place() {
        assert!(
            in_text("", &at(0, "a value", "the end"))
                .unwrap()
                .contains("^ expected")
        );
        assert!(
            in_text("[1", &at(9, "]", "the end"))
                .unwrap()
                .ends_with("  |   ^ expected ], found the end\n")
        );
    }

    #[test]
    fn bytes_have_a_row() {
        let bytes: Vec<u8> = (0..40).collect();
        let shown = in_bytes(&bytes, &at(17, "0 or 1", "17")).unwrap();
        let expected = "  | 0010  10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f\n  |          ^^ expected 0 or 1, found 17\n";
        assert_eq!(shown, expected);
    }
}
