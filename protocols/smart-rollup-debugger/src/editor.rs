//! The line editor: history, completion of commands and keys, and what a command means while it is written.

use std::cell::RefCell;
use std::rc::Rc;

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};
use smart_rollup_host::durable::Key;

use crate::command::HELP;
use crate::session::Session;

/// The most keys that are offered.
const OFFERED: usize = 100;

/// What the editor asks while a line is being written.
#[derive(Debug)]
pub struct Editor(pub Rc<RefCell<Session>>);

impl Completer for Editor {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let line = line.get(..position).unwrap_or(line);
        let start = line.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let (before, word) = line.split_at(start);
        let offered = if word.starts_with('/') {
            keys(&self.0.borrow(), word)
        } else {
            words(before, word)
        };
        let pair = |text: String| Pair {
            display: text.clone(),
            replacement: text,
        };
        Ok((start, offered.into_iter().map(pair).collect()))
    }
}

/// The words that a command may go on with.
pub(crate) fn words(before: &str, word: &str) -> Vec<String> {
    let before: Vec<_> = before.split_whitespace().collect();
    // `time` is followed by any command.
    let before = before.strip_prefix(&["time"]).unwrap_or(&before);
    let mut offered: Vec<String> = Vec::new();
    for (form, _) in HELP {
        let mut form = form.split_whitespace();
        let fits = before.iter().all(|one| {
            form.next()
                .is_some_and(|expected| expected == *one || expected.starts_with(['<', '[']))
        });
        if let Some(next) = form.next().filter(|_| fits) {
            let next = next.trim_matches(['[', ']']);
            if next.starts_with(word)
                && !next.starts_with('<')
                && !offered.iter().any(|one| one == next)
            {
                offered.push(next.to_owned());
            }
        }
    }
    offered
}

fn keys(session: &Session, word: &str) -> Vec<String> {
    let (folder, start) = word.rsplit_once('/').unwrap_or(("", word));
    let Ok(key) = Key::new(folder) else {
        return Vec::new();
    };
    let durable = &session.now.rollup.state().durable;
    let names = durable.names(key).filter(|name| name.starts_with(start));
    names
        .take(OFFERED)
        .map(|name| format!("{folder}/{name}"))
        .collect()
}

impl Hinter for Editor {
    type Hint = String;

    /// What is still missing of the command, and what it does.
    fn hint(&self, line: &str, position: usize, _context: &Context<'_>) -> Option<String> {
        if line.trim().is_empty() || position < line.len() {
            return None;
        }
        let fitting: Vec<_> = HELP
            .iter()
            .filter(|(form, _)| form.starts_with(line))
            .collect();
        match fitting.as_slice() {
            [(form, text)] => Some(format!("{}   {text}", &form[line.len()..])),
            _ => None,
        }
    }
}

impl Highlighter for Editor {}
impl Validator for Editor {}
impl Helper for Editor {}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn commands_are_completed_word_by_word() {
        assert_eq!(words("", "st"), ["step", "stop"]);
        assert_eq!(words("step ", "k"), ["kernel_run"]);
        assert_eq!(words("time step ", "r"), ["result"]);
        assert_eq!(words("show key /a ", ""), ["as"]);
        assert_eq!(words("show memory at 8 ", ""), ["for", "as"]);
        assert_eq!(words("dance ", ""), [""; 0]);
    }
}
