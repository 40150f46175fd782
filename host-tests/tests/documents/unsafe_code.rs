//! `docs/security.md`: where code is unsafe, and how much of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use host_tests::{files, golden};

use crate::document;

const DOCUMENT: &str = "docs/security.md";
const BEGIN: &str = "<!-- Counted; `BLESS=1` counts again. -->\n";
const END: &str = "\n\n";

/// What is not compiled as it stands there, or not part of what anybody runs.
const SKIPPED: [&str; 6] = [
    "target",
    "node_modules",
    "tests",
    "benches",
    "fuzz",
    "oracles",
];

/// What begins code that the compiler does not vouch for. What makes others vouch, an `unsafe fn`, is none.
const FORMS: [&str; 2] = ["unsafe {", "unsafe impl"];

#[test]
fn unsafe_code_is_where_it_is_said_to_be_and_explained() {
    let mut counts = BTreeMap::new();
    count(files::root(), &mut counts);
    let mut table = String::from("| file | |\n|---|--:|\n");
    for (file, count) in &counts {
        writeln!(table, "| `{file}` | {count} |").expect("a string takes all");
    }
    let table = table.trim_end();
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

/// Counts below a folder. Whatever is unsafe has a comment before it that says what it rests on.
fn count(folder: &Path, counts: &mut BTreeMap<String, usize>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && !SKIPPED.contains(&&*name) {
                count(&path, counts);
            }
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        let file = path.strip_prefix(files::root()).expect("below the root");
        for (number, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let found: usize = FORMS.iter().map(|form| code.matches(form).count()).sum();
            if found == 0 {
                continue;
            }
            *counts.entry(file.display().to_string()).or_default() += found;
            let explained = lines[number.saturating_sub(8)..number]
                .iter()
                .any(|before| before.contains("SAFETY"));
            assert!(explained, "{}:{}: no reason", file.display(), number + 1);
        }
    }
}
