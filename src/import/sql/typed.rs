//! Tables of PostgreSQL that have their columns from a composite type.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::{apply, postgres_partitions, tables};
use crate::base::Span;
use crate::schema::{Column, NativeType, Object, Origin, QualifiedName};

/// The columns of a table of this type.
///
/// # Errors
///
/// When the script has made no such type.
pub(super) fn columns(
    script: &Script,
    ty: &QualifiedName,
) -> Result<Vec<Column<NativeType>>, Refused> {
    let is_it = |it: &&Object| it.kind == "composite type" && it.name == *ty;
    let found = script.schema.objects.iter().find(is_it);
    let text = found.and_then(|it| it.body.text(script.id));
    let text = text.ok_or_else(|| format!("there is no composite type `{ty}`"))?;
    let mut cursor = script.cursor(text)?;
    while !cursor.is_at_end() && !cursor.mark(&Token::LParen) {
        cursor.skip();
    }
    let mut res = Vec::new();
    loop {
        let name = cursor.name()?;
        let (ty, _) = cursor.ty()?;
        let mut column = Column::new(name, ty, Origin::None, Span::nowhere());
        column.is_nullable = true;
        if cursor.word("collate") {
            column.collation = Some(cursor.qualified()?.name);
        }
        res.push(column);
        if !cursor.mark(&Token::Comma) {
            return Ok(res);
        }
    }
}

/// What stands behind the type.
pub(super) fn rest(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let mut later = Vec::new();
    let read = match cursor.mark(&Token::LParen) {
        true => postgres_partitions::members(script, table, cursor, &mut later),
        false => Ok(()),
    };
    let res = read
        .and_then(|()| tables::postgres_options(script, table, cursor))
        .and_then(|()| apply::apply_all(script, table, later));
    if res.is_err() {
        script.tables.remove(table);
    }
    res
}
