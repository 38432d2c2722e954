//! Which names a piece of SQL or a table speaks of.

use std::collections::BTreeSet;

use crate::base::{DialectId, ExprKind, Name};
use crate::schema::{Expr, NativeType, Table};

/// The names in a text: words and what stands in the quotes of names. Strings and comments are passed over,
/// except for the dollar-quoted body of a function, which is code.
pub fn names_in_sql(sql: &str) -> BTreeSet<Name> {
    let mut res = BTreeSet::new();
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '\'' => behind_quoted(rest, c),
            '"' | '`' => {
                let tail = behind_quoted(rest, c);
                let inner = &rest[1..rest.len() - tail.len()];
                res.insert(Name::new(inner.strip_suffix(c).unwrap_or(inner)));
                tail
            }
            '-' if rest.starts_with("--") => rest.split_once('\n').map_or("", |(_, tail)| tail),
            '/' if rest.starts_with("/*") => rest.split_once("*/").map_or("", |(_, tail)| tail),
            c if c.is_alphabetic() || c == '_' => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
                let (word, tail) = rest.split_at(end.unwrap_or(rest.len()));
                res.insert(Name::new(word.to_lowercase()));
                tail
            }
            c => &rest[c.len_utf8()..],
        };
    }
    res
}

/// What comes behind a quoted piece; nothing when it does not end.
fn behind_quoted(text: &str, quote: char) -> &str {
    let mut chars = text.char_indices().skip(1);
    chars.find(|(_, c)| *c == quote).map_or("", |(idx, c)| &text[idx + c.len_utf8()..])
}

/// The names that the expressions and types of a table speak of, beside its own columns.
pub fn names_in_table(table: &Table<NativeType>, dialect: DialectId) -> BTreeSet<Name> {
    let mut res = BTreeSet::new();
    for column in &table.columns {
        res.insert(column.ty.name.clone());
        let generated = column.generated.as_ref().map(|it| &it.expr);
        column
            .default
            .as_deref()
            .into_iter()
            .chain(generated)
            .for_each(|it| names_in_expr(it, dialect, &mut res));
    }
    table.checks.iter().for_each(|it| names_in_expr(&it.expr, dialect, &mut res));
    for index in &table.indexes {
        let items = index.items.iter().map(|it| &it.expr);
        items.chain(&index.predicate).for_each(|it| names_in_expr(it, dialect, &mut res));
        res.extend(index.items.iter().filter_map(|it| it.operator_class.clone()));
    }
    for exclusion in &table.exclusions {
        let items = exclusion.items.iter().map(|it| &it.item.expr);
        items.chain(&exclusion.predicate).for_each(|it| names_in_expr(it, dialect, &mut res));
    }
    res
}

fn names_in_expr(expr: &Expr, dialect: DialectId, res: &mut BTreeSet<Name>) {
    expr.walk(&mut |it| {
        if let ExprKind::Call { function, .. } = &it.kind {
            res.insert(function.rsplit('.').next().map_or_else(|| function.clone(), Name::new));
        } else if let ExprKind::Sql(text) = &it.kind {
            res.extend(names_in_sql(text.text(dialect).unwrap_or_default()));
        } else if let ExprKind::String(text) = &it.kind {
            // `nextval('a_seq')` names a sequence.
            res.insert(text.clone());
        }
    });
}
