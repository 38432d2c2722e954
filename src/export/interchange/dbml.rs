//! DBML, the language of dbdiagram.

use super::Export;
use crate::base::{Name, ReferentialAction, TextWriter};
use crate::dialect::{Dialect, expr_text};
use crate::schema::{
    Column, Enum, Expr, ForeignKey, Index, IndexItem, NativeSchema, NativeType, QualifiedName,
    Table, Unique,
};

/// What one database holds, as DBML.
pub fn dbml(schema: &NativeSchema, dialect: &dyn Dialect, title: Option<&str>) -> Export {
    let mut cx = Context { dialect, out: TextWriter::new(), res: Export::default() };
    cx.project(title);
    schema.enums.iter().for_each(|it| cx.enumeration(it));
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
    lose(schema, dialect, &mut cx.res);
    cx.res.text = cx.out.into_string();
    cx.res
}

/// What DBML has no words for.
fn lose(schema: &NativeSchema, dialect: &dyn Dialect, res: &mut Export) {
    let tables = || schema.tables.values();
    let columns = || tables().flat_map(|it| &it.columns);
    let uniques = || tables().flat_map(|it| &it.uniques);
    let keys = || tables().flat_map(|it| &it.foreign_keys);
    let is_usual = |it: &Table<NativeType>| {
        let usual = dialect.capabilities().names.primary_key.map(str::to_owned);
        let usual = usual.unwrap_or_else(|| format!("{}_pkey", it.name.name));
        it.primary_key
            .as_ref()
            .is_none_or(|key| key.columns.len() > 1 || key.name == usual.as_str())
    };
    let has_comment = tables().flat_map(|it| &it.checks).any(|it| it.comment.is_some())
        || uniques().any(|it| it.comment.is_some())
        || keys().any(|it| it.comment.is_some());
    for (is_lost, what) in [
        (columns().any(|it| it.collation.is_some()), "collations"),
        (tables().any(|it| !is_usual(it)), "the names of keys of one column"),
        (uniques().any(|it| it.deferrable.is_some()), "when unique constraints are checked"),
        (uniques().any(|it| it.nulls_not_distinct), "that nulls count as equal"),
        (keys().any(|it| it.match_full), "that references are whole or not at all (`match full`)"),
        (has_comment, "what constraints are about"),
        (tables().any(|it| !it.settings.is_empty()), "settings of tables"),
        (columns().any(|it| !it.settings.is_empty()), "settings of columns"),
        (schema.namespaces.iter().any(|it| it.comment.is_some()), "what schemas are about"),
    ] {
        if is_lost {
            res.loses(what);
        }
    }
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

    fn enumeration(&mut self, it: &Enum) {
        self.out.line(format!("Enum {} {{", name(&it.name)));
        for (idx, label) in it.labels.iter().enumerate() {
            let about = it.label_comments.get(idx).and_then(Option::as_ref);
            let note = about.map(|it| format!(" [note: {}]", text(it))).unwrap_or_default();
            self.out.line(format!("  {}{note}", quoted(label)));
        }
        self.out.line("}");
        self.out.gap();
        if it.comment.is_some() {
            self.res.loses("what enums are about");
        }
    }

    fn checks(&mut self, table: &Table<NativeType>) {
        if table.checks.is_empty() {
            return;
        }
        self.out.gap();
        self.out.line("  checks {");
        for it in &table.checks {
            let condition = self.code(&it.expr);
            self.out.line(format!("    {condition} [name: {}]", text(&it.name)));
        }
        self.out.line("  }");
    }

    /// An expression; backticks in it would end it.
    fn code(&mut self, expr: &Expr) -> String {
        let text = expr_text(expr, self.dialect);
        if text.contains('`') {
            self.res.loses("backticks in expressions: names in them stand in double quotes");
        }
        format!("`{}`", text.replace('`', "\"").replace(['\n', '\r'], " "))
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
        self.checks(table);
        if let Some(comment) = &table.comment {
            self.out.line(format!("  Note: {}", text(comment)));
        }
        self.out.line("}");
        self.out.gap();
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
        if table.uniques.iter().any(|it| is_inline(table, it) && it.columns[0] == column.name) {
            settings.push("unique".to_owned());
        }
        if let Some(default) = &column.default {
            settings.push(format!("default: {}", self.code(default)));
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
        for it in table.uniques.iter().filter(|it| !is_inline(table, it)) {
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
        let mut items = Vec::new();
        for it in &index.items {
            items.push(match it.as_column() {
                Some(name) => quoted(name),
                None => self.code(&it.expr),
            });
        }
        let is_plain = |it: &IndexItem| *it == IndexItem::expr(it.expr.clone());
        if !index.items.iter().all(is_plain) {
            self.res.loses("in which order, and how, indexes compare");
        }
        let method = match index.method.as_deref() {
            None => "",
            Some("hash") => "type: hash, ",
            Some(_) => {
                self.res.loses("indexes that are no trees: they are plain ones");
                ""
            }
        };
        if index.predicate.is_some() {
            self.res.loses("which rows partial indexes cover");
        }
        if !index.include.is_empty() {
            self.res.loses("columns that indexes carry along");
        }
        // A unique index on some rows only is no promise about all of them.
        let is_unique = index.is_unique && index.predicate.is_none();
        let unique = if is_unique { "unique, " } else { "" };
        if index.is_unique && !is_unique {
            self.res.loses(format!("that the index `{}` is unique", index.name));
        }
        let note = index.comment.as_ref().map(|it| format!(", note: {}", text(it)));
        let (name, note) = (text(&index.name), note.unwrap_or_default());
        format!("({}) [{unique}{method}name: {name}{note}]", items.join(", "))
    }

    fn reference(&mut self, table: &Table<NativeType>, it: &ForeignKey) {
        let key = table.primary_key.as_ref().map(|it| &it.columns);
        let is_single = key == Some(&it.columns)
            || table.uniques.iter().any(|unique| unique.columns == it.columns);
        let own = format!("{}.{}", name(&table.name), columns(&it.columns));
        let target = format!("{}.{}", name(&it.target), columns(&it.target_columns));
        // Of a one-to-one reference the second side is the foreign key.
        let sides = match is_single {
            true => format!("{target} - {own}"),
            false => format!("{own} > {target}"),
        };
        let (delete, update) = (action(it.on_delete), action(it.on_update));
        let quoted = quoted(&it.name);
        self.out.line(format!("Ref {quoted}: {sides} [delete: {delete}, update: {update}]"));
        if it.deferrable.is_some() {
            self.res.loses("when references are checked");
        }
    }
}

/// Whether a unique constraint is a word behind its column.
fn is_inline(table: &Table<NativeType>, unique: &Unique) -> bool {
    let [column] = unique.columns.as_slice() else { return false };
    unique.name == format!("{}_{column}_key", table.name.name)
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
