//! MySQL 8.0 and later.

mod alter;
mod capabilities;
pub(super) mod catalog;
pub(super) mod emit;
pub(super) mod events;
pub(super) mod expressions;
pub(super) mod partitions;
mod pattern;
mod sequences;
pub(super) mod settings;
pub(super) mod types;
mod words;

use std::collections::BTreeSet;

use super::capabilities::{Capabilities, Width};
use super::contract::Dialect;
use super::emit::{Sql, backtick_quoted};
use super::expression::{Operation, Place, Refusal, Typed, ValueType};
use super::options::Options;
use super::settings::SettingRule;
use super::statement::Statement;
use super::types::TypeWords;
use super::words::WordSet;
use crate::base::{DialectId, Name, ScalarType};
use crate::schema::{Expr, NativeSchema, NativeType, Settings};
use expressions::Family;

pub use events::trigger_before;
pub(crate) use events::{EventWords, triggers_before};
pub(crate) use partitions::{
    Partition, Partitioning, columns as partition_columns, history as partition_history, period,
    values as partition_values,
};
pub(crate) use settings::is_in_memory;
pub(crate) use types::{character_bytes, charset_of};

/// MySQL.
#[derive(Debug)]
pub(super) struct Mysql;

impl Dialect for Mysql {
    fn id(&self) -> DialectId {
        DialectId::Mysql
    }

    fn capabilities(&self) -> &'static Capabilities {
        &capabilities::CAPABILITIES
    }

    fn reserved_words(&self) -> &'static WordSet {
        &words::RESERVED
    }

    fn settings(&self) -> &'static [SettingRule] {
        settings::RULES
    }

    fn type_words(&self) -> &'static TypeWords {
        &types::WORDS
    }

    fn scalar_type(&self, scalar: ScalarType, options: &Options) -> NativeType {
        types::of_scalar(scalar, options)
    }

    fn identity_type(&self, _: ScalarType) -> Option<NativeType> {
        None
    }

    fn literal(
        &self,
        text: &str,
        scalar: ScalarType,
        native: &NativeType,
    ) -> Result<Expr, Refusal> {
        expressions::literal(text, scalar, native)
    }

    fn say(
        &self,
        _: Place,
        operation: Operation<'_>,
        operands: Vec<Typed>,
    ) -> Result<Expr, Refusal> {
        expressions::say(Family::Mysql, operation, operands)
    }

    fn default_value(&self, value: Typed, target: ValueType, native: &NativeType) -> Expr {
        expressions::default_value(Family::Mysql, value, target, native)
    }

    fn computed_value(&self, value: Typed, _: ValueType) -> Expr {
        value.expr
    }

    fn type_check(&self, scalar: ScalarType, value: &Name, _: &Options) -> Option<Expr> {
        types::check(scalar, value)
    }

    fn usual_settings(&self, settings: &mut Settings, _: &Options) {
        settings::usual(settings, "utf8mb4_0900_bin");
    }

    fn extensions(&self, _: &NativeSchema) -> BTreeSet<&'static str> {
        BTreeSet::new()
    }

    fn extension_text(&self, _: &str) -> String {
        String::new()
    }

    fn width(&self, ty: &NativeType, charset: Option<&str>) -> Width {
        types::width(ty, types::JsonForm::Own, charset)
    }

    fn write_quoted(&self, name: &str, text: &mut String) {
        backtick_quoted(name, text);
    }

    fn write_string(&self, value: &str, text: &mut String) {
        emit::string(value, text);
    }

    fn write_expr(&self, expr: &Expr, sql: &mut Sql<'_>) -> bool {
        emit::expr(expr, sql)
    }

    fn write_statement(&self, statement: &Statement<'_>, sql: &mut Sql<'_>) {
        emit::statement(statement, sql);
    }
}
