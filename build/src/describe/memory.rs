//! What a driver answered, kept beside a copy of the driver.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::remove;
use crate::{Error, Result};

/// The answers of one driver.
#[derive(Debug)]
pub(super) struct Memory {
    directory: PathBuf,
    stem: String,
    driver: PathBuf,
}

impl Memory {
    /// The answers of this driver, of which there are none when `directory` holds those of another.
    pub(super) fn new(directory: &Path, stem: &str, wasm: &[u8]) -> Result<Self> {
        let memory = Self {
            driver: directory.join(format!("{stem}.wasm")),
            directory: directory.to_owned(),
            stem: stem.to_owned(),
        };
        if fs::read(&memory.driver).is_ok_and(|old| old == wasm) {
            return Ok(memory);
        }
        fs::create_dir_all(directory).map_err(Error::io(directory))?;
        // An answer must never lie beside another driver than the one that gave it.
        for what in ["schema", "replayed", "split", "cost"] {
            remove(&memory.path(what))?;
        }
        fs::write(&memory.driver, wasm).map_err(Error::io(&memory.driver))?;
        Ok(memory)
    }

    /// The file of the driver.
    pub(super) fn driver(&self) -> &Path {
        &self.driver
    }

    /// What was answered to this question.
    pub(super) fn recall(&self, what: &str, question: &str) -> Option<String> {
        let text = fs::read_to_string(self.path(what)).ok()?;
        let answer = text.strip_prefix(question)?.strip_prefix('\n')?;
        Some(answer.to_owned())
    }

    /// Keeps the answer to the last question of its kind.
    pub(super) fn keep(&self, what: &str, question: &str, answer: &str) -> Result<()> {
        let path = self.path(what);
        fs::write(&path, format!("{question}\n{answer}")).map_err(Error::io(&path))
    }

    fn path(&self, what: &str) -> PathBuf {
        self.directory.join(format!("{}.{what}", self.stem))
    }
}
