//! From what was compiled to what documentation says.

use rustc_hash::FxHashMap;

use super::data::{Column, Documentation, Link, Subject};
use super::findings::{codes, findings};
use super::history::history;
use super::objects::{objects, texts};
use super::proofs::proofs;
use super::rules::{hierarchies, rules};
use super::{Source, tables, types};
use crate::base::{Name, Span};
use crate::dialect::Dialect;
use crate::export::diagram::{
    self, Cardinality, LineKind, NodeKind, RowMark, Scene, Theme, scene_of_all, style_sheet,
};
use crate::export::words::expr_words;
use crate::model::{
    AttributeId, AttributePath, AttributeType, EntityGraph, Metadata, Operand, Step,
};
use crate::schema::Origin;

/// Everything that is said about a model.
pub fn collect(source: Source<'_>) -> Documentation {
    let model = source.model;
    let scene = scene_of_all(model);
    let owners = owners(model);
    let mut subjects: Vec<Subject> = subjects(&scene);
    for (subject, owner) in subjects.iter_mut().zip(&owners) {
        describe(model, owner, subject);
    }
    let places: FxHashMap<Origin, usize> =
        owners.iter().enumerate().map(|(idx, it)| (it.origin, idx)).collect();
    for (origin, proof) in proofs(model) {
        if let Some(&place) = places.get(&origin) {
            subjects[place].proof = Some(proof);
        }
    }
    hierarchies(model, &places, &mut subjects);
    rules(source, &places, &mut subjects);
    tables::tables(source, &places, &mut subjects);
    let dialects: Vec<&dyn Dialect> = source.native.iter().map(|(it, _)| *it).collect();
    let first_view = model.entities.len() + model.unions.len();
    for (view, subject) in model.views.values().zip(&mut subjects[first_view..]) {
        subject.queries = texts(&view.body, &dialects);
    }
    let objects = objects(model, &dialects, &places, first_view);
    let earlier = source.remarks.earlier;
    let types = types::types(source, &owners);
    Documentation {
        title: model.name.as_ref().map_or_else(|| "Data model".to_owned(), Name::to_string),
        docs: model.docs.clone(),
        dialects: dialects.iter().map(|it| it.id().title()).collect(),
        groups: scene.groups.iter().map(|it| (it.title.clone(), it.parent)).collect(),
        links: links(&scene),
        subjects,
        types,
        objects,
        findings: findings(model, &owners, source.remarks),
        codes: codes(source.remarks.findings),
        history: earlier.and_then(|it| history(source, &owners, &places, it)),
        diagrams: diagrams(model),
        styles: (style_sheet(Theme::Light), style_sheet(Theme::Dark)),
    }
}

/// What a subject is in the model. In the order of the boxes of [`scene_of_all`].
pub(super) struct Owner<'a> {
    pub(super) origin: Origin,
    pub(super) attributes: Vec<AttributeId>,
    /// Where the model says it.
    pub(super) span: Span,
    metadata: &'a Metadata,
}

fn owners(model: &EntityGraph) -> Vec<Owner<'_>> {
    let flat = |them: &[AttributeId]| flat(model, them);
    let entities = model.entities.iter().map(|(id, it)| Owner {
        origin: Origin::Entity(id),
        attributes: flat(&it.attributes),
        span: it.span,
        metadata: &it.metadata,
    });
    let unions = model.unions.values().map(|it| Owner {
        origin: Origin::None,
        attributes: Vec::new(),
        span: it.name_span,
        metadata: &it.metadata,
    });
    let views = model.views.values().map(|it| Owner {
        origin: Origin::None,
        attributes: flat(&it.attributes),
        span: it.name_span.to(it.body_span),
        metadata: &it.metadata,
    });
    let relationships = model.relationships.iter().map(|(id, it)| Owner {
        origin: Origin::Relationship(id),
        attributes: flat(&it.attributes),
        span: it.span,
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

pub(super) fn path_words(model: &EntityGraph, path: &AttributePath) -> String {
    let step = |it: &Step| match it {
        Step::Attribute(id) => model.attributes[*id].name.as_str(),
        Step::Role(id) => model.role(*id).label().as_str(),
    };
    path.steps.iter().map(step).collect::<Vec<_>>().join(".")
}

fn links(scene: &Scene) -> Vec<Link> {
    let link = |line: &diagram::Line| Link {
        from: line.from.node,
        to: line.to.node,
        columns: (line.from.row, line.to.row),
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
