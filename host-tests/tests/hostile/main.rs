//! Strangers' drivers, and what comes of each: a named error, within a time and a memory, after which the next call and
//! the next driver work.

mod cut;
mod meet;
mod pinned;
mod process;

use std::time::Duration;

use hostile_drivers::{Corpus, Item, Outcome};

use crate::process::Met;

/// How long loading may take, and how much memory a process may have had. What `docs/security.md` says is less, on a machine that
/// does nothing else.
const LOADING: Duration = Duration::from_secs(180);
const MEMORY: u64 = 512 << 20;

/// What loading and calling may take of all processors: sixteen seconds were seen, eight of each, and other processors are slower.
const PROCESSORS: Duration = Duration::from_secs(60);

/// What a call may take that has the limit [`meet::SOON`].
const CALLING: Duration = Duration::from_secs(30);

/// The kind of item that is made to take long, each of which has a process of its own.
const COMPILE: &str = "compile";

#[test]
fn each_comes_to_what_the_index_says() {
    let corpus = Corpus::read();
    let quick = corpus.items.iter().filter(|item| item.kind != COMPILE);
    judge(&corpus, process::meet(&corpus, quick, LOADING));
}

// T1
#[test]
fn what_is_within_the_limits_loads_in_bounded_time_and_memory() {
    let corpus = Corpus::read();
    let slow = corpus.items.iter().filter(|item| item.kind == COMPILE);
    let all = slow.flat_map(|item| process::meet(&corpus, [item].into_iter(), LOADING));
    judge(&corpus, all.collect());
}

fn judge(corpus: &Corpus, all: Vec<Met>) {
    let mut wrong = Vec::new();
    for met in &all {
        let item = corpus.item(&met.name).expect("an item");
        if let Some(what) = mistake(item, met) {
            wrong.push(format!("{}: {what}", met.name));
        }
    }
    for (what, worst) in [
        ("load", all.iter().max_by_key(|met| met.load)),
        ("call", all.iter().max_by_key(|met| met.call)),
        ("processors", all.iter().max_by_key(|met| met.processor)),
        ("memory", all.iter().max_by_key(|met| met.memory)),
    ] {
        let Some(Met {
            name,
            load,
            call,
            processor,
            memory,
            ..
        }) = worst
        else {
            continue;
        };
        let memory = memory >> 20;
        println!(
            "{what:10}  loaded in {load:.2?}, called in {call:.2?}, {processor:.2?} of processors, {memory} MiB  {name}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn mistake(item: &Item, met: &Met) -> Option<String> {
    let is_expected = match &item.rust {
        Outcome::Works => met.outcome == "works",
        Outcome::Load(kind) => met.outcome == format!("load {kind}"),
        Outcome::Call(kind) => met.outcome == format!("call {kind}"),
        Outcome::Harmless => true,
        Outcome::Endless => false,
    };
    if !is_expected {
        let Met {
            outcome, message, ..
        } = met;
        return Some(format!(
            "expected {:?}, found {outcome}: {message}",
            item.rust
        ));
    }
    let says = item.says.rust.as_deref().unwrap_or_default();
    if !met.message.contains(says) {
        return Some(format!("expected {says:?}, found {:?}", met.message));
    }
    let takes_too_much = met.load > LOADING
        || met.call > CALLING
        || met.processor > PROCESSORS
        || met.memory > MEMORY;
    if takes_too_much {
        return Some(format!("it takes too much: {met:?}"));
    }
    None
}

/// Bombs are made for the limits that the host has.
#[test]
fn the_limits_of_the_index_are_those_of_the_host() {
    let data_driver_host::Limits { structure, .. } = data_driver_host::Limits::default();
    let ours = format!("{:?}", Corpus::read().limits);
    assert_eq!(
        ours.strip_prefix("Limits"),
        format!("{structure:?}").strip_prefix("Structure")
    );
}

#[test]
fn every_item_is_of_a_kind_and_has_a_name_of_its_own() {
    let corpus = Corpus::read();
    assert!(corpus.items.len() > 300);
    for item in &corpus.items {
        assert!(corpus.kinds.contains_key(&item.kind), "{}", item.name);
        let same = corpus.items.iter().filter(|other| other.name == item.name);
        assert_eq!(same.count(), 1, "{}", item.name);
    }
    for kind in corpus.kinds.keys() {
        assert!(corpus.items.iter().any(|item| item.kind == *kind), "{kind}");
    }
}
