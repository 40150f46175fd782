//! How large drivers may be: what everybody who uses one downloads.

use data_driver_build::sections;

/// The module without any custom section: what a host compiles.
///
/// # Errors
/// The bytes are not a WebAssembly module.
pub(crate) fn without_sections(wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    let names = sections::names(wasm)?;
    Ok(sections::remove(wasm, &names)?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use data_driver_build::{served, vectors};

    use super::*;
    use crate::drivers;

    /// The largest size of each driver's file in bytes, as it is served: with its custom sections,
    /// compressed by brotli.
    ///
    /// Somewhat above the size that it has, because compilers differ. Raise one where what the driver gained is worth
    /// it, and lower it where the driver has become smaller.
    const BUDGETS: [(&str, usize); 8] = [
        ("drc20", 60_500),
        ("drc721", 64_500),
        ("pink-runtime", 84_000),
        ("preimage-oracle", 67_000),
        ("smart-rollup", 90_500),
        ("stake", 92_000),
        ("standard-bridge", 69_500),
        ("transfer", 141_000),
    ];

    /// What is to be said of a driver's size, if anything; `code` is the size of its file without custom sections.
    fn verdict(name: &str, size: usize, code: usize) -> Option<String> {
        let Some((_, budget)) = BUDGETS.iter().find(|(other, _)| *other == name) else {
            return Some(format!(
                "{name}.wasm is served in {size} bytes and has no budget: give it one in {}",
                file!()
            ));
        };
        let over = size.checked_sub(*budget).filter(|over| *over > 0)?;
        Some(format!(
            "{name}.wasm is served in {size} bytes ({code} of code), {over} more than its budget of {budget}; find out \
             what grew, or raise the budget in {}",
            file!()
        ))
    }

    /// A driver's file and its code alone, both as they are served.
    fn sizes(name: &str) -> [usize; 2] {
        let directory = drivers::workspace().unwrap().target.join("drivers");
        let path = directory.join(name).with_extension("wasm");
        let wasm = fs::read(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; run `cargo xtask build` first", path.display())
        });
        [wasm.as_slice(), &without_sections(&wasm).unwrap()].map(served::size)
    }

    #[test]
    fn drivers_keep_their_budgets() {
        let workspace = drivers::workspace().unwrap();
        let ours: Vec<_> = workspace
            .drivers()
            .into_iter()
            .filter(|driver| !driver.test_only)
            .collect();
        assert_eq!(ours.len(), BUDGETS.len(), "one budget for each driver");
        let mut verdicts = Vec::new();
        for driver in ours {
            let [size, code] = sizes(&driver.name);
            verdicts.extend(verdict(&driver.name, size, code));
            let limit = code + code * vectors::SHARE / 100;
            if size > limit {
                verdicts.push(format!(
                    "{}.wasm: its custom sections make {size} bytes of {code}, more than {limit}",
                    driver.name
                ));
            }
        }
        assert!(verdicts.is_empty(), "{}", verdicts.join("\n"));
    }

    #[test]
    fn a_verdict_says_what_grew_and_by_how_much() {
        let (name, budget) = BUDGETS[0];
        assert_eq!(verdict(name, budget, 1), None);
        let over = verdict(name, budget + 7, 5).unwrap();
        assert!(
            over.starts_with(&format!(
                "{name}.wasm is served in {} bytes (5 of code)",
                budget + 7
            )),
            "{over}"
        );
        assert!(over.contains("7 more than its budget"), "{over}");
        assert!(verdict("other", 1, 1).unwrap().contains("no budget"));
    }
}
