//! What is referred to: it must have a table, and something that identifies its rows.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Declarations;
use super::clauses::{is_references, span_of};
use super::context::Context;
use super::symbols::Symbol;
use crate::base::Span;
use crate::model::diags;
use crate::model::{AttributeType, EntityId, HierarchyId, HierarchyStorage};

/// Looks at every target once, however often it is referred to.
pub(super) fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let mut uses = Uses::default();
    let mut literals = Uses::default();
    for &id in &cx.model.references {
        let attribute = &cx.model.attributes[id];
        if let AttributeType::Entity(target) = attribute.ty {
            uses.add(target, attribute.type_span, Use::Type);
        }
        let literal = attribute.reference.as_ref().and_then(|it| it.literal);
        if let Some((target, _)) = literal {
            let span = span_of(declarations.attribute(id).ast, is_references);
            literals.add(target, span, Use::Literal);
        }
    }
    for foreign_key in cx.model.entities.values().flat_map(|it| &it.foreign_keys) {
        literals.add(foreign_key.target, foreign_key.span, Use::Literal);
    }
    for source in &declarations.unions {
        for path in &source.ast.alternatives {
            let declared = cx.symbols.get(path, source.namespace);
            if let Some(Symbol::Entity(target)) = declared.map(|it| it.symbol) {
                uses.add(target, path.span(), Use::Alternative);
            }
        }
    }
    for role in cx.model.roles.values() {
        uses.add(role.entity, role.span, Use::Role);
    }
    for (target, uses) in uses.by_target {
        check_target(cx, target, uses);
    }
    for (target, uses) in literals.by_target {
        if let Some(group) = separate_group(cx, target) {
            refuse_separate(cx, target, group, &uses);
        }
    }
}

/// How an entity is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Type,
    Alternative,
    Role,
    /// By naming an attribute.
    Literal,
}

/// Where entities are referred to by what identifies them.
#[derive(Default)]
struct Uses {
    by_target: IndexMap<EntityId, Vec<(Span, Use)>, FxBuildHasher>,
}

impl Uses {
    fn add(&mut self, target: EntityId, span: Span, kind: Use) {
        self.by_target.entry(target).or_default().push((span, kind));
    }
}

fn check_target(cx: &mut Context<'_>, target: EntityId, mut uses: Vec<(Span, Use)>) {
    let separate = separate_group(cx, target);
    if separate.is_none() && (cx.identifier(target).is_some() || cx.is_incomplete(target)) {
        return;
    }
    // A reference in a mixin is one, however many entities take it over.
    uses.sort_unstable();
    uses.dedup();
    match separate {
        Some(group) => refuse_separate(cx, target, group, &uses),
        None => {
            let spans: Vec<Span> = uses.iter().map(|it| it.0).collect();
            let entity = &cx.model.entities[cx.root(target)];
            let diagnostic = diags::target_without_key(entity.name_span, &entity.name, &spans);
            cx.report(diagnostic);
        }
    }
}

/// The group that leaves an entity without a table.
fn separate_group(cx: &Context<'_>, entity: EntityId) -> Option<HierarchyId> {
    let mut groups = cx.model.entities[entity].hierarchies.iter().copied();
    groups.find(|it| cx.model.hierarchies[*it].storage == HierarchyStorage::Separate)
}

/// With `stored separate` the rows are spread over the tables of the subtypes.
fn refuse_separate(
    cx: &mut Context<'_>,
    target: EntityId,
    group: HierarchyId,
    uses: &[(Span, Use)],
) {
    let entity = &cx.model.entities[target];
    let group_span = cx.model.hierarchies[group].span;
    let subtypes = concrete_subtypes(cx, target);
    let spans =
        |kind: Use| uses.iter().filter(|it| it.1 == kind).map(|it| it.0).collect::<Vec<Span>>();
    let separate = diags::Separate { entity, group: group_span, subtypes: &subtypes };
    let union = format!("Any{}", entity.name);
    let is_free = cx.symbols.declared(entity.namespace, &union.as_str().into()).is_none();
    let found = [
        separate.referred_to(&spans(Use::Type), is_free.then_some(&*union)),
        separate.in_union(&spans(Use::Alternative)),
        separate.in_relationship(&spans(Use::Role)),
        separate.literally(&spans(Use::Literal)),
    ];
    found.into_iter().flatten().for_each(|it| cx.report(it));
}

/// The entities below `target` that have tables of their own, in the words of the model.
fn concrete_subtypes(cx: &Context<'_>, target: EntityId) -> Vec<String> {
    let mut res = Vec::new();
    let mut pending = vec![target];
    while let Some(entity) = pending.pop() {
        let groups = cx.model.entities[entity].hierarchies.iter();
        let separate = groups
            .map(|&it| &cx.model.hierarchies[it])
            .filter(|it| it.storage == HierarchyStorage::Separate);
        let subtypes: Vec<EntityId> = separate.flat_map(|it| it.subtypes.iter().copied()).collect();
        if subtypes.is_empty() && entity != target {
            res.push(cx.model.entity(entity).full_name());
        }
        pending.extend(subtypes.into_iter().rev());
    }
    res
}
