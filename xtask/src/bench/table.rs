//! The table, on the terminal and in Markdown.

use super::entry::Entry;
use super::show;
use crate::paint::Paint;

/// One line for the terminal.
pub(crate) fn line(entry: &Entry, paint: Paint) -> String {
    let wanted = entry
        .subject()
        .map_or(super::catalog::Reach::None, |subject| subject.reach);
    let text = format!(
        "{:<26} {:>14} {:>14} {:>8} {:>8}  {:>6} ",
        entry.id,
        show::quantity(entry.ours, &entry.unit),
        show::quantity(entry.rival, &entry.unit),
        show::times(entry.ratio),
        show::instructions(entry),
        show::reach(wanted),
    );
    let mark = match wanted.is_reached(entry.ours, entry.ratio) {
        Some(true) => paint.green("✓"),
        Some(false) => paint.red("✗"),
        None => " ".to_owned(),
    };
    format!("{text}{mark}  {}", paint.dim(&entry.rival_name))
}

/// The heading over such lines.
pub(crate) fn heading(paint: Paint) -> String {
    paint.bold(&format!(
        "{:<26} {:>14} {:>14} {:>8} {:>8}  {:>6}    {}",
        "", "ours", "theirs", "ratio", "instr.", "reach", "compared with"
    ))
}

/// The table for a page.
pub(crate) fn markdown(entries: &[Entry]) -> String {
    let mut text = String::from(
        "| id | work | ours | theirs | ratio | instructions | reach | | compared with |\n|---|---|--:|--:|--:|--:|--:|---|---|\n",
    );
    for entry in entries {
        let Ok(subject) = entry.subject() else {
            continue;
        };
        let cells = [
            format!("`{}`", entry.id),
            subject.work.to_owned(),
            show::quantity(entry.ours, &entry.unit),
            show::quantity(entry.rival, &entry.unit),
            show::times(entry.ratio),
            show::instructions(entry),
            show::reach(subject.reach),
            show::mark(entry, subject.reach).to_owned(),
            entry.rival_name.clone(),
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}
