//! `vectors`: the golden vectors, and one more of them.

use std::fs;
use std::path::{Path, PathBuf};

use data_driver::{Decode, Kind};
use data_driver_build::Workspace;
use data_driver_build::vectors::{MAX_BYTES, text};
use serde_json::{Value, json};

use crate::arguments::Vectors;
use crate::bytes::{self, Form};
use crate::failure::{Failure, Given, Result};
use crate::output::Output;
use crate::signature::schema_of;
use crate::subject::{Subject, package_in};
use crate::{input, typed};

pub(crate) fn run(arguments: &Vectors, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver.driver)?;
    match arguments.add.as_deref() {
        Some([name, value]) => add(arguments, &subject, name, value, output),
        _ => list(&subject, output),
    }
}

fn list(subject: &Subject, output: &Output) -> Result<()> {
    let vectors = subject.vectors()?;
    if output.json {
        let list: Value = serde_json::from_str(&text(&vectors)).unwrap_or_default();
        return output.object(&json!({ "vectors": list }));
    }
    let line = |vector: &data_driver_build::vectors::Vector| {
        let case = vector.case.as_deref().map(|case| format!(".{case}"));
        let what = format!(
            "{} {}{}",
            vector.what.as_str(),
            vector.name,
            case.unwrap_or_default()
        );
        format!(
            "{what}\n  {}\n  {}\n",
            vector.json,
            hex::encode(&vector.bytes)
        )
    };
    output.text(vectors.iter().map(line).collect::<String>())
}

fn add(
    arguments: &Vectors,
    subject: &Subject,
    name: &str,
    value: &str,
    output: &Output,
) -> Result<()> {
    let what = arguments.of.map_or(Decode::Input, Decode::from);
    let folder = folder(arguments)?;
    let (json, bytes) = match what {
        Decode::Input => {
            let given = input::text(value)?;
            let document = subject.document_if_any()?;
            let schema = document
                .as_ref()
                .and_then(|document| Some((document, schema_of(document, what, name)?)));
            let given = match schema {
                Some((document, schema)) => typed::json(document, schema, &given),
                None => given,
            };
            let encoded = subject.driver()?.encode_input(name, &given);
            let bytes =
                encoded.map_err(|error| Failure::from(error).with(|| Given::Text(given)))?;
            (decoded(subject, what, name, &bytes)?, bytes)
        }
        Decode::Output | Decode::Event => {
            let bytes = bytes::read(value, Form::Hex)?;
            (decoded(subject, what, name, &bytes)?, bytes)
        }
    };
    if bytes.len() > MAX_BYTES {
        let message = format!(
            "{name}: expected at most {MAX_BYTES} bytes, found {}",
            bytes.len()
        );
        return Err(Failure::value(Kind::LimitExceeded, message));
    }
    let stem = match &arguments.case {
        Some(case) => format!("{name}.{case}"),
        None => name.to_owned(),
    };
    let folder = folder.join(what.as_str());
    let lines: Vec<String> = bytes.chunks(32).map(hex::encode).collect();
    let json_path = write_new(&folder, &format!("{stem}.json"), &format!("{json}\n"))?;
    let hex_path = write_new(&folder, &format!("{stem}.hex"), &(lines.join("\n") + "\n"))?;
    match output.json {
        true => output.object(&json!({ "json": json_path, "hex": hex_path })),
        false => output.text(format!("{}\n{}", json_path.display(), hex_path.display())),
    }
}

/// The text that travels is the one that the driver itself writes.
fn decoded(subject: &Subject, what: Decode, name: &str, bytes: &[u8]) -> Result<String> {
    let text = subject.driver()?.decode_text(what, name, bytes);
    text.map_err(|error| Failure::from(error).with(|| Given::Bytes(bytes.to_vec())))
}

fn folder(arguments: &Vectors) -> Result<PathBuf> {
    if let Some(folder) = &arguments.to {
        return Ok(folder.clone());
    }
    let driver = Path::new(&arguments.driver.driver);
    let needed = || {
        Failure::usage(
            "--add needs a folder: --to FOLDER, or `vectors` in the table [package.metadata.data-driver] of a crate",
        )
    };
    if !driver.is_dir() {
        return Err(needed());
    }
    let workspace = Workspace::load(driver)?;
    package_in(&workspace, driver)?
        .vectors
        .clone()
        .ok_or_else(needed)
}

/// Writes a file. What is golden is not written over.
fn write_new(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    // A name is the driver's or the caller's, and must not lead out of the folder.
    if name.contains(['/', '\\']) {
        return Err(Failure::value(
            Kind::InvalidInput,
            format!("{name}: no file can have this name"),
        ));
    }
    let write = || {
        fs::create_dir_all(folder)?;
        let mut file = fs::File::create_new(&path)?;
        std::io::Write::write_all(&mut file, text.as_bytes())
    };
    write().map_err(|error| Failure::io(&format!("cannot write {}", path.display()), &error))?;
    Ok(path)
}
