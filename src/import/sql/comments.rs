//! `comment on …`

use sqlparser::tokenizer::Token;

use super::cursor::Refused;
use super::objects::signature;
use super::path::is_in_schema;
use super::script::Script;
use crate::base::Name;
use crate::schema::QualifiedName;

/// `comment on table t is '…'`
pub(super) fn comment(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["comment", "on"]);
    let mut kind = cursor.any_word().unwrap_or_default();
    if kind == "materialized" || kind == "foreign" {
        kind = format!("{kind} {}", cursor.any_word().unwrap_or_default());
    }
    let mut parts = vec![cursor.name()?];
    while cursor.mark(&Token::Period) {
        parts.push(cursor.name()?);
    }
    let signature =
        if cursor.peek() == &Token::LParen { signature(&mut cursor, &kind) } else { String::new() };
    let on = if cursor.word("on") {
        cursor.word("domain");
        Some(cursor.qualified()?)
    } else {
        None
    };
    if !cursor.word("is") {
        return Err(cursor.unexpected("`is`"));
    }
    let comment = if cursor.word("null") { None } else { Some(cursor.string()?) };
    let last = parts.pop().unwrap_or_default();
    let before = parts.pop();
    if kind == "column" {
        let namespace = cursor.schema_or_home(parts.pop());
        let owner = QualifiedName { namespace, name: before.unwrap_or_default() };
        return column_comment(script, &owner, &last, comment.as_deref());
    }
    let namespace = match is_in_schema(&kind) {
        true => cursor.schema_or_home(before),
        false => None,
    };
    let on = on.map(|it| script.along_path(it));
    let name = QualifiedName { namespace, name: Name::new(format!("{last}{signature}")) };
    set_comment(script, &kind, &name, on.as_ref(), comment.as_deref());
    Ok(())
}

fn column_comment(
    script: &mut Script,
    owner: &QualifiedName,
    column: &Name,
    comment: Option<&str>,
) -> Result<(), Refused> {
    if let Some(view) = script.schema.views.iter_mut().find(|it| it.name == *owner) {
        let columns = view.columns.iter_mut().filter(|it| it.name == *column);
        columns.for_each(|it| it.comment = comment.map(str::to_owned));
        return Ok(());
    }
    let is_relation =
        |kind: &str| ["partition", "table", "view", "type"].iter().any(|it| kind.ends_with(it));
    if script.schema.objects.iter().any(|it| it.name == *owner && is_relation(&it.kind)) {
        return Ok(());
    }
    let table = script.table(owner)?;
    let columns = table.columns.iter_mut().filter(|it| it.name == *column);
    columns.for_each(|it| it.comment = comment.map(str::to_owned));
    Ok(())
}

pub(super) fn set_comment(
    script: &mut Script,
    kind: &str,
    name: &QualifiedName,
    on: Option<&QualifiedName>,
    comment: Option<&str>,
) {
    match kind {
        "table" => {
            let table = script.tables.get_mut(name);
            table.into_iter().for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "schema" => {
            let all = script.schema.namespaces.iter_mut().filter(|it| it.name == name.name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "view" => {
            let all = script.schema.views.iter_mut().filter(|it| it.name == *name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "type" | "domain" => {
            let enums = script.schema.enums.iter_mut().filter(|it| it.name == *name);
            enums.for_each(|it| it.comment = comment.map(str::to_owned));
            let domains = script.schema.domains.iter_mut().filter(|it| it.name == *name);
            domains.for_each(|it| it.comment = comment.map(str::to_owned));
            let all = script.schema.objects.iter_mut();
            let all = all.filter(|it| it.kind.ends_with("type") && it.name == *name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "sequence" => {
            let all = script.schema.sequences.iter_mut().filter(|it| it.name == *name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "index" => {
            let indexes = script.tables.iter_mut().flat_map(|it| &mut it.indexes);
            let indexes = indexes.filter(|it| it.name == name.name);
            indexes.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "constraint" => {
            if let Some(table) = on.and_then(|it| script.tables.get_mut(it)) {
                let uniques = table.uniques.iter_mut().filter(|it| it.name == name.name);
                uniques.for_each(|it| it.comment = comment.map(str::to_owned));
                let checks = table.checks.iter_mut().filter(|it| it.name == name.name);
                checks.for_each(|it| it.comment = comment.map(str::to_owned));
                let keys = table.foreign_keys.iter_mut().filter(|it| it.name == name.name);
                keys.for_each(|it| it.comment = comment.map(str::to_owned));
                let exclusions = table.exclusions.iter_mut().filter(|it| it.name == name.name);
                exclusions.for_each(|it| it.comment = comment.map(str::to_owned));
            }
        }
        kind => {
            let name = meant(script, kind, name);
            let all = script.schema.objects.iter_mut();
            let all = all.filter(|it| {
                it.kind == kind
                    && it.name.name == name.name
                    && (on.is_none() || it.on.as_ref() == on)
            });
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
    }
}

/// The routine that is meant by its types alone, when it is the only one of its name.
fn meant(script: &Script, kind: &str, name: &QualifiedName) -> QualifiedName {
    let bare = |it: &str| it.split('(').next().unwrap_or(it).to_owned();
    let same = |it: &&crate::schema::Object| {
        it.kind == kind
            && it.name.namespace == name.namespace
            && bare(&it.name.name) == bare(&name.name)
    };
    let found: Vec<_> = script.schema.objects.iter().filter(same).collect();
    match found.as_slice() {
        [only] => only.name.clone(),
        _ => name.clone(),
    }
}
