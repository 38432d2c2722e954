//! Names as the database can hold them, and whether they are alone where they have to be.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::capabilities::{EnumSupport, NameScope, Names};
use super::super::diags;
use super::super::names;
use super::context::{Context, LogicalTable, NativeTable, Taken};
use crate::base::{Name, Span, is_lower_case, lower_case};
use crate::schema::{Namespace, NativeSchema, QualifiedName, RowSource};

/// Schemas, where the database has them.
pub(super) fn namespaces(cx: &mut Context<'_>) {
    if cx.can(cx.capabilities.namespaces) {
        let made = |it: &&Namespace| cx.capabilities.default_namespace != Some(it.name.as_str());
        cx.res.namespaces = cx.logical.namespaces.iter().filter(made).cloned().collect();
    }
}

impl<'a> Context<'a> {
    /// The name of a table, type or object in the database. Where it has no schemas, theirs becomes a prefix.
    pub(super) fn physical(&self, name: &QualifiedName) -> QualifiedName {
        let Some(namespace) = &name.namespace else { return name.clone() };
        if self.can(self.capabilities.namespaces) {
            let is_default = self.capabilities.default_namespace == Some(namespace.as_str());
            let namespace = (!is_default).then(|| namespace.clone());
            return QualifiedName { namespace, name: name.name.clone() };
        }
        QualifiedName::plain(joined(namespace, &name.name))
    }

    /// The earlier names of a table or view. Where the database has no schemas, an earlier name of its schema
    /// makes one as well.
    pub(super) fn physical_olds(&self, name: &QualifiedName, was: &[Name]) -> Vec<Name> {
        let Some(namespace) = &name.namespace else { return was.to_vec() };
        if self.can(self.capabilities.namespaces) {
            return was.to_vec();
        }
        let named = self.logical.namespaces.iter().filter(|it| it.name == *namespace);
        let old_namespaces = named.flat_map(|it| &it.was);
        let own = was.iter().map(|it| joined(namespace, it));
        let all = std::iter::once(&name.name).chain(was);
        let moved = old_namespaces.flat_map(|old| all.clone().map(move |it| joined(old, it)));
        own.chain(moved).collect()
    }

    /// What fills a table or column, as it is called in the database.
    pub(super) fn physical_source(&self, source: &RowSource) -> RowSource {
        RowSource { table: self.physical(&source.table), ..source.clone() }
    }

    /// The name of a constraint or index of a table: prefixed like the table itself, so that names that were
    /// alone in their schema stay alone, and cut where it grows too long by that.
    pub(super) fn member(&self, table: &QualifiedName, name: &Name) -> Name {
        self.prefixed(table, name).unwrap_or_else(|| name.clone())
    }

    fn prefixed(&self, table: &QualifiedName, name: &Name) -> Option<Name> {
        let namespace = table.namespace.as_ref()?;
        let long = || format!("{namespace}_{name}");
        let is_prefix = !self.can(self.capabilities.namespaces);
        is_prefix.then(|| names::cut(&long(), &self.capabilities.names))
    }

    /// The names of all constraints and indexes that the logical schema has.
    fn logical_names(&self) -> FxHashSet<Taken<'a>> {
        let n_names = |it: &LogicalTable| {
            let n_constraints = 1 + it.uniques.len() + it.foreign_keys.len() + it.checks.len();
            n_constraints + it.exclusions.len() + it.indexes.len()
        };
        let mut res = FxHashSet::default();
        res.reserve(self.logical.tables.values().map(n_names).sum());
        for table in self.logical.tables.values() {
            let namespace = self.physical(&table.name).namespace;
            let names = (table.primary_key.iter().map(|it| &it.name))
                .chain(table.uniques.iter().map(|it| &it.name))
                .chain(table.foreign_keys.iter().map(|it| &it.name))
                .chain(table.checks.iter().map(|it| &it.name))
                .chain(table.exclusions.iter().map(|it| &it.name))
                .chain(table.indexes.iter().map(|it| &it.name));
            for name in names {
                let name = match self.prefixed(&table.name, name) {
                    Some(name) => Cow::Owned(name.to_lowercase()),
                    None => folded(name),
                };
                res.insert((namespace.clone(), name));
            }
        }
        res
    }

    /// A name for a constraint that only this database needs, made of parts: `order_status_values`, and a
    /// number where something else has it.
    pub(super) fn made(&mut self, table: &QualifiedName, parts: &[&str]) -> Name {
        let n_bytes: usize = parts.iter().map(|it| it.len() + 1).sum();
        let mut long = String::with_capacity(table.name.len() + n_bytes);
        long.push_str(&table.name);
        for part in parts {
            long.push('_');
            long.push_str(part);
        }
        let mut res = names::cut(&long, &self.capabilities.names);
        let mut number = 0;
        let namespace = &table.namespace;
        let mut taken = self.taken.take().unwrap_or_else(|| self.logical_names());
        while !taken.insert((namespace.clone(), Cow::Owned(res.to_lowercase()))) {
            number += 1;
            res = names::cut(&format!("{long}{number}"), &self.capabilities.names);
        }
        self.taken = Some(taken);
        res
    }
}

/// The name in lower case, as it stands where it is so already.
fn folded(name: &str) -> Cow<'_, str> {
    if is_lower_case(name) { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) }
}

/// A name with that of its schema before it.
fn joined(namespace: &str, name: &str) -> Name {
    Name::new(format!("{namespace}_{name}"))
}

/// Judges every name of what has been made.
pub(super) fn check(cx: &mut Context<'_>) {
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
    let mut scopes = Scopes::with_room(&schema, &cx.capabilities.names);
    for table in schema.tables.values() {
        one(cx, "table", &table.name.name, table.span);
        scopes.relation(cx, &table.name, table.span);
    }
    for view in &schema.views {
        one(cx, "view", &view.name.name, view.span);
        scopes.relation(cx, &view.name, view.span);
    }
    if cx.capabilities.enums == EnumSupport::Type {
        scopes.named_types(cx, &schema);
    }
    for table in schema.tables.values() {
        members(cx, table);
        scopes.members(cx, table);
    }
    drop(scopes);
    cx.res = schema;
}

/// Judges the names inside a table.
fn members(cx: &mut Context<'_>, table: &NativeTable) {
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

/// Names that have been seen, as the database compares them, with the schemas they are in.
type Seen<'n> = FxHashMap<(Option<&'n str>, Cow<'n, str>), Span>;

/// Names that have been seen, by where they have to be alone.
#[derive(Default)]
struct Scopes<'n> {
    relations: Seen<'n>,
    indexes: Seen<'n>,
    checks: Seen<'n>,
    foreign_keys: Seen<'n>,
}

impl<'n> Scopes<'n> {
    /// None yet, with room for the names of a schema that have to be alone in more than their table.
    fn with_room(schema: &NativeSchema, rules: &Names) -> Scopes<'n> {
        let n_wide = |scope: NameScope, count: fn(&NativeTable) -> usize| match scope {
            NameScope::Schema | NameScope::Relations => schema.tables.values().map(count).sum(),
            NameScope::None | NameScope::Table => 0,
        };
        let n_indexes = n_wide(rules.index_scope, |it| it.indexes.len());
        let mut res = Scopes::default();
        let n_relations = schema.tables.len() + schema.views.len();
        if rules.index_scope == NameScope::Relations {
            res.relations.reserve(n_relations + n_indexes);
        } else {
            res.relations.reserve(n_relations);
            res.indexes.reserve(n_indexes);
        }
        res.checks.reserve(n_wide(rules.check_scope, |it| it.checks.len()));
        res.foreign_keys.reserve(n_wide(rules.foreign_key_scope, |it| it.foreign_keys.len()));
        res
    }

    fn relation(&mut self, cx: &mut Context<'_>, name: &'n QualifiedName, span: Span) {
        enter(cx, &mut self.relations, name.namespace.as_deref(), &name.name, "tables", span);
    }

    /// Types share their names with tables, for every table is a type as well. Of those two the model has told.
    fn named_types(&mut self, cx: &mut Context<'_>, schema: &'n NativeSchema) {
        if schema.enums.is_empty() {
            return;
        }
        let tables: FxHashSet<&QualifiedName> = schema.tables.values().map(|it| &it.name).collect();
        for item in schema.enums.iter().filter(|it| !tables.contains(&it.name)) {
            self.relation(cx, &item.name, item.span);
        }
    }

    fn members(&mut self, cx: &mut Context<'_>, table: &'n NativeTable) {
        let rules = &cx.capabilities.names;
        let keys = table.primary_key.iter().map(|it| (&it.name, it.span));
        let keys = keys.filter(|_| rules.primary_key.is_none());
        let uniques = table.uniques.iter().map(|it| (&it.name, it.span));
        let indexes = table.indexes.iter().map(|it| (&it.name, it.span));
        let constraints = rules.keys_are_named_as_indexes.then_some(keys.chain(uniques));
        let names: Vec<_> = indexes.chain(constraints.into_iter().flatten()).collect();
        let (seen, kinds) = match rules.index_scope {
            NameScope::Relations => (&mut self.relations, "indexes and tables"),
            NameScope::None | NameScope::Schema | NameScope::Table => {
                (&mut self.indexes, "indexes")
            }
        };
        scoped(cx, rules.index_scope, seen, table, &names, kinds);
        let checks = table.checks.iter().map(|it| (&it.name, it.span));
        let checks: Vec<_> = checks.collect();
        scoped(cx, rules.check_scope, &mut self.checks, table, &checks, "checks");
        let references = table.foreign_keys.iter().map(|it| (&it.name, it.span));
        let references: Vec<_> = references.collect();
        let scope = rules.foreign_key_scope;
        scoped(cx, scope, &mut self.foreign_keys, table, &references, "foreign keys");
    }
}

/// Names inside a table that have to be alone in it or in its schema, where others have been `seen`.
fn scoped<'n>(
    cx: &mut Context<'_>,
    scope: NameScope,
    seen: &mut Seen<'n>,
    table: &'n NativeTable,
    names: &[(&'n Name, Span)],
    kinds: &str,
) {
    let mut own = Seen::default();
    let (seen, namespace) = match scope {
        NameScope::None => return,
        NameScope::Schema | NameScope::Relations => (seen, table.name.namespace.as_deref()),
        NameScope::Table if names.len() < 2 => return,
        NameScope::Table => (&mut own, None),
    };
    for (name, span) in names {
        enter(cx, seen, namespace, name, kinds, *span);
    }
}

/// Takes a name in, or reports the one that has been there before.
fn enter<'n>(
    cx: &mut Context<'_>,
    seen: &mut Seen<'n>,
    scope: Option<&'n str>,
    name: &'n str,
    kinds: &str,
    span: Span,
) {
    let compared = match cx.capabilities.names.ignores_case {
        true => folded(name),
        false => Cow::Borrowed(name),
    };
    if let Some(before) = seen.insert((scope, compared), span) {
        let title = cx.title();
        cx.report(diags::name_collision(span, title, kinds, name, before));
    }
}
