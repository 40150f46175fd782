//! The commands for working on this repository: `cargo xtask <command>`.

#![forbid(unsafe_code)]

mod audit;
mod bench;
mod browser;
mod budget;
mod demo;
mod drivers;
mod examples;
mod fuzz;
mod http;
mod js;
mod memcheck;
mod node;
mod paint;
mod playground;
mod programs;
mod python;
mod run;
mod steps;
mod tally;
mod test;
mod thousands;

use std::process::ExitCode;

use crate::tally::Tally;

const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  demo        encode a real call and decode a real event, in Rust and in Node
  test        run every check and every test: Rust, Node, Chromium
  audit       check what the project depends on: licences, versions, places, known holes
  http        check the server's documents, and ask it what they say
  build       build every driver into target/drivers/<name>.wasm, or the one of a name; and target/programs
  bench       measure us and what people run today, side by side; --quick
  memcheck    the exports under valgrind
  fuzz        hostile data against the drivers; --seconds <number>, names of targets
  playground  serve the page that shows what bytes mean; --port <number>
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["build"] => drivers::build(),
        ["build", name] if programs::NAMES.contains(&name) => programs::build(),
        ["build", name] => drivers::build_one(name).map(drop),
        ["demo"] => demo::demo(),
        ["test"] => test::test(),
        ["audit"] => audit::alone(),
        ["http"] => http::test(),
        ["bench", ref arguments @ ..] => bench::bench(arguments),
        ["memcheck"] => memcheck::memcheck(&mut Tally::default()),
        ["fuzz", ref arguments @ ..] => fuzz::fuzz(arguments),
        ["playground", ref arguments @ ..] => playground::playground(arguments),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!(
                "cargo xtask {}: no such command\n\n{HELP}",
                arguments.join(" ")
            );
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} {error:#}", paint::stderr().red("error:"));
            ExitCode::FAILURE
        }
    }
}
