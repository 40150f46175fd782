//! `cargo xtask audit`: what the project depends on, its licences, where it comes from, and what is known to be wrong
//! with it.
//!
//! Known holes stand in lists that are no part of any package registry. Where a list cannot be reached, that is said, and
//! all else is checked.

mod npm;
mod rust;

use anyhow::Result;

use crate::tally::Tally;

/// Audits the crates and the npm packages.
///
/// # Errors
/// One of them must not be there.
pub(crate) fn audit(tally: &mut Tally) -> Result<()> {
    rust::audit(tally)?;
    npm::audit(tally)
}

/// The same as a command of its own.
pub(crate) fn alone() -> Result<()> {
    let mut tally = Tally::default();
    let result = audit(&mut tally);
    for what in tally.unchecked() {
        println!("not checked: {what}");
    }
    result
}
