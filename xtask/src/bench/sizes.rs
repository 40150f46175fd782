//! How large driver files are.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::entry::Entry;
use super::folder;
use crate::budget::without_sections;
use crate::run::capture;

/// Compares our driver, without the custom sections that describe it and as it is served with them, with the file
/// that is deployed, which has none.
pub(crate) fn rows(ours: &Path, deployed: &Path, directory: &Path) -> Result<Vec<Entry>> {
    let lean = directory.join("stake.lean.wasm");
    fs::write(&lean, without_sections(&fs::read(ours)?)?)?;
    let sizes = capture(
        Command::new("node")
            .arg(folder().join("js/sizes.mjs"))
            .args([lean.as_path(), ours, deployed]),
    )?;
    let sizes: Vec<Vec<f64>> = String::from_utf8(sizes)?
        .lines()
        .map(|line| line.split(' ').map(|number| Ok(number.parse()?)).collect())
        .collect::<Result<_>>()?;
    let row = |id: &str, file: usize, column: usize| -> Result<Entry> {
        let size = |file: usize| {
            sizes
                .get(file)
                .and_then(|sizes| sizes.get(column))
                .copied()
                .context("a size")
        };
        let (ours, rival) = (size(file)?, size(2)?);
        Ok(Entry {
            id: id.to_owned(),
            ours,
            rival,
            unit: "B".to_owned(),
            ratio: rival / ours,
            rival_name: "deployed stake_driver.wasm".to_owned(),
            instructions: None,
        })
    };
    Ok(vec![
        row("size.stake", 0, 0)?,
        row("size.stake.br", 0, 1)?,
        row("size.stake.served", 1, 1)?,
    ])
}
