//! A logical schema as text for people: tests compare it, `--debug` prints it.

mod expr;

use std::fmt::Write as _;

use super::{
    Check, Column, DependencyKind, Exclusion, ForeignKey, IdentityKind, Index, IndexItem, Key,
    LogicalSchema, LogicalType, QualifiedName, Settings, Table, Unique,
};
use crate::base::{Deferrable, DialectSet, Name, NullsOrder, ReferentialAction, SqlText, Storage};
use expr::described;

/// All of a logical schema but the places it comes from, a line for each fact.
pub fn describe(schema: &LogicalSchema) -> String {
    let mut out = Description { schema, text: String::new() };
    out.types();
    schema.tables.values().for_each(|it| out.table(it));
    out.rest();
    out.text
}

struct Description<'s> {
    schema: &'s LogicalSchema,
    text: String,
}

impl Description<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn types(&mut self) {
        for it in &self.schema.namespaces {
            self.line(&format!("schema {}{}{}", it.name, was(&it.was), comment(&it.comment)));
        }
        for it in &self.schema.enums {
            let labels = joined(&it.labels, ", ");
            let rest = rest(&it.comment, &Settings::new(), it.only, &it.old_names);
            self.line(&format!("enum {} ({labels}){rest}", it.name));
            for (old, idx) in &it.was {
                self.line(&format!("  {} was {old}", it.labels[*idx]));
            }
            for (label, comment) in it.labels.iter().zip(&it.label_comments) {
                if let Some(comment) = comment {
                    self.line(&format!("  {label} // {comment}"));
                }
            }
        }
        for it in &self.schema.domains {
            let default = it.default.as_ref().map(|it| format!(" = {}", described(it)));
            let rest = rest(&it.comment, &it.settings, it.only, &it.old_names);
            let (name, ty) = (&it.name, self.type_name(&it.ty));
            self.line(&format!("domain {name} {ty}{}{rest}", default.unwrap_or_default()));
            it.checks.iter().for_each(|it| self.check(it));
        }
    }

    fn table(&mut self, table: &Table<LogicalType>) {
        let rest = rest(&table.comment, &table.settings, table.only, &table.was);
        self.line(&format!("table {}{rest}", table.name));
        table.columns.iter().for_each(|it| self.column(it));
        table.primary_key.iter().for_each(|it| self.key(it));
        table.uniques.iter().for_each(|it| self.unique(it));
        table.foreign_keys.iter().for_each(|it| self.foreign_key(it));
        table.checks.iter().for_each(|it| self.check(it));
        table.exclusions.iter().for_each(|it| self.exclusion(it));
        table.indexes.iter().for_each(|it| self.index(it));
        for it in &table.dependencies {
            self.line(&format!("  {} [{}]", dependency(&it.kind), it.origin.name()));
        }
    }

    fn rest(&mut self) {
        for it in &self.schema.views {
            let rest = rest(&it.comment, &it.settings, it.only, &it.was);
            self.line(&format!("view {}{rest}", it.name));
            it.columns.iter().for_each(|it| self.column(it));
            self.line(&format!("  = {}", sql(&it.body)));
        }
        for it in &self.schema.objects {
            let on = it.on.as_ref().map(|it| format!(" on {it}")).unwrap_or_default();
            let rest = rest(&it.comment, &Settings::new(), it.only, &[]);
            self.line(&format!("native {} {}{on} = {}{rest}", it.kind, it.name, sql(&it.body)));
        }
    }

    fn column(&mut self, column: &Column<LogicalType>) {
        let mut line = format!("  {} {}", column.name, self.type_name(&column.ty));
        if column.is_nullable {
            line.push('?');
        }
        if let Some(identity) = &column.identity {
            line.push_str(match identity.kind {
                IdentityKind::ByDefault => " identity",
                IdentityKind::Always => " identity always",
            });
        }
        if let Some(default) = &column.default {
            let _ = write!(line, " = {}", described(default));
        }
        if let Some(generated) = &column.generated {
            let storage = match generated.storage {
                Some(Storage::Stored) => " stored",
                Some(Storage::Virtual) => " virtual",
                None => "",
            };
            let _ = write!(line, " := {}{storage}", described(&generated.expr));
        }
        line.push_str(&rest(&column.comment, &column.settings, column.only, &column.was));
        self.line(&line);
    }

    fn key(&mut self, key: &Key) {
        let (name, columns) = (&key.name, joined(&key.columns, ", "));
        let rest = rest(&None, &key.settings, DialectSet::NONE, &[]);
        self.line(&format!("  key {name} ({columns}){rest}"));
    }

    fn unique(&mut self, it: &Unique) {
        let (name, columns) = (&it.name, joined(&it.columns, ", "));
        let nulls = if it.nulls_not_distinct { " nulls not distinct" } else { "" };
        let rest = rest(&it.comment, &it.settings, it.only, &[]);
        self.line(&format!(
            "  unique {name} ({columns}){nulls}{}{rest}",
            deferrable(it.deferrable)
        ));
    }

    fn foreign_key(&mut self, it: &ForeignKey) {
        let mut line = format!(
            "  foreign key {} ({}) -> {} ({})",
            it.name,
            joined(&it.columns, ", "),
            it.target,
            joined(&it.target_columns, ", ")
        );
        if it.match_full {
            line.push_str(" match full");
        }
        for (on, action) in [("delete", it.on_delete), ("update", it.on_update)] {
            if action != ReferentialAction::NoAction {
                let _ = write!(line, " on {on} {}", action.words());
            }
        }
        line.push_str(deferrable(it.deferrable));
        line.push_str(&rest(&it.comment, &it.settings, it.only, &[]));
        self.line(&line);
    }

    fn check(&mut self, it: &Check) {
        let rest = rest(&it.comment, &it.settings, it.only, &[]);
        self.line(&format!("  check {} {}{rest}", it.name, described(&it.expr)));
    }

    fn exclusion(&mut self, it: &Exclusion) {
        let item = |it: &super::ExclusionItem| format!("{} with {}", item(&it.item), it.operator);
        let items: Vec<String> = it.items.iter().map(item).collect();
        let mut line = format!("  exclude {} ({})", it.name, items.join(", "));
        push_tail(&mut line, &it.method, &[], &it.predicate);
        line.push_str(deferrable(it.deferrable));
        line.push_str(&rest(&it.comment, &Settings::new(), it.only, &[]));
        self.line(&line);
    }

    fn index(&mut self, it: &Index) {
        let items: Vec<String> = it.items.iter().map(item).collect();
        let unique = if it.is_unique { "unique " } else { "" };
        let mut line = format!("  {unique}index {} ({})", it.name, items.join(", "));
        if it.nulls_not_distinct {
            line.push_str(" nulls not distinct");
        }
        push_tail(&mut line, &it.method, &it.include, &it.predicate);
        line.push_str(&rest(&it.comment, &it.settings, it.only, &[]));
        self.line(&line);
    }

    /// Lists are unwrapped step by step: nothing bounds how deep they are nested.
    fn type_name(&self, ty: &LogicalType) -> String {
        let mut ty = ty;
        let mut n_lists = 0;
        while let LogicalType::Array(item) = ty {
            ty = item;
            n_lists += 1;
        }
        let name = |name: Option<&QualifiedName>| name.map_or("?".to_owned(), ToString::to_string);
        let mut res = match ty {
            LogicalType::Scalar(scalar) => scalar.to_string(),
            LogicalType::Domain(idx) => name(self.schema.domains.get(*idx).map(|it| &it.name)),
            LogicalType::Enum(idx) => name(self.schema.enums.get(*idx).map(|it| &it.name)),
            LogicalType::Native(text) => sql(text),
            LogicalType::Array(_) => String::new(),
        };
        res.push_str(&"[]".repeat(n_lists));
        res
    }
}

fn push_tail(
    line: &mut String,
    method: &Option<Name>,
    include: &[Name],
    predicate: &Option<super::Expr>,
) {
    if let Some(method) = method {
        let _ = write!(line, " using {method}");
    }
    if !include.is_empty() {
        let _ = write!(line, " include ({})", joined(include, ", "));
    }
    if let Some(predicate) = predicate {
        let _ = write!(line, " where {}", described(predicate));
    }
}

fn item(item: &IndexItem) -> String {
    let mut res = described(&item.expr);
    if let Some(collation) = &item.collation {
        let _ = write!(res, " collate {collation:?}");
    }
    if let Some(class) = &item.operator_class {
        let _ = write!(res, " ops {class}");
    }
    if item.descending {
        res.push_str(" desc");
    }
    match item.nulls {
        Some(NullsOrder::First) => res.push_str(" nulls first"),
        Some(NullsOrder::Last) => res.push_str(" nulls last"),
        None => {}
    }
    res
}

fn dependency(kind: &DependencyKind) -> String {
    let side = |them: &[Name]| {
        if them.is_empty() { "()".to_owned() } else { joined(them, ", ") }
    };
    match kind {
        DependencyKind::Functional { determinant, dependent } => {
            format!("{} -> {}", side(determinant), side(dependent))
        }
        DependencyKind::Multivalued { determinant, dependent } => {
            format!("{} ->> {}", side(determinant), side(dependent))
        }
        DependencyKind::Join { components } => {
            let components: Vec<String> =
                components.iter().map(|it| format!("({})", joined(it, ", "))).collect();
            format!("join {}", components.join(" "))
        }
    }
}

fn deferrable(it: Option<Deferrable>) -> &'static str {
    match it {
        None => "",
        Some(Deferrable::InitiallyImmediate) => " deferrable",
        Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
    }
}

fn joined(names: &[Name], separator: &str) -> String {
    names.iter().map(Name::as_str).collect::<Vec<_>>().join(separator)
}

/// SQL on one line.
fn sql(text: &SqlText) -> String {
    let bare = text.bare.iter().map(|it| format!("{it:?}"));
    let named = text.named.iter().map(|(dialect, text)| format!("{dialect}: {text:?}"));
    format!("sql({})", bare.chain(named).collect::<Vec<_>>().join(", "))
}

/// What stands behind many kinds of lines.
fn rest(
    about: &Option<String>,
    settings: &Settings,
    only: DialectSet,
    old_names: &[Name],
) -> String {
    let mut res = String::new();
    for (name, value) in settings.iter() {
        let _ = write!(res, " @{name}({value:?})");
    }
    for dialect in only.iter() {
        let _ = write!(res, " @{dialect}");
    }
    res.push_str(&was(old_names));
    res.push_str(&comment(about));
    res
}

fn was(names: &[Name]) -> String {
    if names.is_empty() { String::new() } else { format!(" was {}", joined(names, ", ")) }
}

fn comment(comment: &Option<String>) -> String {
    comment.as_ref().map(|it| format!(" // {}", it.replace('\n', "\\n"))).unwrap_or_default()
}
