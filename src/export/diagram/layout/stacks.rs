//! Subtypes under their supertypes: a hierarchy becomes one stack of boxes with its lines in it.

use super::geometry::{Point, Rect, Side, Size};
use super::graph::{Edge, EdgeKind, Graph, NodeId, Options};
use super::sets::find;

/// Boxes that are placed as one.
#[derive(Debug)]
pub(super) struct Stack {
    pub(super) size: Size,
    /// The members from top to bottom, with their places in the stack.
    pub(super) members: Vec<(NodeId, Rect)>,
}

/// All boxes as stacks, most of them of one box.
#[derive(Debug, Default)]
pub(super) struct Stacks {
    pub(super) stacks: Vec<Stack>,
    /// For each node its stack and its position among the members.
    pub(super) place_of: Vec<(usize, usize)>,
    /// For each node that hangs under another one the row at which its line there leaves it.
    pub(super) rows: Vec<Option<Option<usize>>>,
    /// For each edge that is drawn within a stack its line there, from `from` to `to`.
    pub(super) lines: Vec<Option<Vec<Point>>>,
}

impl Stacks {
    /// Where a node is in its stack.
    pub(super) fn rect(&self, node: NodeId) -> Rect {
        let (stack, member) = self.place_of[node.idx()];
        self.stacks[stack].members[member].1
    }

    /// How far behind the sides of the stack the sides of a member are.
    pub(super) fn inset(&self, node: NodeId, side: Side) -> i32 {
        let rect = self.rect(node);
        match side {
            Side::Left => rect.left,
            Side::Right => self.stacks[self.place_of[node.idx()].0].size.width - rect.right(),
        }
    }
}

/// Stacks all hierarchies of a graph.
pub(super) fn stacks(graph: &Graph, options: &Options) -> Stacks {
    let parents = parents(graph);
    let mut children: Vec<Vec<(NodeId, &Edge)>> = vec![Vec::new(); graph.nodes.len()];
    for (node, edge) in graph.nodes.ids().zip(&parents) {
        if let Some(edge) = edge.map(|it| &graph.edges[it]) {
            children[edge.to.node.idx()].push((node, edge));
        }
    }
    let mut res = Stacks {
        stacks: Vec::new(),
        place_of: vec![(0, 0); graph.nodes.len()],
        rows: parents.iter().map(|it| it.map(|it| graph.edges[it].from.row)).collect(),
        lines: vec![None; graph.edges.len()],
    };
    let mut markers = vec![0; graph.nodes.len()];
    for end in graph.edges.values().flat_map(|it| [&it.from, &it.to]) {
        let widest = &mut markers[end.node.idx()];
        *widest = end.marker.max(*widest);
    }
    for node in graph.nodes.ids().filter(|it| parents[it.idx()].is_none()) {
        let stack = pile(graph, &children, &markers, node, options);
        for (member, &(node, _)) in stack.members.iter().enumerate() {
            res.place_of[node.idx()] = (res.stacks.len(), member);
        }
        res.stacks.push(stack);
    }
    for (node, edge) in graph.nodes.ids().zip(&parents) {
        if let Some(edge) = *edge {
            let Edge { from, to, .. } = &graph.edges[edge];
            let row = from.row.and_then(|it| graph.nodes[node].rows.get(it));
            let is_below = children[to.node.idx()].len() == 1 && row.is_none();
            let (child, parent) = (res.rect(node), res.rect(to.node));
            let within = row.map_or((0, child.height), |it| (it.top, it.height));
            res.lines[edge.idx()] = Some(match is_below {
                true => straight_line(child, parent),
                false => line(child, parent, within.0 + entry(within.1)),
            });
        }
    }
    res
}

/// The edge that puts each node under another one: the first that can.
fn parents(graph: &Graph) -> Vec<Option<super::graph::EdgeId>> {
    let mut res = vec![None; graph.nodes.len()];
    // For each node the topmost it hangs under, found again with halved ways.
    let mut above: Vec<usize> = (0..graph.nodes.len()).collect();
    for (id, edge) in graph.edges.iter() {
        let (node, parent) = (edge.from.node, edge.to.node);
        let is_near = graph.nodes[node].group == graph.nodes[parent].group;
        if edge.kind != EdgeKind::Hierarchy || !is_near || res[node.idx()].is_some() {
            continue;
        }
        let topmost = find(&mut above, parent.idx());
        if topmost != node.idx() {
            res[node.idx()] = Some(id);
            above[node.idx()] = topmost;
        }
    }
    res
}

/// Piles up a node and all that hangs under it: an only child stands right under its parent, several
/// are indented so that a line can run down beside them.
fn pile(
    graph: &Graph,
    children: &[Vec<(NodeId, &Edge)>],
    markers: &[i32],
    root: NodeId,
    options: &Options,
) -> Stack {
    let mut stack = Stack { size: Size::default(), members: Vec::new() };
    let mut open = vec![(root, 0, 0)];

    while let Some((node, left, gap)) = open.pop() {
        let Size { width, height } = graph.nodes[node].size;
        let top = stack.size.height + gap;
        let rect = Rect { left, top, width: width.max(0), height: height.max(0) };
        stack.members.push((node, rect));
        stack.size.height = rect.bottom();
        stack.size.width = stack.size.width.max(rect.right());
        let below = &children[node.idx()];
        let marker = |of: fn(&Edge) -> i32| below.iter().map(|it| of(it.1)).max().unwrap_or(0);
        let (parent_marker, child_marker) =
            (marker(|it| it.to.marker), marker(|it| it.from.marker));
        // Lines that leave a child to the left cross the one beside it behind their markers.
        let beside = below.iter().map(|it| markers[it.0.idx()] + options.line_gap / 2).max();
        let indent = match below[..] {
            [] => 0,
            [(_, only)] if only.from.row.is_none() => 0,
            _ => options.clearance.max(beside.unwrap_or(0)) * 2,
        };
        let first_gap = options.box_gap.max(parent_marker + child_marker + options.line_gap);
        for (nth, &(child, _)) in below.iter().enumerate().rev() {
            let gap = if nth == 0 { first_gap } else { options.box_gap };
            open.push((child, left + indent, gap));
        }
    }
    stack
}

/// The line from an only child to its parent.
fn straight_line(child: Rect, parent: Rect) -> Vec<Point> {
    let x = child.left + child.width.min(parent.width) / 2;
    vec![Point::new(x, child.top), Point::new(x, parent.bottom())]
}

/// The line from so far below the top of an indented child to its parent.
fn line(child: Rect, parent: Rect, entry: i32) -> Vec<Point> {
    let x = parent.left.midpoint(child.left);
    let y = child.top + entry;
    vec![Point::new(child.left, y), Point::new(x, y), Point::new(x, parent.bottom())]
}

/// How far below the top of an indented child its line arrives.
fn entry(height: i32) -> i32 {
    (height / 4).min(8)
}

/// How much of the upper part of a member no other line may end at.
pub(super) fn reserved(height: i32) -> i32 {
    (height / 2).min(entry(height) + 6)
}
