//! What of a scene is shown: which boxes, and which of their rows.

use std::collections::VecDeque;

use super::scene::{Line, LineKind, Node, Row, RowMark, Scene};
use crate::base::closest;

/// What of a scene is shown.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Which rows.
    pub columns: Columns,
    /// Whether only meaning is shown: no types, and no attributes that merely refer.
    pub is_conceptual: bool,
    /// Only this box and what is near it.
    pub focus: Option<Focus>,
    /// Only the boxes of this group.
    pub group: Option<String>,
    /// Only the boxes of this schema.
    pub schema: Option<String>,
}

/// Which rows of a box are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Columns {
    /// All.
    #[default]
    All,
    /// Those of keys, and those that refer.
    Keys,
    /// None: names alone.
    None,
}

/// A box and what is near it.
#[derive(Debug, Clone)]
pub struct Focus {
    /// The name of the box, with or without its schema.
    pub name: String,
    /// How many lines away boxes may be.
    pub depth: usize,
}

/// A name that nothing in a scene has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What was looked for: `entity`, `group`, `schema`.
    pub kind: &'static str,
    /// The name.
    pub name: String,
    /// A name that may have been meant.
    pub meant: Option<String>,
}

/// The part of `scene` that `view` asks for.
pub fn view(scene: &Scene, view: &View) -> Result<Scene, Unknown> {
    let mut shown = vec![true; scene.nodes.len()];
    for (kind, name) in [("group", &view.group), ("schema", &view.schema)] {
        if let Some(name) = name {
            let inside = in_group(scene, kind, name)?;
            shown.iter_mut().zip(inside).for_each(|(it, inside)| *it &= inside);
        }
    }
    if let Some(focus) = &view.focus {
        let near = near(scene, focus)?;
        shown.iter_mut().zip(near).for_each(|(it, near)| *it &= near);
    }
    let mut res = select(scene, &shown);
    reduce(&mut res, view);
    Ok(res)
}

/// Which boxes are in a group, or in one inside it. Schemas are groups without a group around them.
fn in_group(scene: &Scene, kind: &'static str, name: &str) -> Result<Vec<bool>, Unknown> {
    let titles = || scene.groups.iter().map(|it| it.title.as_str());
    if !titles().any(|it| it == name) {
        let meant = closest(name, titles()).map(str::to_owned);
        return Err(Unknown { kind, name: name.to_owned(), meant });
    }
    let is_inside = |node: &Node| {
        let mut group = node.group;
        // Groups nest two deep.
        for _ in 0..2 {
            let Some(here) = group.and_then(|it| scene.groups.get(it)) else { return false };
            if here.title == name {
                return true;
            }
            group = here.parent;
        }
        false
    };
    Ok(scene.nodes.iter().map(is_inside).collect())
}

/// Which boxes are at most so many lines away from the one in focus.
fn near(scene: &Scene, focus: &Focus) -> Result<Vec<bool>, Unknown> {
    let is_meant = |it: &Node| it.title == focus.name || it.anchor == focus.name;
    let Some(start) = scene.nodes.iter().position(is_meant) else {
        let names = scene.nodes.iter().map(|it| it.title.as_str());
        let meant = closest(&focus.name, names).map(str::to_owned);
        return Err(Unknown { kind: "entity", name: focus.name.clone(), meant });
    };
    let mut beside = vec![Vec::new(); scene.nodes.len()];
    for line in &scene.lines {
        beside[line.from.node].push(line.to.node);
        beside[line.to.node].push(line.from.node);
    }
    let mut distance = vec![None; scene.nodes.len()];
    distance[start] = Some(0);
    let mut pending = VecDeque::from([(start, 0)]);
    while let Some((node, steps)) = pending.pop_front() {
        for &next in &beside[node] {
            if distance[next].is_none() && steps < focus.depth {
                distance[next] = Some(steps + 1);
                pending.push_back((next, steps + 1));
            }
        }
    }
    Ok(distance.iter().map(Option::is_some).collect())
}

/// The boxes that are shown, and the lines between them.
pub(super) fn select(scene: &Scene, shown: &[bool]) -> Scene {
    let mut places = vec![None; scene.nodes.len()];
    let mut nodes = Vec::new();
    for (idx, node) in scene.nodes.iter().enumerate().filter(|(idx, _)| shown[*idx]) {
        places[idx] = Some(nodes.len());
        nodes.push(node.clone());
    }
    let moved = |line: &Line| {
        let mut res = line.clone();
        res.from.node = places[line.from.node]?;
        res.to.node = places[line.to.node]?;
        Some(res)
    };
    let lines = scene.lines.iter().filter_map(moved).collect();
    Scene { title: scene.title.clone(), nodes, lines, groups: scene.groups.clone() }
}

/// Leaves out rows; lines that ended there end at their box.
fn reduce(scene: &mut Scene, view: &View) {
    let mut places = Vec::with_capacity(scene.nodes.len());
    for node in &mut scene.nodes {
        let rows = std::mem::take(&mut node.rows);
        let mut moved = Vec::with_capacity(rows.len());
        for mut row in rows {
            let is_shown = is_shown(&row, view);
            moved.push(is_shown.then_some(node.rows.len()));
            if view.is_conceptual {
                row.ty.clear();
            }
            if is_shown {
                node.rows.push(row);
            }
        }
        if view.columns != Columns::All {
            node.footer.retain(|it| it.change.is_some() && view.columns != Columns::None);
        }
        places.push(moved);
    }
    for line in &mut scene.lines {
        let name = line.from.row.is_some() && view.is_conceptual;
        if name && line.kind != LineKind::Role {
            line.label = line.label.take().or_else(|| line.name.clone());
        }
        for end in [&mut line.from, &mut line.to] {
            end.row = end.row.and_then(|it| places[end.node].get(it).copied().flatten());
        }
    }
}

fn is_shown(row: &Row, view: &View) -> bool {
    let refers = matches!(row.mark, RowMark::Reference | RowMark::KeyReference);
    let is_chosen = match view.columns {
        Columns::All => true,
        Columns::Keys => row.mark == RowMark::Key || refers || row.change.is_some(),
        Columns::None => false,
    };
    is_chosen && !(view.is_conceptual && refers)
}
