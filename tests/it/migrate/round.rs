//! There and back: a database is altered from one model to another, and compared with one made for the other.

use std::collections::BTreeMap;

use erc::base::{Diagnostics, DialectId, Severity, Sources};
use erc::dialect::{self, Options as DialectOptions, Reader, ScriptOptions, script};
use erc::migrate::{Options, Permissions, Plan, RenameHints, Style, diff, plan};
use erc::schema::{NativeSchema, Table};

use super::fingerprint::fingerprint;
use crate::servers::{self, Database};

/// What one database holds for a model.
pub struct Side {
    pub id: DialectId,
    pub native: NativeSchema,
    pub script: String,
    pub options: DialectOptions,
}

/// A model for one database; nothing where the database cannot hold it.
pub fn side(text: &str, id: DialectId) -> Option<Side> {
    let mut sources = Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    let lower = erc::schema::lower::Options::default();
    let logical = erc::schema::lower(&model, &lower, &mut diagnostics);
    let errors: Vec<&str> = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| it.message.as_str())
        .collect();
    assert!(errors.is_empty(), "the model is wrong: {}\n{text}", errors.join("\n"));
    let contract = dialect::of(id);
    let mut options = DialectOptions::of(contract);
    options.n_dialects = DialectId::ALL.len();
    let native = dialect::realize(&logical, contract, &options, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let script_options = ScriptOptions { version: options.version, reader: Reader::Driver };
    let script = script(&native, contract, &script_options);
    Some(Side { id, native, script, options })
}

/// The way from one side to another; everything may be lost.
pub fn way(from: &Side, to: &Side, hints: &RenameHints, style: Style) -> Plan {
    let mut diagnostics = Diagnostics::new();
    let difference = diff(&from.native, &to.native, hints, &mut diagnostics);
    let options = Options {
        permissions: Permissions::all(),
        style,
        version: to.options.version,
        reader: Reader::Driver,
    };
    plan(&difference, dialect::of(to.id), &options)
}

/// Runs a plan as a runner does: a group at a time.
pub fn apply(database: &mut dyn Database, plan: &Plan) -> Result<(), String> {
    if plan.dialect == DialectId::Sqlite {
        return database.execute(&plan.script());
    }
    for group in plan.groups() {
        let text: String = group.steps.iter().map(|it| it.sql.as_str()).collect();
        let text = if group.is_transaction { format!("begin;\n{text}commit;\n") } else { text };
        if let Err(error) = database.execute(&text) {
            let _ = database.execute("rollback");
            return Err(format!("{error}\nin\n{text}"));
        }
    }
    Ok(())
}

/// Alters a database from one model to another and back, and says what differs from fresh ones.
pub fn round(from: &str, to: &str, rows: &str, id: DialectId, style: Style) -> Result<(), String> {
    let (Some(from), Some(to)) = (side(from, id), side(to, id)) else { return Ok(()) };
    let mut database = servers::database(id).expect("a server");
    database.execute(&from.script).map_err(|it| format!("fresh from: {it}\n{}", from.script))?;
    database.execute(rows).map_err(|it| format!("rows: {it}"))?;
    let values = values(&mut *database, &from.native);
    let back = step(&mut *database, &from, &to, &RenameHints::default(), style)?;
    kept(&mut *database, &from, &to, &values)?;
    let returned = step(&mut *database, &to, &from, &back, style);
    returned.map(|_| ()).map_err(|it| format!("on the way back: {it}"))
}

/// Takes one step and answers the renames that lead back.
fn step(
    database: &mut dyn Database,
    from: &Side,
    to: &Side,
    hints: &RenameHints,
    style: Style,
) -> Result<RenameHints, String> {
    let difference = diff(&from.native, &to.native, hints, &mut Diagnostics::new());
    let back = RenameHints::back(&difference.renames);
    let plan = way(from, to, hints, style);
    let script = plan.script();
    apply(database, &plan).map_err(|it| format!("{it}\n--- script\n{script}"))?;
    let mut fresh = servers::database(to.id).expect("a server");
    fresh.execute(&to.script).map_err(|it| format!("fresh to: {it}\n{}", to.script))?;
    let (altered, made) = (fingerprint(database), fingerprint(&mut *fresh));
    if altered != made {
        let (altered, made) = (altered.join("\n"), made.join("\n"));
        let difference = similar::TextDiff::from_lines(&made, &altered);
        let difference = difference.unified_diff().header("fresh", "altered").to_string();
        return Err(format!("{difference}\n--- script\n{script}"));
    }
    match way(to, to, &RenameHints::default(), style).is_empty() {
        true => Ok(back),
        false => Err("a schema differs from itself".to_owned()),
    }
}

/// The values of every column, sorted, by table and column.
type Values = BTreeMap<(String, String), Vec<Option<String>>>;

fn values(database: &mut dyn Database, schema: &NativeSchema) -> Values {
    let mut res = Values::new();
    for table in schema.tables.values() {
        for column in &table.columns {
            let key = (table.name.to_string(), column.name.to_string());
            res.insert(key, column_values(database, table, &column.name));
        }
    }
    res
}

fn column_values<T>(
    database: &mut dyn Database,
    table: &Table<T>,
    column: &str,
) -> Vec<Option<String>> {
    let contract = dialect::of(database.dialect());
    let mut sql = dialect::Sql::new(contract);
    sql.push("select ");
    sql.name(column);
    if database.dialect() == DialectId::Postgres {
        sql.push("::text");
    }
    sql.push(" from ");
    sql.qualified(&table.name);
    let query = sql.into_string();
    let rows = database.query(&query).unwrap_or_else(|error| panic!("{error}: {query}"));
    let mut res: Vec<_> = rows.into_iter().map(|mut it| it.remove(0)).collect();
    res.sort();
    res
}

/// Whether every column that stays as it is has the values that it had.
fn kept(
    database: &mut dyn Database,
    from: &Side,
    to: &Side,
    values: &Values,
) -> Result<(), String> {
    let mut diagnostics = Diagnostics::new();
    let difference = diff(&from.native, &to.native, &RenameHints::default(), &mut diagnostics);
    for (old, table) in from.native.tables.values().zip(difference.before.tables.values()) {
        let Some(wanted) = to.native.table(&table.name) else { continue };
        for (old_column, column) in old.columns.iter().zip(&table.columns) {
            let Some(new) = wanted.column(&column.name) else { continue };
            if new.ty != column.ty || new.generated.is_some() || column.generated.is_some() {
                continue;
            }
            let key = (old.name.to_string(), old_column.name.to_string());
            let now = column_values(database, wanted, &new.name);
            if now != values[&key] {
                let was = &values[&key];
                return Err(format!("{}.{}: {was:?} became {now:?}", table.name, column.name));
            }
        }
    }
    Ok(())
}
