//! What is revealed to a kernel.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;

use data_driver::codec::Convert;
use smart_rollup::DataEncoding;
use smart_rollup::hash::{RevealDataHash, RollupAddress};
use smart_rollup::reveal::{
    self, DalParameters, MAX_PREIMAGE, Metadata, RevealHash, RevealRequest,
};

/// Where what is revealed comes from.
#[derive(Debug, Clone)]
pub struct Reveals {
    /// The address of the rollup, and when it was originated.
    pub metadata: Metadata,
    /// Parameters of the data availability layer.
    pub dal_parameters: DalParameters,
    /// The folder of preimages: a file is named by the hex digits of the hash's 33 bytes.
    pub preimages: PathBuf,
    /// The folder of pages of the data availability layer: a file is named `level-slot-page`.
    pub dal_pages: PathBuf,
    /// Data that were given by hand, by their requests.
    given: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// What was asked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was asked for.
    pub request: RevealRequest,
    /// Its bytes, as `reveal` takes them.
    pub bytes: Vec<u8>,
    /// Why it is not there.
    pub reason: String,
}

/// The hash of no bytes: what a kernel gets that asks for something that cannot be read.
const NOTHING: [u8; 0] = [];

impl Default for Reveals {
    /// The rollup is the debugger's default one, originated at level 0; preimages are in `preimage`, pages in `dal_pages`, and
    /// the parameters are those of the main network of 2026.
    fn default() -> Self {
        Self {
            metadata: Metadata {
                raw_rollup_address: RollupAddress([0; 20]),
                origination_level: 0,
            },
            dal_parameters: DalParameters {
                number_of_slots: 32,
                attestation_lag: 8,
                slot_size: 126_944,
                page_size: 3_967,
            },
            preimages: "preimage".into(),
            dal_pages: "dal_pages".into(),
            given: BTreeMap::new(),
        }
    }
}

impl Reveals {
    /// What was asked for, as the kernel's own request.
    #[must_use]
    pub fn request(bytes: &[u8]) -> RevealRequest {
        DataEncoding::from_bytes(bytes).unwrap_or_else(|_| RevealRequest::RawData {
            hash: RevealHash::Blake2b(reveal::hash_of(&NOTHING).unwrap_or(RevealDataHash([0; 32]))),
        })
    }

    /// Gives the answer to a request by hand. It is not looked at: a kernel may be shown what a node would never reveal.
    pub fn give(&mut self, request: &[u8], answer: Vec<u8>) {
        self.given.insert(request.to_owned(), answer);
    }

    /// The answer to a request.
    ///
    /// # Errors
    /// It is not there.
    pub fn answer(&self, bytes: &[u8]) -> Result<Vec<u8>, Box<Missing>> {
        if let Some(answer) = self.given.get(bytes) {
            return Ok(answer.clone());
        }
        let request = Self::request(bytes);
        let found = match &request {
            RevealRequest::RawData { hash } => self.preimage(hash),
            RevealRequest::Metadata {} => {
                DataEncoding::to_bytes(&self.metadata).map_err(|error| error.to_string())
            }
            RevealRequest::DalParameters {} => {
                DataEncoding::to_bytes(&self.dal_parameters).map_err(|error| error.to_string())
            }
            RevealRequest::DalPage {
                published_level,
                slot_index,
                page_index,
            }
            | RevealRequest::AdaptiveDalPage {
                published_level,
                slot_index,
                page_index,
                ..
            } => {
                let name = format!("{published_level}-{slot_index}-{page_index}");
                read(self.dal_pages.join(name))
            }
        };
        found.map_err(|reason| {
            Box::new(Missing {
                request,
                bytes: bytes.to_owned(),
                reason,
            })
        })
    }

    fn preimage(&self, hash: &RevealHash) -> Result<Vec<u8>, String> {
        let RevealHash::Blake2b(wanted) = hash else {
            // Bytes are read as this form alone.
            return Err("expected a hash".to_owned());
        };
        if reveal::hash_of(&NOTHING).is_ok_and(|nothing| nothing == *wanted) {
            return Ok(Vec::new());
        }
        let path = self.preimages.join(file_name(*wanted));
        let bytes = read(path.clone())?;
        match reveal::hash_of(&bytes) {
            Ok(hash) if hash == *wanted => Ok(bytes),
            Ok(_) => Err(format!("{}: the data have another hash", path.display())),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }
}

/// The name of the file of a preimage.
#[must_use]
pub fn file_name(hash: RevealDataHash) -> String {
    format!("00{}", hex::encode(hash.0))
}

/// Reads a file, no more of it than can be revealed.
fn read(path: PathBuf) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let most = MAX_PREIMAGE as u64 + 1;
    let result = File::open(&path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    match result {
        Ok(_) if bytes.len() > MAX_PREIMAGE => Err(format!(
            "{}: expected at most {MAX_PREIMAGE} bytes",
            path.display()
        )),
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(format!("{} is not there", path.display()))
        }
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}
