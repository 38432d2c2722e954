//! What a way loses, and where it may stop: said in the head of a script that takes a migration back.

use super::change::{Change, Difference, Edit, Part, TableChange};
use crate::base::Name;
use crate::schema::{Column, NativeType, QualifiedName, Table, TypeArgument};

/// How one way ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// What was there does not come back.
    Gone(String),
    /// What is there goes.
    Goes(String),
    /// Values are cut or rounded.
    Cut(String),
    /// It stops where rows are against it.
    MayStop(String),
    /// It cannot be done where there are rows.
    Impossible(String),
}

/// The words in front of what is lost.
pub const LOSSY: &str = "-- Lossy: ";
/// The words in front of what cannot be done.
pub const IMPOSSIBLE: &str = "-- Impossible: ";

/// The head of a script: what it loses, a line each. `kept` are columns whose values are in another one as well.
pub fn head(difference: &Difference<'_>, kept: &[(QualifiedName, Name)]) -> String {
    let mut res = String::new();
    let losses = losses(difference, kept);
    let is_lossless = losses.iter().all(|it| matches!(it, Loss::MayStop(_)));
    if is_lossless {
        res.push_str("-- Lossless: everything is as it was before.\n");
    }
    for loss in losses {
        let line = match loss {
            Loss::Gone(what) => format!("{LOSSY}what was in {what} does not come back."),
            Loss::Goes(what) => format!("{LOSSY}what is now in {what} goes."),
            Loss::Cut(what) => format!("{LOSSY}{what}."),
            Loss::MayStop(what) => format!("-- May stop: {what}."),
            Loss::Impossible(what) => format!("{IMPOSSIBLE}{what}."),
        };
        res.push_str(&line.replace(['\n', '\r'], " "));
        res.push('\n');
    }
    res
}

/// What a way loses, in the order of the schemas.
pub fn losses(difference: &Difference<'_>, kept: &[(QualifiedName, Name)]) -> Vec<Loss> {
    let mut res = Vec::new();
    let cx = Losses { difference, kept };
    for change in difference.changes() {
        match change {
            Change::DropTable(table) => {
                let is_moved = difference.moves.iter().any(|it| it.from == table.name);
                if !is_moved && !cx.is_whole_kept(table) {
                    res.push(Loss::Goes(table.name.to_string()));
                }
            }
            Change::AddTable(table) => {
                let is_filled = difference.moves.iter().any(|it| it.to == table.name);
                if !is_filled && !cx.is_whole_kept(table) {
                    res.push(Loss::Gone(table.name.to_string()));
                }
            }
            Change::Table(change) => cx.table(&change, &mut res),
            Change::Sequence(Edit::Drop(it)) => {
                res.push(Loss::Goes(format!("{} (how far it has counted)", it.name)));
            }
            Change::Enum(Edit::Change { before, after }) => {
                let gone = before.labels.iter().filter(|it| !after.labels.contains(it));
                for label in gone {
                    let name = &after.name;
                    res.push(Loss::MayStop(format!("where a row has the value {label} of {name}")));
                }
            }
            Change::Namespace(_)
            | Change::Enum(_)
            | Change::Domain(_)
            | Change::Sequence(_)
            | Change::View(_)
            | Change::Object(_) => {}
        }
    }
    res
}

struct Losses<'a> {
    difference: &'a Difference<'a>,
    kept: &'a [(QualifiedName, Name)],
}

impl Losses<'_> {
    fn table(&self, change: &TableChange<'_>, res: &mut Vec<Loss>) {
        let table = &change.after.name;
        if change.old_rows().is_some() {
            res.push(Loss::Goes(format!("{table} (its old rows)")));
        }
        for part in &change.parts {
            match part {
                Part::Column(Edit::Drop(it)) => self.goes(table, it, res),
                Part::Column(Edit::Add(it)) => self.comes(table, it, res),
                Part::Column(Edit::Change { before, after }) => {
                    becomes(table, before, after, res);
                }
                Part::Unique(Edit::Add(it)) => stops(table, &it.name, res),
                Part::ForeignKey(Edit::Add(it)) => stops(table, &it.name, res),
                Part::Check(Edit::Add(it)) => stops(table, &it.name, res),
                Part::Exclusion(Edit::Add(it)) => stops(table, &it.name, res),
                Part::Index(Edit::Add(it)) if it.is_unique => stops(table, &it.name, res),
                Part::Key(Edit::Add(it)) => stops(table, &it.name, res),
                Part::Key(_)
                | Part::Unique(_)
                | Part::ForeignKey(_)
                | Part::Check(_)
                | Part::Exclusion(_)
                | Part::Index(_)
                | Part::Comment
                | Part::Setting(_) => {}
            }
        }
    }

    fn is_kept(&self, table: &QualifiedName, column: &Name) -> bool {
        self.kept.iter().any(|(of, it)| of == table && it == column)
    }

    fn is_whole_kept(&self, table: &Table<NativeType>) -> bool {
        table.columns.iter().all(|it| self.is_kept(&table.name, &it.name))
    }

    fn goes(&self, table: &QualifiedName, it: &Column<NativeType>, res: &mut Vec<Loss>) {
        let mut moves = self.difference.moves.iter().filter(|it| it.from == *table);
        let is_moved = moves.any(|by| by.columns.iter().any(|(_, from)| *from == it.name));
        if !is_moved && it.generated.is_none() && !self.is_kept(table, &it.name) {
            res.push(Loss::Goes(format!("{table}.{}", it.name)));
        }
    }

    fn comes(&self, table: &QualifiedName, it: &Column<NativeType>, res: &mut Vec<Loss>) {
        let mut moves = self.difference.moves.iter().filter(|it| it.to == *table);
        let is_filled = moves.any(|by| by.columns.iter().any(|(to, _)| *to == it.name));
        if is_filled || it.generated.is_some() || self.is_kept(table, &it.name) {
            return;
        }
        res.push(Loss::Gone(format!("{table}.{}", it.name)));
        if !it.is_nullable && it.default.is_none() && it.identity.is_none() {
            res.push(Loss::Impossible(format!(
                "{table} has no rows when this can be done, since {} is mandatory and nothing says what a row gets",
                it.name
            )));
        }
    }
}

fn becomes(
    table: &QualifiedName,
    before: &Column<NativeType>,
    after: &Column<NativeType>,
    res: &mut Vec<Loss>,
) {
    let name = format!("{table}.{}", after.name);
    if before.is_nullable && !after.is_nullable {
        res.push(Loss::MayStop(format!("where {name} is null")));
    }
    if before.ty != after.ty && after.generated.is_none() {
        match narrowing(&before.ty, &after.ty) {
            Narrowing::None => {}
            Narrowing::Stops => {
                res.push(Loss::MayStop(format!("where a value of {name} does not fit the type")));
            }
            Narrowing::Cuts => {
                res.push(Loss::Cut(format!("values of {name} are rounded to the type")));
            }
        }
    }
}

fn stops(table: &QualifiedName, constraint: &Name, res: &mut Vec<Loss>) {
    res.push(Loss::MayStop(format!("where rows of {table} break {constraint}")));
}

/// What happens to values that the other type has no room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Narrowing {
    None,
    Stops,
    Cuts,
}

fn narrowing(from: &NativeType, to: &NativeType) -> Narrowing {
    let (a, b) = (rank(from), rank(to));
    match (a, b) {
        (Some((Kind::Whole, a)), Some((Kind::Whole, b))) if b >= a => Narrowing::None,
        (Some((Kind::Whole, _)), Some((Kind::Text, _))) => Narrowing::None,
        (Some((Kind::Text, a)), Some((Kind::Text, b))) if b >= a => Narrowing::None,
        (Some((Kind::Whole, _)), Some((Kind::Fraction, _))) => Narrowing::None,
        (Some((Kind::Fraction, _)), Some((Kind::Whole, _))) => Narrowing::Cuts,
        (Some((Kind::Fraction, _)), Some((Kind::Fraction, _))) => match (scale(from), scale(to)) {
            (_, None) => Narrowing::None,
            (Some(a), Some(b)) if b >= a => Narrowing::Stops,
            _ => Narrowing::Cuts,
        },
        (Some((Kind::Moment, a)), Some((Kind::Moment, b))) if b >= a => Narrowing::None,
        (Some((Kind::Moment, _)), Some((Kind::Moment, _))) => Narrowing::Cuts,
        _ => Narrowing::Stops,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Fraction,
    Text,
    Moment,
}

/// The kind of a type and how much it holds.
fn rank(ty: &NativeType) -> Option<(Kind, i64)> {
    let length = |otherwise: i64| number(ty, 0).unwrap_or(otherwise);
    let res = match ty.name.as_str() {
        "tinyint" => (Kind::Whole, 1),
        "smallint" => (Kind::Whole, 2),
        "mediumint" => (Kind::Whole, 3),
        "int" | "integer" => (Kind::Whole, 4),
        "bigint" => (Kind::Whole, 8),
        "numeric" | "decimal" | "real" | "double" | "double precision" | "float" => {
            (Kind::Fraction, 0)
        }
        "char" | "character" | "varchar" | "character varying" => (Kind::Text, length(i64::MAX)),
        "tinytext" => (Kind::Text, 63),
        "text" => (Kind::Text, i64::MAX),
        "date" => (Kind::Moment, -1),
        "datetime" | "timestamp" => (Kind::Moment, length(0)),
        "timestamp without time zone" | "timestamp with time zone" => (Kind::Moment, length(6)),
        _ => return None,
    };
    Some(res)
}

/// How many digits stand behind the point; nothing where there is no bound.
fn scale(ty: &NativeType) -> Option<i64> {
    number(ty, 0).map(|_| number(ty, 1).unwrap_or(0))
}

fn number(ty: &NativeType, idx: usize) -> Option<i64> {
    match ty.arguments.get(idx)? {
        TypeArgument::Number(it) => Some(*it),
        TypeArgument::Text(_) | TypeArgument::Word(_) => None,
    }
}
