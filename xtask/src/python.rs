//! A Python with programs that come as its packages, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use data_driver_build::apt;

use crate::run::{root, run};

/// A Python with the packages of a `requirements.txt`.
pub(crate) struct Python(PathBuf);

impl Python {
    /// The one that is there, or a new one; `name` is that of its folder, and `what` what is installed, in words.
    pub(crate) fn install(name: &str, list: &Path, what: &str) -> Result<Self> {
        let wanted = fs::read_to_string(list)?;
        let python = Self(root().join("target/tools").join(name));
        let mark = python.0.join("requirements.txt");
        if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
            return Ok(python);
        }
        let _ = fs::remove_dir_all(&python.0);
        if !make(&python.0) {
            if !apt::is_usable() {
                bail!("there is no python3 with its module venv, and none can be installed here");
            }
            eprintln!("  apt-get install python3 python3-venv");
            apt::install(&["python3", "python3-venv"])?;
            if !make(&python.0) {
                bail!("installed python3, but it makes no environment");
            }
        }
        eprintln!("  pip install: {what}");
        let mut pip = python.program("python3");
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ]);
        run(pip.arg(list))?;
        fs::write(&mark, wanted)?;
        Ok(python)
    }

    /// One of its programs.
    pub(crate) fn program(&self, name: &str) -> Command {
        Command::new(self.0.join("bin").join(name))
    }

    /// Where it is, and where what its programs leave behind harms nobody.
    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }
}

fn make(folder: &Path) -> bool {
    let made = Command::new("python3")
        .args(["-m", "venv"])
        .arg(folder)
        .status();
    made.is_ok_and(|status| status.success())
}
