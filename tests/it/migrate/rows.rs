//! Rows for a schema, made by the dice: those that the database takes.

use std::collections::BTreeMap;

use erc::base::{DialectId, ExprKind, Name};
use erc::dialect::{self, Sql};
use erc::migrate::Difference;
use erc::schema::{
    Column, ForeignKey, IdentityKind, NativeSchema, NativeType, Table, TypeArgument, creation_order,
};

use crate::random::dice::Dice;
use crate::servers::Database;

/// One row: what was given for each column; nothing is null.
type Row = BTreeMap<Name, Option<String>>;

/// Puts up to a handful of rows in every table, and answers how many tables have some. Where `wanted` knows a
/// column, its values suit that as well.
pub fn fill(
    database: &mut dyn Database,
    schema: &NativeSchema,
    wanted: &Difference<'_>,
    dice: &mut Dice,
) -> usize {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let n_tries = if database.dialect() == DialectId::Sqlite { 12 } else { 5 };
    let mut counter = 0;
    let is_shown = std::env::var_os("SHOW").is_some();
    for id in creation_order(schema).tables {
        let table = &schema.tables[id];
        let renamed = &wanted.before.tables[erc::schema::TableId::new(id.idx())];
        let after = wanted.after.table(&renamed.name);
        let mut taken: Vec<Row> = Vec::new();
        for _ in 0..dice.between(0, 5) {
            for _ in 0..n_tries {
                counter += 1;
                let mut cx = Maker { schema, table, rows: &rows, own: &taken, dice, counter };
                let Some(row) = cx.row(|idx| {
                    let new = &renamed.columns[idx];
                    after.and_then(|it| it.column(&new.name)).is_none_or(|it| it.is_nullable)
                }) else {
                    continue;
                };
                let text = insert(database.dialect(), table, &row);
                match database.execute(&text) {
                    Ok(()) => {
                        taken.push(row);
                        break;
                    }
                    Err(error) if is_shown => eprintln!("{error}: {text}"),
                    Err(_) => {}
                }
            }
        }
        rows.insert(table.name.to_string(), taken);
    }
    rows.values().filter(|it| !it.is_empty()).count()
}

fn insert(id: DialectId, table: &Table<NativeType>, row: &Row) -> String {
    let mut sql = Sql::new(dialect::of(id));
    sql.push("insert into ");
    sql.qualified(&table.name);
    if row.is_empty() {
        sql.push(if id == DialectId::Mariadb { " values ()" } else { " default values" });
        return sql.into_string();
    }
    let names: Vec<Name> = row.keys().cloned().collect();
    sql.push(" ");
    sql.names(&names);
    sql.push(" values (");
    let values: Vec<&Option<String>> = row.values().collect();
    sql.list(&values, |sql, value| match value {
        Some(value) if value.starts_with("x'") => sql.push(value),
        Some(value) => sql.string(value),
        None => sql.push("null"),
    });
    sql.push(")");
    sql.into_string()
}

struct Maker<'a> {
    schema: &'a NativeSchema,
    table: &'a Table<NativeType>,
    rows: &'a BTreeMap<String, Vec<Row>>,
    own: &'a [Row],
    dice: &'a mut Dice,
    counter: usize,
}

impl Maker<'_> {
    /// A row; nothing where a reference has nothing to refer to.
    fn row(&mut self, may_be_null: impl Fn(usize) -> bool) -> Option<Row> {
        let table = self.table;
        let mut res = Row::new();
        for foreign_key in &table.foreign_keys {
            self.refer(foreign_key, &mut res, &may_be_null)?;
        }
        for (idx, column) in table.columns.iter().enumerate() {
            let is_always =
                column.identity.as_ref().is_some_and(|it| it.kind == IdentityKind::Always);
            if res.contains_key(&column.name) || column.generated.is_some() || is_always {
                continue;
            }
            let is_null = column.is_nullable && may_be_null(idx) && self.dice.chance(25);
            let value = if is_null { None } else { Some(self.value(column)) };
            res.insert(column.name.clone(), value);
        }
        Some(res)
    }

    /// Fills the columns of a reference from a row that is there, or with nulls.
    fn refer(
        &mut self,
        foreign_key: &ForeignKey,
        res: &mut Row,
        may_be_null: impl Fn(usize) -> bool,
    ) -> Option<()> {
        let is_own = foreign_key.target == self.table.name;
        let there: &[Row] = match is_own {
            true => self.own,
            false => self.rows.get(&foreign_key.target.to_string()).map_or(&[], Vec::as_slice),
        };
        let pairs: Vec<(&Name, &Name)> =
            foreign_key.columns.iter().zip(&foreign_key.target_columns).collect();
        let fits = |row: &&Row| {
            pairs.iter().all(|(own, other)| {
                let value = row.get(*other);
                let given = res.get(*own);
                value.is_some_and(Option::is_some) && given.is_none_or(|it| Some(it) == value)
            })
        };
        let there: Vec<&Row> = there.iter().filter(fits).collect();
        let can_be_null = |name: &Name| {
            let idx = self.table.columns.iter().position(|it| it.name == *name);
            idx.is_some_and(|it| self.table.columns[it].is_nullable && may_be_null(it))
        };
        let free = foreign_key.columns.iter().filter(|it| !res.contains_key(*it));
        let nullable: Vec<Name> = free.filter(|it| can_be_null(it)).cloned().collect();
        let wants_null = !nullable.is_empty() && self.dice.chance(30);
        match self.dice.any(&there) {
            Some(row) if !wants_null => {
                for (own, other) in pairs {
                    res.insert(own.clone(), row[other].clone());
                }
            }
            _ if !nullable.is_empty() => res.extend(nullable.into_iter().map(|it| (it, None))),
            _ if foreign_key.columns.iter().all(|it| res.contains_key(it)) => {}
            _ => return None,
        }
        Some(())
    }

    fn value(&mut self, column: &Column<NativeType>) -> String {
        let mut said = self.said(column);
        if !said.is_empty() && self.dice.chance(60) {
            return said.swap_remove(self.dice.below(said.len()));
        }
        let ty = self.bare(&column.ty);
        self.of_type(&ty)
    }

    /// The type under domains.
    fn bare(&self, ty: &NativeType) -> NativeType {
        let is_it = |name: &erc::schema::QualifiedName| {
            name.name == ty.name && name.namespace == ty.namespace
        };
        match self.schema.domains.iter().find(|it| is_it(&it.name)) {
            Some(domain) => self.bare(&domain.ty),
            None => ty.clone(),
        }
    }

    /// What checks and enums say of a column.
    fn said(&self, column: &Column<NativeType>) -> Vec<String> {
        let mut res = Vec::new();
        for it in &self.schema.enums {
            if it.name.name == column.ty.name && it.name.namespace == column.ty.namespace {
                res.extend(it.labels.iter().map(ToString::to_string));
            }
        }
        for argument in &column.ty.arguments {
            if let TypeArgument::Text(it) = argument {
                res.push(it.to_string());
            }
        }
        for check in &self.table.checks {
            if check.expr.references().contains(&&column.name) {
                check.expr.walk(&mut |it| match &it.kind {
                    ExprKind::String(text) if !text.contains('%') => res.push(text.to_string()),
                    _ => {}
                });
            }
        }
        res
    }

    fn of_type(&mut self, ty: &NativeType) -> String {
        let number = |at: usize| match ty.arguments.get(at) {
            Some(TypeArgument::Number(it)) => usize::try_from(*it).unwrap_or(0),
            _ => 0,
        };
        let name = ty.name.as_str();
        if ty.n_dimensions > 0 {
            return "{}".to_owned();
        }
        let k = self.counter;
        match name {
            "boolean" => (*self.dice.pick(&["1", "0"])).to_owned(),
            "tinyint" => self.dice.below(2).to_string(),
            "interval" => "1 day".to_owned(),
            _ if name.contains("int") => (10 + 2 * self.dice.below(200)).to_string(),
            "numeric" | "decimal" => match number(1) {
                0 => (10 + self.dice.below(80)).to_string(),
                _ => (*self.dice.pick(&["0.75", "1.5", "0.5", "2.25"])).to_owned(),
            },
            "real" | "float" | "double" | "double precision" => format!("{k}.5"),
            "uuid" => uuid(k),
            "date" => {
                format!("20{:02}-03-{:02}", self.dice.below(90) + 10, 1 + self.dice.below(28))
            }
            "json" | "jsonb" => format!("{{\"k\": {k}}}"),
            _ if name.starts_with("timestamp") || name == "datetime" => {
                format!("20{:02}-07-14 12:30:{:02}", 10 + k % 80, self.dice.below(60))
            }
            _ if name.starts_with("time") => format!("12:{:02}:{:02}", k % 60, self.dice.below(60)),
            "bytea" => format!("\\x{k:032x}"),
            _ if name.contains("blob") || name.contains("binary") => format!("x'{k:032x}'"),
            _ => self.text(number(0)),
        }
    }

    fn text(&mut self, length: usize) -> String {
        let k = self.counter;
        let res = match self.dice.below(8) {
            0 => "x".to_owned(),
            1 => "A".to_owned(),
            2 => "É".to_owned(),
            3 => format!("20{:02}-03-14", 10 + k % 80),
            4 => format!("{{\"k\": {k}}}"),
            5 if length == 36 => uuid(k),
            6 => format!("it's \\ né {k}"),
            _ => format!("a{k}"),
        };
        match length {
            0 => res,
            _ => res.chars().take(length).collect(),
        }
    }
}

fn uuid(k: usize) -> String {
    format!("7f1d{k:04x}-0c5a-4f7e-9b1d-3a5c7e9f{k:04x}")
}
