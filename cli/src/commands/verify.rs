//! `verify`: whether a driver's file is the one that somebody signed for a contract.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use data_driver::Kind;
use data_driver_trust::{ContractId, MAX_SIGNATURE, Refusal, Rollback, Signature, Trust, Verified};
use serde_json::{Value, json};

use super::sign::{beside, cannot_read, read};
use crate::arguments::Verify;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::replace;
use crate::subject::{Subject, read_driver};

pub(crate) fn run(arguments: &Verify, output: &Output) -> Result<()> {
    let mut trust = trust(arguments)?;
    let before = trust.clone();
    let rollback = match arguments.allow_rollback {
        true => Rollback::Allow,
        false => Rollback::Refuse,
    };
    let judged = match (&arguments.manifest, &arguments.driver, &arguments.contract) {
        (Some(manifest), ..) => all(manifest, &mut trust, rollback)?,
        (None, Some(driver), Some(contract)) => {
            vec![one(arguments, driver, contract, &mut trust, rollback)?]
        }
        // The parser asks for both.
        _ => return Err(Failure::usage("verify takes DRIVER --contract ID")),
    };
    if let Some(path) = arguments.trust.as_ref().filter(|_| trust != before) {
        replace::file(path, trust.to_json().as_bytes())?;
    }
    print(arguments, &judged, output)?;
    if judged.iter().all(|judged| judged.verified.is_ok()) {
        Ok(())
    } else {
        Err(Failure::Negative)
    }
}

/// What was found about one driver.
struct Judged {
    /// What to call it.
    name: String,
    verified: Result<Verified, Refusal>,
}

fn trust(arguments: &Verify) -> Result<Trust> {
    if let Some(path) = &arguments.trust {
        return super::trust::read(path);
    }
    let mut trust = Trust::new();
    if let (Some(key), Some(contract)) = (arguments.key, &arguments.contract) {
        trust.add(contract.clone(), key);
    }
    Ok(trust)
}

fn one(
    arguments: &Verify,
    driver: &str,
    contract: &ContractId,
    trust: &mut Trust,
    rollback: Rollback,
) -> Result<Judged> {
    let subject = Subject::open(driver)?;
    let path = match (&arguments.signature, &subject.path) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) => beside(path),
        (None, None) => {
            return Err(Failure::usage(
                "a driver that is a part of this command has no signature beside it: name one with --signature",
            ));
        }
    };
    let text = text(&path)?;
    let signature = text.parse::<Signature>();
    let verified =
        signature.and_then(|signature| judge(&signature, contract, &subject.wasm, trust, rollback));
    Ok(Judged {
        name: subject.name,
        verified,
    })
}

/// A signature's text; of a file that is longer than any, as much as shows that.
fn text(path: &Path) -> Result<String> {
    let limit = u64::try_from(MAX_SIGNATURE).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| cannot_read(path, &error))?;
    // What is no text is no signature, in whatever place it stops being one.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn judge(
    signature: &Signature,
    contract: &ContractId,
    wasm: &[u8],
    trust: &mut Trust,
    rollback: Rollback,
) -> Result<Verified, Refusal> {
    let verified = trust.verify(signature, contract, rollback)?;
    verified.check(wasm)?;
    trust.remember(&verified);
    Ok(verified)
}

/// Every driver of a list.
fn all(path: &Path, trust: &mut Trust, rollback: Rollback) -> Result<Vec<Judged>> {
    let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    let manifest = read(path, &text)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let judged = manifest.entries().map(|(contract, entry)| {
        // A list that names an address is for who has a network.
        if entry.url.contains("://") {
            let message = format!("{}: {} is no file", path.display(), entry.url);
            return Err(Failure::value(Kind::InvalidValue, message));
        }
        let file = folder.join(&entry.url);
        let wasm = read_driver(&file)?;
        Ok(Judged {
            name: entry.url.clone(),
            verified: judge(&entry.signature, contract, &wasm, trust, rollback),
        })
    });
    judged.collect()
}

fn print(arguments: &Verify, judged: &[Judged], output: &Output) -> Result<()> {
    if !output.json {
        let lines: Vec<String> = judged.iter().map(text_of).collect();
        return output.text(lines.join("\n"));
    }
    match (&arguments.manifest, judged) {
        (None, [only]) => output.object(&object(only)),
        _ => {
            let all: Vec<Value> = judged.iter().map(object).collect();
            let good = judged.iter().all(|judged| judged.verified.is_ok());
            output.object(&json!({ "verified": good, "drivers": all }))
        }
    }
}

fn text_of(Judged { name, verified }: &Judged) -> String {
    let name = crate::escape::line(name);
    match verified {
        Ok(verified) => format!(
            "{name}: good: version {} for the contract {}, signed {} by the key {}",
            verified.version(),
            verified.contract(),
            verified.created(),
            verified.key()
        ),
        Err(refusal) => format!("{name}: refused: {refusal}"),
    }
}

fn object(Judged { name, verified }: &Judged) -> Value {
    match verified {
        Ok(verified) => json!({
            "verified": true,
            "driver": name,
            "contract": verified.contract().as_str(),
            "version": verified.version().to_string(),
            "integrity": verified.integrity().to_string(),
            "created": verified.created().to_string(),
            "key": verified.key().to_string(),
        }),
        Err(refusal) => {
            json!({ "verified": false, "driver": name, "reason": refusal.to_string() })
        }
    }
}
