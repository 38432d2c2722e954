//! Tables made like another: `create table a (like b including all)`, `create table a like b`.

use super::constraints::Constraint;
use super::cursor::{Cursor, Refused};
use super::script::Script;
use crate::base::{DialectId, Name};
use crate::schema::{Column, Index, IndexItem, NativeType, QualifiedName, Table};

/// What is taken over besides names, types and `not null` of columns (PostgreSQL manual, `CREATE TABLE`).
#[derive(Default, Clone, Copy)]
struct Parts {
    comments: bool,
    checks: bool,
    defaults: bool,
    generated: bool,
    identity: bool,
    indexes: bool,
}

impl Parts {
    const ALL: Parts = Parts {
        comments: true,
        checks: true,
        defaults: true,
        generated: true,
        identity: true,
        indexes: true,
    };

    /// `including defaults excluding indexes`
    fn read(cursor: &mut Cursor<'_>) -> Result<Parts, Refused> {
        let mut res = Parts::default();
        while let Some(word) = cursor.one_of(&["including", "excluding"]) {
            let is_in = word == "including";
            let Some(part) = cursor.any_word() else {
                return Err(cursor.unexpected("what is taken over"));
            };
            match part.as_str() {
                "all" if is_in => res = Parts::ALL,
                "all" => res = Parts::default(),
                "comments" => res.comments = is_in,
                "constraints" => res.checks = is_in,
                "defaults" => res.defaults = is_in,
                "generated" => res.generated = is_in,
                "identity" => res.identity = is_in,
                "indexes" => res.indexes = is_in,
                // How values are stored, which is no part of what is compared.
                _ => {}
            }
        }
        Ok(res)
    }

    fn of(self, column: &Column<NativeType>) -> Column<NativeType> {
        let mut res = column.clone();
        res.comment = res.comment.filter(|_| self.comments);
        res.default = res.default.filter(|_| self.defaults);
        res.generated = res.generated.filter(|_| self.generated);
        res.identity = res.identity.filter(|_| self.identity);
        res
    }
}

/// Reads what stands behind `like` and gives the table the columns of the other; what holds its rows together
/// waits with the constraints of the table itself.
pub(super) fn like(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
    later: &mut Vec<Constraint>,
) -> Result<(), Refused> {
    let model = cursor.qualified()?;
    let model = script.table(&model)?.clone();
    let parts = match script.id {
        DialectId::Postgres => Parts::read(cursor)?,
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => Parts::ALL,
    };
    if parts.checks {
        later.extend(checks(&model));
    }
    if parts.indexes {
        later.extend(keys(&model, script.id));
    }
    let is_whole = script.is_mysql();
    let table = script.table(name)?;
    table.columns.extend(model.columns.iter().map(|it| parts.of(it)));
    if is_whole {
        table.settings = model.settings;
        table.comment = model.comment;
    }
    Ok(())
}

/// The checks keep their names.
fn checks(model: &Table<NativeType>) -> impl Iterator<Item = Constraint> {
    model.checks.iter().map(|it| Constraint::Check {
        name: Some(it.name.clone()),
        expr: it.expr.clone(),
        column: None,
        is_validated: it.is_validated,
        is_own: it.settings.get("no_inherit").is_some(),
    })
}

/// Keys and indexes; in PostgreSQL they are named after the new table.
fn keys(model: &Table<NativeType>, id: DialectId) -> Vec<Constraint> {
    let name = |it: &Name| (id != DialectId::Postgres).then(|| it.clone());
    let key = model.primary_key.iter().map(|it| Constraint::Key {
        name: name(&it.name),
        columns: it.columns.clone(),
        settings: it.settings.clone(),
        counts: false,
    });
    let uniques = model.uniques.iter().map(|it| Constraint::Unique {
        name: name(&it.name),
        items: it.columns.iter().cloned().map(IndexItem::column).collect(),
        nulls_not_distinct: it.nulls_not_distinct,
        deferrable: it.deferrable,
        comment: it.comment.clone(),
        settings: it.settings.clone(),
    });
    let indexes = model.indexes.iter().map(|it| {
        let name = name(&it.name).unwrap_or_default();
        Constraint::Index(Box::new(Index { name, ..it.clone() }))
    });
    key.chain(uniques).chain(indexes).collect()
}
