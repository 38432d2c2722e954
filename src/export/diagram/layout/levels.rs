//! The nesting of groups: every group is a level of its own, and lines that leave it end at its sides.

use super::geometry::Side;
use super::graph::{Edge, EdgeId, End, Graph, GroupId, NodeId};
use super::nets::Membership;
use super::stacks::Stacks;
use rustc_hash::FxHashMap;

/// All levels; a level comes before those in it, the first is the whole picture.
#[derive(Debug)]
pub(super) struct Levels {
    pub(super) levels: Vec<Level>,
    /// The level of each node.
    level_of: Vec<usize>,
    /// The item that each stack is in its level.
    item_of_stack: Vec<usize>,
    /// The item that each level is in its parent.
    item_of_level: Vec<usize>,
    /// For each edge its links, from the level of its root up to where root and leaf meet, and from
    /// there down to the level of its leaf.
    pub(super) ways: Vec<Way>,
}

/// The links of an edge, each as a level and a position there.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// From the meeting level down to the root, the meeting level first.
    pub(super) root: Vec<(usize, usize)>,
    /// From below the meeting level down to the leaf.
    pub(super) leaf: Vec<(usize, usize)>,
}

/// What is in one group, or in none.
#[derive(Debug, Default)]
pub(super) struct Level {
    pub(super) group: Option<GroupId>,
    parent: Option<usize>,
    depth: usize,
    pub(super) items: Vec<Item>,
    pub(super) links: Vec<Link>,
    /// The sides of the places where lines leave the level.
    pub(super) terminals: Vec<Side>,
    /// Those places by net and side.
    terminal_of: FxHashMap<(u32, Side), usize>,
}

/// A thing that is placed in a level.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// A stack of boxes, mostly one.
    Stack(usize),
    /// A group, by its level.
    Level(usize),
}

/// The part of an edge within a level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) edge: EdgeId,
    pub(super) net: u32,
    pub(super) root: Tip,
    pub(super) leaf: Tip,
}

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tip {
    /// An end of the edge itself, or a group around it.
    Item(usize),
    /// A place on the border of the level.
    Terminal(usize),
}

/// The root and the leaf of an edge.
pub(super) fn ends(edge: &Edge, membership: Membership) -> (End, End) {
    if membership.is_root_to { (edge.to, edge.from) } else { (edge.from, edge.to) }
}

impl Levels {
    /// Sorts stacks into levels and puts every edge into the level where its ends meet.
    pub(super) fn new(graph: &Graph, stacks: &Stacks, memberships: &[Membership]) -> Levels {
        let level_of_group = nest(graph);
        let n_levels = graph.groups.len() + 1;
        let mut res = Levels {
            levels: (0..n_levels).map(|_| Level::default()).collect(),
            level_of: Vec::with_capacity(graph.nodes.len()),
            item_of_stack: Vec::with_capacity(stacks.stacks.len()),
            item_of_level: vec![0; n_levels],
            ways: vec![Way::default(); graph.edges.len()],
        };
        for (group, &(level, parent)) in graph.groups.ids().zip(&level_of_group) {
            res.levels[level].group = Some(group);
            res.levels[level].parent = Some(parent);
        }
        for level in 1..n_levels {
            let parent = res.levels[level].parent.unwrap_or(0);
            res.levels[level].depth = res.levels[parent].depth + 1;
        }
        for node in graph.nodes.values() {
            res.level_of.push(node.group.map_or(0, |it| level_of_group[it.idx()].0));
        }
        res.add_items(stacks);
        for (id, edge) in graph.edges.iter() {
            if stacks.lines[id.idx()].is_none() {
                res.add_edge(stacks, id, edge, memberships[id.idx()]);
            }
        }
        res
    }

    fn add_items(&mut self, stacks: &Stacks) {
        for (idx, stack) in stacks.stacks.iter().enumerate() {
            let level = stack.members.first().map_or(0, |it| self.level_of[it.0.idx()]);
            self.item_of_stack.push(self.levels[level].items.len());
            self.levels[level].items.push(Item::Stack(idx));
        }
        // Inner levels first, so that a group counts as empty when all in it are.
        for level in (1..self.levels.len()).rev() {
            let parent = self.levels[level].parent.unwrap_or(0);
            if !self.levels[level].items.is_empty() {
                self.item_of_level[level] = self.levels[parent].items.len();
                self.levels[parent].items.push(Item::Level(level));
            }
        }
    }

    fn add_edge(&mut self, stacks: &Stacks, id: EdgeId, edge: &Edge, membership: Membership) {
        let (root, leaf) = ends(edge, membership);
        let (mut a, mut b) = (self.level_of[root.node.idx()], self.level_of[leaf.node.idx()]);
        while a != b {
            let deeper = if self.levels[a].depth >= self.levels[b].depth { &mut a } else { &mut b };
            *deeper = self.levels[*deeper].parent.unwrap_or(0);
        }
        let link = Link {
            edge: id,
            net: membership.net,
            root: Tip::Item(self.item_at(stacks, a, root.node)),
            leaf: Tip::Item(self.item_at(stacks, a, leaf.node)),
        };
        self.ways[id.idx()].root.push((a, self.levels[a].links.len()));
        self.levels[a].links.push(link);
    }

    /// The item of a level that a node is, or is in.
    fn item_at(&self, stacks: &Stacks, level: usize, node: NodeId) -> usize {
        let mut here = self.level_of[node.idx()];
        if here == level {
            return self.item_of_stack[stacks.place_of[node.idx()].0];
        }
        while let Some(parent) = self.levels[here].parent.filter(|&it| it != level) {
            here = parent;
        }
        self.item_of_level[here]
    }

    /// Carries the root's or the leaf's end of a link on into the group it ends at, whose given side it
    /// passes.
    pub(super) fn enter(
        &mut self,
        stacks: &Stacks,
        link: &Link,
        node: NodeId,
        is_root: bool,
        (level, side): (usize, Side),
    ) {
        let item = Tip::Item(self.item_at(stacks, level, node));
        let inner = &mut self.levels[level];
        let new = inner.terminals.len();
        let terminal = *inner.terminal_of.entry((link.net, side)).or_insert(new);
        if terminal == new {
            inner.terminals.push(side);
        }
        let terminal = Tip::Terminal(terminal);
        let (root, leaf) = if is_root { (item, terminal) } else { (terminal, item) };
        let way = &mut self.ways[link.edge.idx()];
        let pieces = if is_root { &mut way.root } else { &mut way.leaf };
        pieces.push((level, inner.links.len()));
        inner.links.push(Link { root, leaf, ..*link });
    }

    /// The place on the border of a level where a net leaves it.
    pub(super) fn terminal(&self, level: usize, net: u32, side: Side) -> Option<usize> {
        self.levels[level].terminal_of.get(&(net, side)).copied()
    }
}

/// For each group the number of its level and of its parent's; parents get lower numbers. Groups that
/// contain each other are taken as standing alone.
fn nest(graph: &Graph) -> Vec<(usize, usize)> {
    let parent = |group: GroupId| graph.groups[group].parent;
    let mut children: Vec<Vec<GroupId>> = vec![Vec::new(); graph.groups.len()];
    let mut open: Vec<(GroupId, usize)> = Vec::new();
    for group in graph.groups.ids() {
        match parent(group) {
            Some(it) => children[it.idx()].push(group),
            None => open.push((group, 0)),
        }
    }
    open.reverse();
    let mut res: Vec<Option<(usize, usize)>> = vec![None; graph.groups.len()];
    let mut n_levels = 1;
    let mut rest = graph.groups.ids();
    loop {
        let next = open.pop().or_else(|| {
            let cyclic = rest.find(|it| res[it.idx()].is_none());
            cyclic.map(|it| (it, 0))
        });
        let Some((group, parent)) = next else { break };
        if res[group.idx()].is_some() {
            continue;
        }
        res[group.idx()] = Some((n_levels, parent));
        open.extend(children[group.idx()].iter().rev().map(|&it| (it, n_levels)));
        n_levels += 1;
    }
    res.into_iter().flatten().collect()
}
