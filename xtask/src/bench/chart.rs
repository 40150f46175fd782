//! The picture of the page: how many times better each row is, and how the cost of a list grows.

use super::catalog::Reach;
use super::entry::Entry;
use super::show;
use super::svg::{Anchor, Svg};
use crate::thousands::thousands;

const WIDTH: f64 = 860.0;
/// Between the picture's edge and what is drawn.
const MARGIN: f64 = 16.0;
/// Where bars begin: the ids stand to the left.
const LEFT: f64 = 210.0;
/// Where the scale ends: room for the longest bar's label is left.
const RIGHT: f64 = WIDTH - 70.0;
const ROW: f64 = 20.0;
const BAR: f64 = 12.0;
/// From the top of a chart to its first row.
const HEAD: f64 = 72.0;
const CURVE: f64 = 170.0;

/// What the ends of the scale of ratios are; bars that go beyond end there, and their labels say by how much.
const SCALE: (f64, f64) = (0.5, 1_000.0);
const TICKS: [f64; 8] = [0.5, 1.0, 2.0, 5.0, 10.0, 50.0, 200.0, 1_000.0];

/// Ids of the rows of growing lists start so; they have a chart of their own.
const GROWTH: &str = "grow.";

/// Draws the picture.
pub(crate) fn draw(entries: &[Entry]) -> String {
    let bars: Vec<_> = entries
        .iter()
        .filter(|entry| !entry.id.starts_with(GROWTH))
        .collect();
    let rows = f64::from(u32::try_from(bars.len()).unwrap_or(u32::MAX));
    let curve_top = HEAD + rows * ROW + 40.0;
    let mut svg = Svg::new(WIDTH, curve_top + HEAD + CURVE + 16.0);
    draw_bars(&mut svg, &bars);
    draw_growth(&mut svg, curve_top, &growth(entries));
    svg.finish("How many times better each row is than its rival, and what a row of a list costs in lists of 10 to 100,000")
}

/// The lengths of lists that were measured, each with its row.
pub(crate) fn growth(entries: &[Entry]) -> Vec<(u32, &Entry)> {
    let length = |entry: &Entry| entry.id.rsplit('.').next()?.parse().ok();
    let rows = entries.iter().filter(|entry| entry.id.starts_with(GROWTH));
    rows.filter_map(|entry| Some((length(entry)?, entry)))
        .collect()
}

fn draw_bars(svg: &mut Svg, entries: &[&Entry]) {
    svg.text(
        "title",
        Anchor::Start,
        (MARGIN, 26.0),
        "How many times better, by a logarithmic scale",
    );
    let legend = [
        ("reached", "reaches what it is to"),
        ("short", "falls short"),
        ("context", "for comparison"),
    ];
    let mut x = MARGIN;
    for (class, words) in legend {
        svg.rect(class, (x, 38.0), BAR, BAR);
        svg.text("faint", Anchor::Start, (x + 18.0, 48.0), words);
        x += 160.0;
    }
    svg.line("mark", (x + 6.0, 36.0), (x + 6.0, 52.0));
    svg.text(
        "faint",
        Anchor::Start,
        (x + 18.0, 48.0),
        "what it is to reach",
    );

    let mut bottom = HEAD;
    for _ in entries {
        bottom += ROW;
    }
    for tick in TICKS {
        let class = if tick == 1.0 { "axis" } else { "grid" };
        svg.line(
            class,
            (position(tick), HEAD - 4.0),
            (position(tick), bottom),
        );
        svg.text(
            "faint",
            Anchor::Middle,
            (position(tick), bottom + 16.0),
            &format!("{tick}x"),
        );
    }
    let mut top = HEAD;
    for entry in entries {
        draw_bar(svg, top, entry);
        top += ROW;
    }
}

fn draw_bar(svg: &mut Svg, top: f64, entry: &Entry) {
    let wanted = entry.subject().map_or(Reach::None, |subject| subject.reach);
    let class = match wanted.is_reached(entry.ours, entry.ratio) {
        Some(true) => "reached",
        Some(false) => "short",
        None => "context",
    };
    svg.text("id", Anchor::End, (LEFT - 10.0, top + 14.0), &entry.id);
    let (one, end) = (position(1.0), position(entry.ratio));
    svg.rect(
        class,
        (one.min(end), top + 4.0),
        (end - one).abs().max(1.0),
        BAR,
    );
    let mut right = one.max(end);
    if let Reach::Ratio(wanted) = wanted {
        let x = position(wanted);
        svg.line("mark", (x, top + 1.0), (x, top + ROW - 1.0));
        right = right.max(x);
    }
    let label = format!("{} {}", show::times(entry.ratio), show::mark(entry, wanted));
    svg.text(
        "",
        Anchor::Start,
        (right + 6.0, top + 14.0),
        label.trim_end(),
    );
}

/// Where a ratio stands on the scale.
fn position(ratio: f64) -> f64 {
    let (low, high) = SCALE;
    let share = (ratio.clamp(low, high) / low).log10() / (high / low).log10();
    LEFT + share * (RIGHT - LEFT)
}

fn draw_growth(svg: &mut Svg, top: f64, lengths: &[(u32, &Entry)]) {
    svg.text(
        "title",
        Anchor::Start,
        (MARGIN, top + 26.0),
        "What a row costs in lists of growing length",
    );
    let costs = lengths
        .iter()
        .flat_map(|(_, entry)| [entry.ours, entry.rival]);
    let highest = costs.fold(0.0, f64::max);
    if highest == 0.0 {
        return;
    }
    let (head, foot) = (top + HEAD - 20.0, top + HEAD - 20.0 + CURVE);
    let y = |cost: f64| foot - cost / highest * CURVE;
    let step = step(highest / 4.0);
    let mut tick = 0.0;
    while tick <= highest {
        svg.line(
            if tick == 0.0 { "axis" } else { "grid" },
            (LEFT, y(tick)),
            (RIGHT, y(tick)),
        );
        let label = if tick == 0.0 {
            "0".to_owned()
        } else {
            show::quantity(tick, "ns")
        };
        svg.text("faint", Anchor::End, (LEFT - 10.0, y(tick) + 4.0), &label);
        tick += step;
    }
    let logarithms: Vec<_> = lengths
        .iter()
        .map(|(length, _)| f64::from(*length).log10())
        .collect();
    let (first, last) = (
        logarithms.first().copied().unwrap_or(0.0),
        logarithms.last().copied().unwrap_or(1.0),
    );
    let x = |logarithm: f64| LEFT + (logarithm - first) / (last - first).max(1.0) * (RIGHT - LEFT);
    for (logarithm, (length, _)) in logarithms.iter().zip(lengths) {
        svg.text(
            "faint",
            Anchor::Middle,
            (x(*logarithm), foot + 18.0),
            &format!("{} rows", thousands(*length)),
        );
    }
    let mut side = |class: &str, name: &str, cost: fn(&Entry) -> f64| {
        let points = logarithms
            .iter()
            .zip(lengths)
            .map(|(at, (_, entry))| (x(*at), y(cost(entry))));
        let points: Vec<_> = points.collect();
        svg.curve(class, &points);
        if let Some((x, y)) = points.first() {
            svg.text("", Anchor::Start, (x + 8.0, (y - 8.0).max(head)), name);
        }
    };
    side("theirs", "theirs, natively", |entry| entry.rival);
    side("ours", "ours, through the host", |entry| entry.ours);
}

/// A round step, of at least this size: 1, 2 or 5 times a power of ten.
fn step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|step| *step >= least)
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::entry;
    use super::*;

    #[test]
    fn the_scale_is_logarithmic_and_ends() {
        let step = position(2.0) - position(1.0);
        assert!((position(20.0) - position(10.0) - step).abs() < 1e-9);
        assert!((position(0.5) - LEFT).abs() < 1e-9 && (position(1_000.0) - RIGHT).abs() < 1e-9);
        assert!((position(0.001) - LEFT).abs() < 1e-9 && (position(1e9) - RIGHT).abs() < 1e-9);
    }

    #[test]
    fn steps_are_round() {
        for (least, expected) in [
            (1.0, 1.0),
            (1.1, 2.0),
            (2_400.0, 5_000.0),
            (6_000.0, 10_000.0),
            (0.3, 0.5),
        ] {
            assert!(
                (step(least) - expected).abs() < 1e-9 * expected,
                "{least}: {}",
                step(least)
            );
        }
    }

    #[test]
    fn rows_are_drawn_by_what_they_reach() {
        let row = |id, rival| entry(id, 1_000.0, rival, "ns");
        // To reach: 6, 5, nothing.
        let rows = [
            row("js.decode.reward", 7_000.0),
            row("js.decode.stake", 4_000.0),
            row("js.encode.stake.wallet", 500.0),
        ];
        let file = draw(&rows);
        for (class, label) in [
            ("reached", "7.00x ✓"),
            ("short", "4.00x ✗"),
            ("context", "0.50x"),
        ] {
            assert_eq!(
                file.matches(&format!("<rect class=\"{class}\"")).count(),
                2,
                "{class}: legend and bar"
            );
            assert!(file.contains(&format!(">{label}</text>")), "{label}");
        }
        // The legend's and one for each row that has something to reach.
        assert_eq!(file.matches("<line class=\"mark\"").count(), 3);
    }

    #[test]
    fn growing_lists_are_curves_of_their_own() {
        let rows = [
            entry("grow.decode.vec.10", 2_000.0, 10_000.0, "ns/row"),
            entry("grow.decode.vec.1000", 2_500.0, 10_000.0, "ns/row"),
            entry("grow.decode.vec", 1.2, 1.1, "x"),
        ];
        let lengths: Vec<_> = growth(&rows).iter().map(|(length, _)| *length).collect();
        assert_eq!(lengths, [10, 1_000]);
        let file = draw(&rows);
        assert_eq!(file.matches("<polyline").count(), 2);
        assert_eq!(file.matches("<circle").count(), 4);
        assert!(file.contains("1,000 rows") && !file.contains("class=\"id\""));
    }
}
