//! Members of a body: uniques, indexes, checks, exclusions, foreign keys.

use std::fmt::Write as _;

use super::body::Body;
use super::columns::annotation;
use super::expressions::{quoted, string};
use super::natives::statement;
use super::references::{constraint, is_implied};
use super::write::docs;
use crate::base::{Deferrable, DialectId, Name, NullsOrder, ReferentialAction};
use crate::dialect::{self, Action, Alteration, Constraint, Statement, Width};
use crate::schema::{
    Check, Exclusion, ExclusionItem, ForeignKey, Index, IndexItem, QualifiedName, Unique,
    prefix_lengths,
};

impl Body<'_, '_, '_> {
    /// Everything that is not said beside an attribute.
    pub(super) fn members(&mut self) {
        let table = self.table;
        self.subtypes();
        for it in &table.uniques {
            if !self.is_inline_unique(it) {
                self.unique(it);
            }
        }
        for it in &table.indexes {
            let mut references = self.references.iter();
            let is_owned = references
                .any(|reference| reference.index.is_some_and(|index| index.name == it.name));
            if !is_owned {
                self.index(it);
            }
        }
        let design = self.cx.design;
        for it in &table.checks {
            let is_owned = self
                .references
                .iter()
                .any(|reference| reference.check.is_some_and(|check| check.name == it.name));
            if !is_owned && !design.types.holds(&table.name, &it.name) {
                self.check(it);
            }
        }
        for it in &table.exclusions {
            self.exclusion(it);
        }
        for it in &table.foreign_keys {
            let is_reference = self.references.iter().any(|reference| reference.foreign_key == it);
            let is_shared = self.supertype.is_some_and(|above| {
                it.target == *above
                    && table.primary_key.as_ref().is_some_and(|key| key.columns == it.columns)
            });
            if !is_reference && !is_shared && !self.is_inline_foreign_key(it) {
                self.foreign_key(it);
            }
        }
    }

    /// No constraint keeps a row from being of several kinds, so that is what is said.
    fn subtypes(&mut self) {
        let of = |it: &&QualifiedName| self.cx.path(it, &self.table.name);
        let names: Vec<String> = self.cx.design.subtypes(&self.table.name).iter().map(of).collect();
        if !names.is_empty() {
            self.line(&format!("subtypes ({}) overlapping", names.join(", ")));
        }
    }

    fn unique(&mut self, it: &Unique) {
        let names = self.names_of(&it.columns);
        let (Some(names), None, false) = (names, it.deferrable, self.is_repeated(it)) else {
            self.carry_unique(it);
            return;
        };
        let nulls = if it.nulls_not_distinct { " nulls not distinct" } else { "" };
        let settings = annotation(&it.settings, self.cx.id);
        self.text.push_str(&docs(it.comment.as_deref(), "  "));
        self.line(&format!("unique {}: ({}){nulls}{settings}", quoted(&it.name), names.join(", ")));
    }

    /// Whether the key or a constraint before says the same: of two such building makes one.
    fn is_repeated(&self, it: &Unique) -> bool {
        let is_same = |columns: &[Name]| columns == it.columns;
        let mut before = self.table.uniques.iter().take_while(|other| other.name != it.name);
        let is_told = self.table.primary_key.iter().any(|key| is_same(&key.columns))
            || before.any(|other| is_same(&other.columns));
        // SQLite cannot add a constraint to a table that is there.
        is_told && self.cx.id != DialectId::Sqlite
    }

    fn check(&mut self, it: &Check) {
        if !it.is_validated || !it.settings.is_empty() {
            let body =
                statement(&Statement::AddCheck { table: &self.table.name, check: it }, self.cx.id);
            self.carry("constraint", &it.name, &body, it.comment.as_deref());
            return;
        }
        self.text.push_str(&docs(it.comment.as_deref(), "  "));
        let condition = self.expressions.condition(&it.expr);
        self.line(&format!("check {}: {condition}", quoted(&it.name)));
    }

    fn exclusion(&mut self, it: &Exclusion) {
        if it.deferrable.is_some() {
            let constraint = Constraint::Exclusion(it);
            let add = Action::Add { table: self.table, constraint, not_valid: false };
            let table = &self.table.name;
            let added = Statement::Alter(Alteration::Table { table, actions: vec![add] });
            let body = statement(&added, self.cx.id);
            self.carry("constraint", &it.name, &body, it.comment.as_deref());
            return;
        }
        let item = |it: &ExclusionItem| {
            let named = self.named(it.item.as_column().map_or(&[], std::slice::from_ref));
            let text = named.map_or_else(|| self.expressions.item(&it.item.expr), |it| it.0);
            format!("{text}{} with {}", modifiers(&it.item), it.operator)
        };
        let items: Vec<String> = it.items.iter().map(item).collect();
        let method = it.method.as_ref().map(|it| format!(" using {}", quoted(it)));
        let predicate =
            it.predicate.as_ref().map(|it| format!(" where {}", self.expressions.condition(it)));
        self.text.push_str(&docs(it.comment.as_deref(), "  "));
        self.line(&format!(
            "exclude {}: ({}){}{}{}",
            quoted(&it.name),
            items.join(", "),
            method.unwrap_or_default(),
            predicate.unwrap_or_default(),
            annotation(&it.settings, self.cx.id)
        ));
    }

    fn index(&mut self, it: &Index) {
        let namesake = self.table.foreign_keys.iter().find(|key| key.name == it.name);
        if namesake.is_some_and(|key| is_implied(self.table, it, key, self.cx.id)) {
            return;
        }
        let is_mysql = matches!(self.cx.id, DialectId::Mysql | DialectId::Mariadb);
        let is_said = namesake.is_none()
            && (is_mysql || it.items.iter().all(|it| it.prefix_length.is_none()))
            && !(it.is_unique && (it.method.is_some() && !is_mysql || !it.include.is_empty()))
            && (it.is_unique || !it.nulls_not_distinct)
            && self.names_of(&it.include).is_some()
            && self.items(&it.items).is_some()
            && (!is_constraint_by_form(it) || !self.expressions.is_literal);
        if !is_said {
            let index = Statement::CreateIndex { table: &self.table.name, index: it };
            let body = statement(&index, self.cx.id);
            self.carry("index", &it.name, &body, it.comment.as_deref());
            return;
        }
        let line = self.index_line(it);
        self.text.push_str(&docs(it.comment.as_deref(), "  "));
        self.line(&line);
    }

    fn index_line(&self, it: &Index) -> String {
        let items = self.items(&it.items).unwrap_or_default();
        let is_kept_by_index = is_constraint_by_form(it);
        let name = if is_kept_by_index { String::new() } else { format!(" {}:", quoted(&it.name)) };
        let word = if it.is_unique { "unique" } else { "index" };
        let mut res = format!("{word}{name} ({})", items.join(", "));
        if it.nulls_not_distinct {
            res.push_str(" nulls not distinct");
        }
        let mut settings = it.settings.clone();
        match &it.method {
            Some(method) if it.is_unique => settings.set("using", method.as_str()),
            Some(method) => {
                let _ = write!(res, " using {}", quoted(method));
            }
            None => {}
        }
        if !it.include.is_empty() {
            let names = self.names_of(&it.include).unwrap_or_default();
            let _ = write!(res, " include ({})", names.join(", "));
        }
        if let Some(predicate) = &it.predicate {
            let _ = write!(res, " where {}", self.expressions.condition(predicate));
        }
        if is_kept_by_index {
            let _ = write!(res, " @index({})", string(&it.name));
        }
        if let Some(prefix) = self.shared_prefix(it) {
            settings.set("length", prefix.to_string());
        } else if let Some(lengths) = prefix_lengths(&it.items) {
            settings.set("lengths", lengths);
        }
        res.push_str(&annotation(&settings, self.cx.id));
        res
    }

    /// How many characters of each text an index covers, when it is the same number for all of them.
    fn shared_prefix(&self, it: &Index) -> Option<u32> {
        let prefix = it.items.iter().find_map(|it| it.prefix_length)?;
        let dialect = dialect::of(self.cx.id);
        let is_text = |name: &Name| {
            let column = self.table.column(name);
            column.is_some_and(|it| matches!(dialect.width(&it.ty, None), Width::Text { .. }))
        };
        let is_shared = |it: &IndexItem| match it.as_column() {
            Some(name) if is_text(name) => it.prefix_length == Some(prefix),
            Some(_) | None => it.prefix_length.is_none(),
        };
        it.items.iter().all(is_shared).then_some(prefix)
    }

    /// The items of an index; nothing when one of its columns cannot be named.
    fn items(&self, items: &[IndexItem]) -> Option<Vec<String>> {
        let mut res = Vec::new();
        let mut rest = items;
        while let Some(first) = rest.first() {
            let alike = rest.iter().take_while(|it| modifiers(it) == modifiers(first));
            let columns: Vec<Name> = alike.map_while(|it| it.as_column().cloned()).collect();
            let (text, n) = match columns.is_empty() {
                true => (self.expressions.item(&first.expr), 1),
                false => self.named(&columns)?,
            };
            res.push(text + &modifiers(first));
            rest = &rest[n..];
        }
        Some(res)
    }

    fn foreign_key(&mut self, it: &ForeignKey) {
        let target = self.cx.schema.table(&it.target);
        let target_names =
            target.and_then(|target| self.cx.target_names(target, &it.target_columns));
        let own = self.names_of(&it.columns);
        let (true, Some(own), Some(target_names)) = (self.is_held(it), own, target_names) else {
            let foreign_key = Statement::AddForeignKey { table: &self.table.name, foreign_key: it };
            let body = statement(&foreign_key, self.cx.id);
            self.carry("constraint", &it.name, &body, it.comment.as_deref());
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

    /// Whether the model can say the foreign key at all: it holds for all rows, and its target is an entity.
    fn is_held(&self, it: &ForeignKey) -> bool {
        it.is_validated
            && it.settings.is_empty()
            && !self.cx.plan.carried.contains_key(&it.target)
            && self.cx.design.roles(&it.target).is_none()
    }

    /// ` references Customer(email) on delete set null @constraint("…")` beside an attribute.
    pub(super) fn inline_foreign_key(&self, column: &str) -> Option<(String, String)> {
        let mut all = self.table.foreign_keys.iter();
        let it = all.find(|it| {
            it.columns.first().is_some_and(|it| it == column) && self.is_inline_foreign_key(it)
        })?;
        let target = self.cx.schema.table(&it.target)?;
        let name = self.cx.target_names(target, &it.target_columns)?;
        let path = self.cx.path(&it.target, &self.table.name);
        let text = format!(" references {path}({}){}", name.join(", "), clauses(it));
        let usual = format!("{}_{column}_fkey", self.table.name.name);
        let is_usual = it.name == usual.as_str() && usual.len() <= 63 && it.comment.is_none();
        let annotation = if is_usual { String::new() } else { constraint(it) };
        Some((text, annotation))
    }

    /// Whether a foreign key that is no reference stands beside its one attribute.
    fn is_inline_foreign_key(&self, it: &ForeignKey) -> bool {
        let [column] = it.columns.as_slice() else { return false };
        let is_of_reference =
            self.references.iter().any(|it| it.foreign_key.columns.contains(column));
        let mut all = self.table.foreign_keys.iter();
        let is_first =
            all.find(|it| it.columns.as_slice() == std::slice::from_ref(column)) == Some(it);
        let target = self.cx.schema.table(&it.target);
        let has_target =
            target.is_some_and(|target| self.cx.target_names(target, &it.target_columns).is_some());
        !self.expressions.is_literal
            && !is_of_reference
            && is_first
            && has_target
            && self.is_held(it)
            && !it.match_full
            && !self.is_from_elsewhere(column)
    }

    /// A unique constraint over one attribute, with the name that building gives it.
    pub(super) fn is_inline_unique(&self, it: &Unique) -> bool {
        let [column] = it.columns.as_slice() else { return false };
        let usual = format!("{}_{column}_key", self.table.name.name);
        let mut all = self.table.uniques.iter();
        let is_first = all.find(|it| it.columns.as_slice() == [column.clone()]) == Some(it);
        it.name == usual.as_str()
            && usual.len() <= 63
            && is_first
            && !self.is_repeated(it)
            && it.deferrable.is_none()
            && !it.nulls_not_distinct
            && it.comment.is_none()
            && it.settings.is_empty()
            && !self.expressions.is_literal
            && !self.is_from_elsewhere(column)
            && self.names_of(&it.columns).is_some()
    }
}

/// A unique index over plain columns, which would be a constraint if nothing said otherwise.
fn is_constraint_by_form(it: &Index) -> bool {
    let is_plain = |it: &IndexItem| {
        it.as_column().is_some()
            && it.collation.is_none()
            && it.operator_class.is_none()
            && !it.descending
            && it.nulls.is_none()
    };
    it.is_unique && it.predicate.is_none() && it.items.iter().all(is_plain)
}

/// What stands behind an item: ` collate "C" ops x desc nulls first`
fn modifiers(it: &IndexItem) -> String {
    let mut res = String::new();
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

/// What a reference says beside its target.
pub(super) fn clauses(key: &ForeignKey) -> String {
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
