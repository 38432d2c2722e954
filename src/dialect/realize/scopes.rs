//! Whether names can be held, and are alone where they have to be.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::capabilities::{EnumSupport, NameScope};
use super::super::diags;
use super::super::names;
use super::context::{Context, LogicalTable, NativeTable};
use crate::base::{Name, Span, is_lower_case, lower_case};
use crate::schema::QualifiedName;

/// Names as the database compares them, and where they stand.
type Names = FxHashMap<Name, Span>;
/// Names that have been seen, by the schemas they are in.
type Seen = FxHashMap<Option<Name>, Names>;

/// Names that have been seen, by where they have to be alone.
#[derive(Default)]
pub(super) struct Scopes {
    /// Whether the names are known to be alone wherever they stand.
    are_apart: bool,
    relations: Seen,
    indexes: Seen,
    checks: Seen,
    foreign_keys: Seen,
}

/// Judges the names of all that is no part of a table, and whether tables go by names of their own; `lookups` are the
/// tables of enums.
pub(super) fn relations(cx: &mut Context<'_>, lookups: &[NativeTable]) {
    cx.scopes.are_apart = cx.logical_names().get().is_some_and(|it| it.are_apart);
    if !cx.scopes.are_apart {
        reserve(cx);
    }
    types(cx);
    let logical = cx.logical;
    for view in logical.views.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        one(cx, "view", &cx.physical(&view.name).name, view.span);
    }
    if cx.scopes.are_apart {
        return;
    }
    let mut tables = FxHashSet::default();
    for table in lookups {
        enter_relation(cx, &table.name, table.span);
        tables.insert(table.name.clone());
    }
    for table in logical.tables.values().filter(|it| it.only.admits(cx.dialect.id())) {
        let name = cx.physical(&table.name);
        enter_relation(cx, &name, table.span);
        tables.insert(name);
    }
    for view in logical.views.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        enter_relation(cx, &cx.physical(&view.name), view.span);
    }
    named_types(cx, &tables);
}

/// Judges the names of schemas, enums and domains.
fn types(cx: &mut Context<'_>) {
    let schema = std::mem::take(&mut cx.res);
    for namespace in &schema.namespaces {
        one(cx, "schema", &namespace.name, Span::nowhere());
    }
    for item in &schema.enums {
        one(cx, "enum", &item.name.name, item.span);
    }
    for domain in &schema.domains {
        one(cx, "type", &domain.name.name, domain.span);
    }
    cx.res = schema;
}

fn enter_relation(cx: &mut Context<'_>, name: &QualifiedName, span: Span) {
    let mut seen = std::mem::take(&mut cx.scopes.relations);
    let others = seen.entry(name.namespace.clone()).or_default();
    enter(cx, others, &name.name, "tables", span);
    cx.scopes.relations = seen;
}

/// Types share their names with tables, for every table is a type as well. Of those two the model has told.
fn named_types(cx: &mut Context<'_>, tables: &FxHashSet<QualifiedName>) {
    if cx.capabilities.enums != EnumSupport::Type {
        return;
    }
    let enums = std::mem::take(&mut cx.res.enums);
    for item in enums.iter().filter(|it| !tables.contains(&it.name)) {
        enter_relation(cx, &item.name, item.span);
    }
    cx.res.enums = enums;
}

/// Makes room for the names that have to be alone in more than their table.
fn reserve(cx: &mut Context<'_>) {
    let rules = &cx.capabilities.names;
    let tables = &cx.logical.tables;
    let n_wide = |scope: NameScope, count: fn(&LogicalTable) -> usize| match scope {
        NameScope::Schema | NameScope::Relations => tables.values().map(count).sum(),
        NameScope::None | NameScope::Table => 0,
    };
    let n_indexes = n_wide(rules.index_scope, |it| it.indexes.len());
    let n_checks = n_wide(rules.check_scope, |it| it.checks.len());
    let n_foreign_keys = n_wide(rules.foreign_key_scope, |it| it.foreign_keys.len());
    let n_relations = tables.len() + cx.logical.views.len();
    // Where there are schemas, nobody has counted what is in each.
    let room = |seen: &mut Seen, n_names| seen.entry(None).or_default().reserve(n_names);
    let scopes = &mut cx.scopes;
    if rules.index_scope == NameScope::Relations {
        room(&mut scopes.relations, n_relations + n_indexes);
    } else {
        room(&mut scopes.relations, n_relations);
        room(&mut scopes.indexes, n_indexes);
    }
    room(&mut scopes.checks, n_checks);
    room(&mut scopes.foreign_keys, n_foreign_keys);
}

/// Judges the name of a table and those inside it.
pub(super) fn table(cx: &mut Context<'_>, table: &NativeTable) {
    one(cx, "table", &table.name.name, table.span);
    let names = &cx.capabilities.names;
    for column in &table.columns {
        one(cx, "column", &column.name, column.span);
        if names.taken_columns.contains(&column.name.as_str()) {
            let title = cx.title();
            cx.report(diags::taken_name(column.span, title, "column", &column.name));
        }
    }
    if names.ignores_case {
        folded_columns(cx, table);
    }
    if let (Some(key), None) = (&table.primary_key, names.primary_key) {
        one(cx, "constraint", &key.name, key.span);
    }
    table.uniques.iter().for_each(|it| one(cx, "constraint", &it.name, it.span));
    table.checks.iter().for_each(|it| one(cx, "constraint", &it.name, it.span));
    table.foreign_keys.iter().for_each(|it| one(cx, "constraint", &it.name, it.span));
    table.exclusions.iter().for_each(|it| one(cx, "constraint", &it.name, it.span));
    table.indexes.iter().for_each(|it| one(cx, "index", &it.name, it.span));
    if !cx.scopes.are_apart {
        let mut scopes = std::mem::take(&mut cx.scopes);
        scopes.members(cx, table);
        cx.scopes = scopes;
    }
}

/// Judges one name.
fn one(cx: &mut Context<'_>, kind: &str, name: &str, span: Span) {
    let rules = &cx.capabilities.names;
    if names::is_fine(name, rules) {
        return;
    }
    let title = cx.title();
    cx.report(if !rules.fits(name) && !name.contains('\0') {
        diags::long_name(span, title, kind, name, rules.limit)
    } else {
        diags::invalid_name(span, title, kind, name, names::fault(name, rules))
    });
}

/// Columns that are one and the same to a database that does not look at case.
fn folded_columns(cx: &mut Context<'_>, table: &NativeTable) {
    // Names differ as they are written, so where all are in lower case there is nothing to find.
    if table.columns.iter().all(|it| is_lower_case(&it.name)) {
        return;
    }
    let mut seen: FxHashMap<Name, Span> = FxHashMap::default();
    let mut clashes = Vec::new();
    for column in &table.columns {
        match seen.entry(lower_case(&column.name)) {
            Entry::Occupied(before) => clashes.push((column, *before.get())),
            Entry::Vacant(place) => _ = place.insert(column.span),
        }
    }
    for (column, before) in clashes {
        let title = cx.title();
        cx.report(diags::name_collision(column.span, title, "columns", &column.name, before));
    }
}

impl Scopes {
    fn members(&mut self, cx: &mut Context<'_>, table: &NativeTable) {
        let rules = &cx.capabilities.names;
        let keys = table.primary_key.iter().map(|it| (&it.name, it.span));
        let keys = keys.filter(|_| rules.primary_key.is_none());
        let uniques = table.uniques.iter().map(|it| (&it.name, it.span));
        let indexes = table.indexes.iter().map(|it| (&it.name, it.span));
        let constraints = rules.keys_are_named_as_indexes.then_some(keys.chain(uniques));
        let names = indexes.chain(constraints.into_iter().flatten());
        let (seen, kinds) = match rules.index_scope {
            NameScope::Relations => (&mut self.relations, "indexes and tables"),
            NameScope::None | NameScope::Schema | NameScope::Table => {
                (&mut self.indexes, "indexes")
            }
        };
        scoped(cx, rules.index_scope, seen, table, names, kinds);
        let checks = table.checks.iter().map(|it| (&it.name, it.span));
        scoped(cx, rules.check_scope, &mut self.checks, table, checks, "checks");
        let references = table.foreign_keys.iter().map(|it| (&it.name, it.span));
        let scope = rules.foreign_key_scope;
        scoped(cx, scope, &mut self.foreign_keys, table, references, "foreign keys");
    }
}

/// Names inside a table that have to be alone in it or in its schema, where others have been `seen`.
fn scoped<'n>(
    cx: &mut Context<'_>,
    scope: NameScope,
    seen: &mut Seen,
    table: &NativeTable,
    names: impl Iterator<Item = (&'n Name, Span)>,
    kinds: &str,
) {
    let mut own = Names::default();
    let seen = match scope {
        NameScope::None => return,
        NameScope::Schema | NameScope::Relations => {
            seen.entry(table.name.namespace.clone()).or_default()
        }
        NameScope::Table => &mut own,
    };
    for (name, span) in names {
        enter(cx, seen, name, kinds, span);
    }
}

/// Takes a name in, or reports the one that has been there before.
fn enter(cx: &mut Context<'_>, seen: &mut Names, name: &Name, kinds: &str, span: Span) {
    let compared = match cx.capabilities.names.ignores_case {
        true => lower_case(name),
        false => name.clone(),
    };
    if let Some(before) = seen.insert(compared, span) {
        let title = cx.title();
        cx.report(diags::name_collision(span, title, kinds, name, before));
    }
}
