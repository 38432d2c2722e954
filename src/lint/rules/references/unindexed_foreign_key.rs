//! `unindexed-foreign-key`: a foreign key has no index to look it up by.

use crate::base::{Code, Expr, ExprKind, Name};
use crate::lint::context::TableView;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::NativeOwner;
use crate::schema::{IndexItem, Origin, Table};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unindexed-foreign-key",
        summary: "A foreign key has no index to look it up by",
        docs: "\
A reference brings its index along; `references` and `foreign key`, which say what the database says, do not.
Without one every deletion in the other table reads this one from start to end, and so does every join from
there. MySQL and MariaDB make one by themselves, so a model that is built for these alone is not reported.

Bad:

```erd
entity Agency { id bigint key identity }
entity Clerk {
  id bigint key identity
  agency_id bigint references Agency(id)
}
```

Good:

```erd
entity Office { id bigint key identity }
entity Guard {
  id bigint key identity
  office_id bigint references Office(id)

  index (office_id)
}
entity Cook {
  id bigint key identity
  office Office
}
```

Allow it where the other table never loses a row and nobody asks from there.
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let makes_one = |it| crate::dialect::of(it).capabilities().foreign_keys.needs_index;
    if cx.dialects().all(makes_one) {
        return;
    }
    for view in cx.tables() {
        for key in view.table.foreign_keys.iter().filter(|it| !is_served(cx, &view, &it.columns)) {
            let names = cx.column_names(view.table, &key.columns);
            let message =
                format!("no index of `{}` starts with {names}", cx.table_title(view.table));
            let help = match cx.text(key.span).contains("@index(none)") {
                true => "add an index that starts so, or take `@index(none)` away".to_owned(),
                false => {
                    let names = names.replace('`', "");
                    format!("add `index ({names})`, or let the type be the entity")
                }
            };
            out.push_of(view.table.span, out.at(key.span, message).help(help));
        }
    }
}

/// Whether a key or an index over all rows that have a value starts with these columns, in whatever order, or leads
/// to one row by some of them.
fn is_served(cx: &Context<'_>, view: &TableView<'_>, columns: &[Name]) -> bool {
    let starts = |them: &[&Name]| {
        them.len() >= columns.len() && them[..columns.len()].iter().all(|it| columns.contains(it))
    };
    let is_inside = |them: &[Name]| them.iter().all(|it| columns.contains(it));
    let table = view.table;
    let key = table.primary_key.iter().map(|it| &it.columns);
    let mut keys = key.chain(table.uniques.iter().map(|it| &it.columns));
    if keys.any(|it| is_inside(it)) {
        return true;
    }
    let key = table.primary_key.iter().map(|it| it.columns.iter().collect::<Vec<_>>());
    let uniques = table.uniques.iter().map(|it| it.columns.iter().collect());
    let whole = table.indexes.iter().filter(|it| it.predicate.as_ref().is_none_or(asks_for_value));
    let indexes = whole.map(|it| it.items.iter().map_while(IndexItem::as_column).collect());
    key.chain(uniques).chain(indexes).any(|it: Vec<&Name>| starts(&it))
        || is_served_by_text(cx, table, columns)
}

/// `a is not null`, also as SQL: a look-up by a value asks for no other rows.
fn asks_for_value<R>(predicate: &Expr<R>) -> bool {
    if let ExprKind::Sql(text) = &predicate.kind {
        return text.bare.as_deref().is_some_and(is_not_null);
    }
    matches!(predicate.kind, ExprKind::IsNull { negated: true, .. })
}

fn is_not_null(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, tail @ ..] = words.as_slice() else { return false };
    tail.len() == 3 && tail.join(" ").trim_end_matches(')').eq_ignore_ascii_case("is not null")
}

/// Whether an index that is carried word for word starts with these columns.
fn is_served_by_text<T>(cx: &Context<'_>, table: &Table<T>, columns: &[Name]) -> bool {
    let Origin::Entity(entity) = table.origin else { return false };
    let natives =
        cx.model.natives.values().filter(|it| it.owner == Some(NativeOwner::Entity(entity)));
    let mut indexes = natives.filter(|it| it.kind == "index");
    indexes.any(|it| {
        let text = cx.dialects().find_map(|dialect| it.body.text(dialect)).unwrap_or_default();
        let Some((_, behind)) = text.split_once('(') else { return false };
        let Some((list, rest)) = behind.split_once(')') else { return false };
        let plain = list.split(',').map(|it| it.trim().trim_matches(['"', '`']));
        let plain: Vec<&str> = plain.take(columns.len()).collect();
        let condition = rest.split_once("where ").or_else(|| rest.split_once("WHERE "));
        condition.is_none_or(|it| is_not_null(it.1.trim_end_matches(';')))
            && plain.len() == columns.len()
            && plain.iter().all(|it| columns.iter().any(|column| column == it))
    })
}
