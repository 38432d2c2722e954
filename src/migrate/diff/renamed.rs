//! A schema after its renames, as the database itself carries them into keys, checks and indexes.

use rustc_hash::FxHashMap;

use super::renames::{Renames, moved};
use crate::base::{DialectId, ExprKind, Name};
use crate::dialect::rights::{RightsOn, is_right};
use crate::import::renamed_right;
use crate::schema::{
    Column, Expr, ForeignKey, Index, IndexItem, NativeSchema, NativeType, Object, QualifiedName,
    Table,
};

/// `before` with everything by its new name.
pub(in super::super) fn renamed(before: &NativeSchema, renames: &Renames) -> NativeSchema {
    let names = Names::new(renames);
    let mut res = before.clone();
    for namespace in &mut res.namespaces {
        namespace.name = names.namespace(&namespace.name);
    }
    for item in &mut res.enums {
        item.name = names.ty(&item.name);
        for label in &mut item.labels {
            let new = renames.labels.iter().find(|(of, old, _)| *of == item.name && old == label);
            if let Some((_, _, new)) = new {
                *label = new.clone();
            }
        }
    }
    for domain in &mut res.domains {
        domain.name = names.ty(&domain.name);
        names.native_type(&mut domain.ty);
    }
    for table in res.tables.values_mut() {
        rename_table(table, &names);
    }
    for sequence in &mut res.sequences {
        sequence.name = moved(&sequence.name, &renames.namespaces);
        if let Some((table, column)) = &mut sequence.owned_by {
            *table = names.table(table);
            *column = names.column(table, column);
        }
    }
    for view in &mut res.views {
        view.name = moved(&view.name, &renames.namespaces);
        view.columns.iter_mut().for_each(|it| names.native_type(&mut it.ty));
    }
    for object in &mut res.objects {
        if let Some(it) = carried_right(object, &names) {
            *object = it;
            continue;
        }
        object.name = moved(&object.name, &renames.namespaces);
        object.on = object.on.as_ref().map(|it| names.table(it));
    }
    res
}

/// A right that PostgreSQL carries along; other databases go on to hold it for the old name.
fn carried_right(object: &Object, names: &Names<'_>) -> Option<Object> {
    let is_of = |id: DialectId| object.body.text(id).is_some();
    if !is_right(&object.kind) || is_of(DialectId::Mysql) || is_of(DialectId::Mariadb) {
        return None;
    }
    let thing = |it: &RightsOn| match it.kind.as_str() {
        "table" => names.table(&it.name),
        "type" => names.ty(&it.name),
        "schema" => QualifiedName::plain(names.namespace(&it.name.name)),
        _ => moved(&it.name, names.namespaces),
    };
    renamed_right(object, thing, |table, it| names.column(table, it))
}

/// New names by old ones.
struct Names<'a> {
    namespaces: &'a [(Name, Name)],
    tables: FxHashMap<&'a QualifiedName, &'a QualifiedName>,
    types: FxHashMap<&'a QualifiedName, &'a QualifiedName>,
    columns: FxHashMap<&'a QualifiedName, FxHashMap<&'a Name, &'a Name>>,
}

impl<'a> Names<'a> {
    fn new(renames: &'a Renames) -> Names<'a> {
        let types = renames.enums.iter().chain(&renames.domains);
        let mut columns: FxHashMap<_, FxHashMap<_, _>> = FxHashMap::default();
        for (table, old, new) in &renames.columns {
            columns.entry(table).or_default().insert(old, new);
        }
        Names {
            namespaces: &renames.namespaces,
            tables: renames.tables.iter().map(|(old, new)| (old, new)).collect(),
            types: types.map(|(old, new)| (old, new)).collect(),
            columns,
        }
    }

    fn namespace(&self, name: &Name) -> Name {
        let new = self.namespaces.iter().find(|(old, _)| old == name);
        new.map_or_else(|| name.clone(), |(_, new)| new.clone())
    }

    fn table(&self, name: &QualifiedName) -> QualifiedName {
        let name = moved(name, self.namespaces);
        self.tables.get(&name).map_or(name, |it| (*it).clone())
    }

    fn ty(&self, name: &QualifiedName) -> QualifiedName {
        let name = moved(name, self.namespaces);
        self.types.get(&name).map_or(name, |it| (*it).clone())
    }

    /// The column of a table that has its new name already.
    fn column(&self, table: &QualifiedName, name: &Name) -> Name {
        let columns = self.columns.get(table);
        columns.and_then(|it| it.get(name)).map_or_else(|| name.clone(), |it| (*it).clone())
    }

    fn native_type(&self, ty: &mut NativeType) {
        let name = QualifiedName { namespace: ty.namespace.clone(), name: ty.name.clone() };
        let QualifiedName { namespace, name } = self.ty(&name);
        ty.namespace = namespace;
        ty.name = name;
    }
}

fn rename_table(table: &mut Table<NativeType>, names: &Names<'_>) {
    table.name = names.table(&table.name);
    table.columns.iter_mut().for_each(|it| names.native_type(&mut it.ty));
    for foreign_key in &mut table.foreign_keys {
        foreign_key.target = names.table(&foreign_key.target);
        let ForeignKey { target, target_columns, .. } = foreign_key;
        target_columns.iter_mut().for_each(|it| *it = names.column(target, it));
    }
    if !names.columns.contains_key(&table.name) {
        return;
    }
    let name = table.name.clone();
    let column = |it: &mut Name| *it = names.column(&name, it);
    table.columns.iter_mut().for_each(|it| rename_column(it, &column));
    table.primary_key.iter_mut().for_each(|it| it.columns.iter_mut().for_each(column));
    table.uniques.iter_mut().for_each(|it| it.columns.iter_mut().for_each(column));
    table.foreign_keys.iter_mut().for_each(|it| it.columns.iter_mut().for_each(column));
    for check in &mut table.checks {
        rename_in(&mut check.expr, &column);
        check.column.iter_mut().for_each(column);
    }
    for exclusion in &mut table.exclusions {
        exclusion.items.iter_mut().for_each(|it| rename_item(&mut it.item, &column));
        exclusion.predicate.iter_mut().for_each(|it| rename_in(it, &column));
    }
    table.indexes.iter_mut().for_each(|it| rename_index(it, &column));
}

fn rename_column(it: &mut Column<NativeType>, column: &impl Fn(&mut Name)) {
    column(&mut it.name);
    it.default.iter_mut().for_each(|it| rename_in(it, column));
    it.generated.iter_mut().for_each(|it| rename_in(&mut it.expr, column));
}

fn rename_index(index: &mut Index, column: &impl Fn(&mut Name)) {
    index.items.iter_mut().for_each(|it| rename_item(it, column));
    index.include.iter_mut().for_each(column);
    index.predicate.iter_mut().for_each(|it| rename_in(it, column));
}

fn rename_item(item: &mut IndexItem, column: &impl Fn(&mut Name)) {
    rename_in(&mut item.expr, column);
}

fn rename_in(expr: &mut Expr, column: &impl Fn(&mut Name)) {
    *expr = expr.substitute(&mut |name, span| {
        let mut name = name.clone();
        column(&mut name);
        Expr::new(ExprKind::Reference(name), span)
    });
}
