//! Relations: fields on both sides, one of which names the columns.

use rustc_hash::FxHashSet;

use super::super::reading::Reading;
use super::super::sketch::{EndSketch, Joins, ReferenceSketch};
use super::arguments::{Attribute, Value};
use super::blocks::{Field, Model, Schema};
use super::convert::{Known, columns_of, physical};
use crate::base::{Name, ReferentialAction, Span};
use crate::schema::QualifiedName;

/// Adds the references that the fields of all models say.
pub(super) fn relations(reading: &mut Reading<'_>, known: &Known<'_>, schema: &Schema) {
    let mut joined: FxHashSet<String> = FxHashSet::default();
    for model in &schema.models {
        for field in &model.fields {
            let Some(target) = known.models.get(field.ty.as_str()).copied() else { continue };
            let relation = field.attribute("relation");
            if relation.is_some_and(|it| it.get("fields").is_some()) {
                reading_reference(reading, (model, field), target, relation);
            } else if field.is_list {
                many_to_many(reading, (model, field), target, &mut joined);
            } else if !has_other_side(model, field, target) {
                let message = format!("`{}` says by no fields what it refers to", field.name);
                let help = "write `@relation(fields: […], references: […])` on one of the sides";
                reading.mistake(field.span, message, help);
            }
        }
    }
}

/// Whether the other side says it: a field that names columns.
fn has_other_side(model: &Model, field: &Field, target: &Model) -> bool {
    target.fields.iter().any(|it| {
        it.ty == model.name
            && it.attribute("relation").is_some_and(|it| it.get("fields").is_some())
            && (name_of(it) == name_of(field) || name_of(field).is_none())
    })
}

/// `@relation("name")` or `@relation(name: "name")`
fn name_of(field: &Field) -> Option<&str> {
    field.attribute("relation").and_then(|it| it.text("name"))
}

fn reading_reference(
    reading: &mut Reading<'_>,
    (model, field): (&Model, &Field),
    target: &Model,
    relation: Option<&Attribute>,
) {
    let Some(relation) = relation else { return };
    let names = |name: &str| relation.get(name).map(Value::names).unwrap_or_default();
    let own = columns_of(model, &names("fields"));
    let theirs = columns_of(target, &names("references"));
    let (Some(own), Some(theirs)) = (own, theirs) else {
        let in_own = names("fields").into_iter().find(|it| model.field(it).is_none());
        let in_target = names("references").into_iter().find(|it| target.field(it).is_none());
        let (of, missing) = match in_own {
            Some(missing) => (&model.name, missing),
            None => (&target.name, in_target.unwrap_or_default()),
        };
        reading.unknown(relation.span, format!("`{of}` has no field `{missing}`"), None);
        return;
    };
    let end = |model: &Model, columns| EndSketch {
        table: physical(&model.name, &model.attributes),
        columns,
        span: relation.span,
    };
    let is_optional = field.is_optional;
    let usual = if is_optional { ReferentialAction::SetNull } else { ReferentialAction::Restrict };
    let many = Joins::ManyToOne;
    let res = ReferenceSketch::new(many, end(model, own), end(target, theirs), relation.span);
    reading.sketch.references.push(ReferenceSketch {
        name: relation.get("map").and_then(Value::as_text).map(Name::new),
        is_optional,
        on_delete: action(relation, "onDelete").unwrap_or(usual),
        on_update: action(relation, "onUpdate").unwrap_or(ReferentialAction::Cascade),
        ..res
    });
}

fn action(relation: &Attribute, name: &str) -> Option<ReferentialAction> {
    Some(match relation.get(name)?.as_word()? {
        "Cascade" => ReferentialAction::Cascade,
        "Restrict" => ReferentialAction::Restrict,
        "NoAction" => ReferentialAction::NoAction,
        "SetNull" => ReferentialAction::SetNull,
        "SetDefault" => ReferentialAction::SetDefault,
        _ => return None,
    })
}

/// Lists on both sides: Prisma keeps a table of its own, `_AToB` with the columns `A` and `B`.
fn many_to_many(
    reading: &mut Reading<'_>,
    (model, field): (&Model, &Field),
    target: &Model,
    joined: &mut FxHashSet<String>,
) {
    let is_back = |it: &&Field| {
        let is_same_name = name_of(it) == name_of(field);
        it.ty == model.name && is_same_name && !(model.name == target.name && it.name == field.name)
    };
    let Some(back) = target.fields.iter().find(is_back) else {
        // A list of its own model may be both sides.
        let message =
            format!("`{}` has no field for the other side of `{}`", target.name, field.name);
        reading.mistake(field.span, message, format!("add a field of type `{}` to it", model.name));
        return;
    };
    if !back.is_list {
        return;
    }
    let (first, second) = if model.name <= target.name { (model, target) } else { (target, model) };
    let name = match name_of(field) {
        Some(name) => format!("_{name}"),
        None => format!("_{}To{}", first.name, second.name),
    };
    if !joined.insert(name.clone()) {
        return;
    }
    let end = |model: &Model, span: Span| EndSketch {
        table: physical(&model.name, &model.attributes),
        columns: Vec::new(),
        span,
    };
    let (from, to) = (end(first, field.span), end(second, field.span));
    let namespace = from.table.namespace.clone();
    let junction = QualifiedName { namespace, name: Name::new(name) };
    let columns = [Name::new_static("A"), Name::new_static("B")];
    reading.sketch.references.push(ReferenceSketch {
        junction: Some((junction, columns)),
        on_update: ReferentialAction::Cascade,
        ..ReferenceSketch::new(Joins::ManyToMany, from, to, field.span)
    });
}
