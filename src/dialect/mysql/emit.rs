//! Statements and expressions in the words of MySQL and MariaDB.

use super::super::emit::{
    Constraint, IndexStyle, Items, Part, Sql, comment_lines, common, constraints, create_object,
    create_table, create_view, foreign_key, index_items, insert_labels, is_literal, named,
    sqlite_string,
};
use super::super::expression::{LikePart, like_parts};
use super::super::statement::Statement;
use super::alter::alteration;
use crate::base::{BinaryOp, ExprKind, Storage};
use crate::schema::{Column, Expr, ForeignKey, Index, NativeType, QualifiedName, Sequence, Table};

pub(in crate::dialect) fn statement(statement: &Statement<'_>, sql: &mut Sql<'_>) {
    match statement {
        Statement::CreateTable { table, foreign_keys } => table_statement(sql, table, foreign_keys),
        Statement::InsertLabels(item) => insert_labels(sql, item),
        Statement::CreateIndex { table, index } => create_index(sql, table, index),
        Statement::AddForeignKey { table, foreign_key: item } => {
            alter_table(sql, table);
            foreign_key(sql, item);
            sql.push(";\n");
        }
        Statement::AddCheck { table, check } => {
            alter_table(sql, table);
            common(sql, Constraint::Check(check));
            sql.push(";\n");
        }
        Statement::CreateView(view) => {
            if let Some(comment) = &view.comment {
                comment_lines(sql, comment, "");
            }
            let mut words = match view.settings.get("algorithm") {
                Some(algorithm) => format!("create algorithm = {algorithm}"),
                None => "create".to_owned(),
            };
            if view.settings.get("security_invoker") == Some("true") {
                words.push_str(" sql security invoker");
            }
            create_view(sql, view, &format!("{words} view"));
        }
        Statement::CreateObject(object) => create_object(sql, object, true),
        Statement::CreateSequence(sequence) => {
            sql.push("create sequence ");
            sql.qualified(&sequence.name);
            sequence_options(sql, sequence);
            sql.push(";\n");
        }
        Statement::Alter(it) => alteration(it, sql),
        // There are no schemas inside a database, no named types, no comments apart.
        Statement::CreateNamespace(_)
        | Statement::CreateEnum(_)
        | Statement::CreateDomain(_)
        | Statement::OwnSequence(_)
        | Statement::Comment { .. } => {}
    }
}

pub(super) fn sequence_options(sql: &mut Sql<'_>, sequence: &Sequence) {
    for (name, words) in [
        ("start", "start with"),
        ("increment", "increment by"),
        ("minvalue", "minvalue"),
        ("maxvalue", "maxvalue"),
        ("cache", "cache"),
    ] {
        let number = sequence.settings.get(name).and_then(|it| it.parse::<i64>().ok());
        if let Some(number) = number {
            sql.push(&format!(" {words} {number}"));
        }
    }
    match sequence.settings.get("cycle") {
        Some("true") => sql.push(" cycle"),
        Some(_) => sql.push(" nocycle"),
        None => {}
    }
}

pub(in crate::dialect) fn expr(expr: &Expr, sql: &mut Sql<'_>) -> bool {
    if let ExprKind::Binary { op, left, right } = &expr.kind {
        return binary(sql, *op, left, right);
    }
    let ExprKind::Operator { operator, operands } = &expr.kind else { return false };
    let [moment, amount, unit] = operands.as_slice() else { return false };
    if !operator.ends_with(" interval") {
        return false;
    }
    sql.term(moment);
    sql.push(" ");
    sql.push(operator);
    sql.push(" ");
    sql.atom(amount);
    sql.push(" ");
    sql.expr(unit);
    true
}

fn binary(sql: &mut Sql<'_>, op: BinaryOp, left: &Expr, right: &Expr) -> bool {
    match op {
        BinaryOp::NotDistinct => sql.comparison(left, "<=>", right),
        BinaryOp::Distinct => {
            sql.push("not (");
            sql.comparison(left, "<=>", right);
            sql.push(")");
        }
        BinaryOp::Concat => {
            sql.push("concat(");
            sql.list([left, right], |sql, it| sql.expr(it));
            sql.push(")");
        }
        BinaryOp::Matches => sql.comparison(left, "regexp", right),
        BinaryOp::NotMatches => sql.comparison(left, "not regexp", right),
        BinaryOp::Like | BinaryOp::NotLike => {
            let ExprKind::String(pattern) = &right.kind else { return false };
            if !pattern.contains('\\') {
                return false;
            }
            let words = if op == BinaryOp::Like { "like" } else { "not like" };
            sql.comparison(left, words, &Expr::string(with_mark(pattern)));
            sql.push(" escape '!'");
        }
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual
        | BinaryOp::Plus
        | BinaryOp::Minus
        | BinaryOp::Times
        | BinaryOp::Divide
        | BinaryOp::Modulo => return false,
    }
    true
}

/// A pattern in which `!` makes a character stand for itself, since a backslash may mean itself.
fn with_mark(pattern: &str) -> String {
    let mut res = String::with_capacity(pattern.len() + 2);
    for part in like_parts(pattern) {
        match part {
            LikePart::Any => res.push('%'),
            LikePart::One => res.push('_'),
            LikePart::Character(c) => {
                if matches!(c, '%' | '_' | '!') {
                    res.push('!');
                }
                res.push(c);
            }
        }
    }
    res
}

/// Whether a text cannot stand in quotes: what a backslash means depends on the mode of the session, and the server's own
/// client reads no zero bytes.
fn is_hexadecimal(value: &str) -> bool {
    value.contains(['\\', '\0'])
}

/// `'text'`, or its hexadecimal digits.
pub(in crate::dialect) fn string(value: &str, text: &mut String) {
    if is_hexadecimal(value) {
        text.push_str("convert(x'");
        value.bytes().for_each(|byte| text.push_str(&format!("{byte:02x}")));
        text.push_str("' using utf8mb4)");
    } else {
        sqlite_string(value, text);
    }
}

fn table_statement(sql: &mut Sql<'_>, table: &Table<NativeType>, foreign_keys: &[&ForeignKey]) {
    let constraints = constraints(table, foreign_keys, sql.dialect());
    create_table(sql, table, &constraints, "create table", &TableItems);
    let options = [
        ("engine", " engine = "),
        ("charset", " default charset = "),
        ("collation", " collate = "),
        ("row_format", " row_format = "),
        ("key_block_size", " key_block_size = "),
        ("auto_increment", " auto_increment = "),
    ];
    for (name, words) in options {
        if let Some(value) = table.settings.get(name) {
            sql.push(words);
            word(sql, value);
        }
    }
    comment_clause(sql, table.comment.as_deref(), " comment = ");
    if table.settings.get("system_versioning") == Some("true") {
        sql.push(" with system versioning");
    }
    sql.push(";\n");
}

/// Writes the value of an option: a word or number as it is.
pub(super) fn word(sql: &mut Sql<'_>, value: &str) {
    let is_word = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { sql.push(value) } else { sql.string(value) }
}

/// Writes a comment clause. It takes nothing but a literal, so a backslash is doubled, as the usual mode wants it; under
/// `no_backslash_escapes` the comment has two.
pub(super) fn comment_clause(sql: &mut Sql<'_>, comment: Option<&str>, words: &str) {
    if let Some(comment) = comment {
        sql.push(words);
        sql.push("'");
        sql.push(&comment.replace('\\', "\\\\").replace('\'', "''"));
        sql.push("'");
    }
}

/// From when to when each row is as it is, behind the column that says the end (MariaDB, "System-Versioned Tables").
fn period(sql: &mut Sql<'_>, table: &Table<NativeType>, end: &Column<NativeType>) {
    let start = table.columns.iter().find(|it| it.settings.get("row") == Some("start"));
    if let Some(start) = start {
        sql.push(", period for system_time ");
        sql.names(&[start.name.clone(), end.name.clone()]);
    }
}

pub(super) struct TableItems;

impl Items for TableItems {
    fn column(&self, sql: &mut Sql<'_>, table: &Table<NativeType>, column: &Column<NativeType>) {
        sql.name(&column.name);
        sql.push(" ");
        sql.ty(&column.ty);
        if let Some(charset) = column.settings.get("charset") {
            sql.push(" character set ");
            word(sql, charset);
        }
        if let Some(collation) = &column.collation {
            sql.push(" collate ");
            word(sql, collation);
        }
        if let Some(generated) = &column.generated {
            sql.push(" generated always as (");
            sql.expr(&generated.expr);
            sql.push(match generated.storage {
                Some(Storage::Stored) => ") stored",
                Some(Storage::Virtual) | None => ") virtual",
            });
        }
        if let Some(end) = column.settings.get("row") {
            sql.push(&format!(" generated always as row {end}"));
        } else if !column.is_nullable {
            sql.push(" not null");
        } else if column.ty.name == "timestamp" && column.generated.is_none() {
            // Without it the column is mandatory where `explicit_defaults_for_timestamp` is off.
            sql.push(" null");
        }
        if let Some(default) = &column.default {
            default_clause(sql, default, &column.ty);
        }
        if let Some(moment) = column.settings.get("on_update") {
            sql.push(" on update ");
            sql.push(moment);
        }
        if column.identity.is_some() {
            sql.push(" auto_increment");
        }
        if column.settings.get("invisible") == Some("true") {
            sql.push(" invisible");
        }
        if column.settings.get("versioned") == Some("false") {
            sql.push(" without system versioning");
        }
        comment_clause(sql, column.comment.as_deref(), " comment ");
        if column.settings.get("row") == Some("end") {
            period(sql, table, column);
        }
    }

    fn constraint(&self, sql: &mut Sql<'_>, _: &Table<NativeType>, constraint: Constraint<'_>) {
        match constraint {
            Constraint::Key(key) => {
                let mut lengths = key.settings.get("lengths").unwrap_or_default().split(", ");
                let mut directions = key.settings.get("directions").unwrap_or_default().split(", ");
                sql.push("primary key (");
                sql.list(&key.columns, |sql, column| {
                    sql.name(column);
                    if let Some(length) = lengths.next().filter(|it| !it.is_empty() && *it != "0") {
                        sql.push(&format!("({length})"));
                    }
                    if directions.next() == Some("desc") {
                        sql.push(" desc");
                    }
                });
                sql.push(")");
                if let Some(method) = key.settings.get("using") {
                    sql.push(&format!(" using {method}"));
                }
            }
            Constraint::Unique(unique) => {
                named(sql, &unique.name);
                sql.push("unique ");
                sql.names(&unique.columns);
                comment_clause(sql, unique.comment.as_deref(), " comment ");
            }
            Constraint::Check(_) | Constraint::ForeignKey(_) | Constraint::Exclusion(_) => {
                common(sql, constraint);
            }
        }
    }

    fn is_elsewhere(&self, _: &Table<NativeType>, constraint: Constraint<'_>) -> bool {
        matches!(constraint, Constraint::Exclusion(_))
    }

    fn index(&self, sql: &mut Sql<'_>, index: &Index) {
        sql.push(kind(index));
        sql.push("index ");
        sql.name(&index.name);
        sql.push(" ");
        index_tail(sql, index);
    }

    fn text_comment<'c>(&self, part: Part, comment: Option<&'c str>) -> Option<&'c str> {
        comment.filter(|_| part == Part::Constraint)
    }
}

/// Writes a default. Text, byte and JSON columns of MySQL take expressions alone, so a literal of theirs stands in
/// parentheses as well.
fn default_clause(sql: &mut Sql<'_>, default: &Expr, ty: &NativeType) {
    sql.push(" default ");
    let is_long = ty.name.ends_with("text") || ty.name.ends_with("blob") || ty.name == "json";
    let is_hexadecimal = matches!(&default.kind, ExprKind::String(text) if is_hexadecimal(text));
    let is_clock = matches!(&default.kind, ExprKind::Call { function, .. }
        if function == "current_timestamp");
    if is_clock || is_literal(default) && !is_long && !is_hexadecimal {
        sql.expr(default);
    } else {
        sql.parenthesised(default);
    }
}

fn kind(index: &Index) -> &'static str {
    match index.method.as_deref() {
        Some("fulltext") => "fulltext ",
        Some("spatial") => "spatial ",
        _ if index.is_unique => "unique ",
        _ => "",
    }
}

fn index_tail(sql: &mut Sql<'_>, index: &Index) {
    index_items(sql, index, IndexStyle::Never);
    match index.method.as_deref() {
        Some("hash") => sql.push(" using hash"),
        // The usual one, but not of every engine.
        Some("btree") => sql.push(" using btree"),
        Some(_) | None => {}
    }
    if let Some(parser) = index.settings.get("parser") {
        sql.push(" with parser ");
        sql.name(parser);
    }
    if index.settings.get("invisible") == Some("true") {
        sql.push(" invisible");
    }
    if index.settings.get("ignored") == Some("true") {
        sql.push(" ignored");
    }
    comment_clause(sql, index.comment.as_deref(), " comment ");
}

pub(super) fn create_index(sql: &mut Sql<'_>, table: &QualifiedName, index: &Index) {
    sql.push("create ");
    sql.push(kind(index));
    sql.push("index ");
    sql.name(&index.name);
    sql.push(" on ");
    sql.qualified(table);
    sql.push(" ");
    index_tail(sql, index);
    sql.push(";\n");
}

fn alter_table(sql: &mut Sql<'_>, table: &QualifiedName) {
    sql.push("alter table ");
    sql.qualified(table);
    sql.push(" add ");
}

/// A name in quotes.
pub(super) fn quoted(name: &str) -> String {
    let mut res = String::new();
    super::super::emit::backtick_quoted(name, &mut res);
    res
}
