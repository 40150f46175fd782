//! npm's packages: each is held by its hash and comes from the registry, and none has a hole that npm knows of.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::run::{npm, root};
use crate::tally::Tally;

/// The folders that have a lockfile.
const FOLDERS: [&str; 6] = [
    "js",
    "js/test/bundled",
    "build/binaryen",
    "benches/js",
    "oracles/signatures",
    "oracles/smart-rollup",
];

pub(super) fn audit(tally: &mut Tally) -> Result<()> {
    for folder in FOLDERS {
        let path = root().join(folder);
        let lockfile = path.join("package-lock.json");
        let text = fs::read_to_string(&lockfile)
            .with_context(|| format!("cannot read {}", lockfile.display()))?;
        check_lockfile(&text).with_context(|| format!("{folder}/package-lock.json"))?;
    }
    for folder in FOLDERS {
        eprintln!("  npm audit: {folder}");
        if let Some(why) = known_holes(&root().join(folder)).with_context(|| folder.to_owned())? {
            // The others would ask the same registry.
            tally.cannot_check(format!(
                "known holes of npm's packages: the registry does not tell them: {why}"
            ));
            break;
        }
    }
    Ok(())
}

/// Each package has a hash, and none an address of its own: that would be another place than the registry.
fn check_lockfile(text: &str) -> Result<()> {
    let lockfile: Value = serde_json::from_str(text)?;
    let packages = lockfile["packages"].as_object();
    let packages = packages.context("there are no packages: it is of an older form")?;
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        let integrity = package["integrity"].as_str().unwrap_or_default();
        ensure!(
            integrity.starts_with("sha512-"),
            "{name} is not held by its SHA-512: {integrity:?}"
        );
        ensure!(
            package.get("resolved").is_none(),
            "{name} comes from {}",
            package["resolved"]
        );
    }
    Ok(())
}

/// Asks the registry; why it does not answer, if it does not.
fn known_holes(folder: &Path) -> Result<Option<String>> {
    let mut npm = npm();
    let output = npm
        .current_dir(folder)
        .args(["audit", "--json", "--package-lock-only"])
        .output()
        .context("cannot run npm; is it installed?")?;
    let answer: Value =
        serde_json::from_slice(&output.stdout).context("npm audit gives no JSON")?;
    found(&answer)
}

fn found(answer: &Value) -> Result<Option<String>> {
    let Some(total) = answer["metadata"]["vulnerabilities"]["total"].as_u64() else {
        let why = answer["message"]
            .as_str()
            .or(answer["error"]["summary"].as_str())
            .context("npm audit says neither what it found nor why it did not")?;
        // Not which registry: that is the machine's own affair.
        let why = why.split(" - ").next().unwrap_or(why);
        return Ok(Some(why.to_owned()));
    };
    if total == 0 {
        return Ok(None);
    }
    let packages = answer["vulnerabilities"].as_object();
    let names: Vec<&str> = packages
        .into_iter()
        .flat_map(|packages| packages.keys())
        .map(String::as_str)
        .collect();
    bail!("npm knows holes of {}", names.join(", "));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_without_a_hash_or_from_elsewhere_is_found() {
        let with = |package: Value| {
            json!({ "packages": { "": {}, "node_modules/a": package } }).to_string()
        };
        let error = |package| check_lockfile(&with(package)).unwrap_err().to_string();
        assert!(check_lockfile(&with(json!({ "integrity": "sha512-AA==" }))).is_ok());
        assert_eq!(
            error(json!({})),
            "node_modules/a is not held by its SHA-512: \"\""
        );
        assert!(error(json!({ "integrity": "sha1-AA==" })).contains("sha1-AA=="));
        let elsewhere = json!({ "integrity": "sha512-AA==", "resolved": "git+ssh://a/b.git" });
        assert_eq!(
            error(elsewhere),
            "node_modules/a comes from \"git+ssh://a/b.git\""
        );
        assert!(check_lockfile(r#"{ "dependencies": {} }"#).is_err());
    }

    #[test]
    fn what_npm_answers_is_told_apart_from_no_answer() {
        let total = |total| json!({ "vulnerabilities": { "a": {} }, "metadata": { "vulnerabilities": { "total": total } } });
        assert_eq!(found(&total(0)).unwrap(), None);
        assert_eq!(
            found(&total(1)).unwrap_err().to_string(),
            "npm knows holes of a"
        );
        let refused = json!({ "message": "405 Method Not Allowed - POST https://example.org/x" });
        assert_eq!(
            found(&refused).unwrap().as_deref(),
            Some("405 Method Not Allowed")
        );
        assert!(found(&json!({})).is_err());
    }
}
