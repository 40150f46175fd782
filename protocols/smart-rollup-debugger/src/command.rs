//! The commands: what a person or a script writes, and what is meant by it.

use crate::kind::Kind;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Takes the next level's messages.
    LoadInputs,
    /// Runs.
    Step(Step),
    /// Goes back so many steps.
    Back(usize),
    /// Shows something.
    Show(Show),
    /// Gives a preimage, or looks for it again.
    RevealPreimage(Option<Vec<u8>>),
    /// Gives the metadata.
    RevealMetadata,
    /// Measures fuel and time by function.
    Profile(ProfileOptions),
    /// Runs the next `kernel_run` so many times.
    Bench(usize),
    /// Writes the durable storage into a folder.
    Save(String),
    /// Reads it from one.
    Load(String),
    /// Does another command and tells how long it took.
    Time(Box<Command>),
    /// Says what commands there are.
    Help,
    /// Ends the session.
    Stop,
}

/// How far to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// For so much fuel.
    Fuel(u64),
    /// To the end of `kernel_run`, before anything comes of it.
    Result,
    /// To the end of `kernel_run`.
    KernelRun,
    /// To the end of the level, whose messages are taken if they were not.
    Inbox,
}

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// What the rollup is doing.
    Status,
    /// What has not been read.
    Inbox,
    /// What was said in a level, or in the last one.
    Outbox(Option<i32>),
    /// All keys.
    Storage,
    /// The names below a key.
    Subkeys(String),
    /// A value.
    Key(String, Kind),
    /// Bytes of the kernel's memory.
    Memory(u32, u32, Kind),
    /// The rollup's address and level of origination.
    Metadata,
    /// What has become different since the last step.
    Changes,
}

/// How to profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProfileOptions {
    /// One `kernel_run` only.
    pub no_reboot: bool,
    /// Without times, so that the output is the same each time.
    pub without_time: bool,
}

/// A command that takes words as they stand, and what is said of it. `<…>` is a word, `[…]` may be left out.
pub(crate) const HELP: &[(&str, &str)] = &[
    ("load inputs", "takes the messages of the next level"),
    ("step kernel_run", "runs to the end of kernel_run"),
    (
        "step result",
        "runs to the end of kernel_run, and keeps its memory to be looked at",
    ),
    (
        "step inbox",
        "runs to the end of the level, whose messages are taken if they were not; also: step level",
    ),
    (
        "step tick [<n>]",
        "runs for n units of fuel, to the next loop or call from there on",
    ),
    ("step back [<n>]", "goes back a step, or n"),
    ("show status", "what the rollup is doing"),
    ("show inbox", "the messages that have not been read"),
    (
        "show outbox [at level <level>]",
        "the messages of a level, or of the last one",
    ),
    (
        "show durable storage",
        "all keys, by length and the beginning of the value",
    ),
    (
        "show subkeys [<key>]",
        "the names below a key; also: show keys, ls",
    ),
    (
        "show key <key> [as <kind>]",
        "a value, as hex, string, u8 to u256, i32, i64, or a message of the driver: micheline_text",
    ),
    (
        "show memory at <address> for <n> bytes [as string]",
        "bytes of the kernel's memory, behind step result or step tick",
    ),
    (
        "show memory at <address> as <kind>",
        "a number in the kernel's memory",
    ),
    (
        "show metadata",
        "the rollup's address and level of origination",
    ),
    (
        "show changes",
        "the values that became different in the last step",
    ),
    (
        "reveal preimage [[of] <hex>]",
        "gives the kernel the data that it waits for",
    ),
    (
        "reveal metadata",
        "gives the kernel the metadata that it waits for",
    ),
    (
        "profile [--no-reboot] [--without-time]",
        "runs the level and tells fuel and time by function",
    ),
    (
        "bench [<n>]",
        "runs the next kernel_run n times, and changes nothing",
    ),
    (
        "save storage <folder>",
        "writes the durable storage into a folder",
    ),
    ("load storage <folder>", "reads it from one"),
    ("time <command>", "tells how long a command takes"),
    ("help", "this; also: man"),
    ("stop", "ends the session"),
];

/// How often `bench` runs by itself.
const BENCH_RUNS: usize = 100;

/// The most bytes of a line that is no command which are said again.
const MAX_QUOTED: usize = 200;

/// The most runs of `bench`.
pub const MAX_BENCH_RUNS: usize = 1_000_000;

impl Command {
    /// Reads a line.
    ///
    /// # Errors
    /// It is no command; the sentence says what was expected.
    pub fn parse(line: &str) -> Result<Self, String> {
        let words: Vec<_> = line.split_whitespace().collect();
        parse(&words).map_err(|expected| match expected {
            Some(expected) => format!("expected {expected}"),
            None => {
                let line = words.join(" ");
                let end = line.floor_char_boundary(MAX_QUOTED);
                let more = if end < line.len() { "…" } else { "" };
                format!("there is no command `{}{more}`: see `help`", &line[..end])
            }
        })
    }
}

/// What was expected, or nothing where there is no such command.
type Expected = Option<&'static str>;

fn parse(words: &[&str]) -> Result<Command, Expected> {
    Ok(match words {
        ["load", "inputs"] => Command::LoadInputs,
        ["load", "storage", folder] => Command::Load((*folder).to_owned()),
        ["save", "storage", folder] => Command::Save((*folder).to_owned()),
        ["step", "back"] => Command::Back(1),
        ["step", "back", count] => Command::Back(number(count, "a number of steps")?),
        ["step", rest @ ..] => Command::Step(step(rest)?),
        ["show", "memory", rest @ ..] => Command::Show(memory(rest)?),
        ["show", rest @ ..] => Command::Show(show(rest)?),
        ["ls"] => Command::Show(Show::Subkeys("/".to_owned())),
        ["ls", key] => Command::Show(Show::Subkeys((*key).to_owned())),
        ["reveal", "metadata"] => Command::RevealMetadata,
        ["reveal", "preimage"] => Command::RevealPreimage(None),
        ["reveal", "preimage", hex] | ["reveal", "preimage", "of", hex] => {
            let bytes = hex::decode(hex).map_err(|_| Some("the preimage in hex digits"))?;
            Command::RevealPreimage(Some(bytes))
        }
        ["profile", options @ ..] => {
            let mut profile = ProfileOptions::default();
            for option in options {
                match *option {
                    "--no-reboot" => profile.no_reboot = true,
                    "--without-time" => profile.without_time = true,
                    // The stacks are merged in any case.
                    "--collapsed" => {}
                    _ => return Err(Some("--no-reboot, --without-time or --collapsed")),
                }
            }
            Command::Profile(profile)
        }
        ["bench"] => Command::Bench(BENCH_RUNS),
        ["bench", count] => match number(count, "a number of runs")? {
            0 => return Err(Some("at least one run")),
            more if more > MAX_BENCH_RUNS => return Err(Some("at most 1000000 runs")),
            count => Command::Bench(count),
        },
        // Not one in the other: a line may have thousands of them.
        ["time"] | ["time", "time" | "stop", ..] => {
            return Err(Some("a command that takes time"));
        }
        ["time", command @ ..] => Command::Time(Box::new(parse(command)?)),
        ["help" | "man"] => Command::Help,
        ["stop"] => Command::Stop,
        _ => return Err(None),
    })
}

fn number<T: std::str::FromStr>(word: &str, what: &'static str) -> Result<T, Expected> {
    word.parse().map_err(|_| Some(what))
}

fn step(words: &[&str]) -> Result<Step, Expected> {
    Ok(match words {
        ["tick"] => Step::Fuel(1),
        ["tick", fuel] => Step::Fuel(number(fuel, "an amount of fuel")?),
        ["result"] => Step::Result,
        ["kernel_run"] => Step::KernelRun,
        ["inbox" | "level"] => Step::Inbox,
        _ => return Err(Some("step tick, result, kernel_run, inbox, level or back")),
    })
}

fn show(words: &[&str]) -> Result<Show, Expected> {
    Ok(match words {
        ["status"] => Show::Status,
        ["inbox"] => Show::Inbox,
        ["outbox"] => Show::Outbox(None),
        ["outbox", "at", "level", level] => Show::Outbox(Some(number(level, "a level")?)),
        ["durable", "storage"] => Show::Storage,
        ["subkeys" | "keys"] => Show::Subkeys("/".to_owned()),
        ["subkeys" | "keys", key] => Show::Subkeys((*key).to_owned()),
        ["key", key] => Show::Key((*key).to_owned(), Kind::Hex),
        ["key", key, "as", kind] => Show::Key((*key).to_owned(), Kind::parse(kind)),
        ["metadata"] => Show::Metadata,
        ["changes"] => Show::Changes,
        ["key", ..] => return Err(Some("show key <key> [as <kind>]")),
        ["outbox", ..] => return Err(Some("show outbox [at level <level>]")),
        ["subkeys" | "keys", ..] => return Err(Some("show subkeys [<key>]")),
        _ => {
            let expected = "show status, inbox, outbox, durable storage, subkeys, key, memory, metadata or changes";
            return Err(Some(expected));
        }
    })
}

fn memory(words: &[&str]) -> Result<Show, Expected> {
    const FORM: Expected =
        Some("show memory at <address> for <n> bytes [as <kind>], or at <address> as <kind>");
    let ["at", address, rest @ ..] = words else {
        return Err(FORM);
    };
    let address = match address.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => address.parse().ok(),
    };
    let address = address.ok_or(Some("an address"))?;
    Ok(match rest {
        ["for", length, "bytes"] => {
            Show::Memory(address, number(length, "a number of bytes")?, Kind::Hex)
        }
        ["for", length, "bytes", "as", kind] => Show::Memory(
            address,
            number(length, "a number of bytes")?,
            Kind::parse(kind),
        ),
        ["as", kind] => {
            let kind = Kind::parse(kind);
            let length = kind
                .length()
                .ok_or(Some("a kind of so many bytes: u8 to u256, i32 or i64"))?;
            Show::Memory(address, length, kind)
        }
        _ => return Err(FORM),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_then_and_now() {
        for (then, now) in [
            ("show keys /a", "show subkeys /a"),
            ("show keys", "ls"),
            ("reveal preimage of 00", "reveal preimage 00"),
            ("step level", "step inbox"),
            ("man", "help"),
        ] {
            assert_eq!(Command::parse(then), Command::parse(now));
            assert!(Command::parse(now).is_ok());
        }
    }

    #[test]
    fn what_is_no_command_says_what_is() {
        for (line, expected) in [
            ("dance", "there is no command `dance`: see `help`"),
            (
                "step",
                "expected step tick, result, kernel_run, inbox, level or back",
            ),
            ("step back x", "expected a number of steps"),
            ("reveal preimage xyz", "expected the preimage in hex digits"),
            ("show memory at -1 as u8", "expected an address"),
            (
                "show memory at 1 as hex",
                "expected a kind of so many bytes: u8 to u256, i32 or i64",
            ),
            ("bench 0", "expected at least one run"),
            ("bench 1000001", "expected at most 1000000 runs"),
        ] {
            assert_eq!(Command::parse(line).unwrap_err(), expected);
        }
    }
}
