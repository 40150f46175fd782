//! Node, which the JavaScript package and the optimiser from npm run on.

use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The oldest major version that the JavaScript package supports.
const OLDEST: u32 = 20;

/// Makes sure that there is a Node that is new enough, and says what to do where there is none.
pub(crate) fn check() -> Result<()> {
    let needed = format!("Node {OLDEST} or newer is needed, with npm; see https://nodejs.org");
    let output = Command::new("node")
        .arg("--version")
        .output()
        .with_context(|| needed.clone())?;
    let version = String::from_utf8_lossy(&output.stdout);
    let major = major(&version).with_context(|| needed.clone())?;
    ensure!(major >= OLDEST, "{needed}; this one is {}", version.trim());
    Ok(())
}

/// `v20.20.2` -> 20
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major("20"), None);
        assert_eq!(major(""), None);
    }
}
