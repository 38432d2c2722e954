//! New names, one after the other: also where two things take each other's.

use super::Stage;
use super::context::Context;
use super::release::has_sql;
use crate::base::Name;
use crate::dialect::{Action, Alteration, Statement, TypeKind, alter_rules, counter_name};
use crate::schema::{Column, Expr, NativeType, QualifiedName};

/// Adds every rename of schemas, tables, columns, types and values.
pub(super) fn renames(cx: &mut Context<'_>) {
    let difference = cx.difference;
    let renames = &difference.renames;
    for (from, to) in in_order(&renames.namespaces, |it| Name::new(format!("{it}_erc"))) {
        cx.alter(Stage::Rename, Alteration::RenameNamespace { from: &from, to: &to });
    }
    for (from, to) in in_order(&renames.tables, aside) {
        cx.alter(Stage::Rename, Alteration::RenameTable { from: &from, to: &to });
    }
    let mut columns = renames.columns.as_slice();
    while let Some((table, ..)) = columns.first() {
        let n_columns = columns.iter().take_while(|(it, ..)| it == table).count();
        let (these, rest) = columns.split_at(n_columns);
        let pairs: Vec<(Name, Name)> =
            these.iter().map(|(_, old, new)| (old.clone(), new.clone())).collect();
        for (from, to) in in_order(&pairs, |it| Name::new(format!("{it}_erc"))) {
            remind(cx, table, &from);
            cx.alter(Stage::Rename, Alteration::RenameColumn { table, from: &from, to: &to });
        }
        columns = rest;
    }
    for (kind, pairs) in [(TypeKind::Enum, &renames.enums), (TypeKind::Domain, &renames.domains)] {
        for (from, to) in in_order(pairs, aside) {
            cx.alter(Stage::Rename, Alteration::RenameType { kind, from: &from, to: &to });
        }
    }
    counters(cx);
    for (name, from, to) in &renames.labels {
        cx.alter(Stage::Rename, Alteration::RenameLabel { name, from, to });
    }
}

/// Where a query has called a table by another name, MariaDB looks for the columns of its expressions there, until
/// the table is altered: what is said again is its comment, which costs nothing.
fn remind(cx: &mut Context<'_>, table: &QualifiedName, column: &Name) {
    if !alter_rules(cx.dialect.id()).forgets_checked_columns {
        return;
    }
    let difference = cx.difference;
    let mut tables = difference.original.tables.values().zip(difference.before.tables.values());
    let Some((old, _)) = tables.find(|(_, new)| new.name == *table) else { return };
    let checks = old.checks.iter().map(|it| &it.expr);
    let generated = old.columns.iter().filter_map(|it| Some(&it.generated.as_ref()?.expr));
    let defaults = old.columns.iter().filter_map(|it| it.default.as_deref());
    let mentions = |it: &Expr| it.references().contains(&column) || has_sql(it);
    if checks.chain(generated).chain(defaults).any(mentions) {
        let actions = vec![Action::Comment(old.comment.as_deref())];
        let statement = Statement::Alter(Alteration::Table { table, actions });
        let note = format!("lets MariaDB find `{column}` in what the table computes and checks");
        cx.push_noted(Stage::Rename, &statement, Some(&note));
    }
}

/// What counts behind a column goes by the names of its table and column, if it did so before.
fn counters(cx: &mut Context<'_>) {
    let difference = cx.difference;
    let id = cx.dialect.id();
    let tables = difference.original.tables.values().zip(difference.before.tables.values());
    let mut pairs: Vec<(QualifiedName, QualifiedName)> = Vec::new();
    for (old, new) in tables {
        let Some(wanted) = cx.tables_after.get(&new.name) else { continue };
        for (old_column, column) in old.columns.iter().zip(&new.columns) {
            let counts = |it: &Column<NativeType>| it.identity.is_some();
            let stays = counts(column) && wanted.column(&column.name).is_some_and(counts);
            let is_same = old.name.name == new.name.name && old_column.name == column.name;
            if !stays || is_same {
                continue;
            }
            let named = |table: &QualifiedName, column: &Name| {
                let name = counter_name(id, &table.name, column)?;
                Some(QualifiedName { namespace: new.name.namespace.clone(), name })
            };
            let from = named(&old.name, &old_column.name);
            pairs.extend(from.zip(named(&new.name, &column.name)).filter(|(a, b)| a != b));
        }
    }
    for (from, to) in in_order(&pairs, aside) {
        cx.alter(Stage::Rename, Alteration::RenameSequence { from: &from, to: &to });
    }
}

fn aside(name: &QualifiedName) -> QualifiedName {
    let QualifiedName { namespace, name } = name.clone();
    QualifiedName { namespace, name: Name::new(format!("{name}_erc")) }
}

/// Renames in an order in which every new name is free; a circle is opened by a name in between.
pub(super) fn in_order<N: Clone + PartialEq>(
    pairs: &[(N, N)],
    aside: impl Fn(&N) -> N,
) -> Vec<(N, N)> {
    let mut pending = pairs.to_vec();
    let mut res = Vec::with_capacity(pairs.len());
    while !pending.is_empty() {
        let is_free = |to: &N| !pending.iter().any(|(from, _)| from == to);
        match pending.iter().position(|(_, to)| is_free(to)) {
            Some(idx) => res.push(pending.remove(idx)),
            None => {
                let between = aside(&pending[0].0);
                res.push((pending[0].0.clone(), between.clone()));
                pending[0].0 = between;
            }
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_may_take_each_others_names() {
        let pairs = [("a", "b"), ("b", "a"), ("c", "d")];
        let res = in_order(&pairs, |_| "x");
        assert_eq!(res, [("c", "d"), ("a", "x"), ("b", "a"), ("x", "b")]);
    }
}
