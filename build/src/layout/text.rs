//! The text of the lock file.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use super::fingerprints::word;
use super::{Layout, Measure, Type};

/// How wide the names of types are at least, so that numbers stand below each other.
const WIDTH: usize = 40;

impl fmt::Display for Layout {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            contract, codec, ..
        } = self;
        writeln!(
            out,
            "# How the bytes of {contract} are laid out ({codec}). `data-driver build` writes this file when there is none and fails\n\
             # when a byte has moved. Commit it. To accept another layout: `data-driver build --accept-layout`.\n"
        )?;
        // What has no bytes has no layout.
        for value in self.values.iter().filter(|value| value.ty != "()") {
            let name = format!("{:<7} {:<23}", value.what.as_str(), word(&value.name));
            write!(out, "{name} {}", head(&value.ty, value.measure))?;
            match self.fingerprint(value) {
                Some(fingerprint) => writeln!(out, "  {fingerprint}")?,
                None => writeln!(out)?,
            }
        }
        for (name, ty) in self.titles().iter().zip(&self.types) {
            write!(out, "\n{}", of_type(name, ty))?;
        }
        Ok(())
    }
}

impl Layout {
    /// The types' names, of which each is one type's.
    fn titles(&self) -> Vec<String> {
        let mut taken = BTreeSet::new();
        let titles = self.types.iter().map(|ty| {
            let mut title = ty.name.clone();
            let mut number = 2;
            while !taken.insert(title.clone()) {
                title = format!("{} ({number})", ty.name);
                number += 1;
            }
            title
        });
        titles.collect()
    }
}

fn of_type(name: &str, ty: &Type) -> String {
    let mut text = head(name, ty.measure);
    text.push('\n');
    for line in &ty.lines {
        let _ = writeln!(text, "{}", line.shown);
    }
    text
}

fn head(ty: &str, measured: Option<Measure>) -> String {
    match measured {
        Some(measured) => format!("{ty:<WIDTH$} {}", measure(measured)),
        None => ty.to_owned(),
    }
}

pub(super) fn measure(Measure { size, align }: Measure) -> String {
    format!("{size} bytes, align {align}")
}
