//! `build`: from a crate to a driver's file.

use std::path::Path;

use data_driver_build::{
    Builder, Built, Call, Options, Package, Runner, Workspace, sections, served,
};
use data_driver_host::Driver;
use serde_json::{Value, json};

use crate::arguments::Build;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::package_in;

pub(crate) fn run(arguments: &Build, output: &Output) -> Result<()> {
    let folder = Path::new(&arguments.path);
    if !folder.is_dir() {
        let error = std::io::Error::other("there is no such folder");
        return Err(Failure::io(&arguments.path, &error));
    }
    let workspace = Workspace::load(folder)?;
    let packages: Vec<&Package> = match arguments.all {
        true => workspace.drivers(),
        false => vec![package_in(&workspace, folder)?],
    };
    if packages.is_empty() {
        return Err(Failure::usage(format!(
            "{}: no package of the workspace makes a driver",
            arguments.path
        )));
    }
    let mut progress = |step: &str| {
        if !output.json {
            output.note(step);
        }
    };
    let builder = Builder::new(&workspace, &mut progress)?;
    let mut options = Options::default();
    options.runner = Some(runner());
    options.accept_layout = arguments.accept_layout;
    let directory = workspace.target.join("drivers");
    let mut built = Vec::new();
    for package in packages {
        progress(&format!("building {}", package.name));
        let one = builder.build(package, &options, &directory, &mut progress)?;
        let report = Report::of(&package.name, one)?;
        if !output.json {
            output.text(report.text())?;
        }
        built.push(report.object());
    }
    match output.json {
        true => output.object(&json!({ "drivers": built })),
        false => Ok(()),
    }
}

/// Runs drivers in this process.
fn runner() -> Runner {
    Runner::new(|path| {
        let driver = Driver::from_file(path)?;
        let path = path.to_owned();
        Ok(move |call: Call<'_>| {
            Ok(match call {
                Call::Encode { function, json } => driver.encode_input(function, json)?,
                Call::Decode { what, name, bytes } => driver.decode_text(what, name, bytes)?.into(),
                Call::Cost { vectors } => data_driver_cost::answer(&path, vectors)?.into(),
                _ => driver.schema_text()?.unwrap_or_default().into(),
            })
        })
    })
}

/// What became of a driver.
struct Report {
    name: String,
    built: Built,
    served: usize,
    /// Names and sizes.
    sections: Vec<(String, usize)>,
}

impl Report {
    fn of(name: &str, built: Built) -> Result<Self> {
        let path = &built.path;
        let wasm = std::fs::read(path)
            .map_err(|error| Failure::io(&format!("cannot read {}", path.display()), &error))?;
        Ok(Self {
            name: name.to_owned(),
            served: served::size(&wasm),
            sections: sections::sizes(&wasm)?,
            built,
        })
    }

    fn text(&self) -> String {
        let Built {
            path,
            size,
            code_size,
            compiled_size,
            changed,
            vectors,
            ..
        } = &self.built;
        let mut text = format!("{} {}\n", self.name, path.display());
        let mut row =
            |size: usize, what: &str| text.push_str(&format!("  {size:>9} bytes {what}\n"));
        row(*compiled_size, "as the compiler made it");
        row(*code_size, "code");
        for (section, size) in &self.sections {
            row(*size, section);
        }
        row(
            *size,
            if *changed {
                "in all"
            } else {
                "in all, as before"
            },
        );
        row(self.served, "as brotli serves it");
        if let Some(vectors) = vectors {
            text.push_str(&format!(
                "  the golden vectors for which there is no room are in {}\n",
                vectors.display()
            ));
        }
        text
    }

    fn object(&self) -> Value {
        let sections: Vec<Value> = self
            .sections
            .iter()
            .map(|(name, size)| json!({ "name": name, "size": size }))
            .collect();
        json!({
            "name": self.name,
            "file": self.built.path,
            "changed": self.built.changed,
            "size": { "file": self.built.size, "code": self.built.code_size, "compiled": self.built.compiled_size, "served": self.served },
            "sections": sections,
            "schema": self.built.schema,
            "types": self.built.types,
            "vectors": self.built.vectors,
        })
    }
}
