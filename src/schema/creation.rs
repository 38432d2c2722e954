//! The order in which tables can be created, and the foreign keys that have to wait.

use rustc_hash::FxHashMap;

use super::{ForeignKey, QualifiedName, Schema, Table, TableId};
use crate::base::graph::order;
use crate::base::{CompactSort, Name};

/// An order in which tables can be created.
#[derive(Debug)]
pub struct CreationOrder<T> {
    /// Every table once. A table comes behind those it refers to, except where they refer to one another.
    pub tables: Vec<TableId<T>>,
    /// The foreign keys that refer to a table further down, by table and place in its list. They are added
    /// when all tables are there.
    pub deferred: Vec<(TableId<T>, usize)>,
}

/// An order in which the tables of `schema` can be created. Of the foreign keys in a circle those wait, if
/// possible, that could be null or are checked at the end of a transaction; of a table's references to
/// itself none does.
pub fn creation_order<T>(schema: &Schema<T>) -> CreationOrder<T> {
    let needs = needs(schema);
    let all: Vec<(usize, usize)> = needs.iter().map(|it| (it.from, it.to)).collect();
    let res = order(schema.tables.len(), &all);
    let mut rank = vec![0; schema.tables.len()];
    res.nodes.iter().enumerate().for_each(|(place, &table)| rank[table] = place);
    order_circles(&res.cycles, &needs, &mut rank);
    let mut tables: Vec<TableId<T>> = schema.tables.ids().collect();
    tables.compact_sort_by_key(|it| rank[it.idx()]);
    let waiting = needs.iter().filter(|it| rank[it.to] > rank[it.from]);
    let deferred = waiting.filter_map(|it| Some((TableId::new(it.from), it.foreign_key?)));
    CreationOrder { tables, deferred: deferred.collect() }
}

/// A foreign key, or what a table inherits from, as an edge between tables.
struct Need {
    from: usize,
    to: usize,
    /// The place of the foreign key in the list of its table; none where the table inherits.
    foreign_key: Option<usize>,
    is_mandatory: bool,
}

fn needs<T>(schema: &Schema<T>) -> Vec<Need> {
    let places: FxHashMap<&QualifiedName, usize> =
        schema.tables.values().enumerate().map(|(idx, it)| (&it.name, idx)).collect();
    let mut res = Vec::new();
    for (from, table) in schema.tables.values().enumerate() {
        for (foreign_key, it) in table.foreign_keys.iter().enumerate() {
            let Some(&to) = places.get(&it.target) else { continue };
            if to != from {
                let is_mandatory = is_mandatory(table, it);
                res.push(Need { from, to, foreign_key: Some(foreign_key), is_mandatory });
            }
        }
        for parent in parents(table) {
            if let Some(&to) = places.get(&parent) {
                res.push(Need { from, to, foreign_key: None, is_mandatory: true });
            }
        }
    }
    res
}

/// The tables that a table of PostgreSQL inherits from.
pub fn parents<T>(table: &Table<T>) -> impl Iterator<Item = QualifiedName> {
    let bare = |it: &str| Name::from(it.trim().trim_matches('"').replace("\"\"", "\""));
    let written = table.settings.get("inherits").unwrap_or_default();
    written.split(',').filter(|it| !it.is_empty()).map(move |it| match it.split_once('.') {
        Some((namespace, name)) => {
            QualifiedName { namespace: Some(bare(namespace)), name: bare(name) }
        }
        None => QualifiedName::plain(bare(it)),
    })
}

/// Whether no row can do without what it refers to when it is inserted.
fn is_mandatory<T>(table: &Table<T>, it: &ForeignKey) -> bool {
    let is_nullable = |name: &Name| table.column(name).is_none_or(|column| column.is_nullable);
    it.deferrable.is_none() && !it.columns.iter().any(is_nullable)
}

/// Puts the tables of each circle, which stand together, in the order that mandatory foreign keys ask for.
fn order_circles(circles: &[Vec<usize>], needs: &[Need], rank: &mut [usize]) {
    let mut places: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for (circle, members) in circles.iter().enumerate() {
        places.extend(members.iter().enumerate().map(|(place, &table)| (table, (circle, place))));
    }
    let mut inside: Vec<Vec<(usize, usize)>> = vec![Vec::new(); circles.len()];
    for need in needs.iter().filter(|it| it.is_mandatory) {
        if let (Some(&(circle, from)), Some(&(other, to))) =
            (places.get(&need.from), places.get(&need.to))
            && circle == other
        {
            inside[circle].push((from, to));
        }
    }
    for (members, inside) in circles.iter().zip(&inside) {
        let first = members.iter().map(|&it| rank[it]).min().unwrap_or_default();
        for (place, member) in order(members.len(), inside).nodes.into_iter().enumerate() {
            rank[members[member]] = first + place;
        }
    }
}
