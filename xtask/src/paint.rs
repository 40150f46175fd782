//! Colours, where a person will see them.

use std::io::IsTerminal;

/// Wraps text in colours, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    colours: bool,
}

/// For text that goes to the output stream.
pub(crate) fn stdout() -> Paint {
    Paint::new(std::io::stdout().is_terminal())
}

/// For text that goes to the error stream.
pub(crate) fn stderr() -> Paint {
    Paint::new(std::io::stderr().is_terminal())
}

impl Paint {
    fn new(is_terminal: bool) -> Self {
        // https://no-color.org: any value but the empty one turns colours off.
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            colours: is_terminal && wanted,
        }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.wrap("32", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.colours {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}
