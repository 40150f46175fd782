//! `new`: a driver crate that builds as it is.

use std::path::{Path, PathBuf};

use data_driver_build::scaffold::{Framework, Template, scaffold};
use serde_json::json;

use crate::arguments::{New, TemplateName};
use crate::failure::{Failure, Result};
use crate::output::Output;

/// Where this command's own sources lay when it was compiled, which have the framework beside them.
const SOURCES: &str = env!("CARGO_MANIFEST_DIR");

pub(crate) fn run(arguments: &New, output: &Output) -> Result<()> {
    let template = match arguments.template {
        TemplateName::Counter => Template::Counter,
        TemplateName::Token => Template::Token,
        TemplateName::Manual => Template::Manual,
        TemplateName::Codec => Template::Codec,
    };
    let framework = framework(arguments.framework.as_deref())?;
    let files = scaffold(&arguments.name, template, &framework)?;
    if output.json {
        return output.object(&json!({ "files": files }));
    }
    let list: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    output.text(list.join("\n"))?;
    output.note(&format!(
        "next: cd {} && cargo test && data-driver build",
        arguments.name.display()
    ));
    Ok(())
}

/// The framework that was asked for; or the one beside which this command was made, if that is still
/// there; or the registry's.
fn framework(asked: Option<&Path>) -> Result<Framework> {
    let path = match asked {
        Some(path) => path.to_owned(),
        None => {
            let beside = PathBuf::from(SOURCES).join("../data-driver");
            if !beside.join("Cargo.toml").is_file() {
                return Ok(Framework::Registry);
            }
            beside
        }
    };
    let path = path
        .canonicalize()
        .map_err(|error| Failure::io(&path.display().to_string(), &error))?;
    Ok(Framework::Folder(path))
}
