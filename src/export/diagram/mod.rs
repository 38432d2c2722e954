//! Diagrams: a model becomes a [`Scene`] of boxes and lines, which printers turn into text.

mod badges;
mod change;
mod changes;
mod clusters;
mod dot;
mod from_model;
mod from_schema;
mod notation;
mod options;
mod parts;
mod scene;
mod svg;
mod type_words;
mod view;
pub mod layout;
pub mod metrics;

pub use badges::{add_findings, add_normal_forms};
pub use changes::{changes, only_changes};
pub use dot::dot;
pub use from_model::{scene, scene_of_all};
pub use from_schema::physical;
pub use options::{Notation, Options, Theme};
pub use parts::{groups, parts};
pub use scene::{
    Badge, Cardinality, Change, Division, End, Group, Line, LineKind, Node, NodeKind, Note,
};
pub use scene::{Row, RowMark, Scene, Tone};
pub(super) use svg::paint::escaped;
pub use svg::{graph, style_sheet, svg};
pub(super) use type_words::type_text;
pub use view::{Columns, Focus, Unknown, View, view};
