//! Paths of this machine, which shall not get into a module.
//!
//! Panic messages name source files, and build scripts write sources into the target directory. What
//! they name instead says nothing about the machine and is the same on each, so that a driver's bytes
//! do not depend on where it was built.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Error, Result, Toolchain, Workspace, process, toolchain};

/// A folder, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remap {
    from: PathBuf,
    to: String,
}

impl Remap {
    fn new(from: impl Into<PathBuf>, to: impl Into<String>) -> Self {
        let (from, to) = (from.into(), to.into());
        Self { from, to }
    }

    /// The compiler's flag.
    pub(crate) fn flag(&self) -> String {
        format!("--remap-path-prefix={}={}", self.from.display(), self.to)
    }
}

/// Every folder that sources come from. Of two that a path begins with, the compiler takes the later.
pub(crate) fn remaps(workspace: &Workspace, toolchain: &Toolchain) -> Result<Vec<Remap>> {
    let mut remaps = usual(workspace, toolchain);
    remaps.extend(elsewhere(workspace, toolchain)?);
    Ok(remaps)
}

/// The folders that every build has.
fn usual(workspace: &Workspace, toolchain: &Toolchain) -> Vec<Remap> {
    let mut remaps = vec![
        Remap::new(&workspace.root, "/workspace"),
        Remap::new(&workspace.target, "/target"),
    ];
    remaps.extend(cargo_home().map(|home| Remap::new(home, "/cargo")));
    let library = toolchain.library_source();
    remaps.extend(library.map(|source| Remap::new(source, "/rustc")));
    remaps
}

/// The packages that are taken from other folders of this machine.
fn elsewhere(workspace: &Workspace, toolchain: &Toolchain) -> Result<Vec<Remap>> {
    let mut cargo = toolchain.cargo();
    cargo
        .args(["metadata", "--format-version=1"])
        .args(["--filter-platform", toolchain::TARGET])
        .current_dir(&workspace.root);
    let output = process::output(&mut cargo)?;
    let metadata: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| Error::Answer {
            command: process::describe(&cargo),
            what: error.to_string(),
        })?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .filter(|package| package["source"].is_null())
        .filter_map(|package| {
            let folder = Path::new(package["manifest_path"].as_str()?).parent()?;
            let name = package["name"].as_str()?;
            (!folder.starts_with(&workspace.root)).then(|| Remap::new(folder, format!("/{name}")))
        })
        .collect())
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_source_is_hidden_where_it_is_compiled() {
        let workspace = Workspace::load(env!("CARGO_MANIFEST_DIR").as_ref()).unwrap();
        let debian = Toolchain::Debian {
            linker: "/linker".into(),
        };
        let flags = |toolchain| -> Vec<_> {
            let remaps = usual(&workspace, toolchain);
            remaps.iter().map(Remap::flag).collect()
        };
        let library = "--remap-path-prefix=/usr/lib/rustlib/src/rust=/rustc".to_owned();
        let current = flags(&Toolchain::Current);
        assert!(!current.contains(&library));
        assert!(flags(&debian).contains(&library));
        let root = format!(
            "--remap-path-prefix={}=/workspace",
            workspace.root.display()
        );
        assert_eq!(current[0], root);
    }
}
