//! Types that the model declares, who uses them, and what makes them.

use rustc_hash::FxHashMap;

use super::collect::Owner;
use super::data::Type;
use super::{Source, tables};
use crate::base::{Name, Span};
use crate::export::words::expr_words;
use crate::model::{
    AttributeType, CompositeId, DomainId, EntityGraph, EnumId, NamespaceId, Operand,
};

/// Enums, domains and composites.
pub(super) fn types(source: Source<'_>, owners: &[Owner<'_>]) -> Vec<Type> {
    let model = source.model;
    let mut users = Users::of(model, owners);
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
            users: users.enums.remove(&id).unwrap_or_default(),
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
            users: users.domains.remove(&id).unwrap_or_default(),
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
            users: users.composites.remove(&id).unwrap_or_default(),
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

/// Where types are used, by subject and column.
#[derive(Default)]
struct Users {
    enums: FxHashMap<EnumId, Vec<(usize, usize)>>,
    domains: FxHashMap<DomainId, Vec<(usize, usize)>>,
    composites: FxHashMap<CompositeId, Vec<(usize, usize)>>,
}

impl Users {
    fn of(model: &EntityGraph, owners: &[Owner<'_>]) -> Users {
        let mut res = Users::default();
        for (subject, owner) in owners.iter().enumerate() {
            for (column, &id) in owner.attributes.iter().enumerate() {
                let mut used = &model.attributes[id].ty;
                while let AttributeType::Array(inner) = used {
                    used = inner;
                }
                let users = match used {
                    AttributeType::Enum(id) => res.enums.entry(*id).or_default(),
                    AttributeType::Domain(id) => res.domains.entry(*id).or_default(),
                    AttributeType::Composite(id) => res.composites.entry(*id).or_default(),
                    AttributeType::Scalar(_)
                    | AttributeType::Entity(_)
                    | AttributeType::Union(_)
                    | AttributeType::Array(_)
                    | AttributeType::Native(_)
                    | AttributeType::Unknown => continue,
                };
                users.push((subject, column));
            }
        }
        res
    }
}
