//! Relationships of two or three entities, with roles, bounds and attributes.

use super::attributes::Body;
use super::{Entity, Writer, members};

/// Declares a relationship.
pub(super) fn declare(writer: &mut Writer) {
    let small: Vec<Entity> =
        writer.entities.iter().filter(|it| it.n_key_columns < 3).cloned().collect();
    let n_roles = if writer.dice.chance(25) { 3 } else { 2 };
    let mut roles: Vec<String> = Vec::new();
    for idx in 0..n_roles {
        let Some(entity) = writer.dice.any(&small).cloned() else { return };
        let quantifier = match n_roles {
            2 => *writer.dice.pick(&["", "?", "*", "*", "+", "{2..5}"]),
            _ => *writer.dice.pick(&["?", "*", "*", "*"]),
        };
        let role = writer.names.fresh(["first", "`second one`", "third"][idx]);
        roles.push(format!("{}{quantifier} as {role}", entity.name));
    }
    let (name, place) = writer.declaration_name();
    let mut body = Body::default();
    for _ in 0..writer.dice.below(3) {
        body.scalar(writer, "here");
    }
    if !body.facts.is_empty() && writer.dice.chance(40) {
        members::any(writer, &mut body);
    }
    let head = format!("relationship {name}: {}", roles.join(" -- "));
    let text = match body.text().as_str() {
        "" => head,
        members => format!("{head} {{\n{members}}}"),
    };
    writer.declare(&place, &text);
}
