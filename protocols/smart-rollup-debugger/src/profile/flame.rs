//! A flame graph: the stacks of functions, each as wide as the fuel that it took.

use std::collections::BTreeMap;

use smart_rollup_host::Profile;

/// The stacks of runs, merged where they have the same names.
#[derive(Debug, Default)]
pub(super) struct Flame {
    root: Frame,
    /// Whether the runs had more stacks than were told apart.
    is_cut: bool,
}

/// A text, and whether there would be more of it.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) text: String,
    pub(super) is_cut: bool,
}

#[derive(Debug, Default)]
struct Frame {
    own: u64,
    /// With what is inside.
    total: u64,
    inner: BTreeMap<String, Frame>,
}

const WIDTH: f64 = 1200.0;
const ROW: f64 = 18.0;
/// What is narrower than this is not drawn.
const NARROWEST: f64 = 0.4;
/// Bytes of a picture and of a list of stacks beyond which no other frame is begun: a kernel may have any number of
/// functions with any names.
const MAX_PICTURE: usize = 16 << 20;
const MAX_STACKS: usize = 16 << 20;
/// How wide a character is, about.
const CHARACTER: f64 = 6.6;

impl Frame {
    fn depth(&self) -> usize {
        1 + self.inner.values().map(Self::depth).max().unwrap_or(0)
    }
}

impl Flame {
    pub(super) fn add(&mut self, profile: &Profile) {
        // The deepest stack is bounded by the profile itself.
        let _ = add(profile, 0, &mut self.root);
        self.is_cut |= profile.tree.cut;
    }

    /// One stack a line, from the outermost function on, and the fuel: what tools for flame graphs read.
    pub(super) fn stacks(&self) -> Drawn {
        let mut drawn = Drawn {
            text: String::new(),
            is_cut: self.is_cut,
        };
        stacks(&self.root, "kernel_run", &mut drawn);
        drawn
    }

    /// The picture. What is too narrow to be seen is left out of it.
    pub(super) fn svg(&self) -> Drawn {
        let total = self.root.total.max(1);
        let (height, scale) = (self.root.depth() as f64 * ROW + 10.0, WIDTH / total as f64);
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" font-family=\"monospace\" font-size=\"11\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        );
        let mut drawn = Drawn {
            text,
            is_cut: self.is_cut,
        };
        draw(
            &self.root,
            "all",
            (0.0, height - ROW),
            scale,
            total,
            &mut drawn,
        );
        drawn.text.push_str("</svg>\n");
        drawn
    }
}

/// Adds a call and those that it made, and gives their fuel.
fn add(profile: &Profile, place: usize, frame: &mut Frame) -> u64 {
    let Some(call) = profile.tree.calls.get(place) else {
        return 0;
    };
    let mut total = call.fuel;
    for inner in &call.calls {
        let function = profile
            .tree
            .calls
            .get(*inner)
            .and_then(|call| call.function);
        // A semicolon parts the names of a stack.
        let name = profile.name(function).replace(';', ":");
        total += add(profile, *inner, frame.inner.entry(name).or_default());
    }
    frame.own += call.fuel;
    frame.total += total;
    total
}

fn stacks(frame: &Frame, stack: &str, drawn: &mut Drawn) {
    if drawn.text.len() > MAX_STACKS {
        drawn.is_cut = true;
        return;
    }
    if frame.own > 0 {
        drawn.text.push_str(&format!("{stack} {}\n", frame.own));
    }
    for (name, inner) in &frame.inner {
        stacks(inner, &format!("{stack};{name}"), drawn);
    }
}

fn draw(
    frame: &Frame,
    name: &str,
    (left, top): (f64, f64),
    scale: f64,
    all: u64,
    drawn: &mut Drawn,
) {
    let total = frame.total;
    let (width, share) = (total as f64 * scale, total as f64 * 100.0 / all as f64);
    if width < NARROWEST {
        return;
    }
    if drawn.text.len() > MAX_PICTURE {
        drawn.is_cut = true;
        return;
    }
    let text = &mut drawn.text;
    let title = escape(name);
    // Names that begin alike, as those of a crate do, look alike.
    let hue = name
        .bytes()
        .take(8)
        .fold(0_u32, |hue, byte| (hue * 31 + u32::from(byte)) % 50)
        + 10;
    text.push_str(&format!(
        "<g><title>{title}: {total} units of fuel, {share:.1} %</title>\
         <rect x=\"{left:.2}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"{:.1}\" fill=\"hsl({hue},80%,70%)\"/>",
        ROW - 1.0
    ));
    let room = (width - 4.0) / CHARACTER;
    let fits = name.chars().count() as f64 <= room;
    if fits {
        text.push_str(&format!(
            "<text x=\"{:.2}\" y=\"{:.1}\">{title}</text>",
            left + 2.0,
            top + 12.0
        ));
    }
    text.push_str("</g>\n");
    let mut at = left;
    for (name, inner) in &frame.inner {
        draw(inner, name, (at, top - ROW), scale, all, drawn);
        let width = inner.total as f64 * scale;
        at += width;
    }
}

/// Names are the kernel's: they must not become a part of the picture.
fn escape(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars().take(200) {
        match c {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            c if data_driver::quote::is_unseen(c) => text.push('\u{fffd}'),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Functions that call the same ones again, so many times over, with the longest names.
    fn frame(functions: usize, depth: usize) -> Frame {
        let mut inner = BTreeMap::new();
        if depth > 0 {
            for index in 0..functions {
                let name = format!("{index:04}{}", "&".repeat(196));
                inner.insert(name, frame(1, depth - 1));
            }
        }
        let below: u64 = inner.values().map(|frame| frame.total).sum();
        // Most is taken by the innermost, so that those around them are about as wide.
        let own = if depth == 0 { 1_000_000 } else { 1 };
        Frame {
            own,
            total: own + below,
            inner,
        }
    }

    /// The most that is written of one frame.
    const ONE: usize = 10_000;

    #[test]
    fn a_picture_ends_in_time() {
        // Nothing is too narrow to be drawn.
        let functions = 2_000;
        let whole = Flame {
            root: frame(functions, 6),
            is_cut: false,
        };
        let picture = whole.svg();
        assert!(!picture.is_cut);
        assert_eq!(picture.text.matches("<g>").count(), 1 + 6 * functions);

        let larger = Flame {
            root: frame(functions, 20),
            is_cut: false,
        };
        let picture = larger.svg();
        assert!(picture.is_cut);
        let length = picture.text.len();
        assert!(
            (MAX_PICTURE..MAX_PICTURE + ONE).contains(&length),
            "{length}"
        );
        assert!(picture.text.ends_with("</g>\n</svg>\n"));
    }

    #[test]
    fn a_list_of_stacks_ends_in_time() {
        let whole = Flame {
            root: frame(2_000, 6),
            is_cut: false,
        };
        let stacks = whole.stacks();
        assert!(!stacks.is_cut);
        assert_eq!(stacks.text.lines().count(), 1 + 6 * 2_000);

        let larger = Flame {
            root: frame(2_000, 20),
            is_cut: false,
        };
        let stacks = larger.stacks();
        assert!(stacks.is_cut);
        let length = stacks.text.len();
        assert!((MAX_STACKS..MAX_STACKS + ONE).contains(&length), "{length}");
        assert!(stacks.text.ends_with(" 1\n") || stacks.text.ends_with(" 1000000\n"));
    }
}
