//! PostgreSQL's catalog as a schema: a dozen queries, whatever the number of tables.
//!
//! Names are printed with an empty `search_path`, so that all but what is built in names its schema. What belongs
//! to an extension is the extension's business.

mod beside;
mod constraints;
mod queries;
mod rarities;
mod relations;
mod rights;
mod types;

use beside::Beside;
use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::super::catalog::{Catalog, Values};
use super::super::rights::Rights;
use super::super::session::{Row, Session, SessionError};
use super::{PartitionOf, fold_partitions};
use crate::base::{DialectId, DialectSet, Name, Span, SqlText};
use crate::schema::snapshot::WordReader;
use crate::schema::{Namespace, NativeSchema, NativeType, Object, QualifiedName, Table, View};

/// What holds while the catalog is read: names are whole, and no query is compiled, which takes longer than the query
/// (manual, "When to JIT?").
const SETTINGS: &str = "set local search_path = ''; set local jit = off";
/// How often the catalog is read anew when something goes while it is read.
const N_TRIES: usize = 5;

/// Reads all schemas of the database but the system's own.
///
/// The rows of the catalog are those of one moment; the functions that print definitions look at what is there now, and
/// fail where that is gone. Then all is read anew.
pub(in crate::dialect) fn read(
    session: &mut dyn Session,
    words: &dyn WordReader,
) -> Result<Catalog, SessionError> {
    let mut n_tries = 0;
    loop {
        n_tries += 1;
        session.execute("begin transaction isolation level repeatable read, read only")?;
        session.execute(SETTINGS)?;
        let res = read_inside(session, words, n_tries == 1);
        let end = session.execute("rollback");
        match res {
            Err(error) if n_tries < N_TRIES && end.is_ok() && tells_of_change(&error) => {}
            res => {
                let res = res?;
                end?;
                return Ok(res);
            }
        }
    }
}

/// Whether an error says that something was there a moment ago: "could not open relation", "cache lookup failed", no
/// such object, or a row that another has changed; or that there was no room to write down what moment it is.
fn tells_of_change(error: &SessionError) -> bool {
    let code = error.code.as_deref().unwrap_or_default();
    let codes = ["XX000", "40001", "42P01", "42703", "42704", "42883", "53100", "58030", "58P01"];
    codes.iter().any(|it| code.starts_with(it))
}

/// Reads what one transaction sees, with a second session beside it where that is allowed and worth it.
fn read_inside(
    session: &mut dyn Session,
    words: &dyn WordReader,
    may_divide: bool,
) -> Result<Catalog, SessionError> {
    let version = version(session)?;
    let mut cx = Context {
        words,
        schema: NativeSchema::default(),
        tables: IndexMap::new(),
        views: IndexMap::new(),
        partitions: Vec::new(),
        columns: FxHashMap::default(),
        collations: names(session, queries::COLLATIONS)?,
        operator_classes: names(session, queries::OPERATOR_CLASSES)?,
    };
    for row in session.query(queries::NAMESPACES)? {
        cx.namespace(Values::of(row));
    }
    for row in session.query(queries::ENUMS)? {
        types::enumeration(&mut cx, Values::of(row));
    }
    for row in session.query(queries::DOMAINS)? {
        types::domain(&mut cx, Values::of(row));
    }
    for row in session.query(queries::DOMAIN_CHECKS)? {
        types::domain_check(&mut cx, Values::of(row));
    }
    for row in session.query(queries::RELATIONS)? {
        relations::relation(&mut cx, Values::of(row));
    }
    let (constraints, indexes) = (queries::constraints(version), queries::indexes(version));
    let objects = queries::objects(version);
    let later = [&constraints, &indexes, &objects, rarities::RARITIES, rights::RIGHTS];
    let n_relations = cx.tables.len() + cx.views.len();
    let beside = match may_divide {
        true => Beside::ask(session, n_relations, &later)?,
        false => None,
    };
    cx.columns(session, version)?;
    // Whatever kept the second session from it, the first one asks then, and fails for itself.
    let rows = match beside.and_then(Beside::rows) {
        Some(rows) => rows,
        None => answers(session, later)?,
    };
    cx.later(rows, version);
    let mut unseen = Vec::new();
    for row in session.query(queries::UNSEEN)? {
        let name = Values::of(row).text();
        unseen.push(format!("the role may not use the schema `{name}`"));
    }
    for row in session.query(queries::DEFAULT_PRIVILEGES)? {
        let name = Values::of(row).text();
        unseen.push(format!("`{name}` has default privileges: erc leaves them as they are"));
    }
    for row in session.query(queries::BASE_TYPES)? {
        let name = Values::of(row).text();
        unseen.push(format!(
            "the type `{name}` has functions of its own: erc does not read such types"
        ));
    }
    let mut schema = cx.schema;
    schema.tables = cx.tables.into_values().collect();
    schema.views = cx.views.into_values().collect();
    fold_partitions(&mut schema, &cx.partitions);
    Ok(Catalog { schema, unseen, ..Catalog::default() })
}

/// `150018` for 15.18.
fn version(session: &mut dyn Session) -> Result<i64, SessionError> {
    let rows = session.query("select current_setting('server_version_num')")?;
    let row = rows.into_iter().next().unwrap_or_default();
    Ok(Values::of(row).number())
}

/// The rows of each query.
fn answers<const N: usize>(
    session: &mut dyn Session,
    queries: [&str; N],
) -> Result<[Vec<Row>; N], SessionError> {
    let mut res = [const { Vec::new() }; N];
    for (rows, query) in res.iter_mut().zip(queries) {
        *rows = session.query(query)?;
    }
    Ok(res)
}

/// Names by the numbers that things have in the catalog.
fn names(session: &mut dyn Session, query: &str) -> Result<FxHashMap<usize, Name>, SessionError> {
    let named = |row: Row| {
        let mut row = Values::of(row);
        (usize::try_from(row.number()).unwrap_or_default(), row.name())
    };
    Ok(session.query(query)?.into_iter().map(named).collect())
}

/// A column as keys and indexes point at it.
struct Numbered {
    number: usize,
    name: Name,
    /// Nothing has the number 0.
    collation: usize,
}

/// What goes along.
struct Context<'a> {
    words: &'a dyn WordReader,
    schema: NativeSchema,
    /// By the numbers they have in the catalog.
    tables: IndexMap<String, Table<NativeType>>,
    /// Likewise.
    views: IndexMap<String, View<NativeType>>,
    /// Which of the tables are partitions.
    partitions: Vec<PartitionOf>,
    /// Of the tables and views with these numbers, in order.
    columns: FxHashMap<String, Vec<Numbered>>,
    collations: FxHashMap<usize, Name>,
    /// Those that are not what a type has anyway.
    operator_classes: FxHashMap<usize, Name>,
}

impl Context<'_> {
    /// Columns, and the sequences that may belong to them.
    fn columns(&mut self, session: &mut dyn Session, version: i64) -> Result<(), SessionError> {
        for row in session.query(&queries::columns(version))? {
            relations::column(self, Values::of(row));
        }
        for row in session.query(&queries::sequences(version))? {
            types::sequence(self, Values::of(row));
        }
        Ok(())
    }

    /// What columns are needed for: constraints, indexes, two sorts of objects, rights.
    fn later(
        &mut self,
        [constraints, indexes, objects, rarities, rights]: [Vec<Row>; 5],
        version: i64,
    ) {
        constraints.into_iter().for_each(|it| constraints::constraint(self, Values::of(it)));
        indexes.into_iter().for_each(|it| constraints::index(self, Values::of(it)));
        objects.into_iter().chain(rarities).for_each(|it| self.object(Values::of(it)));
        let mut given = Rights::new(DialectId::Postgres);
        rights.into_iter().for_each(|it| rights::right(&mut given, Values::of(it)));
        rights::put(self, given, version);
    }

    fn namespace(&mut self, mut row: Values) {
        let (name, comment) = (row.name(), row.filled());
        if name != "public" {
            self.schema.namespaces.push(Namespace { name, comment, was: Vec::new() });
        }
    }

    /// The column of a table that has the number.
    fn column(&self, table: &str, number: usize) -> Option<&Numbered> {
        let columns = self.columns.get(table)?;
        let place = columns.binary_search_by_key(&number, |it| it.number).ok()?;
        columns.get(place)
    }

    /// The names of those columns of a table.
    fn named(&self, table: &str, numbers: &[usize]) -> Vec<Name> {
        let columns = numbers.iter().filter_map(|it| self.column(table, *it));
        columns.map(|it| it.name.clone()).collect()
    }

    /// A type; one that cannot be read is kept as its name.
    fn ty(&self, text: &str) -> NativeType {
        let mut res = self.words.ty(text).unwrap_or_else(|| NativeType::plain(Name::new(text)));
        if res.namespace.as_deref() == Some("public") {
            res.namespace = None;
        }
        res
    }

    fn object(&mut self, mut row: Values) {
        let kind = row.name();
        let name = qualified(row.name(), row.name());
        let on = row.filled().zip(row.filled());
        let body = SqlText::one(DialectId::Postgres, row.text().trim().trim_end_matches(';'));
        self.schema.objects.push(Object {
            kind,
            name,
            on: on.map(|(schema, table)| qualified(Name::from(schema), Name::from(table))),
            body,
            comment: row.filled(),
            only: DialectSet::NONE,
            span: Span::nowhere(),
        });
    }
}

/// What is in `public` names no schema.
fn qualified(namespace: Name, name: Name) -> QualifiedName {
    let namespace = (namespace != "public" && !namespace.is_empty()).then_some(namespace);
    QualifiedName { namespace, name }
}
