//! The facts of a native schema.

use std::collections::BTreeSet;

use erc::base::{Deferrable, DialectId, NullsOrder, Storage};
use erc::dialect;
use erc::schema::{Column, Index, IndexItem, NativeSchema, NativeType, Table};

use super::action_text;

/// A line for each thing that the catalog of this database tells.
pub(super) fn facts(schema: &NativeSchema, id: DialectId) -> BTreeSet<String> {
    let mut cx = Facts { id, res: BTreeSet::new() };
    for namespace in &schema.namespaces {
        cx.add(format!("schema {}", namespace.name));
        cx.comment(&format!("schema {}", namespace.name), namespace.comment.as_deref());
    }
    for item in schema.enums.iter().filter(|it| schema.table(&it.name).is_none()) {
        cx.add(format!("enum {} ({})", item.name, joined(item.labels.iter())));
        cx.comment(&format!("type {}", item.name), item.comment.as_deref());
    }
    for domain in &schema.domains {
        let ty = dialect::of(id).type_words().canonical_text(&domain.ty);
        let n_checks = domain.checks.len();
        cx.add(format!("domain {} {ty}, {n_checks} checks", domain.name));
        cx.comment(&format!("type {}", domain.name), domain.comment.as_deref());
    }
    for table in schema.tables.values() {
        cx.table(table);
    }
    for view in &schema.views {
        let columns = joined(view.columns.iter().map(|it| &it.name));
        cx.add(format!("view {} ({columns})", view.name));
    }
    cx.res
}

struct Facts {
    id: DialectId,
    res: BTreeSet<String>,
}

impl Facts {
    fn add(&mut self, fact: String) {
        self.res.insert(fact);
    }

    fn comment(&mut self, what: &str, text: Option<&str>) {
        let Some(text) = text else { return };
        let is_kept = match self.id {
            DialectId::Postgres => true,
            DialectId::Mysql | DialectId::Mariadb => {
                ["table ", "column ", "index "].iter().any(|it| what.starts_with(it))
            }
            DialectId::Sqlite => !what.starts_with("index "),
        };
        if is_kept && self.id == DialectId::Sqlite {
            // A comment stands in the text of the table: each line for itself.
            let table = what.split_once(' ').map_or("", |(_, name)| name);
            let table = table.split('.').next().unwrap_or_default();
            let lines: Vec<&str> = text.lines().filter(|it| !it.trim().is_empty()).collect();
            lines.iter().for_each(|it| self.add(format!("comment in {table}: {}", it.trim())));
        } else if is_kept {
            self.add(format!("comment {what}: {text}"));
        }
    }

    fn table(&mut self, table: &Table<NativeType>) {
        let name = &table.name;
        let strict = if table.settings.get("strict") == Some("true") { " strict" } else { "" };
        self.add(format!("table {name}{strict}"));
        self.comment(&format!("table {name}"), table.comment.as_deref());
        for (idx, column) in table.columns.iter().enumerate() {
            self.column(table, idx, column);
        }
        if let Some(key) = &table.primary_key {
            let key_name = if self.id == DialectId::Postgres { key.name.as_str() } else { "" };
            self.add(format!("key {name} {key_name} ({})", joined(key.columns.iter())));
        }
        for unique in &table.uniques {
            let mut tail = deferrable_text(unique.deferrable);
            tail.push_str(if unique.nulls_not_distinct { " nulls not distinct" } else { "" });
            let columns = joined(unique.columns.iter());
            let unique_name = &unique.name;
            self.add(match self.id {
                // A unique constraint is an index there, and nothing else.
                DialectId::Mysql | DialectId::Mariadb => {
                    format!("unique index {name} {unique_name} ({columns})")
                }
                DialectId::Postgres | DialectId::Sqlite => {
                    format!("unique {name} {unique_name} ({columns}){tail}")
                }
            });
            let kind = match self.id {
                DialectId::Mysql | DialectId::Mariadb => "index",
                DialectId::Postgres | DialectId::Sqlite => "constraint",
            };
            self.comment(&format!("{kind} {name}.{unique_name}"), unique.comment.as_deref());
        }
        for item in &table.foreign_keys {
            let (from, to) = (joined(item.columns.iter()), joined(item.target_columns.iter()));
            let (delete, update) = (action_text(item.on_delete), action_text(item.on_update));
            let full = if item.match_full { " match full" } else { "" };
            let tail = deferrable_text(item.deferrable);
            let (own, target) = (&item.name, &item.target);
            self.add(format!(
                "reference {name} {own} ({from}) to {target} ({to}) on delete {delete} on update {update}{full}{tail}"
            ));
            self.comment(&format!("constraint {name}.{own}"), item.comment.as_deref());
        }
        for check in &table.checks {
            self.add(format!("check {name} {}", check.name));
            self.comment(&format!("constraint {name}.{}", check.name), check.comment.as_deref());
        }
        for exclusion in &table.exclusions {
            let own = &exclusion.name;
            self.add(format!("exclusion {name} {own}"));
            self.comment(&format!("constraint {name}.{own}"), exclusion.comment.as_deref());
        }
        for index in &table.indexes {
            self.index(table, index);
        }
    }

    fn column(&mut self, table: &Table<NativeType>, idx: usize, column: &Column<NativeType>) {
        let ty = dialect::of(self.id).type_words().canonical_text(&column.ty);
        let null = if column.is_nullable { "null" } else { "not null" };
        let default = if column.default.is_some() { " default" } else { "" };
        let identity = if column.identity.is_some() { " identity" } else { "" };
        let generated = match column.generated.as_ref().map(|it| it.storage) {
            Some(Some(Storage::Virtual)) => " virtual",
            Some(Some(Storage::Stored) | None) => " stored",
            None => "",
        };
        let (name, own, place) = (&table.name, &column.name, idx + 1);
        self.add(format!("column {place} {name}.{own} {ty} {null}{default}{identity}{generated}"));
        self.comment(&format!("column {name}.{own}"), column.comment.as_deref());
    }

    fn index(&mut self, table: &Table<NativeType>, index: &Index) {
        let items: Vec<String> = index.items.iter().map(|it| self.item(it)).collect();
        let unique = if index.is_unique { "unique " } else { "" };
        let method = index.method.as_ref().map(|it| format!(" using {it}")).unwrap_or_default();
        let include = match index.include.is_empty() {
            true => String::new(),
            false => format!(" include ({})", joined(index.include.iter())),
        };
        let partial = if index.predicate.is_some() { " where" } else { "" };
        let nulls = if index.nulls_not_distinct { " nulls not distinct" } else { "" };
        let (name, own, items) = (&table.name, &index.name, items.join(", "));
        self.add(format!("{unique}index {name} {own} ({items}){method}{include}{nulls}{partial}"));
        self.comment(&format!("index {name}.{own}"), index.comment.as_deref());
    }

    fn item(&self, item: &IndexItem) -> String {
        let mut res = match item.as_column() {
            Some(column) => column.to_string(),
            None => "<expression>".to_owned(),
        };
        if let Some(length) = item.prefix_length {
            res.push_str(&format!("({length})"));
        }
        res.push_str(if item.descending { " desc" } else { "" });
        if self.id == DialectId::Postgres {
            res.push_str(match item.nulls {
                Some(NullsOrder::First) => " nulls first",
                Some(NullsOrder::Last) => " nulls last",
                None => "",
            });
        }
        res
    }
}

fn deferrable_text(deferrable: Option<Deferrable>) -> String {
    match deferrable {
        None => String::new(),
        Some(Deferrable::InitiallyImmediate) => " deferrable".to_owned(),
        Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred".to_owned(),
    }
}

pub(super) fn joined<'n>(names: impl Iterator<Item = &'n erc::base::Name>) -> String {
    names.map(|it| it.as_str()).collect::<Vec<_>>().join(", ")
}
