//! New driver crates, from templates.

use std::fs;
use std::path::{Path, PathBuf};

use crate::toolchain::current_cargo;
use crate::{Error, Result, process};

/// What a new crate begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Template {
    /// A declaration of numbers alone.
    #[default]
    Counter,
    /// A declaration with types of its own.
    Token,
    /// The trait by hand, with a declaration for the schema.
    Manual,
    /// A wire format of its own.
    Codec,
}

/// Where the new crate finds the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Framework {
    /// In the registry, in the version of this crate.
    Registry,
    /// In this folder.
    Folder(PathBuf),
}

/// A file's path and content, both with places for names.
type File = (&'static str, &'static str);

macro_rules! files {
    ($template:literal: $($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../templates/", $template, "/", $path)))),*]
    };
}

/// What every crate has.
const COMMON: [File; 2] = [
    ("README.md", include_str!("../templates/README.md.in")),
    (".gitignore", include_str!("../templates/gitignore.in")),
];

/// The crates that are always there.
const STANDARD: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

const MANIFEST: &str = include_str!("../templates/Cargo.toml.in");

impl Template {
    const fn files(self) -> &'static [File] {
        match self {
            Self::Counter => files!("counter":
                "src/lib.rs", "tests/round_trip.rs", "golden/input/add.json", "golden/input/add.hex",
                "golden/output/count.json", "golden/output/count.hex", "golden/event/added.json",
                "golden/event/added.hex"),
            Self::Token => files!("token":
                "src/lib.rs", "src/types.rs", "tests/round_trip.rs", "golden/output/total_supply.json",
                "golden/output/total_supply.hex"),
            Self::Manual => files!("manual":
                "src/lib.rs", "tests/round_trip.rs", "golden/input/lock.json", "golden/input/lock.hex",
                "golden/output/locked.json", "golden/output/locked.hex", "golden/event/unlocked.json",
                "golden/event/unlocked.hex"),
            Self::Codec => files!("codec":
                "src/lib.rs", "src/codec.rs", "src/types.rs", "tests/round_trip.rs", "golden/input/vote.json",
                "golden/input/vote.hex", "golden/output/count.json", "golden/output/count.hex",
                "golden/event/voted.json", "golden/event/voted.hex"),
        }
    }

    /// What the crate depends on beside the framework.
    const fn dependencies(self) -> &'static str {
        match self {
            Self::Codec => {
                "borsh = { version = \"1\", default-features = false, features = [\"derive\", \"std\"] }\n"
            }
            Self::Counter | Self::Token | Self::Manual => "",
        }
    }

    /// Whether its code names a crate of that name, which it would be itself then.
    fn needs(self, name: &str) -> bool {
        let krate = name.replace('-', "_");
        STANDARD.contains(&&*krate)
            || krate == "data_driver"
            || self.dependencies().split(' ').next() == Some(&*krate)
    }

    /// The features of the framework that it needs.
    const fn features(self) -> &'static str {
        match self {
            Self::Codec => ", default-features = false",
            Self::Counter | Self::Token | Self::Manual => "",
        }
    }
}

/// Writes a new driver crate into `folder`, which must not be there, and makes it a member of the
/// workspace in which the folder is, if there is one. The folder's name is that of the driver. Gives the
/// paths of the files.
///
/// # Errors
/// [`Error::Name`] where the folder's name is none for a package, [`Error::Taken`] where it is that of a crate which the driver
/// needs; [`Error::There`] where the folder is there; [`Error::Failed`] where cargo refuses; [`Error::Io`] where a file cannot be
/// written.
pub fn scaffold(folder: &Path, template: Template, framework: &Framework) -> Result<Vec<PathBuf>> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if !is_name(&name) {
        return Err(Error::Name {
            name: name.into_owned(),
        });
    }
    if template.needs(&name) {
        return Err(Error::Taken {
            name: name.into_owned(),
        });
    }
    if folder.symlink_metadata().is_ok() {
        return Err(Error::There {
            path: folder.to_owned(),
        });
    }
    // It also makes the package a member of the workspace around it.
    process::output(
        current_cargo()
            .args(["new", "--lib", "--vcs", "none", "--quiet", "--name", &name])
            .arg(folder),
    )?;
    let framework = match framework {
        Framework::Registry => format!(
            "data-driver = {{ version = {:?}{} }}\n",
            env!("CARGO_PKG_VERSION"),
            template.features()
        ),
        Framework::Folder(path) => format!(
            "data-driver = {{ path = {:?}{} }}\n",
            path.display().to_string(),
            template.features()
        ),
    };
    let dependencies = format!("{}{framework}", template.dependencies());
    let files = [("Cargo.toml", MANIFEST)];
    let files = files.iter().chain(&COMMON).chain(template.files());
    files
        .map(|(path, content)| {
            let path = folder.join(path);
            let directory = path.parent().unwrap_or(folder);
            fs::create_dir_all(directory).map_err(Error::io(directory))?;
            fs::write(&path, fill(content, &name, &dependencies)).map_err(Error::io(&path))?;
            Ok(path)
        })
        .collect()
}

/// The text with the driver's own names.
fn fill(text: &str, name: &str, dependencies: &str) -> String {
    let contract = pascal(name);
    text.replace("@dependencies@\n", dependencies)
        .replace("@name@", name)
        .replace("@crate@", &name.replace('-', "_"))
        .replace("@Driver@", &format!("{contract}Driver"))
        .replace("@Contract@", &contract)
}

/// A name that is one of a package, of a crate and, in another case, of a type.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

fn pascal(name: &str) -> String {
    let words = name.split(['-', '_']).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_packages_and_types() {
        assert_eq!(pascal("tip-jar_2"), "TipJar2");
        for name in ["tip-jar", "a", "x2_y"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "2x", "Tip", "tip jar", "../up", "tip/jar", "é", "-x"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn names_of_what_a_driver_needs_are_taken() {
        for name in ["std", "core", "alloc", "data-driver", "data_driver"] {
            let error = scaffold(Path::new(name), Template::Token, &Framework::Registry);
            assert!(
                matches!(error, Err(Error::Taken { .. })),
                "{name}: {error:?}"
            );
        }
        assert!(Template::Codec.needs("borsh") && !Template::Token.needs("borsh"));
        assert!(!Template::Codec.needs("tip-jar"));
    }

    #[test]
    fn no_place_for_a_name_is_left() {
        for template in [
            Template::Counter,
            Template::Token,
            Template::Manual,
            Template::Codec,
        ] {
            for (path, content) in [("Cargo.toml", MANIFEST)]
                .iter()
                .chain(&COMMON)
                .chain(template.files())
            {
                let filled = fill(content, "tip-jar", "data-driver = \"1\"\n");
                for place in [
                    "@dependencies@",
                    "@name@",
                    "@crate@",
                    "@Driver@",
                    "@Contract@",
                ] {
                    assert!(!filled.contains(place), "{path}: {place}");
                }
            }
            for (path, content) in template.files() {
                let is_code = path.ends_with(".rs");
                assert_eq!(
                    content.contains("@Driver@"),
                    is_code && !path.contains("types") && !path.contains("codec"),
                    "{path}"
                );
            }
        }
    }
}
