//! The legend: what the signs of a picture mean, for those signs that are in it.

use std::collections::BTreeSet;

use super::lines::path;
use super::paint::{Anchor, Ink, put, text};
use crate::export::diagram::change::Change;
use crate::export::diagram::layout::{Point, Size};
use crate::export::diagram::notation::{Form, Heading, Mark, Stroke, Style};
use crate::export::diagram::scene::Scene;

const LINE: i32 = 20;
const SAMPLE: i32 = 40;

/// An explanation of signs.
pub(super) struct Legend {
    /// How much room it needs.
    pub(super) size: Size,
    entries: Vec<(Sample, String)>,
}

enum Sample {
    End(Mark),
    Line(Stroke),
    Form(Form),
    Letters(&'static str),
    Change(Change),
}

impl Legend {
    /// What there is to explain in `scene`: what became of things always, the signs if `with_signs`.
    pub(super) fn of(scene: &Scene, style: &dyn Style, with_signs: bool) -> Option<Legend> {
        let mut entries: Vec<(Sample, String)> = changes(scene)
            .into_iter()
            .map(|it| (Sample::Change(it), it.word().to_owned()))
            .collect();
        if with_signs {
            Legend::add_signs(&mut entries, scene, style);
        }
        (!entries.is_empty()).then(|| Legend { size: Size::default(), entries }.wrapped())
    }

    fn add_signs(entries: &mut Vec<(Sample, String)>, scene: &Scene, style: &dyn Style) {
        let marks: Vec<Mark> = scene.lines.iter().flat_map(|it| style.marks(it)).collect();
        for mark in Mark::ALL {
            if marks.contains(&mark) {
                entries.push((Sample::End(mark), mark.meaning().to_owned()));
            }
        }
        for (stroke, meaning) in style.strokes() {
            if scene.lines.iter().any(|it| style.stroke(it) == *stroke) {
                entries.push((Sample::Line(*stroke), (*meaning).to_owned()));
            }
        }
        for (form, meaning) in style.forms().iter().filter(|(it, _)| it.is_in(scene)) {
            entries.push((Sample::Form(*form), (*meaning).to_owned()));
        }
        for (letters, meaning) in style.letters().iter().filter(|(it, _)| is_written(it, scene)) {
            entries.push((Sample::Letters(letters), (*meaning).to_owned()));
        }
    }

    /// Entries stand in lines of at most four.
    fn wrapped(self) -> Legend {
        let n_lines = self.entries.len().div_ceil(4) as i32;
        let n_columns = self.entries.len().min(4) as i32;
        Legend { size: Size::new(n_columns * self.column(), n_lines * LINE), ..self }
    }

    fn column(&self) -> i32 {
        let widths = self.entries.iter().map(|(_, it)| Ink::Label.width(it));
        SAMPLE + 10 + widths.max().unwrap_or(0) + 24
    }

    /// Writes it with its upper left corner at `at`.
    pub(super) fn write(&self, out: &mut String, at: (i32, i32)) {
        let column = self.column();
        put(out, format_args!("<g transform=\"translate({} {})\">", at.0, at.1));
        for (nth, (sample, meaning)) in self.entries.iter().enumerate() {
            let (x, y) = ((nth as i32 % 4) * column, (nth as i32 / 4) * LINE + 8);
            match sample {
                Sample::End(mark) => end(out, Point::new(x, y), *mark),
                Sample::Line(stroke) => {
                    line(out, Point::new(x, y), Point::new(x + SAMPLE, y), *stroke);
                }
                Sample::Letters(letters) => {
                    text(out, (x + 8, y + 4), Ink::Mark, Anchor::Start, letters, None);
                }
                Sample::Form(form) => outline(out, Point::new(x, y), *form),
                Sample::Change(change) => swatch(out, Point::new(x, y), *change),
            }
            text(out, (x + SAMPLE + 10, y + 4), Ink::Label, Anchor::Start, meaning, None);
        }
        out.push_str("</g>\n");
    }
}

/// Whether letters stand beside any row of a scene; those that stand beside lines do.
fn is_written(letters: &str, scene: &Scene) -> bool {
    let mut rows = scene.nodes.iter().flat_map(|it| &it.rows);
    match letters {
        "?" => rows.any(|it| it.is_nullable),
        "PK" | "FK" | "U" => rows.any(|it| it.mark.letters().split(' ').any(|it| it == letters)),
        _ => true,
    }
}

/// The kinds of changes in a scene.
fn changes(scene: &Scene) -> BTreeSet<Change> {
    let nodes = scene.nodes.iter().flat_map(|it| {
        let rows = it.rows.iter().map(|it| it.change);
        rows.chain(it.footer.iter().map(|it| it.change)).chain([it.change])
    });
    nodes.chain(scene.lines.iter().map(|it| it.change)).flatten().collect()
}

fn outline(out: &mut String, at: Point, form: Form) {
    let (left, top) = (at.x, at.y - 7);
    let (x, y, half) = (at.x + SAMPLE / 2, at.y, SAMPLE / 2);
    let mut rect = |inside: i32, radius: i32| {
        let (width, height) = (SAMPLE - 2 * inside, 14 - 2 * inside);
        put(
            out,
            format_args!(
                "<rect class=\"b\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>",
                left + inside,
                top + inside
            ),
        );
    };
    match form {
        Form::DoubleBox => {
            rect(0, 0);
            rect(3, 0);
        }
        Form::RoundBox => rect(0, 6),
        Form::DoubleOval => put(
            out,
            format_args!(
                "<ellipse class=\"b\" cx=\"{x}\" cy=\"{y}\" rx=\"{half}\" ry=\"7\"/>\
                 <ellipse class=\"b\" cx=\"{x}\" cy=\"{y}\" rx=\"{}\" ry=\"4\"/>",
                half - 3
            ),
        ),
        Form::BrokenOval => put(
            out,
            format_args!(
                "<ellipse class=\"b dash\" cx=\"{x}\" cy=\"{y}\" rx=\"{half}\" ry=\"7\"/>"
            ),
        ),
    }
}

fn swatch(out: &mut String, at: Point, change: Change) {
    let (top, middle) = (at.y - 8, at.x + SAMPLE / 2);
    put(out, format_args!("<g class=\"{0} r{0}\">", change.class()));
    put(
        out,
        format_args!(
            "<rect class=\"b rb\" x=\"{}\" y=\"{top}\" width=\"{SAMPLE}\" height=\"16\" rx=\"4\"/>",
            at.x
        ),
    );
    text(out, (middle, at.y + 5), Ink::Sign, Anchor::Middle, change.sign(), None);
    out.push_str("</g>");
}

fn end(out: &mut String, at: Point, mark: Mark) {
    let mut signs = String::new();
    mark.write(&mut signs, at, Heading::Right);
    let class = if mark.is_filled() { "f" } else { "q" };
    put(out, format_args!("<path class=\"{class}\" d=\"{signs}M{} {}v14\"/>", at.x, at.y - 7));
    line(
        out,
        Point::new(at.x + mark.extent(), at.y),
        Point::new(at.x + SAMPLE, at.y),
        Stroke::Solid,
    );
}

fn line(out: &mut String, from: Point, to: Point, stroke: Stroke) {
    super::lines::stroke(out, stroke, &path(&[from, to]));
}
