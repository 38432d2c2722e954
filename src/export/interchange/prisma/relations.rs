//! Relations between models: a field on both sides of every foreign key.

use rustc_hash::FxHashMap;

use super::{Export, Fields, map, quoted};
use crate::base::{Name, ReferentialAction};
use crate::schema::{ForeignKey, NativeType, QualifiedName, Table};

/// A field of a model that stands for another model.
pub(super) struct Relation {
    /// The line of the field.
    pub(super) text: String,
}

/// The fields of each model for the foreign keys of all, which have names in some databases.
pub(super) fn relations(
    tables: &[&Table<NativeType>],
    (models, has_names): (&[String], bool),
    fields: &mut [Fields],
    res: &mut Export,
) -> Vec<Vec<Relation>> {
    let places: FxHashMap<&QualifiedName, usize> =
        tables.iter().enumerate().map(|(idx, it)| (&it.name, idx)).collect();
    let mut relations: Vec<Vec<Relation>> = tables.iter().map(|_| Vec::new()).collect();
    for (from, table) in tables.iter().enumerate() {
        for (nth, foreign_key) in table.foreign_keys.iter().enumerate() {
            let Some(&to) = places.get(&foreign_key.target) else { continue };
            let is_known = fields[from].can_relate(&foreign_key.columns)
                && fields[to].can_relate(&foreign_key.target_columns);
            if !is_known || !is_key(tables[to], &foreign_key.target_columns) {
                res.loses(format!(
                    "the reference `{}`: Prisma refers to keys of types it knows",
                    foreign_key.name
                ));
                continue;
            }
            let is_optional = |name: &Name| table.column(name).is_some_and(|it| it.is_nullable);
            let nulls = [foreign_key.on_delete, foreign_key.on_update];
            if nulls.contains(&ReferentialAction::SetNull)
                && !foreign_key.columns.iter().any(is_optional)
            {
                res.loses(format!("that `{}` sets null what is never null", foreign_key.name));
            }
            let ends = [(from, *table), (to, tables[to])];
            let (forward, back) = pair(ends, nth, foreign_key, (models, has_names), fields);
            relations[from].push(forward);
            relations[to].push(back);
        }
    }
    relations
}

/// Whether the columns, in any order, are the key or a unique constraint.
fn is_key(table: &Table<NativeType>, columns: &[Name]) -> bool {
    let is_same =
        |them: &[Name]| them.len() == columns.len() && them.iter().all(|it| columns.contains(it));
    table.primary_key.as_ref().is_some_and(|it| is_same(&it.columns))
        || table.uniques.iter().any(|it| is_same(&it.columns))
}

fn pair(
    [(from, table), (to, target)]: [(usize, &Table<NativeType>); 2],
    nth: usize,
    foreign_key: &ForeignKey,
    (models, has_names): (&[String], bool),
    fields: &mut [Fields],
) -> (Relation, Relation) {
    let name = quoted(&format!("{}_{}_{nth}", models[from], models[to]));
    let own = fields[from].list(table, &foreign_key.columns);
    let theirs = fields[to].list(target, &foreign_key.target_columns);
    let is_nullable = |it: &Name| table.column(it).is_some_and(|it| it.is_nullable);
    let is_optional = foreign_key.columns.iter().any(is_nullable);
    let optional = if is_optional { "?" } else { "" };
    let is_single = is_key(table, &foreign_key.columns);
    let forward = fields[from].names.name(&format!("to_{}", models[to]));
    let back = fields[to].names.name(&format!("from_{}", models[from]));
    let on_delete = action(foreign_key.on_delete, is_optional);
    let on_update = action(foreign_key.on_update, is_optional);
    let map = if has_names { map(&foreign_key.name) } else { String::new() };
    let text = format!(
        "{forward} {}{optional} @relation({name}, fields: [{own}], references: [{theirs}], onDelete: {on_delete}, onUpdate: {on_update}{map})",
        models[to],
    );
    let many = if is_single { "?" } else { "[]" };
    // A field that leads to a model that is ignored is ignored as well.
    let ignored = if super::has_criterion(table, &fields[from]) { "" } else { " @ignore" };
    let text_back = format!("{back} {}{many} @relation({name}){ignored}", models[from]);
    let back = Relation { text: text_back };
    (Relation { text }, back)
}

/// Prisma refuses to set a field to null that cannot be.
fn action(action: ReferentialAction, is_optional: bool) -> &'static str {
    match action {
        ReferentialAction::NoAction => "NoAction",
        ReferentialAction::Restrict => "Restrict",
        ReferentialAction::Cascade => "Cascade",
        ReferentialAction::SetNull if is_optional => "SetNull",
        ReferentialAction::SetNull => "NoAction",
        ReferentialAction::SetDefault => "SetDefault",
    }
}
