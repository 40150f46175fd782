//! What `keygen`, `sign`, `verify` and `trust` take.

use std::path::PathBuf;

use clap::Args;
use data_driver_trust::{ContractId, Instant, PublicKey, Version};

use super::Driver;

#[derive(Debug, Args)]
pub(crate) struct Keygen {
    /// The new file, PKCS #8 in PEM, which only its owner may read
    pub(crate) file: PathBuf,
    /// Make none, and tell the public key of the one that is there
    #[arg(long)]
    pub(crate) public: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Sign {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// The contract that the driver is for: its id in hex
    #[arg(long, value_name = "ID")]
    pub(crate) contract: ContractId,
    /// The file of the secret key, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) key: String,
    /// The driver's version, where its file does not say it
    #[arg(long, value_name = "VERSION")]
    pub(crate) driver_version: Option<Version>,
    /// When it is signed, such as 2026-11-27T20:15:00Z [default: now, or the variable SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "TIME")]
    pub(crate) created: Option<Instant>,
    /// The file to write [default: that of the driver with .sig behind its name]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Put the driver into this list of signed drivers, too
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
    /// Where the list says that the file is [default: its path, seen from the list]
    #[arg(long, value_name = "URL", requires = "manifest")]
    pub(crate) url: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "data-driver verify DRIVER --contract ID --trust FILE|--key KEY\n       \
                      data-driver verify --manifest FILE --trust FILE"
)]
pub(crate) struct Verify {
    /// A .wasm file, the folder of a driver's crate, or a known driver's name
    #[arg(
        value_name = "DRIVER",
        required_unless_present = "manifest",
        conflicts_with = "manifest",
        requires = "contract"
    )]
    pub(crate) driver: Option<String>,
    /// The contract whose driver it has to be: its id in hex
    #[arg(long, value_name = "ID")]
    pub(crate) contract: Option<ContractId>,
    /// The signature [default: the driver's file with .sig behind its name]
    #[arg(long, value_name = "FILE")]
    pub(crate) signature: Option<PathBuf>,
    /// All drivers of this list, whose files lie where it says
    #[arg(long, value_name = "FILE", conflicts_with_all = ["contract", "signature"])]
    pub(crate) manifest: Option<PathBuf>,
    /// Who may sign, and what was seen; what is good is remembered there
    #[arg(long, value_name = "FILE", required_unless_present = "key")]
    pub(crate) trust: Option<PathBuf>,
    /// Who may sign; nothing is remembered
    #[arg(long, value_name = "KEY", conflicts_with_all = ["trust", "manifest"])]
    pub(crate) key: Option<PublicKey>,
    /// Take an older version, too, or another file of the same version
    #[arg(long)]
    pub(crate) allow_rollback: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Trust {
    /// The file; where it is not there, it is made
    pub(crate) file: PathBuf,
    /// The contract: its id in hex
    #[arg(long, value_name = "ID")]
    pub(crate) contract: Option<ContractId>,
    /// This key may sign for the contract
    #[arg(long, value_name = "KEY", requires = "contract")]
    pub(crate) add: Vec<PublicKey>,
    /// This key may no longer sign for it; what was seen of it is forgotten
    #[arg(long, value_name = "KEY", requires = "contract")]
    pub(crate) remove: Vec<PublicKey>,
    /// Forget which versions of the contract's driver were seen
    #[arg(long, requires = "contract")]
    pub(crate) forget: bool,
}
