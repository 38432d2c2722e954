//! Opinions about a model: rules, their levels, and what silences them.
//!
//! In come a model, its tables and what databases hold of them; out go findings with levels, some with a fix.
//! Nothing here computes what a model means or judges a model that has errors.

mod allow;
mod apply;
mod baseline;
mod column_sets;
mod context;
pub mod docs;
mod edits;
mod facts;
mod findings;
mod grouped;
mod levels;
mod normal_forms;
mod options;
mod migration_peers;
mod peers;
mod rule;
mod rules;
mod runner;
mod words;

pub use apply::{Applied, apply};
pub use baseline::{Fingerprints, fingerprint};
pub use context::{Context, Input};
pub use findings::Findings;
pub use levels::{Levels, Selection, Selector};
pub use options::Options;
pub use rule::{Group, Level, Needs, Rule};
pub use rules::{names, rule, rules};
pub use runner::{Settings, check};
