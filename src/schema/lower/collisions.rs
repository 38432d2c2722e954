//! The names of constraints and indexes, and the names that two things cannot share.

use rustc_hash::{FxHashMap, FxHashSet};

use super::naming::fit_before;
use super::{Context, LogicalTable, LogicalTableId, diags};
use crate::base::{CompactPush, Diagnostic, DialectSet, Name, NameMark, Span};
use crate::schema::{
    Check, Column, Exclusion, ForeignKey, Index, Key, LogicalType, Origin, QualifiedName, Unique,
};

/// Constraints and indexes of a table whose names are chosen when all others are known.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Those that have a name.
    given: Vec<(Item, Name, Span)>,
    /// Those that get one, each with what it ends in.
    made: Vec<(Item, Name)>,
}

impl Pending {
    fn push(&mut self, item: Item, naming: Naming) {
        match naming {
            Naming::Given(name, span) => self.given.push((item, name, span)),
            Naming::Made(stem) => self.made.push((item, stem)),
        }
    }
}

/// Which constraint or index of a table, by its number.
#[derive(Debug, Clone, Copy)]
enum Item {
    Key,
    Unique(u32),
    ForeignKey(u32),
    Check(u32),
    Exclusion(u32),
    Index(u32),
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
        self.layouts[table.idx()].pending.push(Item::Key, naming);
    }

    pub(super) fn add_unique(&mut self, table: LogicalTableId, naming: Naming, unique: Unique) {
        let uniques = &mut self.schema.tables[table].uniques;
        let item = Item::Unique(uniques.len() as u32);
        self.layouts[table.idx()].pending.push(item, naming);
        uniques.compact_push(unique);
    }

    pub(super) fn add_foreign_key(
        &mut self,
        table: LogicalTableId,
        naming: Naming,
        foreign_key: ForeignKey,
    ) {
        let foreign_keys = &mut self.schema.tables[table].foreign_keys;
        let item = Item::ForeignKey(foreign_keys.len() as u32);
        self.layouts[table.idx()].pending.push(item, naming);
        foreign_keys.compact_push(foreign_key);
    }

    pub(super) fn add_check(&mut self, table: LogicalTableId, naming: Naming, check: Check) {
        let checks = &mut self.schema.tables[table].checks;
        let item = Item::Check(checks.len() as u32);
        self.layouts[table.idx()].pending.push(item, naming);
        checks.compact_push(check);
    }

    pub(super) fn add_exclusion(
        &mut self,
        table: LogicalTableId,
        naming: Naming,
        exclusion: Exclusion,
    ) {
        let exclusions = &mut self.schema.tables[table].exclusions;
        let item = Item::Exclusion(exclusions.len() as u32);
        self.layouts[table.idx()].pending.push(item, naming);
        exclusions.compact_push(exclusion);
    }

    pub(super) fn add_index(&mut self, table: LogicalTableId, naming: Naming, index: Index) {
        let indexes = &mut self.schema.tables[table].indexes;
        let item = Item::Index(indexes.len() as u32);
        self.layouts[table.idx()].pending.push(item, naming);
        indexes.compact_push(index);
    }
}

/// Names whatever has none, and reports names that collide.
pub(super) fn name(cx: &mut Context<'_>) {
    let mut taken = Taken::default();
    relations(cx, &mut taken);
    columns(cx);
    let mut n_made = 0;
    for table in cx.schema.tables.ids() {
        n_made += cx.layout(table).pending.made.len();
        for (item, name, span) in std::mem::take(&mut cx.layouts[table.idx()].pending.given) {
            given(cx, &mut taken, (table, item), &name, span);
            set_name(&mut cx.schema.tables[table], item, name);
        }
    }
    taken.made.reserve(n_made);
    for table in cx.schema.tables.ids() {
        for (item, stem) in std::mem::take(&mut cx.layouts[table.idx()].pending.made) {
            let name = made(cx, &mut taken, table, &stem);
            set_name(&mut cx.schema.tables[table], item, name);
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
    /// The names that have holders, wherever: most names that are made are not among them.
    held: FxHashSet<NameMark>,
    /// The names that were made, and their namespaces: each is alone in every list that its item is in. Were two names ever
    /// to have one mark, a free one would be thought to be taken.
    made: FxHashSet<NameMark>,
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
        self.held.insert(NameMark::of((), name));
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
        let is_held = |it: &Scope| self.holders.contains_key(&(*it, name.clone()));
        self.made.contains(&NameMark::of(namespace, name))
            || self.held.contains(&NameMark::of((), name)) && lists.iter().any(is_held)
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

/// Notes that the columns of a table have names of their own, where they have: while it is made, it is near at hand.
/// `marks` is room for what stands for them.
pub(super) fn note_apart(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    marks: &mut FxHashSet<NameMark>,
) {
    marks.clear();
    let columns = &cx.schema.tables[table].columns;
    if columns.iter().all(|it| marks.insert(NameMark::of((), &it.name))) {
        cx.layouts[table.idx()].n_apart = columns.len();
    }
}

fn columns(cx: &mut Context<'_>) {
    let mut found = Vec::new();
    let mut reported: FxHashSet<(Span, Span)> = FxHashSet::default();
    let mut seen: FxHashMap<&Name, usize> = FxHashMap::default();
    for (id, table) in cx.schema.tables.iter() {
        if cx.layout(id).n_apart == table.columns.len() {
            continue;
        }
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

fn given(
    cx: &mut Context<'_>,
    taken: &mut Taken,
    (table, item): (LogicalTableId, Item),
    name: &Name,
    span: Span,
) {
    let (what, only) = describe(cx.table(table), item);
    for scope in scopes(cx, taken, table, item) {
        if let Some(other) = taken.take(scope, name, Holder { what, span, only }) {
            cx.report(diags::colliding_names(name, (what, span), (other.what, other.span)));
            return;
        }
    }
}

/// A name that nothing else has, in any database.
fn made(cx: &Context<'_>, taken: &mut Taken, id: LogicalTableId, stem: &Name) -> Name {
    let table = cx.table(id);
    let namespace = taken.namespace(&table.name.namespace);
    let (head, tail) = stem.rsplit_once('_').unwrap_or(("", stem));
    let head = match head {
        "" => table.name.name.to_string(),
        head => [&table.name.name, "_", head].concat(),
    };
    let mut name = fit_before(&head, &["_", tail].concat());
    let first = (namespace, name.clone());
    while taken.is_taken(namespace, id, &name) {
        let number = taken.numbers.entry(first.clone()).or_default();
        *number += 1;
        name = fit_before(&head, &format!("_{tail}{number}"));
    }
    taken.made.insert(NameMark::of(namespace, &name));
    name
}

fn describe(table: &LogicalTable, item: Item) -> (&'static str, DialectSet) {
    match item {
        Item::Key => ("key", table.only),
        Item::Unique(idx) => ("unique constraint", table.uniques[idx as usize].only),
        Item::ForeignKey(idx) => ("foreign key", table.foreign_keys[idx as usize].only),
        Item::Check(idx) => ("check", table.checks[idx as usize].only),
        Item::Exclusion(idx) => ("exclusion", table.exclusions[idx as usize].only),
        Item::Index(idx) => ("index", table.indexes[idx as usize].only),
    }
}

fn set_name(table: &mut LogicalTable, item: Item, name: Name) {
    match item {
        Item::Key => {
            if let Some(key) = &mut table.primary_key {
                key.name = name;
            }
        }
        Item::Unique(idx) => table.uniques[idx as usize].name = name,
        Item::ForeignKey(idx) => table.foreign_keys[idx as usize].name = name,
        Item::Check(idx) => table.checks[idx as usize].name = name,
        Item::Exclusion(idx) => table.exclusions[idx as usize].name = name,
        Item::Index(idx) => table.indexes[idx as usize].name = name,
    }
}
