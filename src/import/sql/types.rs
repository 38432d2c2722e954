//! Types and sequences.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::renames;
use super::script::Script;
use crate::base::{DialectId, DialectSet, Name, Span};
use crate::schema::{Enum, QualifiedName, Sequence, Settings};

/// The number type behind `serial`.
pub(super) fn serial(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "serial" | "serial4" => Some("integer"),
        "bigserial" | "serial8" => Some("bigint"),
        "smallserial" | "serial2" => Some("smallint"),
        _ => None,
    }
}

pub(super) fn create_type(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["create", "type"]);
    let name = cursor.qualified()?;
    if cursor.is_at_end() || cursor.peek() == &Token::LParen {
        return Err("a type that has functions of its own is not read".to_owned());
    }
    if !cursor.words(&["as", "enum"]) {
        let is_range = cursor.words(&["as", "range"]);
        let kind = if is_range { "range type" } else { "composite type" };
        script.keep(kind, name, None, text);
        return Ok(());
    }
    let labels = labels(&mut cursor)?;
    script.schema.enums.push(Enum {
        name,
        label_comments: vec![None; labels.len()],
        labels,
        was: Vec::new(),
        comment: None,
        only: DialectSet::NONE,
        old_names: Vec::new(),
        span: Span::nowhere(),
    });
    Ok(())
}

fn labels(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Refused> {
    cursor.expect(&Token::LParen)?;
    let mut res = Vec::new();
    if cursor.mark(&Token::RParen) {
        return Ok(res);
    }
    loop {
        res.push(Name::from(cursor.string()?));
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    cursor.expect(&Token::RParen)?;
    Ok(res)
}

/// `alter type t add value 'x' before 'y'`, `rename value 'x' to 'y'`
pub(super) fn alter_type(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["alter", "type"]);
    let name = cursor.qualified()?;
    if cursor.words(&["owner", "to"]) {
        return Ok(());
    }
    let found = script.schema.enums.iter_mut().find(|it| it.name == name);
    let item = found.ok_or_else(|| format!("there is no enumerated type `{name}`"))?;
    if cursor.words(&["add", "value"]) {
        let if_not_exists = cursor.words(&["if", "not", "exists"]);
        let label = Name::from(cursor.string()?);
        if if_not_exists && item.labels.contains(&label) {
            return Ok(());
        }
        let place = cursor.one_of(&["before", "after"]);
        let at = match place {
            None => item.labels.len(),
            Some(word) => {
                let neighbour = cursor.string()?;
                let at = item.labels.iter().position(|it| *it == neighbour.as_str());
                at.ok_or("there is no such label")? + usize::from(word == "after")
            }
        };
        item.labels.insert(at, label);
        item.label_comments.insert(at, None);
        return Ok(());
    }
    if cursor.words(&["rename", "value"]) {
        let old = cursor.string()?;
        cursor.word("to");
        let new = Name::from(cursor.string()?);
        if let Some(label) = item.labels.iter_mut().find(|it| **it == old.as_str()) {
            *label = new;
        }
        return Ok(());
    }
    if cursor.words(&["rename", "to"]) {
        item.name.name = cursor.name()?;
        let new = item.name.name.clone();
        renames::rename_type(script, &name, &new);
        return Ok(());
    }
    Err(cursor.unexpected("`add value` or `rename`"))
}

pub(super) fn create_sequence(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.word("create");
    let _ = cursor.one_of(&["temporary", "temp", "unlogged"]);
    cursor.word("sequence");
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    let name = cursor.qualified()?;
    let is_same = |it: &Sequence| it.name == name;
    if script.used_names.contains(&name.name) && script.schema.sequences.iter().any(is_same) {
        return if if_not_exists { Ok(()) } else { Err(format!("there is a sequence `{name}`")) };
    }
    let mut sequence = Sequence { name, owned_by: None, settings: Settings::new(), comment: None };
    let mut owner = None;
    sequence_options(&mut cursor, &mut sequence.settings, Some(&mut owner))?;
    if !cursor.is_at_end() {
        return Err(cursor.unexpected("an option of a sequence"));
    }
    sequence.owned_by = owner;
    script.used_names.insert(sequence.name.name.clone());
    script.schema.sequences.push(sequence);
    Ok(())
}

pub(super) fn alter_sequence(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["alter", "sequence"]);
    let if_exists = cursor.words(&["if", "exists"]);
    let name = cursor.qualified()?;
    if cursor.words(&["owner", "to"]) {
        return Ok(());
    }
    // Most are changed right behind the statement that makes them.
    let found = script.schema.sequences.iter_mut().rev().find(|it| it.name == name);
    let Some(sequence) = found else {
        return if if_exists { Ok(()) } else { Err(format!("there is no sequence `{name}`")) };
    };
    if cursor.words(&["rename", "to"]) {
        sequence.name.name = cursor.name()?;
        script.used_names.insert(sequence.name.name.clone());
        return Ok(());
    }
    let mut owner = sequence.owned_by.take();
    sequence_options(&mut cursor, &mut sequence.settings, Some(&mut owner))?;
    sequence.owned_by = owner;
    Ok(())
}

/// Options of a sequence where they are not the usual ones, up to what is none.
pub(super) fn sequence_options(
    cursor: &mut Cursor<'_>,
    settings: &mut Settings,
    mut owner: Option<&mut Option<(QualifiedName, Name)>>,
) -> Result<(), Refused> {
    loop {
        if cursor.word("as") {
            let word = cursor.any_word().ok_or_else(|| cursor.unexpected("a type"))?;
            match word.as_str() {
                "bigint" | "int8" => drop(settings.remove("type")),
                "smallint" | "int2" => settings.set("type", "smallint"),
                _ => settings.set("type", "integer"),
            }
        } else if cursor.word("start") {
            cursor.word("with");
            number(cursor, settings, "start")?;
        } else if cursor.word("increment") {
            cursor.word("by");
            number(cursor, settings, "increment")?;
        } else if cursor.id == DialectId::Mariadb && cursor.word("nocache") {
            settings.set("cache", "0");
        } else if says_nothing(cursor) {
            // As it is where nothing is said.
        } else if cursor.word("minvalue") {
            number(cursor, settings, "minvalue")?;
        } else if cursor.word("maxvalue") {
            number(cursor, settings, "maxvalue")?;
        } else if cursor.word("cache") {
            number(cursor, settings, "cache")?;
        } else if cursor.word("cycle") {
            settings.set("cycle", "true");
        } else if cursor.one_of(&["logged", "unlogged"]).is_some() {
            // As its table is.
        } else if cursor.words(&["sequence", "name"]) {
            cursor.qualified()?;
        } else if cursor.id == DialectId::Mariadb && cursor.word("engine") {
            cursor.mark(&Token::Eq);
            cursor.name()?;
        } else if cursor.words(&["owned", "by"]) {
            let owned = owned_by(cursor)?;
            if let Some(owner) = owner.as_deref_mut() {
                *owner = owned;
            }
        } else {
            break;
        }
    }
    usual_left_out(cursor.id, settings);
    Ok(())
}

fn number(
    cursor: &mut Cursor<'_>,
    settings: &mut Settings,
    name: &'static str,
) -> Result<(), Refused> {
    let number = cursor.number()?;
    settings.set(name, number.to_string());
    Ok(())
}

fn owned_by(cursor: &mut Cursor<'_>) -> Result<Option<(QualifiedName, Name)>, Refused> {
    if cursor.word("none") {
        return Ok(None);
    }
    let mut parts = vec![cursor.name()?];
    while cursor.mark(&Token::Period) {
        parts.push(cursor.name()?);
    }
    let column = parts.pop().unwrap_or_default();
    let name = parts.pop().unwrap_or_default();
    let namespace = cursor.schema_or_home(parts.pop());
    Ok(Some((QualifiedName { namespace, name }, column)))
}

/// What every sequence is anyway.
fn usual_left_out(id: DialectId, settings: &mut Settings) {
    let number = |name: &str| settings.get(name).and_then(|it| it.parse::<i64>().ok());
    let greatest = match settings.get("type") {
        Some("smallint") => i64::from(i16::MAX),
        Some("integer") => i64::from(i32::MAX),
        _ if id == DialectId::Postgres => i64::MAX,
        _ => i64::MAX - 1,
    };
    let is_down = number("increment").is_some_and(|it| it < 0);
    let (usual_min, usual_max) = if is_down { (-greatest - 1, -1) } else { (1, greatest) };
    let min = number("minvalue").unwrap_or(usual_min);
    let max = number("maxvalue").unwrap_or(usual_max);
    let usual_start = if is_down { max } else { min };
    let usual = [
        ("start", usual_start),
        ("increment", 1),
        ("minvalue", usual_min),
        ("maxvalue", usual_max),
        ("cache", if id == DialectId::Postgres { 1 } else { 1000 }),
    ];
    for (name, usual) in usual {
        let is_usual = settings.get(name) == Some(usual.to_string().as_str());
        if is_usual {
            settings.remove(name);
        }
    }
}

/// Takes a clause of a sequence that says what holds anyway.
fn says_nothing(cursor: &mut Cursor<'_>) -> bool {
    cursor.words(&["no", "minvalue"])
        || cursor.words(&["no", "maxvalue"])
        || cursor.words(&["no", "cycle"])
        || ["nominvalue", "nomaxvalue", "nocycle", "nocache"].iter().any(|it| cursor.word(it))
}
