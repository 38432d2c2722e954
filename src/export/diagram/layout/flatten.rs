//! A block as boxes, columns and ports.

use super::blocks::Block;
use super::flat::{Flat, Link, Port};
use super::geometry::{Side, Size};
use super::graph::End;
use super::levels::{Item, Tip};
use super::nets::{ROOT_SHARE, strip};
use super::site::Site;
use super::stacks::reserved;

/// How high the part of a box is at most that holds nothing but its name.
const HIGHEST_NAME: i32 = 36;

impl Block {
    /// The flat drawing of this block, in its columns.
    pub(super) fn flat(&self, site: &Site) -> Flat {
        let level = site.level();
        let mut boxes: Vec<Size> = self.items.iter().map(|&it| site.size(it)).collect();
        boxes.resize(boxes.len() + self.terminals.len(), Size::default());
        let last = self.columns.iter().max().map_or(0, |it| it + 1);
        let has_right = self.terminals.iter().any(|&it| level.terminals[it] == Side::Right);
        let anchor = |terminal: usize| site.anchors.get(terminal).copied().flatten();
        let anchors = self.terminals.iter().filter_map(|&it| {
            let number = self.number(Tip::Terminal(it)) as u32;
            anchor(it).map(|height| (number, height))
        });
        Flat {
            boxes,
            column_of: self.columns.clone(),
            n_columns: if has_right { last } else { last + 1 },
            links: (0..self.links.len()).map(|nth| self.flat_link(site, nth)).collect(),
            anchors: anchors.collect(),
        }
    }

    fn flat_link(&self, site: &Site, nth: usize) -> Link {
        let link = &site.level().links[self.links[nth]];
        let (root, leaf) = site.cx.ends(link);
        let (root_side, leaf_side) = self.sides_of(nth, link).unzip();
        let leaf_share = site.cx.memberships[link.edge.idx()].leaf_share;
        // A leaf is an edge's own, so the text about the edge stands there.
        let text = site.cx.graph.edges[link.edge].label.unwrap_or_default();
        let root = Meeting {
            tip: link.root,
            side: root_side,
            end: root,
            text: Size::default(),
            share: ROOT_SHARE,
        };
        let leaf = Meeting { tip: link.leaf, side: leaf_side, end: leaf, text, share: leaf_share };
        Link {
            net: link.net,
            root: self.port(site, link.net, &root),
            leaf: self.port(site, link.net, &leaf),
            side: root_side,
        }
    }

    fn port(&self, site: &Site, net: u32, meeting: &Meeting) -> Port {
        let at = self.number(meeting.tip) as u32;
        // Where a net leaves or enters a group there is one place for all of it.
        let place = Port { at, share: ROOT_SHARE, ..Port::default() };
        let item = match meeting.tip {
            Tip::Terminal(_) => return place,
            Tip::Item(item) => item,
        };
        match site.level().items[item] {
            Item::Level(group) => {
                let (top, bottom) = site.strip(group, net, meeting.side);
                Port { top, bottom, ..place }
            }
            Item::Stack(_) => Port { share: meeting.share, ..in_stack(site, at, meeting) },
        }
    }
}

/// Where a link meets an item or the border.
struct Meeting {
    tip: Tip,
    side: Option<Side>,
    end: End,
    text: Size,
    share: u32,
}

/// The port of an end at its box.
fn in_stack(site: &Site, at: u32, Meeting { end, text, .. }: &Meeting) -> Port {
    let stacks = site.cx.stacks;
    let rect = stacks.rect(end.node);
    let node = &site.cx.graph.nodes[end.node];
    let (mut top, bottom) = strip(node, end.row);
    if stacks.rows[end.node.idx()] == Some(end.row) {
        top += reserved(bottom - top);
    }
    // What is above the first row is the name of the box, unless it is more than that.
    let is_free = end.row == Some(0) && stacks.rows[end.node.idx()].is_none();
    let headroom = if is_free && top <= HIGHEST_NAME { top } else { 0 };
    Port {
        at,
        top: rect.top + top,
        bottom: rect.top + bottom,
        headroom,
        legroom: if end.row.is_none() { (node.size.height - bottom).max(0) } else { 0 },
        insets: [Side::Left, Side::Right].map(|it| stacks.inset(end.node, it)),
        marker: end.marker,
        labels: [end.label.unwrap_or_default(), *text],
        share: 0,
    }
}
