//! The last phase: what was goes, and what is new gets its name.

use super::super::change::Difference;
use super::super::diff::{RenameHints, diff};
use super::super::lint::{LintOptions, RuleLevels, lint};
use super::super::losses::head;
use super::super::plan::{Held, Options, Plan, Stage, Step, Style, mentions, plan};
use super::uses::index_uses;
use super::{BATCH, Candidate, Phase, Phasing, WAITS, schemas, swaps_columns};
use crate::base::{Diagnostics, DialectId, Name};
use crate::dialect::facts::Work;
use crate::dialect::{
    Action, Alteration, ConstraintKind, Mirror, Sql, Statement, Sync, fill_rows, free_name_in,
    statement_text,
};
use crate::schema::{NativeSchema, NativeType, Object, QualifiedName, RowSource, Table};

impl Phasing<'_> {
    pub(super) fn contract(&self, filled: &NativeSchema) -> (Phase, Vec<Held>) {
        let mut text = format!(
            "-- {WAITS} once no program needs what was: `erc migrate apply` stops here without `--contract`.\n"
        );
        let title = self.options.version.title(self.dialect.id());
        text.push_str(&format!("-- Made by erc for {title}.\n"));
        text.push_str("-- Contract: what was goes, and what kept both in step.\n");
        for refusal in self.refusals(filled) {
            text.push('\n');
            text.push_str(&refusal);
        }
        let plan = match swaps_columns(self.dialect.id()) {
            true => self.swapped(filled),
            false => self.rest(filled),
        };
        text.push_str(&plan.untitled());
        let phase = Phase {
            name: "contract",
            up: text,
            down: self.way_back(filled),
            schema: self.difference.after.clone(),
        };
        (phase, plan.held)
    }

    /// Old columns go, new ones get their names, and everything else follows.
    fn swapped(&self, filled: &NativeSchema) -> Plan {
        let after = self.difference.after;
        let original = self.difference.original;
        let id = self.dialect.id();
        let with_defaults = schemas::with_defaults(filled, after, self.found);
        let mut without_old = schemas::without_old(&with_defaults, original, self.found, id);
        if id == DialectId::Postgres {
            without_old.views.retain(|it| !self.is_own_view(&it.name));
        }
        let by_names = schemas::by_final_names(&without_old, self.found);
        let mut res = self.step(filled, &with_defaults, Style::Simple);
        let rest = self.rest(&by_names);
        res.held = rest.held.clone();
        match id {
            DialectId::Mysql | DialectId::Mariadb => {
                res.steps.extend(self.under_lock(&with_defaults, original));
            }
            DialectId::Postgres | DialectId::Sqlite => {
                res.steps.extend(self.step(&with_defaults, &without_old, Style::Simple).steps);
                res.steps.extend(self.renames());
            }
        }
        for step in &mut res.steps {
            step.is_alone = false;
        }
        res.style = Style::Online;
        res.steps.extend(rest.steps);
        res
    }

    /// What is left to do when the new columns have their names: in the same transaction where it is in nobody's way.
    fn rest(&self, there: &NativeSchema) -> Plan {
        let mut without_views = there.clone();
        without_views.views.retain(|it| !self.is_own_view(&it.name));
        let difference =
            diff(&without_views, self.difference.after, self.hints, &mut Diagnostics::new());
        let simple = plan(&difference, self.dialect, &self.options(Style::Simple));
        let mut res = match is_cheap(&simple, there) {
            true => simple,
            false => plan(&difference, self.dialect, &self.options(Style::Online)),
        };
        res.style = Style::Online;
        for (old, new) in &self.found.tables {
            if there.views.iter().any(|it| it.name == *new) {
                self.make_way(&mut res, old, new);
            }
        }
        res
    }

    /// A view by the name that a table is to have makes way for it; without a gap where each statement counts by itself.
    fn make_way(&self, plan: &mut Plan, old: &QualifiedName, new: &QualifiedName) {
        let step = |stage, sql| Step { stage, sql, note: None, is_alone: false };
        let drop = |view| self.text(Alteration::DropView(view));
        let rename = self.text(Alteration::RenameTable { from: old, to: new });
        let found = plan.steps.iter().position(|it| it.sql == rename);
        match (self.dialect.id(), found) {
            (DialectId::Mysql | DialectId::Mariadb, Some(at)) => {
                let is_taken = |name: &Name| {
                    let plain = QualifiedName::plain(name.clone());
                    self.difference.original.table(&plain).is_some()
                };
                let text = format!("erc_{}", new.name);
                let aside = QualifiedName::plain(free_name_in(self.dialect.id(), &text, is_taken));
                let first = self.text(Alteration::RenameTable { from: new, to: &aside });
                let (first, second) =
                    (first.trim_end().trim_end_matches(';'), &rename[WORDS.len()..]);
                plan.steps[at].sql = format!("{first}, {second}");
                plan.steps.insert(at + 1, step(Stage::Rename, drop(&aside)));
            }
            _ => plan.steps.insert(0, step(Stage::Rename, drop(new))),
        }
    }

    /// How the rest is planned: what is this change's own may go.
    fn options(&self, style: Style) -> Options {
        let mut permissions = self.options.permissions.clone();
        let mut allow = |word: String| drop(permissions.allow(&word));
        for (table, columns) in self.found.going_columns() {
            columns.iter().for_each(|it| allow(format!("drop-column:{table}.{it}")));
        }
        self.found.going_tables().for_each(|it| allow(format!("drop-table:{it}")));
        let original = self.difference.original;
        let is_swapped = swaps_columns(self.dialect.id());
        if !is_swapped && self.found.has_rows()
            || self.found.columns.iter().any(|it| !it.is_copied())
        {
            let expanded = schemas::expanded(self.difference, self.found, self.dialect);
            for it in &expanded.objects {
                if !original.objects.contains(it) {
                    allow(format!("drop-object:{}", it.name));
                }
            }
        }
        Options { permissions, style, ..self.options.clone() }
    }

    fn is_own_view(&self, name: &QualifiedName) -> bool {
        self.found.tables.iter().any(|(_, new)| new == name)
    }

    fn text(&self, alteration: Alteration<'_>) -> String {
        statement_text(&Statement::Alter(alteration), self.dialect, self.options.reader)
    }

    fn renames(&self) -> Vec<Step> {
        let renamed = self.found.columns.iter().filter(|it| it.beside != it.new);
        renamed
            .map(|it| {
                let alteration =
                    Alteration::RenameColumn { table: &it.table, from: &it.beside, to: &it.new };
                Step {
                    stage: Stage::Rename,
                    sql: self.text(alteration),
                    note: None,
                    is_alone: false,
                }
            })
            .collect()
    }

    /// MySQL and MariaDB: one statement a table, and nobody writes while the triggers go.
    fn under_lock(&self, filled: &NativeSchema, original: &NativeSchema) -> Vec<Step> {
        let mut res: Vec<String> = Vec::new();
        for names in self.locked_together() {
            let tables: Vec<&Table<NativeType>> =
                names.iter().filter_map(|it| filled.table(it)).collect();
            let mut sql = Sql::new(self.dialect);
            sql.push("-- Nobody writes between the column that goes and the triggers that know it.\nlock tables ");
            sql.list(&tables, |sql, it| {
                sql.qualified(&it.name);
                sql.push(" write");
            });
            sql.push(";\n");
            res.push(sql.into_string());
            for table in &tables {
                res.extend(self.taken_away(table));
            }
            let is_own = |it: &&Object| {
                let on = it.on.as_ref().filter(|on| !self.found.going_tables().any(|it| it == *on));
                on.is_some_and(|on| names.contains(on)) && !original.objects.contains(it)
            };
            for object in filled.objects.iter().filter(is_own) {
                res.push(self.text(Alteration::DropObject(object)));
            }
            res.push("unlock tables;\n".to_owned());
        }
        let step = |sql| Step { stage: Stage::Removal, sql, note: None, is_alone: true };
        res.into_iter().map(step).collect()
    }

    /// The tables that are kept in step, those together that are so with one another.
    fn locked_together(&self) -> Vec<Vec<QualifiedName>> {
        let mut res: Vec<Vec<QualifiedName>> =
            self.syncs().into_iter().map(|(name, _)| vec![name]).collect();
        for it in &self.found.mirrors {
            let both = [&it.whole, &it.part];
            let (joined, mut rest): (Vec<_>, Vec<_>) =
                res.into_iter().partition(|names| both.iter().any(|it| names.contains(it)));
            let mut names: Vec<QualifiedName> = joined.into_iter().flatten().collect();
            names.extend(both.into_iter().cloned());
            let mut seen = Vec::new();
            names.retain(|it| {
                let is_new = !seen.contains(it);
                seen.push(it.clone());
                is_new
            });
            rest.push(names);
            res = rest;
        }
        res
    }

    /// What takes from a table what goes of it.
    fn taken_away(&self, table: &Table<NativeType>) -> Option<String> {
        if self.found.going_tables().any(|it| *it == table.name) {
            return Some(self.text(Alteration::DropTable(&table.name)));
        }
        let going = self.found.going_columns();
        let old = going.iter().find(|(name, _)| **name == table.name).map(|(_, old)| old);
        let renamed: Vec<&Candidate> =
            self.found.of(&table.name).filter(|it| it.is_copied() && it.beside != it.new).collect();
        let actions = dropping(table, old?, &renamed);
        Some(self.text(Alteration::Table { table: &table.name, actions }))
    }

    /// The old columns come back and are filled from the new ones.
    fn way_back(&self, filled: &NativeSchema) -> String {
        let mut sources = Vec::new();
        for it in self.found.columns.iter().filter(|it| it.is_copied()) {
            for name in [&it.old, &it.beside] {
                if *name != it.new {
                    let source = RowSource::said(it.table.clone(), Some(it.new.clone()));
                    sources.push((it.table.clone(), name.clone(), source));
                }
            }
        }
        sources.extend(self.found.mirrors.iter().flat_map(returning_values));
        let forth = diff(filled, self.difference.after, self.hints, &mut Diagnostics::new());
        let mut back = RenameHints::back_from(&forth);
        let in_step = self.way_back_in_step(filled, &back);
        back.sources.extend(sources);
        let after = self.difference.after;
        let mut returning = diff(after, filled, &back, &mut Diagnostics::new());
        self.leave_out(&mut returning);
        let options = self.all_allowed(Style::Online);
        let text = in_step.unwrap_or_else(|| plan(&returning, self.dialect, &options).script());
        format!("{}{text}", head(&returning, &self.kept()))
    }

    /// Columns that had another name come back while programs write the new one: empty, with what keeps both in step, and
    /// then filled batch by batch. Nothing where more than names has changed.
    fn way_back_in_step(&self, filled: &NativeSchema, back: &RenameHints) -> Option<String> {
        let id = self.dialect.id();
        // A type is changed for one direction, and SQLite writes the table anew where nobody else writes.
        let is_name = |it: &Candidate| !matches!(it.sync, Sync::Copy { both_ways: false, .. });
        let has_copies = self.found.columns.iter().any(Candidate::is_copied);
        let is_plain = self.found.mirrors.is_empty() && self.found.columns.iter().all(is_name);
        if id == DialectId::Sqlite || !has_copies || !is_plain {
            return None;
        }
        let after = self.difference.after;
        let empty = schemas::with_empty_old(filled, after, self.found);
        let returning = diff(after, &empty, back, &mut Diagnostics::new());
        let options = self.all_allowed(Style::Online);
        let mut res = plan(&returning, self.dialect, &options).script();
        for (name, syncs) in self.syncs() {
            let syncs: Vec<Sync> = syncs.iter().filter_map(Sync::turned).collect();
            if let Some(table) = empty.table(&name).filter(|_| !syncs.is_empty()) {
                res.push('\n');
                res.push_str(&fill_rows(id, table, &syncs, BATCH));
            }
        }
        res.push_str(&self.step(&empty, filled, Style::Online).untitled());
        Some(res)
    }
}

impl Phasing<'_> {
    /// Rows that come back have what is mandatory in their table before.
    fn leave_out(&self, returning: &mut Difference<'_>) {
        for it in self.found.mirrors.iter().filter(|it| !it.part_comes) {
            let Some(part) = self.difference.original.table(&it.part) else { continue };
            let is_mandatory = |it: &Name| part.column(it).is_some_and(|it| !it.is_nullable);
            let values = it.values.iter().filter(|(_, theirs)| is_mandatory(theirs));
            let given: Vec<Name> = values.map(|(own, _)| own.clone()).collect();
            let mut moves = returning.moves.iter_mut();
            if let Some(found) = moves.find(|by| by.is_insert && by.to == it.part) {
                found.given.extend(given);
            }
        }
    }
}

/// Where the values of what comes back are.
fn returning_values(it: &Mirror) -> Vec<(QualifiedName, Name, RowSource)> {
    let (to, from) = match it.part_comes {
        true => (&it.whole, &it.part),
        false => (&it.part, &it.whole),
    };
    let key = it.key.iter().filter(|_| !it.part_comes);
    let pairs = it.values.iter().chain(key).map(|(own, theirs)| match it.part_comes {
        true => (own, theirs),
        false => (theirs, own),
    });
    pairs
        .map(|(own, other)| {
            (to.clone(), own.clone(), RowSource::said(from.clone(), Some(other.clone())))
        })
        .collect()
}

/// How MySQL and MariaDB begin to rename a table.
const WORDS: &str = "rename table ";

/// Everything on the old columns goes with them, and the new ones get their names.
fn dropping<'a>(
    table: &'a Table<NativeType>,
    old: &[&'a Name],
    renamed: &[&'a Candidate],
) -> Vec<Action<'a>> {
    let mut res = Vec::new();
    let has = |columns: &[Name]| old.iter().any(|it| columns.contains(it));
    for it in table.foreign_keys.iter().filter(|it| has(&it.columns)) {
        res.push(Action::Drop(ConstraintKind::ForeignKey, &it.name));
    }
    let is_on = |it: &&crate::schema::Check| old.iter().any(|name| mentions(&it.expr, name));
    for it in table.checks.iter().filter(is_on) {
        res.push(Action::Drop(ConstraintKind::Check, &it.name));
    }
    for it in table.uniques.iter().filter(|it| has(&it.columns)) {
        res.push(Action::Drop(ConstraintKind::Unique, &it.name));
    }
    let uses = |it: &&crate::schema::Index| old.iter().any(|name| index_uses(it, name));
    for it in table.indexes.iter().filter(uses) {
        res.push(Action::DropIndex(&it.name));
    }
    res.extend(old.iter().map(|it| Action::DropColumn(it)));
    for it in renamed {
        res.push(Action::RenameColumn { from: &it.beside, to: &it.new });
    }
    res
}

/// Whether a plan reads and writes no rows.
fn is_cheap(plan: &Plan, there: &NativeSchema) -> bool {
    let script: String = plan.steps.iter().map(|it| it.sql.as_str()).collect();
    let options = LintOptions {
        dialect: plan.dialect,
        version: Some(plan.version),
        schema: Some(there),
        levels: &RuleLevels::default(),
        in_transaction: false,
    };
    let judged = lint(&script, options);
    judged.iter().flat_map(|it| &it.facts.work).all(|it| *it == Work::Catalog)
}
