//! Numbers for people.

use super::catalog::Reach;
use super::entry::Entry;
use crate::thousands::thousands;

/// A quantity with its unit: `9.91 µs`, `370,007 B`, `1.98`.
pub(crate) fn quantity(value: f64, unit: &str) -> String {
    match unit {
        "ns" => time(value),
        "ns/row" => format!("{} a row", time(value)),
        "B" => format!("{} B", thousands(value.round())),
        _ => format!("{value:.2}"),
    }
}

/// How many times better: `5.5x`.
pub(crate) fn times(ratio: f64) -> String {
    format!("{}x", three_digits(ratio))
}

/// How many times fewer instructions; nothing where they were not counted.
pub(crate) fn instructions(entry: &Entry) -> String {
    entry
        .instructions
        .map_or_else(String::new, |counted| times(counted.ratio()))
}

/// What is to be reached.
pub(crate) fn reach(reach: Reach) -> String {
    match reach {
        Reach::Ratio(wanted) => format!("{wanted}x"),
        Reach::AtLeast(wanted) => format!("≥ {wanted}"),
        Reach::AtMost(wanted) => format!("≤ {wanted}"),
        Reach::None => String::new(),
    }
}

/// Whether it is reached: a tick, a cross, or nothing where there is nothing to reach.
pub(crate) fn mark(entry: &Entry, wanted: Reach) -> &'static str {
    match wanted.is_reached(entry.ours, entry.ratio) {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "",
    }
}

fn time(nanoseconds: f64) -> String {
    let (value, unit) = match nanoseconds {
        short if short < 1e3 => (short, "ns"),
        medium if medium < 1e6 => (medium / 1e3, "µs"),
        long if long < 1e9 => (long / 1e6, "ms"),
        longer => (longer / 1e9, "s"),
    };
    format!("{} {unit}", three_digits(value))
}

/// Three digits that matter, or all before the point.
fn three_digits(value: f64) -> String {
    let decimals = match value {
        small if small < 9.995 => 2,
        medium if medium < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_have_three_digits_and_a_fitting_unit() {
        assert_eq!(quantity(813.238, "ns"), "813 ns");
        assert_eq!(quantity(9_912.15, "ns"), "9.91 µs");
        assert_eq!(quantity(3_821_123.0, "ns"), "3.82 ms");
        assert_eq!(quantity(352_104_492.0, "ns"), "352 ms");
        assert_eq!(quantity(1_500_000_000.0, "ns"), "1.50 s");
        assert_eq!(quantity(54_497.9, "ns/row"), "54.5 µs a row");
        assert_eq!(quantity(348_600.0, "B"), "348,600 B");
        assert_eq!(quantity(1_234_567.0, "B"), "1,234,567 B");
        assert_eq!(quantity(77.0, "B"), "77 B");
        assert_eq!(quantity(1.956, "x"), "1.96");
    }

    #[test]
    fn ratios_keep_what_matters() {
        assert_eq!(times(0.694), "0.69x");
        assert_eq!(times(5.498), "5.50x");
        assert_eq!(times(9.998), "10.0x");
        assert_eq!(times(130.57), "131x");
    }
}
