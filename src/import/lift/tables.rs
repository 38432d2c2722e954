//! Tables as entities.

use std::fmt::Write as _;

use super::Level;
use super::columns::{annotation, attribute, scalar};
use super::expressions::{Expressions, Known, quoted, string};
use super::names::{self, Attributes};
use super::natives::{native, statement};
use super::references::{Reference, references};
use super::write::{Context, docs};
use crate::base::{Deferrable, DialectSet, Name, NullsOrder, ReferentialAction, Span, snake_case};
use crate::dialect::{self, Statement};
use crate::schema::{ForeignKey, Index, IndexItem, NativeType, Settings, Table, Unique};

/// Writes an entity; what it cannot say stands behind it word for word.
pub(super) fn entity(table: &Table<NativeType>, cx: &mut Context<'_>) -> String {
    let Some(name) = cx.names.entity(&table.name).map(str::to_owned) else { return String::new() };
    let is_literal = cx.plan.literal.contains_key(&table.name);
    let is_logical = cx.plan.level == Level::Logical && !is_literal;
    let is_held = |it: &Reference<'_>| !cx.plan.carried.contains_key(&it.foreign_key.target);
    let references: Vec<Reference<'_>> = match is_logical {
        true => references(cx.schema, table).into_iter().filter(is_held).collect(),
        false => Vec::new(),
    };
    let known = known(table, &references, cx);
    let expressions = Expressions { id: cx.id, known: &known, is_literal };
    let mut body =
        Body { cx, table, known: &known, expressions, text: String::new(), after: String::new() };
    body.attributes(&references);
    body.key(&references);
    body.members(&references);
    let (text, after) = (body.text, body.after);
    cx.count(table, &references);
    let mut res = docs(table.comment.as_deref(), "");
    let _ = write!(res, "entity {}", quoted(&name));
    if snake_case(&name) != table.name.name {
        let _ = write!(res, " @table({})", string(&table.name.name));
    }
    res.push_str(&annotation(&own_settings(&table.settings, cx), cx.id));
    let _ = write!(res, " {{\n{text}}}\n{after}");
    res
}

/// What is not said of every table anyway.
fn own_settings(settings: &Settings, cx: &Context<'_>) -> Settings {
    let dialect = dialect::of(cx.id);
    let options = dialect::Options::of(dialect);
    let mut res = Settings::new();
    for (name, value) in settings.iter() {
        res.set(name.clone(), value);
    }
    let mut usual = Settings::new();
    // The usual collation follows from the character set, so that is said first.
    if let Some(charset) = settings.get("charset") {
        usual.set("charset", charset);
    }
    dialect.usual_settings(&mut usual, &options);
    let mut without = Settings::new();
    dialect.usual_settings(&mut without, &options);
    for (name, value) in usual.iter() {
        let is_default = without.get(name) == Some(value);
        if settings.get(name) == Some(value) && (is_default || name != "charset") {
            res.remove(name);
        }
    }
    res
}

/// What each column is called.
pub(super) fn known(
    table: &Table<NativeType>,
    references: &[Reference<'_>],
    cx: &Context<'_>,
) -> Vec<Known> {
    let mut taken = Attributes::default();
    let of_reference =
        |column: &Name| references.iter().find(|it| it.foreign_key.columns.contains(column));
    // Plain columns keep their names; references give way.
    let mut res: Vec<Known> = Vec::with_capacity(table.columns.len());
    let mut own: Vec<Option<Name>> = Vec::new();
    for column in &table.columns {
        own.push(match of_reference(&column.name) {
            Some(_) => None,
            None => Some(taken.free(&names::attribute(&column.name))),
        });
    }
    for (column, own) in table.columns.iter().zip(own) {
        let scalar = scalar(&column.ty, cx.id, false);
        let (attribute, scalar) = match (own, of_reference(&column.name)) {
            (Some(own), _) => (own, scalar),
            (None, Some(reference)) => {
                let is_first = reference.foreign_key.columns.first() == Some(&column.name);
                let name = if is_first {
                    if taken.is_free(&reference.attribute) {
                        taken.free(&reference.attribute)
                    } else {
                        taken.free(&format!("{}_ref", reference.attribute))
                    }
                } else {
                    let first = &reference.foreign_key.columns[0];
                    let known = res.iter().find(|it| it.column == *first);
                    known.map_or_else(|| reference.attribute.clone(), |it| it.attribute.clone())
                };
                (name, None)
            }
            (None, None) => (column.name.clone(), scalar),
        };
        res.push(Known { column: column.name.clone(), attribute, scalar });
    }
    res
}

struct Body<'a, 'c, 's> {
    cx: &'c Context<'s>,
    table: &'a Table<NativeType>,
    known: &'a [Known],
    expressions: Expressions<'a>,
    text: String,
    after: String,
}

impl Body<'_, '_, '_> {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "  {line}");
    }

    fn name_of(&self, column: &str) -> String {
        let known = self.known.iter().find(|it| it.column == column);
        quoted(known.map_or(column, |it| it.attribute.as_str()))
    }

    /// Attributes of a list of columns; nothing when part of a reference is named without the rest.
    fn names_of(&self, columns: &[Name], references: &[Reference<'_>]) -> Option<Vec<String>> {
        let mut res = Vec::new();
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            let reference = references.iter().find(|it| it.foreign_key.columns.contains(column));
            let n = match reference {
                Some(it) if columns[at..].starts_with(&it.foreign_key.columns) => {
                    it.foreign_key.columns.len()
                }
                Some(_) => return None,
                None => 1,
            };
            res.push(self.name_of(column));
            at += n;
        }
        Some(res)
    }

    /// The primary key as words beside the attributes, if that says it.
    fn is_inline_key(&self, references: &[Reference<'_>]) -> bool {
        let Some(key) = &self.table.primary_key else { return false };
        let usual = format!("{}_pkey", self.table.name.name);
        let is_usual = key.name == usual.as_str() || key.name == "PRIMARY";
        let in_order: Vec<&Name> = self
            .table
            .columns
            .iter()
            .map(|it| &it.name)
            .filter(|it| key.columns.contains(it))
            .collect();
        let is_in_order = in_order.iter().copied().eq(&key.columns);
        is_usual
            && is_in_order
            && key.settings.is_empty()
            && self.names_of(&key.columns, references).is_some()
    }

    fn attributes(&mut self, references: &[Reference<'_>]) {
        let is_inline = self.is_inline_key(references);
        let key: Vec<Name> = match (&self.table.primary_key, is_inline) {
            (Some(key), true) => key.columns.clone(),
            _ => Vec::new(),
        };
        for (at, column) in self.table.columns.iter().enumerate() {
            let is_key = key.contains(&column.name);
            let reference =
                references.iter().find(|it| it.foreign_key.columns.contains(&column.name));
            match reference {
                Some(it) if it.at == at => {
                    let line = self.reference(it, is_key);
                    self.text.push_str(&docs(column.comment.as_deref(), "  "));
                    self.line(&line);
                }
                Some(_) => {}
                None => {
                    let name = self.known[at].attribute.clone();
                    let line = attribute(column, &name, is_key, &self.expressions, self.cx);
                    self.text.push_str(&docs(column.comment.as_deref(), "  "));
                    self.line(&line);
                }
            }
        }
    }

    fn reference(&self, it: &Reference<'_>, is_key: bool) -> String {
        let key = it.foreign_key;
        let column = self.table.column(&key.columns[0]);
        let optional = if column.is_some_and(|it| it.is_nullable) { "?" } else { "" };
        let word = if is_key { " key" } else { "" };
        let attribute = self.name_of(&key.columns[0]);
        let mut res =
            format!("{attribute} {}{optional}{word}", self.cx.path(&key.target, &self.table.name));
        res.push_str(&clauses(key));
        let bare = attribute.trim_matches('`');
        if it.has_column || bare != it.attribute {
            let _ = write!(res, " @column({})", string(&key.columns[0]));
        }
        let joined = key.columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
        let usual = format!("{}_{joined}_fkey", self.table.name.name);
        if key.name != usual.as_str() || usual.len() > 63 {
            let _ = write!(res, " @constraint({})", string(&key.name));
        }
        if let Some(index) = it.index {
            let usual = format!("{}_{joined}_idx", self.table.name.name);
            if index.name == key.name && self.is_implied(index, key) {
                // The database makes it by itself, under the name of the foreign key.
                res.push_str(" @index(none)");
            } else if index.name != usual.as_str() || usual.len() > 63 {
                let _ = write!(res, " @index({})", string(&index.name));
            }
        }
        if it.is_unindexed {
            res.push_str(" @index(none)");
        }
        if let (true, Some(column)) = (it.has_own_type, column) {
            let text = dialect::of(self.cx.id).type_words().canonical_text(&column.ty);
            let _ = write!(res, " @{}(type: {})", self.cx.id, string(&text));
        }
        res
    }

    fn key(&mut self, references: &[Reference<'_>]) {
        let Some(key) = &self.table.primary_key else { return };
        if self.is_inline_key(references) {
            return;
        }
        let names = self.names_of(&key.columns, references);
        let columns =
            names.unwrap_or_else(|| key.columns.iter().map(|it| self.name_of(it)).collect());
        let settings = annotation(&key.settings, self.cx.id);
        let name =
            if key.name == "PRIMARY" { String::new() } else { format!(" {}:", quoted(&key.name)) };
        self.line(&format!("key{name} ({}){settings}", columns.join(", ")));
    }

    fn members(&mut self, references: &[Reference<'_>]) {
        let table = self.table;
        for it in &table.uniques {
            let names = self.names_of(&it.columns, references);
            let is_said = it.deferrable.is_none() && names.is_some();
            if !is_said {
                self.carry_unique(it);
                continue;
            }
            let nulls = if it.nulls_not_distinct { " nulls not distinct" } else { "" };
            let settings = annotation(&it.settings, self.cx.id);
            self.text.push_str(&docs(it.comment.as_deref(), "  "));
            self.line(&format!(
                "unique {}: ({}){nulls}{settings}",
                quoted(&it.name),
                names.unwrap_or_default().join(", ")
            ));
        }
        for it in &table.indexes {
            let is_owned = references
                .iter()
                .any(|reference| reference.index.is_some_and(|index| index.name == it.name));
            if !is_owned {
                self.index(it);
            }
        }
        for it in &table.checks {
            if !it.is_validated {
                let body =
                    statement(&Statement::AddCheck { table: &table.name, check: it }, self.cx.id);
                self.carry("constraint", &it.name, &body);
                continue;
            }
            self.text.push_str(&docs(it.comment.as_deref(), "  "));
            let condition = self.expressions.condition(&it.expr);
            self.line(&format!("check {}: {condition}", quoted(&it.name)));
        }
        for it in &table.exclusions {
            let item = |it: &crate::schema::ExclusionItem| {
                format!("{} with {}", self.item(&it.item), it.operator)
            };
            let items: Vec<String> = it.items.iter().map(item).collect();
            let method = it.method.as_ref().map(|it| format!(" using {}", quoted(it)));
            let predicate = it
                .predicate
                .as_ref()
                .map(|it| format!(" where {}", self.expressions.condition(it)));
            self.line(&format!(
                "exclude {}: ({}){}{}",
                quoted(&it.name),
                items.join(", "),
                method.unwrap_or_default(),
                predicate.unwrap_or_default()
            ));
        }
        for it in &table.foreign_keys {
            let is_reference = references.iter().any(|reference| reference.foreign_key == it);
            if !is_reference {
                self.foreign_key(it, references);
            }
        }
    }

    fn index(&mut self, it: &Index) {
        let namesake = self.table.foreign_keys.iter().find(|key| key.name == it.name);
        if namesake.is_some_and(|key| self.is_implied(it, key)) {
            return;
        }
        let is_said = namesake.is_none()
            && it.items.iter().all(|it| it.prefix_length.is_none())
            && !(it.is_unique && (it.method.is_some() || !it.include.is_empty()))
            && (it.is_unique || !it.nulls_not_distinct)
            && it.include.iter().all(|column| {
                self.known.iter().any(|it| {
                    it.column == *column && (it.scalar.is_some() || self.expressions.is_literal)
                })
            })
            && !self.is_constraint_by_form(it);
        if !is_said {
            let body = statement(
                &Statement::CreateIndex { table: &self.table.name, index: it },
                self.cx.id,
            );
            self.carry("index", &it.name, &body);
            return;
        }
        let items: Vec<String> = it.items.iter().map(|it| self.item(it)).collect();
        let word = if it.is_unique { "unique" } else { "index" };
        let mut line = format!("{word} {}: ({})", quoted(&it.name), items.join(", "));
        if it.nulls_not_distinct {
            line.push_str(" nulls not distinct");
        }
        if let Some(method) = &it.method {
            let _ = write!(line, " using {}", quoted(method));
        }
        if !it.include.is_empty() {
            let names: Vec<String> = it.include.iter().map(|it| self.name_of(it)).collect();
            let _ = write!(line, " include ({})", names.join(", "));
        }
        if let Some(predicate) = &it.predicate {
            let _ = write!(line, " where {}", self.expressions.condition(predicate));
        }
        line.push_str(&annotation(&it.settings, self.cx.id));
        self.text.push_str(&docs(it.comment.as_deref(), "  "));
        self.line(&line);
    }

    /// Whether the database makes this index for a foreign key by itself, and so does building.
    fn is_implied(&self, index: &Index, key: &ForeignKey) -> bool {
        let needs_index = dialect::of(self.cx.id).capabilities().foreign_keys.needs_index;
        let is_same = index.items.iter().map(IndexItem::as_column).eq(key.columns.iter().map(Some))
            && *index == Index { items: index.items.clone(), ..plain_index(&index.name) };
        let starts = |columns: &[Name]| columns.starts_with(&key.columns);
        let others = self.table.indexes.iter().filter(|it| it.name != index.name);
        let is_served = self.table.primary_key.iter().any(|it| starts(&it.columns))
            || self.table.uniques.iter().any(|it| starts(&it.columns))
            || others
                .map(|it| it.items.iter().map_while(|it| it.as_column().cloned()).collect())
                .any(|columns: Vec<Name>| starts(&columns));
        needs_index && is_same && !is_served
    }

    /// A unique index over plain columns would be built as a constraint.
    fn is_constraint_by_form(&self, it: &Index) -> bool {
        let is_plain = |it: &IndexItem| {
            it.as_column().is_some()
                && it.collation.is_none()
                && it.operator_class.is_none()
                && !it.descending
                && it.nulls.is_none()
        };
        it.is_unique && it.predicate.is_none() && it.items.iter().all(is_plain)
    }

    fn item(&self, it: &IndexItem) -> String {
        let mut res = self.expressions.item(&it.expr);
        if let Some(collation) = &it.collation {
            let _ = write!(res, " collate {}", string(collation));
        }
        if let Some(class) = &it.operator_class {
            let _ = write!(res, " ops {}", quoted(class));
        }
        if it.descending {
            res.push_str(" desc");
        }
        match it.nulls {
            Some(NullsOrder::First) => res.push_str(" nulls first"),
            Some(NullsOrder::Last) => res.push_str(" nulls last"),
            None => {}
        }
        res
    }

    fn foreign_key(&mut self, it: &ForeignKey, references: &[Reference<'_>]) {
        let target = self.cx.schema.table(&it.target);
        let target_names =
            target.and_then(|target| self.cx.target_names(target, &it.target_columns));
        let own = self.names_of(&it.columns, references);
        let is_held = !self.cx.plan.carried.contains_key(&it.target) && it.settings.is_empty();
        let (true, true, Some(own), Some(target_names)) =
            (it.is_validated, is_held, own, target_names)
        else {
            let body = statement(
                &Statement::AddForeignKey { table: &self.table.name, foreign_key: it },
                self.cx.id,
            );
            self.carry("constraint", &it.name, &body);
            return;
        };
        let mut line = format!(
            "foreign key {}: ({}) references {} ({})",
            quoted(&it.name),
            own.join(", "),
            self.cx.path(&it.target, &self.table.name),
            target_names.join(", ")
        );
        if it.match_full {
            line.push_str(" match full");
        }
        line.push_str(&clauses(it));
        self.text.push_str(&docs(it.comment.as_deref(), "  "));
        self.line(&line);
    }

    fn carry(&mut self, kind: &str, name: &str, body: &str) {
        let owner = self.cx.path(&self.table.name, &self.table.name);
        self.after.push_str(&native(kind, name, Some(&owner), body));
    }

    /// A unique constraint that the language cannot say.
    fn carry_unique(&mut self, unique: &Unique) {
        let mut sql = dialect::Sql::new(dialect::of(self.cx.id));
        sql.push("alter table ");
        sql.qualified(&self.table.name);
        sql.push(" add constraint ");
        sql.name(&unique.name);
        sql.push(" unique ");
        sql.names(&unique.columns);
        sql.push(match unique.deferrable {
            None => "",
            Some(Deferrable::InitiallyImmediate) => " deferrable",
            Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
        });
        self.carry("constraint", &unique.name, &sql.into_string());
    }
}

/// An index with nothing but a name.
fn plain_index(name: &Name) -> Index {
    Index {
        name: name.clone(),
        items: Vec::new(),
        is_unique: false,
        nulls_not_distinct: false,
        method: None,
        include: Vec::new(),
        predicate: None,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

/// What a reference says beside its target.
fn clauses(key: &ForeignKey) -> String {
    let mut res = String::new();
    for (on, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if action != ReferentialAction::NoAction {
            let _ = write!(res, " on {on} {}", action.words());
        }
    }
    res.push_str(match key.deferrable {
        None => "",
        Some(Deferrable::InitiallyImmediate) => " deferrable",
        Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
    });
    res
}

/// A table word for word, its indexes and foreign keys behind it.
pub(super) fn carried(table: &Table<NativeType>, cx: &Context<'_>) -> String {
    let foreign_keys = Vec::new();
    let body = statement(&Statement::CreateTable { table, foreign_keys }, cx.id);
    let mut res = native("table", &table.name.name, None, &body);
    let dialect = dialect::of(cx.id);
    if !dialect.capabilities().indexes.inline {
        for index in &table.indexes {
            let body = statement(&Statement::CreateIndex { table: &table.name, index }, cx.id);
            res.push_str(&native("index", &index.name, None, &body));
        }
    }
    for key in &table.foreign_keys {
        let statement =
            statement(&Statement::AddForeignKey { table: &table.name, foreign_key: key }, cx.id);
        res.push_str(&native("constraint", &key.name, None, &statement));
    }
    res
}
