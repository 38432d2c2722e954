//! From asts to the entity graph, one pass a file: names are collected, types and attributes made, then
//! keys, references, constraints and expressions resolved, and what the whole must meet is checked.

mod annotations;
mod attributes;
mod collect;
mod composites;
mod constraints;
mod derivation;
mod expressions;
mod hierarchies;
mod inverses;
mod keys;
mod literals;
mod natives;
mod paths;
mod references;
mod relationships;
mod scope;
mod simple_types;
mod typing;

use rustc_hash::FxHashMap;

use super::{EntityGraph, Graph};
use crate::base::{Diagnostic, Diagnostics, Name, Span};
use crate::syntax::ast;
use collect::Collected;
use scope::{Symbols, Unknowns};

/// The model that `files` describe together; the first is the entry file. Mistakes are reported, and
/// what they touch is left out or guessed.
pub fn resolve(files: &[ast::File], diagnostics: &mut Diagnostics) -> EntityGraph {
    let mut cx = Context {
        model: EntityGraph::default(),
        symbols: Symbols::default(),
        unknowns: Unknowns::default(),
        diagnostics,
        spans_of_names: FxHashMap::default(),
        mixins_of: Vec::new(),
    };
    let collected = collect::collect(&mut cx, files);
    simple_types::resolve(&mut cx, &collected);
    hierarchies::supertypes(&mut cx, &collected);
    attributes::allocate(&mut cx, &collected);
    composites::refuse_cycles(&mut cx);
    relationships::roles(&mut cx, &collected);
    keys::resolve(&mut cx, &collected);
    references::literal_references(&mut cx, &collected);
    hierarchies::groups(&mut cx, &collected);
    constraints::resolve(&mut cx, &collected);
    attributes::expressions(&mut cx, &collected);
    natives::resolve(&mut cx, &collected);
    references::check(&mut cx);
    keys::check(&mut cx);
    inverses::check(&mut cx);
    derivation::check(&mut cx);
    relationships::check(&mut cx);
    scope::report_unknowns(&mut cx, &collected);
    let mut model = cx.model;
    model.graph = Graph::of(&model);
    model
}

/// What every pass needs.
struct Context<'d> {
    model: EntityGraph,
    symbols: Symbols,
    unknowns: Unknowns,
    diagnostics: &'d mut Diagnostics,
    /// Where each declared name stands, folded, to find names that are hard to tell apart.
    spans_of_names: FxHashMap<(Option<super::NamespaceId>, Name), (Name, Span)>,
    /// The mixins that each entity takes over, by the entity's place.
    mixins_of: Vec<Vec<usize>>,
}

impl Context<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// The documentation of a declaration or member.
fn docs_of(docs: Option<&ast::Docs>) -> Option<String> {
    docs.map(|it| it.text.trim().to_owned()).filter(|it| !it.is_empty())
}

/// The members of an entity, those of its mixins behind its own, each with the schema it was written in.
fn members_of<'a>(
    cx: &Context<'_>,
    declarations: &Declarations<'a>,
    source: &collect::Source<'a, super::EntityId, ast::Entity>,
) -> Vec<(&'a ast::Member, Option<super::NamespaceId>)> {
    let own = source.ast.members.iter().map(|it| (it, source.namespace));
    let mixins = cx.mixins_of[source.id.idx()].iter().map(|&it| &declarations.mixins[it]);
    let taken = mixins.flat_map(|it| it.ast.members.iter().map(|member| (member, it.namespace)));
    own.chain(taken).collect()
}

/// What is said in the files, sorted by kind.
type Declarations<'a> = Collected<'a>;
