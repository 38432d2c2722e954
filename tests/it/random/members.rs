//! Members that are no attributes: uniques, indexes, checks and dependencies.

use super::attributes::Body;
use super::fact::{Fact, Kind};
use super::{Writer, expressions};

/// A member of any kind, where the attributes allow one.
pub(super) fn any(writer: &mut Writer, body: &mut Body) {
    match writer.dice.below(7) {
        0 | 1 => check(writer, body),
        2 => unique(writer, body),
        3 | 4 => index(writer, body),
        _ => dependency(writer, body),
    }
}

fn check(writer: &mut Writer, body: &mut Body) {
    if let Some(condition) = expressions::condition(&mut writer.dice, &body.facts) {
        let name = writer.member_name();
        body.line(format!("check {name}{condition}"));
    }
}

/// One to three attributes that a key can hold, each once.
fn some(writer: &mut Writer, facts: &[Fact]) -> Vec<Fact> {
    let mut res: Vec<Fact> = Vec::new();
    for _ in 0..writer.dice.between(1, 3) {
        let Some(fact) = writer.dice.any(facts) else { break };
        let is_near =
            |it: &Fact| it.path == fact.path || it.path.starts_with(&format!("{}.", fact.path));
        let is_part = |it: &Fact| fact.path.starts_with(&format!("{}.", it.path));
        if !res.iter().any(|it| is_near(it) || is_part(it)) {
            res.push(fact.clone());
        }
    }
    res
}

fn short(body: &Body) -> Vec<Fact> {
    body.facts.iter().filter(|it| it.is_short).cloned().collect()
}

fn paths(facts: &[Fact]) -> String {
    facts.iter().map(|it| it.path.as_str()).collect::<Vec<_>>().join(", ")
}

fn unique(writer: &mut Writer, body: &mut Body) {
    let mut facts = short(body);
    facts.retain(|it| !it.is_set_by_database);
    let items = some(writer, &facts);
    if items.is_empty() {
        return;
    }
    let name = writer.member_name();
    let predicate = predicate(writer, body, 20);
    let first = &items[0];
    let is_lowered = first.kind == Kind::Text && writer.dice.chance(30);
    let list = match is_lowered {
        true => paths(&items).replacen(&first.path, &format!("lower({})", first.path), 1),
        false => paths(&items),
    };
    body.line(format!("unique {name}({list}){predicate}"));
}

/// An index.
pub(super) fn index(writer: &mut Writer, body: &mut Body) {
    let items = some(writer, &short(body));
    if items.is_empty() {
        return;
    }
    let name = writer.member_name();
    let predicate = predicate(writer, body, 25);
    let mut list = paths(&items);
    if items.iter().all(|it| it.kind != Kind::Whole) {
        list.push_str(&writer.dice.maybe(30, " desc"));
    }
    let is_listed = |it: &Fact| items.iter().any(|item| overlap(&item.path, &it.path));
    let others: Vec<Fact> = short(body).into_iter().filter(|it| !is_listed(it)).collect();
    let include = match writer.dice.any(&others) {
        Some(other) if writer.dice.chance(20) => format!(" include ({})", other.path),
        _ => String::new(),
    };
    body.line(format!("index {name}({list}){include}{predicate}"));
}

fn predicate(writer: &mut Writer, body: &Body, percent: usize) -> String {
    let is_plain = |it: &&Fact| it.kind != Kind::Whole && !it.is_set_by_database;
    let plain: Vec<Fact> = body.facts.iter().filter(is_plain).cloned().collect();
    let Some(fact) = writer.dice.any(&plain).cloned() else { return String::new() };
    if !writer.dice.chance(percent) {
        return String::new();
    }
    match fact.is_optional {
        true => format!(" where {} is not null", fact.path),
        false => format!(" where {}", expressions::about(&mut writer.dice, &fact)),
    }
}

fn dependency(writer: &mut Writer, body: &mut Body) {
    let items = some(writer, &body.facts);
    let others: Vec<Fact> = body
        .facts
        .iter()
        .filter(|it| !items.iter().any(|item| overlap(&item.path, &it.path)))
        .cloned()
        .collect();
    let right = some(writer, &others);
    if items.is_empty() || right.is_empty() {
        return;
    }
    let (left, right) = (paths(&items), paths(&right));
    let allow = writer.dice.maybe(20, " @allow(transitive-dependency, \"on purpose\")");
    body.line(match writer.dice.below(4) {
        0 => format!("{left} ->> {right}{allow}"),
        1 => format!("join ({left}) ({left}, {right}){allow}"),
        _ => format!("{left} -> {right}{allow}"),
    });
}

fn overlap(a: &str, b: &str) -> bool {
    let (a, b) = (format!("{a}."), format!("{b}."));
    a.starts_with(&b) || b.starts_with(&a)
}
