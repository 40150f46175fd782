//! The cargo workspace, and which of its packages are drivers.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::toolchain::current_cargo;
use crate::{Error, Result, process};

/// What `cargo metadata` says about a workspace.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The workspace's root directory.
    pub root: PathBuf,
    /// The directory of build results.
    pub target: PathBuf,
    /// The directory that tools are installed into, `tools` in the former.
    pub tools: PathBuf,
    packages: Vec<Package>,
}

/// A package that makes a driver.
///
/// It says so in its manifest:
///
/// ```toml
/// [package.metadata.data-driver]
/// name = "token"
/// ```
///
/// | key | meaning | default |
/// |---|---|---|
/// | `name` | the driver's name, and the file's: `token.wasm` | the package's name |
/// | `contract` | the contract's name | the one it was declared with, or the driver's name |
/// | `codec` | the format of the contract's bytes, for a driver whose schema does not say it | none |
/// | `hot` | crates that are compiled for speed, and all others for size: `["sha2"]` | none |
/// | `hot-wide` | crates that are too where [128-bit arithmetic](crate::Options::wide) is at hand | none |
/// | `vectors` | the folder of [golden vectors](crate::vectors), from the manifest's on | none |
/// | `test-only` | whether the driver exists for tests alone | `false` |
/// | `served` | the most bytes of the file when brotli compresses it; golden vectors beyond stand beside it, and a build that needs more without them fails | |
/// | `unoptimized` | whether the module stays as the compiler made it, as that of a very large driver for tests may | `false` |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The package's name.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// The folder of its manifest.
    pub directory: PathBuf,
    /// The driver's name.
    pub name: String,
    /// The contract's name, where the manifest has one.
    pub contract: Option<String>,
    /// The format of the contract's bytes, where the manifest has it.
    pub codec: Option<String>,
    /// The crates that are compiled for speed.
    pub hot: Vec<String>,
    /// The crates that are compiled for speed where 128-bit arithmetic is at hand.
    pub hot_wide: Vec<String>,
    /// The folder of golden vectors.
    pub vectors: Option<PathBuf>,
    /// The most bytes that the file may have when it is served.
    pub served: Option<usize>,
    /// Whether the driver exists for tests alone.
    pub test_only: bool,
    /// Whether the module stays as the compiler made it.
    pub unoptimized: bool,
    declared: bool,
}

impl Workspace {
    /// Reads the workspace that the directory belongs to.
    ///
    /// # Errors
    /// [`Error::NoManifest`] when there is none, [`Error::Failed`] when cargo cannot read its manifests,
    /// [`Error::Metadata`] when a driver's entry is not understood.
    pub fn load(directory: &Path) -> Result<Self> {
        let absolute = directory.canonicalize().map_err(Error::io(directory))?;
        let has_manifest = |folder: &Path| folder.join("Cargo.toml").is_file();
        if !absolute.ancestors().any(has_manifest) {
            return Err(Error::NoManifest {
                directory: directory.to_owned(),
            });
        }
        let mut cargo = current_cargo();
        cargo
            .args(["metadata", "--format-version=1", "--no-deps"])
            .current_dir(directory);
        let output = process::output(&mut cargo)?;
        let unexpected = |what: &str| Error::Answer {
            command: process::describe(&cargo),
            what: what.to_owned(),
        };
        let metadata: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| unexpected(&error.to_string()))?;
        let path = |key: &str| -> Result<PathBuf> {
            let path = metadata[key]
                .as_str()
                .ok_or_else(|| unexpected(&format!("no {key}")))?;
            Ok(PathBuf::from(path))
        };
        let packages = metadata["packages"]
            .as_array()
            .ok_or_else(|| unexpected("no packages"))?;
        let target = path("target_directory")?;
        Ok(Self {
            root: path("workspace_root")?,
            tools: target.join("tools"),
            target,
            packages: packages.iter().map(package).collect::<Result<_>>()?,
        })
    }

    /// The packages whose manifests say that they are drivers, by the names of the drivers.
    #[must_use]
    pub fn drivers(&self) -> Vec<&Package> {
        let mut drivers: Vec<_> = self.packages.iter().filter(|one| one.declared).collect();
        drivers.sort_by(|a, b| a.name.cmp(&b.name));
        drivers
    }

    /// The package of that name, whether or not its manifest says that it is a driver.
    ///
    /// # Errors
    /// [`Error::NoPackage`] when there is none.
    pub fn package(&self, name: &str) -> Result<&Package> {
        self.packages
            .iter()
            .find(|one| one.package == name)
            .ok_or_else(|| Error::NoPackage {
                package: name.to_owned(),
                workspace: self.root.clone(),
            })
    }
}

fn package(entry: &Value) -> Result<Package> {
    let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let package = text("name");
    let table = &entry["metadata"]["data-driver"];
    let wrong = |what: &str| Error::Metadata {
        package: package.clone(),
        what: what.to_owned(),
    };
    let text_of = |key: &str, what| match &table[key] {
        Value::Null => Ok(None),
        Value::String(text) if !text.is_empty() => Ok(Some(text.clone())),
        _ => Err(wrong(what)),
    };

    let name = text_of("name", "name: expected text")?.unwrap_or_else(|| package.clone());
    // The name becomes a file's; it must not lead out of the directory.
    if !is_file_stem(&name) {
        return Err(wrong("name: expected letters, digits, `-` and `_`"));
    }
    let flag = |key: &str, what| match &table[key] {
        Value::Null => Ok(false),
        Value::Bool(flag) => Ok(*flag),
        _ => Err(wrong(what)),
    };
    let test_only = flag("test-only", "test-only: expected true or false")?;
    let unoptimized = flag("unoptimized", "unoptimized: expected true or false")?;
    let crates = |key: &str| -> Result<Vec<String>> {
        let expected = || wrong(&format!("{key}: expected a list of crates' names"));
        let names = match &table[key] {
            Value::Null => &[],
            Value::Array(names) => names.as_slice(),
            _ => return Err(expected()),
        };
        let name = |name: &Value| {
            name.as_str()
                .filter(|name| is_file_stem(name))
                .map(str::to_owned)
        };
        names
            .iter()
            .map(|one| name(one).ok_or_else(expected))
            .collect()
    };
    let manifest = text("manifest_path");
    let directory = Path::new(&manifest).parent().unwrap_or(Path::new("."));
    let served = match &table["served"] {
        Value::Null => None,
        served => {
            let served = served
                .as_u64()
                .and_then(|served| usize::try_from(served).ok());
            Some(served.ok_or_else(|| wrong("served: expected a number of bytes"))?)
        }
    };
    let vectors = text_of("vectors", "vectors: expected the path of a folder")?;
    Ok(Package {
        version: text("version"),
        contract: text_of("contract", "contract: expected text")?,
        codec: text_of("codec", "codec: expected text")?,
        hot: crates("hot")?,
        hot_wide: crates("hot-wide")?,
        vectors: vectors.map(|vectors| directory.join(vectors)),
        served,
        directory: directory.to_owned(),
        name,
        test_only,
        unoptimized,
        declared: table.is_object(),
        package,
    })
}

fn is_file_stem(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(table: Value) -> Value {
        json!({
            "name": "token-driver",
            "version": "1.2.3",
            "manifest_path": "/drivers/token/Cargo.toml",
            "metadata": { "data-driver": table },
        })
    }

    #[test]
    fn a_table_makes_a_driver() {
        let all = json!({
            "name": "s", "contract": "Token", "codec": "rlp", "vectors": "golden", "test-only": true,
            "hot": ["sha2", "field_arithmetic"], "hot-wide": ["curve"], "served": 90_000,
        });
        let read = package(&entry(all)).unwrap();
        assert_eq!(
            (read.name.as_str(), read.contract.as_deref()),
            ("s", Some("Token"))
        );
        assert_eq!(
            read.vectors.as_deref(),
            Some("/drivers/token/golden".as_ref())
        );
        assert_eq!(
            (read.codec.as_deref(), read.test_only, read.declared),
            (Some("rlp"), true, true)
        );
        assert_eq!(read.hot, ["sha2", "field_arithmetic"]);
        assert_eq!(read.hot_wide, ["curve"]);
        assert_eq!(read.served, Some(90_000));
    }

    #[test]
    fn what_the_table_leaves_out_has_a_default() {
        let read = package(&entry(json!({}))).unwrap();
        assert_eq!(
            (read.name.as_str(), read.contract, read.vectors),
            ("token-driver", None, None)
        );
        assert_eq!(read.served, None);
        assert_eq!(
            (read.codec, read.test_only, read.declared),
            (None, false, true)
        );
        assert!(read.hot.is_empty() && read.hot_wide.is_empty());
    }

    #[test]
    fn other_packages_are_no_drivers() {
        for metadata in [json!(null), json!({ "docs": {} })] {
            let other = json!({ "name": "host", "version": "1.2.3", "metadata": metadata });
            assert!(!package(&other).unwrap().declared);
        }
    }

    #[test]
    fn a_table_that_is_not_understood_is_an_error() {
        for (table, says) in [
            (json!({ "name": "../up" }), "letters, digits"),
            (json!({ "name": 1 }), "name: expected text"),
            (json!({ "name": "" }), "name: expected text"),
            (json!({ "contract": [] }), "contract: expected text"),
            (json!({ "codec": false }), "codec: expected text"),
            (json!({ "vectors": 1 }), "vectors: expected the path"),
            (json!({ "test-only": "yes" }), "true or false"),
            (json!({ "unoptimized": 1 }), "true or false"),
            (json!({ "served": "90 kB" }), "served: expected a number"),
            (json!({ "served": -1 }), "served: expected a number"),
            (json!({ "hot": "sha2" }), "hot: expected a list of crates"),
            (json!({ "hot": [1] }), "hot: expected a list of crates"),
            (
                json!({ "hot-wide": ["a.b"] }),
                "hot-wide: expected a list of crates",
            ),
        ] {
            let error = package(&entry(table)).unwrap_err().to_string();
            assert!(
                error.contains("`token-driver`") && error.contains(says),
                "{error}"
            );
        }
    }
}
