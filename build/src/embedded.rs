//! Binaryen as it is compiled into this program with the cargo feature `wasm-opt`.

use std::path::Path;

use wasm_opt::{Feature, OptimizationOptions};

use crate::{Error, Result};

/// Binaryen's version in the crate.
pub(crate) const VERSION: u32 = 116;

/// Optimises one file into another, with these features on and no others.
pub(crate) fn optimize(features: &[&str], from: &Path, to: &Path) -> Result<()> {
    let wrong = |what: String| Error::Answer {
        command: format!("wasm-opt {VERSION} (compiled in)"),
        what,
    };
    let mut options = OptimizationOptions::new_optimize_for_size_aggressively();
    options.set_converge();
    options.mvp_features_only();
    for name in features {
        let feature: Feature = name
            .parse()
            .map_err(|_| wrong(format!("it does not know the feature {name}")))?;
        options.enable_feature(feature);
    }
    options
        .run(from, to)
        .map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{exports, sections};

    /// The smallest module there is.
    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn optimises() {
        let directory = std::env::temp_dir().join(format!("embedded-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let (from, to) = (directory.join("from.wasm"), directory.join("to.wasm"));
        fs::write(&from, EMPTY).unwrap();
        optimize(&["sign-ext", "bulk-memory", "multivalue"], &from, &to).unwrap();
        let optimized = fs::read(&to).unwrap();
        exports::check(&optimized, false).unwrap();
        assert!(!sections::names(&optimized).unwrap().contains(&"name"));

        let error = optimize(&["wide-arithmetic"], &from, &to).unwrap_err();
        assert!(error.to_string().contains("wide-arithmetic"), "{error}");
        fs::remove_dir_all(&directory).unwrap();
    }
}
