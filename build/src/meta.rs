//! The custom section that says which driver a file is.

use data_driver::abi::ABI_VERSION;
use serde_json::json;

use crate::Package;

/// The codec of a package that names none: the archive format of Dusk's contracts.
pub(crate) const DEFAULT_CODEC: &str = "rkyv-0.7";

/// The contents of the section [`META`](data_driver::abi::sections::META), JSON.
///
/// | member | meaning |
/// |---|---|
/// | `abi` | version of the interface between driver and host |
/// | `codec` | format of the contract's bytes |
/// | `contract` | name of the contract: the manifest's, or the one it was declared with, or the driver's |
/// | `version` | version of the driver's package |
///
/// `declared` is the name in the driver's schema.
#[must_use]
pub fn meta(package: &Package, declared: Option<&str>) -> String {
    json!({
        "abi": ABI_VERSION,
        "codec": package.codec,
        "contract": package.contract.as_deref().or(declared).unwrap_or(&package.name),
        "version": package.version,
    })
    .to_string()
}
