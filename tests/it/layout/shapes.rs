//! Graphs to lay out: like real models, and like nobody's.

use erc::base::Arena;
use erc::export::diagram::layout::{
    Edge, EdgeKind, End, Graph, Group, GroupId, Node, NodeId, Row, Size,
};

pub(crate) const HEADER: i32 = 26;
pub(crate) const ROW: i32 = 20;

/// Numbers that look random and are the same every time.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D }
    }

    /// A number from 0 to before `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % end.max(1)
    }

    pub(crate) fn between(&mut self, first: i32, last: i32) -> i32 {
        first + self.below((last - first + 1) as usize) as i32
    }
}

/// A table with `n_rows` columns.
pub(crate) fn table(width: i32, n_rows: usize) -> Node {
    let rows: Vec<Row> =
        (0..n_rows).map(|it| Row { top: HEADER + it as i32 * ROW, height: ROW }).collect();
    let size = Size::new(width, HEADER + n_rows as i32 * ROW);
    Node { size, rows, group: None }
}

/// A box with a name and nothing else.
pub(crate) fn name_only(width: i32) -> Node {
    Node { size: Size::new(width, 30), rows: Vec::new(), group: None }
}

/// A foreign key from a column to the first column of another table, with end markers.
pub(crate) fn reference(from: NodeId, row: usize, to: NodeId) -> Edge {
    let end = |node, row, marker, bundle| End { row: Some(row), marker, bundle, ..End::at(node) };
    Edge {
        kind: EdgeKind::TargetLeft,
        from: end(from, row, 16, None),
        to: end(to, 0, 14, Some(0)),
        label: None,
    }
}

/// A line between two boxes as wholes.
pub(crate) fn link(from: NodeId, to: NodeId) -> Edge {
    Edge { kind: EdgeKind::Free, from: End::at(from), to: End::at(to), label: None }
}

/// A model like those people have: some tables that many refer to, most with a few references, some
/// alone; with columns or names only.
pub(crate) fn model(n_tables: usize, seed: u64, with_columns: bool) -> Graph {
    let mut random = Random::new(seed);
    let mut res = Graph::default();
    for _ in 0..n_tables {
        let width = random.between(120, 240) / 2 * 2;
        let n_rows = random.between(10, 20) as usize;
        res.nodes.alloc(if with_columns { table(width, n_rows) } else { name_only(width) });
    }
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for (idx, &from) in ids.iter().enumerate() {
        // One table in eight stands alone unless others refer to it.
        let n_references = if random.below(8) == 0 { 0 } else { 1 + random.below(3) };
        for nth in 0..n_references.min(idx) {
            // The product of two draws prefers low numbers: the hubs.
            let a = random.below(idx);
            let to = ids[random.below(a + 1)];
            let edge =
                if with_columns { reference(from, nth + 1, to) } else { name_reference(from, to) };
            res.edges.alloc(edge);
        }
        if idx % 23 == 7 {
            let edge =
                if with_columns { reference(from, 5, from) } else { name_reference(from, from) };
            res.edges.alloc(edge);
        }
    }
    res
}

/// Names as those of a large system: most references stay among the forty tables of a module, one in twenty goes to a
/// table that all know, of which there is one in two hundred.
pub(crate) fn modular_model(n_tables: usize, seed: u64) -> Graph {
    let mut random = Random::new(seed);
    let mut res = Graph::default();
    for _ in 0..n_tables {
        res.nodes.alloc(name_only(random.between(120, 240) / 2 * 2));
    }
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for (idx, &from) in ids.iter().enumerate() {
        let first = idx - idx % 40;
        for _ in 0..random.below(4) {
            let to = match random.below(20) {
                0 => random.below(n_tables / 200 + 1) * 200,
                _ if idx > first => first + random.below(idx - first),
                _ => continue,
            };
            if to != idx {
                res.edges.alloc(name_reference(from, ids[to.min(n_tables - 1)]));
            }
        }
    }
    res
}

fn name_reference(from: NodeId, to: NodeId) -> Edge {
    let end = |node, bundle| End { marker: 14, bundle, ..End::at(node) };
    Edge { kind: EdgeKind::TargetLeft, from: end(from, None), to: end(to, Some(0)), label: None }
}

/// A [`model`] in which some tables are kinds of others.
pub(crate) fn typed_model(n_tables: usize, seed: u64) -> Graph {
    let mut random = Random::new(seed);
    let mut res = model(n_tables, seed, true);
    for node in res.nodes.values_mut() {
        node.rows.truncate(7);
        node.size.height = HEADER + node.rows.len() as i32 * ROW;
    }
    for edge in res.edges.values_mut() {
        edge.from.row = edge.from.row.map(|it| it.min(6));
    }
    let supertypes: Vec<NodeId> = res.nodes.ids().take(n_tables / 8 + 1).collect();
    for subtype in res.nodes.ids().skip(n_tables / 8 + 1).step_by(2) {
        let supertype = supertypes[random.below(supertypes.len())];
        let end = |node| End { marker: 12, ..End::at(node) };
        let (from, to) = (end(subtype), end(supertype));
        res.edges.alloc(Edge { kind: EdgeKind::Hierarchy, from, to, label: None });
    }
    res
}

/// A [`model`] whose tables are shared out among groups; references prefer the own group.
pub(crate) fn grouped_model(n_tables: usize, n_groups: usize, seed: u64) -> Graph {
    let mut random = Random::new(seed);
    let mut res = Graph::default();
    let groups: Vec<GroupId> = (0..n_groups)
        .map(|it| {
            let parent = if it % 4 == 3 { Some(GroupId::new(it - 1)) } else { None };
            res.groups.alloc(Group { parent, title: Size::new(80, 24) })
        })
        .collect();
    for _ in 0..n_tables {
        let width = random.between(120, 220);
        let n_rows = random.between(4, 12) as usize;
        let choice = random.below(n_groups + 1);
        res.nodes.alloc(Node { group: groups.get(choice).copied(), ..table(width, n_rows) });
    }
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for (idx, &from) in ids.iter().enumerate() {
        for nth in 0..random.below(3) {
            let near: Vec<NodeId> = ids[..idx]
                .iter()
                .copied()
                .filter(|&it| res.nodes[it].group == res.nodes[from].group)
                .collect();
            let pool = if random.below(4) > 0 && !near.is_empty() { &near[..] } else { &ids[..] };
            let to = pool[random.below(pool.len())];
            res.edges.alloc(reference(from, nth + 1, to));
        }
    }
    res
}

/// A graph with anything in it: rows or not, bundles or not, hierarchies, groups, labels.
pub(crate) fn anything(n_nodes: usize, seed: u64) -> Graph {
    let mut random = Random::new(seed);
    let mut res = Graph::default();
    let n_groups = random.below(4);
    for it in 0..n_groups {
        let parent = (it > 0 && random.below(2) == 0).then(|| GroupId::new(random.below(it)));
        res.groups.alloc(Group { parent, title: Size::new(random.between(0, 200), 22) });
    }
    for _ in 0..n_nodes {
        let n_rows = random.below(9);
        let width = random.between(40, 260);
        let mut node = if n_rows == 0 { name_only(width) } else { table(width, n_rows) };
        let group = random.below(n_groups + 1);
        node.group = (group < n_groups).then(|| GroupId::new(group));
        res.nodes.alloc(node);
    }
    if n_nodes == 0 {
        return res;
    }
    let density = 1 + random.below(4);
    for _ in 0..n_nodes * density / 2 {
        let [from, to] = [(); 2].map(|()| end(&res.nodes, &mut random));
        let kind = match random.below(12) {
            0 => EdgeKind::Hierarchy,
            1..=4 => EdgeKind::TargetLeft,
            5 => EdgeKind::TargetRight,
            _ => EdgeKind::Free,
        };
        let label = text(&mut random, 60);
        res.edges.alloc(Edge { kind, from, to, label });
    }
    res
}

fn end(nodes: &Arena<Node>, random: &mut Random) -> End {
    let node = NodeId::new(random.below(nodes.len()));
    let n_rows = nodes[node].rows.len();
    End {
        row: (random.below(5) > 0 && n_rows > 0).then(|| random.below(n_rows)),
        marker: random.between(0, 20),
        label: text(random, 30),
        bundle: (random.below(2) == 0).then(|| random.below(2) as u32),
        ..End::at(node)
    }
}

/// The room for a text, mostly none.
fn text(random: &mut Random, widest: i32) -> Option<Size> {
    (random.below(4) == 0).then(|| Size::new(random.between(8, widest), 12))
}

/// `n_nodes` boxes without lines.
pub(crate) fn boxes(n_nodes: usize) -> Graph {
    let mut res = Graph::default();
    for idx in 0..n_nodes {
        res.nodes.alloc(table(100 + (idx % 7) as i32 * 10, idx % 5));
    }
    res
}

/// Every box linked to every other.
pub(crate) fn complete(n_nodes: usize) -> Graph {
    let mut res = boxes(n_nodes);
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for (idx, &from) in ids.iter().enumerate() {
        for &to in &ids[..idx] {
            res.edges.alloc(link(from, to));
        }
    }
    res
}

/// One box with many linked to it.
pub(crate) fn star(n_leaves: usize) -> Graph {
    let mut res = boxes(n_leaves + 1);
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for &leaf in &ids[1..] {
        res.edges.alloc(link(leaf, ids[0]));
    }
    res
}

/// One box after another.
pub(crate) fn chain(n_nodes: usize) -> Graph {
    let mut res = boxes(n_nodes);
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for pair in ids.windows(2) {
        res.edges.alloc(link(pair[1], pair[0]));
    }
    res
}

/// Two boxes with many lines between them and to themselves.
pub(crate) fn parallel(n_lines: usize) -> Graph {
    let mut res = boxes(2);
    let ids: Vec<NodeId> = res.nodes.ids().collect();
    for idx in 0..n_lines {
        res.edges.alloc(link(ids[0], ids[1]));
        res.edges.alloc(link(ids[idx % 2], ids[idx % 2]));
    }
    res
}
