//! The first inputs of each target: the golden values, in the target's form.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use data_driver::Decode;

use crate::case::Case;
use crate::drivers::{DRIVERS, Native};
use crate::{curve, exports};

/// Longer values take the fuzzer's time and show nothing that shorter ones do not.
const LONGEST: usize = 8 << 10;

/// A document with all kinds of schemas in few bytes: those of drivers are long, and slow to go through.
const SMALL: &str = r##"{"name":"c","version":"1","codec":"rkyv","functions":[{"name":"f","doc":"d","kind":"query","params":[
{"name":"a","type":"T","schema":{"$ref":"#/$defs/T"}}],"input":"T","output":"E","inputSchema":{"$ref":"#/$defs/T"},"outputSchema":{"anyOf":[
{"$ref":"#/$defs/E"},{"type":"null"}]}}],"events":[{"topic":"t","data":"L","dataSchema":{"$ref":"#/$defs/L"}}],"$defs":{"T":{"type":"object",
"properties":{"n":{"type":["string","integer"],"format":"uint64","unit":{"symbol":"DUSK","decimals":9}},"b":{"type":"string","format":"hex","byteLength":4}},
"required":["n"],"additionalProperties":false},"E":{"oneOf":[{"const":"A"},{"type":"object","properties":{"B":{"$ref":"#/$defs/L"}},"required":["B"],
"additionalProperties":false}]},"L":{"type":"array","items":{"type":"string","format":"base58","byteLength":32},"minItems":2,"maxItems":2},
"M":{"type":"object","propertyNames":{"pattern":"^[0-9]+$"},"additionalProperties":{"type":"boolean"}},
"P":{"type":"array","prefixItems":[{"type":"null"},{"enum":["x","y"]}],"items":false}}}"##;

/// Writes the seeds of all targets into folders of their names. `root` is the repository.
///
/// # Errors
/// A golden value cannot be read, or a seed written.
pub fn write(root: &Path, corpus: &Path) -> Result<()> {
    for native in DRIVERS.iter() {
        let folder = root.join("host-tests/golden").join(native.name);
        for golden in golden(native, &folder)? {
            of_value(corpus, native, &golden)?;
        }
        let document = native.driver.get_schema();
        for target in ["schema", "values"] {
            put(corpus, target, native.name, document.as_bytes())?;
        }
    }
    for target in ["schema", "values"] {
        put(corpus, target, "small", SMALL.as_bytes())?;
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

/// A golden value, as `host-tests` has them.
struct Golden {
    what: Decode,
    name: String,
    /// The file's name.
    file: String,
    json: String,
    bytes: Vec<u8>,
}

/// The golden values of a driver.
fn golden(native: &Native, folder: &Path) -> Result<Vec<Golden>> {
    let mut all = Vec::new();
    for what in Decode::ALL {
        let files = folder.join(what.as_str());
        // A contract may have no events.
        if !files.is_dir() {
            continue;
        }
        for file in fs::read_dir(&files)? {
            let path = file?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let file = path.file_stem().unwrap_or_default().to_string_lossy();
            // Behind the name may be a dot and what tells the value from others; names may have dots.
            let is_of = |name: &str| {
                let rest = file.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            let names = native
                .parts
                .iter()
                .filter(|(of, name)| *of == what && is_of(name));
            let name = names.map(|(_, name)| name).max_by_key(|name| name.len());
            let mut digits = fs::read_to_string(path.with_extension("hex"))?;
            digits.retain(|digit| !digit.is_whitespace());
            all.push(Golden {
                what,
                name: name.with_context(|| path.display().to_string())?.clone(),
                json: fs::read_to_string(&path)?.trim_end().to_owned(),
                bytes: hex::decode(digits).with_context(|| path.display().to_string())?,
                file: format!("{}.{}.{file}", native.name, what.as_str()),
            });
        }
    }
    Ok(all)
}

fn of_value(corpus: &Path, native: &Native, golden: &Golden) -> Result<()> {
    let Golden {
        what,
        name,
        file,
        json,
        bytes,
    } = golden;
    if bytes.len().max(json.len()) > LONGEST {
        return Ok(());
    }
    let case = |data: &[u8]| {
        Case::write(native.name, *what, name, data)
            .with_context(|| format!("{}: no {name}", native.name))
    };
    let json = json.as_bytes();
    put(corpus, "decode", file, &case(bytes)?)?;
    put(corpus, "explain", file, &case(bytes)?)?;
    put(corpus, "export", file, &exports::seed(&case(bytes)?, false))?;
    put(
        corpus,
        "differential",
        file,
        &[&[0], &*case(bytes)?].concat(),
    )?;
    if *what == Decode::Input {
        put(corpus, "encode", file, &case(json)?)?;
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
