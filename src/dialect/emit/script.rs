//! A whole script.

use super::super::capabilities::Version;
use super::super::contract::Dialect;
use super::super::creation::creation;
use super::super::statement::Statement;
use super::Sql;
use crate::schema::NativeSchema;

/// For whom a script is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScriptOptions {
    /// The oldest version that has to take it.
    pub version: Version,
    /// Who reads it.
    pub reader: Reader,
}

/// Who reads a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The database's own command line program, which cuts a script into statements itself and may have to be
    /// told where a statement ends that holds others.
    Client,
    /// A driver, which hands the text to the server.
    Driver,
}

/// The script that makes `schema` in an empty database.
pub fn script(schema: &NativeSchema, dialect: &dyn Dialect, options: &ScriptOptions) -> String {
    let mut res = String::new();
    write_script(schema, dialect, options, &mut res);
    res
}

/// Writes the same behind `text`.
pub fn write_script(
    schema: &NativeSchema,
    dialect: &dyn Dialect,
    options: &ScriptOptions,
    text: &mut String,
) {
    let mut sql = Sql { dialect, text: std::mem::take(text) };
    sql.push("-- Made by erc for ");
    sql.push(&options.version.title(dialect.id()));
    sql.push(".\n");
    let mut before: Option<Kind> = None;
    for statement in &creation(schema, dialect) {
        let kind = Kind::of(statement);
        if !before.is_some_and(|it| it.goes_on_with(kind)) {
            sql.push("\n");
        }
        before = Some(kind);
        let start = sql.as_str().len();
        dialect.write_statement(statement, &mut sql);
        if options.reader == Reader::Client && dialect.capabilities().client_needs_delimiter {
            delimit(&mut sql, start, statement);
        }
    }
    *text = sql.into_string();
}

/// One statement, its `;` and line end included.
pub fn statement_text(statement: &Statement<'_>, dialect: &dyn Dialect, reader: Reader) -> String {
    let mut sql = Sql::new(dialect);
    dialect.write_statement(statement, &mut sql);
    if reader == Reader::Client && dialect.capabilities().client_needs_delimiter {
        delimit(&mut sql, 0, statement);
    }
    sql.into_string()
}

/// Which statements follow one another without an empty line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Index,
    Comment,
    Namespace,
    ForeignKey,
    Other,
}

impl Kind {
    fn of(statement: &Statement<'_>) -> Kind {
        match statement {
            Statement::CreateIndex { .. } => Kind::Index,
            Statement::Comment { .. } => Kind::Comment,
            Statement::CreateNamespace(_) => Kind::Namespace,
            Statement::AddForeignKey { .. } | Statement::AddCheck { .. } => Kind::ForeignKey,
            Statement::CreateEnum(_)
            | Statement::CreateDomain(_)
            | Statement::CreateSequence(_)
            | Statement::CreateTable { .. }
            | Statement::InsertLabels(_)
            | Statement::CreateView(_)
            | Statement::CreateObject(_)
            | Statement::OwnSequence(_)
            | Statement::Alter(_) => Kind::Other,
        }
    }

    fn goes_on_with(self, next: Kind) -> bool {
        self == next && self != Kind::Other
    }
}

/// Tells the client where a statement ends that holds semicolons.
fn delimit(sql: &mut Sql<'_>, start: usize, statement: &Statement<'_>) {
    if !matches!(statement, Statement::CreateObject(_)) {
        return;
    }
    let text = sql.text.split_off(start);
    let body = text.trim_end().trim_end_matches(';');
    if body.contains(';') {
        let delimiter = if body.contains("$$") { "//" } else { "$$" };
        sql.push(&format!("delimiter {delimiter}\n{body}{delimiter}\ndelimiter ;\n"));
    } else {
        sql.push(&text);
    }
}
