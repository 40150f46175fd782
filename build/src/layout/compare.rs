//! Two lock files beside each other.

use std::fmt;

/// A value or type that is laid out in another way than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moved {
    /// `input stake`, or the name of a type.
    pub name: String,
    /// The lines of the lock file that are no more.
    pub was: Vec<String>,
    /// Those that have come.
    pub is: Vec<String>,
}

impl fmt::Display for Moved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.name)?;
        for line in &self.was {
            write!(out, "\n      - {line}")?;
        }
        for line in &self.is {
            write!(out, "\n      + {line}")?;
        }
        Ok(())
    }
}

/// What differs between two texts, by name; what the comments say does not count.
pub(super) fn compare(old: &str, new: &str) -> Vec<Moved> {
    let (old, new) = (blocks(old), blocks(new));
    let mut moved = Vec::new();
    let names = old.iter().map(|(name, _)| name);
    let gone_too = names.filter(|name| !new.iter().any(|(known, _)| known == *name));
    for name in new.iter().map(|(name, _)| name).chain(gone_too) {
        let lines = |blocks: &[(String, Vec<String>)]| {
            let block = blocks.iter().find(|(known, _)| known == name);
            block.map(|(_, lines)| lines.clone()).unwrap_or_default()
        };
        let (was, is) = (lines(&old), lines(&new));
        if was == is {
            continue;
        }
        let without = |some: &[String], other: &[String]| -> Vec<String> {
            let some = some.iter().filter(|line| !other.contains(line));
            some.cloned().collect()
        };
        moved.push(match (without(&was, &is), without(&is, &was)) {
            // Only the order is another.
            (some, more) if some.is_empty() && more.is_empty() => Moved {
                name: name.clone(),
                was,
                is,
            },
            (was, is) => Moved {
                name: name.clone(),
                was,
                is,
            },
        });
    }
    moved
}

/// The values and the types with their lines.
fn blocks(text: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let lines = text.lines().map(str::trim_end);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let words = line.split_whitespace().collect::<Vec<_>>();
        if line.starts_with(' ') {
            if let Some((_, lines)) = blocks.last_mut() {
                lines.push(words.join(" "));
            }
            continue;
        }
        let name = match words[..] {
            [what @ ("input" | "output" | "event"), name, ..] => format!("{what} {name}"),
            _ => line.split("  ").next().unwrap_or(line).to_owned(),
        };
        blocks.push((name, vec![words.join(" ")]));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "# words\n\ninput   pay    Pay    16 bytes, align 8\n\nPay    16 bytes, align 8\n  0 +8 a: u64\n  8 +8 b: u64\n";

    #[test]
    fn what_moved_is_named() {
        assert_eq!(compare(OLD, &OLD.replace("# words", "# others")), []);
        let swapped = OLD
            .replace("a: u64", "x: u64")
            .replace("b: u64", "a: u64")
            .replace("x: u64", "b: u64");
        let moved = compare(OLD, &swapped);
        assert_eq!(moved.len(), 1);
        assert_eq!(
            moved[0].to_string(),
            "Pay:\n      - 0 +8 a: u64\n      - 8 +8 b: u64\n      + 0 +8 b: u64\n      + 8 +8 a: u64"
        );
    }

    #[test]
    fn what_is_new_or_gone_is_named() {
        let more = format!("{OLD}\nNote\n  | A\n");
        assert_eq!(compare(OLD, &more)[0].is, ["Note", "| A"]);
        assert_eq!(compare(&more, OLD)[0].was, ["Note", "| A"]);
        let wider = OLD.replace("Pay    16 bytes", "Pay    24 bytes");
        let names: Vec<_> = compare(OLD, &wider)
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["input pay", "Pay"]);
    }
}
