//! A driver with an attack, from the text of one that behaves.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::text::Text;

const TEMPLATE: &str = include_str!("../driver.wat");

/// Where the first text stands; in front of it are two bytes that are no UTF-8.
const TEXTS: usize = 1 << 10;

const PAGE: usize = 64 << 10;

/// What is put into the slots of `driver.wat`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Driver {
    /// The export that attacks.
    at: Option<String>,
    /// Code of the index that it attacks with.
    does: Option<String>,
    /// Code of its own.
    code: String,
    /// It wants `init`, and writes lengths the other way round from then on.
    deployed: bool,
    /// The texts that it gives.
    version: Option<Text>,
    schema: Option<Text>,
    words: Option<Text>,
    details: Option<Text>,
    /// It traps where others say that a name is wrong.
    panics: bool,
    /// Its memory, in place of one of 4 to 4096 pages.
    memory: Option<String>,
    /// Anything more, in front of all else.
    extra: Text,
    /// What is exported by these names in place of what should be.
    instead: BTreeMap<String, Text>,
}

impl Driver {
    pub(crate) fn text(&self, code: &BTreeMap<String, String>) -> String {
        let mut texts = Texts::default();
        let whole = |text: &Option<Text>, default: &str| {
            text.as_ref()
                .map_or_else(|| default.to_owned(), Text::whole)
        };
        let version = texts.add(&whole(&self.version, "1.0.0"));
        let schema = texts.add(&whole(&self.schema, r#"{"functions":[],"events":[]}"#));
        let words = texts.add(&whole(&self.words, "wrong"));
        let details = texts.add(&whole(
            &self.details,
            r#"{"kind":"other","message":"wrong"}"#,
        ));
        let pages = 4 + texts.end / PAGE;
        let memory = self.memory.clone();
        let mut slots = BTreeMap::from([
            ("extra".to_owned(), self.extra.whole()),
            (
                "memory".into(),
                memory.unwrap_or_else(|| format!("(memory {{{{export memory}}}} {pages} 4096)")),
            ),
            ("top".into(), (texts.end + 16).to_string()),
            ("version".into(), version),
            ("schema".into(), schema),
            ("words".into(), words),
            ("details".into(), details),
            ("data".into(), texts.data),
        ]);
        let mut set = |slot: &str, deployed: &str, specified: &str| {
            let text = if self.deployed { deployed } else { specified };
            slots.insert(slot.into(), text.into());
        };
        set(
            "wants init",
            "(if (i32.eqz (global.get $ready)) (then (return (i32.const 3))))",
            "",
        );
        set("length", "", "(local.set $n (call $swap (local.get $n)))");
        // Deployed drivers do not say what they need.
        set("too small", "", "(call $length (local.get $n))");
        let refuses = if self.panics {
            "unreachable"
        } else {
            "(return (i32.const 2))"
        };
        slots.insert("refuses".into(), refuses.into());
        let instead: String = self
            .instead
            .iter()
            .map(|(name, field)| named(name, &field.whole()))
            .collect();
        slots.insert("instead".into(), instead);

        let mut module = TEMPLATE.to_owned();
        for (slot, text) in slots {
            module = module.replace(&format!("{{{{{slot}}}}}"), &text);
        }
        self.put_code(module, code)
    }

    /// Fills the slots for what stands in an export and for its name.
    fn put_code(&self, mut module: String, code: &BTreeMap<String, String>) -> String {
        let tells_details =
            self.details.is_some() || self.at.as_deref() == Some("get_last_error_details");
        while let Some((before, rest)) = module.split_once("{{") {
            let (slot, after) = rest.split_once("}}").unwrap_or_else(|| panic!("{rest}"));
            let (what, export) = slot.split_once(' ').unwrap_or_else(|| panic!("{slot}"));
            let text = match what {
                "in" if self.at.as_deref() == Some(export) => match &self.does {
                    Some(name) => code.get(name).unwrap_or_else(|| panic!("{name}")).clone(),
                    None => self.code.clone(),
                },
                "in" => String::new(),
                "export" if self.instead.contains_key(export) => String::new(),
                "export" if export == "get_last_error_details" && !tells_details => String::new(),
                "export" => format!("(export \"{export}\")"),
                _ => panic!("{slot}"),
            };
            module = format!("{before}{text}{after}");
        }
        module
    }
}

/// A field of a module, `(func …)`, exported by a name.
fn named(name: &str, field: &str) -> String {
    let rest = field.strip_prefix('(').unwrap_or(field);
    let mut end = rest.find([' ', ')']).unwrap_or(rest.len());
    // Its identifier stands in front of what it is exported by.
    if let Some(identifier) = rest[end..].strip_prefix(" $") {
        end += 2 + identifier.find([' ', ')']).unwrap_or(identifier.len());
    }
    format!("({} (export \"{name}\"){}\n", &rest[..end], &rest[end..])
}

/// Texts one behind the other.
struct Texts {
    end: usize,
    data: String,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            end: TEXTS,
            data: String::new(),
        }
    }
}

impl Texts {
    /// Where the text stands, and how long it is, as two operands.
    fn add(&mut self, text: &str) -> String {
        let start = self.end;
        self.end += text.len();
        let _ = write!(self.data, "(data (i32.const {start}) \"");
        for byte in text.bytes() {
            let _ = write!(self.data, "\\{byte:02x}");
        }
        self.data.push_str("\")\n");
        format!("(i32.const {start}) (i32.const {})", text.len())
    }
}
