//! The names of what a query gives.

use sqlparser::ast::{Expr, Query, SelectItem, SetExpr};
use sqlparser::parser::Parser;

use super::words::{folded, parser_dialect};
use crate::base::{DialectId, Name, Span};
use crate::schema::{Column, NativeType, Origin};

/// The names that a view says beside its query: none where the query gives the same by itself.
pub(in crate::import) fn names_beside(names: Vec<Name>, query: &str, id: DialectId) -> Vec<Name> {
    let says_nothing = names.is_empty() || query_names(query, id).as_ref() == Some(&names);
    if says_nothing { Vec::new() } else { names }
}

/// A column of a view, of which no more is known than the name.
pub(in crate::import) fn named_column(name: Name) -> Column<NativeType> {
    let column = Column::new(name, NativeType::plain(""), Origin::None, Span::nowhere());
    Column { is_nullable: true, ..column }
}

/// What the columns of a query are called by themselves; nothing where reading it does not tell.
fn query_names(text: &str, id: DialectId) -> Option<Vec<Name>> {
    let parser = Parser::new(parser_dialect(id)).with_recursion_limit(DEEPEST);
    let query = parser.try_with_sql(text).ok()?.parse_query().ok()?;
    of_query(&query, id)
}

const DEEPEST: usize = 100;

fn of_query(query: &Query, id: DialectId) -> Option<Vec<Name>> {
    let mut body = &*query.body;
    // The first of several that are put together gives the names.
    while let SetExpr::SetOperation { left, .. } = body {
        body = left;
    }
    match body {
        SetExpr::Select(select) => select.projection.iter().map(|it| of_item(it, id)).collect(),
        SetExpr::Query(query) => of_query(query, id),
        _ => None,
    }
}

fn of_item(item: &SelectItem, id: DialectId) -> Option<Name> {
    match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(folded(alias, id)),
        SelectItem::UnnamedExpr(Expr::Identifier(name)) => Some(folded(name, id)),
        SelectItem::UnnamedExpr(Expr::CompoundIdentifier(path)) => {
            path.last().map(|it| folded(it, id))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::query_names;
    use crate::base::DialectId;

    #[test]
    fn names_follow_from_a_query_or_not() {
        let of = |text: &str| {
            let names = query_names(text, DialectId::Postgres)?;
            Some(names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        let query = "select Id, t.\"Name\", count(*) as n from t union select 1, 'a', 2";
        assert_eq!(of(query).as_deref(), Some("id Name n"));
        assert_eq!(of("with t as (select 1 as a) (select a from t)").as_deref(), Some("a"));
        assert_eq!(of("select 1"), None);
        assert_eq!(of("select * from t"), None);
        assert_eq!(of("this is no query"), None);
    }
}
