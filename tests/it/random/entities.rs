//! Entities, strong and weak, the mixins that they take members from, and the unions of them.

use super::attributes::Body;
use super::fact::{Fact, Kind};
use super::{Entity, Mixin, Writer, members};

/// Declares a mixin of one to three attributes.
pub(super) fn mixin(writer: &mut Writer) {
    let (name, place) = writer.declaration_name();
    let mut body = Body::default();
    // The words of a mixin have an ending of their own, so that none is in the way of an entity's.
    for _ in 0..writer.dice.between(1, 3) {
        body.scalar(writer, "mixed");
    }
    if writer.dice.chance(30) {
        members::index(writer, &mut body);
    }
    writer.declare(&place, &format!("mixin {name} {{\n{}}}", body.text()));
    writer.mixins.push(Mixin {
        name: place.outside(&name),
        words: body.facts.iter().map(|it| it.path.clone()).collect(),
        facts: body.facts,
    });
}

/// Declares a union of two or three entities.
pub(super) fn union(writer: &mut Writer) {
    let mut alternatives: Vec<String> = Vec::new();
    for _ in 0..3 {
        let referable = writer.dice.any(&writer.entities);
        let Some(entity) = referable.filter(|it| it.n_key_columns < 3) else { continue };
        if !alternatives.contains(&entity.name) {
            alternatives.push(entity.name.clone());
        }
    }
    if alternatives.len() < 2 {
        return;
    }
    let (name, place) = writer.declaration_name();
    writer.declare(&place, &format!("union {name} = {}", alternatives.join(" | ")));
    writer.unions.push(place.outside(&name));
}

/// Declares an entity that is no subtype.
pub(super) fn declare(writer: &mut Writer) {
    let (name, place) = writer.declaration_name();
    let mut body = Body::default();
    let mut with = String::new();
    if let Some(idx) = index_of_any(writer)
        && writer.dice.chance(30)
    {
        let mixin = &writer.mixins[idx];
        with = format!(" with {}", mixin.name);
        mixin.words.iter().for_each(|it| drop(body.names.fresh(it)));
        body.facts.extend(mixin.facts.iter().cloned());
    }
    let entity = key(writer, &mut body, place.outside(&name));
    for _ in 0..writer.dice.between(1, 7) {
        body.attribute(writer, &entity);
    }
    for _ in 0..writer.dice.below(4) {
        members::any(writer, &mut body);
    }
    let annotation = annotation(writer, &name);
    let header = format!("entity {name}{with}{annotation} {{");
    writer.declare(&place, &format!("{header}\n{}}}", body.text()));
    if writer.tenant.is_none() && entity.n_key_columns == 1 && writer.dice.chance(40) {
        writer.tenant = Some(entity.clone());
    }
    writer.entities.push(entity);
}

fn index_of_any(writer: &mut Writer) -> Option<usize> {
    let n_mixins = writer.mixins.len();
    (n_mixins > 0).then(|| writer.dice.below(n_mixins))
}

/// What stands behind the name of an entity.
pub(super) fn annotation(writer: &mut Writer, name: &str) -> String {
    writer.n_names += 1;
    let number = writer.n_names;
    let plain = name.trim_matches('`');
    match writer.dice.below(16) {
        0 => format!(" @was(Former{number})"),
        1 => format!(" @table(\"T {plain} {number}\")"),
        2 => " @group(\"one\") @color(\"#ff8800\")".to_owned(),
        3 => " @allow(unused-entity, \"the dice said so\")".to_owned(),
        4 => format!(" @acme.owner(\"{plain}\", weight: {number})"),
        5 => " @deprecated(\"soon gone\")".to_owned(),
        _ => String::new(),
    }
}

/// Writes what identifies an entity.
pub(super) fn key(writer: &mut Writer, body: &mut Body, name: String) -> Entity {
    let mut res = Entity { name, n_key_columns: 1, tenant: None, scalar_key: None };
    match writer.dice.below(10) {
        0..=3 => {
            let id = body.names.fresh(if writer.dice.chance(80) { "id" } else { "`key`" });
            let identity = writer.dice.maybe(60, " identity");
            body.line(format!("{id} bigint key{identity}"));
            res.scalar_key = Some((id.clone(), "bigint".to_owned()));
            let is_set_by_database = !identity.is_empty();
            body.facts.push(Fact { is_set_by_database, ..Fact::new(id, Kind::Integer) });
        }
        4 => {
            let id = body.names.fresh("uid");
            body.line(format!("{id} uuid key = uuid()"));
            res.scalar_key = Some((id, "uuid".to_owned()));
        }
        5 => {
            let code = body.names.fresh("code");
            body.line(format!("{code} varchar(12) key"));
            res.scalar_key = Some((code.clone(), "varchar(12)".to_owned()));
            body.facts.push(Fact::new(code, Kind::Text));
        }
        6 => {
            let (a, b) = (body.names.fresh("part"), body.names.fresh("number"));
            body.line(format!("{a} char(3)"));
            body.line(format!("{b} int"));
            let name = writer.member_name();
            body.line(format!("key {name}({a}, {b})"));
            body.facts.extend([Fact::new(a, Kind::Code), Fact::new(b, Kind::Integer)]);
            res.n_key_columns = 2;
        }
        _ => owned_key(writer, body, &mut res),
    }
    res
}

/// A key that holds one or two references: of a weak or an associative entity.
fn owned_key(writer: &mut Writer, body: &mut Body, res: &mut Entity) {
    let owner = match &writer.tenant {
        Some(tenant) if writer.dice.chance(60) => Some(tenant.clone()),
        _ => writer.dice.any(&writer.entities).filter(|it| it.n_key_columns < 3).cloned(),
    };
    let Some(owner) = owner else {
        let id = body.names.fresh("id");
        body.line(format!("{id} int key"));
        return;
    };
    let is_tenant = writer.tenant.as_ref().is_some_and(|it| it.name == owner.name);
    let attribute = body.names.fresh(if is_tenant { "tenant" } else { "owner" });
    let action = writer.dice.maybe(50, " on delete cascade");
    body.line(format!("{attribute} {} key{action}", owner.name));
    res.n_key_columns = owner.n_key_columns;
    res.tenant = is_tenant.then(|| attribute.clone());
    let number = body.names.fresh("no");
    let check = writer.dice.maybe(30, &format!(" check {number} > 0"));
    body.line(format!("{number} int key{check}"));
    body.facts.push(Fact::new(number, Kind::Integer));
    res.n_key_columns += 1;
}
