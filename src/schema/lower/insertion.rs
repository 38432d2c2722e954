//! Circles of foreign keys that leave no row to begin with.

use rustc_hash::FxHashMap;

use super::diags;
use crate::base::graph::order;
use crate::base::{Diagnostics, Name, Span};
use crate::schema::{ForeignKey, LogicalSchema, QualifiedName};

/// Reports tables that need a row of one another first: every foreign key of the circle is mandatory and
/// checked at once. A table that refers to itself is none: a row can refer to itself.
pub(super) fn report_impossible(schema: &LogicalSchema, diagnostics: &mut Diagnostics) {
    let places: FxHashMap<&QualifiedName, usize> =
        schema.tables.values().enumerate().map(|(idx, it)| (&it.name, idx)).collect();
    let mut needs: Vec<(usize, usize)> = Vec::new();
    let mut keys: FxHashMap<(usize, usize), &ForeignKey> = FxHashMap::default();
    for (from, table) in schema.tables.values().enumerate() {
        for it in table.foreign_keys.iter().filter(|it| it.deferrable.is_none()) {
            let is_null = |name: &Name| table.column(name).is_none_or(|column| column.is_nullable);
            let Some(&to) = places.get(&it.target) else { continue };
            if from != to && !it.columns.iter().any(is_null) {
                needs.push((from, to));
                keys.entry((from, to)).or_insert(it);
            }
        }
    }
    for group in order(schema.tables.len(), &needs).cycles {
        let circle = shortest(&group, &needs);
        let spans: Vec<(Name, Span)> = circle
            .iter()
            .zip(circle.iter().cycle().skip(1))
            .filter_map(|(from, to)| {
                let key = keys.get(&(*from, *to))?;
                Some((key.columns.first()?.clone(), key.span))
            })
            .collect();
        let names: Vec<Name> = circle
            .iter()
            .filter_map(|&it| schema.tables.values().nth(it))
            .map(|it| it.name.name.clone())
            .collect();
        if !spans.is_empty() {
            diagnostics.push(diags::impossible_insert(&names, &spans));
        }
    }
}

/// A shortest circle through the first member of `group`, found breadth first.
fn shortest(group: &[usize], needs: &[(usize, usize)]) -> Vec<usize> {
    let inside: FxHashMap<usize, Vec<usize>> = {
        let mut res: FxHashMap<usize, Vec<usize>> =
            group.iter().map(|&it| (it, Vec::new())).collect();
        for &(from, to) in needs {
            if res.contains_key(&to)
                && let Some(next) = res.get_mut(&from)
            {
                next.push(to);
            }
        }
        res
    };
    let Some(&start) = group.first() else { return Vec::new() };
    let mut before: FxHashMap<usize, usize> = FxHashMap::default();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for &next in inside.get(&node).into_iter().flatten() {
            if next == start {
                let mut res = vec![node];
                while let Some(&it) = before.get(&res[res.len() - 1]) {
                    res.push(it);
                }
                res.reverse();
                return res;
            }
            if let std::collections::hash_map::Entry::Vacant(entry) = before.entry(next) {
                entry.insert(node);
                queue.push_back(next);
            }
        }
    }
    group.to_vec()
}
