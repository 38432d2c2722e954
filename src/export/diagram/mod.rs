//! Entity-relationship diagrams, drawn without any other program.
//!
//! In come boxes, lines and texts, out go places and widths. Nothing here knows a model or a notation.

pub mod layout;
pub mod metrics;
