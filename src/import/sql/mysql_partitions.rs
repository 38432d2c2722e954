//! Partitions of MySQL's tables: the clause that hand and dump write, as the catalog tells it.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::script::Script;
use crate::base::{BinaryOp, CompactSort, DialectId, ExprKind, Name, ScalarType, UnaryOp};
use crate::dialect::{
    self, Moment, Partition, Partitioning, expr_text, partition_columns, partition_history,
    partition_values,
};
use crate::import::settle::settled_expr;
use crate::schema::{Expr, QualifiedName};

/// What the object is called that says how the rows of a table are spread.
pub(super) const KIND: &str = "partitioning";

/// The days from year 0 to 1970 (manual, `to_days`).
const DAYS_BEFORE_1970: i64 = 719_528;

/// `partition by …`, if it comes. It is kept as the statement that spreads the rows.
pub(super) fn clause(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    if !cursor.words(&["partition", "by"]) {
        return Ok(());
    }
    if cursor.word("system_time") {
        let text = partition_history(&table.name, &cursor.rest());
        script.keep(KIND, table.clone(), Some(table.clone()), &text);
        return Ok(());
    }
    let mut engine = None;
    let partitioning = partitioning(cursor, &mut engine)?;
    keep(script, table, &partitioning);
    if let Some(engine) = engine {
        script.table(table)?.settings.set("engine", super::mysql_options::engine(&engine));
    }
    Ok(())
}

fn keep(script: &mut Script, table: &QualifiedName, partitioning: &Partitioning) {
    let text = partitioning.statement(&table.name);
    script.keep(KIND, table.clone(), Some(table.clone()), &text);
}

/// The engine that the partitions name is that of the table.
fn partitioning(
    cursor: &mut Cursor<'_>,
    engine: &mut Option<String>,
) -> Result<Partitioning, Refused> {
    let (method, by) = method(cursor)?;
    let mut count = number_of(cursor, "partitions")?;
    let mut res = Partitioning { method, by, ..Partitioning::default() };
    let mut inner = 1;
    if cursor.words(&["subpartition", "by"]) {
        res.within = Some(self::method(cursor)?);
        inner = number_of(cursor, "subpartitions")?.unwrap_or(1);
    }
    if count.is_none() {
        count = number_of(cursor, "partitions")?;
    }
    if cursor.is_at_end() || !cursor.mark(&Token::LParen) {
        res.parts = unnamed(0, count.unwrap_or(1));
    } else {
        res.parts = list(cursor, &res.method, engine)?;
    }
    if res.within.is_some() {
        res.parts.iter_mut().for_each(|it| fill(it, inner));
    }
    Ok(res)
}

/// `range (year(d))`, `linear key algorithm = 2 (a, b)`, `list columns (a)`: the words of the method and what decides.
fn method(cursor: &mut Cursor<'_>) -> Result<(String, String), Refused> {
    let linear = if cursor.word("linear") { "linear " } else { "" };
    let word = cursor.any_word().ok_or_else(|| cursor.unexpected("how rows are spread"))?;
    match word.as_str() {
        "range" | "list" if cursor.word("columns") => {
            Ok((format!("{word} columns"), columns(cursor)?))
        }
        "key" => {
            if cursor.word("algorithm") {
                cursor.mark(&Token::Eq);
                cursor.number()?;
            }
            Ok((format!("{linear}key"), columns(cursor)?))
        }
        "range" | "list" | "hash" => {
            let expr = settled_expr(cursor.parenthesised_expr()?, cursor.id);
            Ok((format!("{linear}{word}"), expr_text(&expr, dialect::of(cursor.id))))
        }
        _ => Err(format!("erc does not know partitions by `{word}`")),
    }
}

fn columns(cursor: &mut Cursor<'_>) -> Result<String, Refused> {
    if cursor.are_marks(0, &[Token::LParen, Token::RParen]) {
        cursor.skip();
        cursor.skip();
        return Ok(String::new());
    }
    let names = cursor.names()?;
    let mut sql = dialect::Sql::new(dialect::of(cursor.id));
    sql.list_by(",", &names, |sql, name| sql.quoted(name));
    Ok(partition_columns(sql.as_str()))
}

fn number_of(cursor: &mut Cursor<'_>, word: &str) -> Result<Option<usize>, Refused> {
    if !cursor.word(word) {
        return Ok(None);
    }
    // More than a server takes is no number of partitions.
    let count = usize::try_from(cursor.number()?).ok().filter(|it| (1..=8192).contains(it));
    count.map(Some).ok_or_else(|| format!("there cannot be so many {word}"))
}

/// What the server calls partitions that have no names.
fn unnamed(from: usize, count: usize) -> Vec<Partition> {
    let named = |idx| Partition { name: Name::from(format!("p{idx}")), ..Partition::default() };
    (from..from + count).map(named).collect()
}

/// The parts of a partition that says nothing of them.
fn fill(partition: &mut Partition, count: usize) {
    if partition.parts.is_empty() {
        let named = |idx| (Name::from(format!("{}sp{idx}", partition.name)), String::new());
        partition.parts = (0..count).map(named).collect();
    }
}

/// What stands behind the `(` of a list of partitions, and the `)`.
fn list(
    cursor: &mut Cursor<'_>,
    method: &str,
    engine: &mut Option<String>,
) -> Result<Vec<Partition>, Refused> {
    let mut res = Vec::new();
    loop {
        res.push(partition(cursor, method, engine)?);
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    cursor.expect(&Token::RParen)?;
    Ok(res)
}

fn partition(
    cursor: &mut Cursor<'_>,
    method: &str,
    engine: &mut Option<String>,
) -> Result<Partition, Refused> {
    if !cursor.word("partition") {
        return Err(cursor.unexpected("`partition`"));
    }
    let mut res = Partition { name: cursor.name()?, ..Partition::default() };
    let is_bounded = cursor.words(&["values", "less", "than"]);
    if is_bounded || cursor.words(&["values", "in"]) {
        let words = match cursor.mark(&Token::LParen) {
            true => held(cursor, method)?,
            false => value(cursor)?,
        };
        res.values = partition_values(method, &words);
    } else if cursor.word("default") {
        res.values = partition_values(method, "DEFAULT");
    }
    res.comment = options(cursor, engine)?;
    if cursor.mark(&Token::LParen) {
        loop {
            if !cursor.word("subpartition") {
                return Err(cursor.unexpected("`subpartition`"));
            }
            let name = cursor.name()?;
            res.parts.push((name, options(cursor, engine)?));
            if !cursor.mark(&Token::Comma) {
                break;
            }
        }
        cursor.expect(&Token::RParen)?;
        // The server keeps that of the parts alone.
        res.comment.clear();
    }
    Ok(res)
}

/// The comment; where files lie and how many rows there may be is not kept.
fn options(cursor: &mut Cursor<'_>, engine: &mut Option<String>) -> Result<String, Refused> {
    let mut comment = String::new();
    while let Token::Word(_) = cursor.peek() {
        let word = cursor.any_word().unwrap_or_default();
        cursor.word("directory");
        cursor.word("engine");
        cursor.mark(&Token::Eq);
        match word.as_str() {
            "comment" => comment = cursor.string()?,
            "engine" | "storage" => *engine = Some(cursor.name()?.to_string()),
            _ => cursor.skip(),
        }
    }
    Ok(comment)
}

/// Values up to the `)`, with commas between.
fn held(cursor: &mut Cursor<'_>, method: &str) -> Result<String, Refused> {
    let mut values = Vec::new();
    loop {
        values.push(match cursor.mark(&Token::LParen) {
            true => format!("({})", held(cursor, "")?),
            false => value(cursor)?,
        });
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    cursor.expect(&Token::RParen)?;
    if method == "list" {
        // The server puts null in front of all others.
        values.compact_sort_by_key(|it| it != "null");
    }
    Ok(values.join(","))
}

/// A value as the server keeps it: computed, where it is one of numbers and days.
fn value(cursor: &mut Cursor<'_>) -> Result<String, Refused> {
    if cursor.word("maxvalue") {
        return Ok("MAXVALUE".to_owned());
    }
    let expr = cursor.expr()?;
    let computed = computed(&expr).map(|it| it.to_string());
    Ok(computed.unwrap_or_else(|| expr_text(&expr, dialect::of(cursor.id))))
}

fn computed(expr: &Expr) -> Option<i128> {
    if let ExprKind::Number(digits) = &expr.kind {
        return digits.parse().ok();
    }
    if let ExprKind::Unary { op: UnaryOp::Minus, operand } = &expr.kind {
        return computed(operand)?.checked_neg();
    }
    if let ExprKind::Binary { op, left, right } = &expr.kind {
        let (left, right) = (computed(left)?, computed(right)?);
        return match *op == BinaryOp::Minus {
            true => left.checked_sub(right),
            false => left.checked_add(right).filter(|_| *op == BinaryOp::Plus),
        };
    }
    let ExprKind::Call { function, arguments } = &expr.kind else { return None };
    let [Expr { kind: ExprKind::String(text), .. }] = arguments.as_slice() else { return None };
    let day = Moment::read(text, ScalarType::Timestamp)?;
    match function.to_lowercase().as_str() {
        "to_days" => Some(i128::from(day.days() + DAYS_BEFORE_1970)),
        // The session that erc applies scripts in is in Greenwich.
        "unix_timestamp" => Some(i128::from(day.in_utc().seconds())),
        "year" => day.date_text().get(..4)?.parse().ok(),
        _ => None,
    }
}

/// `add partition …`, `drop partition p0`, `reorganize partition p0 into (…)` and their like, if one comes.
///
/// # Errors
///
/// When the table has no partitions, or there is none of such a name.
pub(super) fn altered(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Option<Result<(), Refused>> {
    if cursor.words(&["remove", "partitioning"]) {
        script.schema.objects.retain(|it| !(it.kind == KIND && it.name == *table));
        return Some(Ok(()));
    }
    if cursor.are_words(&["partition", "by"]) {
        return Some(clause(script, table, cursor));
    }
    let verbs = [
        "add",
        "drop",
        "reorganize",
        "coalesce",
        "truncate",
        "rebuild",
        "repair",
        "check",
        "optimize",
        "analyze",
    ];
    let verb = verbs.into_iter().find(|it| cursor.are_words(&[it, "partition"]))?;
    cursor.skip();
    cursor.skip();
    Some(change(script, table, cursor, verb))
}

fn change(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
    verb: &str,
) -> Result<(), Refused> {
    let kept = script.schema.objects.iter().find(|it| it.kind == KIND && it.name == *table);
    let text = kept.and_then(|it| it.body.text(script.id)).map(str::to_owned);
    let text = text.ok_or_else(|| format!("the table `{table}` has no partitions"))?;
    let mut res = read(&text, script.id)?;
    let inner = res.parts.first().map_or(0, |it| it.parts.len());
    cursor.words(&["if", "not", "exists"]);
    cursor.words(&["if", "exists"]);
    match verb {
        "add" => {
            let new = match number_of(cursor, "partitions")? {
                Some(count) => unnamed(res.parts.len(), count),
                None => {
                    cursor.expect(&Token::LParen)?;
                    list(cursor, &res.method, &mut None)?
                }
            };
            res.parts.extend(new);
        }
        "coalesce" => {
            let count = usize::try_from(cursor.number()?).unwrap_or(0);
            res.parts.truncate(res.parts.len().saturating_sub(count).max(1));
        }
        "drop" => {
            let places = places(cursor, &res)?;
            let mut idx = 0..;
            res.parts.retain(|_| idx.next().is_some_and(|it| !places.contains(&it)));
        }
        "reorganize" => {
            let places = places(cursor, &res)?;
            if !cursor.word("into") {
                return Err(cursor.unexpected("`into`"));
            }
            cursor.expect(&Token::LParen)?;
            let new = list(cursor, &res.method, &mut None)?;
            let first = places.iter().min().copied().unwrap_or(0);
            res.parts.splice(first..(first + places.len()).min(res.parts.len()), new);
        }
        _ => {
            if !cursor.word("all") {
                places(cursor, &res)?;
            }
            return Ok(());
        }
    }
    if res.within.is_some() {
        res.parts.iter_mut().for_each(|it| fill(it, inner));
    }
    keep(script, table, &res);
    Ok(())
}

/// The partitions of these names.
fn places(cursor: &mut Cursor<'_>, all: &Partitioning) -> Result<Vec<usize>, Refused> {
    let mut res = Vec::new();
    loop {
        let name = cursor.name()?;
        let place = all.parts.iter().position(|it| it.name.eq_ignore_ascii_case(&name));
        res.push(place.ok_or_else(|| format!("there is no partition `{name}`"))?);
        if !cursor.mark(&Token::Comma) {
            return Ok(res);
        }
    }
}

/// What was kept.
fn read(text: &str, id: DialectId) -> Result<Partitioning, Refused> {
    let mut cursor = Cursor::new(text, id)?;
    while !cursor.words(&["partition", "by"]) {
        if cursor.is_at_end() {
            return Err(cursor.unexpected("`partition by`"));
        }
        cursor.skip();
    }
    partitioning(&mut cursor, &mut None)
}
