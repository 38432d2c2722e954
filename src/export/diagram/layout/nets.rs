//! Which lines may share their way: the edges that meet at one end and look the same there.

use super::graph::{Edge, End, Graph, Node, NodeId};
use super::sets::find;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Ends on a strip closer than this cannot be told apart, so they share a point.
const LEAST_PITCH: i32 = 4;
/// The number of all leaves that have to share a point.
const CROWD_SHARE: u32 = ROOT_SHARE - 1;
/// The number of roots.
pub(super) const ROOT_SHARE: u32 = u32::MAX;
/// The bundle of ends that have to share a point for want of room.
const CROWD: Option<u32> = None;

/// How an edge takes part in a net.
#[derive(Clone, Copy, Debug)]
pub(super) struct Membership {
    /// Edges of one net start from one end, their root.
    pub(super) net: u32,
    /// Whether the root is the edge's `to`.
    pub(super) is_root_to: bool,
    /// Leaves of one net at one strip with the same number are one.
    pub(super) leaf_share: u32,
    /// Nets that cannot be kept apart, since a strip has fewer pixels than ends, are one family.
    pub(super) family: u32,
}

/// The part of a node's side where an end may be: from the top, to the bottom.
pub(super) fn strip(node: &Node, row: Option<usize>) -> (i32, i32) {
    let height = node.size.height.max(0);
    let within = |top: i32, bottom: i32| {
        let top = top.clamp(0, height);
        (top, bottom.clamp(top, height))
    };
    if let Some(row) = row.and_then(|it| node.rows.get(it)) {
        return within(row.top, row.top.saturating_add(row.height.max(0)));
    }
    // The part above the rows stands for the whole box, if there is one.
    match node.rows.first() {
        Some(first) if first.top >= 8 => within(0, first.top),
        _ => (0, height),
    }
}

/// The strips of a node that ends share, and the bundle number, if they may share a point.
type Place = (NodeId, (i32, i32), Option<u32>);

/// Shares out all edges among nets.
pub(super) fn nets(graph: &Graph) -> Vec<Membership> {
    let mut cx = Context { graph, members: FxHashMap::default() };
    for edge in graph.edges.values() {
        for end in [&edge.from, &edge.to] {
            *cx.members.entry(cx.place(end)).or_default() += 1;
        }
    }
    let mut net_of: FxHashMap<Place, u32> = FxHashMap::default();
    let mut n_nets = 0;
    let mut res = Vec::with_capacity(graph.edges.len());
    for (idx, edge) in (0..).zip(graph.edges.values()) {
        let (is_root_to, is_shared) = cx.root(edge);
        let (root, leaf) = if is_root_to { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
        let net = if is_shared { *net_of.entry(cx.place(root)).or_insert(n_nets) } else { n_nets };
        n_nets = n_nets.max(net + 1);
        let leaf_share = if cx.is_crowded(leaf) { CROWD_SHARE } else { idx };
        res.push(Membership { net, is_root_to, leaf_share, family: net });
    }
    join_families(graph, &mut res, n_nets);
    res
}

/// Joins the nets that end at a strip with too few pixels for them.
fn join_families(graph: &Graph, memberships: &mut [Membership], n_nets: u32) {
    let mut pins: BTreeSet<(NodeId, (i32, i32), u32, u32)> = BTreeSet::new();
    for (edge, it) in graph.edges.values().zip(memberships.iter()) {
        let (root, leaf) =
            if it.is_root_to { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
        let at = |end: &End| (end.node, strip(&graph.nodes[end.node], end.row));
        let (root, leaf) = (at(root), at(leaf));
        pins.insert((root.0, root.1, it.net, ROOT_SHARE));
        pins.insert((leaf.0, leaf.1, it.net, it.leaf_share));
    }
    let mut family: Vec<usize> = (0..n_nets as usize).collect();
    let pins: Vec<_> = pins.into_iter().collect();
    for group in pins.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (_, (top, bottom), first, _) = group[0];
        if i32::try_from(group.len()).unwrap_or(i32::MAX) < bottom - top {
            continue;
        }
        for &(_, _, net, _) in group {
            let (a, b) = (find(&mut family, first as usize), find(&mut family, net as usize));
            family[a.max(b)] = a.min(b);
        }
    }
    for it in memberships {
        it.family = find(&mut family, it.net as usize) as u32;
    }
}

struct Context<'a> {
    graph: &'a Graph,
    /// How many ends there are at each place.
    members: FxHashMap<Place, u32>,
}

impl Context<'_> {
    fn place(&self, end: &End) -> Place {
        (end.node, strip(&self.graph.nodes[end.node], end.row), end.bundle)
    }

    fn members(&self, end: &End) -> u32 {
        self.members.get(&self.place(end)).copied().unwrap_or(0)
    }

    /// Whether the ends without a bundle at this strip have too little room.
    fn is_crowded(&self, end: &End) -> bool {
        let (top, bottom) = strip(&self.graph.nodes[end.node], end.row);
        let room = u32::try_from((bottom - top) / LEAST_PITCH).unwrap_or(0);
        end.bundle == CROWD && self.members(end) > room.max(1)
    }

    /// Whether the edge is drawn from its `to`, and whether it shares that end: the end that more
    /// edges share is the root.
    fn root(&self, edge: &Edge) -> (bool, bool) {
        let sharing = |end: &End| {
            let may_share = end.bundle.is_some() || self.is_crowded(end);
            if may_share { self.members(end) } else { 1 }
        };
        let (from, to) = (sharing(&edge.from), sharing(&edge.to));
        (to >= from, to.max(from) > 1)
    }
}
