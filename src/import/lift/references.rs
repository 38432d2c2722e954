//! Which foreign keys become references.

use std::fmt::Write as _;

use super::expressions::string;
use super::serials::{Sequences, serial};
use crate::base::{DialectId, Name, NaryOp, ReferentialAction};
use crate::dialect;
use crate::schema::{Check, Expr, ForeignKey, Index, IndexItem, NativeSchema, NativeType, Table};

/// A foreign key as a reference.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    pub(super) foreign_key: &'a ForeignKey,
    /// What the attribute is called, where the columns tell.
    pub(super) attribute: Name,
    /// Whether the column needs saying.
    pub(super) has_column: bool,
    /// The index that it brings along.
    pub(super) index: Option<&'a Index>,
    /// Whether nothing serves as an index.
    pub(super) is_unindexed: bool,
    /// Whether its column is of another type than the key that it refers to.
    pub(super) has_own_type: bool,
    /// That its columns are there together or not at all, where it is optional and has several.
    pub(super) check: Option<&'a Check>,
    /// The first of its columns, where the attribute stands.
    pub(super) at: usize,
}

/// The foreign keys of `table` that become references, each over columns of its own.
pub(super) fn references<'a>(
    schema: &'a NativeSchema,
    sequences: &Sequences<'a>,
    table: &'a Table<NativeType>,
) -> Vec<Reference<'a>> {
    let mut used: Vec<&Name> = Vec::new();
    let mut res: Vec<Reference<'a>> = Vec::new();
    for foreign_key in &table.foreign_keys {
        if foreign_key.columns.iter().any(|it| used.contains(&it)) {
            continue;
        }
        let Some(reference) = reference(schema, sequences, table, foreign_key) else { continue };
        used.extend(&foreign_key.columns);
        res.push(reference);
    }
    res
}

fn reference<'a>(
    schema: &'a NativeSchema,
    sequences: &Sequences<'a>,
    table: &'a Table<NativeType>,
    foreign_key: &'a ForeignKey,
) -> Option<Reference<'a>> {
    let is_plain =
        !foreign_key.match_full && foreign_key.is_validated && foreign_key.settings.is_empty();
    let target = schema.table(&foreign_key.target)?;
    let key = target.primary_key.as_ref()?;
    if !is_plain || key.columns != foreign_key.target_columns {
        return None;
    }
    let at = table.columns.iter().position(|it| Some(&it.name) == foreign_key.columns.first())?;
    let own = table.columns.get(at..at + foreign_key.columns.len())?;
    let mut has_own_type = false;
    for (column, (name, target_name)) in
        own.iter().zip(foreign_key.columns.iter().zip(&key.columns))
    {
        let other = target.column(target_name)?;
        has_own_type |= column.ty != other.ty;
        let is_same = column.collation == other.collation && column.settings == other.settings;
        let is_free = (column.default.is_none() || own.len() == 1)
            && column.identity.is_none()
            && column.generated.is_none()
            && serial(sequences, table, column).is_none()
            && column.name == *name;
        if !is_same || !is_free {
            return None;
        }
    }
    let is_optional = own.iter().any(|it| it.is_nullable);
    // One annotation names one type.
    if own.len() > 1 && has_own_type {
        return None;
    }
    if foreign_key.on_delete == ReferentialAction::SetNull && !is_optional {
        return None;
    }
    let (attribute, has_column) = attribute(&foreign_key.columns, &key.columns)?;
    let check = match is_optional && own.len() > 1 {
        true if own.iter().all(|it| it.is_nullable) => {
            Some(together(table, &attribute, &foreign_key.columns)?)
        }
        true => return None,
        false => None,
    };
    let (index, is_unindexed) = index(table, &foreign_key.columns);
    Some(Reference {
        foreign_key,
        attribute,
        has_column,
        index,
        is_unindexed,
        has_own_type,
        check,
        at,
    })
}

/// The check that an optional reference of several columns brings along.
fn together<'a>(
    table: &'a Table<NativeType>,
    attribute: &str,
    columns: &[Name],
) -> Option<&'a Check> {
    let all = |negated| {
        let reference = |it: &Name| Expr::reference(it.clone());
        let parts = columns.iter().map(|it| Expr::is_null(reference(it), negated)).collect();
        Expr::joined(NaryOp::And, parts)
    };
    let expr = Expr::joined(NaryOp::Or, vec![all(false), all(true)]);
    let name = format!("{}_{attribute}_check", table.name.name);
    let mut checks = table.checks.iter();
    checks.find(|it| {
        let is_plain = it.is_validated && it.settings.is_empty() && it.comment.is_none();
        it.name == name.as_str() && it.expr == expr && is_plain
    })
}

impl Reference<'_> {
    /// The names of what the reference brings along, where they are not those that building makes.
    pub(super) fn names_along(&self, table: &Table<NativeType>, id: DialectId) -> String {
        let key = self.foreign_key;
        let joined = key.columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
        let usual = |suffix: &str| format!("{}_{joined}_{suffix}", table.name.name);
        let mut res = String::new();
        let fkey = usual("fkey");
        if key.name != fkey.as_str() || fkey.len() > 63 || key.comment.is_some() {
            res.push_str(&constraint(key));
        }
        let idx = usual("idx");
        match self.index {
            // The database makes it by itself, under the name of the foreign key.
            Some(index) if index.name == key.name && is_implied(table, index, key, id) => {
                res.push_str(" @index(none)");
            }
            Some(index) if index.name != idx.as_str() || idx.len() > 63 => {
                let _ = write!(res, " @index({})", string(&index.name));
            }
            Some(_) => {}
            None if self.is_unindexed => res.push_str(" @index(none)"),
            None => {}
        }
        res
    }
}

/// ` @constraint("orders_customer_id_fkey", comment: "…")`
pub(super) fn constraint(key: &ForeignKey) -> String {
    let comment = key.comment.as_ref().map(|it| format!(", comment: {}", string(it)));
    format!(" @constraint({}{})", string(&key.name), comment.unwrap_or_default())
}

/// Whether the database makes this index for a foreign key by itself, and so does building.
pub(super) fn is_implied(
    table: &Table<NativeType>,
    index: &Index,
    key: &ForeignKey,
    id: DialectId,
) -> bool {
    let needs_index = dialect::of(id).capabilities().foreign_keys.needs_index;
    let is_same = index.items.iter().map(IndexItem::as_column).eq(key.columns.iter().map(Some))
        && plain_columns(index).is_some()
        && index.comment.is_none()
        && !index.nulls_not_distinct;
    let starts = |columns: &[Name]| columns.starts_with(&key.columns);
    let others = table.indexes.iter().filter(|it| it.name != index.name);
    let is_served = table.primary_key.iter().any(|it| starts(&it.columns))
        || table.uniques.iter().any(|it| starts(&it.columns))
        || others
            .map(|it| it.items.iter().map_while(|it| it.as_column().cloned()).collect())
            .any(|columns: Vec<Name>| starts(&columns));
    needs_index && is_same && !is_served
}

/// The attribute whose columns are named like this: `customer` for `customer_id` and the key `id`.
fn attribute(columns: &[Name], key: &[Name]) -> Option<(Name, bool)> {
    let stem = |column: &Name, key: &Name| -> Option<Name> {
        if column == key {
            let (stem, _) = key.rsplit_once('_')?;
            return (!stem.is_empty()).then(|| Name::new(stem));
        }
        let stem = column.strip_suffix(key.as_str())?.strip_suffix('_')?;
        let repeats = key.strip_prefix(stem).is_some_and(|rest| rest.starts_with('_'));
        (!stem.is_empty() && !repeats).then(|| Name::new(stem))
    };
    let mut stems = columns.iter().zip(key).map(|(column, key)| stem(column, key));
    let first = stems.next()?;
    match (&first, columns) {
        (Some(first), _)
            if super::names::attribute(first) == *first
                && stems.all(|it| it.as_ref() == Some(first)) =>
        {
            Some((first.clone(), false))
        }
        (_, [only]) => {
            let name = super::names::attribute(only);
            let short = name.strip_suffix("_id").filter(|it| !it.is_empty());
            Some((short.map_or(name.clone(), Name::new), true))
        }
        _ => None,
    }
}

/// The index that a reference over these columns brings along, or that it must not bring one.
fn index<'a>(table: &'a Table<NativeType>, columns: &[Name]) -> (Option<&'a Index>, bool) {
    let starts = |own: &[Name]| own.starts_with(columns);
    let by_key = table.primary_key.iter().any(|it| starts(&it.columns))
        || table.uniques.iter().any(|it| starts(&it.columns));
    let serving: Vec<&Index> =
        table.indexes.iter().filter(|it| starts(&leading_columns(it))).collect();
    match serving.as_slice() {
        _ if by_key => (None, false),
        [] => (None, true),
        [only] if plain_columns(only).is_some_and(|it| it == columns) && only.comment.is_none() => {
            (Some(only), false)
        }
        _ => (None, false),
    }
}

/// The columns that an index over all rows starts with: one that starts with those of a reference serves it, as
/// lowering sees it too.
fn leading_columns(index: &Index) -> Vec<Name> {
    let is_btree = index.method.as_deref().is_none_or(|it| it == "btree");
    if !is_btree || index.predicate.is_some() {
        return Vec::new();
    }
    index.items.iter().map_while(|it| it.as_column().cloned()).collect()
}

/// The columns of an index that is nothing but columns.
fn plain_columns(index: &Index) -> Option<Vec<Name>> {
    let is_plain = index.method.is_none()
        && index.predicate.is_none()
        && index.include.is_empty()
        && index.settings.is_empty()
        && !index.is_unique;
    let plain = |it: &IndexItem| {
        let is_plain = it.collation.is_none()
            && it.operator_class.is_none()
            && !it.descending
            && it.nulls.is_none()
            && it.prefix_length.is_none();
        it.as_column().filter(|_| is_plain).cloned()
    };
    is_plain.then(|| index.items.iter().map(plain).collect())?
}
