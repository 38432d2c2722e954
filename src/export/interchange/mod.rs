//! Models as other tools write them.
//!
//! In comes a [`Scene`] or what one database holds; out goes text in a tool's own
//! language, and what that language cannot say. Nothing is left out silently.

mod d2;
mod dbml;
mod mermaid;
mod names;
mod plantuml;
mod prisma;

pub use d2::d2;
pub use dbml::dbml;
pub use mermaid::mermaid;
pub use plantuml::plantuml;
pub use prisma::prisma;

use crate::export::diagram::{LineKind, Scene};

/// A model in another tool's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// The text.
    pub text: String,
    /// What the text does not say, a sentence each.
    pub losses: Vec<String>,
}

impl Export {
    fn loses(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.losses.contains(&what) {
            self.losses.push(what);
        }
    }
}

/// What drawing languages without types of entities lose.
fn lose_hierarchies(scene: &Scene, res: &mut Export) {
    for line in scene.lines.iter().filter(|it| it.kind == LineKind::Subtype) {
        let (kind, of) = (&scene.nodes[line.from.node].title, &scene.nodes[line.to.node].title);
        res.loses(format!("that `{kind}` is a kind of `{of}`: it is a line from one to the other"));
    }
}
