//! The command line.

mod signing;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};

use clap_complete::engine::ArgValueCompleter;

use data_driver_host::Integrity;

use crate::bytes::Form;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::{complete, known};

pub(crate) use signing::{Keygen, Sign, Trust, Verify};

/// Builds, checks, explains and runs data drivers: WebAssembly modules that translate between a
/// contract's bytes and JSON.
///
/// DRIVER is a .wasm file, the folder of a driver's crate, or the name of a known driver.
/// VALUE and BYTES are given as they are, as @file, or as - for standard input.
#[derive(Debug, Parser)]
#[command(name = "data-driver", version, after_help = after_help())]
pub(crate) struct Cli {
    /// Answer with one JSON object, errors included
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The hash that the driver's file must have, sha256-…; of another one nothing is looked at. Once for each driver
    #[arg(long, global = true, value_name = "HASH")]
    pub(crate) integrity: Vec<Integrity>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  a negative verdict: a check failed, a change breaks, some lines of a stream were bad, a signature does not count
  2  the command line is wrong
  3  the value or the bytes are wrong
  4  the driver is at fault
  5  a file or a stream cannot be read or written";

fn after_help() -> String {
    let known: Vec<_> = known::names().collect();
    match known.as_slice() {
        [] => EXIT_CODES.to_owned(),
        known => format!("Known drivers: {}\n\n{EXIT_CODES}", known.join(", ")),
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// A new driver crate that builds and passes its tests as it is
    New(New),
    /// Build a driver's crate into a checked, described file in target/drivers
    Build(Build),
    /// What a driver's file says about itself; nothing is run where its sections are there
    Inspect(Inspect),
    /// The document that describes the contract's functions, events and types
    Schema(Driver),
    /// Types for other languages
    Types(Types),
    /// The golden vectors, or one more of them
    Vectors(Vectors),
    /// The bytes that a function takes
    #[command(disable_help_flag = true)]
    Encode(Encode),
    /// The value that bytes stand for
    Decode(Decode),
    /// Whether a driver does what it says: interface, schema, vectors, values, bytes, cost; any driver
    Check(Driver),
    /// What a new version of a driver changes for those who use the old one
    Diff(Diff),
    /// The file without what its reader does not need
    Strip(Strip),
    /// What makes a shell complete drivers, functions and flags: `source <(data-driver completions bash)`
    Completions(Completions),
    /// A value made from the schema, the same for the same seed
    Example(Example),
    /// Answer HTTP requests with the drivers of a folder until the process is told to stop
    Serve(Serve),
    /// A new secret key to sign drivers with
    Keygen(Keygen),
    /// Sign a driver's file for a contract: the signature goes beside the file
    Sign(Sign),
    /// Whether a driver's file is the one that a trusted key signed for a contract, and none older than what was seen
    Verify(Verify),
    /// Who may sign for which contract
    Trust(Trust),
}

#[derive(Debug, Args)]
pub(crate) struct Driver {
    /// A .wasm file, the folder of a driver's crate, or a known driver's name
    #[arg(value_name = "DRIVER", add = ArgValueCompleter::new(complete::driver))]
    pub(crate) driver: String,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// Also its size as brotli serves it, which takes a moment
    #[arg(long)]
    pub(crate) served: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Types {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// The language
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Language {
    /// TypeScript declarations
    #[default]
    Ts,
    /// A JSON Schema with a definition for each input, output and event
    JsonSchema,
    /// The schemas of an OpenAPI 3.1 document
    Openapi,
}

#[derive(Debug, Args)]
pub(crate) struct Vectors {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// Write the pair NAME.json and NAME.hex of a function's arguments into the folder of golden vectors
    #[arg(long, num_args = 2, value_names = ["NAME", "VALUE"])]
    pub(crate) add: Option<Vec<String>>,
    /// The folder of golden vectors; that of the crate's manifest, where DRIVER is a crate's folder
    #[arg(long, value_name = "FOLDER", requires = "add")]
    pub(crate) to: Option<PathBuf>,
    /// With --add: VALUE is the BYTES of an output or an event's data, which the driver decodes
    #[arg(long, value_enum, requires = "add")]
    pub(crate) of: Option<Kind>,
    /// With --add: tells this value apart from others of the same type
    #[arg(long, requires = "add")]
    pub(crate) case: Option<String>,
}

/// Which of a function's or an event's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A function's arguments
    Input,
    /// A function's result
    Output,
    /// An event's data
    Event,
}

impl From<Kind> for data_driver::Decode {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Input => Self::Input,
            Kind::Output => Self::Output,
            Kind::Event => Self::Event,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Encode {
    /// `DRIVER FUNCTION [VALUE]`, and flags made from the function's schema; see `encode DRIVER FUNCTION --help`
    #[arg(
        value_name = "ARGUMENT",
        trailing_var_arg = true,
        allow_hyphen_values = true,
        add = ArgValueCompleter::new(complete::encode)
    )]
    pub(crate) arguments: Vec<String>,
}

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    override_usage = "data-driver decode input|output|event DRIVER NAME [BYTES]\n       \
                      data-driver decode --try DRIVER... BYTES\n       \
                      data-driver decode --stream DRIVER [FILE]"
)]
pub(crate) struct Decode {
    #[command(subcommand)]
    pub(crate) what: Option<DecodeOne>,
    /// Every function and event that the bytes fit, the likeliest first and why
    #[arg(long = "try", conflicts_with = "stream")]
    pub(crate) all: bool,
    /// Read the bytes as this [default: hex]; those in the lines of a stream are always hex
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        conflicts_with = "stream"
    )]
    pub(crate) from: Form,
    /// Lines of {"topic", "data"}, from a file or standard input, become lines of their values
    #[arg(long)]
    pub(crate) stream: bool,
    /// What is to be decoded
    #[arg(value_name = "ARGUMENT", hide = true, add = ArgValueCompleter::new(complete::driver))]
    pub(crate) arguments: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DecodeOne {
    /// A function's arguments
    Input(DecodedInput),
    /// A function's result
    Output(Decoded),
    /// An event's data
    Event(Decoded),
}

#[derive(Debug, Args)]
pub(crate) struct DecodedInput {
    #[command(flatten)]
    pub(crate) one: Decoded,
    /// Take only the very bytes that encoding the value gives
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Decoded {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// The function or the event's topic
    #[arg(add = ArgValueCompleter::new(complete::name))]
    pub(crate) name: String,
    /// The bytes: as they are, @file, or - for standard input
    #[arg(value_name = "BYTES", default_value = "-")]
    pub(crate) bytes: String,
    /// Read the bytes as this
    #[arg(long, value_enum, default_value_t)]
    pub(crate) from: Form,
    /// Write the value as this
    #[arg(long = "as", value_enum, default_value_t)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, Args)]
pub(crate) struct Example {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// The function or the event's topic
    #[arg(add = ArgValueCompleter::new(complete::name))]
    pub(crate) name: String,
    /// Which of a function's values [default: its arguments, or the event's data]
    #[arg(long, value_enum)]
    pub(crate) of: Option<Kind>,
    /// Another number gives another value
    #[arg(long, default_value_t)]
    pub(crate) seed: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ValueForm {
    /// JSON in lines that fit a screen
    #[default]
    Pretty,
    /// JSON in one line, just as the driver writes it
    Json,
    /// A line for each field, with the bytes that it comes from
    Tree,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The old driver
    #[arg(add = ArgValueCompleter::new(complete::driver))]
    pub(crate) old: String,
    /// The new one
    #[arg(add = ArgValueCompleter::new(complete::driver))]
    pub(crate) new: String,
    /// End with 1 where something changes so much
    #[arg(long, value_enum, default_value_t)]
    pub(crate) fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FailOn {
    /// What worked does not work, or bytes have another layout
    #[default]
    Breaking,
    /// Also where some of what worked does not, or values may come that readers do not know
    Partly,
    /// End with 0 whatever changes
    Never,
}

#[derive(Debug, Args)]
pub(crate) struct Strip {
    #[command(flatten)]
    pub(crate) driver: Driver,
    /// The sections to keep
    #[arg(long, value_enum, value_delimiter = ',', default_value = "meta,schema")]
    pub(crate) keep: Vec<Section>,
    /// The file to write; standard output, where it is no terminal
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Section {
    /// Which driver it is
    Meta,
    /// The document that describes the contract
    Schema,
    /// TypeScript declarations
    Types,
    /// Golden vectors
    Vectors,
    /// Nothing
    None,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The new folder; its name is that of the driver
    #[arg(value_name = "NAME")]
    pub(crate) name: PathBuf,
    /// What it begins with
    #[arg(long, value_enum, default_value_t)]
    pub(crate) template: TemplateName,
    /// The folder of the crate data-driver, if it is not to come from where this command did
    #[arg(long, value_name = "FOLDER")]
    pub(crate) framework: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum TemplateName {
    /// A declaration of numbers alone
    #[default]
    Counter,
    /// A declaration with types of its own
    Token,
    /// The trait by hand, with a declaration for the schema
    Manual,
    /// A wire format of its own
    Codec,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The folder of a driver's crate
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) path: String,
    /// Every driver of the workspace
    #[arg(long)]
    pub(crate) all: bool,
    /// Write layout.lock anew where bytes are laid out in another way than it says
    #[arg(long)]
    pub(crate) accept_layout: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// bash, zsh, fish, elvish or powershell
    pub(crate) shell: String,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The folder of the drivers' files; what comes, changes or goes there later is noticed
    pub(crate) folder: PathBuf,
    /// Where to listen; only this machine can ask by default, and port 0 is any that is free
    #[arg(long, default_value = "127.0.0.1:8420")]
    pub(crate) addr: SocketAddr,
    /// The file of a token that callers must send as `Authorization: Bearer`; also the variable DATA_DRIVER_TOKEN
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// The most bytes of a request and of a line of a batch
    #[arg(long, value_name = "BYTES", value_parser = positive)]
    pub(crate) max_body: Option<usize>,
    /// The most bytes of a batch
    #[arg(long, value_name = "BYTES", value_parser = positive)]
    pub(crate) max_batch: Option<usize>,
    /// The most connections at a time
    #[arg(long, value_name = "COUNT", value_parser = positive)]
    pub(crate) max_connections: Option<usize>,
    /// The most calls of drivers at a time
    #[arg(long, value_name = "COUNT", value_parser = positive)]
    pub(crate) max_calls: Option<usize>,
    /// The most calls that wait for others; with 0 none waits
    #[arg(long, value_name = "COUNT")]
    pub(crate) max_waiting: Option<usize>,
    /// How many milliseconds a call of a driver may take
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = value_parser!(u64).range(1..))]
    pub(crate) call_time: u64,
    /// How many seconds a connection may take to send the head of a request
    #[arg(long, value_name = "SECONDS", value_parser = value_parser!(u64).range(1..))]
    pub(crate) head_time: Option<u64>,
    /// Also tell each request, on standard error
    #[arg(long)]
    pub(crate) log: bool,
}

/// A limit. With none at all nothing could be asked, which is not what 0 means to everybody.
fn positive(text: &str) -> Result<usize, String> {
    let number: usize = text.parse().map_err(|_| "expected a number".to_owned())?;
    match number {
        0 => Err("expected at least 1".to_owned()),
        number => Ok(number),
    }
}

/// Reads the command line; help and version are printed here.
pub(crate) fn parse(output: &mut Output) -> Result<Cli> {
    // Also a command line that cannot be read says how it wants its errors.
    output.json = std::env::args_os()
        .skip(1)
        .any(|argument| argument == "--json");
    let cli = Cli::try_parse().map_err(|error| usage(&error))?;
    output.json = cli.json;
    Ok(cli)
}

/// What the parser says: help on standard output, or an error.
pub(crate) fn usage(error: &clap::Error) -> Failure {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match error.print() {
            Ok(()) => std::process::exit(0),
            Err(error) => Failure::io("standard output", &error),
        },
        _ => {
            let message = error.to_string();
            Failure::usage(
                message
                    .strip_prefix("error: ")
                    .unwrap_or(&message)
                    .trim_end(),
            )
        }
    }
}
