//! The page about performance: `docs/performance.md` and its picture.
//!
//! The prose lies in `benches/notes.md`, where what was measured is marked by `{{name}}`.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::catalog::{SUBJECTS, Subject};
use super::entry::Entry;
use super::report::Report;
use super::{FULL, chart, folder, show, table};
use crate::run::root;
use crate::thousands::thousands;

/// Writes page and picture.
pub(crate) fn write(report: &Report) -> Result<()> {
    let notes = folder().join("notes.md");
    let notes = fs::read_to_string(&notes).with_context(|| notes.display().to_string())?;
    let docs = root().join("docs");
    fs::write(
        docs.join("performance.md"),
        fill(&notes, |name| part(name, report))?,
    )?;
    fs::write(docs.join("performance.svg"), chart::draw(&report.entries))?;
    Ok(())
}

/// What stands in the place of a mark.
fn part(name: &str, report: &Report) -> Option<String> {
    let Report {
        entries, machine, ..
    } = report;
    let text = match name {
        "date" => machine.date.clone(),
        "machine" => describe(&machine.machine),
        "versions" => {
            let versions = machine.versions.iter();
            let versions: Vec<_> = versions
                .map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or_default()))
                .collect();
            versions.join(", ")
        }
        "rounds" => report.rounds.to_string(),
        "slice" => FULL.slice.to_string(),
        "table" => table::markdown(entries) + &unmeasured(entries),
        "growth" => growth(entries),
        "reached" => {
            let (reached, of) = super::reached(entries);
            format!("{reached} of {of}")
        }
        _ => return None,
    };
    Some(text)
}

/// `AMD EPYC, 2 cores, 24 GiB, Linux x64`
fn describe(machine: &Value) -> String {
    let gibibytes = machine["memory"].as_f64().unwrap_or_default() / f64::from(1 << 30);
    let text = |name: &str| machine[name].as_str().unwrap_or_default();
    format!(
        "{}, {} cores, {gibibytes:.0} GiB, {}",
        text("cpu"),
        machine["cores"],
        text("system")
    )
}

/// Rows that the report is older than.
fn unmeasured(entries: &[Entry]) -> String {
    let is_new = |subject: &&Subject| entries.iter().all(|entry| entry.id != subject.id);
    let new = SUBJECTS.iter().filter(is_new);
    new.map(|Subject { id, work, .. }| format!("| `{id}` | {work} | not measured yet |||||||\n"))
        .collect()
}

/// What a row of a list costs, by the length of the list.
fn growth(entries: &[Entry]) -> String {
    let mut text = String::from("| rows | ours | theirs |\n|--:|--:|--:|\n");
    for (length, entry) in chart::growth(entries) {
        let cost = |value: f64| show::quantity(value, "ns");
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            thousands(length),
            cost(entry.ours),
            cost(entry.rival)
        ));
    }
    text
}

/// Puts parts in the places of their marks.
///
/// # Errors
/// There is no such part, or a mark does not end.
fn fill(template: &str, part: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut pieces = template.split("{{");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((name, rest)) = piece.split_once("}}") else {
            bail!("a mark does not end: {{{{{piece}");
        };
        text.push_str(
            part(name)
                .with_context(|| format!("{{{{{name}}}}}: no such part"))?
                .trim_end(),
        );
        text.push_str(rest);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::report;
    use super::*;

    #[test]
    fn marks_are_filled() {
        let part = |name: &str| (name == "a").then(|| "1\n".to_owned());
        assert_eq!(fill("{{a}} and {{a}}.", part).unwrap(), "1 and 1.");
        assert_eq!(fill("none {", part).unwrap(), "none {");
        assert_eq!(
            fill("{{b}}", part).unwrap_err().to_string(),
            "{{b}}: no such part"
        );
        assert_eq!(
            fill("{{a", part).unwrap_err().to_string(),
            "a mark does not end: {{a"
        );
    }

    #[test]
    fn the_notes_make_a_page() {
        let notes = fs::read_to_string(folder().join("notes.md")).unwrap();
        let page = fill(&notes, |name| part(name, &report())).unwrap();
        for needed in [
            "2000-02-29",
            "A fast one, 2 cores, 3 GiB, Linux x64",
            "node 20.0.0",
            "| `js.call.u64` |",
        ] {
            assert!(page.contains(needed), "{needed}");
        }
        assert_eq!(page.matches("performance.svg").count(), 1);
    }

    #[test]
    fn the_page_has_the_rows_of_the_bench() {
        let page = fs::read_to_string(root().join("docs/performance.md")).unwrap();
        for subject in SUBJECTS {
            let row = format!("| `{}` | {} |", subject.id, subject.work);
            assert!(
                page.contains(&row),
                "docs/performance.md: no {row}; run `cargo xtask bench`"
            );
        }
    }
}
