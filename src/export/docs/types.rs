//! Types that the model declares, who uses them, and what makes them.

use super::collect::Owner;
use super::data::Type;
use super::{Source, tables};
use crate::base::{Name, Span};
use crate::export::words::expr_words;
use crate::model::{AttributeType, EntityGraph, NamespaceId, Operand};

/// Enums, domains and composites.
pub(super) fn types(source: Source<'_>, owners: &[Owner<'_>]) -> Vec<Type> {
    let model = source.model;
    let mut scripts = tables::type_scripts(source);
    let mut ddl = |span: Span| scripts.remove(&span).unwrap_or_default();
    let mut res = Vec::new();
    for (id, it) in model.enums.iter() {
        let part = |it: &crate::model::EnumValue| {
            let label = if it.label == it.name { String::new() } else { it.label.to_string() };
            (it.name.to_string(), label, it.docs.clone())
        };
        res.push(Type {
            kind: "enum",
            docs: it.docs.clone(),
            parts: it.values.iter().map(part).collect(),
            users: users(model, owners, &AttributeType::Enum(id)),
            ddl: ddl(it.name_span),
            ..named(model, it.namespace, &it.name)
        });
    }
    for (id, it) in model.domains.iter() {
        let mut parts = vec![(it.base.to_string(), String::new(), None)];
        for check in &it.checks {
            let words = expr_words(check, &|it| match it {
                Operand::Value => "value".to_owned(),
                Operand::EnumValue(id, value) => model.enums[*id].values[*value].name.to_string(),
                Operand::Attribute(_) => String::new(),
            });
            parts.push(("check".to_owned(), words, None));
        }
        res.push(Type {
            kind: "domain",
            docs: it.docs.clone(),
            parts,
            users: users(model, owners, &AttributeType::Domain(id)),
            ddl: ddl(it.name_span),
            ..named(model, it.namespace, &it.name)
        });
    }
    for (id, it) in model.composites.iter() {
        let part = |it: &crate::model::AttributeId| {
            let attribute = &model.attributes[*it];
            let ty = crate::export::diagram::type_text(model, attribute);
            (attribute.name.to_string(), ty, attribute.docs.clone())
        };
        res.push(Type {
            kind: "composite",
            docs: it.docs.clone(),
            parts: it.attributes.iter().map(part).collect(),
            users: users(model, owners, &AttributeType::Composite(id)),
            ..named(model, it.namespace, &it.name)
        });
    }
    res
}

fn named(model: &EntityGraph, namespace: Option<NamespaceId>, name: &Name) -> Type {
    let id = match namespace {
        Some(namespace) => format!("{}.{name}", model.namespaces[namespace].name),
        None => name.to_string(),
    };
    Type { id, name: name.to_string(), ..Type::default() }
}

/// Where a type is used: subject and column.
fn users(model: &EntityGraph, owners: &[Owner<'_>], ty: &AttributeType) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    for (subject, owner) in owners.iter().enumerate() {
        for (column, &id) in owner.attributes.iter().enumerate() {
            let mut used = &model.attributes[id].ty;
            while let AttributeType::Array(inner) = used {
                used = inner;
            }
            if used == ty {
                res.push((subject, column));
            }
        }
    }
    res
}
