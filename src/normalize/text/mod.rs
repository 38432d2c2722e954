//! What was found out as text for a person: short sentences, aligned tables.

mod chase;
mod explain;
mod implication;
mod normalize;
mod page;
mod parts;
mod rows;

pub use explain::explain_text;
pub use implication::implication_text;
pub use normalize::normalize_text;
pub use page::Look;
