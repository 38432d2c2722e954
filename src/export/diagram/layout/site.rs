//! What a level is drawn from: the graph, and what is known of the groups in it so far.

use super::geometry::{Point, Rect, Side, Size};
use super::graph::{End, Graph, Options};
use super::levels::{Item, Level, Levels, Link, ends};
use super::nets::Membership;
use super::stacks::Stacks;

/// The things that all levels are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) graph: &'a Graph,
    pub(super) stacks: &'a Stacks,
    pub(super) memberships: &'a [Membership],
    pub(super) options: &'a Options,
}

/// A level with everything in it placed, or only its size, as long as no more is known.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// With padding and title.
    pub(super) size: Size,
    /// The upper left corners of the items.
    pub(super) items: Vec<Point>,
    pub(super) links: Vec<Vec<Point>>,
    /// For each link the rectangles of the texts at its root and its leaf.
    pub(super) labels: Vec<[[Rect; 2]; 2]>,
    /// The heights at which nets leave.
    pub(super) terminals: Vec<i32>,
}

/// A level that is about to be drawn.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) cx: Context<'a>,
    pub(super) levels: &'a Levels,
    /// Which level it is.
    pub(super) level: usize,
    /// All levels as far as they are known.
    pub(super) drawn: &'a [Drawn],
    /// For each terminal the height at which its line goes on outside, if that is known.
    pub(super) anchors: &'a [Option<i32>],
}

impl Context<'_> {
    /// Root and leaf of the edge of a link.
    pub(super) fn ends(&self, link: &Link) -> (End, End) {
        ends(&self.graph.edges[link.edge], self.memberships[link.edge.idx()])
    }

    /// The padding of a level, and the room for its title.
    pub(super) fn frame(&self, level: &Level) -> (i32, Size) {
        match level.group {
            None => (0, Size::default()),
            Some(group) => (self.options.group_padding, self.graph.groups[group].title),
        }
    }
}

impl<'a> Site<'a> {
    /// The level itself.
    pub(super) fn level(&self) -> &'a Level {
        &self.levels.levels[self.level]
    }

    /// The size of an item.
    pub(super) fn size(&self, item: usize) -> Size {
        match self.level().items[item] {
            Item::Stack(stack) => self.cx.stacks.stacks[stack].size,
            Item::Level(level) => self.drawn[level].size,
        }
    }

    /// Between which heights a net passes the side of a group: anywhere, as long as the group is not
    /// drawn.
    pub(super) fn strip(&self, group: usize, net: u32, side: Option<Side>) -> (i32, i32) {
        let terminal = side.and_then(|it| self.levels.terminal(group, net, it));
        let height = terminal.and_then(|it| self.drawn[group].terminals.get(it));
        height.map_or((0, self.drawn[group].size.height), |&it| (it, it))
    }
}
