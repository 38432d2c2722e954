//! Tables as entities and relationships.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::body::Body;
use super::columns::{annotation, scalar};
use super::expressions::{Expressions, Known, quoted, string};
use super::junctions;
use super::names::{self, Attributes};
use super::references::Reference;
use super::write::{Context, docs};
use crate::base::{DialectId, Name, snake_case};
use crate::dialect;
use crate::schema::{NativeType, Settings, Table};

/// Writes an entity or a relationship; what it cannot say stands behind it word for word.
pub(super) fn entity<'a>(table: &'a Table<NativeType>, cx: &Context<'a>) -> String {
    let references = cx.design.references(&table.name);
    let roles = cx.design.roles(&table.name).unwrap_or_default();
    let known = cx.known(table);
    let is_literal = cx.plan.literal.contains_key(&table.name);
    let expressions = Expressions { id: cx.id, known: &known, is_literal };
    let mut body = Body {
        cx,
        table,
        references,
        roles,
        supertype: cx.design.supertype(&table.name),
        known: &known,
        expressions: &expressions,
        text: String::new(),
        after: String::new(),
    };
    body.attributes();
    body.key();
    body.members();
    for line in super::proposals::comments(table, cx) {
        body.line(&line);
    }
    let (text, after) = (body.text, body.after);
    let mut res = docs(table.comment.as_deref(), "");
    match roles.is_empty() {
        true => res.push_str(&header(table, cx)),
        false => res.push_str(&junctions::header(table, roles, references, cx)),
    }
    match text.is_empty() && !roles.is_empty() {
        true => res.push('\n'),
        false => {
            let _ = writeln!(res, " {{\n{text}}}");
        }
    }
    res.push_str(&after);
    res.push_str(&super::carried::uncut_comments(table, cx));
    res
}

fn header(table: &Table<NativeType>, cx: &Context<'_>) -> String {
    let name = cx.names.entity(&table.name).unwrap_or_default();
    let mut res = format!("entity {}", quoted(name));
    if let Some(above) = cx.design.supertype(&table.name) {
        let _ = write!(res, " extends {}", cx.path(above, &table.name));
    }
    if let Some((mixin, _)) = cx.design.mixins.of(&table.name) {
        let _ = write!(res, " with {}", quoted(mixin));
    }
    if snake_case(name) != table.name.name {
        let _ = write!(res, " @table({})", string(&table.name.name));
    }
    res.push_str(&cx.plan.beside.annotations(&table.name));
    res.push_str(&annotation(&own_settings(&table.settings, cx), cx.id));
    res
}

/// What is not said of every table anyway, by the model or by building.
pub(super) fn own_settings(settings: &Settings, cx: &Context<'_>) -> Settings {
    let shared = &cx.design.shared;
    let mut res = unusual_settings(settings, cx.id);
    let differs = shared.iter().any(|(name, value)| settings.get(name) != Some(value));
    for (name, value) in shared.iter() {
        match settings.get(name) {
            Some(own) if own == value && !differs => res.remove(name),
            // What one table has otherwise it says in full.
            Some(own) if differs => {
                res.set(name.clone(), own);
                None
            }
            Some(_) | None => None,
        };
    }
    res
}

/// What building does not give every table.
pub(super) fn unusual_settings(settings: &Settings, id: DialectId) -> Settings {
    let dialect = dialect::of(id);
    let options = dialect::Options::of(dialect);
    let mut res = settings.clone();
    let mut usual = Settings::new();
    // The usual collation follows from the character set, so that is said first.
    if let Some(charset) = settings.get("charset") {
        usual.set("charset", charset);
    }
    dialect.usual_settings(&mut usual, &options);
    let mut without = Settings::new();
    dialect.usual_settings(&mut without, &options);
    for (name, value) in usual.iter() {
        let is_default = without.get(name) == Some(value);
        if settings.get(name) == Some(value) && (is_default || name != "charset") {
            res.remove(name);
        }
    }
    res
}

/// What each column is called, and what of it expressions can speak of.
pub(super) fn known(table: &Table<NativeType>, cx: &Context<'_>) -> Vec<Known> {
    let references = cx.design.references(&table.name);
    let roles = cx.design.roles(&table.name).unwrap_or_default();
    let mut taken = Attributes::default();
    let mut places: FxHashMap<&Name, usize> = FxHashMap::default();
    for (place, it) in references.iter().enumerate() {
        for column in &it.foreign_key.columns {
            places.entry(column).or_insert(place);
        }
    }
    let of_reference = |column: &Name| places.get(column).map(|it| (*it, &references[*it]));
    // Plain columns keep their names; references give way.
    let own: Vec<Option<Name>> = table
        .columns
        .iter()
        .map(|it| match of_reference(&it.name) {
            Some(_) => None,
            None => Some(taken.free(&names::attribute(&it.name))),
        })
        .collect();
    let mut res: Vec<Known> = Vec::with_capacity(table.columns.len());
    for (column, own) in table.columns.iter().zip(own) {
        let known = match (own, of_reference(&column.name)) {
            (Some(own), _) => Known {
                values: cx.names.values(&column.ty).to_vec(),
                ..Known::new(column.name.clone(), own, scalar(&column.ty, cx.id, false))
            },
            (None, Some((place, reference))) => {
                let role = roles.iter().find(|it| it.reference == place);
                let name = match role {
                    Some(role) => role.label.clone(),
                    None => reference_name(column.name.as_str(), reference, &res, &mut taken),
                };
                Known::new(column.name.clone(), name, None)
            }
            (None, None) => Known::new(column.name.clone(), column.name.clone(), None),
        };
        res.push(known);
    }
    res
}

/// The attribute of a reference: further columns are called like the first.
fn reference_name(
    column: &str,
    reference: &Reference<'_>,
    before: &[Known],
    taken: &mut Attributes,
) -> Name {
    let first = &reference.foreign_key.columns[0];
    if first != column {
        let known = before.iter().find(|it| it.column == *first);
        return known.map_or_else(|| reference.attribute.clone(), |it| it.attribute.clone());
    }
    match taken.is_free(&reference.attribute) {
        true => taken.free(&reference.attribute),
        false => taken.free(&format!("{}_ref", reference.attribute)),
    }
}
