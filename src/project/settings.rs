//! Settings out of TOML: each is read once by name; what is left over is unknown.

// The values are those of TOML: each setting takes one kind, and refuses all others alike.
#![allow(clippy::wildcard_enum_match_arm)]

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diags::{self, quoted_list};
use crate::base::{Diagnostics, FileId, Span, closest};

/// A table of settings whose names are known.
pub(super) struct Settings<'t> {
    table: Table<'t>,
    place: &'static str,
    known: &'static [&'static str],
}

/// A TOML table and the file it stands in.
pub(super) struct Table<'t> {
    file: FileId,
    values: DeTable<'t>,
}

/// The root table of a TOML text, or where and why it is none.
pub(super) fn parse(file: FileId, text: &str) -> Result<Table<'_>, (Span, String)> {
    match DeTable::parse(text) {
        Ok(table) => Ok(Table { file, values: table.into_inner() }),
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            Err((Span::new(file, range.start, range.end), error.message().to_owned()))
        }
    }
}

impl<'t> Table<'t> {
    /// The same with the names that it may hold, and what it is called in messages.
    pub(super) fn named(self, place: &'static str, known: &'static [&'static str]) -> Settings<'t> {
        Settings { table: self, place, known }
    }
}

impl<'t> Settings<'t> {
    /// A text.
    pub(super) fn text(&mut self, name: &str, diagnostics: &mut Diagnostics) -> Option<String> {
        let (span, value) = self.take(name)?;
        match value {
            DeValue::String(text) if !text.is_empty() => Some(text.into_owned()),
            _ => {
                diagnostics.push(diags::invalid_setting(span, name, "a text in quotes"));
                None
            }
        }
    }

    /// A text that `parse` understands; `wanted` says what it has to be.
    pub(super) fn parsed<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        wanted: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let (span, value) = self.take(name)?;
        let found = value.as_str().and_then(parse);
        if found.is_none() {
            diagnostics.push(diags::invalid_setting(span, name, wanted));
        }
        found
    }

    /// Where the value of a setting stands, if it is there.
    pub(super) fn span(&self, name: &str) -> Option<Span> {
        let range = self.table.values.get(name)?.span();
        Some(Span::new(self.table.file, range.start, range.end))
    }

    /// True or false.
    pub(super) fn flag(&mut self, name: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let (span, value) = self.take(name)?;
        match value {
            DeValue::Boolean(value) => Some(value),
            _ => {
                diagnostics.push(diags::invalid_setting(span, name, "`true` or `false`"));
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        name: &str,
        words: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let (span, value) = self.take(name)?;
        let found = one_of(&value, words);
        if found.is_none() {
            diagnostics.push(diags::invalid_setting(span, name, &wanted(words)));
        }
        found
    }

    /// A list of some of a few words.
    pub(super) fn words<T: Copy>(
        &mut self,
        name: &str,
        words: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<T>> {
        let (span, value) = self.take(name)?;
        let DeValue::Array(items) = value else {
            diagnostics.push(diags::invalid_setting(
                span,
                name,
                &format!("a list of {}", wanted(words)),
            ));
            return None;
        };
        let mut res = Vec::new();
        for item in items {
            let range = item.span();
            match one_of(item.get_ref(), words) {
                Some(word) => res.push(word),
                None => {
                    let span = Span::new(self.table.file, range.start, range.end);
                    diagnostics.push(diags::invalid_setting(span, name, &wanted(words)));
                }
            }
        }
        Some(res)
    }

    /// A whole number from 1 on.
    pub(super) fn count(&mut self, name: &str, diagnostics: &mut Diagnostics) -> Option<usize> {
        let (span, value) = self.take(name)?;
        let number = value.as_integer().filter(|it| it.radix() == 10);
        let found = number.and_then(|it| it.as_str().parse().ok()).filter(|it| *it > 0);
        if found.is_none() {
            diagnostics.push(diags::invalid_setting(span, name, "a whole number from 1 on"));
        }
        found
    }

    /// A list of texts.
    pub(super) fn texts(
        &mut self,
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<String>> {
        let (span, value) = self.take(name)?;
        let found: Option<Vec<String>> = value.as_array().and_then(|items| {
            items.iter().map(|it| it.get_ref().as_str().map(str::to_owned)).collect()
        });
        if found.is_none() {
            diagnostics.push(diags::invalid_setting(span, name, "a list of texts in quotes"));
        }
        found
    }

    /// A table inside this one.
    pub(super) fn table(&mut self, name: &str, diagnostics: &mut Diagnostics) -> Option<Table<'t>> {
        let (span, value) = self.take(name)?;
        match value {
            DeValue::Table(values) => Some(Table { file: self.table.file, values }),
            _ => {
                diagnostics.push(diags::invalid_setting(
                    span,
                    name,
                    &format!("a table: `[{name}]`"),
                ));
                None
            }
        }
    }

    /// Reports what was not asked for.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for (name, _) in &self.table.values {
            let range = name.span();
            let span = Span::new(self.table.file, range.start, range.end);
            let name = name.get_ref().as_ref();
            let meant = closest(name, self.known.iter().copied());
            let diagnostic = diags::unknown_setting(span, name, self.place, meant, self.known);
            diagnostics.push(diagnostic);
        }
    }

    fn take(&mut self, name: &str) -> Option<(Span, DeValue<'t>)> {
        let value: Spanned<DeValue<'t>> = self.table.values.remove(name)?;
        let range = value.span();
        Some((Span::new(self.table.file, range.start, range.end), value.into_inner()))
    }
}

fn one_of<T: Copy>(value: &DeValue<'_>, words: &[(&'static str, T)]) -> Option<T> {
    let text = value.as_str()?;
    words.iter().find(|(word, _)| *word == text).map(|(_, it)| *it)
}

fn wanted<T>(words: &[(&'static str, T)]) -> String {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    quoted_list(&words)
}
