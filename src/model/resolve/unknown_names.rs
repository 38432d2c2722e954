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
    uses: IndexMap<UnknownName, Vec<Span>, FxBuildHasher>,
}

/// How many declarations can be unreadable before nothing is said of unknown names.
const MANY_BROKEN: usize = 500;

/// What was looked for, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct UnknownName {
    wanted: Wanted,
    /// The schema it was used in; of a name with a schema before it that schema.
    namespace: Option<NamespaceId>,
    /// Whether a schema stands before it.
    is_qualified: bool,
    name: Name,
}

impl Context<'_> {
    /// Notes that `path` names nothing.
    pub(super) fn note_unknown_name(
        &mut self,
        path: &Path,
        namespace: Option<NamespaceId>,
        wanted: Wanted,
    ) {
        let (name, span) = (path.first.name.clone(), path.first.span);
        let (unknown, span) = match path.rest.as_slice() {
            [] => (UnknownName { wanted, namespace, is_qualified: false, name }, span),
            [inner] => match self.symbols.namespace(&name) {
                Some(home) => {
                    let (name, namespace) = (inner.name.clone(), Some(home));
                    (UnknownName { wanted, namespace, is_qualified: true, name }, inner.span)
                }
                None => {
                    let wanted = Wanted::Schema;
                    (UnknownName { wanted, namespace: None, is_qualified: false, name }, span)
                }
            },
            _ => {
                self.report(diags::too_many_parts(path));
                return;
            }
        };
        self.unknown_names.uses.entry(unknown).or_default().push(span);
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
    for (unknown, mut spans) in uses {
        spans.sort_unstable();
        spans.dedup();
        let place = (unknown.wanted, unknown.namespace, unknown.is_qualified);
        let candidates = candidates.entry(place).or_insert_with(|| known.candidates(&unknown));
        if !known.may_be_broken(&unknown.name) {
            found.push(known.explain(&unknown, &spans, candidates));
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
    fn candidates(&self, unknown: &UnknownName) -> Candidates<'a> {
        if unknown.wanted == Wanted::Schema {
            return Candidates::new(self.namespaces.iter().map(|it| it.as_str()));
        }
        let is_visible = |home: Option<NamespaceId>| {
            home == unknown.namespace || home.is_none() && !unknown.is_qualified
        };
        let declared = self.symbols.iter().filter(|(home, _, it)| {
            is_visible(*home) && unknown.wanted.admits(it.symbol.kind())
        });
        let declared = declared.map(|(_, name, _)| name.as_str());
        let has_scalars = unknown.wanted == Wanted::Type && !unknown.is_qualified;
        let scalars = ScalarType::names().filter(|_| has_scalars).map(|it| -> &'a str { it });
        Candidates::new(declared.chain(scalars))
    }

    /// Whether a declaration that could not be read may be what `name` means. Where most of a model could
    /// not be read, any may.
    fn may_be_broken(&self, name: &str) -> bool {
        let broken = self.symbols.broken();
        broken.len() > MANY_BROKEN
            || self.broken.closest(name).is_some()
            || broken.iter().any(|it| it.contains(name))
    }

    fn explain(
        &self,
        unknown: &UnknownName,
        spans: &[Span],
        candidates: &Candidates<'_>,
    ) -> Diagnostic {
        let UnknownName { wanted, name, .. } = unknown;
        let diagnostic = diags::UnknownName { wanted: *wanted, name, spans };
        if let Some(home) = self.other_home(unknown) {
            return diagnostic.elsewhere(home, unknown.is_qualified);
        }
        let meant = candidates.closest(name);
        let is_same = meant.is_some_and(|it| it.eq_ignore_ascii_case(name));
        if let Some(foreign) = diags::foreign_type(name, *wanted).filter(|_| !is_same) {
            return diagnostic.foreign(foreign);
        }
        let Some(meant) = meant else { return diagnostic.not_close() };
        match self.unused_declaration(meant, *wanted) {
            Some(ident) if spans.len() > 1 => diagnostic.misspelt_declaration(&ident),
            declared => diagnostic.close_to(meant, declared.map(|it| it.span)),
        }
    }

    /// Where else the very name is declared, if at one place alone: its schema, or outside of all.
    fn other_home(&self, unknown: &UnknownName) -> Option<Option<&'a Name>> {
        let fits = |it: &&(Option<NamespaceId>, Declared)| {
            unknown.wanted.admits(it.1.symbol.kind())
        };
        let mut homes = self.homes.get(&unknown.name)?.iter().filter(fits);
        let (home, _) = homes.next()?;
        let is_only = homes.next().is_none();
        is_only.then(|| home.map(|it| self.namespaces[it.idx()]))
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
