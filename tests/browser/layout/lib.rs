//! The layout as a WebAssembly module: numbers in, numbers out. `words.rs` says which.

#![allow(dead_code, unused_imports, reason = "erc uses the rest")]

#[path = "../../../src/base/arena.rs"]
pub mod arena;
#[path = "../../../src/export/diagram/layout/mod.rs"]
pub mod layout;

/// The rooms where the layout looks for what it uses.
mod base {
    pub use crate::arena::{Arena, Id};
}
mod export {
    pub mod diagram {
        pub use crate::layout;
    }
}

mod words;

use base::Id;
use layout::{Drawing, Edge, EdgeKind, End, Graph, Group, Node, Options, Row, Size};

/// Room for `n_words` numbers, which [`draw`] takes back.
#[unsafe(no_mangle)]
pub extern "C" fn room(n_words: usize) -> *mut i32 {
    Box::into_raw(vec![0; n_words].into_boxed_slice()).cast()
}

/// Draws the graph in `room(n_words)`; answers where the number of words of the drawing is, followed by them,
/// until [`forget`] takes them back.
///
/// # Safety
/// `words` comes from `room(n_words)` and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn draw(words: *mut i32, n_words: usize) -> *mut i32 {
    // SAFETY: the caller promises it.
    let words = unsafe { taken(words, n_words) };
    let graph = Reader { words: words.iter() }.graph();
    let drawing = words::drawing(&layout::layout(&graph, &Options::default()));
    let n_words = drawing.len() as i32;
    let answer: Box<[i32]> = std::iter::once(n_words).chain(drawing).collect();
    Box::into_raw(answer).cast()
}

/// Frees an answer of [`draw`], which is so many words long with its own number.
///
/// # Safety
/// `words` comes from `draw` and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn forget(words: *mut i32, n_words: usize) {
    // SAFETY: the caller promises it.
    drop(unsafe { taken(words, n_words) });
}

/// # Safety
/// `words` comes from a box of `n_words` numbers and is not used again.
unsafe fn taken(words: *mut i32, n_words: usize) -> Box<[i32]> {
    // SAFETY: the caller promises it.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(words, n_words)) }
}

struct Reader<'a> {
    words: std::slice::Iter<'a, i32>,
}

impl Reader<'_> {
    fn next(&mut self) -> i32 {
        self.words.next().copied().unwrap_or(0)
    }

    fn count(&mut self) -> usize {
        self.next().max(0) as usize
    }

    fn index(&mut self) -> Option<usize> {
        usize::try_from(self.next()).ok()
    }

    fn size(&mut self) -> Size {
        Size::new(self.next(), self.next())
    }

    fn label(&mut self) -> Option<Size> {
        Some(self.size()).filter(|it| it.width >= 0)
    }

    fn graph(&mut self) -> Graph {
        let mut res = Graph::default();
        for _ in 0..self.count() {
            let (parent, title) = (self.index().map(Id::new), self.size());
            res.groups.alloc(Group { parent, title });
        }
        for _ in 0..self.count() {
            let (size, group) = (self.size(), self.index().map(Id::new));
            let rows = (0..self.count()).map(|_| Row { top: self.next(), height: self.next() });
            let rows = rows.collect();
            res.nodes.alloc(Node { size, rows, group });
        }
        for _ in 0..self.count() {
            let kind = match self.next() {
                1 => EdgeKind::TargetLeft,
                2 => EdgeKind::TargetRight,
                3 => EdgeKind::Hierarchy,
                _ => EdgeKind::Free,
            };
            let (from, to, label) = (self.end(), self.end(), self.label());
            res.edges.alloc(Edge { kind, from, to, label });
        }
        res
    }

    fn end(&mut self) -> End {
        let node = Id::new(self.count());
        let (row, marker, label) = (self.index(), self.next(), self.label());
        End { node, row, marker, label, bundle: u32::try_from(self.next()).ok() }
    }
}
