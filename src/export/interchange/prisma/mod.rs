//! Prisma's schema language.

mod relations;
mod types;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Export;
use super::names::Names;
use crate::base::{DialectId, Name, TextWriter};
use crate::dialect::{Dialect, expr_text};
use crate::schema::{Column, Index, IndexItem, NativeSchema, NativeType, QualifiedName, Table};
use relations::{Relation, relations};

/// What one database holds, as a Prisma schema.
pub fn prisma(schema: &NativeSchema, dialect: &dyn Dialect) -> Export {
    let tables: Vec<&Table<NativeType>> = schema.tables.values().collect();
    let mut names = Names::without(&["String", "Int", "Json", "Boolean", "Float", "Bytes"]);
    let models: Vec<String> = tables.iter().map(|it| names.name(&it.name.to_string())).collect();
    let mut enums = Enums {
        named: schema.enums.iter().map(|it| (&it.name, names.name(&it.name.to_string()))).collect(),
        inline: FxHashMap::default(),
    };
    for columns in same_labels(&tables, dialect) {
        let [(table, column), ..] = columns[..] else { continue };
        let is_shared = columns.len() > 1 && columns.iter().all(|it| it.1.name == column.name);
        let name = match is_shared {
            true => names.name(&column.name),
            false => names.name(&format!("{}_{}", table.name, column.name)),
        };
        let places = columns.iter().map(|(table, column)| (&table.name, &column.name));
        enums.inline.extend(places.map(|it| (it, name.clone())));
    }
    let mut cx = Context { dialect, out: TextWriter::new(), res: Export::default(), enums };
    cx.head(schema);
    cx.inline_enumerations(&tables);
    for it in &schema.enums {
        cx.enumeration(it, schema);
    }
    let mut fields: Vec<Fields> = tables.iter().map(|it| Fields::of(it, &cx)).collect();
    let has_names = dialect.id() != DialectId::Sqlite;
    let relations = relations(&tables, (&models, has_names), &mut fields, &mut cx.res);
    for (idx, table) in tables.iter().enumerate() {
        cx.model((idx, table), &models[idx], &fields[idx], &relations[idx], schema);
    }
    cx.lose(schema);
    cx.res.text = cx.out.into_string();
    cx.res
}

/// The columns whose types are enums without a name, those with the same labels together: a reference must have the
/// enum of what it refers to.
fn same_labels<'a>(tables: &[&'a Table<NativeType>], dialect: &dyn Dialect) -> Vec<Vec<Place<'a>>> {
    let mut res: IndexMap<Vec<&str>, Vec<Place<'a>>> = IndexMap::new();
    for &table in tables {
        for column in &table.columns {
            if let Some(labels) = types::labels(&column.ty, dialect) {
                res.entry(labels).or_default().push((table, column));
            }
        }
    }
    res.into_values().collect()
}

/// A column and its table.
type Place<'a> = (&'a Table<NativeType>, &'a Column<NativeType>);

/// What Prisma calls enums: those with a name, and those that MySQL has as the types of columns.
struct Enums<'a> {
    named: FxHashMap<&'a QualifiedName, String>,
    inline: FxHashMap<(&'a QualifiedName, &'a Name), String>,
}

/// The names of the fields of a model.
struct Fields {
    /// Those of the columns, in their order.
    columns: Vec<String>,
    /// The columns whose type Prisma has.
    known: FxHashSet<Name>,
    names: Names,
}

impl Fields {
    fn of(table: &Table<NativeType>, cx: &Context<'_>) -> Fields {
        let mut names = Names::default();
        let columns = table.columns.iter().map(|it| names.name(&it.name)).collect();
        let is_known = |it: &&Column<NativeType>| {
            types::is_known(&it.ty, cx.dialect, &cx.enums.named)
                || cx.enums.inline.contains_key(&(&table.name, &it.name))
        };
        let known = table.columns.iter().filter(is_known).map(|it| it.name.clone()).collect();
        Fields { columns, known, names }
    }

    /// Whether these columns can be a key, or refer to one.
    fn can_relate(&self, columns: &[Name]) -> bool {
        columns.iter().all(|it| self.known.contains(it))
    }

    /// The fields of some columns of a table.
    fn list(&self, table: &Table<NativeType>, columns: &[Name]) -> String {
        let place = |name: &Name| table.columns.iter().position(|it| it.name == *name);
        let fields: Vec<&str> =
            columns.iter().filter_map(place).map(|it| self.columns[it].as_str()).collect();
        fields.join(", ")
    }
}

struct Context<'a> {
    dialect: &'a dyn Dialect,
    out: TextWriter,
    res: Export,
    enums: Enums<'a>,
}

impl Context<'_> {
    fn head(&mut self, schema: &NativeSchema) {
        let provider = match self.dialect.id() {
            DialectId::Postgres => "postgresql",
            DialectId::Mysql | DialectId::Mariadb => "mysql",
            DialectId::Sqlite => "sqlite",
        };
        self.out.line("datasource db {");
        self.out.line(format!("  provider = \"{provider}\""));
        if has_schemas(schema) {
            let mut names: Vec<String> =
                schema.namespaces.iter().map(|it| quoted(&it.name)).collect();
            if is_in_default(schema) {
                names.insert(0, "\"public\"".to_owned());
            }
            self.out.line(format!("  schemas  = [{}]", names.join(", ")));
        }
        self.out.line("}");
        self.out.gap();
    }

    fn enumeration(&mut self, it: &crate::schema::Enum, schema: &NativeSchema) {
        let name = self.enums.named[&it.name].clone();
        for line in it.comment.iter().flat_map(|it| it.lines()) {
            self.out.line(format!("/// {line}"));
        }
        self.out.line(format!("enum {name} {{"));
        let mut names = Names::default();
        for (idx, label) in it.labels.iter().enumerate() {
            let about = it.label_comments.get(idx).and_then(Option::as_ref);
            for line in about.iter().flat_map(|it| it.lines()) {
                self.out.line(format!("  /// {line}"));
            }
            self.label(&mut names, label);
        }
        self.out.gap();
        self.mapped(&name, &it.name, schema);
        self.out.line("}");
        self.out.gap();
    }

    /// The enums that are the types of columns.
    fn inline_enumerations(&mut self, tables: &[&Table<NativeType>]) {
        let mut written = FxHashSet::default();
        for table in tables {
            for column in &table.columns {
                let name = self.enums.inline.get(&(&table.name, &column.name)).cloned();
                let Some((name, labels)) = name.zip(types::labels(&column.ty, self.dialect)) else {
                    continue;
                };
                if !written.insert(name.clone()) {
                    continue;
                }
                self.out.line(format!("enum {name} {{"));
                let mut names = Names::default();
                labels.into_iter().for_each(|it| self.label(&mut names, it));
                self.out.line("}");
                self.out.gap();
            }
        }
    }

    fn label(&mut self, names: &mut Names, label: &str) {
        let value = names.name(label);
        let map = if value == label { String::new() } else { format!(" @map({})", quoted(label)) };
        self.out.line(format!("  {value}{map}"));
    }

    /// What the database calls it, where that is another name.
    fn mapped(&mut self, name: &str, real: &QualifiedName, schema: &NativeSchema) {
        if real.name != *name {
            self.out.line(format!("  @@map({})", quoted(&real.name)));
        }
        if has_schemas(schema) {
            let namespace = real.namespace.as_deref().unwrap_or("public");
            self.out.line(format!("  @@schema({})", quoted(namespace)));
        }
    }

    fn model(
        &mut self,
        (_, table): (usize, &Table<NativeType>),
        name: &str,
        fields: &Fields,
        relations: &[Relation],
        schema: &NativeSchema,
    ) {
        for line in table.comment.iter().flat_map(|it| it.lines()) {
            self.out.line(format!("/// {line}"));
        }
        self.out.line(format!("model {name} {{"));
        for (column, field) in table.columns.iter().zip(&fields.columns) {
            self.field(table, column, field);
        }
        relations.iter().for_each(|it| self.out.line(format!("  {}", it.text)));
        self.out.gap();
        self.keys(table, fields);
        if !has_criterion(table, fields) {
            self.res.loses(format!("`{}`, which Prisma ignores: it has no key", table.name));
            self.out.line("  @@ignore");
        }
        self.mapped(name, &table.name, schema);
        self.out.line("}");
        self.out.gap();
    }

    fn field(&mut self, table: &Table<NativeType>, column: &Column<NativeType>, field: &str) {
        let (ty, attribute) = match self.enums.inline.get(&(&table.name, &column.name)) {
            Some(name) => (name.clone(), String::new()),
            None => types::field_type(&column.ty, self.dialect, &self.enums.named),
        };
        let list = if column.ty.n_dimensions > 0 { "[]" } else { "" };
        let optional = if column.is_nullable && list.is_empty() { "?" } else { "" };
        let mut line = format!("  {field} {ty}{list}{optional}");
        let key = table.primary_key.as_ref().map_or(&[][..], |it| &it.columns);
        if ty.starts_with("Unsupported") {
            // It can be no key and no criterion.
        } else if key == [column.name.clone()] {
            line.push_str(" @id");
        } else if table.uniques.iter().any(|it| it.columns == [column.name.clone()]) {
            line.push_str(" @unique");
        }
        if column.identity.is_some() && matches!(ty.as_str(), "Int" | "BigInt") {
            line.push_str(" @default(autoincrement())");
        } else if let Some(default) = &column.default {
            let text = quoted(&expr_text(default, self.dialect));
            line.push_str(&format!(" @default(dbgenerated({text}))"));
        }
        if column.generated.is_some() {
            self.res.loses("how computed columns are computed");
        }
        if field != column.name {
            line.push_str(&format!(" @map({})", quoted(&column.name)));
        }
        line.push_str(&attribute);
        for comment in column.comment.iter().flat_map(|it| it.lines()) {
            self.out.line(format!("  /// {comment}"));
        }
        self.out.line(line);
    }

    fn keys(&mut self, table: &Table<NativeType>, fields: &Fields) {
        if let Some(key) = table
            .primary_key
            .as_ref()
            .filter(|it| it.columns.len() > 1 && fields.can_relate(&it.columns))
        {
            self.out.line(format!("  @@id([{}])", fields.list(table, &key.columns)));
        }
        for it in
            table.uniques.iter().filter(|it| it.columns.len() > 1 && fields.can_relate(&it.columns))
        {
            let list = fields.list(table, &it.columns);
            self.out.line(format!("  @@unique([{list}]{})", map(&it.name)));
        }
        for it in &table.indexes {
            let columns: Vec<Name> =
                it.items.iter().filter_map(|it| it.as_column().cloned()).collect();
            if columns.len() != it.items.len()
                || it.predicate.is_some()
                || !fields.can_relate(&columns)
            {
                self.res.loses("indexes of expressions, or of some rows");
                continue;
            }
            let word = if it.is_unique { "unique" } else { "index" };
            let list = fields.list(table, &columns);
            self.out.line(format!("  @@{word}([{list}]{})", map(&it.name)));
        }
    }

    fn lose(&mut self, schema: &NativeSchema) {
        let has = |of: fn(&Table<NativeType>) -> bool| schema.tables.values().any(of);
        let is_wide = |ty: &NativeType| ty.name.eq_ignore_ascii_case("bigint");
        let is_narrowed = self.dialect.id() == DialectId::Sqlite
            && schema.tables.values().flat_map(|it| &it.columns).any(|it| is_wide(&it.ty));
        for (is_lost, what) in [
            (is_narrowed, "whole numbers of more than 32 bits"),
            (has(|it| !it.checks.is_empty()), "checks"),
            (has(|it| !it.exclusions.is_empty()), "exclusion constraints"),
            (!schema.views.is_empty(), "views"),
            (!schema.domains.is_empty(), "domains"),
            (!schema.sequences.is_empty(), "sequences of their own"),
            (
                has(|it| it.foreign_keys.iter().any(|it| it.deferrable.is_some())),
                "when references are checked",
            ),
            (
                has(|it| it.foreign_keys.iter().any(|it| it.match_full)),
                "that references are whole or not at all (`match full`)",
            ),
            (
                has(|it| it.uniques.iter().any(|it| it.deferrable.is_some())),
                "when unique constraints are checked",
            ),
            (
                has(|it| it.uniques.iter().any(|it| it.nulls_not_distinct)),
                "that nulls count as equal",
            ),
            (has(|it| it.columns.iter().any(|it| it.collation.is_some())), "collations"),
            (
                has(|it| it.indexes.iter().any(has_more)),
                "how, in which order and with which columns beside them indexes look up",
            ),
            (has(|it| !it.settings.is_empty()), "settings of tables"),
            (has(|it| it.columns.iter().any(|it| !it.settings.is_empty())), "settings of columns"),
            (has(has_key_name), "the names of keys"),
            (
                has(|it| names(it).any(|it| it.len() > LONGEST)),
                "names of constraints and indexes of more than 64 bytes",
            ),
            (has(has_constraint_comment), "what constraints and indexes are about"),
            (!schema.objects.is_empty(), "triggers, functions and the like"),
        ] {
            if is_lost {
                self.res.loses(what);
            }
        }
    }
}

/// Whether an index says more than its columns.
fn has_more(index: &Index) -> bool {
    let is_plain = |it: &IndexItem| *it == IndexItem::expr(it.expr.clone());
    index.method.is_some() || !index.include.is_empty() || !index.items.iter().all(is_plain)
}

/// Whether the key has a name of its own.
fn has_key_name(table: &Table<NativeType>) -> bool {
    let usual = format!("{}_pkey", table.name.name);
    table.primary_key.as_ref().is_some_and(|it| it.name != usual.as_str() && it.name != "PRIMARY")
}

fn has_constraint_comment(table: &Table<NativeType>) -> bool {
    table.checks.iter().any(|it| it.comment.is_some())
        || table.uniques.iter().any(|it| it.comment.is_some())
        || table.indexes.iter().any(|it| it.comment.is_some())
        || table.foreign_keys.iter().any(|it| it.comment.is_some())
}

/// Whether Prisma can tell the rows apart: by columns that are always there and whose types it knows.
fn has_criterion(table: &Table<NativeType>, fields: &Fields) -> bool {
    let is_required = |name: &Name| table.column(name).is_some_and(|it| !it.is_nullable);
    let keys = table.primary_key.iter().map(|it| &it.columns);
    keys.chain(table.uniques.iter().map(|it| &it.columns))
        .any(|it| fields.can_relate(it) && it.iter().all(is_required))
}

/// Whether Prisma has to be told of several schemas.
fn has_schemas(schema: &NativeSchema) -> bool {
    schema.tables.values().any(|it| it.name.namespace.is_some())
}

fn is_in_default(schema: &NativeSchema) -> bool {
    schema.tables.values().any(|it| it.name.namespace.is_none())
        || schema.enums.iter().any(|it| it.name.namespace.is_none())
}

/// The names of constraints and indexes of a table, the key's left out.
fn names(table: &Table<NativeType>) -> impl Iterator<Item = &Name> {
    let uniques = table.uniques.iter().map(|it| &it.name);
    let foreign_keys = table.foreign_keys.iter().map(|it| &it.name);
    uniques.chain(foreign_keys).chain(table.indexes.iter().map(|it| &it.name))
}

/// Names that Prisma takes: it counts bytes where MySQL counts characters.
const LONGEST: usize = 64;

/// What the database calls a constraint or index, as a further argument.
fn map(name: &Name) -> String {
    match name.len() {
        0..=LONGEST => format!(", map: {}", quoted(name)),
        _ => String::new(),
    }
}

/// A text in double quotes, with the escapes of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
