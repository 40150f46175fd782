//! The documents say what is so: their examples run, their tables are compared with the code, their
//! links lead somewhere. Run with `BLESS=1` to write the tables of kinds and of hostile
//! drivers again.

mod abi;
mod differences;
mod hostile;
mod kinds;
mod links;
mod reader;
mod readme;
mod unsafe_code;

use std::fs;

use host_tests::files;

/// A document of the repository.
fn document(path: &str) -> String {
    let path = files::root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The contents of the blocks in a document whose fence has these words.
fn blocks(document: &str, fence: &str) -> Vec<String> {
    let blocks = reader::blocks(document).into_iter();
    blocks
        .filter(|(words, _)| *words == fence)
        .map(|(_, content)| format!("{content}\n"))
        .collect()
}

/// The one block of its language.
fn block(document: &str, fence: &str) -> String {
    match <[String; 1]>::try_from(blocks(document, fence)) {
        Ok([block]) => block,
        Err(blocks) => panic!("{} blocks of {fence}", blocks.len()),
    }
}
