//! The custom section that says which driver a file is.

use data_driver::abi::ABI_VERSION;
use serde_json::json;

use crate::budget::Budget;
use crate::layout::Layout;
use crate::schema::Summary;
use crate::{Error, Package, Result};

/// The contents of the section [`META`](data_driver::abi::sections::META), JSON.
///
/// | member | meaning |
/// |---|---|
/// | `abi` | version of the interface between driver and host |
/// | `codec` | format of the contract's bytes: the schema's, or else the manifest's; not there where neither says it |
/// | `contract` | name of the contract: the manifest's, or the one it was declared with, or the driver's |
/// | `fuel` | instructions of a call, at most `base` and `perByte` for each byte of input; not there where there are no golden vectors |
/// | `layout` | [fingerprints](crate::layout) of the values that are archives, in `input`, `output` and `event` by the names of functions and events; not there where there are none |
/// | `memory` | bytes of an instance's memory, in the same way; not there where the driver was not [declared](crate::budget) |
/// | `vectors` | `{ "integrity": … }`, the hash of the file with the golden vectors for which this one has no room; not there where it has all |
/// | `version` | version of the driver's package |
pub(crate) fn meta(
    package: &Package,
    schema: &Summary,
    (layout, budget): (Option<&Layout>, Budget),
    vectors: Option<&str>,
) -> Result<String> {
    let codec = match (&package.codec, &schema.codec) {
        (Some(ours), Some(declared)) if ours != declared => {
            return Err(Error::Metadata {
                package: package.package.clone(),
                what: format!("codec: it is `{ours}` here and `{declared}` in the driver's schema"),
            });
        }
        (ours, declared) => declared.as_ref().or(ours.as_ref()),
    };
    let contract = package.contract.as_ref().or(schema.name.as_ref());
    let mut meta = json!({
        "abi": ABI_VERSION,
        "contract": contract.unwrap_or(&package.name),
        "version": package.version,
    });
    if let Some(codec) = codec {
        meta["codec"] = codec.as_str().into();
    }
    if let Some(layout) = layout {
        let fingerprints = layout.fingerprints();
        if !fingerprints.is_empty() {
            meta["layout"] = fingerprints.json();
        }
    }
    budget.state(&mut meta);
    if let Some(integrity) = vectors {
        meta["vectors"] = json!({ "integrity": integrity });
    }
    Ok(meta.to_string())
}
