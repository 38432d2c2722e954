//! SQLite 3.35 and later.

mod alter;
mod capabilities;
pub(super) mod catalog;
mod emit;
mod expressions;
mod glob;
mod settings;
mod types;
mod words;

use std::collections::BTreeSet;

use super::capabilities::{Capabilities, Width};
use super::contract::Dialect;
use super::emit::{Sql, double_quoted, sqlite_string};
use super::expression::{Operation, Place, Refusal, Typed, ValueType};
use super::options::Options;
use super::settings::SettingRule;
use super::statement::Statement;
use super::types::TypeWords;
use super::words::WordSet;
use crate::base::{DialectId, Name, ScalarType};
use crate::schema::{Expr, NativeSchema, NativeType, Settings};

/// SQLite.
#[derive(Debug)]
pub(super) struct Sqlite;

impl Dialect for Sqlite {
    fn id(&self) -> DialectId {
        DialectId::Sqlite
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

    /// Only a column of exactly this type is the number of its row and counts up.
    fn identity_type(&self, _: ScalarType) -> Option<NativeType> {
        Some(NativeType::plain("integer"))
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
        expressions::say(operation, operands)
    }

    fn default_value(&self, value: Typed, _: ValueType, native: &NativeType) -> Expr {
        expressions::default_value(value, native)
    }

    fn computed_value(&self, value: Typed, target: ValueType) -> Expr {
        expressions::computed_value(value, target)
    }

    fn type_check(&self, scalar: ScalarType, value: &Name, options: &Options) -> Option<Expr> {
        types::check(scalar, value, options)
    }

    fn usual_settings(&self, settings: &mut Settings, options: &Options) {
        if options.strict_tables && settings.get("strict").is_none() {
            settings.set("strict", "true");
        }
    }

    fn extensions(&self, _: &NativeSchema) -> BTreeSet<&'static str> {
        BTreeSet::new()
    }

    fn extension_text(&self, _: &str) -> String {
        String::new()
    }

    fn width(&self, _: &NativeType, _: Option<&str>) -> Width {
        Width::Fixed(0)
    }

    fn write_quoted(&self, name: &str, text: &mut String) {
        double_quoted(name, text);
    }

    fn write_string(&self, value: &str, text: &mut String) {
        sqlite_string(value, text);
    }

    fn write_expr(&self, expr: &Expr, sql: &mut Sql<'_>) -> bool {
        emit::expr(expr, sql)
    }

    fn write_statement(&self, statement: &Statement<'_>, sql: &mut Sql<'_>) {
        emit::statement(statement, sql);
    }
}
