//! The schemas between two phases.

use super::super::change::{Change, Difference, Edit, Part};
use super::super::diff::{Renames, renamed};
use super::super::plan::mentions;
use super::candidates::Found;
use super::uses::index_uses;
use super::{Candidate, swaps_columns, tables};
use crate::base::{DialectId, Name, ReferentialAction};
use crate::dialect::{Dialect, Mirror, free_name_in, mirror_objects, names_in_sql, sync_objects};
use crate::schema::{
    Check, Column, ForeignKey, Index, NativeSchema, NativeType, QualifiedName, Table, Unique,
};

/// What is there with what is new beside it.
pub(super) fn expanded(
    difference: &Difference<'_>,
    found: &Found,
    dialect: &dyn Dialect,
) -> NativeSchema {
    let mut res = difference.original.clone();
    let after = difference.after;
    add_what_only_adds(&mut res, difference);
    for it in &found.columns {
        let Some(wanted) = after.table(&it.table).and_then(|table| table.column(&it.new)) else {
            continue;
        };
        let Some(table) = res.table_mut(&it.table) else {
            continue;
        };
        add_beside(table, it, wanted, dialect.id());
    }
    for (name, syncs) in found.syncs() {
        let Some(table) = res.table(&name) else { continue };
        let objects = sync_objects(dialect, table, &syncs, |it| has_object(&res, it));
        res.objects.extend(objects);
    }
    for it in &found.mirrors {
        add_mirror(&mut res, after, it);
        let Some(whole) = res.table(&it.whole) else { continue };
        let objects = mirror_objects(dialect, it, whole, |it| has_object(&res, it));
        res.objects.extend(objects);
    }
    for (old, new) in &found.tables {
        tables::add_view(&mut res, old, new, dialect);
    }
    res
}

/// Whether something has this name, or one that begins with it.
fn has_object(schema: &NativeSchema, name: &Name) -> bool {
    schema.objects.iter().any(|it| {
        let own = it.name.name.split('(').next().unwrap_or_default();
        own == name.as_str() || own.starts_with(&format!("{name}_"))
    })
}

/// Makes room in both tables for the same values. A row that one of them does not have yet says null in the other; one
/// that goes from the whole goes from the part.
fn add_mirror(res: &mut NativeSchema, after: &NativeSchema, mirror: &Mirror) {
    let comes = after.table(&mirror.part).filter(|_| mirror.part_comes);
    if let Some(comes) = comes {
        let mut part = Table { from: Vec::new(), ..comes.clone() };
        part.columns.iter_mut().for_each(|it| it.from.clear());
        res.tables.alloc(part);
    }
    let wanted = after.table(&mirror.whole).filter(|_| !mirror.part_comes);
    for (own, theirs) in &mirror.values {
        if let Some((wanted, column)) = wanted.and_then(|it| Some((it, it.column(own)?))) {
            let (from, default) = (Vec::new(), None);
            let column = Column { is_nullable: true, from, default, ..column.clone() };
            insert_column(res, wanted, &column);
        }
        let (name, column) = match mirror.part_comes {
            true => (&mirror.whole, own),
            false => (&mirror.part, theirs),
        };
        let table = res.table_mut(name);
        let found = table.and_then(|it| it.columns.iter_mut().find(|it| it.name == *column));
        if let Some(column) = found {
            column.is_nullable = true;
        }
    }
    let Some(part) = res.table_mut(&mirror.part) else { return };
    let is_key = |it: &Name| mirror.key.iter().any(|(_, theirs)| theirs == it);
    for key in part.foreign_keys.iter_mut().filter(|it| it.target == mirror.whole) {
        if key.columns.iter().all(is_key) {
            key.on_delete = ReferentialAction::Cascade;
            key.on_update = ReferentialAction::Cascade;
        }
    }
}

fn add_beside(
    table: &mut Table<NativeType>,
    it: &Candidate,
    wanted: &Column<NativeType>,
    id: DialectId,
) {
    let Some(at) = table.columns.iter().position(|column| column.name == it.old) else { return };
    if !it.is_copied() {
        table.columns[at].default.clone_from(&wanted.default);
        return;
    }
    let beside = Column {
        name: it.beside.clone(),
        is_nullable: true,
        default: None,
        was: Vec::new(),
        ..wanted.clone()
    };
    if !swaps_columns(id) {
        // A trigger that runs behind the write cannot give it its value in time.
        table.columns[at].is_nullable = true;
    }
    table.columns.insert(at + 1, beside);
}

/// New tables and columns that nothing stands in the way of: who knows the new names wants them at once.
fn add_what_only_adds(res: &mut NativeSchema, difference: &Difference<'_>) {
    let is_renamed =
        |name: &QualifiedName| difference.renames.tables.iter().any(|(_, new)| new == name);
    for change in difference.changes() {
        match change {
            Change::Enum(Edit::Add(it)) => res.enums.push(it.clone()),
            Change::Domain(Edit::Add(it)) => res.domains.push(it.clone()),
            Change::Namespace(Edit::Add(it)) => res.namespaces.push(it.clone()),
            Change::AddTable(it) => {
                let has_moves = difference.moves.iter().any(|by| by.to == it.name);
                if !has_moves && stands_alone(res, it) {
                    res.tables.alloc(it.clone());
                }
            }
            Change::Table(change) if !is_renamed(&change.after.name) => {
                for part in &change.parts {
                    let Part::Column(Edit::Add(it)) = part else { continue };
                    let is_filled = difference.moves.iter().any(|by| by.to == change.after.name);
                    if it.is_nullable && it.generated.is_none() && !is_filled {
                        insert_column(res, change.after, it);
                    }
                }
            }
            Change::Namespace(_)
            | Change::Enum(_)
            | Change::Domain(_)
            | Change::Sequence(_)
            | Change::DropTable(_)
            | Change::Table(_)
            | Change::View(_)
            | Change::Object(_) => {}
        }
    }
}

/// Whether all that a new table refers to is there.
pub(super) fn stands_alone(schema: &NativeSchema, table: &Table<NativeType>) -> bool {
    table.foreign_keys.iter().all(|key| {
        let is_there = |target: &Table<NativeType>| {
            key.target_columns.iter().all(|it| target.column(it).is_some())
        };
        key.target == table.name || schema.table(&key.target).is_some_and(is_there)
    })
}

fn insert_column(res: &mut NativeSchema, wanted: &Table<NativeType>, column: &Column<NativeType>) {
    let Some(table) = res.table_mut(&wanted.name) else { return };
    let at = wanted.columns.iter().position(|it| it.name == column.name).unwrap_or_default();
    let earlier = wanted.columns[..at].iter().rev();
    let mut places =
        earlier.filter_map(|it| table.columns.iter().position(|own| own.name == it.name));
    let place = places.next().map_or(table.columns.len(), |it| it + 1);
    table.columns.insert(place, column.clone());
}

/// What has to hold for the new columns, where they can have it while the old ones are there.
pub(super) fn filled(
    expanded: &NativeSchema,
    after: &NativeSchema,
    found: &Found,
    dialect: &dyn Dialect,
) -> NativeSchema {
    let mut res = expanded.clone();
    let id = dialect.id();
    if !swaps_columns(id) {
        return res;
    }
    let copied = found.columns.iter().filter(|it| it.is_copied() && it.beside != it.new);
    let columns = copied.map(|it| (it.table.clone(), it.new.clone(), it.beside.clone())).collect();
    let aside = renamed(after, &Renames { columns, ..Renames::default() });
    let mut taken = Taken::of(&res);
    for (name, _) in found.syncs() {
        let Some(wanted) = aside.table(&name) else { continue };
        let Some(table) = res.table_mut(&name) else { continue };
        for it in found.of(&name) {
            let column = table.columns.iter_mut().find(|column| column.name == it.beside);
            if let Some((column, wanted)) = column.zip(wanted.column(&it.beside)) {
                column.is_nullable = wanted.is_nullable;
            }
        }
        let copied = found.of(&name).filter(|it| it.is_copied());
        let copied: Vec<&Name> = copied.map(|it| &it.beside).collect();
        add_constraints(table, wanted, &copied, &mut taken, id);
    }
    for it in found.mirrors.iter().filter(|it| !it.part_comes) {
        let tables = res.table_mut(&it.whole).zip(aside.table(&it.whole));
        if let Some((table, wanted)) = tables {
            let coming: Vec<&Name> = it.values.iter().map(|(own, _)| own).collect();
            add_constraints(table, wanted, &coming, &mut taken, id);
        }
    }
    res
}

/// The names of what is on tables.
pub(super) struct Taken(Vec<Name>);

impl Taken {
    pub(super) fn of(schema: &NativeSchema) -> Taken {
        let mut res = Vec::new();
        for it in schema.tables.values() {
            res.push(it.name.name.clone());
            res.extend(it.primary_key.iter().map(|it| it.name.clone()));
            res.extend(it.uniques.iter().map(|it| it.name.clone()));
            res.extend(it.foreign_keys.iter().map(|it| it.name.clone()));
            res.extend(it.checks.iter().map(|it| it.name.clone()));
            res.extend(it.exclusions.iter().map(|it| it.name.clone()));
            res.extend(it.indexes.iter().map(|it| it.name.clone()));
        }
        Taken(res)
    }

    /// Whether something has the name.
    pub(super) fn has(&self, name: &Name) -> bool {
        self.0.contains(name)
    }

    /// The name, or one for a while where it is taken.
    fn free(&mut self, wanted: &Name, id: DialectId) -> Name {
        let is_taken = |it: &Name| self.0.contains(it);
        let res = match is_taken(wanted) {
            true => free_name_in(id, &format!("erc_{wanted}"), is_taken),
            false => wanted.clone(),
        };
        self.0.push(res.clone());
        res
    }
}

/// Adds what is wanted of the new columns under names that are free.
fn add_constraints(
    table: &mut Table<NativeType>,
    wanted: &Table<NativeType>,
    coming: &[&Name],
    taken: &mut Taken,
    id: DialectId,
) {
    let is_new = |columns: &[Name]| coming.iter().any(|it| columns.contains(it));
    let is_there = |columns: &[Name]| columns.iter().all(|it| table.column(it).is_some());
    let mut uniques = Vec::new();
    for it in wanted.uniques.iter().filter(|it| is_new(&it.columns) && is_there(&it.columns)) {
        uniques.push(Unique { name: taken.free(&it.name, id), ..it.clone() });
    }
    let mut foreign_keys = Vec::new();
    for it in wanted.foreign_keys.iter().filter(|it| is_new(&it.columns) && is_there(&it.columns)) {
        let name = taken.free(&it.name, id);
        foreign_keys.push(ForeignKey { name, ..it.clone() });
    }
    let mut checks = Vec::new();
    for it in &wanted.checks {
        let columns: Vec<Name> = it.expr.references().into_iter().cloned().collect();
        if is_new(&columns) && is_there(&columns) {
            checks.push(Check { name: taken.free(&it.name, id), ..it.clone() });
        }
    }
    let mut indexes = Vec::new();
    for it in &wanted.indexes {
        let is_new = coming.iter().any(|name| index_uses(it, name));
        let mut columns: Vec<Name> = it.include.clone();
        for expr in super::uses::expressions(it) {
            columns.extend(expr.references().into_iter().cloned());
        }
        if is_new && is_there(&columns) {
            indexes.push(Index { name: taken.free(&it.name, id), ..it.clone() });
        }
    }
    table.uniques.extend(uniques);
    table.foreign_keys.extend(foreign_keys);
    table.checks.extend(checks);
    table.indexes.extend(indexes);
}

/// The same with the defaults of the new columns: nobody writes the old ones any more.
pub(super) fn with_defaults(
    filled: &NativeSchema,
    after: &NativeSchema,
    found: &Found,
) -> NativeSchema {
    let mut res = filled.clone();
    for it in found.columns.iter().filter(|it| it.is_copied()) {
        let wanted = after.table(&it.table).and_then(|table| table.column(&it.new));
        let Some(table) = res.table_mut(&it.table) else {
            continue;
        };
        let column = table.columns.iter_mut().find(|column| column.name == it.beside);
        if let Some((column, wanted)) = column.zip(wanted) {
            column.default.clone_from(&wanted.default);
        }
    }
    res
}

/// The same where the old columns have come back and say nothing yet, beside new ones as they are.
pub(super) fn with_empty_old(
    filled: &NativeSchema,
    after: &NativeSchema,
    found: &Found,
) -> NativeSchema {
    let mut res = with_defaults(filled, after, found);
    for (name, old) in found.going_columns() {
        let Some(table) = res.table_mut(name) else { continue };
        let columns: Vec<Column<NativeType>> = table.columns.clone();
        drop_columns(table, &old);
        table.columns = columns;
        for column in table.columns.iter_mut().filter(|it| old.contains(&&it.name)) {
            column.is_nullable = true;
            column.default = None;
        }
    }
    res
}

/// The same without the old columns, what stands on them and what kept both in step.
pub(super) fn without_old(
    filled: &NativeSchema,
    original: &NativeSchema,
    found: &Found,
    id: DialectId,
) -> NativeSchema {
    let mut res = filled.clone();
    res.objects.retain(|it| {
        original
            .objects
            .iter()
            .any(|other| other.kind == it.kind && other.name == it.name && other.on == it.on)
    });
    for (name, old) in found.going_columns() {
        let Some(table) = res.table_mut(name) else { continue };
        drop_columns(table, &old);
    }
    let gone: Vec<&QualifiedName> = found.going_tables().collect();
    if !gone.is_empty() {
        res.tables = res.tables.values().filter(|it| !gone.contains(&&it.name)).cloned().collect();
    }
    match id {
        DialectId::Postgres => drop_views(&mut res, found, id),
        // A view holds nothing fast there.
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => {}
    }
    res
}

/// Takes columns away, and what stands on them.
pub(super) fn drop_columns(table: &mut Table<NativeType>, old: &[&Name]) {
    let has = |columns: &[Name]| columns.iter().any(|it| old.contains(&it));
    table.columns.retain(|it| !old.contains(&&it.name));
    table.uniques.retain(|it| !has(&it.columns));
    table.foreign_keys.retain(|it| !has(&it.columns));
    table.checks.retain(|it| !old.iter().any(|name| mentions(&it.expr, name)));
    table.indexes.retain(|it| !old.iter().any(|name| index_uses(it, name)));
}

/// Takes views away that read an old column, and those that read such views. What is wanted of them comes back.
fn drop_views(schema: &mut NativeSchema, found: &Found, id: DialectId) {
    let mut gone: Vec<Name> = Vec::new();
    loop {
        let reads_gone = |text: &str| {
            let names = names_in_sql(text);
            let columns = found.going_columns();
            let mut tables = columns.iter().map(|(it, _)| *it).chain(found.going_tables());
            tables.any(|it| names.contains(&it.name)) || gone.iter().any(|it| names.contains(it))
        };
        let view = schema.views.iter().find(|it| reads_gone(it.body.text(id).unwrap_or_default()));
        let Some(view) = view else { return };
        let name = view.name.clone();
        gone.push(name.name.clone());
        schema.views.retain(|it| it.name != name);
    }
}

/// The same with the new columns by the names that they are to have.
pub(super) fn by_final_names(schema: &NativeSchema, found: &Found) -> NativeSchema {
    let copied = found.columns.iter().filter(|it| it.is_copied() && it.beside != it.new);
    let columns = copied.map(|it| (it.table.clone(), it.beside.clone(), it.new.clone())).collect();
    renamed(schema, &Renames { columns, ..Renames::default() })
}
