//! What all parts of planning know, and the steps they have made.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::change::{Change, Difference};
use super::super::permission::Permission;
use super::names::TakenOver;
use super::{Held, Options, Plan, Stage, Step, Style, moving};
use crate::base::{CompactSort, Name};
use crate::dialect::{Alteration, Dialect, Sql, Statement, alter_rules, creation, statement_text};
use crate::schema::{Column, NativeSchema, NativeType, QualifiedName, Table};

pub(super) type NativeTable = Table<NativeType>;

pub(super) struct Context<'a> {
    pub(super) difference: &'a Difference<'a>,
    /// What is there, by its new names.
    pub(super) before: &'a NativeSchema,
    pub(super) after: &'a NativeSchema,
    pub(super) dialect: &'a dyn Dialect,
    pub(super) options: &'a Options,
    pub(super) changes: Vec<Change<'a>>,
    /// Names of constraints and indexes that others get.
    pub(super) taken_over: TakenOver,
    pub(super) tables_before: FxHashMap<&'a QualifiedName, &'a NativeTable>,
    pub(super) tables_after: FxHashMap<&'a QualifiedName, &'a NativeTable>,
    /// Constraints and indexes that are made anew, whose comments went with the old ones.
    pub(super) remade: FxHashSet<(QualifiedName, Name)>,
    /// References of tables that go which had to go before.
    pub(super) released: FxHashSet<(QualifiedName, Name)>,
    /// Columns whose values are in another place when they go.
    pub(super) moved: FxHashSet<(QualifiedName, Name)>,
    /// Types that are made anew.
    pub(super) exchanged: FxHashSet<QualifiedName>,
    /// How what is there would be made, and how what is wanted; once somebody asks.
    makings: [OnceCell<Making<'a>>; 2],
    steps: Vec<Step>,
    held: Vec<Held>,
}

/// The statements that make a schema, from the first to the last.
type Making<'a> = Rc<[Statement<'a>]>;

impl<'a> Context<'a> {
    pub(super) fn new(
        difference: &'a Difference<'a>,
        dialect: &'a dyn Dialect,
        options: &'a Options,
    ) -> Context<'a> {
        let before: &NativeSchema = &difference.before;
        Context {
            difference,
            before,
            after: difference.after,
            dialect,
            options,
            changes: difference.changes(),
            taken_over: TakenOver::default(),
            tables_before: before.tables.values().map(|it| (&it.name, it)).collect(),
            tables_after: difference.after.tables.values().map(|it| (&it.name, it)).collect(),
            remade: FxHashSet::default(),
            released: FxHashSet::default(),
            moved: moving::moved(&difference.moves, |it| difference.after.table(it).is_some()),
            exchanged: FxHashSet::default(),
            makings: Default::default(),
            steps: Vec::new(),
            held: Vec::new(),
        }
    }

    /// The statements that would make what is there.
    pub(super) fn making_of_before(&self) -> Making<'a> {
        let making = || creation(self.before, self.dialect).into();
        Rc::clone(self.makings[0].get_or_init(making))
    }

    /// The statements that would make what is wanted in an empty database.
    pub(super) fn making_of_after(&self) -> Making<'a> {
        let making = || creation(self.after, self.dialect).into();
        Rc::clone(self.makings[1].get_or_init(making))
    }

    /// Adds a statement to a stage. One that has no words in this database adds nothing.
    pub(super) fn push(&mut self, stage: Stage, statement: &Statement<'_>) {
        self.push_noted(stage, statement, None);
    }

    pub(super) fn alter(&mut self, stage: Stage, alteration: Alteration<'_>) {
        self.push(stage, &Statement::Alter(alteration));
    }

    pub(super) fn push_noted(
        &mut self,
        stage: Stage,
        statement: &Statement<'_>,
        note: Option<&str>,
    ) {
        let sql = statement_text(statement, self.dialect, self.options.reader);
        if !sql.trim().is_empty() {
            let note = note.map(str::to_owned);
            let is_alone = is_alone(statement) || self.is_online() && is_about_rows(stage);
            self.steps.push(Step { stage, sql, note, is_alone });
        }
    }

    /// Adds what takes something away where that is allowed, and keeps it back where not. Answers whether it is.
    pub(super) fn take_away(
        &mut self,
        permission: Permission,
        name: &str,
        stage: Stage,
        alteration: Alteration<'_>,
    ) -> bool {
        let is_allowed = self.options.permissions.allows(permission, name);
        if is_allowed {
            self.alter(stage, alteration);
        } else {
            let sql =
                statement_text(&Statement::Alter(alteration), self.dialect, self.options.reader);
            self.held.push(Held { permission, name: name.to_owned(), sql });
        }
        is_allowed
    }

    /// Whether nobody shall wait for long, and the database can do that.
    pub(super) fn is_online(&self) -> bool {
        self.options.style == Style::Online && alter_rules(self.dialect.id()).concurrent_indexes
    }

    /// Keeps back something that is no single statement.
    pub(super) fn hold(&mut self, permission: Permission, name: &str) {
        self.held.push(Held { permission, name: name.to_owned(), sql: String::new() });
    }

    pub(super) fn allows(&self, permission: Permission, name: &str) -> bool {
        self.options.permissions.allows(permission, name)
    }

    /// Whether a column may go: it is allowed, or its values have moved.
    pub(super) fn may_drop_column(&self, table: &QualifiedName, column: &Name) -> bool {
        let is_told = |it: &&&NativeTable| {
            let is_computed = it.column(column).is_some_and(|it| it.generated.is_some());
            moving::is_involved(self, table) && (is_computed || moving::is_constant(it, column))
        };
        self.moved.contains(&(table.clone(), column.clone()))
            || self.tables_before.get(table).filter(is_told).is_some()
            || self.allows(Permission::DropColumn, &format!("{table}.{column}"))
    }

    /// Whether a table may go: it is allowed, or all its values have moved.
    pub(super) fn may_drop_table(&self, table: &NativeTable) -> bool {
        self.allows(Permission::DropTable, &table.name.to_string()) || self.has_moved(table)
    }

    /// Whether all that the rows of a table say has moved.
    pub(super) fn has_moved(&self, table: &NativeTable) -> bool {
        let is_said = |it: &Column<NativeType>| {
            let is_moved = self.moved.contains(&(table.name.clone(), it.name.clone()));
            // The only value that there is has no place among others.
            let is_place = it.name == "position";
            is_moved || is_place || it.generated.is_some() || moving::is_constant(table, &it.name)
        };
        let moves = self.difference.moves.iter();
        moves.filter(|it| it.from == table.name).count() > 0 && table.columns.iter().all(is_said)
    }

    /// Whether a column gets its values after it was added.
    pub(super) fn is_filled(&self, table: &QualifiedName, column: &Name) -> bool {
        let mut moves = self.difference.moves.iter().filter(|it| !it.is_insert && it.to == *table);
        moves.any(|it| {
            let mut constants = it.constants.iter().map(|(to, _)| to);
            it.columns.iter().any(|(to, _)| to == column) || constants.any(|to| to == column)
        })
    }

    /// Adds a statement that happens together with those of its stage, whoever waits.
    pub(super) fn push_together(
        &mut self,
        stage: Stage,
        statement: &Statement<'_>,
        note: Option<&str>,
    ) {
        let n_steps = self.steps.len();
        self.push_noted(stage, statement, note);
        for step in &mut self.steps[n_steps..] {
            step.is_alone = false;
        }
    }

    pub(super) fn finish(self) -> Plan {
        let alters_old_rows = self.alters_old_rows();
        let mut steps = self.steps;
        steps.compact_sort_by_key(|it| it.stage);
        if alters_old_rows {
            let sql = "set session system_versioning_alter_history = 'keep';\n".to_owned();
            let note = Some("Old rows are altered as the others are.".to_owned());
            steps.insert(0, Step { stage: Stage::Rename, sql, note, is_alone: false });
        }
        let (dialect, version) = (self.dialect.id(), self.options.version);
        Plan { dialect, version, style: self.options.style, steps, held: self.held }
    }
}

impl Context<'_> {
    /// Whether a table of MariaDB that keeps its old rows is altered, which the server refuses unless told.
    fn alters_old_rows(&self) -> bool {
        let tables = self.before.tables.values();
        let mut versioned = tables.filter(|it| it.settings.get("system_versioning").is_some());
        versioned.any(|table| {
            let mut sql = Sql::new(self.dialect);
            sql.push("alter table ");
            sql.qualified(&table.name);
            let start = sql.into_string();
            let mut rests = self.steps.iter().filter_map(|it| it.sql.strip_prefix(&start));
            rests.any(|it| it.starts_with([' ', '\n']))
        })
    }
}

/// Whether statements of a stage lock tables that others use: each is then done by itself, so that no lock is held
/// longer than its own statement.
fn is_about_rows(stage: Stage) -> bool {
    match stage {
        Stage::Release
        | Stage::Column
        | Stage::Move
        | Stage::Constraint
        | Stage::ForeignKey
        | Stage::Data
        | Stage::Removal => true,
        Stage::Rename
        | Stage::Type
        | Stage::Table
        | Stage::Unused
        | Stage::Emptied
        | Stage::Extension
        | Stage::Object
        | Stage::Comment => false,
    }
}

/// Whether a statement cannot share its transaction: a new value of an enum is not to be used before it is
/// committed, and what goes on beside writers is no transaction at all.
fn is_alone(statement: &Statement<'_>) -> bool {
    matches!(
        statement,
        Statement::Alter(
            Alteration::AddLabel { .. }
                | Alteration::CreateIndexConcurrently { .. }
                | Alteration::DropIndex { concurrently: true, .. }
        )
    )
}
