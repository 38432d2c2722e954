//! What MySQL and MariaDB make of expressions.

mod assigned;
mod moments;
mod numbers;

use super::expression::truth;
use super::prefixes;
use super::{Scope, Use};
use crate::base::{BinaryOp, CastType, DialectId, ExprKind, Name, UnaryOp};
use crate::schema::{Check, Expr, Index, IndexItem, NativeType, Table, Unique};

/// Other names of functions and the ones that are kept.
const SYNONYMS: &[(&str, &str)] = &[
    ("ceil", "ceiling"),
    ("character_length", "char_length"),
    ("current_date", "curdate"),
    ("day", "dayofmonth"),
    ("lcase", "lower"),
    ("length", "octet_length"),
    ("localtime", "current_timestamp"),
    ("localtimestamp", "current_timestamp"),
    ("mid", "substr"),
    ("now", "current_timestamp"),
    ("pow", "power"),
    ("sha1", "sha"),
    ("substring", "substr"),
    ("ucase", "upper"),
];

/// Parts of a moment that are functions when printed.
const PARTS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];

pub(super) fn node(expr: Expr, scope: &Scope<'_>) -> Expr {
    let (id, span) = (scope.id, expr.span);
    let kind = match expr.kind {
        ExprKind::Bool(value) => truth(value),
        ExprKind::Nary { op, operands } => {
            ExprKind::Nary { op, operands: operands.into_iter().map(tested).collect() }
        }
        ExprKind::Unary { op: UnaryOp::Not, operand } => {
            ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(tested(*operand)) }
        }
        ExprKind::Call { function, mut arguments } => {
            let known = SYNONYMS.iter().find(|(it, _)| *it == function);
            let function = known.map_or(function, |(_, name)| Name::new_static(name));
            let is_clock = function == "current_timestamp" || function == "utc_timestamp";
            if is_clock
                && matches!(arguments.as_slice(), [Expr { kind: ExprKind::Number(it), .. }] if it == "0")
            {
                arguments.clear();
            }
            call(function, arguments, id)
        }
        ExprKind::Extract { field, operand } if PARTS.contains(&field.as_str()) => {
            ExprKind::Extract { field, operand }
        }
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            ExprKind::Cast { operand, to: CastType::Native(cast_type(&ty)) }
        }
        ExprKind::Operator { operator, operands } if operator == "xor" => {
            ExprKind::Operator { operator, operands }
        }
        // `a <> 0` is what `not a = 0` and the like are printed as; `!a` is `a = 0` of a number.
        ExprKind::Binary { op: BinaryOp::Concat, left, right } => {
            ExprKind::Call { function: Name::new_static("concat"), arguments: vec![*left, *right] }
        }
        ExprKind::Binary { op, left, right } if op.is_comparison() => {
            let right = Box::new(beside(*right, &left, scope));
            let left = Box::new(beside(*left, &right, scope));
            ExprKind::Binary { op, left, right }
        }
        kind => kind,
    };
    Expr::new(kind, span)
}

/// `'5'` beside a column of whole numbers is 5.
fn beside(expr: Expr, other: &Expr, scope: &Scope<'_>) -> Expr {
    let is_whole =
        |ty: &NativeType| ty.name.split(' ').next().is_some_and(|it| it.ends_with("int"));
    match (&expr.kind, &other.kind) {
        (ExprKind::String(text), ExprKind::Reference(name))
            if scope.column(name).is_some_and(is_whole) && text.parse::<i64>().is_ok() =>
        {
            numbers::expr(text)
        }
        _ => expr,
    }
}

/// Functions that the server prints as something else.
fn call(function: Name, mut arguments: Vec<Expr>, id: DialectId) -> ExprKind<Name> {
    match (function.as_str(), arguments.len()) {
        ("mod", 2) => {
            let (right, left) = (arguments.pop(), arguments.pop());
            if let (Some(left), Some(right)) = (left, right) {
                return Expr::binary(BinaryOp::Modulo, left, right).kind;
            }
        }
        ("instr", 2) => {
            arguments.reverse();
            return ExprKind::Call { function: Name::new_static("locate"), arguments };
        }
        ("datediff", 2) => {
            let days = |it: Expr| {
                let function = Name::new_static("to_days");
                Expr::made(ExprKind::Call { function, arguments: vec![it] })
            };
            let (right, left) = (arguments.pop(), arguments.pop());
            if let (Some(left), Some(right)) = (left, right) {
                return Expr::binary(BinaryOp::Minus, days(left), days(right)).kind;
            }
        }
        ("isnull", 1) => {
            if let Some(operand) = arguments.pop() {
                return ExprKind::IsNull { operand: Box::new(operand), negated: false };
            }
        }
        ("date" | "time" | "timestamp", 1) if id == DialectId::Mariadb => {
            let name = if function == "timestamp" { "datetime" } else { function.as_str() };
            let to = CastType::Native(name.into());
            if let Some(operand) = arguments.pop() {
                return ExprKind::Cast { operand: Box::new(operand), to };
            }
        }
        _ => {}
    }
    ExprKind::Call { function, arguments }
}

/// A column that is tested is compared with zero.
fn tested(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Reference(_) => {
            Expr::binary(BinaryOp::NotEqual, expr, Expr::made(ExprKind::Number("0".into())))
        }
        kind => Expr::new(kind, expr.span),
    }
}

/// `char charset utf8mb4` is `char`; `signed integer` is `signed`.
fn cast_type(ty: &str) -> Name {
    let ty = ty.split(" charset").next().unwrap_or(ty);
    let ty = ty.split(" character set").next().unwrap_or(ty);
    let ty = ty.strip_suffix(" integer").unwrap_or(ty);
    Name::new(ty.replace(", ", ",").replace("decimal(10,0)", "decimal").trim())
}

pub(super) fn root(expr: Expr, used: Use<'_>, id: DialectId) -> Expr {
    match used {
        Use::Assigned(ty) => assigned::assigned(expr, ty, id),
        Use::Value => expr,
    }
}

/// What the server makes of a table: a unique index over columns is a unique constraint, InnoDB's indexes are
/// b-trees, and JSON of MariaDB is a text with a check of its own.
pub(super) fn table(table: &mut Table<NativeType>, id: DialectId) {
    let engine = table.settings.get("engine").unwrap_or("InnoDB").to_lowercase();
    prefixes::settle(table, &engine, id);
    if let Some(key) = &mut table.primary_key
        && (engine != "memory" || key.settings.get("using") == Some("hash"))
    {
        key.settings.remove("using");
    }
    // A unique index over long texts hashes by itself; what only tables in memory are asked for is another thing.
    let usual = if engine == "memory" { ["hash", "hash"] } else { ["hash", "btree"] };
    for mut index in std::mem::take(&mut table.indexes) {
        index.method = index.method.filter(|it| !usual.contains(&it.as_str()));
        match unique_columns(&index) {
            Some(columns) => table.uniques.push(Unique {
                name: index.name,
                columns,
                nulls_not_distinct: false,
                deferrable: None,
                comment: index.comment,
                settings: index.settings,
                only: index.only,
                span: index.span,
            }),
            None => table.indexes.push(index),
        }
    }
    if id == DialectId::Mariadb {
        json(table);
    }
}

fn unique_columns(index: &Index) -> Option<Vec<Name>> {
    let is_plain = index.is_unique && index.method.is_none() && index.settings.is_empty();
    let plain = |it: &IndexItem| {
        it.as_column().filter(|_| !it.descending && it.prefix_length.is_none()).cloned()
    };
    is_plain.then(|| index.items.iter().map(plain).collect())?
}

/// A long text of which MariaDB has made JSON is JSON again: its check is part of the column and has no name to speak of.
fn json(table: &mut Table<NativeType>) {
    const COLLATION: &str = "utf8mb4_bin";
    let is_usual = table.settings.get("collation") == Some(COLLATION);
    for column in &mut table.columns {
        let is_own = |it: &Check| it.column.as_ref() == Some(&column.name) && is_json(&it.expr);
        let is_text = column.ty.name == "longtext"
            && column.collation.as_ref().map_or(is_usual, |it| it == COLLATION);
        let is_kept = column.ty.name == "json" || is_text && table.checks.iter().any(is_own);
        if is_kept {
            table.checks.retain(|it| !is_own(it));
            column.ty = NativeType::plain("json");
            column.collation = None;
            column.settings.remove("charset");
        }
    }
}

/// Whether it is `json_valid` of a column.
fn is_json(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Call { function, arguments } if function == "json_valid"
        && matches!(arguments.as_slice(), [Expr { kind: ExprKind::Reference(_), .. }]))
}
