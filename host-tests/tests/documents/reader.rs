//! The blocks of a document. Tests that do what the documents say have this file, each of its own crate.

/// The words behind the fence of each block, and what is in it, without the last line's end.
///
/// # Panics
/// A block does not end.
pub(crate) fn blocks(document: &str) -> Vec<(&str, &str)> {
    let mut blocks = Vec::new();
    let mut open = None;
    let mut at = 0;
    for line in document.split_inclusive('\n') {
        match (open, line.trim_end().strip_prefix("```")) {
            (None, Some(words)) => open = Some((words, at + line.len())),
            (Some((words, start)), Some("")) => {
                let content = &document[start..at];
                blocks.push((words, content.strip_suffix('\n').unwrap_or(content)));
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    assert!(open.is_none(), "a block does not end: {open:?}");
    blocks
}
