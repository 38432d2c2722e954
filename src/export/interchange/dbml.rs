//! DBML, the language of dbdiagram.

use super::Export;
use crate::base::{Name, ReferentialAction, TextWriter};
use crate::dialect::{Dialect, expr_text};
use crate::schema::{
    Column, ForeignKey, Index, NativeSchema, NativeType, QualifiedName, Table, Unique,
};

/// What one database holds, as DBML.
pub fn dbml(schema: &NativeSchema, dialect: &dyn Dialect, title: Option<&str>) -> Export {
    let mut cx = Context { dialect, out: TextWriter::new(), res: Export::default() };
    cx.project(title);
    for it in &schema.enums {
        cx.out.line(format!("Enum {} {{", name(&it.name)));
        cx.out.nested(|out| it.labels.iter().for_each(|it| out.line(quoted(it))));
        cx.out.line("}");
        cx.out.gap();
    }
    schema.tables.values().for_each(|it| cx.table(it));
    for table in schema.tables.values() {
        table.foreign_keys.iter().for_each(|it| cx.reference(table, it));
    }
    let other = [
        (schema.views.len(), "views"),
        (schema.domains.len(), "domains"),
        (schema.sequences.len(), "sequences of their own"),
        (schema.objects.len(), "triggers, functions and the like"),
    ];
    for (count, what) in other {
        if count > 0 {
            cx.res.loses(what);
        }
    }
    cx.res.text = cx.out.into_string();
    cx.res
}

struct Context<'a> {
    dialect: &'a dyn Dialect,
    out: TextWriter,
    res: Export,
}

impl Context<'_> {
    fn project(&mut self, title: Option<&str>) {
        let Some(title) = title else { return };
        self.out.line(format!("Project {} {{", quoted(title)));
        let database = self.dialect.id().title();
        self.out.nested(|out| out.line(format!("database_type: {}", text(database))));
        self.out.line("}");
        self.out.gap();
    }

    fn table(&mut self, table: &Table<NativeType>) {
        self.out.line(format!("Table {} {{", name(&table.name)));
        let key = table.primary_key.as_ref().map_or(&[][..], |it| &it.columns);
        let lines: Vec<String> = table
            .columns
            .iter()
            .map(|it| format!("  {}", self.column(table, it, key == [it.name.clone()])))
            .collect();
        lines.iter().for_each(|it| self.out.line(it));
        self.indexes(table, key);
        if let Some(comment) = &table.comment {
            self.out.line(format!("  Note: {}", text(comment)));
        }
        self.out.line("}");
        self.out.gap();
        if !table.checks.is_empty() {
            self.res.loses("checks");
        }
        if !table.exclusions.is_empty() {
            self.res.loses("exclusion constraints");
        }
    }

    fn column(
        &mut self,
        table: &Table<NativeType>,
        column: &Column<NativeType>,
        is_key: bool,
    ) -> String {
        let mut settings = Vec::new();
        if is_key {
            settings.push("pk".to_owned());
        }
        if column.identity.is_some() {
            settings.push("increment".to_owned());
        }
        if !column.is_nullable {
            settings.push("not null".to_owned());
        }
        if table.uniques.iter().any(|it| it.columns == [column.name.clone()]) {
            settings.push("unique".to_owned());
        }
        if let Some(default) = &column.default {
            settings.push(format!("default: {}", code(&expr_text(default, self.dialect))));
        }
        if column.generated.is_some() {
            self.res.loses("how computed columns are computed");
        }
        if let Some(comment) = &column.comment {
            settings.push(format!("note: {}", text(comment)));
        }
        let settings =
            if settings.is_empty() { String::new() } else { format!(" [{}]", settings.join(", ")) };
        format!("{} {}{settings}", quoted(&column.name), self.ty(&column.ty))
    }

    fn ty(&self, ty: &NativeType) -> String {
        let text = self.dialect.type_words().written_text(ty);
        let is_plain = |it: char| it.is_ascii_alphanumeric() || "_(),".contains(it);
        let compact = text.replace(", ", ",");
        if compact.chars().all(is_plain) { compact } else { quoted(&text) }
    }

    fn indexes(&mut self, table: &Table<NativeType>, key: &[Name]) {
        let mut lines = Vec::new();
        if key.len() > 1 {
            lines.push(format!("{} [pk]", columns(key)));
        }
        let is_wide = |it: &&Unique| it.columns.len() > 1;
        for it in table.uniques.iter().filter(is_wide) {
            lines.push(format!("{} [unique, name: {}]", columns(&it.columns), text(&it.name)));
        }
        for it in &table.indexes {
            lines.push(self.index(it));
        }
        if lines.is_empty() {
            return;
        }
        self.out.gap();
        self.out.line("  indexes {");
        lines.iter().for_each(|it| self.out.line(format!("    {it}")));
        self.out.line("  }");
    }

    fn index(&mut self, index: &Index) -> String {
        let item = |it: &crate::schema::IndexItem| match it.as_column() {
            Some(name) => quoted(name),
            None => code(&expr_text(&it.expr, self.dialect)),
        };
        let items: Vec<String> = index.items.iter().map(item).collect();
        if index.predicate.is_some() {
            self.res.loses("which rows partial indexes cover");
        }
        if !index.include.is_empty() {
            self.res.loses("columns that indexes carry along");
        }
        // A unique index on some rows only is no promise about all of them.
        let is_unique = index.is_unique && index.predicate.is_none();
        let unique = if is_unique { "unique, " } else { "" };
        format!("({}) [{unique}name: {}]", items.join(", "), text(&index.name))
    }

    fn reference(&mut self, table: &Table<NativeType>, it: &ForeignKey) {
        let key = table.primary_key.as_ref().map(|it| &it.columns);
        let is_single = key == Some(&it.columns)
            || table.uniques.iter().any(|unique| unique.columns == it.columns);
        let sign = if is_single { "-" } else { ">" };
        let (from, to) = (columns(&it.columns), columns(&it.target_columns));
        let (delete, update) = (action(it.on_delete), action(it.on_update));
        self.out.line(format!(
            "Ref {}: {}.{from} {sign} {}.{to} [delete: {delete}, update: {update}]",
            quoted(&it.name),
            name(&table.name),
            name(&it.target),
        ));
        if it.deferrable.is_some() {
            self.res.loses("when references are checked");
        }
    }
}

fn action(action: ReferentialAction) -> &'static str {
    action.words()
}

fn columns(names: &[Name]) -> String {
    let names: Vec<String> = names.iter().map(|it| quoted(it)).collect();
    format!("({})", names.join(", "))
}

fn name(name: &QualifiedName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{}.{}", quoted(namespace), quoted(&name.name)),
        None => quoted(&name.name),
    }
}

fn quoted(name: &str) -> String {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", name.replace(['\n', '\r'], " "))
}

fn text(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    if text.contains('\n') { format!("'''{text}'''") } else { format!("'{text}'") }
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace(['\n', '\r'], " "))
}
