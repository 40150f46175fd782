//! Whose signatures count, and what was seen of them.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::{ContractId, Instant, Integrity, PublicKey, Refusal, Signature, Statement};

/// Whose signatures count for which contract, and which versions were seen.
///
/// The newest version of a contract's driver that was seen is kept for each key. An older one is refused then, though it is signed
/// as well: it may have the mistakes for which the newer one was made. When a key is taken away, what was seen of it goes
/// too; else whoever had stolen it could have signed a version so high that none of its owner's ever comes after it.
///
/// It has a form in JSON, which JavaScript reads and writes as well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    contracts: BTreeMap<ContractId, Trusted>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Trusted {
    keys: BTreeSet<PublicKey>,
    seen: BTreeMap<PublicKey, Seen>,
}

/// A version that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The version.
    pub version: Version,
    /// Its file.
    pub integrity: Integrity,
}

/// What to do about a version that is older than one that was seen, or another file of the same version.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rollback {
    /// Refuse it.
    #[default]
    Refuse,
    /// Take it, since somebody said so. What was seen stays as it is.
    Allow,
}

/// A statement whose signature counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    statement: Statement,
    key: PublicKey,
}

impl Verified {
    /// The contract.
    #[must_use]
    pub const fn contract(&self) -> &ContractId {
        &self.statement.contract
    }

    /// The driver's version.
    #[must_use]
    pub const fn version(&self) -> &Version {
        &self.statement.version
    }

    /// The file that was signed, to load it by. `Host::load_pinned` compiles no other.
    #[must_use]
    pub const fn integrity(&self) -> Integrity {
        self.statement.integrity
    }

    /// When it was signed, by the signer's clock.
    #[must_use]
    pub const fn created(&self) -> Instant {
        self.statement.created
    }

    /// Who signed it.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Whether a file is the signed one.
    ///
    /// # Errors
    /// [`Refusal::File`]
    pub fn check(&self, file: &[u8]) -> Result<(), Refusal> {
        let (expected, found) = (self.integrity(), Integrity::of(file));
        if found == expected {
            return Ok(());
        }
        Err(Refusal::File { expected, found })
    }
}

impl Trust {
    /// Trust in nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on the key may sign for the contract; false where it could before.
    pub fn add(&mut self, contract: ContractId, key: PublicKey) -> bool {
        self.contracts.entry(contract).or_default().keys.insert(key)
    }

    /// The key may no longer sign for the contract, and what was seen of it is forgotten; false where it could not.
    pub fn remove(&mut self, contract: &ContractId, key: &PublicKey) -> bool {
        let Some(trusted) = self.contracts.get_mut(contract) else {
            return false;
        };
        trusted.seen.remove(key);
        let removed = trusted.keys.remove(key);
        if trusted.keys.is_empty() {
            self.contracts.remove(contract);
        }
        removed
    }

    /// The contracts, and who may sign for them.
    pub fn keys(&self) -> impl Iterator<Item = (&ContractId, &PublicKey)> {
        self.contracts
            .iter()
            .flat_map(|(contract, trusted)| trusted.keys.iter().map(move |key| (contract, key)))
    }

    /// The newest version of a contract's driver that was seen of a key.
    #[must_use]
    pub fn seen(&self, contract: &ContractId, key: &PublicKey) -> Option<&Seen> {
        self.contracts.get(contract)?.seen.get(key)
    }

    /// The newest version of a contract's driver that was seen, signed by any key that may still sign.
    #[must_use]
    pub fn newest(&self, contract: &ContractId) -> Option<&Seen> {
        let trusted = self.contracts.get(contract)?;
        let seen = trusted.seen.iter();
        seen.filter(|(key, _)| trusted.keys.contains(key))
            .map(|(_, seen)| seen)
            .max_by(|a, b| a.version.cmp_precedence(&b.version))
    }

    /// Whether a signature counts for the contract whose driver is wanted. This decides nothing about a file: load that
    /// by the hash in the answer, or [`Verified::check`] it. Afterwards, [`Self::remember`].
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn verify(
        &self,
        signature: &Signature,
        contract: &ContractId,
        rollback: Rollback,
    ) -> Result<Verified, Refusal> {
        let statement = signature.claim();
        let key = *signature.key();
        if statement.contract != *contract {
            return Err(Refusal::Contract {
                expected: contract.clone(),
                found: statement.contract.clone(),
            });
        }
        let trusted = self.contracts.get(contract);
        if !trusted.is_some_and(|trusted| trusted.keys.contains(&key)) {
            return Err(Refusal::Untrusted {
                key,
                contract: contract.clone(),
            });
        }
        if !signature.is_genuine() {
            return Err(Refusal::Forged { key });
        }
        if rollback == Rollback::Refuse
            && let Some(seen) = self.newest(contract)
        {
            check_newest(statement, seen)?;
        }
        Ok(Verified {
            statement: statement.clone(),
            key,
        })
    }

    /// Keeps the version, if it is the newest of its key, to refuse older ones. Nothing is kept of a key that may not sign.
    pub fn remember(&mut self, verified: &Verified) {
        let key = verified.key;
        let Some(trusted) = self.contracts.get_mut(verified.contract()) else {
            return;
        };
        if !trusted.keys.contains(&key) {
            return;
        }
        let old = trusted.seen.get(&key);
        if old.is_none_or(|old| old.version.cmp_precedence(verified.version()).is_lt()) {
            let seen = Seen {
                version: verified.version().clone(),
                integrity: verified.integrity(),
            };
            trusted.seen.insert(key, seen);
        }
    }

    /// Forgets what was seen of a contract's driver, so that any version is taken next; who may sign stays.
    pub fn forget(&mut self, contract: &ContractId) {
        if let Some(trusted) = self.contracts.get_mut(contract) {
            trusted.seen.clear();
        }
    }

    /// Reads the form in JSON.
    ///
    /// # Errors
    /// [`InvalidTrust`]
    pub fn from_json(text: &str) -> Result<Self, InvalidTrust> {
        let written: Written = serde_json::from_str(text).map_err(invalid)?;
        let mut trust = Self::new();
        for (id, written) in written.contracts {
            let contract: ContractId = id.parse().map_err(invalid)?;
            let place = |what: String| InvalidTrust(format!("{id}: {what}"));
            let trusted = written.read().map_err(place)?;
            if trust.contracts.insert(contract, trusted).is_some() {
                return Err(place("the contract is there twice".to_owned()));
            }
        }
        Ok(trust)
    }

    /// The form in JSON, with a line break at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let contracts = self.contracts.iter();
        let written = Written {
            contracts: contracts
                .map(|(contract, trusted)| (contract.to_string(), WrittenContract::of(trusted)))
                .collect(),
        };
        let json = serde_json::to_string_pretty(&written);
        json.expect("texts in maps are always JSON") + "\n"
    }
}

fn check_newest(statement: &Statement, seen: &Seen) -> Result<(), Refusal> {
    let order = statement.version.cmp_precedence(&seen.version);
    if order.is_lt() {
        return Err(Refusal::Older {
            found: statement.version.clone(),
            seen: seen.version.clone(),
        });
    }
    // Metadata behind a `+` makes no other version.
    if order.is_eq() && statement.integrity != seen.integrity {
        return Err(Refusal::OtherFile {
            version: statement.version.clone(),
            expected: seen.integrity,
            found: statement.integrity,
        });
    }
    Ok(())
}

/// A text is no [`Trust`] in JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the trusted keys: {0}")]
pub struct InvalidTrust(String);

fn invalid(error: impl ToString) -> InvalidTrust {
    InvalidTrust(error.to_string())
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    contracts: BTreeMap<String, WrittenContract>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenContract {
    keys: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    seen: BTreeMap<String, WrittenSeen>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSeen {
    version: String,
    integrity: String,
}

impl WrittenContract {
    fn of(trusted: &Trusted) -> Self {
        let seen = trusted.seen.iter().map(|(key, seen)| {
            let seen = WrittenSeen {
                version: seen.version.to_string(),
                integrity: seen.integrity.to_string(),
            };
            (key.to_string(), seen)
        });
        Self {
            keys: trusted.keys.iter().map(ToString::to_string).collect(),
            seen: seen.collect(),
        }
    }

    fn read(&self) -> Result<Trusted, String> {
        let key = |text: &String| text.parse::<PublicKey>().map_err(|error| error.to_string());
        let keys = self.keys.iter().map(key).collect::<Result<_, _>>()?;
        let seen = self.seen.iter().map(|(by, seen)| {
            let version = seen.version.parse();
            let integrity = seen.integrity.parse::<Integrity>();
            let seen = Seen {
                version: version
                    .map_err(|error: semver::Error| format!("seen: version: {error}"))?,
                integrity: integrity.map_err(|error| format!("seen: {error}"))?,
            };
            Ok::<_, String>((key(by)?, seen))
        });
        Ok(Trusted {
            keys,
            seen: seen.collect::<Result<_, _>>()?,
        })
    }
}
