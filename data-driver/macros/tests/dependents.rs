//! Crates that depend on the framework in their own way, compiled as cargo compiles them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// What cargo says of a crate with these dependencies and this source, or what is wrong with it.
///
/// The crates share a target folder, so that what they depend on is compiled once.
fn check(name: &str, dependencies: &str, source: &str) -> Result<(), String> {
    let folder = root().join("target/tests/dependents");
    let package = folder.join(name);
    fs::create_dir_all(package.join("src")).unwrap();
    let framework = root().join("data-driver");
    let dependencies =
        dependencies.replace("PATH", &format!("{:?}", framework.display().to_string()));
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("src/lib.rs"), source).unwrap();
    fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--color", "never"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .current_dir(&package)
        .output()
        .unwrap();
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// M17: every macro finds the framework by the author's name for it.
#[test]
fn a_renamed_dependency_works() {
    let source = r#"
//! A driver.
#![no_std]

extern crate alloc;

use alloc::string::String;

/// Of the author's.
#[dd::data]
pub struct Amount {
    #[serde(with = "dd::hex")]
    to: [u8; 20],
    value: u64,
}

/// Described alone.
#[derive(dd::Describe)]
pub struct Note(String);

dd::foreign_types! {
    /// The types of the network.
    pub Network {
        /// An address.
        core::net::Ipv4Addr as "Address": Hex[4] = |address| Ok(address.octets()), |bytes| Ok((*bytes).into());
    }
}

dd::contract! {
    pub Driver("Contract", types = Network) {
        transaction fn transfer(amount: Amount, memo: Option<String>) -> u64;
        event "moved": Amount;
    }
}

dd::export!(Driver);
"#;
    let renamed = "dd = { package = \"data-driver\", path = PATH }";
    check("renamed", renamed, source).unwrap_or_else(|words| panic!("{words}"));
}

/// M14: bytes in another order than contracts write do not compile, whoever asks for them.
#[test]
fn archives_of_another_byte_order_do_not_compile() {
    let with = |feature: &str| {
        format!(
            "data-driver = {{ path = PATH }}\nrkyv = {{ version = \"0.7\", default-features = false, features = [{feature:?}] }}"
        )
    };
    check("little", &with("archive_le"), "").unwrap_or_else(|words| panic!("{words}"));
    let words = check("big", &with("archive_be"), "").unwrap_err();
    let expected = "error[E0277]: rkyv's feature `archive_be` is on, with which archives are not those of contracts";
    assert!(words.contains(expected), "{words}");
    assert_eq!(words.matches("error[").count(), 1, "{words}");
}

/// Enums that nothing names are in drivers that ask for them.
#[test]
fn an_untagged_enum_needs_a_feature() {
    let source = "\
#[data_driver::data]
#[serde(untagged)]
pub enum Account {
    Number(u32),
    Name(String),
}
";
    let with = |features: &str| format!("data-driver = {{ path = PATH, features = [{features}] }}");
    check("chosen", &with("\"choices\""), source).unwrap_or_else(|words| panic!("{words}"));
    let words = check("unchosen", &with(""), source).unwrap_err();
    let expected = "`#[serde(untagged)]` needs the feature `choices` of data-driver";
    assert!(words.contains(expected), "{words}");
}
