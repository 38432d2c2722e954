//! Names as the database can hold them.

use std::cell::OnceCell;
use std::rc::Rc;

use super::super::names;
use super::context::{Context, LogicalNames, LogicalTable, NameMarks};
use crate::base::{Name, NameMark, is_lower_case};
use crate::schema::{LogicalSchema, Namespace, QualifiedName, RowSource};

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
    pub(super) fn physical_sources(&self, sources: &[RowSource]) -> Vec<RowSource> {
        // Hardly any column has one, and every one is asked.
        if sources.is_empty() {
            return Vec::new();
        }
        let physical = |it: &RowSource| RowSource { table: self.physical(&it.table), ..it.clone() };
        sources.iter().map(physical).collect()
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

    /// The names of the model.
    pub(super) fn logical_names(&self) -> Rc<OnceCell<LogicalNames>> {
        let res = Rc::clone(&self.logical_names);
        res.get_or_init(|| self.names_of_model());
        res
    }

    fn names_of_model(&self) -> LogicalNames {
        let n_names = |it: &LogicalTable| {
            let n_constraints = 1 + it.uniques.len() + it.foreign_keys.len() + it.checks.len();
            n_constraints + it.exclusions.len() + it.indexes.len()
        };
        let (mut taken, mut relations) = (NameMarks::default(), NameMarks::default());
        taken.reserve(self.logical.tables.values().map(n_names).sum());
        relations.reserve(self.logical.tables.len());
        let mut are_apart = !has_schemas(self.logical);
        for name in named(self.logical) {
            let QualifiedName { namespace, name } = self.physical(name);
            are_apart &= relations.insert(mark(namespace.as_ref(), &name));
        }
        for table in self.logical.tables.values() {
            let namespace = self.physical(&table.name).namespace;
            let names = (table.primary_key.iter().map(|it| &it.name))
                .chain(table.uniques.iter().map(|it| &it.name))
                .chain(table.foreign_keys.iter().map(|it| &it.name))
                .chain(table.checks.iter().map(|it| &it.name))
                .chain(table.exclusions.iter().map(|it| &it.name))
                .chain(table.indexes.iter().map(|it| &it.name));
            for name in names {
                let prefixed = self.prefixed(&table.name, name);
                let mark = mark(namespace.as_ref(), prefixed.as_ref().unwrap_or(name));
                are_apart &= !relations.contains(&mark);
                are_apart &= taken.insert(mark);
            }
            // A name is made for what that needs in some databases.
            are_apart &= table.foreign_keys.iter().all(|it| !it.match_full);
        }
        LogicalNames { taken, relations, are_apart }
    }

    /// A name for a constraint that only this database needs, made of parts: `order_status_values`, and a
    /// number where something else has it.
    pub(super) fn made(&mut self, table: &QualifiedName, parts: &[&str]) -> Name {
        self.made_beside(table, parts, false)
    }

    /// A name for an index or key, which is no name of a table either.
    pub(super) fn made_index(&mut self, table: &QualifiedName, parts: &[&str]) -> Name {
        self.made_beside(table, parts, true)
    }

    fn made_beside(&mut self, table: &QualifiedName, parts: &[&str], is_index: bool) -> Name {
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
        let logical = self.logical_names();
        let is_free = |it: &NameMark| match logical.get() {
            Some(all) => !(all.taken.contains(it) || is_index && all.relations.contains(it)),
            None => true,
        };
        loop {
            let mark = mark(namespace.as_ref(), &res);
            if is_free(&mark) && self.made_names.insert(mark) {
                return res;
            }
            number += 1;
            res = names::cut(&format!("{long}{number}"), &self.capabilities.names);
        }
    }
}

/// The names of what may be in a schema.
fn named(logical: &LogicalSchema) -> impl Iterator<Item = &QualifiedName> {
    let tables = logical.tables.values().map(|it| &it.name);
    let views = logical.views.iter().map(|it| &it.name);
    let enums = logical.enums.iter().map(|it| &it.name);
    let domains = logical.domains.iter().map(|it| &it.name);
    tables.chain(views).chain(enums).chain(domains)
}

/// Whether anything is in a schema, which becomes a part of its name where the database has none.
pub(super) fn has_schemas(logical: &LogicalSchema) -> bool {
    named(logical).any(|it| it.namespace.is_some())
}

/// What stands for a name in a schema, whatever its case.
fn mark(namespace: Option<&Name>, name: &str) -> NameMark {
    match is_lower_case(name) {
        true => NameMark::of(namespace, name),
        false => NameMark::of(namespace, &name.to_lowercase()),
    }
}

/// A name with that of its schema before it.
fn joined(namespace: &str, name: &str) -> Name {
    Name::new(format!("{namespace}_{name}"))
}
