//! Drawing in SVG: shapes, text, and colours for light and dark pages.

/// A picture that is being drawn. Lengths are in pixels from the upper left corner.
#[derive(Debug)]
pub(crate) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

/// The side of its position on which a text stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Anchor {
    /// To the right of it.
    Start,
    /// Around it.
    Middle,
    /// To the left of it.
    End,
}

/// The classes of shapes and texts, in both kinds of pages. The picture brings its own background: a page
/// may be dark where the reader's system is light.
const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #24292f }
.id { font: 12px ui-monospace, monospace }
.title { font-weight: 600; font-size: 14px }
.faint { fill: #59636e }
.back { fill: #ffffff }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.axis { stroke: #59636e; stroke-width: 1 }
.mark { stroke: #24292f; stroke-width: 2 }
.reached { fill: #1a7f64 }
.short { fill: #c4432b }
.context { fill: #8c959f }
.ours { stroke: #1a7f64; fill: #1a7f64 }
.theirs { stroke: #8c959f; fill: #8c959f }
.curve { stroke-width: 2; fill: none }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.faint { fill: #9198a1 }
.back { fill: #0d1117 }
.grid { stroke: #30363d }
.axis { stroke: #9198a1 }
.mark { stroke: #e6edf3 }
.reached { fill: #2fae8b }
.short { fill: #f0705a }
.context { fill: #6e7681 }
.ours { stroke: #2fae8b; fill: #2fae8b }
.theirs { stroke: #6e7681; fill: #6e7681 }
.curve { fill: none }
}
";

impl Svg {
    pub(crate) const fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            body: String::new(),
        }
    }

    pub(crate) fn text(&mut self, class: &str, anchor: Anchor, (x, y): (f64, f64), text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escape(text);
        self.add(&format!(
            "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>"
        ));
    }

    pub(crate) fn rect(&mut self, class: &str, (x, y): (f64, f64), width: f64, height: f64) {
        self.add(&format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
        ));
    }

    pub(crate) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.add(&format!(
            "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
        ));
    }

    /// A line through points, with a dot on each.
    pub(crate) fn curve(&mut self, class: &str, points: &[(f64, f64)]) {
        let path: Vec<_> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        self.add(&format!(
            "<polyline class=\"{class} curve\" points=\"{}\"/>",
            path.join(" ")
        ));
        for (x, y) in points {
            self.add(&format!(
                "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>"
            ));
        }
    }

    /// The file. `label` says what is to be seen, for those who cannot see it.
    pub(crate) fn finish(self, label: &str) -> String {
        let Self {
            width,
            height,
            body,
        } = self;
        let label = escape(label);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\">\n\
             <style>\n{STYLE}</style>\n\
             <rect class=\"back\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>\n\
             {body}</svg>\n"
        )
    }

    fn add(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }
}

/// Text that is neither markup nor the end of an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(
            escape("a < b & \"c\" > d"),
            "a &lt; b &amp; &quot;c&quot; &gt; d"
        );
        let mut svg = Svg::new(10.0, 10.0);
        svg.text("id", Anchor::End, (1.0, 2.25), "</svg>");
        let file = svg.finish("\" onload=\"");
        assert!(file.contains(
            "<text class=\"id\" text-anchor=\"end\" x=\"1.0\" y=\"2.2\">&lt;/svg&gt;</text>"
        ));
        assert!(file.contains("aria-label=\"&quot; onload=&quot;\""));
        assert_eq!(file.matches("</svg>").count(), 1);
    }

    #[test]
    fn every_colour_has_a_form_for_dark_pages() {
        let (light, dark) = STYLE.split_once("@media").unwrap();
        let coloured = |line: &&str| line.contains('#');
        for rule in light.lines().filter(coloured) {
            let selector = rule.split(" {").next().unwrap();
            assert!(dark.contains(&format!("\n{selector} {{")), "{selector}");
        }
    }
}
