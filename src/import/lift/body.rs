//! The body of an entity or a relationship: attributes, references, the key.

use std::fmt::Write as _;

use super::columns::{Extras, Words, annotation, attribute};
use super::expressions::{Expressions, Known, quoted, string};
use super::junctions::Role;
use super::members::clauses;
use super::references::Reference;
use super::write::{Context, docs};
use crate::base::Name;
use crate::dialect;
use crate::schema::{Column, NativeType, QualifiedName, Settings, Table};

/// A body while it is written.
pub(super) struct Body<'a, 'c, 's> {
    pub(super) cx: &'c Context<'s>,
    pub(super) table: &'a Table<NativeType>,
    /// The foreign keys that are said as references.
    pub(super) references: &'a [Reference<'s>],
    /// The roles, where it is a relationship.
    pub(super) roles: &'a [Role],
    /// The table whose key it shares, where it is a subtype.
    pub(super) supertype: Option<&'a QualifiedName>,
    pub(super) known: &'a [Known],
    pub(super) expressions: &'a Expressions<'a>,
    /// The members so far.
    pub(super) text: String,
    /// What stands behind it, word for word.
    pub(super) after: String,
}

impl Body<'_, '_, '_> {
    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "  {line}");
    }

    pub(super) fn name_of(&self, column: &str) -> String {
        let known = self.known.iter().find(|it| it.column == column);
        quoted(known.map_or(column, |it| it.attribute.as_str()))
    }

    /// Attributes of a list of columns; nothing when one of them cannot be named.
    pub(super) fn names_of(&self, columns: &[Name]) -> Option<Vec<String>> {
        let mut res = Vec::new();
        let mut rest = columns;
        while !rest.is_empty() {
            let (name, n) = self.named(rest)?;
            res.push(name);
            rest = &rest[n..];
        }
        Some(res)
    }

    /// What the first of these columns is called, and how many of them that names: a reference stands for all its
    /// columns, and a path behind it for one of them.
    pub(super) fn named(&self, columns: &[Name]) -> Option<(String, usize)> {
        let column = columns.first()?;
        match self.reference_of(column) {
            Some(it) if columns.starts_with(&it.foreign_key.columns) => {
                Some((self.name_of(column), it.foreign_key.columns.len()))
            }
            Some(it) => Some((self.path_of(it, column)?, 1)),
            None => Some((self.name_of(column), 1)),
        }
    }

    /// One column of a reference to a key of several.
    fn path_of(&self, reference: &Reference<'_>, column: &Name) -> Option<String> {
        let key = reference.foreign_key;
        let place = key.columns.iter().position(|it| it == column)?;
        let target = self.cx.schema.table(&key.target)?;
        let names = self.cx.target_names(target, key.target_columns.get(place..=place)?)?;
        Some(format!("{}.{}", self.name_of(column), names.first()?))
    }

    fn reference_of(&self, column: &Name) -> Option<&Reference<'_>> {
        self.references.iter().find(|it| it.foreign_key.columns.contains(column))
    }

    /// Whether a column is said somewhere else: in a mixin, by a supertype or by a role.
    pub(super) fn is_from_elsewhere(&self, column: &Name) -> bool {
        let n_columns = self.table.columns.len();
        let n_own = match self.cx.design.mixins.of(&self.table.name) {
            Some((_, n_shared)) => n_columns - n_shared,
            None => n_columns,
        };
        let of_mixin = self.table.columns[n_own..].iter().any(|it| it.name == *column);
        let is_key = self.table.primary_key.iter().any(|it| it.columns.contains(column));
        let of_supertype = self.supertype.is_some() && is_key;
        let of_role = self.reference_of(column).is_some() && !self.roles.is_empty();
        of_mixin || of_supertype || of_role
    }

    /// The primary key as words beside the attributes, if that says it.
    fn is_inline_key(&self) -> bool {
        let Some(key) = &self.table.primary_key else { return false };
        let usual = format!("{}_pkey", self.table.name.name);
        let is_usual = key.name == usual.as_str() || key.name == "PRIMARY";
        let columns = self.table.columns.iter().map(|it| &it.name);
        let is_in_order = columns.filter(|it| key.columns.contains(it)).eq(&key.columns);
        is_usual && is_in_order && key.settings.is_empty() && self.names_of(&key.columns).is_some()
    }

    pub(super) fn attributes(&mut self) {
        let is_inline = self.is_inline_key();
        let table = self.table;
        for (at, column) in table.columns.iter().enumerate() {
            if self.is_from_elsewhere(&column.name) {
                continue;
            }
            let is_key = is_inline
                && table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&column.name));
            let line = match self.reference_of(&column.name) {
                Some(it) if it.at == at => self.reference(it, is_key),
                Some(_) => continue,
                None => self.plain(column, &self.known[at].attribute, is_key),
            };
            self.text.push_str(&docs(column.comment.as_deref(), "  "));
            self.line(&line);
        }
    }

    fn is_unique(&self, column: &Name) -> bool {
        let mut all = self.table.uniques.iter();
        all.any(|it| it.columns.as_slice() == [column.clone()] && self.is_inline_unique(it))
    }

    fn plain(&self, column: &Column<NativeType>, name: &Name, is_key: bool) -> String {
        let key = if is_key { " key" } else { "" };
        let unique = if self.is_unique(&column.name) { " unique" } else { "" };
        let (references, annotations) = self.inline_foreign_key(&column.name).unwrap_or_default();
        let is_key =
            self.table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&column.name));
        let flags = format!("{key}{unique}");
        let extras = Extras { is_key, flags, references, annotations };
        attribute(column, name, &extras, &self.words(column))
    }

    fn words(&self, column: &Column<NativeType>) -> Words<'_> {
        let table = &self.table.name;
        Words {
            id: self.cx.id,
            names: self.cx.names,
            ty: self.cx.design.types.of(table, &column.name),
            serial: self.cx.design.serial(table, &column.name),
            expressions: self.expressions,
        }
    }

    fn reference(&self, it: &Reference<'_>, is_key: bool) -> String {
        let key = it.foreign_key;
        let column = self.table.column(&key.columns[0]);
        let is_nullable = column.is_some_and(|it| it.is_nullable);
        let in_key =
            self.table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&key.columns[0]));
        let optional = if is_nullable && !in_key { "?" } else { "" };
        let attribute = self.name_of(&key.columns[0]);
        let mut res =
            format!("{attribute} {}{optional}", self.cx.path(&key.target, &self.table.name));
        if is_key {
            res.push_str(" key");
        }
        if key.columns.len() == 1 && self.is_unique(&key.columns[0]) {
            res.push_str(" unique");
        }
        if let Some(default) = column.and_then(|it| it.default.as_ref()) {
            let scalar = column.and_then(|it| super::columns::scalar(&it.ty, self.cx.id, false));
            let _ =
                write!(res, " = {}", self.expressions.default(default, &key.columns[0], scalar));
        }
        res.push_str(&clauses(key));
        let bare = attribute.trim_matches('`');
        if it.has_column || bare != it.attribute {
            let _ = write!(res, " @column({})", string(&key.columns[0]));
        }
        res.push_str(&it.names_along(self.table, self.cx.id));
        let mut settings = Settings::new();
        if let (true, Some(column)) = (it.has_own_type, column) {
            let text = dialect::of(self.cx.id).type_words().canonical_text(&column.ty);
            settings.set("type", text);
        }
        if is_nullable && in_key {
            settings.set("nullable", "true");
        }
        res.push_str(&annotation(&settings, self.cx.id));
        res
    }

    /// The primary key as a member, where it does not stand beside the attributes.
    pub(super) fn key(&mut self) {
        let Some(key) = &self.table.primary_key else { return };
        if self.is_inline_key() || self.supertype.is_some() || !self.roles.is_empty() {
            return;
        }
        let names = self.names_of(&key.columns);
        let columns =
            names.unwrap_or_else(|| key.columns.iter().map(|it| self.name_of(it)).collect());
        let settings = annotation(&key.settings, self.cx.id);
        let name =
            if key.name == "PRIMARY" { String::new() } else { format!(" {}:", quoted(&key.name)) };
        self.line(&format!("key{name} ({}){settings}", columns.join(", ")));
    }
}
