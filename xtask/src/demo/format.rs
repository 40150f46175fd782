//! Numbers, keys and bytes, as people read them.

use std::fmt::Write;

use crate::thousands::thousands;

/// LUX, the unit in which the contract counts, in one DUSK.
const LUX_PER_DUSK: u64 = 1_000_000_000;

/// `13900180000` -> `13.90018 DUSK`
pub(crate) fn dusk(lux: u64) -> String {
    let fraction = format!("{:09}", lux % LUX_PER_DUSK);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction} DUSK", thousands(lux / LUX_PER_DUSK))
}

/// The two ends of a text that is too long to compare by eye anyway.
pub(crate) fn shorten(text: &str) -> String {
    const END: usize = 8;
    match (text.get(..END), text.get(text.len().saturating_sub(END)..)) {
        (Some(head), Some(tail)) if text.len() > 3 * END => format!("{head}…{tail}"),
        _ => text.to_owned(),
    }
}

/// Microseconds, in a unit that gives them a few digits.
pub(crate) fn time(micros: f64) -> String {
    match micros {
        0.0..100.0 => format!("{micros:.1} µs"),
        100.0..1_000.0 => format!("{micros:.0} µs"),
        1_000.0..100_000.0 => format!("{:.2} ms", micros / 1e3),
        _ => format!("{:.0} ms", micros / 1e3),
    }
}

/// The first and last lines of a hex dump, 16 bytes a line.
pub(crate) fn hex_dump(bytes: &[u8], head: usize, tail: usize) -> Vec<String> {
    let lines: Vec<_> = bytes.chunks(16).enumerate().collect();
    let skipped = lines.len().saturating_sub(head + tail);
    let mut dump = Vec::new();
    for (index, chunk) in lines.iter() {
        if skipped > 1 && (head..head + skipped).contains(index) {
            if *index == head {
                dump.push(format!("…     {skipped} more lines"));
            }
            continue;
        }
        let mut line = format!("{:04x} ", index * 16);
        for half in chunk.chunks(8) {
            line.push(' ');
            for byte in half {
                write!(line, "{byte:02x} ").expect("writing to a string does not fail");
            }
        }
        dump.push(line.trim_end().to_owned());
    }
    dump
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_lose_no_digit() {
        assert_eq!(dusk(4_014_086_097_495), "4,014.086097495 DUSK");
        assert_eq!(dusk(13_900_180_000), "13.90018 DUSK");
        assert_eq!(dusk(1_000_000_000_000), "1,000 DUSK");
        assert_eq!(dusk(1), "0.000000001 DUSK");
        assert_eq!(dusk(u64::MAX), "18,446,744,073.709551615 DUSK");
    }

    #[test]
    fn only_long_texts_are_shortened() {
        assert_eq!(shorten("GeneratorFixed"), "GeneratorFixed");
        assert_eq!(shorten("0123456789abcdefghijklmnop"), "01234567…ijklmnop");
    }

    #[test]
    fn times_have_a_fitting_unit() {
        let times = [9.96, 250.4, 2_957.0, 148_000.0].map(time);
        assert_eq!(times, ["10.0 µs", "250 µs", "2.96 ms", "148 ms"]);
    }

    #[test]
    fn a_dump_shows_both_ends() {
        let bytes: Vec<u8> = (0..100).collect();
        assert_eq!(
            hex_dump(&bytes, 1, 1),
            [
                "0000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f",
                "…     5 more lines",
                "0060  60 61 62 63",
            ]
        );
        assert_eq!(
            hex_dump(&bytes[..48], 1, 1).len(),
            3,
            "one line is shown rather than counted"
        );
        assert_eq!(hex_dump(&[], 1, 1), [""; 0]);
    }
}
