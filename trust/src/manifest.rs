//! A list of signed drivers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ContractId, Refusal, Signature};

/// Drivers by the contract that they are for, in JSON:
/// `{ "<contract id>": { "url", "version", "integrity", "signature" } }`. It is that of JavaScript's `DriverRegistry`, with signatures.
///
/// Each entry stands for itself: nothing tells that one is missing, or that two are not of one time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: BTreeMap<ContractId, Entry>,
}

/// One signed driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where the file is, relative to the manifest. It is not signed: the hash tells whether the file is the right one.
    pub url: String,
    /// The signature, which has the version and the hash. Whether it is good, [`Trust::verify`](crate::Trust::verify) tells.
    pub signature: Signature,
}

/// A text is no [`Manifest`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidManifest {
    /// Not of the form in JSON.
    #[error("the manifest: {0}")]
    Form(String),
    /// An entry's signature cannot be read, or does not say what the entry does.
    #[error("the manifest's entry {contract}: {refusal}")]
    Entry {
        /// The entry, as the manifest writes it.
        contract: String,
        /// Why.
        #[source]
        refusal: Box<Refusal>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    url: String,
    version: String,
    integrity: String,
    signature: String,
}

impl Manifest {
    /// A list without drivers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a driver for the contract that its signature names, in the place of the one that was there.
    pub fn set(&mut self, entry: Entry) {
        let contract = entry.signature.claim().contract.clone();
        self.entries.insert(contract, entry);
    }

    /// The drivers, in the order of the contracts' ids.
    pub fn entries(&self) -> impl Iterator<Item = (&ContractId, &Entry)> {
        self.entries.iter()
    }

    /// The driver for a contract.
    #[must_use]
    pub fn get(&self, contract: &ContractId) -> Option<&Entry> {
        self.entries.get(contract)
    }

    /// Reads the form in JSON. What an entry says must be what its signature says; whether that is good is not looked at.
    ///
    /// # Errors
    /// [`InvalidManifest`]
    pub fn from_json(text: &str) -> Result<Self, InvalidManifest> {
        let form = |error: &dyn ToString| InvalidManifest::Form(error.to_string());
        let written: BTreeMap<String, Written> =
            serde_json::from_str(text).map_err(|error| form(&error))?;
        let mut manifest = Self::new();
        for (id, written) in written {
            let contract: ContractId = id.parse().map_err(|error| form(&error))?;
            let entry = read(&contract, written).map_err(|refusal| InvalidManifest::Entry {
                contract: id.clone(),
                refusal: Box::new(refusal),
            })?;
            if manifest.entries.insert(contract, entry).is_some() {
                return Err(InvalidManifest::Form(format!(
                    "the entry {id} is there twice"
                )));
            }
        }
        Ok(manifest)
    }

    /// The form in JSON, with a line break at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let entries = self.entries.iter().map(|(contract, entry)| {
            let claim = entry.signature.claim();
            let written = Written {
                url: entry.url.clone(),
                version: claim.version.to_string(),
                integrity: claim.integrity.to_string(),
                signature: entry.signature.to_string(),
            };
            (contract.to_string(), written)
        });
        let written: BTreeMap<String, Written> = entries.collect();
        let json = serde_json::to_string_pretty(&written);
        json.expect("texts in maps are always JSON") + "\n"
    }
}

fn read(contract: &ContractId, written: Written) -> Result<Entry, Refusal> {
    let signature: Signature = written.signature.parse()?;
    let claim = signature.claim();
    if claim.contract != *contract {
        return Err(Refusal::Contract {
            expected: contract.clone(),
            found: claim.contract.clone(),
        });
    }
    let same = |member, expected: String, found: String| {
        if expected == found {
            return Ok(());
        }
        Err(Refusal::Manifest {
            member,
            expected,
            found,
        })
    };
    same("version", claim.version.to_string(), written.version)?;
    same("integrity", claim.integrity.to_string(), written.integrity)?;
    Ok(Entry {
        url: written.url,
        signature,
    })
}
