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

    use super::*;
    use crate::drivers;

    /// The largest size of each driver's file in bytes, without the custom sections that describe it.
    ///
    /// Somewhat above the size that it has, because compilers differ. Raise one where what the driver gained is worth
    /// it, and lower it where the driver has become smaller.
    const BUDGETS: [(&str, usize); 5] = [
        ("drc20", 150_000),
        ("drc721", 160_000),
        ("stake", 234_000),
        ("standard-bridge", 206_000),
        ("transfer", 415_000),
    ];

    /// What is to be said of a driver's size, if anything.
    fn verdict(name: &str, size: usize) -> Option<String> {
        let Some((_, budget)) = BUDGETS.iter().find(|(other, _)| *other == name) else {
            return Some(format!(
                "{name}.wasm has {size} bytes and no budget: give it one in {}",
                file!()
            ));
        };
        let over = size.checked_sub(*budget).filter(|over| *over > 0)?;
        Some(format!(
            "{name}.wasm has {size} bytes without its custom sections, {over} more than its budget of {budget}; \
             find out what grew (`cargo xtask build` prints sizes), or raise the budget in {}",
            file!()
        ))
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
            let path = workspace
                .target
                .join("drivers")
                .join(&driver.name)
                .with_extension("wasm");
            let wasm = fs::read(&path).unwrap_or_else(|error| {
                panic!("{}: {error}; run `cargo xtask build` first", path.display())
            });
            let size = without_sections(&wasm).unwrap().len();
            verdicts.extend(verdict(&driver.name, size));
        }
        assert!(verdicts.is_empty(), "{}", verdicts.join("\n"));
    }

    #[test]
    fn a_verdict_says_what_grew_and_by_how_much() {
        let (name, budget) = BUDGETS[0];
        assert_eq!(verdict(name, budget), None);
        let over = verdict(name, budget + 7).unwrap();
        assert!(
            over.starts_with(&format!("{name}.wasm has {} bytes", budget + 7)),
            "{over}"
        );
        assert!(over.contains("7 more than its budget"), "{over}");
        assert!(verdict("other", 1).unwrap().contains("no budget"));
    }
}
