//! What is dropped.

use sqlparser::tokenizer::Token;

use super::cursor::Refused;
use super::script::Script;
use crate::base::DialectId;
use crate::schema::QualifiedName;

/// `drop table t, u cascade` and its like.
pub(super) fn drop(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.word("drop");
    cursor.word("temporary");
    let mut kind = cursor.any_word().ok_or_else(|| cursor.unexpected("what is dropped"))?;
    if kind == "materialized" {
        cursor.word("view");
        kind.push_str(" view");
    }
    cursor.word("concurrently");
    cursor.words(&["if", "exists"]);
    loop {
        let name = cursor.qualified()?;
        let on = if cursor.word("on") { Some(cursor.qualified()?) } else { None };
        if cursor.mark(&Token::LParen) {
            cursor.skip_to_close();
        }
        drop_one(script, &kind, &name, on.as_ref());
        if !cursor.mark(&Token::Comma) {
            return Ok(());
        }
    }
}

/// Drops a table, if it is there.
pub(super) fn drop_table(script: &mut Script, name: &QualifiedName) {
    if script.tables.has(name) {
        drop_one(script, "table", name, None);
    }
}

fn drop_one(script: &mut Script, kind: &str, name: &QualifiedName, on: Option<&QualifiedName>) {
    script.forget_rights(kind, name);
    match kind {
        "table" => {
            let is_there = script.tables.has(name);
            script.tables.remove(name);
            script
                .schema
                .sequences
                .retain(|it| it.owned_by.as_ref().is_none_or(|(it, _)| it != name));
            script.schema.objects.retain(|it| it.on.as_ref() != Some(name));
            for part in script.forget_partitions(name) {
                drop_one(script, kind, &part, None);
            }
            // SQLite keeps them, and means by them whatever gets the name.
            if is_there && script.id != DialectId::Sqlite {
                for table in script.tables.iter_mut() {
                    table.foreign_keys.retain(|it| it.target != *name);
                }
            }
        }
        "view" => script.schema.views.retain(|it| it.name != *name),
        "sequence" => script.schema.sequences.retain(|it| it.name != *name),
        "type" => {
            script.schema.enums.retain(|it| it.name != *name);
            script.schema.objects.retain(|it| !(it.kind.ends_with("type") && it.name == *name));
        }
        "domain" => script.schema.domains.retain(|it| it.name != *name),
        "schema" => script.schema.namespaces.retain(|it| it.name != name.name),
        "index" => {
            for table in script.tables.iter_mut() {
                if on.is_none_or(|it| *it == table.name) && table.name.namespace == name.namespace {
                    table.indexes.retain(|it| it.name != name.name);
                }
            }
        }
        kind => script.schema.objects.retain(|it| {
            let bare = it.name.name.split('(').next().unwrap_or_default();
            !(it.kind == kind && bare == name.name && (on.is_none() || it.on.as_ref() == on))
        }),
    }
}
