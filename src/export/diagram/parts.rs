//! Large scenes in parts: an overview, and a picture for each group.

use crate::base::CompactSort;
use std::collections::BTreeMap;

use super::clusters::clusters;
use super::scene::{End, Group, Line, LineKind, Node, NodeKind, Note, Row, Scene};
use super::view::{Columns, View, select, view};

/// How many boxes one picture shows with all their rows.
const MOST_BOXES: usize = 80;
/// How many it shows with the rows of keys; more are shown by name.
const MOST_WITH_KEYS: usize = 200;
/// How many boxes an overview names for each group at most.
const MOST_HUBS: usize = 8;
/// How many it names about.
const NAMES: usize = 160;
/// How many lines an overview shows for each group.
const LINES_A_GROUP: usize = 2;

/// The whole scene when it can be read as one picture; else an overview and a scene for each group, by
/// their names. Where nobody has said what belongs together, lines tell.
pub fn parts(scene: &Scene) -> Vec<(String, Scene)> {
    if scene.nodes.len() <= MOST_BOXES {
        let title = scene.title.clone().unwrap_or_else(|| "Diagram".to_owned());
        return vec![(title, scene.clone())];
    }
    let is_grouped = scene.nodes.iter().any(|it| it.group.is_some());
    let found = if is_grouped { scene.clone() } else { clustered(scene) };
    let mut res = vec![("Overview".to_owned(), overview(&found, &places(&found)))];
    for (name, part) in groups(&found) {
        let mut part = Scene { title: Some(name.clone()), ..thinned(&part) };
        // The heading says what a frame around everything would.
        part.nodes.iter_mut().for_each(|it| it.group = None);
        res.push((name, part));
    }
    res
}

/// The scene with a group for what lines hold together, called after what most of them meet in it.
fn clustered(scene: &Scene) -> Scene {
    let ends = |it: &Line| (it.from.node, it.to.node);
    let lines: Vec<(usize, usize)> = scene.lines.iter().map(ends).collect();
    let numbers = clusters(scene.nodes.len(), &lines);
    let n_groups = numbers.iter().flatten().max().map_or(0, |it| it + 1);
    let mut members = vec![Vec::new(); n_groups];
    for (idx, number) in numbers.iter().enumerate() {
        number.iter().for_each(|&it| members[it].push(idx));
    }
    let hub =
        |boxes: &Vec<usize>| by_degree(scene, boxes).first().map(|it| &scene.nodes[*it].title);
    let title =
        |boxes: &Vec<usize>| hub(boxes).map_or_else(String::new, |it| format!("Around {it}"));
    let mut res = scene.clone();
    res.groups = members.iter().map(|it| Group { title: title(it), parent: None }).collect();
    if numbers.contains(&None) {
        res.groups.push(Group { title: "Others".to_owned(), parent: None });
    }
    for (node, number) in res.nodes.iter_mut().zip(numbers) {
        node.group = Some(number.unwrap_or(n_groups));
    }
    res
}

/// The boxes of each group with the lines between them, by the name of the group; the whole scene where there
/// are no groups.
pub fn groups(scene: &Scene) -> Vec<(String, Scene)> {
    let places = places(scene);
    if places.keys().all(Option::is_none) {
        let name = scene.title.clone().unwrap_or_else(|| "the model".to_owned());
        return vec![(name, scene.clone())];
    }
    let part = |(group, nodes): (&Option<usize>, &Vec<usize>)| {
        let mut shown = vec![false; scene.nodes.len()];
        nodes.iter().for_each(|&it| shown[it] = true);
        (group_name(scene, *group), select(scene, &shown))
    };
    places.iter().map(part).collect()
}

/// The boxes of each group, those in no group last.
fn places(scene: &Scene) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut res: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (idx, node) in scene.nodes.iter().enumerate() {
        res.entry(node.group).or_default().push(idx);
    }
    res
}

fn group_name(scene: &Scene, group: Option<usize>) -> String {
    let Some(group) = group.and_then(|it| scene.groups.get(it)) else {
        return "In no group".to_owned();
    };
    match group.parent.and_then(|it| scene.groups.get(it)) {
        Some(parent) => format!("{} / {}", parent.title, group.title),
        None => group.title.clone(),
    }
}

/// The scene with as many rows as can be read.
fn thinned(scene: &Scene) -> Scene {
    let columns = match scene.nodes.len() {
        0..=MOST_BOXES => Columns::All,
        n if n <= MOST_WITH_KEYS => Columns::Keys,
        _ => Columns::None,
    };
    view(scene, &View { columns, ..View::default() }).unwrap_or_default()
}

/// Boxes by how many lines meet there, most first.
fn by_degree(scene: &Scene, nodes: &[usize]) -> Vec<usize> {
    let mut degree = vec![0_usize; scene.nodes.len()];
    for line in &scene.lines {
        degree[line.from.node] += 1;
        degree[line.to.node] += 1;
    }
    let mut res = nodes.to_vec();
    res.compact_sort_by_key(|&it| (std::cmp::Reverse(degree[it]), it));
    res
}

/// A box for each group that names what most lines meet, and a line between groups that refer.
fn overview(scene: &Scene, places: &BTreeMap<Option<usize>, Vec<usize>>) -> Scene {
    let mut res = Scene { title: scene.title.clone(), ..Scene::default() };
    let mut box_of = vec![0; scene.nodes.len()];
    for (group, nodes) in places {
        nodes.iter().for_each(|&it| box_of[it] = res.nodes.len());
        let n_hubs = (NAMES / places.len()).clamp(2, MOST_HUBS);
        res.nodes.push(group_box(scene, group_name(scene, *group), nodes, n_hubs));
    }
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for line in &scene.lines {
        let (from, to) = (box_of[line.from.node], box_of[line.to.node]);
        if from != to {
            *counts.entry((from, to)).or_default() += 1;
        }
    }
    let mut counts: Vec<((usize, usize), usize)> = counts.into_iter().collect();
    // More lines than this are a tangle: the strongest are shown.
    let n_shown = LINES_A_GROUP * places.len();
    if counts.len() > n_shown {
        counts.compact_sort_by_key(|(ends, count)| (std::cmp::Reverse(*count), *ends));
        counts.truncate(n_shown);
        let title = res.title.map_or_else(String::new, |it| format!("{it}: "));
        res.title = Some(format!("{title}the strongest links"));
    }
    for ((from, to), count) in counts {
        res.lines.push(Line {
            label: (count > 1).then(|| count.to_string()),
            ..Line::new(LineKind::Alternative, End::at(from), End::at(to))
        });
    }
    res
}

fn group_box(scene: &Scene, title: String, nodes: &[usize], n_hubs: usize) -> Node {
    let row = |it: &usize| Row {
        docs: scene.nodes[*it].docs.clone(),
        ..Row::new(scene.nodes[*it].title.clone(), "")
    };
    let rest = nodes.len().saturating_sub(n_hubs);
    let anchor = scene.nodes[nodes[0]].anchor.clone();
    Node {
        rows: by_degree(scene, nodes).iter().take(n_hubs).map(row).collect(),
        footer: (rest > 0).then(|| Note::new(format!("and {rest} more"))).into_iter().collect(),
        ..Node::new(NodeKind::Entity, title, anchor)
    }
}
