//! The demo's page: the call, the event, and both hosts' answers side by side.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::answer::Answer;
use super::format::{dusk, hex_dump, shorten, time};
use crate::paint::{self, Paint};
use crate::thousands::thousands;

/// The whole page.
pub(crate) fn show(
    driver: &Path,
    size: u64,
    call: &str,
    event: &[u8],
    rust: &Answer,
    node: &Answer,
) -> Result<String> {
    let paint = paint::stdout();
    let mut page = String::new();
    let out = &mut page;

    writeln!(out)?;
    writeln!(
        out,
        "{} {} ({} bytes), version {}",
        paint.bold("One driver:"),
        driver.display(),
        thousands(size),
        rust.version,
    )?;
    writeln!(
        out,
        "{} {} in Rust, {} in JavaScript. No bindings, no network, no imports.",
        paint.bold("Two hosts:"),
        rust.host,
        node.host,
    )?;

    writeln!(
        out,
        "\n{}\n",
        paint.bold("A stake call: JSON in, the contract's bytes out")
    )?;
    for line in tree(&serde_json::from_str(call)?, paint) {
        writeln!(out, "    {line}")?;
    }
    writeln!(
        out,
        "\n    {}",
        paint.bold(&format!("{} bytes", rust.bytes.len()))
    )?;
    for line in hex_dump(&rust.bytes, 3, 2) {
        writeln!(out, "    {}", paint.dim(&line))?;
    }
    writeln!(out)?;
    agreement(
        out,
        paint,
        rust.bytes == node.bytes,
        "encoded the same bytes",
    )?;

    writeln!(
        out,
        "\n{}\n",
        paint.bold("A reward event from mainnet: bytes in, JSON out")
    )?;
    writeln!(out, "    {}", paint.bold(&format!("{} bytes", event.len())))?;
    for line in hex_dump(event, 2, 1) {
        writeln!(out, "    {}", paint.dim(&line))?;
    }
    writeln!(out)?;
    rewards(out, paint, &rust.text)?;
    writeln!(out)?;
    agreement(
        out,
        paint,
        rust.text == node.text,
        "decoded to the same text",
    )?;

    writeln!(out, "\n{:36}{:>12}  {:>16}", "", rust.host, node.host)?;
    for (what, a, b) in [
        ("compile and start the driver", rust.load, node.load),
        ("encode the call", rust.encode[0], node.encode[0]),
        ("    again (median)", rust.encode[1], node.encode[1]),
        ("decode the event", rust.decode[0], node.decode[0]),
        ("    again (median)", rust.decode[1], node.decode[1]),
    ] {
        writeln!(out, "    {what:32}{:>12}  {:>16}", time(a), time(b))?;
    }
    writeln!(out)?;
    Ok(page)
}

fn agreement(out: &mut String, paint: Paint, agree: bool, what: &str) -> Result<()> {
    let line = if agree {
        paint.green(&format!("✓ Rust and Node {what}."))
    } else {
        paint.red(&format!("✗ Rust and Node have not {what}."))
    };
    Ok(writeln!(out, "    {line}")?)
}

/// The event's rewards as a table, with the sum below.
fn rewards(out: &mut String, paint: Paint, text: &str) -> Result<()> {
    let value: Value = serde_json::from_str(text)?;
    let mut sum = 0;
    for reward in value
        .as_array()
        .context("the event is no list of rewards")?
    {
        let field = |key: &str| reward[key].as_str().with_context(|| format!("no {key}"));
        let amount: u64 = field("value")?.parse()?;
        sum += amount;
        writeln!(
            out,
            "    {}  {:<16}{:>20}",
            paint.dim(&shorten(field("account")?)),
            field("reason")?,
            dusk(amount),
        )?;
    }
    writeln!(out, "    {:<35}{:>20}", "together", dusk(sum))?;
    Ok(())
}

/// A JSON value, one line a leaf, long texts shortened, amounts in DUSK.
fn tree(value: &Value, paint: Paint) -> Vec<String> {
    let Value::Object(members) = value else {
        return vec![leaf(value)];
    };
    let width = members.keys().map(String::len).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (name, value) in members {
        let label = format!("{name:width$}");
        match value {
            Value::Object(_) => {
                lines.push(label.trim_end().to_owned());
                lines.extend(
                    tree(value, paint)
                        .into_iter()
                        .map(|line| format!("  {line}")),
                );
            }
            Value::String(text) if name == "value" => {
                let amount = text
                    .parse()
                    .map(|lux| paint.dim(&format!("  {}", dusk(lux))));
                lines.push(format!("{label}  {text}{}", amount.unwrap_or_default()));
            }
            _ => lines.push(format!("{label}  {}", leaf(value))),
        }
    }
    lines
}

fn leaf(value: &Value) -> String {
    match value {
        Value::String(text) => shorten(text),
        other => other.to_string(),
    }
}
