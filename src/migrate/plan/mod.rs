//! The statements that make a difference, in an order that works, and what is held back.

mod altering;
mod bounded;
mod columns;
mod comments;
mod context;
mod exchange;
mod fate;
mod moving;
mod names;
mod objects;
mod online;
mod rebuilding;
mod release;
mod releasing;
mod renaming;
mod script;
mod types;

use super::change::Difference;
use super::permission::{Permission, Permissions};
use crate::base::{DialectId, Name};
use crate::dialect::{Dialect, Reader, Version};
use crate::schema::Expr;
use context::Context;

pub(super) use columns::conversion;
pub use script::Group;

/// How a plan is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// What may be taken away.
    pub permissions: Permissions,
    /// How much it may be in the way of others.
    pub style: Style,
    /// The version of the database.
    pub version: Version,
    /// Who reads the script.
    pub reader: Reader,
}

/// How much a plan may be in the way of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The shortest script.
    Simple,
    /// Nobody who reads or writes waits for long.
    Online,
}

/// The way from one schema to another.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose statements they are.
    pub dialect: DialectId,
    /// The version they are for.
    pub version: Version,
    /// How much they may be in the way of others.
    pub style: Style,
    /// The statements, in order.
    pub steps: Vec<Step>,
    /// What would lose something and is not allowed.
    pub held: Vec<Held>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which part of the way it belongs to.
    pub stage: Stage,
    /// The statement, its `;` and line end included.
    pub sql: String,
    /// Why it is there, where that is not plain.
    pub note: Option<String>,
    /// Whether it must stand outside a transaction, or in one of its own.
    pub is_alone: bool,
}

/// The parts of the way, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// New names.
    Rename,
    /// What is in the way goes; part of it comes back.
    Release,
    /// Schemas, types, sequences.
    Type,
    /// New tables, and functions that tables need.
    Table,
    /// Columns come and change.
    Column,
    /// Rows move.
    Move,
    /// Keys, checks, indexes.
    Constraint,
    /// References.
    ForeignKey,
    /// Rows are counted, are looked at.
    Data,
    /// What is no longer wanted goes.
    Removal,
    /// Functions and composite types go when no table uses them any more.
    Unused,
    /// Types and schemas go when nothing uses them any more.
    Emptied,
    /// Extensions go when nothing that they brought is used any more.
    Extension,
    /// Views, functions, triggers.
    Object,
    /// Comments.
    Comment,
}

/// Something that stays although it is not wanted, since taking it away loses something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The permission that it needs.
    pub permission: Permission,
    /// What it is about.
    pub name: String,
    /// The statement that would do it.
    pub sql: String,
}

/// Whether an expression uses a column.
pub(super) fn mentions(expr: &Expr, column: &Name) -> bool {
    expr.references().into_iter().any(|it| it == column)
}

/// The way that a difference asks for.
pub fn plan(difference: &Difference<'_>, dialect: &dyn Dialect, options: &Options) -> Plan {
    let mut cx = Context::new(difference, dialect, options);
    if dialect.capabilities().foreign_keys.by_alter {
        altering::plan(&mut cx);
    } else {
        rebuilding::plan(&mut cx);
    }
    let mut res = cx.finish();
    if options.style == Style::Online {
        bounded::bound(&mut res, difference.original);
    }
    res
}
