//! `docs/security.md`: how many hostile drivers of each kind there are, and what comes of them; the limits are what they are.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use data_driver_host::{Limits, MAX_SCHEMA};
use host_tests::{files, golden};
use hostile_drivers::{Corpus, Item, Outcome};

use crate::document;

const DOCUMENT: &str = "docs/security.md";
const BEGIN: &str = "<!-- The corpus of hostile drivers; `BLESS=1` writes this again. -->\n";
const END: &str = "<!-- The end of the corpus. -->\n";

#[test]
fn the_list_of_hostile_drivers_is_the_corpus() {
    let table = table(&Corpus::read());
    let text = document(DOCUMENT);
    let (before, rest) = text.split_once(BEGIN).expect("the table begins");
    let (found, after) = rest.split_once(END).expect("the table ends");
    if golden::bless() {
        let blessed = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(files::root().join(DOCUMENT), blessed).expect("the document can be written");
    } else {
        assert_eq!(found, table);
    }
}

fn table(corpus: &Corpus) -> String {
    let mut table = format!(
        "{} drivers, {} kinds:\n\n| kind | drivers | what they do | in Rust | in JavaScript | on a worker |\n|---|--:|---|---|---|---|\n",
        corpus.items.len(),
        corpus.kinds.len()
    );
    for (kind, does) in &corpus.kinds {
        let items: Vec<_> = corpus
            .items
            .iter()
            .filter(|item| item.kind == *kind)
            .collect();
        let outcomes = |outcome: fn(&Item) -> &Outcome| {
            let all: BTreeSet<_> = items.iter().map(|item| words(outcome(item))).collect();
            all.into_iter().collect::<Vec<_>>().join(", ")
        };
        let (rust, js, worker) = (
            outcomes(|item| &item.rust),
            outcomes(|item| &item.js),
            outcomes(|item| &item.worker),
        );
        let count = items.len();
        writeln!(
            table,
            "| {kind} | {count} | {does} | {rust} | {js} | {worker} |"
        )
        .expect("a string takes all");
    }
    table
}

/// A kind of error, whether it is one of loading or of a call.
fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Works => "none".into(),
        Outcome::Load(kind) | Outcome::Call(kind) => format!("`{kind}`"),
        Outcome::Harmless => "value or error".into(),
        Outcome::Endless => "no end".into(),
    }
}

/// Numbers that are in the tables of the document.
#[test]
fn the_limits_are_those_of_the_host() {
    let text = document(DOCUMENT);
    let Limits {
        module,
        structure,
        compile_time,
        compile_memory,
        memory,
        output,
        time,
        stack,
        table_elements,
        idle_memory,
        idle_time,
        value,
        ..
    } = Limits::default();
    let mib = |bytes: usize| format!("{} MiB", bytes >> 20);
    let kib = |bytes: usize| format!("{} KiB", bytes >> 10);
    let rows = [
        ("endless loops", format!("{} s a call", time.as_secs())),
        ("endless loops", format!("{} of stack", kib(stack))),
        ("| memory |", format!("{} an instance", mib(memory))),
        ("| memory |", format!("more than {}", mib(idle_memory))),
        (
            "| memory |",
            format!(
                "kept for {} to {} s",
                idle_time.as_secs(),
                2 * idle_time.as_secs()
            ),
        ),
        (
            "| tables |",
            format!("{} entries", thousands(table_elements)),
        ),
        ("| results |", format!("{} of text", mib(output))),
        ("| results |", format!("{} as a value", mib(value))),
        ("| results |", format!("{} of a schema", mib(MAX_SCHEMA))),
        ("| a large file", mib(module)),
        (
            "longer to compile",
            format!("{} s and {}", compile_time.as_secs(), mib(compile_memory)),
        ),
    ];
    for (row, words) in rows {
        let line = text.lines().find(|line| line.contains(row));
        let line = line.unwrap_or_else(|| panic!("no row {row}"));
        assert!(line.contains(&words), "{words}: {line}");
    }
    let counts = [
        ("| types |", thousands(structure.types)),
        (
            "| parameters and results of a type |",
            thousands(structure.operands),
        ),
        ("| functions |", thousands(structure.functions)),
        ("| bytes of a function |", kib(structure.function)),
        ("| bytes of code |", mib(structure.code)),
        (
            "| local variables of a function |",
            thousands(structure.locals),
        ),
        (
            "| blocks, and loops, one in the other |",
            format!("{}, {}", structure.nesting, structure.loops),
        ),
        ("| exports |", thousands(structure.exports)),
        (
            "| imports, to name them in the error |",
            thousands(structure.imports),
        ),
        ("| bytes of a name |", thousands(structure.name)),
        (
            "| segments of data, of elements |",
            thousands(structure.segments),
        ),
        ("| elements |", thousands(structure.elements)),
        (
            "| bytes from the first data to the last |",
            mib(structure.data),
        ),
        ("| tables |", thousands(structure.tables)),
        ("| global variables |", thousands(structure.globals)),
    ];
    for (cell, number) in counts {
        let expected = format!("{cell} {number} |");
        assert!(text.contains(&expected), "{expected}");
    }
}

fn thousands(number: usize) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    }
}
