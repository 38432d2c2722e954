//! Parts that nothing joins, put together to a picture of pleasant proportions.

mod nooks;
mod shelves;

use super::geometry::{Point, Rect, Size};
use super::graph::Options;
use nooks::Nooks;

/// More columns of boxes without lines are not tried.
const MOST_GRID_COLUMNS: usize = 40;

/// A drawing that is placed as one.
pub(super) struct Part {
    pub(super) size: Size,
    /// What is in it; the rest is free.
    pub(super) content: Vec<Rect>,
}

/// Where everything came to be.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub(super) size: Size,
    pub(super) parts: Vec<Point>,
    pub(super) lone: Vec<Point>,
}

/// Puts parts and lone boxes together. The lone boxes form one even grid. If `is_open`, lines lead from
/// the first part to the border, so nothing may stand beside it.
pub(super) fn pack(parts: &[Part], lone: &[Size], is_open: bool, options: &Options) -> Packed {
    let mut res = Packed { parts: vec![Point::default(); parts.len()], ..Packed::default() };
    let area = |it: usize| i64::from(parts[it].size.width) * i64::from(parts[it].size.height);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&it| std::cmp::Reverse((is_open && it == 0, area(it))));
    let Some((&host, others)) = order.split_first() else {
        (res.lone, res.size) = best_grid(lone, options);
        return res;
    };
    // Small parts first look for room within the largest.
    let mut nooks = Nooks::new(parts[host].size, &parts[host].content);
    let mut rest = Vec::new();
    let mut guests = Vec::new();
    for &part in others {
        match nooks.place(parts[part].size, options.part_gap) {
            Some(place) => guests.push((part, place)),
            None => rest.push(part),
        }
    }
    let grid = grid_within(&mut nooks, lone, options);
    let left_over = if grid.is_some() { &[] } else { lone };
    let sizes: Vec<Size> = [&host].into_iter().chain(&rest).map(|&it| parts[it].size).collect();
    let beside = side_by_side(&sizes, left_over, is_open, options);
    for (&part, &place) in [host].iter().chain(&rest).zip(&beside.parts) {
        res.parts[part] = place;
    }
    for (part, place) in guests {
        res.parts[part] = place.shifted(res.parts[host]);
    }
    res.lone = match grid {
        Some(places) => places.iter().map(|it| it.shifted(res.parts[host])).collect(),
        None => beside.lone,
    };
    res.size = beside.size;
    res
}

/// The grid of lone boxes within the free room of a part, if it fits.
fn grid_within(nooks: &mut Nooks, lone: &[Size], options: &Options) -> Option<Vec<Point>> {
    if lone.is_empty() {
        return None;
    }
    let mut grids: Vec<(Vec<Point>, Size)> = (1..=lone.len().min(MOST_GRID_COLUMNS))
        .map(|n_columns| shelves::grid(lone, n_columns, options.box_gap))
        .collect();
    let badness = |size: Size| shelves::badness(size, options.aspect);
    grids.sort_by(|a, b| badness(a.1).total_cmp(&badness(b.1)));
    grids.into_iter().find_map(|(places, size)| {
        let by = nooks.place(size, options.part_gap)?;
        Some(places.into_iter().map(|it| it.shifted(by)).collect())
    })
}

fn best_grid(lone: &[Size], options: &Options) -> (Vec<Point>, Size) {
    let most = lone.len().min(MOST_GRID_COLUMNS);
    let grids = (1..=most).map(|n_columns| shelves::grid(lone, n_columns, options.box_gap));
    let badness = |size: Size| shelves::badness(size, options.aspect);
    grids.min_by(|a, b| badness(a.1).total_cmp(&badness(b.1))).unwrap_or_default()
}

/// Parts and the grid of lone boxes next to each other.
#[derive(Default)]
struct Arrangement {
    parts: Vec<Point>,
    lone: Vec<Point>,
    size: Size,
}

/// Places the sizes, the first of them at the upper left, and the grid of lone boxes.
fn side_by_side(sizes: &[Size], lone: &[Size], is_open: bool, options: &Options) -> Arrangement {
    let (aspect, gap) = (options.aspect, options.part_gap);
    let n_above = usize::from(is_open);
    let above = sizes.first().copied().filter(|_| is_open).unwrap_or_default();
    let top = if is_open { above.height + gap } else { 0 };
    let mut best: Option<(f64, Arrangement)> = None;
    for n_columns in 1..=lone.len().clamp(1, MOST_GRID_COLUMNS) {
        let (grid_places, grid) = shelves::grid(lone, n_columns, options.box_gap);
        let mut below: Vec<Size> = sizes[n_above..].to_vec();
        below.extend((!lone.is_empty()).then_some(grid));
        for width in shelves::widths(&below, aspect, gap, above) {
            let (mut parts, size) = shelves::pack(&below, width, gap);
            let height = if below.is_empty() { above.height } else { top + size.height };
            let size = Size::new(above.width.max(size.width), height);
            let badness = shelves::badness(size, aspect);
            if best.as_ref().is_some_and(|it| it.0 <= badness) {
                continue;
            }
            parts.iter_mut().for_each(|it| it.y += top);
            let by = if lone.is_empty() { None } else { parts.pop() };
            let lone = grid_places.iter().map(|it| it.shifted(by.unwrap_or_default())).collect();
            parts.splice(0..0, std::iter::repeat_n(Point::default(), n_above));
            best = Some((badness, Arrangement { parts, lone, size }));
        }
    }
    best.map(|it| it.1).unwrap_or_default()
}
