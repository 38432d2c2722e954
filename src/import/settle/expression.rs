//! Expressions: names as the table has them, literals in one spelling, then what each database adds taken away.

use super::{Scope, Use, literals, mysql, postgres, raw};
use crate::base::{DialectId, ExprKind, Name, SqlText, UnaryOp};
use crate::dialect::canonical;
use crate::import::sql::read_expr;
use crate::schema::Expr;

/// The canonical form of an expression.
pub(super) fn settled(expr: Expr, scope: &Scope<'_>, used: Use<'_>) -> Expr {
    let expr = inner(reread(expr, scope.id), scope);
    let expr = match scope.id {
        DialectId::Postgres => postgres::root(expr, used),
        DialectId::Mysql | DialectId::Mariadb => mysql::root(expr, used, scope.id),
        DialectId::Sqlite => expr,
    };
    canonical(expr)
}

/// SQL that a model carries word for word, as the tree that it says.
fn reread(expr: Expr, id: DialectId) -> Expr {
    match &expr.kind {
        ExprKind::Sql(text) => match text.text(id) {
            Some(own) => read_expr(own, id),
            None => expr,
        },
        _ => expr,
    }
}

/// Inner before outer.
fn inner(mut expr: Expr, scope: &Scope<'_>) -> Expr {
    for child in expr.children_mut() {
        let old = std::mem::replace(child, Expr::made(ExprKind::Null));
        *child = inner(old, scope);
    }
    let expr = plain(expr, scope);
    match scope.id {
        DialectId::Postgres => postgres::node(expr, scope),
        DialectId::Mysql | DialectId::Mariadb => mysql::node(expr, scope),
        DialectId::Sqlite => sqlite_node(expr),
    }
}

/// What is the same in all databases.
fn plain(expr: Expr, scope: &Scope<'_>) -> Expr {
    let span = expr.span;
    let kind = match expr.kind {
        ExprKind::Reference(name) => named(name, scope),
        ExprKind::Sql(text) => match text.text(scope.id) {
            Some(own) => ExprKind::Sql(SqlText::one(scope.id, spelled(bare(own), scope.id))),
            None => ExprKind::Sql(text),
        },
        ExprKind::Unary { op: UnaryOp::Minus, operand } => match operand.kind {
            ExprKind::Unary { op: UnaryOp::Minus, operand } => return *operand,
            kind => ExprKind::Unary {
                op: UnaryOp::Minus,
                operand: Box::new(Expr::new(kind, operand.span)),
            },
        },
        ExprKind::Number(text) => ExprKind::Number(number(&text, scope.id)),
        kind => kind,
    };
    Expr::new(kind, span)
}

/// SQL that is carried, as its server prints it where that is known.
fn spelled(text: &str, id: DialectId) -> String {
    match id {
        DialectId::Mysql | DialectId::Mariadb => raw::spelled(text, id),
        DialectId::Postgres | DialectId::Sqlite => text.to_owned(),
    }
}

/// Without the parentheses around all of it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let Some(inner) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) else {
        return text;
    };
    let mut depth = 0_usize;
    let closes_early = inner.chars().any(|c| match c {
        // What stands in quotes is not looked at: whoever has any keeps the parentheses.
        '\'' | '"' | '$' => true,
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            let is_closed = depth == 0;
            depth = depth.saturating_sub(1);
            is_closed
        }
        _ => false,
    });
    if closes_early { text } else { bare(inner) }
}

/// `.5` is `0.5`, `1.` is `1`, `1E6` is `1e6`; PostgreSQL has no numbers with an exponent, it counts them out.
fn number(text: &Name, id: DialectId) -> Name {
    let lower = text.to_lowercase();
    let (mantissa, exponent) = match lower.split_once('e') {
        Some((mantissa, exponent)) if !lower.starts_with("0x") => (mantissa, Some(exponent)),
        _ => (lower.as_str(), None),
    };
    let mantissa = mantissa.strip_suffix('.').unwrap_or(mantissa);
    let mantissa = match mantissa.strip_prefix('.') {
        Some(fraction) => format!("0.{fraction}"),
        None => without_leading_zeros(mantissa).to_owned(),
    };
    match exponent {
        Some(exponent) => {
            let text = format!("{mantissa}e{}", exponent.trim_start_matches('+'));
            let counted = if id == DialectId::Postgres { literals::decimal(&text) } else { None };
            Name::new(counted.unwrap_or(text))
        }
        None => Name::new(mantissa),
    }
}

/// `007` is `7`, `00.5` is `0.5`.
pub(super) fn without_leading_zeros(mantissa: &str) -> &str {
    let rest = mantissa.trim_start_matches('0');
    let is_decimal = mantissa.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    match rest.bytes().next() {
        Some(first) if is_decimal && first.is_ascii_digit() => rest,
        _ if is_decimal && mantissa.len() > rest.len() => {
            &mantissa[mantissa.len() - rest.len() - 1..]
        }
        _ => mantissa,
    }
}

/// A name as the table has it. In SQLite a name in double quotes that is no column is a text.
fn named(name: Name, scope: &Scope<'_>) -> ExprKind<Name> {
    let folds = match scope.id {
        DialectId::Postgres => false,
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => true,
    };
    if scope.column(&name).is_some() {
        return ExprKind::Reference(name);
    }
    let same = scope.columns.iter().find(|(it, _)| it.eq_ignore_ascii_case(&name));
    match same {
        Some((name, _)) if folds => ExprKind::Reference((*name).clone()),
        // `VALUE` in a domain is a word of the language.
        Some((name, _)) if *name == "value" => ExprKind::Reference((*name).clone()),
        None if scope.id == DialectId::Sqlite && !is_hidden_column(&name) => ExprKind::String(name),
        Some(_) | None => ExprKind::Reference(name),
    }
}

fn is_hidden_column(name: &str) -> bool {
    ["rowid", "oid", "_rowid_"].iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// Truth values are numbers.
fn sqlite_node(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Bool(value) => Expr::new(truth(value), expr.span),
        _ => expr,
    }
}

/// A truth value as a number.
pub(super) fn truth(value: bool) -> ExprKind<Name> {
    ExprKind::Number(Name::new_static(if value { "1" } else { "0" }))
}

/// Whether it is written out.
pub(super) fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Unary { op: UnaryOp::Minus, operand } | ExprKind::Cast { operand, .. } => {
            is_literal(operand)
        }
        ExprKind::Null | ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::String(_) => true,
        _ => false,
    }
}
