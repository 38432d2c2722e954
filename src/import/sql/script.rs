//! A script of statements, applied in order as a database would.

use std::fmt;

use rustc_hash::FxHashSet;

use super::cursor::Refused;
use super::held::Tables;
use super::path::SearchPath;
use super::rights::{self, Given};
use super::split::pieces;
use super::{
    alter, comments, domains, drops, indexes, names, objects, postgres_partitions, renames,
    scheduled, tables, tuning, types,
};
use crate::base::{CompactSort, DialectId, DialectSet, Name, Span, SqlText};
use crate::dialect::{PartitionOf, fold_partitions};
use crate::schema::{Namespace, NativeSchema, NativeType, Object, QualifiedName, Table};

/// A statement that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The line it starts on, from 1.
    pub line: usize,
    /// Its first words.
    pub start: String,
    /// Why, without a full stop.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: `{}`: {}", self.line, self.start, self.reason)
    }
}

/// What a script makes.
#[derive(Debug, Default)]
pub(in crate::import) struct ScriptRead {
    /// The schema when the script has run in an empty database.
    pub(in crate::import) schema: NativeSchema,
    /// The statements that were left out.
    pub(in crate::import) skipped: Vec<Skipped>,
}

/// Reads a script. Statements about rows and sessions are passed over in silence; what cannot be read is
/// left out by itself and reported.
pub(in crate::import) fn read_script(text: &str, id: DialectId) -> ScriptRead {
    let mut script = Script::new(id);
    let mut skipped = Vec::new();
    for piece in pieces(text, id) {
        let text = piece.text.trim();
        script.follow_session(text);
        if is_passed_over(text) {
            script.note_users(text);
            continue;
        }
        script.renew_path();
        if let Err(reason) = statement(&mut script, text) {
            let start = text.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
            let start = start.chars().take(60).collect();
            skipped.push(Skipped { line: piece.line, start, reason });
        }
    }
    ScriptRead { schema: script.finish(), skipped }
}

/// Kinds of objects that are no more than statements, in the order in which they are run.
const STATEMENTS: [&str; 12] = [
    "type",
    "domain",
    "sequence",
    "table",
    "partition",
    "constraint",
    "index",
    "ownership",
    "view",
    "comment",
    "grant",
    "revoke",
];

/// Kinds of objects that are about a table, which their statement names.
const OF_TABLES: [&str; 12] = [
    "trigger",
    "rule",
    "policy",
    "partitioning",
    "row_level_security",
    "replica_identity",
    "clustering",
    "column_storage",
    "column_statistics",
    "column_options",
    "column_default",
    "column_nullability",
];

/// A schema in which statements that a model carries word for word have been run: what they make is told as if a
/// catalog had told it. One that cannot be read stays as it is.
pub(in crate::import) fn absorb(schema: NativeSchema, id: DialectId) -> NativeSchema {
    let mut schema = schema;
    let place = |it: &Object| STATEMENTS.iter().position(|kind| it.kind == *kind);
    let all = std::mem::take(&mut schema.objects);
    // A model cannot say which table it is when that is carried word for word as well.
    let is_adrift = |it: &Object| it.on.is_none() && OF_TABLES.contains(&it.kind.as_str());
    let (mut run, rest): (Vec<Object>, Vec<Object>) =
        all.into_iter().partition(|it| place(it).is_some() || is_adrift(it));
    schema.objects = rest;
    if run.is_empty() {
        return schema;
    }
    run.compact_sort_by_key(|it| place(it).unwrap_or(STATEMENTS.len()));
    let tables = std::mem::take(&mut schema.tables).values().cloned().collect();
    let tables = Tables::new(tables, id == DialectId::Sqlite);
    let sequences = schema.sequences.iter().map(|it| &it.name.name);
    let used_names =
        sequences.chain(schema.views.iter().map(|it| &it.name.name)).cloned().collect();
    let mut script = Script {
        id,
        schema,
        tables,
        used_names,
        made_indexes: Vec::new(),
        partitions: Vec::new(),
        path: SearchPath::default(),
        table_access: None,
        given: Given::new(id),
    };
    for object in run {
        let text = object.body.text(id).unwrap_or_default().trim().to_owned();
        if statement(&mut script, &text).is_err() {
            script.schema.objects.push(object);
        } else if object.comment.is_some() {
            let on = object.on.as_ref();
            comments::set_comment(
                &mut script,
                &object.kind,
                &object.name,
                on,
                object.comment.as_deref(),
            );
        }
    }
    script.finish()
}

/// The schema while a script runs.
pub(super) struct Script {
    pub(super) id: DialectId,
    pub(super) schema: NativeSchema,
    pub(super) tables: Tables,
    /// Every name that a table, index, view or sequence has had so far; it may be free again.
    pub(super) used_names: FxHashSet<Name>,
    /// Indexes that MySQL made for a foreign key, by table: another that serves as well replaces them.
    pub(super) made_indexes: Vec<(QualifiedName, Name)>,
    /// Which of the tables are partitions, parents first.
    pub(super) partitions: Vec<PartitionOf>,
    /// Where names without a schema are looked for.
    pub(super) path: SearchPath,
    /// What keeps the rows of new tables of PostgreSQL, if the script has said so.
    pub(super) table_access: Option<Name>,
    /// Who may do what.
    pub(super) given: Given,
}

impl Script {
    pub(super) fn new(id: DialectId) -> Script {
        let tables = Tables::new(Vec::new(), id == DialectId::Sqlite);
        Script {
            id,
            schema: NativeSchema::default(),
            tables,
            used_names: FxHashSet::default(),
            made_indexes: Vec::new(),
            partitions: Vec::new(),
            path: SearchPath::default(),
            table_access: None,
            given: Given::new(id),
        }
    }

    fn finish(mut self) -> NativeSchema {
        if self.is_mysql() {
            scheduled::settle_triggers(&mut self.schema.objects, self.id);
        }
        let rights = self.rights();
        postgres_partitions::without_inherited(&mut self);
        let mut res = self.schema;
        res.objects.extend(rights);
        res.tables = self.tables.into_list().into_iter().collect();
        fold_partitions(&mut res, &self.partitions);
        res
    }

    /// The partitions of a table that is no more.
    pub(super) fn forget_partitions(&mut self, table: &QualifiedName) -> Vec<QualifiedName> {
        let of_it: Vec<QualifiedName> = self
            .partitions
            .iter()
            .filter(|it| it.parent == *table)
            .map(|it| it.name.clone())
            .collect();
        self.partitions.retain(|it| it.parent != *table && it.name != *table);
        of_it
    }

    pub(super) fn is_mysql(&self) -> bool {
        matches!(self.id, DialectId::Mysql | DialectId::Mariadb)
    }

    /// The table of this name.
    pub(super) fn table(
        &mut self,
        name: &QualifiedName,
    ) -> Result<&mut Table<NativeType>, Refused> {
        let name = self.along_path(name.clone());
        self.tables.get_mut(&name).ok_or_else(|| format!("there is no table `{name}`"))
    }

    /// A name for a table, sequence or index of PostgreSQL that no other has: `name`, or that and a number.
    pub(super) fn free_name(&mut self, namespace: Option<&Name>, name: &Name) -> Name {
        self.used_names.extend(self.tables.new_names().cloned());
        names::free(name, |it| self.used_names.contains(it) && self.is_relation(namespace, it))
    }

    /// Whether a table, view, sequence or index of PostgreSQL has this name.
    fn is_relation(&self, namespace: Option<&Name>, name: &str) -> bool {
        let same = |it: &QualifiedName| it.namespace.as_ref() == namespace && it.name == name;
        self.tables.iter().any(|table| {
            same(&table.name)
                || table.name.namespace.as_ref() == namespace
                    && (table.indexes.iter().any(|it| it.name == name)
                        || table.uniques.iter().any(|it| it.name == name)
                        || table.exclusions.iter().any(|it| it.name == name)
                        || table.primary_key.iter().any(|it| it.name == name))
        }) || self.schema.views.iter().any(|it| same(&it.name))
            || self.schema.sequences.iter().any(|it| same(&it.name))
    }

    /// Keeps a statement word for word.
    pub(super) fn keep(
        &mut self,
        kind: &str,
        name: QualifiedName,
        on: Option<QualifiedName>,
        text: &str,
    ) {
        self.schema.objects.retain(|it| !(it.kind == kind && it.name == name && it.on == on));
        self.schema.objects.push(Object {
            kind: Name::new(kind),
            name,
            on,
            body: SqlText::one(self.id, text),
            comment: None,
            only: DialectSet::NONE,
            span: Span::nowhere(),
        });
    }
}

/// Statements that make nothing of a schema.
fn is_passed_over(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    let mut words =
        words.map(str::to_ascii_lowercase).skip_while(|it| it == "or" || it == "replace");
    let second = words.next().unwrap_or_default();
    match first.as_str() {
        "insert" | "set" | "select" | "lock" | "unlock" | "use" | "begin" | "commit" | "start"
        | "rollback" | "pragma" | "update" | "delete" | "replace" | "analyze" | "vacuum"
        | "checkpoint" | "flush" | "end" | "call" | "reset" | "show" | "truncate" | "reindex"
        | "optimize" | "explain" | "refresh" | "savepoint" | "release" => true,
        // A subscription is about another server, and holds its password.
        "create" => {
            matches!(second.as_str(), "database" | "role" | "user" | "tablespace" | "subscription")
        }
        "alter" => matches!(second.as_str(), "database" | "role" | "user" | "default" | "system"),
        "drop" => matches!(second.as_str(), "database" | "role" | "user"),
        _ => false,
    }
}

fn statement(script: &mut Script, text: &str) -> Result<(), Refused> {
    let head: String = text.chars().take(200).collect();
    let head = head.to_ascii_lowercase();
    let words: Vec<&str> = head
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|it| !it.is_empty())
        .collect();
    match words.as_slice() {
        ["grant" | "revoke", ..] => rights::grant_or_revoke(script, text),
        ["create", rest @ ..] => create(script, text, rest),
        ["alter", rest @ ..] => alter::alter(script, text, rest),
        ["drop", ..] => drops::drop(script, text),
        ["comment", "on", ..] => comments::comment(script, text),
        ["do", ..] => block(script, text),
        ["cluster", ..] => tuning::cluster(script, text),
        ["rename", "table", ..] => renames::rename_tables(script, text),
        _ => Err("erc does not know this statement".to_owned()),
    }
}

/// The statements of a `do $$ … $$` block that change a schema. What stands behind a condition is taken as if it
/// held: scripts ask whether something is not there yet before they make it.
fn block(script: &mut Script, text: &str) -> Result<(), Refused> {
    let Some(start) = text.find('$') else { return Ok(()) };
    let Some(tag) = text[start + 1..].find('$').map(|it| &text[start..start + it + 2]) else {
        return Ok(());
    };
    let body = &text[start + tag.len()..];
    let body = body.rfind(tag).map_or(body, |it| &body[..it]);
    for piece in pieces(body, script.id) {
        let lower = piece.text.to_ascii_lowercase();
        let starts =
            ["alter table", "create table", "create index", "create type", "create unique"];
        let behind = ["begin", "then", "else"].iter().filter_map(|it| lower.rfind(it)).max();
        let from = behind.unwrap_or(0);
        let found = starts.iter().filter_map(|it| lower.get(from..)?.find(it)).min();
        if let Some(at) = found {
            let inner = piece.text.get(from + at..).unwrap_or_default();
            statement(script, inner.trim())?;
        }
    }
    Ok(())
}

fn create(script: &mut Script, text: &str, words: &[&str]) -> Result<(), Refused> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .skip_while(|it| {
            matches!(
                *it,
                "or" | "replace"
                    | "temporary"
                    | "temp"
                    | "unlogged"
                    | "global"
                    | "local"
                    | "unique"
                    | "fulltext"
                    | "spatial"
                    | "recursive"
                    | "constraint"
                    | "trusted"
                    | "procedural"
                    | "online"
                    | "offline"
            )
        })
        .collect();
    // Whose rights they have stands before what they are.
    let routines = ["trigger", "function", "procedure", "event"];
    let is_routine = words.first() == Some(&"definer")
        && words
            .iter()
            .find(|it| routines.contains(it) || **it == "view")
            .is_some_and(|it| *it != "view");
    match words.as_slice() {
        _ if is_routine => objects::keep(script, text),
        ["table", ..] => tables::create(script, text),
        ["index", ..] => indexes::create(script, text),
        ["type" | "domain", ..] if script.id != DialectId::Postgres => {
            Err(format!("{} has no types of its own", script.id.title()))
        }
        ["type", ..] => types::create_type(script, text),
        ["domain", ..] => domains::create(script, text),
        ["sequence", ..] => types::create_sequence(script, text),
        ["schema", ..] => create_schema(script, text),
        ["view", ..]
        | ["algorithm", ..]
        | ["definer", ..]
        | ["sql", "security", ..]
        | ["materialized", "view", ..] => objects::create_viewlike(script, text),
        ["extension", ..]
        | ["function", ..]
        | ["procedure", ..]
        | ["aggregate", ..]
        | ["trigger", ..]
        | ["rule", ..]
        | ["policy", ..]
        | ["event", ..]
        | ["statistics", ..]
        | ["virtual", "table", ..]
        | ["foreign", ..]
        | ["cast", ..]
        | ["operator", ..]
        | ["collation", ..]
        | ["publication", ..]
        | ["server", ..]
        | ["text", "search", ..]
        | ["language", ..]
        | ["access", ..]
        | ["conversion", ..] => objects::keep(script, text),
        _ => Err("erc does not know what this makes".to_owned()),
    }
}

fn create_schema(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["create", "schema"]);
    cursor.words(&["if", "not", "exists"]);
    if script.is_mysql() {
        return Ok(());
    }
    let name = cursor.name()?;
    if name.is_empty() {
        return Err("a schema needs a name".to_owned());
    }
    let is_known = name == "public" || script.schema.namespaces.iter().any(|it| it.name == name);
    if !is_known {
        script.schema.namespaces.push(Namespace { name, comment: None, was: Vec::new() });
    }
    Ok(())
}
