//! The signs at the ends of lines, as pieces of a path.

use crate::export::diagram::layout::Point;
use crate::export::diagram::scene::Cardinality;
use crate::export::diagram::svg::paint::put;

/// A sign at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export::diagram) enum Mark {
    /// The bare line.
    None,
    /// Two bars: exactly one.
    One,
    /// A circle and a bar: none or one.
    Optional,
    /// A circle and a crow's foot: any number.
    Many,
    /// A bar and a crow's foot: one or more.
    Some,
    /// A hollow triangle: a kind of.
    Triangle,
    /// A filled diamond: a part of.
    Part,
    /// A filled dot: any number, of what depends.
    Dot,
    /// A hollow diamond: may be missing.
    Hollow,
    /// An open arrow: refers to.
    Arrow,
    /// A circle on two bars: a kind of, and everything is of one kind, in IDEF1X.
    Category,
    /// A circle on one bar: a kind of, and there may be other kinds, in IDEF1X.
    Incomplete,
}

/// Where a line goes from a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export::diagram) enum Heading {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Heading {
    /// The way from one point to another beside, above or below it.
    pub(in crate::export::diagram) fn between(from: Point, to: Point) -> Heading {
        match (to.x - from.x, to.y - from.y) {
            (x, 0) if x < 0 => Heading::Left,
            (_, 0) => Heading::Right,
            (_, y) if y < 0 => Heading::Up,
            _ => Heading::Down,
        }
    }

    /// The point so far along the line and so far beside it.
    pub(in crate::export::diagram) fn from(self, at: Point, along: i32, beside: i32) -> Point {
        match self {
            Heading::Right => Point::new(at.x + along, at.y + beside),
            Heading::Left => Point::new(at.x - along, at.y - beside),
            Heading::Down => Point::new(at.x - beside, at.y + along),
            Heading::Up => Point::new(at.x + beside, at.y - along),
        }
    }
}

impl Mark {
    /// All that are drawn, in the order of a legend.
    pub(in crate::export::diagram) const ALL: [Mark; 11] = [
        Mark::One,
        Mark::Optional,
        Mark::Some,
        Mark::Many,
        Mark::Triangle,
        Mark::Part,
        Mark::Dot,
        Mark::Hollow,
        Mark::Arrow,
        Mark::Category,
        Mark::Incomplete,
    ];

    /// More than any [`Mark::number`].
    pub(in crate::export::diagram) const COUNT: u32 = Mark::ALL.len() as u32 + 1;

    /// The crow's foot for a number.
    pub(super) fn crows_foot(cardinality: Option<Cardinality>) -> Mark {
        match cardinality {
            None => Mark::None,
            Some(Cardinality { min: 0, max: Some(1) }) => Mark::Optional,
            Some(Cardinality { max: Some(1), .. }) => Mark::One,
            Some(Cardinality { min: 0, .. }) => Mark::Many,
            Some(_) => Mark::Some,
        }
    }

    /// How far it reaches along the line.
    pub(in crate::export::diagram) fn extent(self) -> i32 {
        match self {
            Mark::None => 0,
            Mark::One => 13,
            Mark::Optional => 17,
            Mark::Many => 20,
            Mark::Some => 17,
            Mark::Triangle => 14,
            Mark::Part => 18,
            Mark::Dot => 8,
            Mark::Hollow => 16,
            Mark::Arrow => 10,
            Mark::Category => 22,
            Mark::Incomplete => 18,
        }
    }

    /// A number of its own.
    pub(in crate::export::diagram) fn number(self) -> u32 {
        Mark::ALL.iter().position(|it| *it == self).map_or(0, |it| it as u32 + 1)
    }

    /// Whether its inside is filled.
    pub(in crate::export::diagram) fn is_filled(self) -> bool {
        matches!(self, Mark::Part | Mark::Dot)
    }

    /// What it says, for the legend.
    pub(in crate::export::diagram) fn meaning(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::One => "exactly one",
            Mark::Optional => "none or one",
            Mark::Many => "any number",
            Mark::Some => "one or more",
            Mark::Triangle => "is a kind of",
            Mark::Category => "is a kind of; there are no others",
            Mark::Incomplete => "is a kind of; there may be others",
            Mark::Part => "exists as a part of",
            Mark::Dot => "of which there are any number",
            Mark::Hollow => "may be missing",
            Mark::Arrow => "refers to",
        }
    }

    /// Writes it as pieces of a path for a line that leaves its box at `at`.
    pub(in crate::export::diagram) fn write(self, out: &mut String, at: Point, heading: Heading) {
        let mut pen = Pen { out, at, heading };
        match self {
            Mark::None => {}
            Mark::One => {
                pen.line(&[(0, 0), (13, 0)]);
                pen.bar(6);
                pen.bar(10);
            }
            Mark::Optional => {
                pen.line(&[(0, 0), (9, 0)]);
                pen.bar(5);
                pen.circle(9);
            }
            Mark::Many => {
                pen.foot();
                pen.circle(12);
            }
            Mark::Some => {
                pen.foot();
                pen.line(&[(12, 0), (17, 0)]);
                pen.bar(15);
            }
            Mark::Triangle => pen.closed(&[(0, 0), (14, 8), (14, -8)]),
            Mark::Part => pen.closed(&[(0, 0), (9, 5), (18, 0), (9, -5)]),
            Mark::Hollow => pen.closed(&[(0, 0), (8, 5), (16, 0), (8, -5)]),
            Mark::Dot => pen.circle(0),
            Mark::Incomplete => {
                pen.line(&[(0, 0), (8, 0)]);
                pen.circle(8);
                pen.line(&[(18, -9), (18, 9)]);
                pen.line(&[(16, 0), (18, 0)]);
            }
            Mark::Category => {
                pen.line(&[(0, 0), (8, 0)]);
                pen.circle(8);
                pen.line(&[(18, -9), (18, 9)]);
                pen.line(&[(22, -9), (22, 9)]);
            }
            Mark::Arrow => {
                pen.line(&[(10, 5), (0, 0), (10, -5)]);
                pen.line(&[(0, 0), (10, 0)]);
            }
        }
    }
}

/// Writes pieces of a path in the direction of a line.
struct Pen<'a> {
    out: &'a mut String,
    at: Point,
    heading: Heading,
}

impl Pen<'_> {
    fn line(&mut self, points: &[(i32, i32)]) {
        for (nth, &(along, beside)) in points.iter().enumerate() {
            let Point { x, y } = self.heading.from(self.at, along, beside);
            let command = if nth == 0 { 'M' } else { 'L' };
            put(self.out, format_args!("{command}{x} {y}"));
        }
    }

    fn closed(&mut self, points: &[(i32, i32)]) {
        self.line(points);
        self.out.push('Z');
    }

    fn bar(&mut self, along: i32) {
        self.line(&[(along, -5), (along, 5)]);
    }

    fn foot(&mut self) {
        self.line(&[(0, -5), (12, 0), (0, 5)]);
        self.line(&[(0, 0), (12, 0)]);
    }

    /// A circle of 8 across that begins so far along.
    fn circle(&mut self, along: i32) {
        let start = self.heading.from(self.at, along, 0);
        let end = self.heading.from(self.at, along + 8, 0);
        let (x, y) = (end.x - start.x, end.y - start.y);
        put(
            self.out,
            format_args!("M{} {}a4 4 0 1 0 {x} {y}a4 4 0 1 0 {} {}", start.x, start.y, -x, -y),
        );
    }
}
