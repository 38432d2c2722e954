//! `alter table` and its like.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::{
    alter_columns, apply, constraints, domains, indexes, mysql_options, mysql_partitions,
    postgres_partitions, renames, tuning, types,
};
use crate::base::{DialectId, SqlText};
use crate::schema::{Object, QualifiedName};

pub(super) fn alter(script: &mut Script, text: &str, words: &[&str]) -> Result<(), Refused> {
    script.note_owner(text, words);
    match words {
        ["table", ..] | ["ignore", "table", ..] | ["online", "table", ..] => table(script, text),
        ["sequence", ..] => types::alter_sequence(script, text),
        ["type", ..] => types::alter_type(script, text),
        ["index", ..] => renames::alter_index(script, text),
        ["domain", ..] => domains::alter(script, text),
        _ if is_moved(words) => Err("what is renamed or moved here is not read so".to_owned()),
        // Owners are no part of a schema; the rest changes what is kept word for word.
        ["text", "search", kind, ..] if !words.contains(&"owner") => {
            more_of_text_search(script, text, kind)
        }
        [_, .., "owner", "to", _]
        | [
            "function" | "procedure" | "aggregate" | "schema" | "view" | "extension"
            | "publication" | "language" | "operator" | "text",
            ..,
        ] => Ok(()),
        ["materialized", "view", ..] => Ok(()),
        _ => Err("erc does not read this change".to_owned()),
    }
}

/// What is said of a configuration or dictionary stands behind the statement that makes it.
fn more_of_text_search(script: &mut Script, text: &str, kind: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["alter", "text", "search"]);
    cursor.skip();
    let name = cursor.qualified()?;
    let kind = format!("text search {kind}");
    let id = script.id;
    let made = script.schema.objects.iter_mut().find(|it| it.kind == kind && it.name == name);
    let made = made.ok_or_else(|| format!("there is no {kind} `{name}`"))?;
    let before = made.body.text(id).unwrap_or_default();
    made.body = SqlText::one(id, format!("{before};\n{text}"));
    Ok(())
}

/// Whether something gets another name or schema.
fn is_moved(words: &[&str]) -> bool {
    words.windows(2).any(|it| matches!(it, ["rename", "to"] | ["set", "schema"]))
}

fn table(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.word("alter");
    let _ = cursor.one_of(&["ignore", "online"]);
    cursor.word("table");
    cursor.words(&["if", "exists"]);
    let is_only = cursor.word("only");
    let name = cursor.qualified()?;
    if !script.tables.has(&name) && is_other_relation(script, &name) {
        return Ok(());
    }
    let mut name = script.table(&name)?.name.clone();
    loop {
        let before = match is_only {
            true => None,
            false => postgres_partitions::divided(script, &name),
        };
        step(script, &mut name, &mut cursor)?;
        if let Some(before) = before {
            postgres_partitions::hand_down(script, &name, &before);
        }
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    if cursor.is_at_end() { Ok(()) } else { Err(cursor.unexpected("the end")) }
}

/// Whether `alter table` may be said of it although it is none.
fn is_other_relation(script: &Script, name: &QualifiedName) -> bool {
    let is_kept = |it: &Object| {
        matches!(it.kind.as_str(), "materialized view" | "foreign table") && it.name == *name
    };
    script.schema.objects.iter().any(is_kept)
        || script.schema.views.iter().any(|it| it.name == *name)
        || script.schema.sequences.iter().any(|it| it.name == *name)
}

/// One change. MySQL's are told apart by the same words.
fn step(
    script: &mut Script,
    name: &mut QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    if script.is_mysql()
        && let Some(done) = mysql_partitions::altered(script, name, cursor)
    {
        return done;
    }
    if script.is_mysql() && mysql_options::altered(script.table(name)?, cursor)? {
        return Ok(());
    }
    if cursor.word("add") {
        return add(script, name, cursor);
    }
    if cursor.word("drop") {
        return drop_part(script, name, cursor);
    }
    let is_renamed = cursor.words(&["rename", "to"])
        || script.is_mysql() && (cursor.words(&["rename", "as"]) || is_rename(cursor));
    if is_renamed {
        let new = cursor.qualified()?;
        if script.id == DialectId::Sqlite {
            renames::rename_made(script.table(name)?, &new.name);
        }
        let new = QualifiedName { namespace: name.namespace.clone(), name: new.name };
        renames::rename_table(script, name, &new)?;
        *name = new;
        return Ok(());
    }
    if cursor.word("rename") {
        return renames::rename(script, name, cursor);
    }
    if script.is_mysql() && ["index", "key"].iter().any(|it| cursor.words(&["alter", it])) {
        return indexes::alter_mysql(script, name, cursor);
    }
    if cursor.word("alter") {
        cursor.word("column");
        return alter_columns::alter_column(script, name, cursor);
    }
    if let Some(word) = cursor.one_of(&["modify", "change"]) {
        cursor.word("column");
        return alter_columns::redefine(script, name, cursor, word == "change");
    }
    if cursor.words(&["attach", "partition"]) {
        return postgres_partitions::attach(script, name, cursor);
    }
    if cursor.words(&["detach", "partition"]) {
        return postgres_partitions::detach(script, name, cursor);
    }
    for (words, says) in [
        (&["enable", "row", "level", "security"], "enable"),
        (&["force", "row", "level", "security"], "force"),
    ] {
        if cursor.words(words) {
            let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
            sql.qualified(name);
            let written = sql.into_string();
            let mut text = format!("alter table {written} {says} row level security");
            let before = script
                .schema
                .objects
                .iter()
                .find(|it| it.kind == "row level security" && it.name == *name);
            if let Some(before) = before.and_then(|it| it.body.text(script.id)) {
                let action = format!("{says} row level security");
                let has_it = before.contains(&action);
                text = if has_it { before.to_owned() } else { format!("{before}, {action}") };
            }
            script.keep("row level security", name.clone(), Some(name.clone()), &text);
            return Ok(());
        }
    }
    if cursor.words(&["validate", "constraint"]) {
        let constraint = cursor.name()?;
        let table = script.table(name)?;
        table
            .foreign_keys
            .iter_mut()
            .filter(|it| it.name == constraint)
            .for_each(|it| it.is_validated = true);
        table
            .checks
            .iter_mut()
            .filter(|it| it.name == constraint)
            .for_each(|it| it.is_validated = true);
        return Ok(());
    }
    other(script, name, cursor)
}

/// `rename b` of MySQL, which needs no `to`.
fn is_rename(cursor: &mut Cursor<'_>) -> bool {
    let words = ["column", "index", "key"];
    let is_other = words.iter().any(|it| cursor.are_words(&["rename", it]));
    !is_other && cursor.word("rename")
}

/// What changes nothing that erc keeps, or a setting.
fn other(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    if cursor.words(&["owner", "to"]) || cursor.words(&["set", "without"]) {
        cursor.skip();
        return Ok(());
    }
    if cursor.words(&["replica", "identity"]) {
        let rest = cursor.rest();
        let says = format!("replica identity {rest}");
        let is_usual = rest.eq_ignore_ascii_case("default");
        return tuning::keep(script, name, ("replica identity", &name.name), &says, is_usual);
    }
    if cursor.words(&["cluster", "on"]) {
        let says = format!("cluster on {}", cursor.rest());
        return tuning::keep(script, name, ("clustering", &name.name), &says, false);
    }
    if let Some(logged) = cursor.words(&["set", "unlogged"]).then_some("true") {
        script.table(name)?.settings.set("unlogged", logged);
        return Ok(());
    }
    if cursor.words(&["set", "schema"]) {
        let schema = cursor.name()?;
        let namespace = Some(schema).filter(|it| it != "public");
        let moved = QualifiedName { namespace, name: name.name.clone() };
        return renames::rename_table(script, name, &moved);
    }
    if cursor.word("set") {
        return super::indexes::storage(&mut script.table(name)?.settings, cursor);
    }
    if cursor
        .one_of(&[
            "enable",
            "disable",
            "order",
            "convert",
            "auto_increment",
            "comment",
            "algorithm",
            "lock",
            "inherit",
        ])
        .is_some()
    {
        while !cursor.is_at_end() && cursor.peek() != &Token::Comma {
            cursor.skip();
        }
        return Ok(());
    }
    Err(cursor.unexpected("a change that erc reads"))
}

fn add(script: &mut Script, name: &QualifiedName, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    if let Some(constraint) = constraints::table_constraint(script, cursor)? {
        return apply::apply(script, name, constraint);
    }
    cursor.word("column");
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    if script.is_mysql() && cursor.mark(&Token::LParen) {
        loop {
            alter_columns::add_column(script, name, cursor, false)?;
            if !cursor.mark(&Token::Comma) {
                return cursor.expect(&Token::RParen);
            }
        }
    }
    alter_columns::add_column(script, name, cursor, if_not_exists)
}

fn drop_part(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let is_mysql = script.is_mysql();
    if cursor.words(&["primary", "key"]) {
        script.table(name)?.primary_key = None;
        return Ok(());
    }
    let is_index = is_mysql && cursor.one_of(&["index", "key"]).is_some();
    let is_key = !is_index && cursor.words(&["foreign", "key"]);
    let is_constraint = is_index || is_key || cursor.one_of(&["constraint", "check"]).is_some();
    cursor.word("column");
    cursor.words(&["if", "exists"]);
    let part = cursor.name()?;
    let _ = cursor.one_of(&["cascade", "restrict"]);
    let table = script.table(name)?;
    if !is_constraint {
        alter_columns::drop_column(table, &part);
        return Ok(());
    }
    if table.primary_key.as_ref().is_some_and(|it| it.name == part) {
        table.primary_key = None;
    }
    table.uniques.retain(|it| it.name != part);
    table.checks.retain(|it| it.name != part);
    table.exclusions.retain(|it| it.name != part);
    if is_index {
        table.indexes.retain(|it| it.name != part);
    } else {
        table.foreign_keys.retain(|it| it.name != part);
    }
    Ok(())
}
