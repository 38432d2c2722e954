//! From what was compiled to what documentation says.

use rustc_hash::FxHashMap;

use super::data::{Column, Documentation, Link, Rule, Subject};
use super::{Source, tables, types};
use crate::base::Name;
use crate::export::diagram::{
    self, Cardinality, LineKind, NodeKind, RowMark, Scene, Theme, normal_forms, scene_of_all,
    style_sheet,
};
use crate::export::interchange::mermaid;
use crate::export::words::expr_words;
use crate::model::{
    AttributeId, AttributePath, AttributeType, EntityGraph, Metadata, Operand, Step,
};
use crate::schema::Origin;
use crate::theory::NormalForm;

/// Everything that is said about a model.
pub fn collect(source: Source<'_>) -> Documentation {
    let model = source.model;
    let scene = scene_of_all(model);
    let owners = owners(model);
    let mut subjects: Vec<Subject> = subjects(&scene);
    for (subject, owner) in subjects.iter_mut().zip(&owners) {
        describe(model, owner, subject);
    }
    let forms: FxHashMap<String, NormalForm> = normal_forms(model).into_iter().collect();
    for subject in &mut subjects {
        subject.normal_form = forms.get(&subject.id).map(|it| it.name());
    }
    let places: FxHashMap<Origin, usize> =
        owners.iter().enumerate().map(|(idx, it)| (it.origin, idx)).collect();
    rules(source, &places, &mut subjects);
    tables::tables(source, &places, &mut subjects);
    let types = types::types(model, &owners);
    Documentation {
        title: model.name.as_ref().map_or_else(|| "Data model".to_owned(), Name::to_string),
        docs: model.docs.clone(),
        dialects: source.native.iter().map(|(dialect, _)| dialect.id().title()).collect(),
        groups: scene.groups.iter().map(|it| (it.title.clone(), it.parent)).collect(),
        links: links(&scene),
        subjects,
        types,
        diagrams: diagrams(model),
        mermaid: mermaids(model),
        styles: (style_sheet(Theme::Light), style_sheet(Theme::Dark)),
    }
}

/// What a subject is in the model. In the order of the boxes of [`scene_of_all`].
pub(super) struct Owner<'a> {
    pub(super) origin: Origin,
    pub(super) attributes: Vec<AttributeId>,
    metadata: &'a Metadata,
}

fn owners(model: &EntityGraph) -> Vec<Owner<'_>> {
    let flat = |them: &[AttributeId]| flat(model, them);
    let entities = model.entities.iter().map(|(id, it)| Owner {
        origin: Origin::Entity(id),
        attributes: flat(&it.attributes),
        metadata: &it.metadata,
    });
    let none = |metadata| Owner { origin: Origin::None, attributes: Vec::new(), metadata };
    let unions = model.unions.values().map(|it| none(&it.metadata));
    let views = model
        .views
        .values()
        .map(|it| Owner { attributes: flat(&it.attributes), ..none(&it.metadata) });
    let relationships = model.relationships.iter().map(|(id, it)| Owner {
        origin: Origin::Relationship(id),
        attributes: flat(&it.attributes),
        metadata: &it.metadata,
    });
    entities.chain(unions).chain(views).chain(relationships).collect()
}

/// Attributes with the parts of composites behind them, as a box lists them.
fn flat(model: &EntityGraph, attributes: &[AttributeId]) -> Vec<AttributeId> {
    let mut res = Vec::new();
    let mut pending: Vec<AttributeId> = attributes.iter().rev().copied().collect();
    while let Some(id) = pending.pop() {
        res.push(id);
        if let AttributeType::Composite(composite) = model.attributes[id].ty {
            pending.extend(model.composites[composite].attributes.iter().rev());
        }
    }
    res
}

fn subjects(scene: &Scene) -> Vec<Subject> {
    let subject = |node: &diagram::Node| Subject {
        id: node.anchor.clone(),
        name: node.title.clone(),
        kind: match node.kind {
            NodeKind::Entity => "entity",
            NodeKind::WeakEntity => "weak entity",
            NodeKind::Relationship => "relationship",
            NodeKind::Union => "union",
            NodeKind::View => "view",
        },
        stereotype: node.stereotype.clone().filter(|it| it == "abstract"),
        group: node.group,
        docs: node.docs.clone(),
        columns: node.rows.iter().map(column).collect(),
        ..Subject::default()
    };
    scene.nodes.iter().map(subject).collect()
}

fn column(row: &diagram::Row) -> Column {
    Column {
        name: row.name.clone(),
        ty: row.ty.clone(),
        mark: match row.mark {
            RowMark::None => "",
            RowMark::Key => "PK",
            RowMark::KeyReference => "PK FK",
            RowMark::Unique => "U",
            RowMark::Reference => "FK",
        },
        depth: row.depth,
        docs: row.docs.clone(),
        ..Column::default()
    }
}

/// Adds what a box does not show.
fn describe(model: &EntityGraph, owner: &Owner<'_>, subject: &mut Subject) {
    subject.deprecated.clone_from(&owner.metadata.deprecated);
    for (column, &id) in subject.columns.iter_mut().zip(&owner.attributes) {
        let attribute = &model.attributes[id];
        let words = |expr: &crate::model::Expr| expr_words(expr, &|it| operand(model, it));
        column.default = attribute.default.as_deref().map(words);
        column.derived = attribute.derived.as_ref().map(|it| words(&it.expr));
        column.notes = attribute.checks.iter().map(|it| format!("check {}", words(it))).collect();
        if attribute.is_identity {
            column.notes.push("counted up by the database".to_owned());
        }
        if let Some(reference) = &attribute.reference {
            let actions = [("delete", reference.on_delete), ("update", reference.on_update)];
            for (event, action) in actions {
                column.notes.extend(action.map(|it| format!("on {event} {}", it.words())));
            }
        }
        // What holds for the whole holds for its parts.
        column.pii = attribute.metadata.is_pii;
        column.sensitive = attribute.metadata.is_sensitive;
        column.deprecated.clone_from(&attribute.metadata.deprecated);
    }
}

fn operand(model: &EntityGraph, operand: &Operand) -> String {
    match operand {
        Operand::Attribute(path) => path_words(model, path),
        Operand::EnumValue(id, value) => model.enums[*id].values[*value].name.to_string(),
        Operand::Value => "value".to_owned(),
    }
}

fn path_words(model: &EntityGraph, path: &AttributePath) -> String {
    let step = |it: &Step| match it {
        Step::Attribute(id) => model.attributes[*id].name.as_str(),
        Step::Role(id) => model.role(*id).label().as_str(),
    };
    path.steps.iter().map(step).collect::<Vec<_>>().join(".")
}

/// The constraints of every table, in the words of the model.
fn rules(source: Source<'_>, places: &FxHashMap<Origin, usize>, subjects: &mut [Subject]) {
    for table in source.logical.tables.values() {
        let origin = tables::owner(source.model, table.origin);
        let Some(&place) = places.get(&origin).filter(|_| origin != Origin::None) else { continue };
        let subject = &mut subjects[place];
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
            subject.rules.push(Rule { kind, name, text, docs });
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

fn links(scene: &Scene) -> Vec<Link> {
    let link = |line: &diagram::Line| Link {
        from: line.from.node,
        to: line.to.node,
        name: line.name.clone().or_else(|| line.label.clone()).or_else(|| line.to.label.clone()),
        inverse: line.from.label.clone(),
        kind: match line.kind {
            LineKind::Reference => "reference",
            LineKind::Identifying => "identifying",
            LineKind::Role => "role",
            LineKind::Subtype => "subtype",
            LineKind::Alternative => "alternative",
        },
        back: line.from.cardinality.map(bounds),
        there: line.to.cardinality.map(bounds),
    };
    scene.lines.iter().map(link).collect()
}

fn bounds(Cardinality { min, max }: Cardinality) -> String {
    match max {
        Some(max) if max == min => min.to_string(),
        Some(max) => format!("{min}..{max}"),
        None => format!("{min}..*"),
    }
}

/// A Mermaid diagram for each group, with as many rows as Mermaid draws.
fn mermaids(model: &EntityGraph) -> Vec<(String, String)> {
    const MOST_CHARACTERS: usize = 50_000;
    let scene = diagram::scene(model);
    let drawn = |part: &Scene, columns| {
        let view = diagram::View { columns, ..diagram::View::default() };
        mermaid(&diagram::view(part, &view).unwrap_or_default()).text
    };
    let text = |part: &Scene| {
        let keys = drawn(part, diagram::Columns::Keys);
        let is_short = keys.chars().count() <= MOST_CHARACTERS;
        if is_short { keys } else { drawn(part, diagram::Columns::None) }
    };
    diagram::groups(&scene).iter().map(|(name, part)| (name.clone(), text(part))).collect()
}

/// The picture of the model, or one for each part of a large one.
fn diagrams(model: &EntityGraph) -> Vec<(String, String)> {
    let options = diagram::Options {
        theme: Theme::None,
        links: Some("#/s/".to_owned()),
        ..diagram::Options::default()
    };
    let scene = diagram::scene(model);
    let parts = diagram::parts(&scene);
    parts.iter().map(|(name, it)| (name.clone(), diagram::svg(it, &options))).collect()
}
