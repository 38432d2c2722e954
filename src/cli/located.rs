//! Findings about what was lifted from a script, told where the script says it.

use std::ops::Range;

use crate::base::{Diagnostics, FileId, Name, Span};
use crate::import::TablePlace;
use crate::schema::{NativeSchema, QualifiedName};

/// A script, and the model that was lifted from it.
pub(super) struct Lifted<'a> {
    /// The model.
    pub(super) model: FileId,
    pub(super) model_text: &'a str,
    /// What it is built to: tables and columns say where the model speaks of them.
    pub(super) schema: &'a NativeSchema,
    /// The script.
    pub(super) script: FileId,
    pub(super) text: &'a str,
    pub(super) tables: &'a [TablePlace],
}

impl Lifted<'_> {
    /// The same findings, at tables and columns of the script. An edit of the model is none of the script.
    pub(super) fn told(&self, diagnostics: Diagnostics) -> Diagnostics {
        let mut res = Diagnostics::new();
        for mut it in diagnostics.into_vec() {
            if let Some(span) = self.place(it.primary.span) {
                it.primary.span = span;
                it.fix = None;
                it.secondary.retain_mut(|label| match self.place(label.span) {
                    Some(span) => {
                        label.span = span;
                        true
                    }
                    None => label.span.file != self.model,
                });
            }
            res.push(it);
        }
        res
    }

    fn place(&self, span: Span) -> Option<Span> {
        let (table, column) = self.subject(span)?;
        let place = self.tables.iter().rev().find(|it| it.table == *table)?;
        let part = column.and_then(|it| place.of_part(self.text, it));
        Some(self.span(part.unwrap_or_else(|| place.name.clone())))
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.script, range.start, range.end)
    }

    /// The table, and the column, that the model speaks of at a place.
    fn subject(&self, span: Span) -> Option<(&QualifiedName, Option<&Name>)> {
        if span.file != self.model {
            return None;
        }
        let tables = self.schema.tables.values().filter(|it| it.span.file == self.model);
        let table =
            tables.filter(|it| it.span.start <= span.start).max_by_key(|it| it.span.start)?;
        let is_on_line = |it: Span| {
            let between = self.model_text.get(it.start as usize..span.start as usize);
            it.start <= span.start && between.is_some_and(|it| !it.contains('\n'))
        };
        let mut columns = table.columns.iter().filter(|it| it.span != table.span);
        let column = columns.find(|it| is_on_line(it.span));
        Some((&table.name, column.map(|it| &it.name)))
    }
}
