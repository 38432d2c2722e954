//! A scene as SVG, placed by erc's own layout.
//!
//! In come a [`Scene`] and [`Options`]; out goes one SVG document that needs no other file and no font but
//! those everybody has. A [`Style`] decides what boxes and line ends look like.

mod arrange;
mod document;
mod legend;
mod lines;
pub(super) mod paint;
mod theme;

use super::{Notation, Options, Scene, layout, notation};
use arrange::arrange;

pub use theme::style_sheet;

/// The boxes and lines of the picture of `scene`, before they have places.
pub fn graph(scene: &Scene, notation: Notation) -> layout::Graph {
    let style = notation::style(notation);
    arrange::graph(&style.adapt(scene), style)
}

/// The picture of `scene`.
pub fn svg(scene: &Scene, options: &Options) -> String {
    let style = notation::style(options.notation);
    let scene = style.adapt(scene);
    let arranged = arrange(&scene, style);
    document::document(&scene, &arranged, style, options)
}
