//! Names of declarations that nothing declares: each is reported once, however often it is used.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::Declarations;
use super::context::Context;
use super::suggest::Candidates;
use super::symbols::{Declared, Symbols};
use crate::base::{Diagnostic, Name, ScalarType, Span};
use crate::model::NamespaceId;
use crate::model::diags::{self, Wanted};
use crate::syntax::ast::{Ident, Path};

/// Uses of names that name nothing.
#[derive(Default)]
pub(super) struct UnknownNames {
    uses: IndexMap<UnknownName, Use, FxBuildHasher>,
}

/// Where a name is used, and what it must be to suit all places.
struct Use {
    wanted: Wanted,
    spans: Vec<Span>,
}

/// How many declarations can be unreadable before nothing is said of unknown names.
const MANY_BROKEN: usize = 500;

/// What was looked for, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct UnknownName {
    family: Family,
    /// The schema it was used in; of a name with a schema before it that schema.
    namespace: Option<NamespaceId>,
    /// Whether a schema stands before it.
    is_qualified: bool,
    name: Name,
}

/// What a name can be at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    Schema,
    Mixin,
    /// Types, entities among them, and what else triggers can be on.
    Other,
}

impl Family {
    fn of(wanted: Wanted) -> Family {
        match wanted {
            Wanted::Schema => Family::Schema,
            Wanted::Mixin => Family::Mixin,
            Wanted::Type | Wanted::Entity | Wanted::Owner => Family::Other,
        }
    }
}

impl Context<'_> {
    /// Notes that `path` names nothing.
    pub(super) fn note_unknown_name(
        &mut self,
        path: &Path,
        namespace: Option<NamespaceId>,
        wanted: Wanted,
    ) {
        let (first, family) = (path.first.name.clone(), Family::of(wanted));
        let unqualified =
            |family, namespace, name| UnknownName { family, namespace, is_qualified: false, name };
        match path.rest.as_slice() {
            [] => self.note_use_of(unqualified(family, namespace, first), wanted, path.first.span),
            [inner] => match self.symbols.namespace(&first) {
                Some(home) => {
                    let (namespace, name) = (Some(home), inner.name.clone());
                    let unknown = UnknownName { family, namespace, is_qualified: true, name };
                    self.note_use_of(unknown, wanted, inner.span);
                }
                None => {
                    let unknown = unqualified(Family::Schema, None, first);
                    self.note_use_of(unknown, Wanted::Schema, path.first.span);
                }
            },
            _ => self.report(diags::too_many_parts(path)),
        }
    }

    fn note_use_of(&mut self, unknown: UnknownName, wanted: Wanted, span: Span) {
        let uses = self.unknown_names.uses.entry(unknown);
        let uses = uses.or_insert_with(|| Use { wanted, spans: Vec::new() });
        // An entity is a type and can have triggers, so it suits all.
        if wanted != uses.wanted {
            uses.wanted = Wanted::Entity;
        }
        uses.spans.push(span);
    }
}

/// Reports every unknown name once.
pub(super) fn report(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let uses = std::mem::take(&mut cx.unknown_names.uses);
    if uses.is_empty() {
        return;
    }
    let known = Known::of(cx, declarations);
    let mut candidates = FxHashMap::default();
    let mut found = Vec::new();
    for (unknown, Use { wanted, mut spans }) in uses {
        spans.sort_unstable();
        spans.dedup();
        let place = (wanted, unknown.namespace, unknown.is_qualified);
        let candidates =
            candidates.entry(place).or_insert_with(|| known.candidates(&unknown, wanted));
        if !known.may_be_broken(&unknown.name) {
            found.push(known.explain(&unknown, wanted, &spans, candidates));
        }
    }
    found.into_iter().for_each(|it| cx.report(it));
}

/// What there is, to find what was meant.
struct Known<'a> {
    symbols: &'a Symbols,
    namespaces: Vec<&'a Name>,
    broken: Candidates<'a>,
    homes: FxHashMap<&'a Name, Vec<(Option<NamespaceId>, Declared)>>,
    used: FxHashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(cx: &'a Context<'_>, declarations: &Declarations<'a>) -> Known<'a> {
        let symbols = &cx.symbols;
        let mut homes: FxHashMap<&Name, Vec<_>> = FxHashMap::default();
        for (namespace, name, declared) in symbols.iter() {
            homes.entry(name).or_default().push((namespace, declared));
        }
        Known {
            symbols,
            namespaces: cx.model.namespaces.values().map(|it| &it.name).collect(),
            broken: Candidates::new(symbols.broken().iter().map(Name::as_str)),
            homes,
            used: declarations.used_names().map(|it| it.last().name.as_str()).collect(),
        }
    }

    /// Every name that could stand in the place of an unknown one.
    fn candidates(&self, unknown: &UnknownName, wanted: Wanted) -> Candidates<'a> {
        if wanted == Wanted::Schema {
            return Candidates::new(self.namespaces.iter().map(|it| it.as_str()));
        }
        let is_visible = |home: Option<NamespaceId>| {
            home == unknown.namespace || home.is_none() && !unknown.is_qualified
        };
        let declared = self
            .symbols
            .iter()
            .filter(|(home, _, it)| is_visible(*home) && wanted.admits(it.symbol.kind()));
        let declared = declared.map(|(_, name, _)| name.as_str());
        let has_scalars = wanted == Wanted::Type && !unknown.is_qualified;
        let scalars = ScalarType::names().filter(|_| has_scalars).map(|it| -> &'a str { it });
        Candidates::new(declared.chain(scalars))
    }

    /// Whether a declaration that could not be read may be what `name` means. Where a file or most of a model
    /// could not be read, any may.
    fn may_be_broken(&self, name: &str) -> bool {
        let broken = self.symbols.broken();
        self.symbols.has_gaps
            || broken.len() > MANY_BROKEN
            || self.broken.closest(name).is_some()
            || broken.iter().any(|it| it.contains(name))
    }

    fn explain(
        &self,
        unknown: &UnknownName,
        wanted: Wanted,
        spans: &[Span],
        candidates: &Candidates<'_>,
    ) -> Diagnostic {
        let name = &unknown.name;
        let home = unknown.namespace.filter(|_| unknown.is_qualified);
        let schema = home.map(|it| self.namespaces[it.idx()].as_str());
        let diagnostic = diags::UnknownName { wanted, name, schema, spans };
        let homes = self.homes(name, wanted);
        if !homes.is_empty() {
            return diagnostic.elsewhere(&homes);
        }
        // A name in lower case is one of another language sooner than a slip of the pen.
        let foreign = diags::foreign_type(name, wanted);
        let meant = candidates.closest(name);
        let is_slip = meant.is_some_and(|it| it.eq_ignore_ascii_case(name))
            || meant.is_some() && name.contains(char::is_uppercase);
        match (foreign, meant) {
            (Some(foreign), _) if !is_slip => diagnostic.foreign(foreign),
            (_, None) => diagnostic.not_close(),
            (_, Some(meant)) => match self.unused_declaration(meant, wanted) {
                Some(ident) if spans.len() > 1 => diagnostic.misspelt_declaration(&ident),
                declared => diagnostic.close_to(meant, declared.map(|it| it.span)),
            },
        }
    }

    /// Where else the very name is declared: the schemas, nothing for outside of all.
    fn homes(&self, name: &Name, wanted: Wanted) -> Vec<Option<&'a str>> {
        let homes = self.homes.get(name).into_iter().flatten();
        let fitting = homes.filter(|(_, it)| wanted.admits(it.symbol.kind()));
        fitting.map(|(home, _)| home.map(|it| self.namespaces[it.idx()].as_str())).collect()
    }

    /// The declaration of `name`, when nothing refers to it.
    fn unused_declaration(&self, name: &str, wanted: Wanted) -> Option<Ident> {
        if self.used.contains(name) || wanted == Wanted::Schema {
            return None;
        }
        let (name, homes) = self.homes.get_key_value(&Name::new(name))?;
        let (_, declared) = homes.first()?;
        Some(Ident { name: (*name).clone(), span: declared.span })
    }
}
