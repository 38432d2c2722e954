//! Lines: their ways with round corners, the signs at their ends, the texts beside them.

use crate::base::CompactSort;
use rustc_hash::FxHashSet;

use super::arrange::{Arranged, Wire};
use super::paint::{Anchor, Ink, put, text, title};
use crate::export::diagram::change::Change;
use crate::export::diagram::layout::{Point, Rect, Route};
use crate::export::diagram::notation::{Heading, Mark, Stroke};
use crate::export::diagram::scene::{End, Line, Scene};

/// How round corners are.
const RADIUS: i32 = 6;

/// Writes all lines of a scene.
pub(super) fn lines(out: &mut String, scene: &Scene, arranged: &Arranged) {
    let mut trunks = Trunks::default();
    // Lines of a bundle have signs and texts in common.
    let mut marked: FxHashSet<(i32, i32)> = FxHashSet::default();
    let mut written: FxHashSet<(i32, i32)> = FxHashSet::default();
    for (idx, line) in scene.lines.iter().enumerate() {
        let (wire, route) = (&arranged.wires[idx], &arranged.drawing.edges[idx]);
        let points = whole_way(line, route, arranged);
        let mut signs = String::new();
        let way = trimmed(&points, wire, &mut signs, &mut marked);
        let own_end = way.last().copied();
        let (way, junction) = trunks.own_part(route.net, &way);
        match line.change {
            Some(change) => put(out, format_args!("<g class=\"x {}\">", change.class())),
            None => out.push_str("<g>"),
        }
        title(out, &told(scene, line));
        stroke(out, wire.stroke, &path(&way));
        out.push_str(&signs);
        if let Some(at) = junction.filter(|it| points.last() != Some(it) && own_end != Some(*it)) {
            put(
                out,
                format_args!("<circle class=\"j\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>", at.x, at.y),
            );
        }
        if let Some(change) = line.change {
            disc(out, change, &way, &arranged.drawing.edges);
        }
        let places = [route.from_label, route.label, route.to_label];
        for (words, place) in wire.texts.iter().zip(places) {
            if let (Some(words), Some(Rect { left, top, .. })) = (words, place)
                && written.insert((left, top))
            {
                text(out, (left + 2, top + 11), Ink::Label, Anchor::Start, words, None);
            }
        }
        out.push_str("</g>\n");
    }
}

/// The sign of a change on a line, where no other line is near if there is such a place.
fn disc(out: &mut String, change: Change, way: &[Point], others: &[Route]) {
    let clear = |at: &Point| {
        let near = |it: &[Point]| {
            let (low, high) = (lowest(it[0], it[1]), highest(it[0], it[1]));
            let within = |at: i32, low: i32, high: i32| low - 7 < at && at < high + 7;
            within(at.x, low.x, high.x) && within(at.y, low.y, high.y)
        };
        others.iter().filter(|it| it.points.windows(2).any(near)).count() <= 1
    };
    let mut steps: Vec<&[Point]> = way.windows(2).collect();
    steps.compact_sort_by_key(|it| std::cmp::Reverse(distance(it[0], it[1])));
    let places = steps.iter().flat_map(|it| {
        let length = distance(it[0], it[1]);
        [2, 3, 5, 4, 6].map(|part| towards(it[0], it[1], length * part / 8 + length % 2))
    });
    let mut places = places.peekable();
    let Some(first) = places.peek().copied() else { return };
    let Point { x, y } = places.find(clear).unwrap_or(first);
    put(out, format_args!("<circle class=\"o\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>"));
    text(out, (x, y + 4), Ink::Sign, Anchor::Middle, change.sign(), None);
}

/// Writes a line that runs along `d`.
pub(super) fn stroke(out: &mut String, stroke: Stroke, d: &str) {
    match stroke {
        Stroke::Solid => put(out, format_args!("<path class=\"l\" d=\"{d}\"/>")),
        Stroke::Dashed => put(out, format_args!("<path class=\"d\" d=\"{d}\"/>")),
        // A broad line with a narrow one of the page's colour in it.
        Stroke::Double => {
            put(out, format_args!("<path class=\"w\" d=\"{d}\"/><path class=\"i\" d=\"{d}\"/>"));
        }
    }
}

/// What a line says, in words.
fn told(scene: &Scene, line: &Line) -> String {
    let end = |end: &End| {
        let node = &scene.nodes[end.node];
        let row = end.row.and_then(|it| node.rows.get(it));
        match row {
            Some(row) => format!("{}.{}", node.title, row.name),
            None => node.title.clone(),
        }
    };
    let (from, to) = (end(&line.from), end(&line.to));
    let change = line.change.map_or_else(String::new, |it| format!(" ({})", it.word()));
    match &line.label {
        Some(label) => format!("{from} – {label} – {to}{change}"),
        None => format!("{from} → {to}{change}"),
    }
}

/// The way between the outlines of the two boxes, which may lie within their rectangles.
fn whole_way(line: &Line, route: &Route, arranged: &Arranged) -> Vec<Point> {
    let mut res = route.points.clone();
    if res.len() < 2 {
        return res;
    }
    let last = res.len() - 1;
    let is_below = Heading::between(res[last], res[last - 1]) == Heading::Down;
    for (at, next, node) in [(0, 1, line.from.node), (last, last - 1, line.to.node)] {
        let heading = Heading::between(res[at], res[next]);
        let place = arranged.drawing.nodes[node];
        let shape = &arranged.shapes[node];
        let reach = match heading {
            Heading::Left | Heading::Right => shape.reach_in(res[at].y - place.top),
            Heading::Up | Heading::Down => shape.reach_up(res[at].x - place.left),
        };
        res[at] = heading.from(res[at], -reach, 0);
    }
    // A line that arrives from below beside what is drawn there turns to it.
    let place = arranged.drawing.nodes[line.to.node];
    let elbow = arranged.shapes[line.to.node].elbow(res[last].x - place.left);
    if let Some((y, x)) = elbow.filter(|_| is_below) {
        res[last].y = place.top + y;
        res.push(Point::new(place.left + x, place.top + y));
    }
    res
}

/// The way between the signs at its ends; the signs are written to `signs` once for each place.
fn trimmed(
    points: &[Point],
    wire: &Wire,
    signs: &mut String,
    marked: &mut FxHashSet<(i32, i32)>,
) -> Vec<Point> {
    let mut res = points.to_vec();
    if res.len() < 2 {
        return res;
    }
    let last = res.len() - 1;
    let ends = [(0, 1, wire.marks[0]), (last, last - 1, wire.marks[1])];
    for (at, next, mark) in ends {
        let heading = Heading::between(points[at], points[next]);
        let beside = heading.from(points[at], mark.extent(), 0);
        res[at] = beside;
        if mark != Mark::None && marked.insert((points[at].x, points[at].y)) {
            let class = if mark.is_filled() { "f" } else { "q" };
            put(signs, format_args!("<path class=\"{class}\" d=\""));
            mark.write(signs, points[at], heading);
            signs.push_str("\"/>");
        }
    }
    res
}

/// The d of a path with round corners.
pub(super) fn path(points: &[Point]) -> String {
    let mut res = String::new();
    let [first, .., last] = points else { return res };
    put(&mut res, format_args!("M{} {}", first.x, first.y));
    for corner in points.windows(3) {
        let [before, at, after] = [corner[0], corner[1], corner[2]];
        let radius = RADIUS.min(distance(before, at) / 2).min(distance(at, after) / 2);
        let (start, end) = (towards(at, before, radius), towards(at, after, radius));
        put(&mut res, format_args!("L{} {}", start.x, start.y));
        if radius > 0 {
            put(&mut res, format_args!("Q{} {} {} {}", at.x, at.y, end.x, end.y));
        }
    }
    put(&mut res, format_args!("L{} {}", last.x, last.y));
    res
}

fn distance(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `by` further on the way from `at` to `goal`.
fn towards(at: Point, goal: Point, by: i32) -> Point {
    Point::new(at.x + (goal.x - at.x).signum() * by, at.y + (goal.y - at.y).signum() * by)
}

/// What is drawn already of each net, so that the part its lines share is drawn once.
#[derive(Default)]
struct Trunks {
    steps: Vec<(u32, Point, Point)>,
    nets: rustc_hash::FxHashMap<u32, Vec<usize>>,
}

impl Trunks {
    /// The way as far as nothing of its net is drawn there yet, and the point where it joins what is.
    fn own_part(&mut self, net: u32, way: &[Point]) -> (Vec<Point>, Option<Point>) {
        let mut res: Vec<Point> = way.first().copied().into_iter().collect();
        let mut junction = None;
        for pair in way.windows(2) {
            match self.meeting(net, pair[0], pair[1]) {
                Some(at) => {
                    res.push(at);
                    junction = Some(at);
                    break;
                }
                None => res.push(pair[1]),
            }
        }
        for pair in res.windows(2) {
            self.nets.entry(net).or_default().push(self.steps.len());
            self.steps.push((net, pair[0], pair[1]));
        }
        (res, junction)
    }

    /// The first point of the step that is on a step drawn before.
    fn meeting(&self, net: u32, from: Point, to: Point) -> Option<Point> {
        let steps = self.nets.get(&net)?.iter().map(|&it| self.steps[it]);
        let meetings = steps.filter_map(|(_, a, b)| meeting((from, to), (a, b)));
        meetings.min_by_key(|&it| distance(from, it))
    }
}

fn lowest(a: Point, b: Point) -> Point {
    Point::new(a.x.min(b.x), a.y.min(b.y))
}

fn highest(a: Point, b: Point) -> Point {
    Point::new(a.x.max(b.x), a.y.max(b.y))
}

/// The point nearest to the start of `step` that it has in common with `other`.
fn meeting(step: (Point, Point), other: (Point, Point)) -> Option<Point> {
    let span = |(a, b): (Point, Point)| (lowest(a, b), highest(a, b));
    let ((low, high), (other_low, other_high)) = (span(step), span(other));
    let low = Point::new(low.x.max(other_low.x), low.y.max(other_low.y));
    let high = Point::new(high.x.min(other_high.x), high.y.min(other_high.y));
    if low.x > high.x || low.y > high.y {
        return None;
    }
    let nearest = |at: i32, low: i32, high: i32| at.clamp(low, high);
    Some(Point::new(nearest(step.0.x, low.x, high.x), nearest(step.0.y, low.y, high.y)))
}
