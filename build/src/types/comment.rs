//! Doc comments.

/// Appends a comment of that text in front of a declaration, or nothing where there is no text.
pub(super) fn write(text: &str, indent: &str, out: &mut String) {
    // What would end the comment is kept from it as Markdown allows.
    let text = text.trim().replace("*/", "*\\/");
    if text.is_empty() {
        return;
    }
    if !text.contains('\n') {
        out.push_str(&format!("{indent}/** {text} */\n"));
        return;
    }
    out.push_str(&format!("{indent}/**\n"));
    for line in text.lines() {
        let line = format!("{indent} * {line}");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push_str(&format!("{indent} */\n"));
}

/// The text without anything that ends a line, in TypeScript too.
pub(super) fn line(text: &str) -> String {
    let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(ends, " ")
}

#[cfg(test)]
mod tests {
    fn comment(text: &str) -> String {
        let mut out = String::new();
        super::write(text, "  ", &mut out);
        out
    }

    #[test]
    fn no_text_is_no_comment() {
        assert_eq!(comment(" \n"), "");
    }

    #[test]
    fn lines_are_kept() {
        assert_eq!(comment("One."), "  /** One. */\n");
        assert_eq!(
            comment("One.\n\nTwo."),
            "  /**\n   * One.\n   *\n   * Two.\n   */\n"
        );
    }

    #[test]
    fn a_line_has_no_end() {
        assert_eq!(super::line("a\nb\u{2028}c"), "a b c");
    }

    #[test]
    fn text_cannot_end_the_comment() {
        let comment = comment("a */ export type Evil = 1; /* b **/");
        assert_eq!(comment.matches("*/").count(), 1);
        assert!(comment.ends_with(" */\n"));
    }
}
