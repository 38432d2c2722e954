//! What MySQL and MariaDB make of expressions.

use super::Use;
use super::expression::{truth, without_leading_zeros};
use super::prefixes;
use crate::base::{BinaryOp, CastType, DialectId, ExprKind, Name, SqlText, UnaryOp};
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

pub(super) fn node(expr: Expr, id: DialectId) -> Expr {
    let span = expr.span;
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
        kind => kind,
    };
    Expr::new(kind, span)
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
        ("date", 1) | ("time", 1) if id == DialectId::Mariadb => {
            let to = CastType::Native(function.clone());
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
        Use::Assigned(ty) => assigned(expr, ty, id),
        Use::Value => expr,
    }
}

/// A default as the catalog tells it: a number for a column of numbers, without zeros that say nothing.
fn assigned(expr: Expr, ty: &NativeType, id: DialectId) -> Expr {
    let span = expr.span;
    if !is_number(ty) {
        return Expr::new(text_assigned(expr.kind, ty, id), span);
    }
    match expr.kind {
        ExprKind::Number(text) => {
            let counted = super::literals::decimal(&text);
            Expr::new(ExprKind::Number(short(counted.as_deref().unwrap_or(&text))), span)
        }
        ExprKind::Unary { op: UnaryOp::Minus, operand } => {
            let operand = Box::new(assigned(*operand, ty, id));
            Expr::new(ExprKind::Unary { op: UnaryOp::Minus, operand }, span)
        }
        ExprKind::String(text) if text.parse::<f64>().is_ok() => match text.strip_prefix('-') {
            Some(rest) => {
                let operand = Box::new(Expr::new(ExprKind::Number(short(rest)), span));
                Expr::new(ExprKind::Unary { op: UnaryOp::Minus, operand }, span)
            }
            None => Expr::new(ExprKind::Number(short(&text)), span),
        },
        kind => Expr::new(kind, span),
    }
}

/// A default of a column that is no number: a number is its digits, `binary` fills up with zero bytes by itself, and
/// moments are told in full.
fn text_assigned(kind: ExprKind<Name>, ty: &NativeType, id: DialectId) -> ExprKind<Name> {
    let is_text = ["char", "varchar", "text"].iter().any(|it| ty.name.ends_with(it));
    let kind = match kind {
        ExprKind::Number(text) if is_text => ExprKind::String(text),
        ExprKind::Number(text) if ty.name == "bit" => {
            bits(&text, id).unwrap_or(ExprKind::Number(text))
        }
        ExprKind::Sql(text) if ty.name != "bit" => characters(&text).unwrap_or(ExprKind::Sql(text)),
        kind => kind,
    };
    match kind {
        ExprKind::String(text) if ty.name == "binary" => {
            ExprKind::String(Name::new(text.trim_end_matches('\0')))
        }
        ExprKind::String(text) => ExprKind::String(moment(&text, ty)),
        kind => kind,
    }
}

/// `2020-01-01` of a moment has a time of the day, `08:00` seconds.
fn moment(text: &Name, ty: &NativeType) -> Name {
    let is_date = text.len() == 10 && text.bytes().filter(|it| *it == b'-').count() == 2;
    let is_time = text.len() == 5 && text.as_bytes()[2] == b':';
    match ty.name.as_str() {
        "datetime" | "timestamp" if is_date => Name::new(format!("{text} 00:00:00")),
        "time" if is_time => Name::new(format!("{text}:00")),
        _ => text.clone(),
    }
}

/// A number of a column of bits, as bytes.
fn bits(number: &str, id: DialectId) -> Option<ExprKind<Name>> {
    let number: u64 = number.parse().ok()?;
    let bytes = number.to_be_bytes();
    let first = bytes.iter().position(|it| *it != 0).unwrap_or(7);
    let digits: String = bytes[first..].iter().map(|it| format!("{it:02x}")).collect();
    Some(ExprKind::Sql(SqlText::one(id, format!("x'{digits}'"))))
}

/// `x'6162'` of a column of text or bytes is `ab`.
fn characters(text: &SqlText) -> Option<ExprKind<Name>> {
    let own = text.bare.as_ref().or(text.named.first().map(|(_, it)| it))?;
    let digits = own.strip_prefix("x'")?.strip_suffix('\'')?;
    let byte = |it: &[u8]| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(byte).collect();
    Some(ExprKind::String(Name::from(String::from_utf8(bytes?).ok()?)))
}

/// `0.50` is `0.5`, `3.00` is `3`.
fn short(text: &str) -> Name {
    if text.contains('e') || !text.contains('.') {
        return Name::new(text);
    }
    Name::new(without_leading_zeros(text.trim_end_matches('0').trim_end_matches('.')))
}

fn is_number(ty: &NativeType) -> bool {
    let word = ty.name.split(' ').next().unwrap_or_default();
    word.ends_with("int") || matches!(word, "decimal" | "double" | "float" | "year")
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
