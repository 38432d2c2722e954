//! Diagrams: a model becomes a [`Scene`] of boxes and lines, which printers turn into text.

mod dot;
mod from_model;
mod scene;
pub mod layout;
pub mod metrics;

pub use dot::dot;
pub use from_model::scene;
pub use scene::{Cardinality, End, Group, Line, LineKind, Node, NodeKind, Row, RowMark, Scene};
