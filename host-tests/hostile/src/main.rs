//! `hostile-drivers <folder>` writes the file of each item, by its number in the index, for who is not written in Rust.

use std::fs;
use std::io::{Error, Result};
use std::path::PathBuf;

use hostile_drivers::Corpus;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| Error::other("usage: hostile-drivers <folder>"))?;
    fs::create_dir_all(&folder)?;
    // All of what they are made of is in this program.
    let made = std::env::current_exe()?.metadata()?.modified()?;
    let corpus = Corpus::read();
    for (number, item) in corpus.items.iter().enumerate() {
        let path = folder.join(format!("{number}.wasm"));
        let written = path.metadata().and_then(|file| file.modified());
        if !written.is_ok_and(|written| written > made) {
            fs::write(path, corpus.wasm(item))?;
        }
    }
    Ok(())
}
