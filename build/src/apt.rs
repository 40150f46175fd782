//! Installing Debian packages, where that needs nobody to type a password.

use std::path::Path;
use std::process::Command;

use crate::{Error, Result, process};

/// Whether [`install`] can work here: there is an `apt-get`, and we are root or may become it.
#[must_use]
pub fn is_usable() -> bool {
    Path::new("/usr/bin/apt-get").exists() && (is_root() || has_sudo())
}

/// Installs the packages, after refreshing the package lists.
///
/// Nothing that is already installed is removed to make room for them.
///
/// # Errors
/// [`Error::Failed`] when `apt-get` fails, [`Error::Start`] when it cannot run.
pub fn install(packages: &[&str]) -> Result<()> {
    // Lists of one unreachable source must not stop packages that another one has.
    if let Err(error @ Error::Start { .. }) = process::shown(apt_get().arg("update")) {
        return Err(error);
    }
    process::shown(
        apt_get()
            .args(["install", "--yes", "--no-install-recommends", "--no-remove"])
            .args(packages),
    )
}

fn apt_get() -> Command {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        // sudo resets the environment, so the variable is passed on its command line.
        sudo.args([
            "--non-interactive",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
        ]);
        sudo
    };
    command.arg("-qq").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::first_line(Command::new("id").arg("-u")).as_deref() == Some("0")
}

fn has_sudo() -> bool {
    process::output(Command::new("sudo").args(["--non-interactive", "true"])).is_ok()
}
