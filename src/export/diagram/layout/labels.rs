//! Texts that found no room beside their box look for it along their line.

use super::drawing::Drawing;
use super::geometry::{Point, Rect, Size};
use super::graph::{Edge, Graph};

/// Between a text and its line, and the least distance to anything else.
const GAP: i32 = 3;
/// How far apart the tried places are.
const STEP: i32 = 8;
/// How far markers reach beside their line.
const MARKER: i32 = 8;

/// Places the texts that have no place yet, where there is room for them.
pub(super) fn place_rest(graph: &Graph, drawing: &mut Drawing) {
    let missing: Vec<(usize, Text, Size)> = missing(graph, drawing);
    if missing.is_empty() {
        return;
    }
    let mut obstacles = obstacles(graph, drawing);
    for (edge, text, size) in missing {
        let points = &drawing.edges[edge].points;
        let place = places(points, text, size).find(|it| {
            let wide = grown(*it, GAP - 1);
            it.left >= 0
                && it.top >= 0
                && it.right() <= drawing.size.width
                && it.bottom() <= drawing.size.height
                && !obstacles.iter().any(|other| other.overlaps(wide))
        });
        if let Some(place) = place {
            obstacles.push(place);
            let route = &mut drawing.edges[edge];
            match text {
                Text::From => route.from_label = Some(place),
                Text::Whole => route.label = Some(place),
                Text::To => route.to_label = Some(place),
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Text {
    From,
    Whole,
    To,
}

fn missing(graph: &Graph, drawing: &Drawing) -> Vec<(usize, Text, Size)> {
    let mut res = Vec::new();
    for (idx, (edge, route)) in graph.edges.values().zip(&drawing.edges).enumerate() {
        for (text, wanted, place) in [
            (Text::From, edge.from.label, route.from_label),
            (Text::Whole, edge.label, route.label),
            (Text::To, edge.to.label, route.to_label),
        ] {
            if let (Some(size), None) = (wanted, place)
                && size.width > 0
            {
                res.push((idx, text, size));
            }
        }
    }
    res
}

/// Everything a text must not be on: boxes, titles, lines and other texts.
fn obstacles(graph: &Graph, drawing: &Drawing) -> Vec<Rect> {
    let mut res = drawing.nodes.clone();
    for (group, rect) in graph.groups.values().zip(&drawing.groups) {
        res.push(Rect::new(rect.at(), group.title));
    }
    for (edge, route) in graph.edges.values().zip(&drawing.edges) {
        res.extend(markers(edge, &route.points));
        for pair in route.points.windows(2) {
            let at = Point::new(pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
            let (width, height) = ((pair[0].x - pair[1].x).abs(), (pair[0].y - pair[1].y).abs());
            res.push(Rect::new(at, Size::new(width + 1, height + 1)));
        }
        res.extend([route.from_label, route.label, route.to_label].into_iter().flatten());
    }
    res
}

/// The room of the markers at both ends of a line.
fn markers(edge: &Edge, points: &[Point]) -> impl Iterator<Item = Rect> {
    let backwards: Vec<Point> = points.iter().rev().take(2).copied().collect();
    let forwards: Vec<Point> = points.iter().take(2).copied().collect();
    [(forwards, edge.from.marker), (backwards, edge.to.marker)].into_iter().filter_map(
        |(way, marker)| {
            let [end, next] = way[..] else { return None };
            let (dx, dy) = ((next.x - end.x).signum(), (next.y - end.y).signum());
            let far = Point::new(end.x + dx * marker, end.y + dy * marker);
            let at = Point::new(end.x.min(far.x), end.y.min(far.y));
            let size = Size::new((end.x - far.x).abs(), (end.y - far.y).abs());
            (marker > 0).then(|| grown(Rect::new(at, size), MARKER))
        },
    )
}

fn grown(rect: Rect, by: i32) -> Rect {
    let at = Point::new(rect.left - by, rect.top - by);
    Rect::new(at, Size::new(rect.width + 2 * by, rect.height + 2 * by))
}

/// Places along the line, beginning where the text belongs.
fn places(points: &[Point], text: Text, size: Size) -> impl Iterator<Item = Rect> {
    let mut steps: Vec<(Point, Point)> = points.windows(2).map(|it| (it[0], it[1])).collect();
    match text {
        Text::From => {}
        Text::To => {
            steps.reverse();
            steps.iter_mut().for_each(|it| *it = (it.1, it.0));
        }
        Text::Whole => {
            let middle = steps.len() / 2;
            steps.rotate_left(middle);
        }
    }
    steps.into_iter().flat_map(move |(from, to)| beside(from, to, size))
}

/// Places on both sides of a step, from its beginning to its end.
fn beside(from: Point, to: Point, size: Size) -> impl Iterator<Item = Rect> {
    let length = (from.x - to.x).abs() + (from.y - to.y).abs();
    (0..=length / STEP).flat_map(move |nth| {
        let along = nth * STEP;
        let (dx, dy) = ((to.x - from.x).signum() * along, (to.y - from.y).signum() * along);
        let here = Point::new(from.x + dx, from.y + dy);
        // Beside the line, or else beside the marker on it.
        [GAP, MARKER + GAP].into_iter().flat_map(move |gap| {
            let corners = if from.y == to.y {
                let left = if to.x > from.x { here.x + GAP } else { here.x - GAP - size.width };
                [Point::new(left, here.y - gap - size.height), Point::new(left, here.y + gap + 1)]
            } else {
                let top = if to.y > from.y { here.y + GAP } else { here.y - GAP - size.height };
                [Point::new(here.x + gap + 1, top), Point::new(here.x - gap - size.width, top)]
            };
            corners.map(|it| Rect::new(it, size))
        })
    })
}
