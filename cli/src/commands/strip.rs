//! `strip`: the file without what its reader does not need.

use std::fs;
use std::io::{self, IsTerminal as _};

use data_driver::abi::sections as abi;
use data_driver_build::{sections, served};
use serde_json::json;

use crate::arguments::{Section, Strip};
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Strip, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver.driver)?;
    let kept = |name: &str| {
        arguments.keep.iter().any(|section| {
            name == match section {
                Section::Meta => abi::META,
                Section::Schema => abi::SCHEMA,
                Section::Types => abi::TYPES,
                Section::Vectors => abi::VECTORS,
                Section::None => return false,
            }
        })
    };
    let names = subject.named(sections::names(&subject.wasm))?;
    let removed: Vec<&str> = names.into_iter().filter(|name| !kept(name)).collect();
    let stripped = sections::remove(&subject.wasm, &removed)?;
    let Some(path) = &arguments.out else {
        if output.json || io::stdout().is_terminal() {
            return Err(Failure::usage(
                "strip writes bytes: name a file with --out, or send its output somewhere",
            ));
        }
        return output.raw(&stripped);
    };
    fs::write(path, &stripped)
        .map_err(|error| Failure::io(&format!("cannot write {}", path.display()), &error))?;
    let (before, after) = (served::size(&subject.wasm), served::size(&stripped));
    match output.json {
        true => output.object(&json!({
            "file": path, "removed": removed,
            "size": { "file": stripped.len(), "served": after },
            "before": { "file": subject.wasm.len(), "served": before },
        })),
        false => output.text(format!(
            "{}: {} bytes, {after} as brotli serves them; it was {} and {before}",
            path.display(),
            stripped.len(),
            subject.wasm.len(),
        )),
    }
}
