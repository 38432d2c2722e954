//! Edits of a schema that nobody wrote for it: what may change without anything else having to.

use std::collections::BTreeSet;

use erc::base::{ExprKind, Name, Span};
use erc::dialect::names_in_sql;
use erc::schema::{
    Column, ForeignKey, Index, IndexItem, Key, NativeSchema, NativeType, QualifiedName, Settings,
    Table, TableId, TypeArgument,
};

use crate::random::dice::Dice;

type NativeTable = Table<NativeType>;

/// The schema after some edits, the same for the same seed.
pub fn edited(schema: &NativeSchema, seed: u64) -> NativeSchema {
    let mut dice = Dice::new(seed ^ 0xC0_1DE5);
    let mut res = schema.clone();
    let mentioned = mentioned(schema);
    for number in 0..dice.between(4, 12) {
        let ids: Vec<TableId<NativeType>> = res.tables.ids().collect();
        let Some(&id) = dice.any(&ids) else { break };
        match dice.below(9) {
            0 => add_column(&mut res, id, number),
            1 => drop_column(&mut res, id, &mut dice, &mentioned),
            2 => widen(&mut res, id, &mut dice),
            3 => toggle_nullable(&mut res, id, &mut dice),
            4 => drop(res.tables[id].foreign_keys.pop()),
            5 => drop_index(&mut res, id),
            6 => add_index(&mut res, id, &mut dice, number),
            7 => add_table(&mut res, id, number),
            _ => drop_table(&mut res, id, &mentioned),
        }
    }
    res
}

/// Names in what erc does not look into.
fn mentioned(schema: &NativeSchema) -> BTreeSet<Name> {
    let bodies = schema.views.iter().map(|it| &it.body);
    let bodies = bodies.chain(schema.objects.iter().map(|it| &it.body));
    let texts = bodies.flat_map(|it| {
        it.bare.iter().chain(it.named.iter().map(|(_, text)| text)).collect::<Vec<_>>()
    });
    texts.flat_map(|it| names_in_sql(it)).collect()
}

/// Whether anything but the column itself speaks of it.
fn is_held(schema: &NativeSchema, table: &NativeTable, name: &Name) -> bool {
    let in_list = |names: &[Name]| names.contains(name);
    let exprs = table.checks.iter().map(|it| &it.expr);
    let generated = table.columns.iter().filter_map(|it| Some(&it.generated.as_ref()?.expr));
    let items = table.indexes.iter().flat_map(|it| it.items.iter().map(|it| &it.expr));
    let predicates = table.indexes.iter().filter_map(|it| it.predicate.as_ref());
    let mut exprs = exprs.chain(generated).chain(items).chain(predicates);
    let has_sql = |it: &erc::schema::Expr| {
        let mut res = false;
        it.walk(&mut |it| res |= matches!(it.kind, ExprKind::Sql(_)));
        res
    };
    let is_target = |it: &ForeignKey| it.target == table.name && in_list(&it.target_columns);
    table.primary_key.as_ref().is_some_and(|it| in_list(&it.columns))
        || table.uniques.iter().any(|it| in_list(&it.columns))
        || table.foreign_keys.iter().any(|it| in_list(&it.columns))
        || schema.tables.values().any(|it| it.foreign_keys.iter().any(is_target))
        || table.indexes.iter().any(|it| in_list(&it.include))
        || !table.exclusions.is_empty()
        || !table.settings.is_empty()
        || exprs.any(|it| it.references().contains(&name) || has_sql(it))
}

fn is_plain(it: &Column<NativeType>) -> bool {
    it.identity.is_none() && it.generated.is_none() && it.ty.namespace.is_none()
}

fn is_small(it: &NativeType) -> bool {
    matches!(it.name.as_str(), "int" | "integer" | "bigint" | "smallint" | "date")
        && it.n_dimensions == 0
}

fn named(like: &Column<NativeType>, name: Name, ty: NativeType) -> Column<NativeType> {
    Column {
        name,
        ty,
        is_nullable: true,
        default: None,
        identity: None,
        generated: None,
        collation: None,
        comment: None,
        settings: Settings::default(),
        was: Vec::new(),
        from: Vec::new(),
        ..like.clone()
    }
}

fn add_column(schema: &mut NativeSchema, id: TableId<NativeType>, number: usize) {
    let name = Name::new(format!("fresh_{number}"));
    let table = &mut schema.tables[id];
    if let Some(like) = table.columns.iter().find(|it| is_plain(it) && is_small(&it.ty)).cloned() {
        table.columns.push(named(&like, name, like.ty.clone()));
    }
}

fn drop_column(
    schema: &mut NativeSchema,
    id: TableId<NativeType>,
    dice: &mut Dice,
    mentioned: &BTreeSet<Name>,
) {
    let table = &schema.tables[id];
    let at = dice.below(table.columns.len());
    let column = &table.columns[at];
    // A view that says `*` speaks of every column.
    let is_seen = mentioned.contains(&column.name) || mentioned.contains(&table.name.name);
    if table.columns.len() > 1
        && is_plain(column)
        && !is_seen
        && !is_held(schema, table, &column.name)
    {
        schema.tables[id].columns.remove(at);
    }
}

fn widen(schema: &mut NativeSchema, id: TableId<NativeType>, dice: &mut Dice) {
    let table = &schema.tables[id];
    let at = dice.below(table.columns.len());
    let column = &table.columns[at];
    if !is_plain(column) || is_held(schema, table, &column.name) {
        return;
    }
    let column = &mut schema.tables[id].columns[at];
    let is_varying = matches!(column.ty.name.as_str(), "varchar" | "character varying");
    match column.ty.arguments.as_mut_slice() {
        [TypeArgument::Number(length)] if is_varying && *length < 200 => *length += 20,
        [] if column.ty.name == "integer" && column.default.is_none() => {
            column.ty.name = Name::new_static("bigint");
        }
        _ => {}
    }
}

fn toggle_nullable(schema: &mut NativeSchema, id: TableId<NativeType>, dice: &mut Dice) {
    let table = &schema.tables[id];
    let at = dice.below(table.columns.len());
    let column = &table.columns[at];
    let is_key = table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&column.name));
    if is_plain(column) && !is_key && !is_held(schema, table, &column.name) {
        let column = &mut schema.tables[id].columns[at];
        column.is_nullable = !column.is_nullable;
    }
}

fn drop_index(schema: &mut NativeSchema, id: TableId<NativeType>) {
    let table = &schema.tables[id];
    let Some(last) = table.indexes.last() else { return };
    // A reference may stand on an index, at either end.
    let columns: Vec<&Name> = last.items.iter().filter_map(|it| it.as_column()).collect();
    let stands = |columns_of: &[Name]| columns_of.iter().any(|it| columns.contains(&it));
    let is_needed = table.foreign_keys.iter().any(|it| stands(&it.columns))
        || schema.tables.values().any(|other| {
            other
                .foreign_keys
                .iter()
                .any(|it| it.target == table.name && stands(&it.target_columns))
        });
    if !is_needed && table.settings.is_empty() {
        schema.tables[id].indexes.pop();
    }
}

fn add_index(schema: &mut NativeSchema, id: TableId<NativeType>, dice: &mut Dice, number: usize) {
    let table = &mut schema.tables[id];
    let small: Vec<Name> =
        table.columns.iter().filter(|it| is_small(&it.ty)).map(|it| it.name.clone()).collect();
    // MariaDB would take an index away that it has made for a reference, for one that serves as well.
    let is_free = |it: &Name| table.foreign_keys.iter().all(|key| !key.columns.contains(it));
    let Some(column) = dice.any(&small).filter(|it| is_free(it)) else { return };
    let only = table.only;
    let mut made =
        index(&Name::new(format!("fresh_{number}_{}", table.name.name)), column.clone(), only);
    made.items[0].descending = table.columns.len().is_multiple_of(2);
    table.indexes.push(made);
}

fn index(prefix: &Name, column: Name, only: erc::base::DialectSet) -> Index {
    Index {
        name: Name::new(format!("{prefix}_idx")),
        items: vec![IndexItem::column(column)],
        is_unique: false,
        nulls_not_distinct: false,
        method: None,
        include: Vec::new(),
        predicate: None,
        comment: None,
        settings: Settings::default(),
        only,
        span: Span::nowhere(),
    }
}

fn add_table(schema: &mut NativeSchema, id: TableId<NativeType>, number: usize) {
    let target = &schema.tables[id];
    let Some(key) = target.primary_key.as_ref().filter(|it| it.columns.len() == 1) else { return };
    let Some(column) = target.column(&key.columns[0]).filter(|it| is_small(&it.ty)) else { return };
    let name = Name::new(format!("fresh_{number}"));
    let mut id_column = named(column, Name::new_static("id"), column.ty.clone());
    id_column.is_nullable = false;
    let of = named(column, Name::new_static("of_id"), column.ty.clone());
    let only = target.only;
    let of_name = of.name.clone();
    // In MySQL every table has an engine and a collation.
    let mut settings = Settings::default();
    for name in ["engine", "charset", "collation"] {
        if let Some(value) = target.settings.get(name) {
            settings.set(name, value);
        }
    }
    let foreign_key = ForeignKey {
        name: Name::new(format!("{name}_of_id_fkey")),
        columns: vec![of.name.clone()],
        target: target.name.clone(),
        target_columns: key.columns.clone(),
        match_full: false,
        on_delete: erc::base::ReferentialAction::NoAction,
        on_update: erc::base::ReferentialAction::NoAction,
        deferrable: None,
        is_validated: true,
        comment: None,
        settings: Settings::default(),
        only,
        span: Span::nowhere(),
    };
    let made = NativeTable {
        name: QualifiedName { namespace: target.name.namespace.clone(), name: name.clone() },
        columns: vec![id_column, of],
        primary_key: Some(Key {
            name: match key.name.as_str() {
                "PRIMARY" => key.name.clone(),
                _ => Name::new(format!("{name}_pkey")),
            },
            columns: vec![Name::new_static("id")],
            settings: Settings::default(),
            span: Span::nowhere(),
        }),
        uniques: Vec::new(),
        foreign_keys: vec![foreign_key],
        checks: Vec::new(),
        exclusions: Vec::new(),
        indexes: vec![index(&name, of_name, only)],
        comment: None,
        settings,
        dependencies: Vec::new(),
        was: Vec::new(),
        from: Vec::new(),
        ..target.clone()
    };
    schema.tables.alloc(made);
}

fn drop_table(schema: &mut NativeSchema, id: TableId<NativeType>, mentioned: &BTreeSet<Name>) {
    let name = schema.tables[id].name.clone();
    let is_target = schema
        .tables
        .values()
        .any(|it| it.name != name && it.foreign_keys.iter().any(|key| key.target == name));
    let owns = schema
        .sequences
        .iter()
        .any(|it| it.owned_by.as_ref().is_some_and(|(table, _)| *table == name));
    let has_object = schema.objects.iter().any(|it| it.on.as_ref() == Some(&name));
    let is_part = !schema.tables[id].settings.is_empty();
    if is_target || owns || has_object || is_part || mentioned.contains(&name.name) {
        return;
    }
    let kept: Vec<NativeTable> =
        schema.tables.values().filter(|it| it.name != name).cloned().collect();
    schema.tables = erc::base::Arena::new();
    for table in kept {
        schema.tables.alloc(table);
    }
}
