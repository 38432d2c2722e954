//! Diagrams: a model becomes a [`Scene`] of boxes and lines, which printers turn into text.

mod dot;
mod from_model;
mod notation;
mod options;
mod scene;
mod svg;
pub mod layout;
pub mod metrics;

pub use dot::dot;
pub use from_model::scene;
pub use options::{Notation, Options, Theme};
pub use scene::{Cardinality, End, Group, Line, LineKind, Node, NodeKind, Row, RowMark, Scene};
pub use svg::svg;
