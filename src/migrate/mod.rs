//! From what is there to what is wanted: changes, a plan that loses nothing, and what each step costs.
//!
//! In come two native schemas; out go the changes between them ([`diff`]), the statements that make them in an
//! order that works ([`plan`]) and what these lock, read and rewrite. Nothing here has an opinion, and nothing runs
//! a statement except over a session that it is given.

mod change;
mod codes;
mod diff;
pub mod folder;
mod lint;
mod losses;
mod permission;
pub mod phases;
mod plan;
pub mod runner;
mod statements;
mod words;

pub use change::{Change, ColumnPath, Difference, Edit, Part, TableChange};
pub use codes::CODES;
pub use diff::{Known, Question, RenameHints, Renames, Thing, diff, questions, spelled_as};
pub use lint::{
    Finding, Judged, LintOptions, Linter, Obstacle, Outcome, RULES, RuleLevels, lint, lint_json,
    lint_statement_json,
};
pub use losses::{IMPOSSIBLE, LOSSY, Loss, head, losses};
pub use permission::{Permission, Permissions};
pub use plan::{Group, Held, Options, Plan, Stage, Step, Style, plan};
pub use statements::{ScriptStatement, statements};
pub use words::{Sentence, json, markdown, sentences};
