//! The words of a database for snapshots of its schemas.

use super::contract::Dialect;
use super::emit::expr_text;
use crate::base::DialectId;
use crate::schema::snapshot::{self, WordWriter};
use crate::schema::{Expr, NativeSchema, NativeType};

struct Words<'a>(&'a dyn Dialect);

impl WordWriter for Words<'_> {
    fn dialect(&self) -> DialectId {
        self.0.id()
    }

    fn default_namespace(&self) -> Option<&str> {
        self.0.capabilities().default_namespace
    }

    fn expr(&self, expr: &Expr) -> String {
        expr_text(expr, self.0)
    }

    fn ty(&self, ty: &NativeType) -> String {
        self.0.type_words().canonical_text(ty)
    }
}

/// A schema as JSON, in the words of its database.
pub fn snapshot(schema: &NativeSchema, dialect: &dyn Dialect) -> String {
    let mut res = String::new();
    write_snapshot(schema, dialect, &mut res);
    res
}

/// Writes the same behind `text`.
pub fn write_snapshot(schema: &NativeSchema, dialect: &dyn Dialect, text: &mut String) {
    snapshot::write(schema, &Words(dialect), text);
}
