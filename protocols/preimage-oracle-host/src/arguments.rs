//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use preimage_oracle::frame::Prefix;
use preimage_oracle_host::{Limits, Program, Result};

/// Hosts, records and repeats programs that talk over Optimism's preimage oracle.
///
/// A program is a file that the system runs with the descriptors 3 to 6, or a .wasm module. A store is a folder of files that are named
/// by the 64 hex digits of their keys.
#[derive(Debug, Parser)]
#[command(name = "preimage", version, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  the program, or the host behind a relay, says that it has failed
  2  the command line is wrong
  3  what was said is none of the protocols, or there is no such preimage
  4  it took too long
  5  a file cannot be read or written, or a program not be started
  130, 143  SIGINT or SIGTERM came, and the program was ended";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answer on the descriptors 3 to 6 that this process was started with, as a host that a VM starts
    Serve(Serve),
    /// Start a program and answer it
    Run(Run),
    /// Start a host and a program, pass on what they say, and record it
    Relay(Relay),
    /// Start a program and answer it out of a recording
    Replay(Replay),
    /// What is in a recording
    Show(Show),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) answers: Answers,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) answers: Answers,
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(flatten)]
    pub(crate) program: Words,
}

#[derive(Debug, Args)]
pub(crate) struct Relay {
    /// The folder of the recording, in which there is none yet
    #[arg(long, value_name = "FOLDER")]
    pub(crate) record: PathBuf,
    /// Pass on only preimages that have the hash of their key
    #[arg(long)]
    pub(crate) check: bool,
    /// How long the length of a hint is that is written to the host
    #[arg(long, value_name = "SIZE", default_value = "u32")]
    pub(crate) host_hint_length: HintLength,
    #[command(flatten)]
    pub(crate) common: Common,
    /// The host with its arguments, then -- and the program with its arguments
    #[arg(last = true, required = true, num_args = 1.., value_names = ["HOST", "ARGUMENT", "-- PROGRAM", "ARGUMENT"])]
    words: Vec<OsString>,
}

impl Relay {
    /// The host and the program, if both are there.
    pub(crate) fn programs(&self) -> Result<Option<(Program, Program)>> {
        let mut parts = self.words.splitn(2, |word| word == "--");
        let (host, program) = (parts.next(), parts.next());
        let host = command(host.unwrap_or_default())?;
        Ok(host.zip(command(program.unwrap_or_default())?))
    }
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// The folder of the recording
    pub(crate) recording: PathBuf,
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(flatten)]
    pub(crate) program: Words,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The folder of the recording
    pub(crate) recording: PathBuf,
}

/// Where answers come from.
#[derive(Debug, Args)]
pub(crate) struct Answers {
    /// The folder of preimages
    #[arg(long, value_name = "FOLDER")]
    pub(crate) store: PathBuf,
    /// What hints bring into the store: the files `<type>/<data in hex>` of a folder. Without it hints are heard, and everything must be
    /// in the store
    #[arg(long, value_name = "FOLDER")]
    pub(crate) source: Option<PathBuf>,
    /// A value of the program's own, not kept in the store: `1=0x<hex>`
    #[arg(long, value_name = "INDEX=VALUE", value_parser = local)]
    pub(crate) local: Vec<(u64, Vec<u8>)>,
}

/// What all that run programs have in common.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// How long the length of a hint is that a program writes
    #[arg(long, value_name = "SIZE", default_value = "u32")]
    pub(crate) hint_length: HintLength,
    /// The most bytes of a preimage
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().preimage)]
    max_preimage: u64,
    /// The most bytes of a hint; a relay records up to 64 MiB
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().hint)]
    max_hint: u64,
    /// The most bytes of memory of a program in WebAssembly
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().memory)]
    max_memory: usize,
    /// How long a program may be silent, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "600")]
    silence: Duration,
    /// How long the rest of a message may stay out, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "30")]
    stall: Duration,
    /// How long all may take, from the start of a program to its end, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "86400")]
    time: Duration,
    /// Say nothing of progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl Common {
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            preimage: self.max_preimage,
            hint: self.max_hint,
            idle: self.silence,
            frame: self.stall,
            run: self.time,
            memory: self.max_memory,
        }
    }
}

/// A program with its arguments.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// The program with its arguments
    #[arg(last = true, required = true, num_args = 1.., value_names = ["PROGRAM", "ARGUMENT"])]
    words: Vec<OsString>,
}

impl Words {
    pub(crate) fn program(&self) -> Result<Option<Program>> {
        command(&self.words)
    }
}

fn command(words: &[OsString]) -> Result<Option<Program>> {
    let program = words.split_first();
    program
        .map(|(program, arguments)| Program::new(program, arguments.to_vec()))
        .transpose()
}

/// How long the length of a hint is.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum HintLength {
    /// 4 bytes, as the specification has it
    U32,
    /// 8 bytes, as o1vm writes it
    U64,
}

impl From<HintLength> for Prefix {
    fn from(length: HintLength) -> Self {
        match length {
            HintLength::U32 => Self::U32,
            HintLength::U64 => Self::U64,
        }
    }
}

fn local(text: &str) -> Result<(u64, Vec<u8>), String> {
    let (index, value) = text
        .split_once('=')
        .ok_or("expected a number, `=` and hex")?;
    let index = index.parse().map_err(|error| format!("{index}: {error}"))?;
    let digits = value.strip_prefix("0x").unwrap_or(value);
    let value = hex::decode(digits).map_err(|error| error.to_string())?;
    Ok((index, value))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text
        .parse()
        .map_err(|_| "expected a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
