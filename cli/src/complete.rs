//! What a shell can complete: drivers, functions, events, and flags of functions, from the file itself.

use std::ffi::OsStr;

use clap::CommandFactory as _;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};
use data_driver_build::schema::Document;

use crate::arguments::Cli;
use crate::commands::encode::flags;
use crate::known;
use crate::signature::{first_paragraph, function};
use crate::subject::Subject;

/// The command line, without what is not taken at the place that is being completed.
pub(crate) fn command() -> clap::Command {
    let command = Cli::command();
    // Behind a driver, `encode` takes what its function does.
    let words = words();
    let behind = words.iter().skip_while(|word| *word != "encode").skip(1);
    let is_taken = behind.filter(|word| !word.starts_with('-')).count() == 0;
    match is_taken {
        true => command,
        false => command.mut_arg("integrity", |integrity| integrity.hide(true)),
    }
}

/// Files, folders and known drivers.
pub(crate) fn driver(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let known = known::names().filter(|name| name.starts_with(&*typed));
    let mut all: Vec<_> = known.map(CompletionCandidate::new).collect();
    all.extend(PathCompleter::any().complete(current));
    all
}

/// The functions and events of the driver that stands in front.
pub(crate) fn name(current: &OsStr) -> Vec<CompletionCandidate> {
    let words = words();
    let Some(document) = document(&words) else {
        return Vec::new();
    };
    let events = words
        .iter()
        .any(|word| word == "event" || word == "example");
    let functions = !words.iter().any(|word| word == "event");
    let functions = document.functions.iter().filter(|_| functions);
    let functions = functions.map(|one| (one.name.as_str(), one.doc.as_str()));
    let events = document.events.iter().filter(|_| events);
    let events = events.map(|one| (one.topic.as_str(), one.doc.as_str()));
    candidates(current, functions.chain(events))
}

/// What `encode` takes: a driver, a function, and the function's flags.
pub(crate) fn encode(current: &OsStr) -> Vec<CompletionCandidate> {
    let words = words();
    let behind = words.iter().skip_while(|word| *word != "encode").skip(1);
    let given: Vec<&String> = behind.filter(|word| !word.starts_with('-')).collect();
    let typed = current.to_string_lossy();
    let complete = given.len() - usize::from(given.last().is_some_and(|last| **last == typed));
    if complete == 0 {
        return driver(current);
    }
    let Some(document) = document(&words) else {
        return Vec::new();
    };
    if complete == 1 {
        let functions = document.functions.iter();
        return candidates(
            current,
            functions.map(|one| (one.name.as_str(), one.doc.as_str())),
        );
    }
    let Some(function) = function(&document, given[1]) else {
        return Vec::new();
    };
    let flags = flags(&document, function);
    let own: Vec<(String, String)> = flags
        .iter()
        .map(|flag| (format!("--{}", flag.flag), flag.doc.clone()))
        .collect();
    let always = [
        ("--as", "Write the bytes as this"),
        ("--json", "Answer with one JSON object"),
        ("--help", "The function's arguments"),
    ];
    let own = own.iter().map(|(name, doc)| (name.as_str(), doc.as_str()));
    candidates(current, own.chain(always))
}

/// The line that is being completed, as the shell gives it behind `--`.
fn words() -> Vec<String> {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    words.by_ref().find(|word| word == "--");
    words.skip(1).collect()
}

/// The document of the first word that is a driver. None is run: completing takes no time.
fn document(words: &[String]) -> Option<Document> {
    let named = words.iter().skip(1).filter(|word| !word.starts_with('-'));
    let subject = named.filter_map(|word| Subject::open(word).ok()).next()?;
    let schema = subject.sections().ok()?.schema?;
    Document::read(schema).ok().flatten()
}

fn candidates<'a>(
    current: &OsStr,
    all: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let fitting = all.filter(|(name, _)| name.starts_with(&*typed));
    let is_clean = |name: &str| !name.contains(|c: char| c.is_control() || c.is_whitespace());
    fitting
        .filter(|(name, _)| is_clean(name))
        .map(|(name, doc)| {
            let doc = first_paragraph(doc);
            let doc = (!doc.is_empty()).then(|| crate::escape::line(&doc).into_owned().into());
            CompletionCandidate::new(name).help(doc)
        })
        .collect()
}
