//! Reading what the compiler left in a module: `data_driver::layout` says how it is written.

use data_driver::Decode;

use super::{Layout, Line, Measure, Type, Value};

/// The compiler left something that is no layout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the section `data-driver-layout`: {what}")]
pub struct Unreadable {
    /// The line, from 1 on.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

/// The layout of a contract, or of the first one where none has that name: a module may hold several.
pub(super) fn read(text: &str, contract: &str) -> Result<Layout, Unreadable> {
    let mut found: Vec<(&str, Layout)> = Vec::new();
    for (line, words) in text.lines().enumerate() {
        let words: Vec<&str> = words.split_terminator('\t').collect();
        let fault = |what| Unreadable {
            line: line + 1,
            what,
        };
        if let ["contract", name] = words[..] {
            found.push((name, Layout::default()));
            continue;
        }
        let (_, layout) = found.last_mut().ok_or(fault("no contract before it"))?;
        add(layout, &words).map_err(fault)?;
    }
    let place = found.iter().position(|(name, _)| *name == contract);
    let mut found = found.into_iter().map(|(_, layout)| layout);
    let mut layout = found.nth(place.unwrap_or_default()).unwrap_or_default();
    for ty in &mut layout.types {
        // As they stand in memory; the order of the declaration is told by nothing but itself.
        if ty.lines.iter().all(|line| !line.shown.starts_with("  |")) {
            ty.lines.sort();
        }
    }
    Ok(layout)
}

fn add(layout: &mut Layout, words: &[&str]) -> Result<(), &'static str> {
    match words {
        ["value", what, name, ty, size, align, holds @ ..] => layout.values.push(Value {
            what: Decode::named(what).ok_or("no such kind of value")?,
            name: (*name).to_owned(),
            ty: (*ty).to_owned(),
            measure: measure(size, align)?,
            holds: numbers(holds)?,
        }),
        ["type", number, name, size, align, holds @ ..] => {
            if number.parse() != Ok(layout.types.len()) {
                return Err("types are not numbered as they come");
            }
            layout.types.push(Type {
                name: (*name).to_owned(),
                measure: measure(size, align)?,
                lines: Vec::new(),
                holds: numbers(holds)?,
            });
        }
        part => {
            let ty = layout.types.last_mut().ok_or("no type before it")?;
            let (shown, hashed) = match part {
                ["opaque"] => ("  private to another crate".to_owned(), "?".to_owned()),
                ["variant", name] => (format!("  | {name}"), format!("| {name}")),
                ["field", name, ty, offset, size] => {
                    let (offset, size) = (number(offset)?, number(size)?);
                    let place = format!("+{size}");
                    (
                        format!("  {offset:>5} {place:<5} {name}: {ty}"),
                        format!("{offset} {size} {name}"),
                    )
                }
                _ => return Err("not known"),
            };
            ty.lines.push(Line { shown, hashed });
        }
    }
    Ok(())
}

fn measure(size: &str, align: &str) -> Result<Option<Measure>, &'static str> {
    if (size, align) == ("-", "-") {
        return Ok(None);
    }
    let (size, align) = (number(size)?, number(align)?);
    Ok(Some(Measure { size, align }))
}

fn numbers(words: &[&str]) -> Result<Vec<usize>, &'static str> {
    words.iter().map(|word| number(word)).collect()
}

fn number(word: &str) -> Result<usize, &'static str> {
    word.parse().map_err(|_| "not a number")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "contract\tOther\t\nvalue\tinput\tf\tu8\t1\t1\t\n\
        contract\tToken\t\nvalue\tinput\tpay\t(u64,Pay)\t24\t8\t0\t\ntype\t0\tPay\t16\t8\t\n\
        field\tb\tu64\t8\t8\t\nfield\ta\tu64\t0\t8\t\n";

    #[test]
    fn the_contract_is_found_and_fields_stand_as_in_memory() {
        let layout = read(TEXT, "Token").unwrap();
        assert_eq!(layout.values[0].ty, "(u64,Pay)");
        assert_eq!(layout.values[0].holds, [0]);
        let shown: Vec<_> = layout.types[0]
            .lines
            .iter()
            .map(|line| &line.shown)
            .collect();
        assert_eq!(shown, ["      0 +8    a: u64", "      8 +8    b: u64"]);
        assert_eq!(read(TEXT, "gone").unwrap().values[0].ty, "u8");
        assert_eq!(read("", "Token").unwrap(), Layout::default());
    }

    #[test]
    fn what_is_no_layout_is_told_by_its_line() {
        for (text, line, what) in [
            ("value\tinput\tf\tu8\t1\t1\t\n", 1, "no contract before it"),
            (
                "contract\tC\t\nvalue\tinputs\tf\tu8\t1\t1\t\n",
                2,
                "no such kind of value",
            ),
            (
                "contract\tC\t\ntype\t1\tT\t1\t1\t\n",
                2,
                "types are not numbered as they come",
            ),
            (
                "contract\tC\t\nfield\ta\tu8\t0\t1\t\n",
                2,
                "no type before it",
            ),
            ("contract\tC\t\ntype\t0\tT\tx\t1\t\n", 2, "not a number"),
            (
                "contract\tC\t\ntype\t0\tT\t1\t1\t\nthing\t\n",
                3,
                "not known",
            ),
        ] {
            assert_eq!(
                read(text, "C").unwrap_err(),
                Unreadable { line, what },
                "{text:?}"
            );
        }
    }
}
