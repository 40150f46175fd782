//! The documents say what is so: their examples run, their tables are compared with the code, their
//! links lead somewhere. Run with `BLESS=1` to write the tables of kinds and of hostile
//! drivers again.

mod abi;
mod differences;
mod hostile;
mod kinds;
mod links;
mod readme;
mod unsafe_code;

use std::fs;

use host_tests::files;

/// A document of the repository.
fn document(path: &str) -> String {
    let path = files::root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The contents of the blocks in a document whose fence begins with these words.
fn blocks(document: &str, fence: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in document.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(words)) => open = Some((words == fence, String::new())),
            (Some(_), Some("")) => {
                if let Some((true, block)) = open.take() {
                    blocks.push(block);
                }
            }
            (Some((_, block)), _) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block that does not end");
    blocks
}

/// The one block of its language.
fn block(document: &str, fence: &str) -> String {
    match <[String; 1]>::try_from(blocks(document, fence)) {
        Ok([block]) => block,
        Err(blocks) => panic!("{} blocks of {fence}", blocks.len()),
    }
}
