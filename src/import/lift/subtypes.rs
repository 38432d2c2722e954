//! Tables that share the key of another one whose rows say what they are: subtypes.

use rustc_hash::FxHashMap;

use super::names::{Names, singular};
use crate::base::{ExprKind, Name, ReferentialAction, snake_case};
use crate::schema::{Expr, ForeignKey, NativeSchema, NativeType, QualifiedName, Table};

/// The tables that are surely subtypes, with the tables of their supertypes: at least two share a key with one
/// table, go with its rows, and are the values of a column there.
pub(super) fn subtypes<'a>(
    schema: &'a NativeSchema,
    tables: &[&'a Table<NativeType>],
    names: &Names,
) -> FxHashMap<&'a QualifiedName, &'a QualifiedName> {
    let mut groups: FxHashMap<&QualifiedName, Vec<&'a Table<NativeType>>> = FxHashMap::default();
    let mut order: Vec<&'a QualifiedName> = Vec::new();
    for table in tables {
        let Some(key) = shared_key(schema, table) else { continue };
        let group = groups.entry(&key.target).or_default();
        if group.is_empty() {
            order.push(&key.target);
        }
        group.push(table);
    }
    let mut res = FxHashMap::default();
    for target in order {
        let group = &groups[target];
        let Some(above) = schema.table(target) else { continue };
        let kinds = kinds(schema, above);
        let is_kind = |it: &&Table<NativeType>| {
            let entity = snake_case(names.entity(&it.name).unwrap_or_default());
            kinds
                .iter()
                .any(|kinds| kinds.contains(&entity) || kinds.contains(&bare(&entity, target)))
        };
        if group.len() > 1 && group.iter().all(is_kind) {
            res.extend(group.iter().map(|it| (&it.name, &above.name)));
        }
    }
    // What extends something that extends something keeps to one level: the rest stays as it is.
    let above: Vec<&QualifiedName> = res.keys().copied().collect();
    res.retain(|_, target| !above.contains(target));
    res
}

/// `car` of `vehicle_car`, for a table `vehicles`.
fn bare(entity: &str, target: &QualifiedName) -> Name {
    let stem = singular(&target.name).to_lowercase();
    let rest = entity.strip_prefix(&stem).and_then(|it| it.strip_prefix('_'));
    let rest = rest.or_else(|| entity.strip_suffix(&stem)?.strip_suffix('_'));
    Name::new(rest.unwrap_or(entity))
}

/// The foreign key that is the primary key as well, in the one form in which a subtype builds it.
fn shared_key<'a>(schema: &NativeSchema, table: &'a Table<NativeType>) -> Option<&'a ForeignKey> {
    let key = table.primary_key.as_ref()?;
    let found = table.foreign_keys.iter().find(|it| it.columns == key.columns)?;
    let target = schema.table(&found.target)?;
    let joined = key.columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
    let is_usual = found.name == format!("{}_{joined}_fkey", table.name.name).as_str()
        && (key.name == format!("{}_pkey", table.name.name).as_str() || key.name == "PRIMARY")
        && key.settings.is_empty();
    let is_shared = target.name != table.name
        && target.primary_key.as_ref().is_some_and(|it| it.columns == key.columns)
        && found.target_columns == key.columns
        && table.columns.iter().map(|it| &it.name).take(key.columns.len()).eq(&key.columns);
    let goes_along = found.on_delete == ReferentialAction::Cascade
        && found.on_update == ReferentialAction::NoAction
        && found.deferrable.is_none()
        && found.is_validated
        && !found.match_full
        && found.comment.is_none();
    let is_bare = |it: &&crate::schema::Column<NativeType>| {
        it.default.is_none() && it.identity.is_none() && it.comment.is_none()
    };
    let mut own = table.columns.iter().take(key.columns.len());
    let is_bare = own.all(|it| is_bare(&it));
    (is_usual && is_shared && goes_along && is_bare).then_some(found)
}

/// The values of each column that can only have some, in snake_case.
fn kinds(schema: &NativeSchema, table: &Table<NativeType>) -> Vec<Vec<Name>> {
    let mut res: Vec<Vec<Name>> = Vec::new();
    for column in &table.columns {
        let of_type = schema
            .enums
            .iter()
            .find(|it| it.name.name == column.ty.name && it.name.namespace == column.ty.namespace);
        res.extend(of_type.map(|it| it.labels.iter().map(|it| snake_case(it)).collect()));
    }
    for check in &table.checks {
        if let ExprKind::In { operand, list, negated: false } = &check.expr.kind
            && matches!(operand.kind, ExprKind::Reference(_))
        {
            let text = |it: &Expr| {
                let ExprKind::String(text) = &it.kind else { return None };
                Some(snake_case(text))
            };
            res.extend(list.iter().map(text).collect::<Option<Vec<_>>>());
        }
    }
    res
}
