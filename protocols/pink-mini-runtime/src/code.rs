//! Which codes are taken.

use wasmparser::{Validator, WasmFeatures};

/// The most bytes of a contract's code: 2 MiB.
pub(crate) const MAX_CODE: usize = 2 << 20;

/// Whether this is the code of a contract. A deterministic one has no floats, whose results machines may give other bits.
pub(crate) fn check(code: &[u8], deterministic: bool) -> Result<(), String> {
    if code.len() > MAX_CODE {
        let found = code.len();
        return Err(format!("the code has {found} bytes, more than {MAX_CODE}"));
    }
    let mut features = WasmFeatures::WASM1;
    features.set(WasmFeatures::SIGN_EXTENSION, true);
    features.set(WasmFeatures::FLOATS, !deterministic);
    match Validator::new_with_features(features).validate_all(code) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "the code is no WebAssembly module that can be run: {error}"
        )),
    }
}
