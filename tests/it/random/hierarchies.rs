//! Entities with subtypes, in each of the three ways to store them.

use super::attributes::Body;
use super::{Place, Writer, entities, members};

/// Declares an entity and its subtypes, of which one may have subtypes in turn.
pub(super) fn declare(writer: &mut Writer) {
    let storage = *writer.dice.pick(&["joined", "joined", "single", "separate"]);
    let (name, place) = writer.declaration_name();
    let mut body = Body::default();
    let entity = entities::key(writer, &mut body, place.outside(&name));
    for _ in 0..writer.dice.below(4) {
        body.scalar(writer, "");
    }
    if writer.dice.chance(30) {
        members::any(writer, &mut body);
    }
    let subtypes = subtypes(writer, &place, &mut body, storage);
    let annotation = entities::annotation(writer, &name);
    let is_total = storage == "separate" || writer.dice.chance(50);
    let is_abstract = is_total && writer.dice.chance(60);
    let group = group(writer, &subtypes, (is_total, storage), &mut body);
    body.line(group);
    let word = if is_abstract { "abstract entity" } else { "entity" };
    writer.declare(&place, &format!("{word} {name}{annotation} {{\n{}}}", body.text()));
    if storage != "separate" {
        writer.entities.push(entity.clone());
    }
    for subtype in subtypes {
        let mut own = Body::below(&body.names);
        let itself =
            super::Entity { name: place.outside(&subtype), tenant: None, ..entity.clone() };
        for _ in 0..writer.dice.below(4) {
            match storage {
                "single" => own.scalar(writer, ""),
                _ => own.attribute(writer, &itself),
            }
        }
        // In one table, the names of one kind are in the way of those of another.
        body.names = own.names.clone();
        if writer.dice.chance(30) && !own.facts.is_empty() {
            members::any(writer, &mut own);
        }
        let text = format!("entity {subtype} extends {} {{\n{}}}", entity.name, own.text());
        writer.declare(&place, &text);
        if storage == "joined" || storage == "separate" {
            writer.entities.push(itself);
        }
    }
}

fn subtypes(writer: &mut Writer, place: &Place, body: &mut Body, storage: &str) -> Vec<String> {
    let n_subtypes = writer.dice.between(1, 3);
    let res: Vec<String> = (0..n_subtypes).map(|_| writer.names.noun(&mut writer.dice)).collect();
    let is_plain = res.iter().all(|it| it.is_ascii() && !it.contains('`'));
    if is_plain && storage != "separate" && writer.dice.chance(30) {
        let values: Vec<String> =
            res.iter().map(|it| erc::base::snake_case(it).to_string()).collect();
        let kind = writer.names.fresh("Sort");
        writer.declare(place, &format!("enum {kind} {{ {} }}", values.join(", ")));
        let attribute = body.names.fresh("sort");
        body.line(format!("{attribute} {}", place.outside(&kind)));
        body.discriminator = Some(attribute);
    }
    res
}

fn group(
    writer: &mut Writer,
    subtypes: &[String],
    (is_total, storage): (bool, &str),
    body: &mut Body,
) -> String {
    let by = body.discriminator.take();
    let is_disjoint = by.is_some() || storage == "separate" || writer.dice.chance(60);
    let mut res = format!("subtypes ({})", subtypes.join(", "));
    res.push_str(if is_disjoint { " disjoint" } else { " overlapping" });
    res.push_str(if is_total { " total" } else { " partial" });
    if let Some(by) = by {
        res.push_str(&format!(" by {by}"));
    }
    res.push_str(&format!(" stored {storage}"));
    res
}
