//! From the tables of a database to relations.

use crate::base::{DialectSet, Name, Span};
use crate::normalize::relation::{Origin, OriginKind, Owner, Relation, RelationAttribute};
use crate::schema::{
    Dependency as TableDependency, DependencyKind, DependencyOrigin, Schema, Table,
};
use crate::theory::{
    AttributeSet, Dependency, FunctionalDependency, JoinDependency, MultivaluedDependency,
};

/// Every table of `schema` as a relation of its columns, a generated column left out unless a key or
/// dependency names it.
pub fn relations_of_schema<T>(schema: &Schema<T>) -> Vec<Relation> {
    schema.tables.values().map(relation).collect()
}

fn relation<T>(table: &Table<T>) -> Relation {
    let named = named(table);
    let columns = table.columns.iter();
    let columns = columns.filter(|it| it.generated.is_none() || named.contains(&&it.name));
    let attribute = |it: &crate::schema::Column<T>| RelationAttribute {
        name: it.name.to_string(),
        path: Vec::new(),
        is_optional: it.is_nullable,
        span: it.span,
    };
    let attributes = columns.map(attribute).collect();
    let mut res = Relation::new(table.name.to_string(), Owner::Table, attributes, table.span);
    if let Some(key) = &table.primary_key {
        superkey(&mut res, &key.columns, OriginKind::Key, key.span);
        res.has_key = true;
    }
    for (columns, nulls_not_distinct, span) in uniques(table) {
        let is_nullable = |it: &&Name| table.column(it).is_none_or(|it| it.is_nullable);
        if nulls_not_distinct || !columns.iter().any(is_nullable) {
            let columns: Vec<Name> = columns.into_iter().cloned().collect();
            superkey(&mut res, &columns, OriginKind::Unique, span);
        }
    }
    for it in &table.dependencies {
        declare(&mut res, it);
    }
    res
}

/// The columns that keys and dependencies name.
fn named<T>(table: &Table<T>) -> Vec<&Name> {
    let mut res: Vec<&Name> = table.primary_key.iter().flat_map(|it| &it.columns).collect();
    res.extend(uniques(table).into_iter().flat_map(|(columns, ..)| columns));
    for it in table.dependencies.iter().filter(|it| !is_derived(it)) {
        match &it.kind {
            DependencyKind::Functional { determinant, dependent }
            | DependencyKind::Multivalued { determinant, dependent } => {
                res.extend(determinant.iter().chain(dependent));
            }
            DependencyKind::Join { components } => res.extend(components.iter().flatten()),
        }
    }
    res
}

fn is_derived(it: &TableDependency) -> bool {
    matches!(it.origin, DependencyOrigin::Derived(_))
}

/// The unique constraints and indexes that hold for every row of every database: their columns, whether two
/// nulls count as equal, where they are said.
fn uniques<T>(table: &Table<T>) -> Vec<(Vec<&Name>, bool, Span)> {
    let constraints = table.uniques.iter().filter(|it| it.only == DialectSet::NONE);
    let constraints =
        constraints.map(|it| (it.columns.iter().collect(), it.nulls_not_distinct, it.span));
    let indexes = table
        .indexes
        .iter()
        .filter(|it| it.is_unique && it.predicate.is_none() && it.only == DialectSet::NONE);
    let indexes = indexes.filter_map(|it| {
        let whole = it.items.iter().filter(|it| it.prefix_length.is_none());
        let columns: Vec<&Name> = whole.filter_map(|it| it.as_column()).collect();
        (columns.len() == it.items.len()).then_some((columns, it.nulls_not_distinct, it.span))
    });
    constraints.chain(indexes).collect()
}

fn superkey(relation: &mut Relation, columns: &[Name], kind: OriginKind, span: Span) {
    let Some(from) = set(relation, columns) else { return };
    let to = &relation.dependencies.attributes() - &from;
    if !to.is_empty() {
        let dependency = Dependency::Functional(FunctionalDependency { from, to });
        relation.declare(dependency, Origin { kind, span });
    }
}

fn declare(relation: &mut Relation, it: &TableDependency) {
    let dependency = match &it.kind {
        DependencyKind::Functional { determinant, dependent } => {
            sides(relation, determinant, dependent)
                .map(|(from, to)| Dependency::Functional(FunctionalDependency { from, to }))
        }
        DependencyKind::Multivalued { determinant, dependent } => {
            sides(relation, determinant, dependent)
                .map(|(from, to)| Dependency::Multivalued(MultivaluedDependency { from, to }))
        }
        DependencyKind::Join { components } => {
            let components: Option<Vec<AttributeSet>> =
                components.iter().map(|it| set(relation, it)).collect();
            components.map(|components| Dependency::Join(JoinDependency { components }))
        }
    };
    let kind = match it.origin {
        DependencyOrigin::Key => OriginKind::Key,
        DependencyOrigin::Unique => OriginKind::Unique,
        DependencyOrigin::Declared(_) => OriginKind::Declared,
        DependencyOrigin::Composite(_) => OriginKind::Composite,
        DependencyOrigin::Reference(_) => OriginKind::Reference,
        DependencyOrigin::Cardinality(_) => OriginKind::Cardinality,
        DependencyOrigin::Derived(_) | DependencyOrigin::Hierarchy(_) => OriginKind::Derived,
    };
    // What names a column that was left out says nothing about the others.
    if let Some(dependency) = dependency {
        relation.declare(dependency, Origin { kind, span: it.span });
    }
}

fn sides(relation: &Relation, from: &[Name], to: &[Name]) -> Option<(AttributeSet, AttributeSet)> {
    Some((set(relation, from)?, set(relation, to)?))
}

fn set(relation: &Relation, columns: &[Name]) -> Option<AttributeSet> {
    columns.iter().map(|it| relation.attribute(it)).collect()
}
