//! What a dialect must be able to do.

use std::collections::BTreeSet;

use super::capabilities::{Capabilities, Width};
use super::emit::Sql;
use super::expression::{Operation, Place, Refusal, Typed, ValueType};
use super::options::Options;
use super::settings::SettingRule;
use super::statement::Statement;
use super::types::TypeWords;
use super::words::WordSet;
use super::{mariadb, mysql, postgres, sqlite};
use crate::base::{DialectId, Name, ScalarType};
use crate::schema::{Expr, NativeSchema, NativeType, Settings};

/// One database: what it can hold, its words for types and expressions, its statements.
pub trait Dialect: Sync {
    /// Which one.
    fn id(&self) -> DialectId;

    /// What it can hold.
    fn capabilities(&self) -> &'static Capabilities;

    /// The plain lower-case words that are no names unless quoted.
    fn reserved_words(&self) -> &'static WordSet;

    /// The settings that an annotation of this dialect may carry.
    fn settings(&self) -> &'static [SettingRule];

    /// How its types are read and written.
    fn type_words(&self) -> &'static TypeWords;

    /// The type that holds values of a scalar.
    fn scalar_type(&self, scalar: ScalarType, options: &Options) -> NativeType;

    /// The type of a column that counts up, where that is not the type of other columns.
    fn identity_type(&self, scalar: ScalarType) -> Option<NativeType>;

    /// A text of the language as a value of a scalar type, kept as `native`.
    fn literal(&self, text: &str, scalar: ScalarType, native: &NativeType)
    -> Result<Expr, Refusal>;

    /// An operation of the language in this database's words; the operands are in them already.
    fn say(
        &self,
        place: Place,
        operation: Operation<'_>,
        operands: Vec<Typed>,
    ) -> Result<Expr, Refusal>;

    /// An expression of the language as the value of a new row: `target` is what the column holds.
    ///
    /// Some databases say the same moment otherwise for a column of another type.
    fn default_value(&self, value: Typed, target: ValueType, native: &NativeType) -> Expr;

    /// A derived value as the column keeps it.
    fn computed_value(&self, value: Typed, target: ValueType) -> Expr;

    /// What values of a scalar must meet beyond what the type of their column says; `value` is what they are called.
    fn type_check(&self, scalar: ScalarType, value: &Name, options: &Options) -> Option<Expr>;

    /// Adds what every table says of itself, where it is not said otherwise.
    fn usual_settings(&self, settings: &mut Settings, options: &Options);

    /// The extensions that a schema needs, among those that come with the server.
    fn extensions(&self, schema: &NativeSchema) -> BTreeSet<&'static str>;

    /// The statement that loads an extension.
    fn extension_text(&self, name: &str) -> String;

    /// How many bytes a value takes in a key or a row, where the database has bounds for these; a text is in the
    /// character set `charset`, where it is told.
    fn width(&self, ty: &NativeType, charset: Option<&str>) -> Width;

    /// Writes a name in quotes.
    fn write_quoted(&self, name: &str, text: &mut String);

    /// Writes a string.
    fn write_string(&self, value: &str, text: &mut String);

    /// Writes an expression whose spelling differs from the usual one; `false` when this one does not.
    fn write_expr(&self, expr: &Expr, sql: &mut Sql<'_>) -> bool;

    /// Writes a statement, its `;` and line end included.
    fn write_statement(&self, statement: &Statement<'_>, sql: &mut Sql<'_>);
}

/// The dialect of this name.
pub fn of(id: DialectId) -> &'static dyn Dialect {
    match id {
        DialectId::Postgres => &postgres::Postgres,
        DialectId::Mysql => &mysql::Mysql,
        DialectId::Mariadb => &mariadb::Mariadb,
        DialectId::Sqlite => &sqlite::Sqlite,
    }
}
