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

use crate::export::diagram::{LineKind, NodeKind, Scene};

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

/// What no drawing language says, whatever it has for entities and lines.
const UNDRAWN: &str = "checks, defaults, indexes, unique constraints of several columns and what \
                       happens on deletion, where there are any";

/// What drawing languages lose.
fn lose_undrawn(scene: &Scene, res: &mut Export) {
    res.loses(UNDRAWN);
    let lines = || scene.lines.iter().flat_map(|it| [it.from.cardinality, it.to.cardinality]);
    if lines().flatten().any(|it| it.min > 1 || it.max.is_some_and(|it| it > 1)) {
        res.loses("exact numbers at the ends of lines");
    }
    for node in &scene.nodes {
        let kind = match node.kind {
            NodeKind::Entity | NodeKind::WeakEntity => continue,
            NodeKind::Relationship => "relationship",
            NodeKind::Union => "union",
            NodeKind::View => "view",
        };
        res.loses(format!("that `{}` is a {kind}: it is a box like others", node.title));
    }
}

/// What drawing languages without types of entities lose.
fn lose_hierarchies(scene: &Scene, res: &mut Export) {
    for line in scene.lines.iter().filter(|it| it.kind == LineKind::Subtype) {
        let (kind, of) = (&scene.nodes[line.from.node].title, &scene.nodes[line.to.node].title);
        res.loses(format!("that `{kind}` is a kind of `{of}`: it is a line from one to the other"));
    }
}
