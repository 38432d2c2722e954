//! PostgreSQL 14 and later.

mod alter;
mod capabilities;
pub(super) mod catalog;
mod emit;
mod expressions;
mod extensions;
mod partitions;
mod serial;
mod settings;
mod types;
mod words;

use std::collections::BTreeSet;

use super::capabilities::{Capabilities, Width};
use super::contract::Dialect;
use super::emit::{Sql, double_quoted, postgres_string};
use super::expression::{Operation, Place, Refusal, Typed, ValueType};
use super::options::Options;
use super::settings::SettingRule;
use super::statement::Statement;
use super::types::TypeWords;
use super::words::WordSet;
use crate::base::{DialectId, Name, ScalarType};
use crate::schema::{Expr, NativeSchema, NativeType, Settings};

pub(crate) use partitions::{PartitionOf, fold_partitions, partition_key};
pub use serial::object_name;
pub(super) use serial::sequence;

/// PostgreSQL.
#[derive(Debug)]
pub(super) struct Postgres;

impl Dialect for Postgres {
    fn id(&self) -> DialectId {
        DialectId::Postgres
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

    fn scalar_type(&self, scalar: ScalarType, _: &Options) -> NativeType {
        types::of_scalar(scalar)
    }

    fn identity_type(&self, _: ScalarType) -> Option<NativeType> {
        None
    }

    fn literal(&self, text: &str, scalar: ScalarType, _: &NativeType) -> Result<Expr, Refusal> {
        expressions::literal(text, scalar)
    }

    fn say(
        &self,
        place: Place,
        operation: Operation<'_>,
        operands: Vec<Typed>,
    ) -> Result<Expr, Refusal> {
        expressions::say(place, operation, operands)
    }

    fn default_value(&self, value: Typed, _: ValueType, _: &NativeType) -> Expr {
        value.expr
    }

    fn computed_value(&self, value: Typed, _: ValueType) -> Expr {
        value.expr
    }

    fn type_check(&self, scalar: ScalarType, value: &Name, _: &Options) -> Option<Expr> {
        types::check(scalar, value)
    }

    fn usual_settings(&self, _: &mut Settings, _: &Options) {}

    fn extensions(&self, schema: &NativeSchema) -> BTreeSet<&'static str> {
        extensions::of_schema(schema)
    }

    fn extension_text(&self, name: &str) -> String {
        emit::extension(name)
    }

    fn width(&self, _: &NativeType, _: Option<&str>) -> Width {
        Width::Fixed(0)
    }

    fn write_quoted(&self, name: &str, text: &mut String) {
        double_quoted(name, text);
    }

    fn write_string(&self, value: &str, text: &mut String) {
        postgres_string(value, text);
    }

    fn write_expr(&self, expr: &Expr, sql: &mut Sql<'_>) -> bool {
        emit::expr(expr, sql)
    }

    fn write_statement(&self, statement: &Statement<'_>, sql: &mut Sql<'_>) {
        emit::statement(statement, sql);
    }
}
