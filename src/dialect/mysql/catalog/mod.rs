//! The catalog of MySQL and MariaDB as a schema: one query for each kind, whatever the number of tables.

mod columns;
mod constraints;
mod objects;
mod queries;
mod rights;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use self::rights::Own;
use super::super::catalog::{Catalog, Values};
use super::super::session::{Session, SessionError};
use super::types::charset_of;
use crate::base::{DialectId, Name, Span};
use crate::schema::snapshot::WordReader;
use crate::schema::{NativeSchema, NativeType, Origin, QualifiedName, Table};

/// Reads the database that the session is in.
pub(in crate::dialect) fn read(
    session: &mut dyn Session,
    words: &dyn WordReader,
) -> Result<Catalog, SessionError> {
    session.execute("set session transaction isolation level repeatable read")?;
    session.execute("start transaction with consistent snapshot, read only")?;
    let res = read_inside(session, words);
    let end = session.execute("rollback");
    let res = res?;
    end?;
    Ok(res)
}

fn read_inside(session: &mut dyn Session, words: &dyn WordReader) -> Result<Catalog, SessionError> {
    let id = session.dialect();
    let mut cx = Context {
        words,
        id,
        schema: NativeSchema::default(),
        hidden: Vec::new(),
        overlaps: Vec::new(),
        tables: IndexMap::new(),
        views: FxHashMap::default(),
    };
    for row in session.query(queries::TABLES)? {
        cx.table(Values::of(row));
    }
    let sequences = session.query(queries::SEQUENCES)?;
    let sequences: Vec<String> = sequences.into_iter().map(|it| Values::of(it).text()).collect();
    if !sequences.is_empty() {
        for row in session.query(&queries::counting(&sequences))? {
            objects::sequence(&mut cx, Values::of(row));
        }
    }
    for row in session.query(queries::VIEWS)? {
        objects::view(&mut cx, Values::of(row));
    }
    for row in session.query(queries::columns(id))? {
        columns::column(&mut cx, Values::of(row));
    }
    for row in session.query(queries::indexes(id))? {
        constraints::index_column(&mut cx, Values::of(row));
    }
    let actions = constraints::actions(session.query(queries::ACTIONS)?);
    for row in session.query(queries::FOREIGN_KEYS)? {
        constraints::foreign_key_column(&mut cx, Values::of(row), &actions);
    }
    for row in session.query(queries::checks(id))? {
        constraints::check(&mut cx, Values::of(row));
    }
    for table in constraints::maybe_with_period(&cx) {
        if let Some(made) = create_table(session, &Name::new(&table))? {
            objects::periods(&mut cx, &table, &made);
        }
    }
    for row in session.query(queries::ROUTINES)? {
        objects::routine(&mut cx, Values::of(row));
    }
    objects::triggers(&mut cx, session.query(queries::TRIGGERS)?);
    for row in session.query(queries::EVENTS)? {
        objects::event(&mut cx, Values::of(row));
    }
    for (table, found) in objects::partitionings(&cx, session.query(queries::PARTITIONS)?) {
        let is_asked = id == DialectId::Mariadb && objects::is_hardly_told(&found);
        let made = if is_asked { create_table(session, &table)? } else { None };
        objects::partitioning(&mut cx, table, found, made.as_deref());
    }
    let own = rights::own(session)?;
    let mut unseen = unseen(&cx, &own);
    unseen.append(&mut cx.overlaps);
    unseen.extend(rights::read(&mut cx, session, &own)?);
    let mut schema = cx.schema;
    schema.tables = cx.tables.into_values().collect();
    constraints::keys_from_indexes(&mut schema);
    Ok(Catalog { schema, script: String::new(), unseen, hides_rights: !own.sees_accounts })
}

/// The statement that makes a table.
fn create_table(session: &mut dyn Session, table: &Name) -> Result<Option<String>, SessionError> {
    let rows = session.query(&queries::create_table(table))?;
    let mut rows = rows.into_iter().map(Values::of);
    Ok(rows.next().and_then(|mut row| (row.text(), row.filled()).1))
}

/// What a role without certain rights is not told.
fn unseen(cx: &Context<'_>, own: &Own) -> Vec<String> {
    let mut res = Vec::new();
    for (name, right) in &cx.hidden {
        res.push(format!("the text of {name} cannot be seen: the role lacks {right}"));
    }
    for (kind, right) in [("trigger", "TRIGGER"), ("event", "EVENT")] {
        let is_seen = cx.schema.objects.iter().any(|it| it.kind == kind);
        if !is_seen && !own.may(right) {
            res.push(format!("whether there are {kind}s cannot be seen: the role lacks {right}"));
        }
    }
    if !own.may("SELECT") {
        res.push("tables of which the role has no rights cannot be seen".to_owned());
    }
    res
}

/// What goes along.
struct Context<'a> {
    words: &'a dyn WordReader,
    id: DialectId,
    schema: NativeSchema,
    /// What is there without its text, and the right that would show it.
    hidden: Vec<(String, &'static str)>,
    /// What of keys over periods is not read.
    overlaps: Vec<String>,
    tables: IndexMap<String, Table<NativeType>>,
    /// The places of views by their names.
    views: FxHashMap<String, usize>,
}

impl Context<'_> {
    fn table(&mut self, mut row: Values) {
        let name = row.text();
        let mut table =
            Table::new(QualifiedName::plain(Name::new(&name)), Origin::None, Span::nowhere());
        if let Some(engine) = row.filled() {
            table.settings.set("engine", engine);
        }
        if let Some(collation) = row.filled() {
            table.settings.set("charset", charset_of(&collation));
            table.settings.set("collation", collation);
        }
        table.comment = row.filled();
        let options = row.text();
        for option in options.split_whitespace() {
            if let Some((name, value)) = option.split_once('=')
                && matches!(name, "row_format" | "key_block_size")
            {
                table.settings.set(Name::new(name), value.to_lowercase());
            }
        }
        if row.text() == "SYSTEM VERSIONED" {
            table.settings.set("system_versioning", "true");
        }
        self.tables.insert(name, table);
    }
}
