//! Two scenes in one: what came, what went, and what is no longer as it was.

mod lines;
mod only;
mod rows;

use rustc_hash::FxHashMap;

use super::scene::{Badge, Change, Group, Node, Note, Row, Scene, Tone};
pub use only::only_changes;
use rows::Rows;

/// `after` together with what `before` alone has, everything marked with what became of it.
///
/// Boxes and attributes are the same when they have the same name, or when the later one says that it had the
/// other's; lines are the same when they lead from the same attribute to the same box.
pub fn changes(before: &Scene, after: &Scene) -> Scene {
    let mut res = Scene { title: after.title.clone(), ..Scene::default() };
    let groups = [groups(&mut res, before), groups(&mut res, after)];
    let pairs = pairs(before, after);
    let renamed = renamed(before, after, &pairs);
    let mut places = Places::new(before.nodes.len(), after.nodes.len());
    for (idx, node) in after.nodes.iter().enumerate() {
        let old = pairs[idx];
        let old_rows = old.map_or_else(Vec::new, |it| {
            before.nodes[it].rows.iter().map(|it| by_new_name(it, &renamed)).collect()
        });
        let rows = rows::merged(&old_rows, &node.rows);
        let merged = match old {
            Some(old) => stayed(&before.nodes[old], node, &rows),
            // In a box that is new as a whole nothing else needs a mark.
            None => Node { change: Some(Change::Added), ..node.clone() },
        };
        if let Some(old) = old {
            places.before[old] = Some((res.nodes.len(), rows.before));
        }
        places.after[idx] = Some((res.nodes.len(), rows.after));
        let group = node.group.map(|it| groups[1][it]);
        res.nodes.push(Node { group, ..merged });
    }
    for (idx, node) in before.nodes.iter().enumerate() {
        if places.before[idx].is_none() {
            places.before[idx] = Some((res.nodes.len(), (0..node.rows.len()).collect()));
            let group = node.group.map(|it| groups[0][it]);
            res.nodes.push(Node { group, change: Some(Change::Removed), ..node.clone() });
        }
    }
    lines::merge(&mut res, before, after, &places);
    res.nodes.iter_mut().for_each(tell);
    res.title = Some(heading(&res));
    res
}

/// Where the boxes of both scenes are in the merged one, with the places of their rows.
struct Places {
    before: Vec<Option<(usize, Vec<usize>)>>,
    after: Vec<Option<(usize, Vec<usize>)>>,
}

impl Places {
    fn new(n_before: usize, n_after: usize) -> Places {
        Places { before: vec![None; n_before], after: vec![None; n_after] }
    }
}

/// Adds the groups of a scene that are not there yet; answers where each is.
fn groups(res: &mut Scene, scene: &Scene) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::with_capacity(scene.groups.len());
    for group in &scene.groups {
        // A group comes behind the one around it.
        let parent = group.parent.and_then(|it| places.get(it).copied());
        let moved = Group { title: group.title.clone(), parent };
        let known = res.groups.iter().position(|it| *it == moved);
        places.push(known.unwrap_or(res.groups.len()));
        if known.is_none() {
            res.groups.push(moved);
        }
    }
    places
}

/// For each box of `after` the one of `before` that it was.
fn pairs(before: &Scene, after: &Scene) -> Vec<Option<usize>> {
    let by_name = |scene: &Scene| -> FxHashMap<String, usize> {
        let names = scene.nodes.iter().enumerate();
        names.map(|(idx, it)| (it.anchor.clone(), idx)).collect()
    };
    let (old, new) = (by_name(before), by_name(after));
    let pair = |node: &Node| {
        let former = |it: &&String| !new.contains_key(*it) && old.contains_key(*it);
        let name = Some(&node.anchor).filter(|it| old.contains_key(*it));
        name.or_else(|| node.was.iter().find(former)).map(|it| old[it])
    };
    let mut taken = vec![false; before.nodes.len()];
    let mut once = |it: &usize| !std::mem::replace(&mut taken[*it], true);
    after.nodes.iter().map(|it| pair(it).filter(&mut once)).collect()
}

/// The old and the new name of each box that was renamed.
fn renamed<'a>(
    before: &'a Scene,
    after: &'a Scene,
    pairs: &[Option<usize>],
) -> Vec<(&'a str, &'a str)> {
    let both = pairs.iter().zip(&after.nodes);
    let names = both
        .filter_map(|(old, new)| Some((before.nodes[(*old)?].title.as_str(), new.title.as_str())));
    names.filter(|(old, new)| old != new).collect()
}

/// An attribute whose type is a box that was renamed has the type it had.
fn by_new_name(row: &Row, renamed: &[(&str, &str)]) -> Row {
    let ty = renamed.iter().find_map(|(old, new)| {
        let quantifier = row.ty.strip_prefix(old)?;
        let is_whole = quantifier.is_empty() || quantifier.starts_with(['?', '*', '+', '{', '[']);
        is_whole.then(|| format!("{new}{quantifier}"))
    });
    Row { ty: ty.unwrap_or_else(|| row.ty.clone()), ..row.clone() }
}

/// A box that is in both.
fn stayed(old: &Node, new: &Node, rows: &Rows) -> Node {
    let footer = notes(&old.footer, &new.footer);
    let is_same = rows.rows.iter().all(|it| it.change.is_none())
        && footer.iter().all(|it| it.change.is_none())
        && (&old.anchor, old.kind, &old.stereotype, &old.docs)
            == (&new.anchor, new.kind, &new.stereotype, &new.docs);
    let title = match old.title == new.title {
        true => new.title.clone(),
        false => format!("{} → {}", old.title, new.title),
    };
    let change = (!is_same).then_some(Change::Changed);
    Node { title, rows: rows.rows.clone(), footer, change, ..new.clone() }
}

fn notes(old: &[Note], new: &[Note]) -> Vec<Note> {
    let marked = |it: &Note, others: &[Note], change| {
        let is_known = others.iter().any(|other| other.text == it.text);
        Note { change: (!is_known).then_some(change), ..it.clone() }
    };
    let gone = old.iter().map(|it| marked(it, new, Change::Removed));
    let gone = gone.filter(|it| it.change.is_some());
    new.iter().map(|it| marked(it, old, Change::Added)).chain(gone).collect()
}

/// Says beside the name what became of a box.
fn tell(node: &mut Node) {
    // Colours of the author's own would be mistaken for changes.
    node.color = None;
    if let Some(change) = node.change {
        let (text, tone) = (change.word().to_owned(), Tone::Change(change));
        node.badges.insert(0, Badge { text, tone, hover: None });
    }
}

/// `shop: 1 added, 2 changed`
fn heading(scene: &Scene) -> String {
    let number = |change: Change| {
        let n = scene.nodes.iter().filter(|it| it.change == Some(change)).count();
        (n > 0).then(|| format!("{n} {}", change.word()))
    };
    let mut parts: Vec<String> = Change::ALL.into_iter().filter_map(number).collect();
    if parts.is_empty() {
        let has_lines = scene.lines.iter().any(|it| it.change.is_some());
        parts.push(if has_lines { "lines changed" } else { "nothing changed" }.to_owned());
    }
    let title = scene.title.as_ref().map_or_else(String::new, |it| format!("{it}: "));
    format!("{title}{}", parts.join(", "))
}
