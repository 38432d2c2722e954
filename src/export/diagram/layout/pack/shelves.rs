//! Parts side by side and below each other.

use super::{Point, Rect, Size};

/// Widths to which parts could be packed for a picture of about `aspect` below the part `above`.
pub(super) fn widths(parts: &[Size], aspect: f32, gap: i32, above: Size) -> Vec<i32> {
    let widest = parts.iter().map(|it| it.width).max().unwrap_or(0);
    let area = |it: &Size| f64::from(it.width + gap) * f64::from(it.height + gap);
    let total: f64 = parts.iter().chain([&above]).map(area).sum();
    let ideal = (total * f64::from(aspect)).sqrt();
    let near = (0..12).map(|it| (ideal * (0.8 + 0.08 * f64::from(it))) as i32);
    let fits = parts.iter().chain([&above]).map(|it| it.width).max();
    let mut res: Vec<i32> = near.chain(fits).map(|it| it.max(widest)).collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// Places rectangles `gap` apart in a picture of the given width. Returns the places and the size of
/// the whole.
pub(super) fn pack(parts: &[Size], width: i32, gap: i32) -> (Vec<Point>, Size) {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&it| std::cmp::Reverse((parts[it].height, parts[it].width)));
    shelve(parts, &order, width, gap)
}

/// The area of the picture, more if its proportions are far from `aspect`.
pub(super) fn badness(size: Size, aspect: f32) -> f64 {
    let (width, height) = (f64::from(size.width.max(1)), f64::from(size.height.max(1)));
    let off = (width / height / f64::from(aspect)).ln().abs();
    // Between 4:3 and 16:9 nothing is wrong.
    width * height * (1.0 + (off - 0.17).max(0.0))
}

/// Puts each part as high as it can go, and as far left as it can there.
fn shelve(parts: &[Size], order: &[usize], width: i32, gap: i32) -> (Vec<Point>, Size) {
    let mut places = vec![Point::default(); parts.len()];
    let mut size = Size::default();
    // Stretches of the lower outline: where they begin, and how low they are.
    let mut outline = vec![(0, 0)];
    for &idx in order {
        let part = parts[idx];
        let Point { x, y } = highest_place(&outline, part, width, gap);
        places[idx] = Point::new(x, y);
        let rect = Rect::new(places[idx], part);
        size.width = size.width.max(rect.right());
        size.height = size.height.max(rect.bottom());
        lower(&mut outline, x, rect.right() + gap, rect.bottom() + gap);
    }
    (places, size)
}

fn highest_place(outline: &[(i32, i32)], part: Size, width: i32, gap: i32) -> Point {
    let mut best = Point::new(0, i32::MAX);
    for (idx, &(x, _)) in outline.iter().enumerate() {
        if x > 0 && x + part.width > width {
            break;
        }
        let under = outline[idx..].iter().take_while(|it| it.0 < x + part.width + gap.max(1));
        let y = under.map(|it| it.1).max().unwrap_or(0);
        if y < best.y {
            best = Point::new(x, y);
        }
    }
    best
}

/// Moves the outline down to `bottom` between `left` and `right`.
fn lower(outline: &mut Vec<(i32, i32)>, left: i32, right: i32, bottom: i32) {
    let after = outline.iter().rev().find(|it| it.0 <= right).map_or(0, |it| it.1);
    outline.retain(|it| it.0 < left || it.0 > right);
    let at = outline.partition_point(|it| it.0 < left);
    outline.insert(at, (left, bottom));
    outline.insert(at + 1, (right, after));
}

/// Boxes without lines in even columns: the tallest first, each to the column that is lowest so far.
pub(super) fn grid(boxes: &[Size], n_columns: usize, gap: i32) -> (Vec<Point>, Size) {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by_key(|&it| std::cmp::Reverse(boxes[it].height));
    let mut bottoms = vec![0; n_columns.max(1)];
    let mut column_of = vec![0; boxes.len()];
    let mut places = vec![Point::default(); boxes.len()];
    for idx in order {
        let column = (0..bottoms.len()).min_by_key(|&it| bottoms[it]).unwrap_or(0);
        column_of[idx] = column;
        places[idx].y = bottoms[column];
        bottoms[column] += boxes[idx].height + gap;
    }
    let mut left = 0;
    let mut size = Size::default();
    for (column, bottom) in bottoms.iter().enumerate() {
        let members = || (0..boxes.len()).filter(|&it| column_of[it] == column);
        for idx in members() {
            places[idx].x = left;
        }
        let width = members().map(|it| boxes[it].width).max().unwrap_or(0);
        size.width = size.width.max(left + width);
        size.height = size.height.max(bottom - gap);
        left += width + gap;
    }
    (places, size)
}
