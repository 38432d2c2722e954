//! Columns of a table.

use sqlparser::tokenizer::Token;

use super::constraints::{self, Constraint};
use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::types::{sequence_options, serial};
use super::{mysql_columns, names};
use crate::base::{DialectId, ExprKind, Name, Span, Storage};
use crate::schema::{
    Column, Expr, Generated, Identity, IdentityKind, IndexItem, NativeType, Origin, QualifiedName,
    Sequence, Settings,
};

/// Reads a column and adds it to the table; its constraints wait for the others.
pub(super) fn column(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
    later: &mut Vec<Constraint>,
) -> Result<(), Refused> {
    let name = cursor.name()?;
    let res = definition(script, table, &name, cursor, later)?;
    script.table(table)?.columns.push(res);
    Ok(())
}

/// The type and clauses of a column.
pub(super) fn definition(
    script: &mut Script,
    table: &QualifiedName,
    name: &Name,
    cursor: &mut Cursor<'_>,
    later: &mut Vec<Constraint>,
) -> Result<Column<NativeType>, Refused> {
    let (ty, text) = cursor.ty()?;
    let mut res = Column::new(name.clone(), ty, Origin::None, Span::nowhere());
    res.is_nullable = true;
    if script.id == DialectId::Postgres
        && let Some(integer) = serial(&text)
    {
        res.ty = NativeType::plain(integer);
        res.is_nullable = false;
        let sequence = counting(script, table, name, integer);
        res.default = Some(Box::new(sequence));
    }
    if script.is_mysql() {
        mysql_columns::read_type(script.id, &mut res, &text, later);
    }
    clauses(script, res, cursor, later)
}

/// The clauses of a column whose type is known.
pub(super) fn clauses(
    script: &Script,
    column: Column<NativeType>,
    cursor: &mut Cursor<'_>,
    later: &mut Vec<Constraint>,
) -> Result<Column<NativeType>, Refused> {
    let is_sqlite = script.id == DialectId::Sqlite;
    let name = &column.name.clone();
    let mut res = column;
    let mut constraint_name = None;
    let mut says_null = false;
    loop {
        if cursor.word("constraint") {
            constraint_name = Some(cursor.name()?);
            continue;
        }
        let named = constraint_name.take();
        if cursor.words(&["not", "null"]) {
            res.is_nullable = false;
            conflict(cursor, &mut res.settings);
        } else if cursor.word("null") {
            res.is_nullable = true;
            says_null = true;
        } else if cursor.words(&["on", "update"]) {
            let moment = cursor.tight_expr()?;
            res.settings.set("on_update", moment_text(&moment));
        } else if cursor.word("default") {
            res.default = Some(Box::new(cursor.tight_expr()?));
        } else if cursor.words(&["primary", "key"]) || script.is_mysql() && cursor.word("key") {
            let _ = cursor.one_of(&["asc", "desc"]);
            let (columns, mut settings) = (vec![name.clone()], Settings::new());
            conflict(cursor, &mut settings);
            if !is_sqlite {
                res.is_nullable = false;
            }
            later.push(Constraint::Key { name: named, columns, settings, counts: false });
        } else if cursor.word("unique") {
            cursor.word("key");
            let mut settings = Settings::new();
            conflict(cursor, &mut settings);
            let nulls_not_distinct = cursor.words(&["nulls", "not", "distinct"]);
            later.push(Constraint::Unique {
                name: named,
                items: vec![IndexItem::column(name.clone())],
                nulls_not_distinct,
                deferrable: constraints::deferrable(cursor),
                comment: None,
                settings,
            });
        } else if cursor.word("check") {
            let expr = cursor.parenthesised_expr()?;
            let is_own = cursor.words(&["no", "inherit"]);
            if script.id == DialectId::Mariadb {
                // A column of MariaDB has one check: its own takes the place of that of its type.
                later.retain(|it| {
                    !matches!(it, Constraint::Check { column: Some(column), .. }
                    if column == name)
                });
            }
            later.push(Constraint::Check {
                name: named,
                expr,
                column: Some(name.clone()),
                is_validated: true,
                is_own,
            });
        } else if cursor.word("references") {
            let key = constraints::references(cursor, named, vec![name.clone()], None)?;
            later.push(key);
        } else if cursor.word("collate") {
            res.collation = Some(collation(cursor)?);
        } else if cursor.words(&["character", "set"]) || cursor.word("charset") {
            res.settings.set("charset", cursor.name()?.to_lowercase());
        } else if cursor.word("comment") {
            res.comment = Some(cursor.string()?);
        } else if script.is_mysql() && cursor.word("auto_increment")
            || is_sqlite && cursor.word("autoincrement")
        {
            let kind = IdentityKind::ByDefault;
            res.identity = Some(Identity { kind, settings: Settings::new() });
            res.is_nullable &= is_sqlite || says_null;
        } else if cursor.word("generated") || cursor.is_word("as") {
            generated(script.id, &mut res, cursor)?;
        } else if cursor.word("invisible") {
            res.settings.set("invisible", "true");
        } else if cursor.word("compression") {
            res.settings.set("compression", cursor.name()?.to_string());
        } else if cursor.word("storage") || cursor.word("column_format") {
            cursor.any_word();
        } else if script.is_mysql() && cursor.word("binary") {
            // Until the character set of the table is known.
            res.collation = Some(Name::new_static(mysql_columns::BINARY));
        } else if script.is_mysql() && mysql_columns::clause(&mut res, cursor) {
        } else {
            break;
        }
    }
    if script.is_mysql() {
        mysql_columns::collation_of_charset(script.id, &mut res);
    }
    Ok(res)
}

fn moment_text(moment: &Expr) -> String {
    match &moment.kind {
        ExprKind::Call { arguments, .. } => match arguments.first().map(|it| &it.kind) {
            Some(ExprKind::Number(digits)) if digits != "0" => {
                format!("current_timestamp({digits})")
            }
            _ => "current_timestamp".to_owned(),
        },
        _ => "current_timestamp".to_owned(),
    }
}

/// `on conflict ignore` of SQLite; `abort` is what goes without saying.
pub(super) fn conflict(cursor: &mut Cursor<'_>, settings: &mut Settings) {
    if cursor.words(&["on", "conflict"])
        && let Some(word) = cursor.any_word().filter(|it| it != "abort")
    {
        settings.set("on_conflict", word);
    }
}

/// A collation without the schema of the system's.
pub(super) fn collation(cursor: &mut Cursor<'_>) -> Result<Name, Refused> {
    let name = cursor.qualified()?;
    Ok(match cursor.id {
        DialectId::Postgres => name.name,
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => {
            Name::new(name.name.to_lowercase())
        }
    })
}

/// The sequence of a `serial` column, and the default that takes from it.
fn counting(script: &mut Script, table: &QualifiedName, column: &Name, integer: &str) -> Expr {
    let name = names::made(&table.name, column, "seq");
    let name = script.free_name(table.namespace.as_ref(), &name);
    script.used_names.insert(name.clone());
    let mut settings = Settings::new();
    if integer != "bigint" {
        settings.set("type", integer);
    }
    let sequence = QualifiedName { namespace: table.namespace.clone(), name };
    let text = {
        let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
        sql.qualified(&sequence);
        sql.into_string()
    };
    script.schema.sequences.push(Sequence {
        name: sequence,
        owned_by: Some((table.clone(), column.clone())),
        settings,
        comment: None,
    });
    Expr::made(ExprKind::Call { function: "nextval".into(), arguments: vec![Expr::string(text)] })
}

fn generated(
    id: DialectId,
    column: &mut Column<NativeType>,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let is_always = cursor.word("always");
    if !is_always {
        cursor.words(&["by", "default"]);
    }
    cursor.word("as");
    if mysql_columns::row_version(column, cursor) {
        return Ok(());
    }
    if cursor.word("identity") {
        let mut settings = Settings::new();
        if cursor.mark(&Token::LParen) {
            sequence_options(cursor, &mut settings, None)?;
            cursor.expect(&Token::RParen)?;
        }
        let kind = if is_always { IdentityKind::Always } else { IdentityKind::ByDefault };
        column.identity = Some(Identity { kind, settings });
        column.is_nullable = false;
        return Ok(());
    }
    let expr = cursor.parenthesised_expr()?;
    let is_stored = cursor.word("stored") || cursor.word("persistent");
    cursor.word("virtual");
    let is_usually_stored = id == DialectId::Postgres;
    let storage = if is_stored || is_usually_stored { Storage::Stored } else { Storage::Virtual };
    column.generated = Some(Box::new(Generated { expr, storage: Some(storage) }));
    Ok(())
}
