//! The line editor: history, completion of commands and keys, and what a command means while it is written.

use std::borrow::Cow;
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

impl Highlighter for Editor {
    /// Hints are not what was written.
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        format!("\u{1b}[2m{hint}\u{1b}[0m").into()
    }
}

impl Validator for Editor {}
impl Helper for Editor {}

#[cfg(test)]
mod tests {
    use rustyline::history::MemHistory;
    use smart_rollup_host::reveal::Reveals;
    use smart_rollup_host::{Limits, Machine, Rollup, Version};

    use super::*;

    /// What the editor offers for a line, with the cursor at its end.
    fn offered(editor: &Editor, line: &str) -> Vec<String> {
        let history = MemHistory::new();
        let context = Context::new(&history);
        let (start, pairs) = editor
            .complete(line, line.len(), &context)
            .expect("it offers something");
        pairs
            .iter()
            .map(|pair| format!("{}{}", &line[..start], pair.replacement))
            .collect()
    }

    #[test]
    fn keys_and_commands_are_offered() {
        let machine = Machine::new(Limits::default()).expect("WebAssembly runs here");
        let kernel =
            wat::parse_str(r#"(module (memory (export "m") 1) (func (export "kernel_run")))"#);
        let kernel = kernel.expect("it is WebAssembly");
        let mut rollup =
            Rollup::originate(&machine, &kernel, Version::default()).expect("it is a kernel");
        for number in 0..=OFFERED {
            let key = format!("/many/{number:03}");
            let key = Key::new(&key).expect("it is one");
            rollup.durable_mut().set(key, b"x");
        }
        let session = Session::new(
            machine,
            rollup,
            Reveals::default(),
            Vec::new(),
            "/tmp".into(),
        );
        let editor = Editor(Rc::new(RefCell::new(session)));
        assert_eq!(
            offered(&editor, "show key /"),
            ["show key /kernel", "show key /many", "show key /readonly"]
        );
        let many = offered(&editor, "ls /many/");
        assert_eq!(many.len(), OFFERED);
        assert_eq!(many[OFFERED - 1], "ls /many/099");
        assert_eq!(offered(&editor, "ls /kernel/b"), ["ls /kernel/boot.wasm"]);
        assert_eq!(offered(&editor, "show dur"), ["show durable"]);
        assert_eq!(offered(&editor, "show key /a//"), [""; 0]);

        let history = MemHistory::new();
        let context = Context::new(&history);
        let hint = editor.hint("step resu", 9, &context).expect("there is one");
        assert!(hint.starts_with("lt   runs to the end"), "{hint}");
        assert_eq!(editor.hint("step", 4, &context), None, "there are many");
    }

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
