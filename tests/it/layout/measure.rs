//! How good a picture is, in numbers: the same for every program that draws one.

use erc::export::diagram::layout::{Drawing, Graph};
use std::collections::{BTreeMap, BTreeSet};

/// Lines this near to each other count as lying on each other, boxes must overlap by more.
const EPSILON: f64 = 0.6;

/// A picture of boxes and right-angled lines.
pub(crate) struct Picture {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Left, top, right, bottom.
    pub(crate) boxes: Vec<[f64; 4]>,
    /// Net and corners; lines of one net may share their way.
    pub(crate) lines: Vec<(usize, Vec<(f64, f64)>)>,
    pub(crate) labels: Vec<[f64; 4]>,
}

/// What was measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measures {
    /// Places where lines of different nets cross.
    pub(crate) crossings: usize,
    /// Pairs of lines at each of these places.
    pub(crate) crossing_pairs: usize,
    /// Lines that pass through a box, by line and box.
    pub(crate) lines_through_boxes: usize,
    /// Pairs of overlapping boxes.
    pub(crate) box_overlaps: usize,
    /// Pairs of nets that share a stretch.
    pub(crate) shared_stretches: usize,
    /// Labels on boxes, lines of other nets or other labels.
    pub(crate) label_overlaps: usize,
    /// Steps that are neither level nor upright.
    pub(crate) slanted: usize,
    pub(crate) bends: usize,
    pub(crate) length: f64,
    pub(crate) area: f64,
    pub(crate) aspect: f64,
    /// What is wrong, in words.
    pub(crate) faults: Vec<String>,
}

impl Measures {
    /// What stands above [`Measures`] that are printed.
    pub(crate) const HEADING: &str = "cross  bends   length   area k   w/h  bad";

    /// How much is wrong: boxes, lines and texts on each other.
    pub(crate) fn n_faults(&self) -> usize {
        self.lines_through_boxes
            + self.box_overlaps
            + self.shared_stretches
            + self.slanted
            + self.label_overlaps
    }
}

impl std::fmt::Display for Measures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (area, faults) = (self.area / 1000.0, self.n_faults());
        write!(f, "{:>5} {:>6} {:>8.0}", self.crossings, self.bends, self.length)?;
        write!(f, " {area:>8.0} {:>5.2} {faults:>4}", self.aspect)
    }
}

/// The picture of a drawing.
pub(crate) fn picture(_graph: &Graph, drawing: &Drawing) -> Picture {
    let rect = |it: &erc::export::diagram::layout::Rect| {
        [it.left, it.top, it.right(), it.bottom()].map(f64::from)
    };
    let corner = |it: &erc::export::diagram::layout::Point| (f64::from(it.x), f64::from(it.y));
    let labels = drawing.edges.iter().flat_map(|it| [it.from_label, it.label, it.to_label]);
    Picture {
        width: f64::from(drawing.size.width),
        height: f64::from(drawing.size.height),
        boxes: drawing.nodes.iter().map(rect).collect(),
        lines: drawing
            .edges
            .iter()
            .map(|it| (it.net as usize, it.points.iter().map(corner).collect()))
            .collect(),
        labels: labels.flatten().map(|it| rect(&it)).collect(),
    }
}

/// A level or upright stretch: the common coordinate, then from where to where.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    net: usize,
    line: usize,
    at: f64,
    from: f64,
    to: f64,
}

pub(crate) fn measure(picture: &Picture) -> Measures {
    let mut res = Measures {
        area: picture.width * picture.height,
        aspect: picture.width / picture.height.max(1.0),
        ..Measures::default()
    };
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for (line, (net, points)) in picture.lines.iter().enumerate() {
        res.bends += points.len().saturating_sub(2);
        for pair in points.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            res.length += (ax - bx).abs() + (ay - by).abs();
            let stretch =
                |at, a: f64, b: f64| Stretch { net: *net, line, at, from: a.min(b), to: a.max(b) };
            if (ay - by).abs() < EPSILON {
                level.push(stretch(ay, ax, bx));
            } else if (ax - bx).abs() < EPSILON {
                upright.push(stretch(ax, ay, by));
            } else {
                res.slanted += 1;
            }
        }
    }
    (res.crossings, res.crossing_pairs) = crossings(&level, &mut upright);
    let faults = &mut res.faults;
    res.shared_stretches = shared(&mut level, faults) + shared(&mut upright, faults);
    res.lines_through_boxes = through_boxes(picture, &level, &upright, faults);
    res.box_overlaps = box_overlaps(&picture.boxes);
    res.label_overlaps = label_overlaps(picture, &level, &upright, faults);
    res
}

fn crossings(level: &[Stretch], upright: &mut [Stretch]) -> (usize, usize) {
    upright.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut places = BTreeSet::new();
    let mut pairs = 0;
    for h in level {
        let first = upright.partition_point(|it| it.at <= h.from + EPSILON);
        for v in upright[first..].iter().take_while(|it| it.at < h.to - EPSILON) {
            if h.net != v.net && v.from + EPSILON < h.at && h.at < v.to - EPSILON {
                pairs += 1;
                let nets = (h.net.min(v.net), h.net.max(v.net));
                places.insert((nets, v.at.round() as i64, h.at.round() as i64));
            }
        }
    }
    (places.len(), pairs)
}

/// Pairs of nets with stretches on one line that have a part in common.
fn shared(stretches: &mut [Stretch], faults: &mut Vec<String>) -> usize {
    stretches.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut pairs = BTreeSet::new();
    for (idx, a) in stretches.iter().enumerate() {
        for b in stretches[idx + 1..].iter().take_while(|it| it.at - a.at < EPSILON) {
            if a.net != b.net && a.from + EPSILON < b.to && b.from + EPSILON < a.to {
                pairs.insert((a.net.min(b.net), a.net.max(b.net)));
                faults.push(format!("a stretch is shared: {a:?} {b:?}"));
            }
        }
    }
    pairs.len()
}

fn through_boxes(
    picture: &Picture,
    level: &[Stretch],
    upright: &[Stretch],
    faults: &mut Vec<String>,
) -> usize {
    let mut pairs = BTreeSet::new();
    for (idx, &[left, top, right, bottom]) in picture.boxes.iter().enumerate() {
        let inside = |at: f64, low: f64, high: f64| low + EPSILON < at && at < high - EPSILON;
        let meets =
            |it: &Stretch, low: f64, high: f64| it.from < high - EPSILON && low + EPSILON < it.to;
        let levels = level.iter().filter(|it| inside(it.at, top, bottom) && meets(it, left, right));
        let uprights =
            upright.iter().filter(|it| inside(it.at, left, right) && meets(it, top, bottom));
        for stretch in levels.chain(uprights) {
            pairs.insert((stretch.line, idx));
            faults.push(format!("{stretch:?} runs through box {idx}"));
        }
    }
    pairs.len()
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] + EPSILON < b[2] && b[0] + EPSILON < a[2] && a[1] + EPSILON < b[3] && b[1] + EPSILON < a[3]
}

fn box_overlaps(boxes: &[[f64; 4]]) -> usize {
    let pairs = boxes.iter().enumerate();
    pairs.map(|(idx, a)| boxes[idx + 1..].iter().filter(|b| overlap(a, b)).count()).sum()
}

fn label_overlaps(
    picture: &Picture,
    level: &[Stretch],
    upright: &[Stretch],
    faults: &mut Vec<String>,
) -> usize {
    // Lines that share an end share its text.
    let mut labels = picture.labels.clone();
    labels.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    labels.dedup();
    let levels = level.iter().map(|it| [it.from, it.at - EPSILON, it.to, it.at + EPSILON]);
    let uprights = upright.iter().map(|it| [it.at - EPSILON, it.from, it.at + EPSILON, it.to]);
    let lines: Vec<[f64; 4]> = levels.chain(uprights).collect();
    let mut res = box_overlaps(&labels);
    if res > 0 {
        faults.push(format!("{res} labels overlap each other"));
    }
    for label in &labels {
        let on_line = lines.iter().find(|it| overlap_thin(label, it));
        let on_box = picture.boxes.iter().find(|it| overlap(label, it));
        if on_line.is_some() || on_box.is_some() {
            faults.push(format!("label {label:?} is on {on_line:?} {on_box:?}"));
            res += 1;
        }
    }
    res
}

fn overlap_thin(label: &[f64; 4], line: &[f64; 4]) -> bool {
    label[0] < line[2] && line[0] < label[2] && label[1] < line[3] && line[1] < label[3]
}

/// The median of each measure over several pictures, by name.
pub(crate) fn medians(all: &[Measures]) -> BTreeMap<&'static str, f64> {
    let median = |of: &dyn Fn(&Measures) -> f64| {
        let mut values: Vec<f64> = all.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    BTreeMap::from([
        ("crossings", median(&|it| it.crossings as f64)),
        ("bends", median(&|it| it.bends as f64)),
        ("length", median(&|it| it.length)),
        ("area", median(&|it| it.area)),
        ("aspect", median(&|it| it.aspect)),
    ])
}
