//! `sign`: the signature of a driver's file, and the list of signed drivers.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use data_driver::Kind;
use data_driver_trust::{
    Entry, Instant, MAX_SIGNATURE, MAX_VERSION, Manifest, Signature, Statement, Version,
};
use serde_json::{Value, json};

use crate::arguments::Sign;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;
use crate::{replace, secret};

/// The variable that says when something was made, for builds that are to come out the same.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

pub(crate) fn run(arguments: &Sign, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver.driver)?;
    let out = match (&arguments.out, &subject.path) {
        (Some(out), _) => out.clone(),
        (None, Some(path)) => beside(path),
        (None, None) => {
            return Err(Failure::usage(
                "a driver that is a part of this command has no file: name one with --out",
            ));
        }
    };
    // What is to be signed has to be a driver's file.
    let version = version(arguments, &subject)?;
    let url = match &arguments.manifest {
        Some(manifest) => Some(url(arguments, &subject, manifest)?),
        None => None,
    };
    let statement = Statement {
        contract: arguments.contract.clone(),
        version,
        integrity: subject.integrity(),
        created: created(arguments)?,
    };
    keep_others(&out, &statement)?;
    let key = secret::read(&arguments.key)?;
    let signature = statement.sign(&key).ok_or_else(|| {
        let message = format!("the driver's version has more than {MAX_VERSION} bytes");
        Failure::value(Kind::LimitExceeded, message)
    })?;
    replace::file(&out, signature.to_string().as_bytes())?;
    let claim = signature.claim();
    let (contract, version, created) = (&claim.contract, &claim.version, claim.created);
    let object = json!({
        "file": out,
        "contract": contract.as_str(),
        "version": version.to_string(),
        "integrity": claim.integrity.to_string(),
        "created": created.to_string(),
        "key": signature.key().to_string(),
    });
    let text = format!(
        "{}: version {version} for the contract {contract}, by the key {}",
        out.display(),
        signature.key()
    );
    if let (Some(path), Some(url)) = (&arguments.manifest, url) {
        let mut manifest = match fs::read_to_string(path) {
            Ok(text) => read(path, &text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Manifest::new(),
            Err(error) => return Err(cannot_read(path, &error)),
        };
        manifest.set(Entry { url, signature });
        replace::file(path, manifest.to_json().as_bytes())?;
    }
    match output.json {
        true => output.object(&object),
        false => output.text(text),
    }
}

/// What is replaced must be an older signature for the same contract: that of another one would be lost, and so would a file that is
/// none.
fn keep_others(out: &Path, statement: &Statement) -> Result<()> {
    let mut text = Vec::new();
    // Of a file that is longer, no more is needed to see that it is no signature.
    let most = MAX_SIGNATURE as u64 + 1;
    let read = File::open(out).and_then(|file| file.take(most).read_to_end(&mut text));
    match read {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(cannot_read(out, &error)),
    }
    let text = str::from_utf8(&text).unwrap_or_default();
    let found = match text.parse::<Signature>().ok() {
        Some(signature) if signature.claim().contract == statement.contract => return Ok(()),
        Some(signature) => format!(
            "the signature for the contract {}",
            signature.claim().contract
        ),
        None => "a file that is no signature".to_owned(),
    };
    Err(Failure::usage(format!(
        "{}: {found} is there already: remove it, or name another file with --out",
        out.display()
    )))
}

/// The signature that stands beside a driver's file.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".sig");
    name.into()
}

pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::io(&format!("cannot read {}", path.display()), error)
}

pub(super) fn read(path: &Path, text: &str) -> Result<Manifest> {
    Manifest::from_json(text)
        .map_err(|error| Failure::value(Kind::InvalidValue, format!("{}: {error}", path.display())))
}

/// The version that the file says, which is the one that is signed.
fn version(arguments: &Sign, subject: &Subject) -> Result<Version> {
    let meta = subject.sections()?.meta.unwrap_or_default();
    let meta: Value = serde_json::from_str(meta).unwrap_or_default();
    let said = meta["version"].as_str();
    let given = &arguments.driver_version;
    let Some(said) = said else {
        return given.clone().ok_or_else(|| {
            Failure::usage(format!(
                "{}: the file does not say its version: give it with --driver-version",
                subject.name
            ))
        });
    };
    let version: Version = said.parse().map_err(|error| {
        Failure::driver(format!(
            "{}: the file's version {said:?} is no semantic version: {error}",
            subject.name
        ))
    })?;
    match given {
        Some(given) if *given != version => Err(Failure::usage(format!(
            "{}: the file says that its version is {version}, not {given}",
            subject.name
        ))),
        _ => Ok(version),
    }
}

fn created(arguments: &Sign) -> Result<Instant> {
    if let Some(created) = arguments.created {
        return Ok(created);
    }
    let Some(text) = env::var_os(EPOCH) else {
        return Ok(Instant::now());
    };
    let seconds = text.to_str().and_then(|text| text.parse().ok());
    let instant = seconds.and_then(|seconds| Instant::from_unix(seconds).ok());
    instant.ok_or_else(|| Failure::usage(format!("{EPOCH} is no number of seconds since 1970")))
}

/// Where the file is, seen from the list.
fn url(arguments: &Sign, subject: &Subject, manifest: &Path) -> Result<String> {
    if let Some(url) = &arguments.url {
        return Ok(url.clone());
    }
    let path = || -> Option<String> {
        let file = subject.path.as_ref()?.canonicalize().ok()?;
        let folder = match manifest.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let inside = file.strip_prefix(folder.canonicalize().ok()?).ok()?;
        let parts = inside.iter().map(|part| part.to_str());
        Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
    };
    path().ok_or_else(|| {
        Failure::usage(format!(
            "the driver's file is not below the folder of {}: say where it is with --url",
            manifest.display()
        ))
    })
}
