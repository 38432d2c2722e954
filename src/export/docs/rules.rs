//! What must hold, as text: constraints of tables, indexes, hierarchies.

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::{Rule, Subject};
use super::{Source, tables};
use crate::base::Name;
use crate::export::words::expr_words;
use crate::model::{Disjointness, EntityGraph, Totality};
use crate::schema::Origin;

/// What subtypes there are, and how many of them one may be.
pub(super) fn hierarchies(
    model: &EntityGraph,
    places: &FxHashMap<Origin, usize>,
    subjects: &mut [Subject],
) {
    for it in model.hierarchies.values() {
        let Some(&place) = places.get(&Origin::Entity(it.supertype)) else { continue };
        let how_many = match (it.totality, it.disjointness) {
            (Totality::Total, Disjointness::Disjoint) => "exactly one of",
            (Totality::Partial, Disjointness::Disjoint) => "at most one of",
            (Totality::Total, Disjointness::Overlapping) => "one or more of",
            (Totality::Partial, Disjointness::Overlapping) => "any of",
        };
        let names: Vec<&str> =
            it.subtypes.iter().map(|it| model.entities[*it].name.as_str()).collect();
        let told = it.discriminator.map(|it| format!(", told by {}", model.attributes[it].name));
        let text = format!("{how_many} {}{}", names.join(", "), told.unwrap_or_default());
        let name = it.name.as_ref().map(Name::to_string);
        subjects[place].rules.push(Rule { kind: "subtypes", name, text, docs: None, table: None });
    }
}

/// The constraints of every table, in the words of the model.
pub(super) fn rules(
    source: Source<'_>,
    places: &FxHashMap<Origin, usize>,
    subjects: &mut [Subject],
) {
    let mut seen = FxHashSet::default();
    for table in source.logical.tables.values() {
        let origin = tables::owner(source.model, table.origin);
        let Some(&place) = places.get(&origin).filter(|_| origin != Origin::None) else { continue };
        let subject = &mut subjects[place];
        // Of the first table nobody has to be told.
        let beside = (!seen.insert(place)).then(|| table.name.to_string());
        let names = |them: &[Name]| them.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
        let words = |expr: &crate::schema::Expr| expr_words(expr, &Name::to_string);
        let items = |them: &[crate::schema::IndexItem]| {
            them.iter().map(|it| words(&it.expr)).collect::<Vec<_>>().join(", ")
        };
        let given = |it: &Option<crate::schema::Expr>| {
            it.as_ref().map_or_else(String::new, |it| format!(" where {}", words(it)))
        };
        let mut rule = |kind, name: &Name, text, docs: &Option<String>| {
            let (name, docs) = (Some(name.to_string()), docs.clone());
            subject.rules.push(Rule { kind, name, text, docs, table: beside.clone() });
        };
        if let Some(it) = &table.primary_key {
            rule("key", &it.name, names(&it.columns), &None);
        }
        for it in &table.uniques {
            rule("unique", &it.name, names(&it.columns), &it.comment);
        }
        for it in &table.checks {
            rule("check", &it.name, words(&it.expr), &it.comment);
        }
        for it in &table.exclusions {
            let item = |it: &crate::schema::ExclusionItem| {
                format!("{} with {}", words(&it.item.expr), it.operator)
            };
            let list: Vec<String> = it.items.iter().map(item).collect();
            let text = format!("{}{}", list.join(", "), given(&it.predicate));
            rule("exclude", &it.name, text, &it.comment);
        }
        for it in &table.indexes {
            let kind = if it.is_unique { "unique" } else { "index" };
            rule(
                kind,
                &it.name,
                format!("{}{}", items(&it.items), given(&it.predicate)),
                &it.comment,
            );
        }
        subject
            .dependencies
            .extend(table.dependencies.iter().map(|it| tables::dependency(&it.kind)));
    }
}
