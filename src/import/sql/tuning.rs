//! How PostgreSQL keeps and reads rows of a table: statements that no part of a table holds.

use super::cursor::Refused;
use super::script::Script;
use crate::base::Name;
use crate::schema::QualifiedName;

/// Keeps `alter table t says …` as an object of a kind, in place of what was said before; what is usual is not kept.
pub(super) fn keep(
    script: &mut Script,
    table: &QualifiedName,
    (kind, name): (&str, &Name),
    says: &str,
    is_usual: bool,
) -> Result<(), Refused> {
    let table = script.table(table)?.name.clone();
    let name = QualifiedName { namespace: table.namespace.clone(), name: name.clone() };
    if is_usual {
        let is_it = |it: &QualifiedName| *it == name;
        let on = Some(&table);
        script
            .schema
            .objects
            .retain(|it| !(it.kind == kind && is_it(&it.name) && it.on.as_ref() == on));
        return Ok(());
    }
    let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
    sql.push("alter table ");
    sql.qualified(&table);
    sql.push(" ");
    sql.push(says);
    let text = sql.into_string();
    script.keep(kind, name, Some(table), &text);
    Ok(())
}

/// `cluster t using i` sorts the rows now, and tells the server by what to sort them from now on.
pub(super) fn cluster(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["cluster"]);
    cursor.word("verbose");
    if cursor.is_at_end() {
        return Ok(());
    }
    let table = cursor.qualified()?;
    if !cursor.word("using") || script.table(&table).is_err() {
        return Ok(());
    }
    let says = format!("cluster on {}", cursor.rest());
    keep(script, &table, ("clustering", &table.name), &says, false)
}
