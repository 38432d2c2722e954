//! Foreign keys: as many attributes on both sides, of the same types, and what they refer to is unique.

use super::Declarations;
use super::annotations::Place;
use super::clauses::{is_references, span_of};
use super::context::{Context, docs_of};
use super::scope::Scope;
use crate::base::{ExprKind, Span};
use crate::model::diags;
use crate::model::{
    AttributeId, AttributePath, AttributeType, EntityId, ForeignKey, HierarchyStorage, IndexItem,
    Operand, Step, among,
};
use crate::syntax::ast::{self, Member};

/// `foreign key (a, b) references E (x, y)`
pub(super) fn foreign_key(
    cx: &mut Context<'_>,
    scope: Scope,
    ast: &ast::ForeignKey,
    member: &Member,
) -> Option<ForeignKey> {
    let metadata = cx.metadata(&member.annotations, Place::ForeignKey);
    let attributes = cx.columns(scope, &ast.attributes);
    let target = cx.entity_named(&ast.target, scope.namespace)?;
    let target_attributes = cx.columns(Scope::of_entity(target, None), &ast.target_attributes);
    if ast.attributes.len() != ast.target_attributes.len() {
        cx.report(diags::uneven_foreign_key(ast));
        return None;
    }
    let (attributes, target_attributes) = (attributes?, target_attributes?);
    let pairs = attributes.iter().zip(&ast.attributes);
    for (own, other) in pairs.zip(target_attributes.iter().zip(&ast.target_attributes)) {
        if !agree(cx, (own.0, own.1.span()), (other.0, other.1.span())) {
            return None;
        }
    }
    Some(ForeignKey {
        name: ast.name.as_ref().map(|it| it.name.clone()),
        attributes,
        target,
        target_attributes,
        match_full: ast.match_full,
        on_delete: ast.on_delete,
        on_update: ast.on_update,
        deferrable: ast.deferrable,
        docs: docs_of(member.docs.as_deref()),
        metadata,
        span: member.span,
    })
}

/// Whether both ends of a reference stand for as many columns of the same types; if not, that is reported.
pub(super) fn agree(
    cx: &mut Context<'_>,
    (own, span): (&AttributePath, Span),
    (other, other_span): (&AttributePath, Span),
) -> bool {
    let (own_types, other_types) = (cx.column_types(own), cx.column_types(other));
    if own_types.is_empty() || other_types.is_empty() {
        return true;
    }
    if own_types.len() != other_types.len() {
        let counts = (own_types.len(), other_types.len());
        cx.report(diags::uneven_ends(span, other_span, counts));
        return false;
    }
    let differing = own_types.iter().zip(&other_types).find(|(a, b)| !a.agrees_with(**b));
    let Some((own_type, other_type)) = differing else { return true };
    let titles = (own_type.title(&cx.model), other_type.title(&cx.model));
    cx.report(diags::reference_of_other_type(span, &titles.0, other_span, &titles.1));
    false
}

/// Reports foreign keys and literal references to what is not unique.
pub(super) fn check_targets(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for idx in 0..cx.model.references.len() {
        let id = cx.model.references[idx];
        let literal = cx.model.attributes[id].reference.as_ref().and_then(|it| it.literal);
        if let Some((target, referred)) = literal {
            let span = span_of(declarations.attribute(id).ast, is_references);
            refuse_not_unique(cx, target, &[AttributePath::attribute(referred)], span);
        }
    }
    for entity in cx.model.entities.ids() {
        for idx in 0..cx.model.entities[entity].foreign_keys.len() {
            let item = &cx.model.entities[entity].foreign_keys[idx];
            let (target, paths, span) = (item.target, item.target_attributes.clone(), item.span);
            refuse_not_unique(cx, target, &paths, span);
        }
    }
}

fn refuse_not_unique(cx: &mut Context<'_>, target: EntityId, paths: &[AttributePath], span: Span) {
    let is_excused = cx.is_incomplete(target) || cx.entities[target.idx()].has_lost_unique;
    if is_excused || is_unique(cx, target, paths) {
        return;
    }
    let entity = &cx.model.entities[target];
    let names: Vec<_> = paths.iter().map(|it| cx.path_name(it)).collect();
    let diagnostic = diags::target_not_unique(span, &entity.name, &names, entity.name_span);
    cx.report(diagnostic);
}

/// Whether the columns of `paths` are those of the key or of a unique constraint in the target's table.
fn is_unique(cx: &Context<'_>, target: EntityId, paths: &[AttributePath]) -> bool {
    let wanted = columns(cx, paths);
    let key = cx.model.entities[cx.root(target)].key.as_ref();
    if key.is_some_and(|it| columns(cx, &it.attributes) == wanted) {
        return true;
    }
    // What a subtype stored `joined` inherits is unique in another table.
    let mut at = Some(target);
    while let Some(entity) = at {
        if has_unique(cx, entity, &wanted) {
            return true;
        }
        let is_other_table = cx.entities[entity.idx()].storage == Some(HierarchyStorage::Joined);
        at = cx.model.entities[entity].supertype.filter(|_| !is_other_table);
    }
    false
}

fn has_unique(cx: &Context<'_>, entity: EntityId, wanted: &[Column]) -> bool {
    let item = &cx.model.entities[entity];
    let inline = among(&cx.model.uniques, &item.attributes);
    let mut inline = inline.iter().map(|&it| vec![AttributePath::attribute(it)]);
    let total = item.uniques.iter().filter(|it| it.predicate.is_none());
    let mut members = total.filter_map(|it| it.items.iter().map(path_of).collect());
    inline.any(|it| columns(cx, &it) == wanted)
        || members.any(|it: Vec<AttributePath>| columns(cx, &it) == wanted)
}

fn path_of(item: &IndexItem) -> Option<AttributePath> {
    let ExprKind::Reference(Operand::Attribute(path)) = &item.expr.kind else { return None };
    Some(path.clone())
}

/// The way to one column: through composites and references to a scalar.
type Column = Vec<Step>;

/// The columns that `paths` stand for, in an order of their own: a list is unique in any order.
fn columns(cx: &Context<'_>, paths: &[AttributePath]) -> Vec<Column> {
    let mut res = Vec::new();
    let mut pending: Vec<Column> = paths.iter().map(|it| it.steps.clone()).collect();
    while let Some(way) = pending.pop() {
        let parts = match way.last() {
            Some(Step::Attribute(id)) => parts(cx, *id),
            Some(Step::Role(_)) | None => Vec::new(),
        };
        if parts.is_empty() {
            res.push(way);
        } else {
            let longer = parts.into_iter().map(|part| way.iter().copied().chain(part).collect());
            pending.extend(longer.collect::<Vec<Column>>());
        }
    }
    res.sort_unstable();
    res
}

/// What an attribute stands for: the parts of a composite, the key that a reference holds.
fn parts(cx: &Context<'_>, id: AttributeId) -> Vec<Vec<Step>> {
    match cx.model.attributes[id].ty {
        AttributeType::Composite(id) => {
            let parts = cx.model.composites[id].attributes.iter();
            parts.map(|&it| vec![Step::Attribute(it)]).collect()
        }
        AttributeType::Entity(target) => {
            let key = cx.identifier(target).into_iter().flatten();
            key.map(|it| it.steps.clone()).collect()
        }
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => Vec::new(),
    }
}

impl Context<'_> {
    /// A path in the words of the model: `ship_to.zip`.
    pub(super) fn path_name(&self, path: &AttributePath) -> crate::base::Name {
        let names = path.steps.iter().map(|step| match step {
            Step::Attribute(id) => self.model.attributes[*id].name.as_str(),
            Step::Role(id) => self.model.role(*id).label().as_str(),
        });
        names.collect::<Vec<_>>().join(".").into()
    }
}
