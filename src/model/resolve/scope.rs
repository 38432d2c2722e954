//! Names and what they name. A name that is unknown is reported once, however often it is used.

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, Declarations};
use crate::base::{Name, ScalarType, Span, closest};
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

impl Symbol {
    /// What it is, in a message.
    pub(super) fn kind(self) -> &'static str {
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
}

/// All declared names.
#[derive(Default)]
pub(super) struct Symbols {
    by_name: FxHashMap<(Option<NamespaceId>, Name), (Symbol, Span)>,
    namespaces: FxHashMap<Name, NamespaceId>,
    /// Names in declarations that could not be read.
    broken: Vec<Name>,
}

impl Symbols {
    pub(super) fn insert(
        &mut self,
        namespace: Option<NamespaceId>,
        name: &Ident,
        symbol: Symbol,
    ) -> Option<Span> {
        let key = (namespace, name.name.clone());
        if let Some((_, before)) = self.by_name.get(&key) {
            return Some(*before);
        }
        self.by_name.insert(key, (symbol, name.span));
        None
    }

    pub(super) fn insert_namespace(&mut self, name: &Name, id: NamespaceId) {
        self.namespaces.insert(name.clone(), id);
    }

    pub(super) fn namespace(&self, name: &str) -> Option<NamespaceId> {
        self.namespaces.get(name).copied()
    }

    pub(super) fn insert_broken(&mut self, name: Name) {
        self.broken.push(name);
    }

    /// What `path` names, seen from inside `namespace`: its own names come first.
    pub(super) fn get(
        &self,
        path: &Path,
        namespace: Option<NamespaceId>,
    ) -> Option<(Symbol, Span)> {
        let lookup =
            |namespace, name: &Ident| self.by_name.get(&(namespace, name.name.clone())).copied();
        match path.rest.as_slice() {
            [] => {
                let own = namespace.and_then(|it| lookup(Some(it), &path.first));
                own.or_else(|| lookup(None, &path.first))
            }
            [name] => lookup(Some(self.namespace(&path.first.name)?), name),
            _ => None,
        }
    }

    /// Whether a declaration that could not be read may be what `name` means.
    fn may_be_broken(&self, name: &str) -> bool {
        self.broken.iter().any(|it| it.contains(name) || closest(name, [it.as_str()]).is_some())
    }

    /// Every declared name that `namespace` can use without a prefix.
    fn visible(&self, namespace: Option<NamespaceId>) -> Vec<(&Name, Symbol)> {
        let mut res: Vec<_> = self
            .by_name
            .iter()
            .filter(|((it, _), _)| it.is_none() || *it == namespace)
            .map(|((_, name), (symbol, _))| (name, *symbol))
            .collect();
        res.sort_by_key(|(name, _)| *name);
        res
    }

    /// The schema that declares `name`, when it is not visible here.
    fn elsewhere(&self, name: &str) -> Option<NamespaceId> {
        let homes = self.by_name.keys().filter(|(_, it)| it == name).filter_map(|(it, _)| *it);
        homes.min()
    }
}

/// Uses of names that name nothing, by what was wanted and the name.
#[derive(Default)]
pub(super) struct Unknowns {
    uses: IndexMap<(Wanted, Option<NamespaceId>, String), Vec<Span>>,
    attributes: FxHashSet<(String, Name)>,
}

impl Context<'_> {
    /// What `path` names; an unknown name is noted and gives nothing, and so does a broken one.
    pub(super) fn symbol(
        &mut self,
        path: &Path,
        namespace: Option<NamespaceId>,
        wanted: Wanted,
    ) -> Option<Symbol> {
        match self.symbols.get(path, namespace) {
            Some((symbol, _)) => Some(symbol),
            None => {
                if !self.symbols.may_be_broken(&path.last().name) {
                    let key = (wanted, namespace, path.to_string());
                    self.unknowns.uses.entry(key).or_default().push(path.span());
                }
                None
            }
        }
    }

    /// The entity that `path` names.
    pub(super) fn entity_named(
        &mut self,
        path: &Path,
        namespace: Option<NamespaceId>,
    ) -> Option<EntityId> {
        match self.symbol(path, namespace, Wanted::Entity)? {
            Symbol::Entity(id) => Some(id),
            other => {
                let declared = self.symbols.get(path, namespace).map(|(_, span)| span);
                let diagnostic =
                    diags::wrong_kind(path.span(), path, other.kind(), "an entity", declared);
                self.report(diagnostic);
                None
            }
        }
    }
}

/// Reports every unknown name once. When a declared name that nobody uses is close to one that is used
/// more than once, the declaration is the one that is misspelt.
pub(super) fn report_unknowns(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let unknowns = std::mem::take(&mut cx.unknowns);
    for ((wanted, namespace, name), spans) in unknowns.uses {
        let visible = cx.symbols.visible(namespace);
        let fitting = visible.iter().filter(|(_, it)| wanted.admits(kind_of(*it)));
        let mut names: Vec<&str> = fitting.map(|(name, _)| name.as_str()).collect();
        if wanted == Wanted::Type {
            ScalarType::names().for_each(|it| names.push(it));
        }
        let known: Option<&str> = diags::known_by_other_name(&name, wanted);
        let meant = known
            .map_or_else(|| closest(&name, names).map(str::to_owned), |it| Some(it.to_owned()));
        let declaration = meant.as_deref().and_then(|meant| {
            let ident = declarations.unused_declaration(meant)?;
            (spans.len() > 1).then_some(ident)
        });
        let home = cx.symbols.elsewhere(&name).map(|it| cx.model.namespaces[it].name.clone());
        let diagnostic = match declaration {
            Some(ident) => diags::misspelt_declaration(ident.span, &ident.name, &name, &spans),
            None => diags::unknown_name(wanted, &name, &spans, meant.as_deref(), home.as_deref()),
        };
        cx.report(diagnostic);
    }
}

fn kind_of(symbol: Symbol) -> Wanted {
    match symbol {
        Symbol::Entity(_) => Wanted::Entity,
        Symbol::Mixin(_) => Wanted::Mixin,
        Symbol::Enum(_) | Symbol::Domain(_) | Symbol::Composite(_) | Symbol::Union(_) => {
            Wanted::Type
        }
        Symbol::Relationship(_) | Symbol::View(_) => Wanted::Owner,
    }
}

impl Unknowns {
    /// Whether this is the first use of an unknown attribute of `whose`.
    pub(super) fn note_attribute(&mut self, whose: &str, name: &Ident) -> bool {
        self.attributes.insert((whose.to_owned(), name.name.clone()))
    }
}
