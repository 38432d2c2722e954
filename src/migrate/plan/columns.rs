//! What `alter table` does to columns.

use super::super::change::{Edit, Part, TableChange};
use super::super::permission::Permission;
use super::Stage;
use super::context::{Context, NativeTable};
use super::release::{Touch, Touched, is_replaced};
use crate::base::{CompactSort, Name};
use crate::dialect::{Action, Alteration, ColumnPlace, Conversion, alter_rules};
use crate::schema::{Column, NativeType};

/// What is done to the columns of one table, in the order in which it is done.
#[derive(Default)]
pub(super) struct ColumnActions<'a> {
    /// They come and change.
    pub(super) change: Vec<Action<'a>>,
    /// They go.
    pub(super) remove: Vec<Action<'a>>,
    /// They become mandatory when they have their values.
    pub(super) require: Vec<&'a Column<NativeType>>,
    /// Columns that are counted and have to be told how far.
    pub(super) count: Vec<&'a Name>,
}

/// What is done to the columns of a table that stays.
pub(super) fn of_table<'a>(
    cx: &mut Context<'a>,
    change: &TableChange<'a>,
    touched: &Touched,
) -> ColumnActions<'a> {
    let mut res = ColumnActions::default();
    for part in &change.parts {
        let Part::Column(edit) = part else { continue };
        match *edit {
            Edit::Add(column) => add(cx, change.after, column, &mut res),
            Edit::Drop(column) => drop(cx, change.after, column, &mut res),
            Edit::Change { before, after } => {
                alter(cx, change, before, after, &mut res);
            }
        }
    }
    regenerate(change.before, change.after, &change.parts, touched, &mut res);
    // What is computed goes before what it is computed from.
    let is_computed =
        |name: &Name| change.before.column(name).is_some_and(|it| it.generated.is_some());
    res.remove
        .compact_sort_by_key(|it| !matches!(it, Action::DropColumn(name) if is_computed(name)));
    if !alter_rules(cx.dialect.id()).places_columns {
        // Where a column goes behind another, that one comes first.
        computed_last_of(&mut res.change);
    }
    res
}

/// Columns in an order in which each comes behind those that it is computed from.
pub(super) fn computed_last(mut columns: Vec<&Column<NativeType>>) -> Vec<&Column<NativeType>> {
    let mut res: Vec<&Column<NativeType>> = Vec::with_capacity(columns.len());
    while !columns.is_empty() {
        let waits = |it: &Column<NativeType>| {
            let references = it.generated.iter().flat_map(|it| it.expr.references());
            let others = columns.iter().filter(|other| other.name != it.name);
            let others: Vec<&Name> = others.map(|it| &it.name).collect();
            references.into_iter().any(|it| others.contains(&it))
        };
        let (later, now): (Vec<_>, Vec<_>) = columns.iter().copied().partition(|it| waits(it));
        // A circle is nothing that a database takes; it shall say so.
        if now.is_empty() {
            res.extend(later);
            break;
        }
        res.extend(now);
        columns = later;
    }
    res
}

fn computed_last_of(actions: &mut Vec<Action<'_>>) {
    if !actions.iter().filter_map(added).any(|it| it.generated.is_some()) {
        return;
    }
    let columns = actions.iter().filter_map(added);
    let order: Vec<Name> =
        computed_last(columns.collect()).into_iter().map(|it| it.name.clone()).collect();
    let place = |it: &Column<NativeType>| order.iter().position(|name| *name == it.name);
    actions.compact_sort_by_key(|it| added(it).and_then(place));
}

/// The column that an action adds.
fn added<'a>(action: &Action<'a>) -> Option<&'a Column<NativeType>> {
    if let Action::AddColumn { column, .. } = action { Some(*column) } else { None }
}

fn add<'a>(
    cx: &mut Context<'a>,
    table: &'a NativeTable,
    column: &'a Column<NativeType>,
    res: &mut ColumnActions<'a>,
) {
    let rules = alter_rules(cx.dialect.id());
    let has_value = column.default.is_some()
        || column.identity.is_some()
        || column.generated.is_some()
        || column.is_nullable;
    if rules.fills_with_zeros && !has_value && !cx.is_filled(&table.name, &column.name) {
        cx.push_noted(
            Stage::Release,
            &crate::dialect::Statement::Alter(Alteration::RefuseRows(&table.name)),
            Some(&format!("`{}` has no value for rows that are there", column.name)),
        );
    }
    let is_last = cx.tables_before.get(&table.name).is_some_and(|it| is_last(it, table, column));
    let place = (rules.places_columns && !is_last).then(|| place(table, column)).flatten();
    let is_filled_later = cx.is_filled(&table.name, &column.name);
    res.change.push(Action::AddColumn { table, column, place, is_filled_later });
    if is_filled_later && !column.is_nullable {
        res.require.push(column);
    }
}

/// Whether nothing that is there stands behind a column that comes.
fn is_last(before: &NativeTable, table: &NativeTable, column: &Column<NativeType>) -> bool {
    let behind = table.columns.iter().skip_while(|it| it.name != column.name);
    behind.skip(1).all(|it| before.column(&it.name).is_none())
}

/// Where a column goes: behind the one that stands before it, unless it is the last.
fn place<'a>(table: &'a NativeTable, column: &Column<NativeType>) -> Option<ColumnPlace<'a>> {
    let at = table.columns.iter().position(|it| it.name == column.name)?;
    match at.checked_sub(1) {
        None => Some(ColumnPlace::First),
        Some(before) => table.columns.get(before).map(|it| ColumnPlace::After(&it.name)),
    }
}

fn drop<'a>(
    cx: &mut Context<'a>,
    table: &'a NativeTable,
    column: &'a Column<NativeType>,
    res: &mut ColumnActions<'a>,
) {
    let name = format!("{}.{}", table.name, column.name);
    if cx.may_drop_column(&table.name, &column.name) {
        res.remove.push(Action::DropColumn(&column.name));
        return;
    }
    let actions = vec![Action::DropColumn(&column.name)];
    let alteration = Alteration::Table { table: &table.name, actions };
    cx.take_away(Permission::DropColumn, &name, Stage::Removal, alteration);
}

fn alter<'a>(
    cx: &Context<'a>,
    change: &TableChange<'a>,
    before: &'a Column<NativeType>,
    after: &'a Column<NativeType>,
    res: &mut ColumnActions<'a>,
) {
    if is_replaced(cx, before, after) {
        replace(cx, change.after, after, res);
        return;
    }
    if alter_rules(cx.dialect.id()).says_columns_anew {
        res.change.push(Action::Modify { table: change.after, column: after });
        return;
    }
    let name = &after.name;
    if before.generated.is_some() && after.generated.is_none() {
        res.change.push(Action::DropExpression(name));
    }
    if before.identity.is_some() && after.identity.is_none() {
        res.change.push(Action::DropIdentity(name));
    }
    if before.is_nullable && !after.is_nullable {
        res.change.push(Action::SetNotNull(name));
    }
    let retyped = before.ty != after.ty || before.collation != after.collation;
    if before.default.is_some() && (after.default.is_none() || retyped) {
        res.change.push(Action::DropDefault(name));
    }
    if retyped {
        let using = conversion(&before.ty, &after.ty);
        res.change.push(Action::SetType { column: after, using });
    }
    if let Some(default) = after.default.as_ref()
        && (retyped || before.default.as_ref() != Some(default))
    {
        res.change.push(Action::SetDefault(name, default));
    }
    match (&before.identity, &after.identity) {
        (None, Some(identity)) => {
            res.change.push(Action::AddIdentity(name, identity));
            res.count.push(name);
        }
        (Some(old), Some(new)) if old != new => res.change.push(Action::SetIdentity(name, new)),
        _ => {}
    }
    if !before.is_nullable && after.is_nullable {
        res.change.push(Action::DropNotNull(name));
    }
    let compression = after.settings.get("compression");
    if before.settings.get("compression") != compression {
        res.change.push(Action::SetCompression(name, compression));
    }
}

fn replace<'a>(
    cx: &Context<'a>,
    table: &'a NativeTable,
    column: &'a Column<NativeType>,
    res: &mut ColumnActions<'a>,
) {
    let rules = alter_rules(cx.dialect.id());
    let place = rules.places_columns.then(|| place(table, column)).flatten();
    res.change.insert(0, Action::DropColumn(&column.name));
    res.change.push(Action::AddColumn { table, column, place, is_filled_later: false });
}

/// Derived columns that hold others fast go first and come back last.
pub(super) fn regenerate<'a>(
    before: &'a NativeTable,
    after: &'a NativeTable,
    parts: &[Part<'a>],
    touched: &Touched,
    res: &mut ColumnActions<'a>,
) {
    let is_changed = |name: &Name| {
        parts.iter().any(|it| matches!(it, Part::Column(edit) if edit.item().name == *name))
    };
    for column in after.columns.iter().filter(|it| it.generated.is_some()) {
        let is_replaced = touched.of(&after.name, &column.name) == Some(Touch::Replaced);
        if is_replaced && before.column(&column.name).is_some() && !is_changed(&column.name) {
            res.change.insert(0, Action::DropColumn(&column.name));
            res.change.push(Action::AddColumn {
                table: after,
                column,
                place: None,
                is_filled_later: false,
            });
        }
    }
}

/// How values become values of another type where the database would not convert them unasked. A conversion that it
/// does by itself is left to it: it refuses what does not fit, where a cast would cut it.
pub(in super::super) fn conversion(before: &NativeType, after: &NativeType) -> Option<Conversion> {
    let (from, to) = (family(before), family(after));
    let is_list = before.n_dimensions > 0 || after.n_dimensions > 0;
    match (from, to) {
        _ if before.namespace == after.namespace && before.name == after.name && !is_list => None,
        (_, Family::Text) if !is_list => None,
        (Family::Number, Family::Number) | (Family::Moment, Family::Moment) if !is_list => None,
        (Family::Number, Family::Number | Family::Text) | (Family::Text, _) => {
            Some(Conversion::Cast)
        }
        (Family::Number | Family::Moment | Family::Other, _) => Some(Conversion::ThroughText),
    }
}

/// Types among which a database converts by itself when a value is assigned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Number,
    Text,
    Moment,
    Other,
}

fn family(ty: &NativeType) -> Family {
    if ty.namespace.is_some() {
        return Family::Other;
    }
    match ty.name.as_str() {
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => {
            Family::Number
        }
        "text" | "character varying" | "character" | "citext" | "name" => Family::Text,
        "date" | "timestamp without time zone" | "timestamp with time zone" => Family::Moment,
        _ => Family::Other,
    }
}
