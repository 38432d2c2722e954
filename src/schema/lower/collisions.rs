//! The names of constraints and indexes, and the names that two things cannot share.

use rustc_hash::{FxHashMap, FxHashSet};

use super::naming::fit_before;
use super::{Context, LogicalTable, LogicalTableId, diags};
use crate::base::{CompactPush, Diagnostic, DialectSet, Name, Span};
use crate::schema::{
    Check, Column, Exclusion, ForeignKey, Index, Key, LogicalType, Origin, QualifiedName, Unique,
};

/// A constraint or index whose name is chosen when all others are known.
#[derive(Debug)]
pub(super) struct Pending {
    table: LogicalTableId,
    item: Item,
    naming: Naming,
}

/// Which constraint or index of a table, by its place.
#[derive(Debug, Clone, Copy)]
enum Item {
    Key,
    Unique(usize),
    ForeignKey(usize),
    Check(usize),
    Exclusion(usize),
    Index(usize),
}

/// What a constraint or index is to be called.
#[derive(Debug, Clone)]
pub(super) enum Naming {
    /// This, and nothing else.
    Given(Name, Span),
    /// The table's name and this, and a number where that is taken.
    Made(Name),
}

impl Naming {
    /// `name` where it is given, else a name that is made of `stem` and `suffix`.
    pub(super) fn new(given: Option<(Name, Span)>, stem: &[Name], suffix: &str) -> Naming {
        match given {
            Some((name, span)) => Naming::Given(name, span),
            None => Naming::Made(of_columns(stem, suffix)),
        }
    }
}

/// `a_b_suffix`
fn of_columns(stem: &[Name], suffix: &str) -> Name {
    let n_bytes: usize = stem.iter().map(|it| it.len() + 1).sum();
    let mut res = String::with_capacity(n_bytes + suffix.len());
    for name in stem.iter().filter(|it| !it.is_empty()) {
        res.push_str(name);
        res.push('_');
    }
    res.push_str(suffix);
    Name::new(res)
}

impl Context<'_> {
    pub(super) fn set_key(&mut self, table: LogicalTableId, naming: Naming, key: Key) {
        self.schema.tables[table].primary_key = Some(key);
        self.pending.push(Pending { table, item: Item::Key, naming });
    }

    pub(super) fn add_unique(&mut self, table: LogicalTableId, naming: Naming, unique: Unique) {
        let uniques = &mut self.schema.tables[table].uniques;
        self.pending.push(Pending { table, item: Item::Unique(uniques.len()), naming });
        uniques.compact_push(unique);
    }

    pub(super) fn add_foreign_key(
        &mut self,
        table: LogicalTableId,
        naming: Naming,
        foreign_key: ForeignKey,
    ) {
        let foreign_keys = &mut self.schema.tables[table].foreign_keys;
        self.pending.push(Pending { table, item: Item::ForeignKey(foreign_keys.len()), naming });
        foreign_keys.compact_push(foreign_key);
    }

    pub(super) fn add_check(&mut self, table: LogicalTableId, naming: Naming, check: Check) {
        let checks = &mut self.schema.tables[table].checks;
        self.pending.push(Pending { table, item: Item::Check(checks.len()), naming });
        checks.compact_push(check);
    }

    pub(super) fn add_exclusion(
        &mut self,
        table: LogicalTableId,
        naming: Naming,
        exclusion: Exclusion,
    ) {
        let exclusions = &mut self.schema.tables[table].exclusions;
        self.pending.push(Pending { table, item: Item::Exclusion(exclusions.len()), naming });
        exclusions.compact_push(exclusion);
    }

    pub(super) fn add_index(&mut self, table: LogicalTableId, naming: Naming, index: Index) {
        let indexes = &mut self.schema.tables[table].indexes;
        self.pending.push(Pending { table, item: Item::Index(indexes.len()), naming });
        indexes.compact_push(index);
    }
}

/// Names whatever has none, and reports names that collide.
pub(super) fn name(cx: &mut Context<'_>) {
    let mut taken = Taken::default();
    relations(cx, &mut taken);
    columns(cx);
    let pending = std::mem::take(&mut cx.pending);
    taken.made.reserve(pending.len());
    for it in &pending {
        if let Naming::Given(name, span) = &it.naming {
            set_name(&mut cx.schema.tables[it.table], it.item, name.clone());
            given(cx, &mut taken, it, name, *span);
        }
    }
    for it in &pending {
        if let Naming::Made(stem) = &it.naming {
            let name = made(cx, &mut taken, it, stem);
            set_name(&mut cx.schema.tables[it.table], it.item, name);
        }
    }
}

/// One list of names that have to differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    /// Tables, views, indexes, keys and types of a schema: PostgreSQL's `pg_class` and `pg_type`, SQLite's
    /// `sqlite_schema`.
    Relations(usize),
    /// Types of a schema, where they are apart from its tables.
    Types(usize),
    /// Checks and foreign keys of a schema: MySQL and, for foreign keys, MariaDB.
    Rules(usize),
    /// Constraints of a table.
    Table(LogicalTableId),
}

/// Who has a name.
#[derive(Debug, Clone)]
struct Holder {
    what: &'static str,
    span: Span,
    only: DialectSet,
}

#[derive(Debug, Default)]
struct Taken {
    holders: FxHashMap<(Scope, Name), Holder>,
    /// The names that were made, by namespace: each is alone in every list that its item is in.
    made: FxHashSet<(usize, Name)>,
    namespaces: FxHashMap<Option<Name>, usize>,
    /// The last number given behind a made name.
    numbers: FxHashMap<(usize, Name), u32>,
}

impl Taken {
    fn namespace(&mut self, name: &Option<Name>) -> usize {
        if let Some(&idx) = self.namespaces.get(name) {
            return idx;
        }
        let idx = self.namespaces.len();
        self.namespaces.insert(name.clone(), idx);
        idx
    }

    /// Takes a name, or says who has it.
    fn take(&mut self, scope: Scope, name: &Name, holder: Holder) -> Option<Holder> {
        match self.holders.entry((scope, name.clone())) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(holder);
                None
            }
            std::collections::hash_map::Entry::Occupied(entry) => {
                meet(entry.get().only, holder.only).then(|| entry.get().clone())
            }
        }
    }

    /// Whether anything of a table's namespace or of the table itself has the name.
    fn is_taken(&self, namespace: usize, table: LogicalTableId, name: &Name) -> bool {
        let lists = [Scope::Relations(namespace), Scope::Rules(namespace), Scope::Table(table)];
        self.made.contains(&(namespace, name.clone()))
            || lists.iter().any(|it| self.holders.contains_key(&(*it, name.clone())))
    }
}

/// Whether there is a dialect in which two things both exist.
fn meet(a: DialectSet, b: DialectSet) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|it| b.contains(it))
}

/// Tables, views and types.
fn relations(cx: &mut Context<'_>, taken: &mut Taken) {
    let mut found = Vec::new();
    let mut take = |taken: &mut Taken, name: &QualifiedName, is_type: bool, holder: Holder| {
        let namespace = taken.namespace(&name.namespace);
        let is_apart = is_type && cx.options.types_apart_from_tables;
        let scope = if is_apart { Scope::Types(namespace) } else { Scope::Relations(namespace) };
        let (what, span) = (holder.what, holder.span);
        if let Some(other) = taken.take(scope, &name.name, holder) {
            found.push((name.name.clone(), what, span, other));
        }
    };
    for it in &cx.schema.enums {
        take(taken, &it.name, true, Holder { what: "enum", span: it.span, only: it.only });
    }
    for it in &cx.schema.domains {
        take(taken, &it.name, true, Holder { what: "type", span: it.span, only: it.only });
    }
    for it in &cx.schema.views {
        take(taken, &it.name, false, Holder { what: "view", span: it.span, only: it.only });
    }
    for it in cx.schema.tables.values() {
        take(taken, &it.name, false, Holder { what: "table", span: it.span, only: it.only });
    }
    for (name, what, span, other) in found {
        let diagnostic = diags::colliding_names(&name, (what, span), (other.what, other.span));
        let fix = [span, other.span].into_iter().find_map(|it| table_fix(cx, it, &name));
        cx.report(diagnostic.fix_opt(fix));
    }
}

/// Gives the entity that is declared at `span` a table of another name, when nothing stands behind its name.
fn table_fix(cx: &Context<'_>, span: Span, name: &str) -> Option<crate::base::Fix> {
    let entity = cx.model.entities.values().find(|it| it.name_span == span)?;
    let is_bare = entity.supertype.is_none() && entity.mixins.is_empty();
    let is_free = entity.metadata.physical_name.is_none();
    (is_bare && is_free).then(|| diags::annotate(span, "table", &format!("{name}_2")))
}

fn columns(cx: &mut Context<'_>) {
    let mut found = Vec::new();
    let mut reported: FxHashSet<(Span, Span)> = FxHashSet::default();
    let mut seen: FxHashMap<&Name, usize> = FxHashMap::default();
    for table in cx.schema.tables.values() {
        seen.clear();
        for (idx, column) in table.columns.iter().enumerate() {
            let Some(before) = seen.insert(&column.name, idx) else { continue };
            let before = &table.columns[before];
            // A mixin is read once for every entity, and what it says collides as often.
            if meet(before.only, column.only) && reported.insert((before.span, column.span)) {
                found.push(colliding(cx, table, column, before));
            }
        }
    }
    cx.diagnostics.extend(found);
}

fn colliding(
    cx: &Context<'_>,
    table: &LogicalTable,
    column: &Column<LogicalType>,
    before: &Column<LogicalType>,
) -> Diagnostic {
    let free_attribute = |origin: Origin| match origin {
        Origin::Attribute(id) => {
            Some(&cx.model.attributes[id]).filter(|it| it.metadata.physical_name.is_none())
        }
        Origin::None
        | Origin::Entity(_)
        | Origin::Relationship(_)
        | Origin::Role(_)
        | Origin::Hierarchy(_)
        | Origin::Lowering => None,
    };
    let fix = [column.origin, before.origin]
        .into_iter()
        .find_map(free_attribute)
        .map(|it| diags::annotate(it.span, "column", &format!("{}_2", column.name)));
    diags::colliding_columns(&table.name.name, &column.name, column.span, before.span).fix_opt(fix)
}

/// The lists of names that a constraint or index is in.
fn scopes(cx: &Context<'_>, taken: &mut Taken, table: LogicalTableId, item: Item) -> Vec<Scope> {
    let namespace = taken.namespace(&cx.table(table).name.namespace);
    let own = Scope::Table(table);
    match item {
        Item::Index(_) if cx.options.index_names_per_table => vec![own],
        Item::Index(_) => vec![Scope::Relations(namespace)],
        Item::Key | Item::Unique(_) | Item::Exclusion(_) if cx.options.index_names_per_table => {
            vec![own]
        }
        Item::Key | Item::Unique(_) | Item::Exclusion(_) => {
            vec![own, Scope::Relations(namespace)]
        }
        Item::ForeignKey(_) if cx.options.foreign_key_names_per_table => vec![own],
        Item::Check(_) if cx.options.check_names_per_table => vec![own],
        Item::ForeignKey(_) | Item::Check(_) => vec![own, Scope::Rules(namespace)],
    }
}

fn given(cx: &mut Context<'_>, taken: &mut Taken, it: &Pending, name: &Name, span: Span) {
    let (what, only) = describe(cx.table(it.table), it.item);
    for scope in scopes(cx, taken, it.table, it.item) {
        if let Some(other) = taken.take(scope, name, Holder { what, span, only }) {
            cx.report(diags::colliding_names(name, (what, span), (other.what, other.span)));
            return;
        }
    }
}

/// A name that nothing else has, in any database.
fn made(cx: &Context<'_>, taken: &mut Taken, it: &Pending, stem: &Name) -> Name {
    let table = cx.table(it.table);
    let namespace = taken.namespace(&table.name.namespace);
    let (head, tail) = stem.rsplit_once('_').unwrap_or(("", stem));
    let head = match head {
        "" => table.name.name.to_string(),
        head => [&table.name.name, "_", head].concat(),
    };
    let mut name = fit_before(&head, &["_", tail].concat());
    let first = (namespace, name.clone());
    while taken.is_taken(namespace, it.table, &name) {
        let number = taken.numbers.entry(first.clone()).or_default();
        *number += 1;
        name = fit_before(&head, &format!("_{tail}{number}"));
    }
    taken.made.insert((namespace, name.clone()));
    name
}

fn describe(table: &LogicalTable, item: Item) -> (&'static str, DialectSet) {
    match item {
        Item::Key => ("key", table.only),
        Item::Unique(idx) => ("unique constraint", table.uniques[idx].only),
        Item::ForeignKey(idx) => ("foreign key", table.foreign_keys[idx].only),
        Item::Check(idx) => ("check", table.checks[idx].only),
        Item::Exclusion(idx) => ("exclusion", table.exclusions[idx].only),
        Item::Index(idx) => ("index", table.indexes[idx].only),
    }
}

fn set_name(table: &mut LogicalTable, item: Item, name: Name) {
    match item {
        Item::Key => {
            if let Some(key) = &mut table.primary_key {
                key.name = name;
            }
        }
        Item::Unique(idx) => table.uniques[idx].name = name,
        Item::ForeignKey(idx) => table.foreign_keys[idx].name = name,
        Item::Check(idx) => table.checks[idx].name = name,
        Item::Exclusion(idx) => table.exclusions[idx].name = name,
        Item::Index(idx) => table.indexes[idx].name = name,
    }
}
