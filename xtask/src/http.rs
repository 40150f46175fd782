//! The server, as programs see it that read its documents: they are what OpenAPI says they are, and requests that
//! are made from them find no mistake of ours.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::python::Python;
use crate::run::{cargo, root, run};

/// The drivers that are served.
const DRIVERS: [&str; 5] = [
    "drc20",
    "preimage-oracle",
    "smart-rollup",
    "stake",
    "transfer",
];

/// Those of which requests are made.
const ASKED: [&str; 2] = ["stake", "preimage-oracle"];

/// For how long, of each document.
const SECONDS: &str = "20";

/// Serves drivers, checks all documents, and makes requests from some.
pub(crate) fn test() -> Result<()> {
    let python = Python::install(
        "python",
        &folder().join("requirements.txt"),
        "schemathesis, openapi-spec-validator",
    )?;
    // With a test of the command, and so with the features that all tests have: alone, most crates would be compiled again.
    run(cargo().args(["test", "--workspace", "--no-run", "--test", "commands"]))?;
    let server = Server::start()?;
    let document = |name: &&str| format!("{}/drivers/{name}/openapi.json", server.address);
    let own = format!("{}/", server.address);

    let mut all = vec![own.clone()];
    all.extend(DRIVERS.iter().map(document));
    let mut validator = python.program("python3");
    validator.arg(folder().join("documents.py"));
    fed(&mut validator, &all.join("\n"))?;

    let mut asked = vec![own];
    asked.extend(ASKED.iter().map(document));
    for document in asked {
        let mut schemathesis = python.program("schemathesis");
        schemathesis
            .args(["--no-color", "run", &document, "--url", &server.address])
            .args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"])
            .args(["--phases", "coverage,fuzzing", "--seed", "1", "--workers", "1"])
            .args(["--max-time", SECONDS, "--continue-on-failure", "--warnings", "off"])
            .env("SCHEMATHESIS_HOOKS", "hooks")
            .env("PYTHONPATH", folder())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            // What it has seen before it would try first.
            .current_dir(python.folder());
        run(&mut schemathesis)?;
    }
    Ok(())
}

fn folder() -> PathBuf {
    root().join("xtask/http")
}

/// Runs a program that reads this text.
fn fed(command: &mut Command, text: &str) -> Result<()> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("it was to be piped")?;
    input.write_all(text.as_bytes())?;
    drop(input);
    let status = child.wait()?;
    if !status.success() {
        bail!("a document is not what OpenAPI says: {status}");
    }
    Ok(())
}

/// A server that runs.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Result<Self> {
        let served = root().join("target/xtask/served");
        let _ = fs::remove_dir_all(&served);
        fs::create_dir_all(&served)?;
        for name in DRIVERS {
            let file = format!("{name}.wasm");
            let from = root().join("target/drivers").join(&file);
            fs::copy(&from, served.join(&file)).with_context(|| from.display().to_string())?;
        }
        let mut child = Command::new(root().join("target/debug/data-driver"))
            .arg("serve")
            .arg(&served)
            .args(["--addr", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run the command that was built")?;
        let out = child.stdout.take().context("it was to be piped")?;
        let mut server = Self {
            child,
            address: String::new(),
        };
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim_end().strip_prefix("listening on ");
        server.address = address
            .context("the server does not say where it listens")?
            .to_owned();
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
