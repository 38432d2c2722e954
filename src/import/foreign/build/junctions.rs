//! The tables between two that are joined many to many.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::reading::Reading;
use super::super::sketch::{
    ColumnSketch, EndSketch, IndexSketch, Joins, ReferenceSketch, TableSketch, TypeSketch,
};
use crate::base::{Name, ReferentialAction, Span};
use crate::schema::QualifiedName;

/// Puts a table between the two sides of every many-to-many line.
pub(super) fn junctions(reading: &mut Reading<'_>) {
    let mut taken: FxHashSet<QualifiedName> =
        reading.sketch.tables.iter().map(|it| it.name.clone()).collect();
    let places: FxHashMap<QualifiedName, usize> =
        reading.sketch.tables.iter().enumerate().map(|(idx, it)| (it.name.clone(), idx)).collect();
    for it in std::mem::take(&mut reading.sketch.references) {
        if it.many != Joins::ManyToMany {
            reading.sketch.references.push(it);
            continue;
        }
        let ends = [&it.from, &it.to].map(|end| places.get(&end.table).copied());
        let [Some(from), Some(to)] = ends else {
            super::references::missing_table(reading, &it);
            continue;
        };
        junction(reading, &it, [from, to], &mut taken);
    }
}

fn junction(
    reading: &mut Reading<'_>,
    it: &ReferenceSketch,
    places: [usize; 2],
    taken: &mut FxHashSet<QualifiedName>,
) {
    let sides = places.map(|place| &reading.sketch.tables[place]);
    let columns = [(&it.from, sides[0]), (&it.to, sides[1])].map(|(end, table)| {
        if end.columns.is_empty() { table.key_columns() } else { end.columns.clone() }
    });
    for (columns, side) in columns.iter().zip(sides.map(|it| it.name.clone())) {
        if columns.is_empty() {
            let message = format!("`{side}` has no key that rows between could refer to");
            let help = Some("give it a key, or name the columns".to_owned());
            return reading.unknown(it.span, message, help);
        }
    }
    let mut name = table_name(it, sides);
    let stem = name.name.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name.name = Name::new(format!("{stem}_{number}"));
        number += 1;
    }
    let mut table = TableSketch::new(name.clone(), it.span);
    table.group = sides[0].group.clone().filter(|_| sides[0].group == sides[1].group);
    let mut own: Vec<Vec<Name>> = Vec::new();
    for side in 0..2 {
        let names = column_names(it, side, sides, &columns[side], &own);
        for (column, target) in names.iter().zip(&columns[side]) {
            let ty = TypeSketch::Like(sides[side].name.clone(), target.clone());
            let column =
                ColumnSketch { is_key: true, ..ColumnSketch::new(column.clone(), ty, it.span) };
            table.columns.push(column);
        }
        own.push(names);
    }
    // The key serves the way there, an index the way back.
    let index = IndexSketch::over(&own[1], false, it.span);
    if it.junction.is_none() {
        table.indexes.push(index);
    } else {
        let index_name = Name::new(format!("{}_{}_index", name.name, own[1].join("_")));
        table.indexes.push(IndexSketch { name: Some(index_name), ..index });
        let key_name = Name::new(format!("{}_AB_pkey", name.name));
        table.key = Some((Some(key_name), own.concat()));
    }
    let targets = sides.map(|it| it.name.clone());
    reading.sketch.tables.push(table);
    for ((target, own), columns) in targets.into_iter().zip(own).zip(columns) {
        let from = end(&name, own, it.span);
        reading.sketch.references.push(ReferenceSketch {
            on_delete: ReferentialAction::Cascade,
            on_update: it.on_update,
            ..ReferenceSketch::new(Joins::ManyToOne, from, end(&target, columns, it.span), it.span)
        });
    }
}

fn end(table: &QualifiedName, columns: Vec<Name>, span: Span) -> EndSketch {
    EndSketch { table: table.clone(), columns, span }
}

/// What it is called, else the names of both sides.
fn table_name(it: &ReferenceSketch, sides: [&TableSketch; 2]) -> QualifiedName {
    if let Some((name, _)) = &it.junction {
        return name.clone();
    }
    let name = match &it.name {
        Some(name) => name.clone(),
        None => Name::new(format!("{}_{}", sides[0].name.name, sides[1].name.name)),
    };
    QualifiedName { namespace: sides[0].name.namespace.clone(), name }
}

/// `author_id` for the key `id` of `author`; on one and the same table the second is called after the line.
fn column_names(
    it: &ReferenceSketch,
    side: usize,
    sides: [&TableSketch; 2],
    columns: &[Name],
    before: &[Vec<Name>],
) -> Vec<Name> {
    if let Some((_, names)) = &it.junction
        && columns.len() == 1
    {
        return vec![names[side].clone()];
    }
    let table = super::conceptual::stem(&sides[side].name.name);
    let named =
        |prefix: &str| columns.iter().map(|it| super::conceptual::referring(prefix, it)).collect();
    let res: Vec<Name> = named(&table);
    let is_taken = before.iter().flatten().any(|it| res.contains(it));
    if is_taken { named(&format!("other_{table}")) } else { res }
}
