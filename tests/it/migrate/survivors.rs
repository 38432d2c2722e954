//! Rows that an edit keeps: every column that is there before and after, row by row.

use erc::base::{DialectId, Name};
use erc::dialect::{self, Sql};
use erc::migrate::Difference;
use erc::schema::{Column, NativeType, QualifiedName, TypeArgument};

use crate::servers::Database;
use crate::servers::database::Row;

/// The tables and columns that stay.
pub struct Survivors {
    pub tables: Vec<Survivor>,
}

/// A table that stays, and what of it.
pub struct Survivor {
    pub old: QualifiedName,
    pub new: QualifiedName,
    pub columns: Vec<(Name, Name)>,
    /// Values of enums that get another name: the place of the column, old and new.
    labels: Vec<(usize, Name, Name)>,
}

impl Survivors {
    /// What stays when this difference is made.
    pub fn of(difference: &Difference<'_>) -> Survivors {
        let mut tables = Vec::new();
        for (old, table) in
            difference.original.tables.values().zip(difference.before.tables.values())
        {
            let Some(wanted) = difference.after.table(&table.name) else { continue };
            let mut columns = Vec::new();
            let mut labels = Vec::new();
            for (old_column, column) in old.columns.iter().zip(&table.columns) {
                let Some(new) = wanted.column(&column.name) else { continue };
                if !keeps(column, new) {
                    continue;
                }
                for (item, from, to) in &difference.renames.labels {
                    let item = difference.after.enums.iter().find(|it| it.name == *item);
                    if item.is_some_and(|it| may_hold(new, &it.name, &it.labels)) {
                        labels.push((columns.len(), from.clone(), to.clone()));
                    }
                }
                columns.push((old_column.name.clone(), new.name.clone()));
            }
            let (old, new) = (old.name.clone(), wanted.name.clone());
            tables.push(Survivor { old, new, columns, labels });
        }
        Survivors { tables }
    }

    /// The rows under their old names.
    pub fn old_rows(&self, database: &mut dyn Database) -> Vec<Vec<Row>> {
        let rows = self.tables.iter().map(|it| it.rows(database, &it.old, |it| &it.0));
        rows.collect()
    }

    /// The rows under their new names.
    pub fn new_rows(&self, database: &mut dyn Database) -> Vec<Vec<Row>> {
        let rows = self.tables.iter().map(|it| it.rows(database, &it.new, |it| &it.1));
        rows.collect()
    }

    /// Whether what is there now is what was there before.
    pub fn compare(&self, before: &[Vec<Row>], now: &[Vec<Row>]) -> Result<(), String> {
        for ((table, before), now) in self.tables.iter().zip(before).zip(now) {
            let mut expected: Vec<Row> = before.iter().map(|it| table.expected(it)).collect();
            expected.sort();
            if expected != *now {
                let name = &table.new;
                return Err(format!("rows of {name}:\n{expected:?}\nbecame\n{now:?}"));
            }
        }
        Ok(())
    }

    /// Whether what is there again is what was there at first, where the way back keeps it as well.
    pub fn compare_back(
        &self,
        before: &[Vec<Row>],
        now: &[Vec<Row>],
        back: &Difference<'_>,
    ) -> Result<(), String> {
        let kept = Survivors::of(back);
        for ((table, before), now) in self.tables.iter().zip(before).zip(now) {
            let Some(there) = kept.tables.iter().find(|it| it.new == table.old) else { continue };
            let places: Vec<usize> = (0..table.columns.len())
                .filter(|it| there.columns.iter().any(|(_, new)| *new == table.columns[*it].0))
                .collect();
            let project = |rows: &[Row]| {
                let row = |it: &Row| places.iter().map(|at| it[*at].clone()).collect::<Row>();
                let mut res: Vec<Row> = rows.iter().map(row).collect();
                res.sort();
                res
            };
            let (before, now) = (project(before), project(now));
            if before != now {
                return Err(format!("rows of {}:\n{before:?}\nbecame\n{now:?}", table.old));
            }
        }
        Ok(())
    }
}

impl Survivor {
    fn rows<'a>(
        &'a self,
        database: &mut dyn Database,
        name: &QualifiedName,
        column: impl Fn(&'a (Name, Name)) -> &'a Name,
    ) -> Vec<Row> {
        let id = database.dialect();
        let mut sql = Sql::new(dialect::of(id));
        sql.push("select ");
        let columns: Vec<&Name> = self.columns.iter().map(column).collect();
        if columns.is_empty() {
            sql.push("1");
        }
        sql.list(&columns, |sql, it| {
            sql.name(it);
            sql.push(if id == DialectId::Postgres { "::text" } else { "" });
        });
        sql.push(" from ");
        sql.qualified(name);
        let query = sql.into_string();
        let mut res = database.query(&query).unwrap_or_else(|error| panic!("{error}: {query}"));
        res.sort();
        res
    }

    /// A row as it is to be afterwards.
    pub fn expected(&self, row: &Row) -> Row {
        let mut res = row.clone();
        for (at, from, to) in &self.labels {
            if row[*at].as_deref() == Some(from.as_str()) {
                res[*at] = Some(to.to_string());
            }
        }
        res
    }
}

/// Whether a column holds the values of an enum: by its type, or as a text of one of them.
pub fn may_hold(column: &Column<NativeType>, name: &QualifiedName, labels: &[Name]) -> bool {
    let ty = &column.ty;
    let is_named = ty.name == name.name && ty.namespace == name.namespace;
    let listed: Vec<&Name> = ty
        .arguments
        .iter()
        .filter_map(|it| match it {
            TypeArgument::Text(it) => Some(it),
            _ => None,
        })
        .collect();
    is_named || !listed.is_empty() && listed.into_iter().eq(labels)
}

/// Whether the values of a column are the same afterwards, as text.
fn keeps(before: &Column<NativeType>, after: &Column<NativeType>) -> bool {
    if before.generated.is_some() || after.generated.is_some() {
        return false;
    }
    let is_list = |it: &Column<NativeType>| {
        it.ty.arguments.iter().any(|it| matches!(it, TypeArgument::Text(_)))
    };
    before.ty == after.ty || is_wider(&before.ty, &after.ty) || is_list(before) && is_list(after)
}

fn is_wider(before: &NativeType, after: &NativeType) -> bool {
    let number = |ty: &NativeType| match ty.arguments.first() {
        Some(TypeArgument::Number(it)) => *it,
        _ => i64::MAX,
    };
    let rank = |ty: &NativeType| match ty.name.as_str() {
        "smallint" => Some(1),
        "integer" | "int" => Some(2),
        "bigint" => Some(3),
        "character varying" | "varchar" => Some(11),
        "text" | "longtext" => Some(12),
        _ => None,
    };
    let (Some(from), Some(to)) = (rank(before), rank(after)) else { return false };
    let is_one_kind = from / 10 == to / 10;
    is_one_kind && from <= to && (from < 10 || number(before) <= number(after))
}
