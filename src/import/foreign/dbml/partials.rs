//! Partials: what several tables share is copied into each.

use super::super::sketch::{ColumnSketch, TableSketch};
use super::Context;
use crate::base::{Name, Span, closest};

/// `~name` in a table.
#[derive(Debug, Clone)]
pub(super) struct Injection {
    /// How many columns stand before it.
    pub(super) place: usize,
    pub(super) name: Name,
    pub(super) span: Span,
}

impl Context<'_, '_> {
    /// Puts the columns of partials where tables name them.
    pub(super) fn inject_all(&mut self) {
        for (idx, injected) in std::mem::take(&mut self.injections) {
            let empty =
                TableSketch::new(self.reading.sketch.tables[idx].name.clone(), Span::nowhere());
            let mut table = std::mem::replace(&mut self.reading.sketch.tables[idx], empty);
            self.inject(&mut table, &injected);
            self.reading.sketch.tables[idx] = table;
        }
    }

    /// What the table says itself comes before what a partial says, a later partial before an earlier one.
    fn inject(&mut self, table: &mut TableSketch, injected: &[Injection]) {
        let own = std::mem::take(&mut table.columns);
        let mut res: Vec<ColumnSketch> = Vec::new();
        let mut at = 0;
        for it in injected {
            res.extend(own[at..it.place].iter().cloned());
            at = it.place;
            let Some(partial) = self.partials.get(&it.name).cloned() else {
                self.unknown_partial(it);
                continue;
            };
            self.copy_references(table, &partial, &own);
            for column in partial.columns {
                if own.iter().any(|it| it.name == column.name) {
                    continue;
                }
                match res.iter_mut().find(|it| it.name == column.name) {
                    Some(before) => *before = column,
                    None => res.push(column),
                }
            }
            table.indexes.extend(partial.indexes);
            table.checks.extend(partial.checks);
            table.key = table.key.take().or(partial.key);
            table.docs = table.docs.take().or(partial.docs);
            table.color = table.color.take().or(partial.color);
        }
        res.extend(own[at..].iter().cloned());
        table.columns = res;
    }

    fn unknown_partial(&mut self, it: &Injection) {
        let mut names: Vec<&str> = self.partials.keys().map(Name::as_str).collect();
        names.sort_unstable();
        let help = match closest(&it.name, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "declare it: `TablePartial name { … }`".to_owned(),
        };
        self.reading.unknown(it.span, format!("there is no partial `{}`", it.name), Some(help));
    }

    /// References of a partial's columns are those of every table that has them.
    fn copy_references(
        &mut self,
        table: &TableSketch,
        partial: &TableSketch,
        own: &[ColumnSketch],
    ) {
        for it in &self.partial_references {
            let mut it = it.clone();
            let mut is_of_partial = false;
            for end in [&mut it.from, &mut it.to] {
                let is_own = end.columns.iter().any(|name| own.iter().any(|it| it.name == *name));
                if end.table == partial.name && !is_own {
                    end.table = table.name.clone();
                    is_of_partial = true;
                }
            }
            if is_of_partial {
                self.reading.sketch.references.push(it);
            }
        }
    }
}
