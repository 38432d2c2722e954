//! Whether rows that stay and rows that move have a place: what a database made for the target says to them.

use std::collections::BTreeSet;

use erc::base::{DialectId, ExprKind, Name};
use erc::dialect::{self, RowMove, Sql};
use erc::migrate::Difference;
use erc::schema::{QualifiedName, creation_order};

use super::round::Side;
use super::survivors::{Survivors, may_hold};
use crate::servers::Database;
use crate::servers::database::Row;

/// Columns and what they say.
type Values = Vec<(Name, Option<String>)>;

/// The rows that were there, by the new names of their tables and columns.
pub struct Moved<'a> {
    moves: &'a [RowMove],
    tables: Vec<(QualifiedName, Vec<Values>)>,
}

impl<'a> Moved<'a> {
    /// What `all` tables held, of which some moves.
    pub fn of(difference: &'a Difference<'_>, all: &Survivors, whole: &[Vec<Row>]) -> Moved<'a> {
        let mut tables = Vec::new();
        let pairs = difference.original.tables.values().zip(difference.before.tables.values());
        for ((old, new), (table, rows)) in pairs.zip(all.tables.iter().zip(whole)) {
            assert_eq!(old.name, table.old, "tables in one order");
            let place = |name: &Name| old.columns.iter().position(|it| it.name == *name);
            let columns: Vec<_> =
                table.columns.iter().map(|it| &new.columns[place(&it.0).expect("it")]).collect();
            let label = |idx: usize, value: &Option<String>| {
                let renamed = difference.renames.labels.iter().find(|(of, from, _)| {
                    let item = difference.after.enums.iter().find(|it| it.name == *of);
                    let holds = item.is_some_and(|it| may_hold(columns[idx], &it.name, &it.labels))
                        || columns[idx].ty.name == of.name;
                    holds && value.as_deref() == Some(from.as_str())
                });
                renamed.map_or_else(|| value.clone(), |(_, _, to)| Some(to.to_string()))
            };
            let named = |row: &Row| -> Values {
                let values = row.iter().enumerate();
                values.map(|(idx, it)| (columns[idx].name.clone(), label(idx, it))).collect()
            };
            tables.push((new.name.clone(), rows.iter().map(named).collect()));
        }
        Moved { moves: &difference.moves, tables }
    }

    fn rows(&self, it: &RowMove) -> Vec<&Values> {
        let table = self.tables.iter().find(|(name, _)| *name == it.from);
        let is_meant = |row: &&Values| {
            it.filter.iter().all(|(column, label)| says(row, column, label))
                && it.given.iter().all(|column| value(row, column).is_some())
        };
        table.into_iter().flat_map(|(_, rows)| rows).filter(is_meant).collect()
    }

    /// What a row that stays gets.
    fn given(&self, table: &QualifiedName, row: &Values) -> Values {
        let mut res = Values::new();
        for it in self.moves.iter().filter(|it| !it.is_insert && it.to == *table) {
            let from = match it.link.is_empty() {
                true => Some(row),
                false => self.rows(it).into_iter().find(|other| {
                    it.link.iter().all(|(own, theirs)| {
                        let key = value(row, own);
                        key == value(other, theirs) && (it.is_by_value || key.is_some())
                    })
                }),
            };
            if let Some(from) = from {
                res.extend(carried(it, from));
            }
        }
        res
    }

    /// The rows that come.
    fn coming(&self, table: &QualifiedName) -> Vec<Values> {
        let moves = self.moves.iter().filter(|it| it.is_insert && it.to == *table);
        let rows = moves.flat_map(|it| self.rows(it).into_iter().map(|row| carried(it, row)));
        let mut seen = BTreeSet::new();
        rows.filter(|it| seen.insert(it.clone())).collect()
    }
}

fn carried(it: &RowMove, row: &Values) -> Values {
    let columns = it.columns.iter().map(|(to, from)| (to.clone(), value(row, from).cloned()));
    let constants = it.constants.iter().filter_map(|(to, value)| {
        let text = match &value.kind {
            ExprKind::String(it) | ExprKind::Number(it) => it.to_string(),
            ExprKind::Bool(_) => "1".to_owned(),
            _ => return None,
        };
        Some((to.clone(), Some(text)))
    });
    columns.chain(constants).collect()
}

fn value<'a>(row: &'a Values, column: &Name) -> Option<&'a String> {
    row.iter().find(|(name, _)| name == column).and_then(|(_, it)| it.as_ref())
}

fn says(row: &Values, column: &Name, label: &Name) -> bool {
    let said = value(row, column).map(String::as_str);
    said == Some(label.as_str()) || label == "true" && matches!(said, Some("t" | "1"))
}

/// Whether a database that was made for `to` takes the rows that stay, and those that move: then nothing should have
/// refused them.
pub fn fit_in(
    database: &mut dyn Database,
    to: &Side,
    survivors: &Survivors,
    rows: &[Vec<Row>],
    moved: &Moved<'_>,
) -> bool {
    // The time is one for all rows that a statement finds.
    let (stop, go_on) = match to.id {
        DialectId::Postgres | DialectId::Sqlite => ("begin", "commit"),
        DialectId::Mysql | DialectId::Mariadb => {
            ("set timestamp = unix_timestamp()", "set timestamp = default")
        }
    };
    database.execute(stop).expect("a moment");
    let all_fit = are_taken(database, to, survivors, rows, moved);
    database.execute(go_on).is_ok() && all_fit
}

fn are_taken(
    database: &mut dyn Database,
    to: &Side,
    survivors: &Survivors,
    rows: &[Vec<Row>],
    moved: &Moved<'_>,
) -> bool {
    for id in creation_order(&to.native).tables {
        let name = &to.native.tables[id].name;
        let mut wanted: Vec<Values> = moved.coming(name);
        let found = survivors.tables.iter().zip(rows).find(|(it, _)| it.new == *name);
        if let Some((survivor, rows)) = found {
            for row in rows {
                let names = survivor.columns.iter().map(|it| it.1.clone());
                let mut values: Values = names.zip(survivor.expected(row)).collect();
                let mut given = moved.given(name, &values);
                given.retain(|(name, _)| values.iter().all(|(it, _)| it != name));
                values.extend(given);
                wanted.push(values);
            }
        }
        for values in wanted {
            if database.execute(&insertion(to.id, name, &values)).is_err() {
                return false;
            }
        }
    }
    true
}

fn insertion(id: DialectId, table: &QualifiedName, values: &Values) -> String {
    let mut sql = Sql::new(dialect::of(id));
    sql.push("insert into ");
    sql.qualified(table);
    if values.is_empty() {
        sql.push(if id == DialectId::Mariadb { " values ()" } else { " default values" });
        return sql.into_string();
    }
    sql.push(" ");
    sql.names(&values.iter().map(|it| it.0.clone()).collect::<Vec<_>>());
    sql.push(" values (");
    sql.list(values, |sql, (_, value)| match value.as_deref() {
        None => sql.push("null"),
        Some(value) => match value.strip_prefix("\\x") {
            Some(digits) if id != DialectId::Postgres => sql.push(&format!("x'{digits}'")),
            _ => sql.string(value),
        },
    });
    sql.push(")");
    sql.into_string()
}
