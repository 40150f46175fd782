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
/// | `contract` | name of the contract |
/// | `version` | version of the driver's package |
#[must_use]
pub fn meta(package: &Package) -> String {
    json!({
        "abi": ABI_VERSION,
        "codec": package.codec,
        "contract": package.contract,
        "version": package.version,
    })
    .to_string()
}
