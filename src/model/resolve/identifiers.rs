//! What a reference to an entity holds, and of which types its columns are.

use super::Declarations;
use super::collect::Source;
use super::context::Context;
use super::members;
use super::scope::Owner;
use super::typing::Type;
use crate::base::graph::order;
use crate::base::{ExprKind, Name, Span};
use crate::model::diags;
use crate::model::{AttributePath, AttributeType, EntityId, Step};
use crate::syntax::ast::{self, MemberKind};

/// More columns than a foreign key can have: PostgreSQL and MariaDB hold 32, MySQL 16.
const MOST_COLUMNS: usize = 32;

/// Finds what identifies each entity, and the types of its columns.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.entities {
        if cx.root(source.id) == source.id {
            let identifier = match &cx.model.entities[source.id].key {
                Some(key) => Some(key.attributes.clone()),
                None => unique_identifier(cx, declarations, source),
            };
            cx.entities[source.id.idx()].identifier = identifier;
        }
    }
    let needs = needs(cx);
    for circle in super::circles(cx.entities.len(), &needs) {
        cut(cx, &circle);
    }
    for idx in order(cx.entities.len(), &needs).nodes {
        key_types(cx, EntityId::new(idx));
    }
}

/// Without a key, the first unique attribute or list of attributes that are always there.
fn unique_identifier(
    cx: &Context<'_>,
    declarations: &Declarations<'_>,
    source: &Source<'_, EntityId, ast::Entity>,
) -> Option<Vec<AttributePath>> {
    let mut attributes = cx.model.entities[source.id].attributes.iter().copied();
    let inline =
        attributes.find(|&it| cx.model.attributes[it].is_unique && cx.model.is_always_there(it));
    if let Some(attribute) = inline {
        return Some(vec![AttributePath::attribute(attribute)]);
    }
    members::of_entity(cx, declarations, source).into_iter().find_map(|it| {
        let MemberKind::Unique(ast) = &it.member.kind else { return None };
        let items = ast.items.iter().filter(|_| ast.predicate.is_none());
        let paths: Option<Vec<_>> =
            items.map(|item| always_there(cx, source.id, &item.expr)).collect();
        paths.filter(|it| !it.is_empty())
    })
}

/// The attribute that an item of a unique constraint names, when it is always there.
fn always_there(cx: &Context<'_>, entity: EntityId, expr: &ast::Expr) -> Option<AttributePath> {
    let ExprKind::Reference(path) = &expr.kind else { return None };
    let found = cx.find(Owner::Entity(entity), &path.as_single()?.name)?;
    match found.step {
        Step::Attribute(id) => cx.model.is_always_there(id).then(|| AttributePath::attribute(id)),
        Step::Role(_) => None,
    }
}

/// Which entities must be identified before which: roots alone.
fn needs(cx: &Context<'_>) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    for entity in cx.model.entities.ids() {
        let identifier = cx.entities[entity.idx()].identifier.iter().flatten();
        for (target, _) in cx.model.references_in(identifier) {
            res.push((entity.idx(), cx.root(target).idx()));
        }
    }
    res
}

/// Entities that identify one another have no key at all.
fn cut(cx: &mut Context<'_>, circle: &[usize]) {
    let mut links: Vec<(Name, Span)> = Vec::new();
    for &idx in circle {
        let identifier = cx.entities[idx].identifier.iter().flatten();
        for (target, reference) in cx.model.references_in(identifier) {
            if circle.binary_search(&cx.root(target).idx()).is_ok() {
                let name = cx.model.entities[EntityId::new(idx)].name.clone();
                links.push((name, cx.model.attributes[reference].type_span));
            }
        }
    }
    cx.report(diags::cyclic_key(&links));
    for &idx in circle {
        let entity = &mut cx.model.entities[EntityId::new(idx)];
        entity.key = None;
        entity.is_incomplete = true;
        cx.entities[idx].identifier = None;
    }
}

fn key_types(cx: &mut Context<'_>, entity: EntityId) {
    let Some(identifier) = &cx.entities[entity.idx()].identifier else { return };
    let mut types: Vec<Type> = Vec::new();
    for path in identifier {
        types.extend(cx.column_types(path));
        if types.len() > MOST_COLUMNS {
            break;
        }
    }
    if types.len() > MOST_COLUMNS {
        let item = &cx.model.entities[entity];
        let diagnostic = diags::oversized_key(item.name_span, &item.name, MOST_COLUMNS);
        cx.report(diagnostic);
        types = vec![Type::Unknown];
    }
    cx.entities[entity.idx()].key_types = types;
}

impl Context<'_> {
    /// The types of the columns that a path stands for.
    pub(super) fn column_types(&self, path: &AttributePath) -> Vec<Type> {
        match path.steps.last() {
            Some(Step::Attribute(id)) => self.types_of(&self.model.attributes[*id].ty),
            Some(Step::Role(id)) => self.key_types(self.model.roles[*id].entity).to_vec(),
            None => Vec::new(),
        }
    }

    /// The types of the columns of a reference to `entity`.
    pub(super) fn key_types(&self, entity: EntityId) -> &[Type] {
        &self.entities[self.root(entity).idx()].key_types
    }

    /// The types of the columns that an attribute of type `ty` becomes. A union has one of no fixed type.
    fn types_of(&self, ty: &AttributeType) -> Vec<Type> {
        let mut res = Vec::new();
        let mut pending = vec![ty];
        while let Some(ty) = pending.pop() {
            match ty {
                AttributeType::Composite(id) => {
                    let parts = self.model.composites[*id].attributes.iter().rev();
                    pending.extend(parts.map(|&it| &self.model.attributes[it].ty));
                }
                AttributeType::Entity(id) => res.extend(self.key_types(*id)),
                AttributeType::Scalar(_)
                | AttributeType::Domain(_)
                | AttributeType::Enum(_)
                | AttributeType::Union(_)
                | AttributeType::Array(_)
                | AttributeType::Native(_)
                | AttributeType::Unknown => res.push(super::typing::of_attribute_type(self, ty)),
            }
        }
        res
    }
}
