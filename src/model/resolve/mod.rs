//! From asts to the entity graph, one pass a file: names are collected, types and attributes made, then
//! keys, references, constraints and expressions resolved, and what the whole must meet is checked.

mod actions;
mod annotation_forms;
mod annotations;
mod attribute_expressions;
mod attribute_types;
mod attributes;
mod clauses;
mod collect;
mod composites;
mod constraints;
mod context;
mod declare;
mod dependencies;
mod derivation;
mod discriminators;
mod expressions;
mod foreign_keys;
mod groups;
mod inverses;
mod identifiers;
mod key_parts;
mod keys;
mod literals;
mod members;
mod mixins;
mod moments;
mod names;
mod natives;
mod paths;
mod placement;
mod redeclared;
mod references;
mod relationships;
mod renames;
mod roles;
mod scope;
mod sharing;
mod simple_types;
mod suggest;
mod supertypes;
mod symbols;
mod targets;
mod typing;
mod unknown_attributes;
mod unknown_names;
mod views;

pub(super) use attributes::Before;
pub(super) use clauses::Home;

use rustc_hash::FxHashSet;

use super::EntityGraph;
use crate::base::Diagnostics;
use crate::base::graph::order;
use crate::syntax::ast;
use collect::Collected;
use context::Context;

/// The model that `files` describe together; the first is the entry file. Mistakes are reported, and
/// what they touch is left out or guessed.
pub fn resolve(files: &[ast::File], diagnostics: &mut Diagnostics) -> EntityGraph {
    let mut cx = Context::new(diagnostics);
    let mut declarations = collect::collect(&mut cx, files);
    simple_types::resolve(&mut cx, &declarations);
    supertypes::resolve(&mut cx, &declarations);
    mixins::resolve(&mut cx, &mut declarations);
    attributes::allocate(&mut cx, &mut declarations);
    composites::check(&mut cx);
    roles::resolve(&mut cx, &declarations);
    names::index(&mut cx);
    groups::resolve(&mut cx, &declarations);
    keys::resolve(&mut cx, &declarations);
    identifiers::resolve(&mut cx, &declarations);
    references::resolve(&mut cx, &declarations);
    simple_types::expressions(&mut cx, &declarations);
    constraints::resolve(&mut cx, &declarations);
    attribute_expressions::resolve(&mut cx, &declarations);
    natives::resolve(&mut cx, &declarations);
    check(&mut cx, &declarations);
    cx.model
}

/// What only the whole can show.
fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    redeclared::check(cx, declarations);
    targets::check(cx, declarations);
    foreign_keys::check_targets(cx, declarations);
    actions::check(cx, declarations);
    relationships::check(cx, declarations);
    inverses::check(cx, declarations);
    derivation::check(cx);
    views::check(cx, declarations);
    renames::check(cx);
    unknown_names::report(cx, declarations);
    unknown_attributes::report(cx);
}

/// The groups of `0..n_nodes` that need one another, a node that needs itself among them.
fn circles(n_nodes: usize, needs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut selfish: Vec<usize> = needs.iter().filter(|(a, b)| a == b).map(|it| it.0).collect();
    selfish.dedup();
    let mut res = order(n_nodes, needs).cycles;
    let in_group: FxHashSet<usize> = res.iter().flatten().copied().collect();
    res.extend(selfish.into_iter().filter(|it| !in_group.contains(it)).map(|it| vec![it]));
    res
}

/// What is said in the files, sorted by kind.
type Declarations<'a> = Collected<'a>;
