//! Declared names and what they name.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::context::Context;
use crate::base::{Name, Span};
use crate::model::diags::{self, Wanted};
use crate::model::{
    CompositeId, DomainId, EntityId, EnumId, NamespaceId, RelationshipId, UnionId, ViewId,
};
use crate::syntax::ast::{Ident, Path};

/// What a declared name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    Entity(EntityId),
    Relationship(RelationshipId),
    Enum(EnumId),
    Domain(DomainId),
    Composite(CompositeId),
    Union(UnionId),
    Mixin(usize),
    View(ViewId),
}

/// A declared name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    pub(super) symbol: Symbol,
    /// Where the name is declared.
    pub(super) span: Span,
}

/// All declared names, in the order of their declarations.
#[derive(Default)]
pub(super) struct Symbols {
    declared: IndexMap<(Option<NamespaceId>, Name), Declared, FxBuildHasher>,
    /// Names by what people see of them, to find those that are hard to tell apart.
    folded: FxHashMap<(Option<NamespaceId>, Name), (Name, Span)>,
    namespaces: FxHashMap<Name, NamespaceId>,
    folded_namespaces: FxHashMap<Name, (Name, Span)>,
    /// Names in declarations that could not be read.
    broken: Vec<Name>,
    /// Whether whole files, or parts of them, could not be read.
    pub(super) has_gaps: bool,
}

impl Symbol {
    /// What it is, in a message.
    pub(super) fn title(self) -> &'static str {
        match self {
            Symbol::Entity(_) => "an entity",
            Symbol::Relationship(_) => "a relationship",
            Symbol::Enum(_) => "an enum",
            Symbol::Domain(_) => "a type",
            Symbol::Composite(_) => "a composite type",
            Symbol::Union(_) => "a union",
            Symbol::Mixin(_) => "a mixin",
            Symbol::View(_) => "a view",
        }
    }

    /// The narrowest question that it answers.
    pub(super) fn kind(self) -> Wanted {
        match self {
            Symbol::Entity(_) => Wanted::Entity,
            Symbol::Mixin(_) => Wanted::Mixin,
            Symbol::Enum(_) | Symbol::Domain(_) | Symbol::Composite(_) | Symbol::Union(_) => {
                Wanted::Type
            }
            Symbol::Relationship(_) | Symbol::View(_) => Wanted::Owner,
        }
    }
}

impl Symbols {
    /// Takes a name in, unless it is taken; then answers where.
    pub(super) fn insert(
        &mut self,
        namespace: Option<NamespaceId>,
        name: &Ident,
        symbol: Symbol,
    ) -> Result<(), Span> {
        let key = (namespace, name.name.clone());
        if let Some(before) = self.declared.get(&key) {
            return Err(before.span);
        }
        self.declared.insert(key, Declared { symbol, span: name.span });
        Ok(())
    }

    /// Another name that looks like this one, and where it is declared.
    pub(super) fn twin(
        &mut self,
        namespace: Option<NamespaceId>,
        folded: Name,
        name: &Ident,
    ) -> Option<(Name, Span)> {
        let seen = self.folded.entry((namespace, folded));
        let (other, span) = seen.or_insert_with(|| (name.name.clone(), name.span));
        (*other != name.name).then(|| (other.clone(), *span))
    }

    /// Takes the name of a schema in; answers another that looks like it, and where it stands.
    pub(super) fn insert_namespace(
        &mut self,
        name: &Ident,
        folded: Name,
        id: NamespaceId,
    ) -> Option<(Name, Span)> {
        self.namespaces.insert(name.name.clone(), id);
        self.folded_namespaces.insert(folded, (name.name.clone(), name.span))
    }

    pub(super) fn namespace(&self, name: &str) -> Option<NamespaceId> {
        self.namespaces.get(name).copied()
    }

    pub(super) fn insert_broken(&mut self, name: Name) {
        self.broken.push(name);
    }

    /// Names in declarations that could not be read.
    pub(super) fn broken(&self) -> &[Name] {
        &self.broken
    }

    /// All declared names with their schemas, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Option<NamespaceId>, &Name, Declared)> {
        self.declared.iter().map(|((namespace, name), declared)| (*namespace, name, *declared))
    }

    /// What a name names in one schema.
    pub(super) fn declared(&self, namespace: Option<NamespaceId>, name: &Name) -> Option<Declared> {
        self.declared.get(&(namespace, name.clone())).copied()
    }

    /// What `path` names, seen from inside `namespace`: its own names come first.
    pub(super) fn get(&self, path: &Path, namespace: Option<NamespaceId>) -> Option<Declared> {
        match path.rest.as_slice() {
            [] => {
                let own = namespace.and_then(|it| self.declared(Some(it), &path.first.name));
                own.or_else(|| self.declared(None, &path.first.name))
            }
            [name] => self.declared(Some(self.namespace(&path.first.name)?), &name.name),
            _ => None,
        }
    }
}

impl Context<'_> {
    /// What `path` names; an unknown name is noted and gives nothing, and so does a broken one.
    pub(super) fn symbol(
        &mut self,
        path: &Path,
        namespace: Option<NamespaceId>,
        wanted: Wanted,
    ) -> Option<Declared> {
        let res = self.symbols.get(path, namespace);
        if res.is_none() {
            self.note_unknown_name(path, namespace, wanted);
        }
        res
    }

    /// The entity that `path` names.
    pub(super) fn entity_named(
        &mut self,
        path: &Path,
        namespace: Option<NamespaceId>,
    ) -> Option<EntityId> {
        let declared = self.symbol(path, namespace, Wanted::Entity)?;
        match declared.symbol {
            Symbol::Entity(id) => Some(id),
            Symbol::Relationship(_)
            | Symbol::Enum(_)
            | Symbol::Domain(_)
            | Symbol::Composite(_)
            | Symbol::Union(_)
            | Symbol::Mixin(_)
            | Symbol::View(_) => {
                self.report_wrong_kind(path, declared, Wanted::Entity);
                None
            }
        }
    }

    /// Reports a name that names something else than is wanted.
    pub(super) fn report_wrong_kind(&mut self, path: &Path, found: Declared, wanted: Wanted) {
        let found_kind = found.symbol.title();
        self.report(diags::wrong_kind(path, found_kind, found.span, wanted));
    }
}
