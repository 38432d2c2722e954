//! What was found out as JSON, in a form that programs can rely on; `docs/schemas` describes it.

mod explain;
mod normalize;
mod shapes;

pub use explain::{explain_json, implication_json};
pub use normalize::normalize_json;

use serde::Serialize;

/// A document with a line end behind it.
fn to_text(document: &impl Serialize) -> String {
    let mut res = serde_json::to_string_pretty(document).expect("every key is a string");
    res.push('\n');
    res
}
