//! What holds of every schema that lowering makes.

use std::collections::HashSet;

use erc::base::{ExprKind, Name};
use erc::schema::{Expr, Index, LogicalSchema, LogicalType, QualifiedName, Table, creation_order};

type LogicalTable = Table<LogicalType>;

/// Panics when something refers to nothing, a key can be null, a name is missing, too long or taken.
/// What a model with errors becomes has to be whole as well, but for names that collide.
#[track_caller]
pub(crate) fn check(schema: &LogicalSchema, has_errors: bool) {
    for table in schema.tables.values() {
        columns(table, has_errors);
        constraints(schema, table, has_errors);
    }
    if !has_errors {
        names(schema);
        order(schema);
    }
}

#[track_caller]
fn columns(table: &LogicalTable, has_errors: bool) {
    let mut seen = HashSet::new();
    for column in &table.columns {
        assert!(!column.name.is_empty(), "a column of {} has no name", table.name);
        let is_new = seen.insert(&column.name) || !column.only.is_empty();
        assert!(is_new || has_errors, "{}.{} is there twice", table.name, column.name);
        let mut used: Vec<&Name> = Vec::new();
        used.extend(column.default.as_deref().into_iter().flat_map(Expr::references));
        assert!(used.is_empty(), "the default of {}.{} uses columns", table.name, column.name);
        if let Some(generated) = &column.generated {
            expression(table, &generated.expr);
            assert!(column.default.is_none() && column.identity.is_none());
        }
    }
}

#[track_caller]
fn constraints(schema: &LogicalSchema, table: &LogicalTable, has_errors: bool) {
    if let Some(key) = &table.primary_key {
        present(table, &key.columns);
        for name in &key.columns {
            let column = table.column(name).expect("it is present");
            assert!(!column.is_nullable, "{}.{name} is in the key and can be null", table.name);
        }
    }
    table.uniques.iter().for_each(|it| present(table, &it.columns));
    table.checks.iter().for_each(|it| expression(table, &it.expr));
    for it in &table.exclusions {
        assert!(!it.items.is_empty());
        it.items.iter().for_each(|it| expression(table, &it.item.expr));
    }
    for it in &table.indexes {
        assert!(!it.items.is_empty());
        it.items.iter().for_each(|it| expression(table, &it.expr));
        it.predicate.iter().for_each(|it| expression(table, it));
    }
    for it in &table.foreign_keys {
        present(table, &it.columns);
        let target = schema.table(&it.target).expect("a foreign key refers to a table");
        present(target, &it.target_columns);
        assert_eq!(it.columns.len(), it.target_columns.len(), "{}", it.name);
        let is_unique = is_unique(target, &it.target_columns);
        assert!(is_unique || has_errors, "{} of {} refers to no key", it.name, table.name);
        for (own, other) in it.columns.iter().zip(&it.target_columns) {
            let types = [table.column(own), target.column(other)].map(|it| it.map(|it| &it.ty));
            let is_literal = types[0] != types[1];
            assert!(
                !is_literal || has_errors || is_loose(types),
                "{own} -> {other} differ in type"
            );
        }
    }
}

/// `references` and `foreign key` may put two integers or two texts together.
fn is_loose(types: [Option<&LogicalType>; 2]) -> bool {
    let is_exact = |it: &Option<&LogicalType>| matches!(it, Some(LogicalType::Enum(_)) | None);
    !types.iter().any(is_exact)
}

fn is_unique(table: &LogicalTable, columns: &[Name]) -> bool {
    let same =
        |them: &[Name]| them.len() == columns.len() && them.iter().all(|it| columns.contains(it));
    let by_index = |it: &Index| {
        let names: Option<Vec<Name>> = it.items.iter().map(|it| it.as_column().cloned()).collect();
        it.is_unique && it.predicate.is_none() && names.is_some_and(|it| same(&it))
    };
    table.primary_key.iter().any(|it| same(&it.columns))
        || table.uniques.iter().any(|it| same(&it.columns))
        || table.indexes.iter().any(by_index)
}

#[track_caller]
fn present(table: &LogicalTable, columns: &[Name]) {
    assert!(!columns.is_empty(), "something of {} has no columns", table.name);
    let mut seen = HashSet::new();
    for name in columns {
        assert!(table.column(name).is_some(), "{} has no column {name}", table.name);
        assert!(seen.insert(name), "{name} is listed twice in {}", table.name);
    }
}

#[track_caller]
fn expression(table: &LogicalTable, expr: &Expr) {
    for name in expr.references() {
        assert!(table.column(name).is_some(), "{} has no column {name}", table.name);
    }
    expr.walk(&mut |it| {
        assert!(!matches!(it.kind, ExprKind::Array(_)), "a list of columns is left");
    });
}

/// Names are as unique as the strictest database wants them.
#[track_caller]
fn names(schema: &LogicalSchema) {
    let mut relations: HashSet<QualifiedName> = HashSet::new();
    let mut rules: HashSet<QualifiedName> = HashSet::new();
    let mut relation = |name: QualifiedName| {
        assert!(name.name.len() <= 63, "{name} is too long");
        assert!(relations.insert(name.clone()), "{name} is taken");
    };
    schema.enums.iter().for_each(|it| relation(it.name.clone()));
    schema.domains.iter().for_each(|it| relation(it.name.clone()));
    schema.views.iter().for_each(|it| relation(it.name.clone()));
    for table in schema.tables.values() {
        relation(table.name.clone());
        let inside = |name: &Name| QualifiedName {
            namespace: table.name.namespace.clone(),
            name: name.clone(),
        };
        table.primary_key.iter().for_each(|it| relation(inside(&it.name)));
        table.uniques.iter().for_each(|it| relation(inside(&it.name)));
        table.exclusions.iter().for_each(|it| relation(inside(&it.name)));
        table.indexes.iter().for_each(|it| relation(inside(&it.name)));
        let checks = table.checks.iter().map(|it| &it.name);
        for name in checks.chain(table.foreign_keys.iter().map(|it| &it.name)) {
            assert!(!name.is_empty() && name.len() <= 63, "{name:?} is no name");
            assert!(rules.insert(inside(name)), "{name} is taken");
        }
    }
}

/// Whatever a foreign key refers to is there before it, or the foreign key waits.
#[track_caller]
fn order(schema: &LogicalSchema) {
    let order = creation_order(schema);
    let mut made: HashSet<&QualifiedName> = HashSet::new();
    for &id in &order.tables {
        let table = &schema.tables[id];
        assert!(made.insert(&table.name), "{} is made twice", table.name);
        for (place, it) in table.foreign_keys.iter().enumerate() {
            let waits = order.deferred.contains(&(id, place));
            assert!(waits != made.contains(&it.target), "{} in {}", it.name, table.name);
        }
    }
    assert_eq!(order.tables.len(), schema.tables.len());
}
