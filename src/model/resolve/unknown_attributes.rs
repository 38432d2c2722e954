//! Attributes that are named and not there: each is reported once for a body, however often it is named.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::context::Context;
use super::scope::Owner;
use super::suggest::Candidates;
use crate::base::{Diagnostic, Name, Span};
use crate::model::diags;
use crate::model::{EntityId, Step};
use crate::syntax::ast::Ident;

/// Uses of attributes that are not there, by whose they should be.
#[derive(Default)]
pub(super) struct UnknownAttributes {
    uses: IndexMap<Whose, IndexMap<Name, Vec<Span>, FxBuildHasher>, FxBuildHasher>,
}

/// Where an attribute was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Whose {
    /// Among those of a body.
    Body(Owner),
    /// Among those in the key of an entity, since a reference holds no more.
    Key(EntityId),
}

impl Context<'_> {
    /// Notes an attribute that is not there, unless a member that could not be read may be it.
    pub(super) fn note_unknown_attribute(&mut self, whose: Whose, name: &Ident) {
        let is_excused = match whose {
            Whose::Body(owner) => self.may_lack(owner),
            Whose::Key(entity) => self.is_incomplete(entity),
        };
        if !is_excused {
            let names = self.unknown_attributes.uses.entry(whose).or_default();
            names.entry(name.name.clone()).or_default().push(name.span);
        }
    }

    fn title(&self, whose: Whose) -> String {
        let model = &self.model;
        match whose {
            Whose::Body(Owner::Entity(id)) => format!("entity `{}`", model.entities[id].name),
            Whose::Body(Owner::Composite(id)) => format!("type `{}`", model.composites[id].name),
            Whose::Body(Owner::Domain(id)) => format!("type `{}`", model.domains[id].name),
            Whose::Body(Owner::Relationship(id)) => {
                format!("relationship `{}`", model.relationships[id].name)
            }
            Whose::Key(id) => {
                let root = self.root(id);
                format!("the key of `{}`", model.entities[root].name)
            }
        }
    }

    fn candidates(&self, whose: Whose) -> Vec<&Name> {
        match whose {
            Whose::Body(owner) => self.names_of(owner),
            Whose::Key(entity) => {
                self.key_attributes(entity).map(|it| &self.model.attributes[it].name).collect()
            }
        }
    }
}

/// Reports every attribute that is not there. When an attribute that nothing names is close to one that is
/// named more than once, its declaration is what is misspelt.
pub(super) fn report(cx: &mut Context<'_>) {
    let uses = std::mem::take(&mut cx.unknown_attributes.uses);
    let mut found = Vec::new();
    for (whose, names) in uses {
        let title = cx.title(whose);
        let candidates = Candidates::new(cx.candidates(whose).into_iter().map(Name::as_str));
        for (name, mut spans) in names {
            spans.sort_unstable();
            spans.dedup();
            let meant = candidates.closest(&name);
            found.push(explain(cx, whose, &title, &name, &spans, meant));
        }
    }
    found.into_iter().for_each(|it| cx.report(it));
}

fn explain(
    cx: &Context<'_>,
    whose: Whose,
    title: &str,
    name: &Name,
    spans: &[Span],
    meant: Option<&str>,
) -> Diagnostic {
    let diagnostic = diags::UnknownAttribute { whose: title, name, spans };
    if let Whose::Key(entity) = whose
        && let Some(span) = outside_of_key(cx, entity, name)
    {
        return diagnostic.outside_of_key(&cx.model.entities[cx.root(entity)].name, span);
    }
    let Some(meant) = meant else {
        return match whose {
            Whose::Body(Owner::Domain(_)) => diagnostic.in_domain(),
            Whose::Body(_) | Whose::Key(_) => diagnostic.not_close(),
        };
    };
    let unused = match whose {
        Whose::Body(owner) => unused_attribute(cx, owner, meant),
        Whose::Key(_) => None,
    };
    match unused {
        Some(declared) if spans.len() > 1 => diagnostic.misspelt_declaration(meant, declared),
        declared => diagnostic.close_to(meant, declared),
    }
}

/// Where an attribute of the referenced entity is declared that is not in its key.
fn outside_of_key(cx: &Context<'_>, entity: EntityId, name: &str) -> Option<Span> {
    let found = cx.find(Owner::Entity(entity), name)?;
    match found.step {
        Step::Attribute(id) => Some(cx.model.attributes[id].name_span),
        Step::Role(_) => None,
    }
}

/// Where an attribute is declared that nothing names.
fn unused_attribute(cx: &Context<'_>, owner: Owner, name: &str) -> Option<Span> {
    match cx.find(owner, name)?.step {
        Step::Attribute(id) => (!cx.is_used(id)).then(|| cx.model.attributes[id].name_span),
        Step::Role(_) => None,
    }
}
