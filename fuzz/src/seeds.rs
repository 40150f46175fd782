//! The first inputs of each target: the golden values, in the target's form.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use data_driver::Decode;
use data_driver_build::vectors::{self, Vector};

use crate::case::Case;
use crate::drivers::{DRIVERS, Native};
use crate::{curve, exports};

/// Longer values take the fuzzer's time and show nothing that shorter ones do not.
const LONGEST: usize = 8 << 10;

/// Writes the seeds of all targets into folders of their names. `root` is the repository.
///
/// # Errors
/// A golden value cannot be read, or a seed written.
pub fn write(root: &Path, corpus: &Path) -> Result<()> {
    for native in DRIVERS.iter() {
        let names: Vec<&str> = native.parts.iter().map(|(_, name)| &**name).collect();
        let folder = root.join("host-tests/golden").join(native.name);
        for vector in vectors::read(&folder, &names)? {
            of_value(corpus, native, &vector)?;
        }
        let document = native.driver.get_schema();
        for target in ["schema", "values"] {
            put(corpus, target, native.name, document.as_bytes())?;
        }
    }
    for (index, seed) in curve::seeds().iter().enumerate() {
        put(corpus, "curve", &index.to_string(), seed)?;
    }
    for (index, text) in ["\"1\"", "", "null", "\u{e9}", "[1"].iter().enumerate() {
        put(
            corpus,
            "host_result",
            &index.to_string(),
            &script(text.as_bytes()),
        )?;
    }
    Ok(())
}

/// What the driver of `targets/host_result.wat` shall answer: this result, and the same as its error.
fn script(result: &[u8]) -> Vec<u8> {
    let length = u32::try_from(result.len()).unwrap_or_default();
    let said = [&length.to_be_bytes(), result].concat();
    let size = u16::try_from(said.len()).unwrap_or_default().to_le_bytes();
    let say = [&[0; 4][..], &[29, 0], &size].concat();
    [&[0; 5][..], &say, &say, &say, &said].concat()
}

fn of_value(corpus: &Path, native: &Native, vector: &Vector) -> Result<()> {
    if vector.bytes.len().max(vector.json.len()) > LONGEST {
        return Ok(());
    }
    let Vector {
        what,
        name,
        json,
        bytes,
        ..
    } = vector;
    let file = format!(
        "{}.{what:?}.{name}.{}",
        native.name,
        vector.case.as_deref().unwrap_or_default()
    );
    let case = |data: &[u8]| {
        Case::write(native.name, *what, name, data)
            .with_context(|| format!("{}: no {name}", native.name))
    };
    let json = json.trim_end().as_bytes();
    put(corpus, "decode", &file, &case(bytes)?)?;
    put(
        corpus,
        "export",
        &file,
        &exports::seed(&case(bytes)?, false),
    )?;
    put(
        corpus,
        "differential",
        &file,
        &[&[0], &*case(bytes)?].concat(),
    )?;
    if *what == Decode::Input {
        put(corpus, "encode", &file, &case(json)?)?;
        put(
            corpus,
            "export",
            &format!("{file}.json"),
            &exports::seed(&case(json)?, true),
        )?;
        put(
            corpus,
            "differential",
            &format!("{file}.json"),
            &[&[1], &*case(json)?].concat(),
        )?;
    }
    Ok(())
}

fn put(corpus: &Path, target: &str, name: &str, seed: &[u8]) -> Result<()> {
    let folder = corpus.join(target);
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("golden.{name}"));
    fs::write(&path, seed).with_context(|| path.display().to_string())
}
