//! What the tests of `keygen`, `sign`, `verify` and `trust` begin with.

use std::fs;
use std::path::PathBuf;

use data_driver_build::sections;

use crate::support::{driver, folder, run};

pub(crate) const STAKE: &str = "0200000000000000000000000000000000000000000000000000000000000000";
pub(crate) const TRANSFER: &str =
    "0100000000000000000000000000000000000000000000000000000000000000";

/// A folder with a driver's file that says its version, the same without, and a key.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    pub(crate) key: String,
}

impl Place {
    pub(crate) fn new(name: &str) -> Self {
        let folder = folder(name);
        let place = Self {
            key: String::new(),
            folder,
        };
        fs::copy(driver("stake"), place.path("stake.wasm")).expect("a copy");
        place.bare("stake");
        let key = run(&["keygen", &place.path("key.pem")]);
        Self {
            key: key.text().trim().to_owned(),
            ..place
        }
    }

    /// Puts a driver's file there that does not say its version.
    pub(crate) fn bare(&self, name: &str) {
        let wasm = fs::read(driver(name)).expect("a file");
        let names = sections::names(&wasm).expect("a module");
        let bare = sections::remove(&wasm, &names).expect("a module");
        fs::write(self.path("bare.wasm"), bare).expect("a file");
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    pub(crate) fn sign(&self, file: &str, contract: &str, more: &[&str]) {
        let (file, key) = (self.path(file), self.path("key.pem"));
        let mut arguments = vec!["sign", &file, "--contract", contract, "--key", &key];
        arguments.extend(more);
        run(&arguments).text();
    }

    /// Signs the file that does not say its version as this one.
    pub(crate) fn sign_as(&self, version: &str) {
        self.sign("bare.wasm", STAKE, &["--driver-version", version]);
    }

    /// Trusts the key for the contract.
    pub(crate) fn trust(&self) -> String {
        let trust = self.path("trust.json");
        run(&["trust", &trust, "--contract", STAKE, "--add", &self.key]).text();
        trust
    }

    /// What the command finds about a file, as a program reads it.
    pub(crate) fn verify(
        &self,
        file: &str,
        contract: &str,
        more: &[&str],
    ) -> (i32, serde_json::Value) {
        let (file, trust) = (self.path(file), self.path("trust.json"));
        let mut arguments = vec![
            "verify",
            &file,
            "--contract",
            contract,
            "--json",
            "--trust",
            &trust,
        ];
        arguments.extend(more);
        let run = run(&arguments);
        let object = serde_json::from_str(&run.out);
        (
            run.code,
            object.unwrap_or_else(|_| panic!("{}{}", run.out, run.err)),
        )
    }

    /// Why it is refused.
    pub(crate) fn refusal(&self, file: &str, contract: &str) -> String {
        let (code, object) = self.verify(file, contract, &[]);
        assert_eq!((code, &object["verified"]), (1, &false.into()), "{object}");
        object["reason"].as_str().expect("a text").to_owned()
    }
}
