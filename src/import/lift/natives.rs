//! What is carried word for word: the statements that make it, in the words of its database.

use super::expressions::{quoted, string};
use crate::base::DialectId;
use crate::dialect::rights::is_right;
use crate::dialect::{self, Sql, Statement};
use crate::schema::{NativeSchema, Object};

/// The text of a statement, without its end.
pub(super) fn statement(statement: &Statement<'_>, id: DialectId) -> String {
    let dialect = dialect::of(id);
    let mut sql = Sql::new(dialect);
    dialect.write_statement(statement, &mut sql);
    let text = sql.into_string();
    text.trim_end().trim_end_matches(';').to_owned()
}

/// `native kind name on Entity = sql("…")`
pub(super) fn native(kind: &str, name: &str, on: Option<&str>, body: &str) -> String {
    let on = on.map(|it| format!(" on {it}")).unwrap_or_default();
    format!("native {kind} {}{on} = sql({})\n", quoted(name), string(body))
}

/// Objects that the schema keeps as text.
pub(super) fn object(object: &Object, on: Option<&str>, id: DialectId) -> String {
    let body = object.body.text(id).unwrap_or_default();
    let name = &object.name.name;
    match &object.on {
        // A role has rights on many things.
        Some(table) if on.is_none() && is_right(&object.kind) => {
            native(&object.kind, &format!("{name} on table {}", table.name), on, body)
        }
        // Of these there may be several of a name, on tables that the model cannot name here.
        Some(table) if on.is_none() && is_named_by_table(&object.kind) => {
            native(&object.kind, &format!("{name} on {}", table.name), on, body)
        }
        Some(_) | None => native(&object.kind, name, on, body),
    }
}

fn is_named_by_table(kind: &str) -> bool {
    matches!(kind, "constraint" | "trigger" | "rule" | "policy") || kind.starts_with("column_")
}

/// The namespaces that something stands in, the default one first.
pub(super) fn namespaces(schema: &NativeSchema) -> Vec<Option<crate::base::Name>> {
    let mut res: Vec<Option<crate::base::Name>> = schema
        .tables
        .values()
        .map(|it| it.name.namespace.clone())
        .chain(schema.enums.iter().map(|it| it.name.namespace.clone()))
        .chain(schema.domains.iter().map(|it| it.name.namespace.clone()))
        .chain(schema.sequences.iter().map(|it| it.name.namespace.clone()))
        .chain(schema.views.iter().map(|it| it.name.namespace.clone()))
        .chain(schema.objects.iter().map(|it| it.name.namespace.clone()))
        .chain(schema.namespaces.iter().map(|it| Some(it.name.clone())))
        .collect();
    res.push(None);
    res.sort();
    res.dedup();
    res
}
