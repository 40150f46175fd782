//! What the command asks for.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::count::{self, Calls};
use crate::effort::{Effort, Pair};

/// The file that the command writes for this program and for the one in JavaScript.
#[derive(Debug, Deserialize)]
pub(crate) struct Settings {
    /// Our stake driver.
    pub(crate) stake: PathBuf,
    /// Our stake driver for hosts with wide arithmetic.
    pub(crate) stake_wide: PathBuf,
    /// The rival's stake driver.
    pub(crate) rival: PathBuf,
    /// The Pink runtime for tests, as a module.
    pub(crate) probe: PathBuf,
    /// The shared inputs.
    pub(crate) inputs: PathBuf,
    /// The golden values of the stake contract.
    pub(crate) golden: PathBuf,
    /// A directory for compiled code, which need not exist.
    pub(crate) cache: PathBuf,
    /// How many rounds; each runs us once and the rival once.
    rounds: usize,
    /// How long one side of a round is to take, in milliseconds.
    slice: u64,
    /// Whether instructions are counted, in place of times.
    #[serde(skip)]
    counts: bool,
}

impl Settings {
    pub(crate) fn read(path: &str) -> Result<Self> {
        let text = fs::read(path).with_context(|| path.to_owned())?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// The same, to count instructions.
    pub(crate) fn counting(self) -> Self {
        Self {
            counts: true,
            ..self
        }
    }

    /// Whether instructions are counted. The results of both sides have been checked by then, when times were taken.
    pub(crate) const fn counts(&self) -> bool {
        self.counts
    }

    /// The times of a row's calls; none where instructions are counted.
    pub(crate) fn measure(
        &self,
        id: &str,
        calls: Calls,
        ours: impl FnMut(usize) -> Result<()>,
        rival: impl FnMut(usize) -> Result<()>,
    ) -> Result<Option<Pair>> {
        if self.counts {
            count::row(id, calls, ours, rival)?;
            return Ok(None);
        }
        self.effort().compare(ours, rival).map(Some)
    }

    pub(crate) fn effort(&self) -> Effort {
        Effort {
            rounds: self.rounds,
            slice: Duration::from_millis(self.slice),
        }
    }
}
