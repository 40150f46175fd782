//! `cargo xtask demo`: one driver, two hosts, one answer.

mod answer;
mod format;
mod show;

use std::path::PathBuf;
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow, ensure};

use crate::run::{capture, root};
use crate::{drivers, examples, js, paint};
use answer::Answer;
pub(crate) use answer::from_hex;

/// The two real values that are shown, among the project's golden files.
const CALL: &str = "host-tests/golden/stake/input/stake.example";
const EVENT: &str = "host-tests/golden/stake/event/reward.mainnet";

/// Builds what is missing, runs both halves, compares them and shows what they did.
///
/// # Errors
/// Something does not build or run, or the two hosts disagree.
pub(crate) fn demo() -> Result<()> {
    eprintln!(
        "{}",
        paint::stderr().bold(
            "The Rust host, the stake driver and the JavaScript package (the first time, this compiles wasmtime: some minutes)"
        )
    );
    // All at once: each has times in which it keeps one processor busy, or waits for the network.
    let (rust, driver, js) = thread::scope(|scope| {
        let rust = scope.spawn(|| examples::path("demo"));
        let js = scope.spawn(|| js::install().and_then(|()| js::build()));
        let driver = drivers::build_one("stake");
        (rust.join(), driver, js.join())
    });
    let ended = |_| anyhow!("a part of the demo ended too early");
    let (rust, driver) = (rust.map_err(ended)??, driver?);
    js.map_err(ended)??;

    let inputs = [driver.clone(), golden(CALL, "json"), golden(EVENT, "hex")];
    let rust = Answer::read(&capture(Command::new(rust).args(&inputs))?)?;
    let node = Answer::read(&capture(
        Command::new("node")
            .arg(root().join("xtask/demo.mjs"))
            .args(&inputs),
    )?)?;

    let call = std::fs::read_to_string(golden(CALL, "json"))?;
    let event = from_hex(&std::fs::read_to_string(golden(EVENT, "hex"))?)?;
    let size = std::fs::metadata(&driver)?.len();
    let relative = driver.strip_prefix(root()).unwrap_or(&driver);
    print!(
        "{}",
        show::show(relative, size, &call, &event, &rust, &node)?
    );

    // The golden files were made with the contract's own types.
    let bytes = from_hex(&std::fs::read_to_string(golden(CALL, "hex"))?)?;
    let text = std::fs::read_to_string(golden(EVENT, "json"))?;
    for (host, answer) in [("Rust", &rust), ("Node", &node)] {
        ensure!(
            answer.bytes == bytes,
            "{host}: the call's bytes are not those of {CALL}.hex"
        );
        ensure!(
            answer.text == text.trim_end(),
            "{host}: the event is not that of {EVENT}.json"
        );
    }
    Ok(())
}

fn golden(path: &str, extension: &str) -> PathBuf {
    root().join(format!("{path}.{extension}"))
}
