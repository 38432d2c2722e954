//! Changes that break who reads or writes meanwhile, in phases: what is new comes beside what was (expand), old rows
//! are filled bit by bit (backfill), and what was goes when nobody needs it any more (contract).
//!
//! A schema stands between any two phases. What leads from one to the next is planned as any other difference is; only
//! what keeps both sides in step and what fills old rows is said here.

mod candidates;
mod contract;
mod mirrors;
mod schemas;
mod tables;
mod uses;

use super::change::Difference;
use super::diff::{RenameHints, diff};
use super::losses::head;
use super::permission::Permissions;
use super::plan::{Held, Options, Plan, Style, plan};
use crate::base::{Diagnostics, DialectId, Name};
use crate::dialect::{
    Dialect, Mirror, Sync, fill_mirror, fill_rows, refuse_unfilled, refuse_unlike_mirror,
};
use crate::schema::{NativeSchema, QualifiedName};
use candidates::{Found, find};

/// How many rows one batch of a backfill has.
const BATCH: usize = 10_000;

/// The mark in the head of a script before which `apply` stops.
pub const WAITS: &str = "@contract";

/// A change in phases.
#[derive(Debug, Clone, Default)]
pub struct Phased {
    /// The phases, in order; none where nothing has a form in phases.
    pub phases: Vec<Phase>,
    /// What has none and why, and what else there is to know.
    pub remarks: Vec<String>,
    /// What would lose something and is not allowed.
    pub held: Vec<Held>,
}

/// One phase: a migration of its own.
#[derive(Debug, Clone)]
pub struct Phase {
    /// What it is: `expand`, `backfill`, `contract`.
    pub name: &'static str,
    /// The script that makes it.
    pub up: String,
    /// The script that takes it back.
    pub down: String,
    /// The schema behind it.
    pub schema: NativeSchema,
}

/// A column that takes the place of another, or is filled, while both old and new programs are at work.
#[derive(Debug, Clone)]
struct Candidate {
    /// The table.
    table: QualifiedName,
    /// The column that is there.
    old: Name,
    /// The name that it is to have.
    new: Name,
    /// The name of the new column while the old one is there.
    beside: Name,
    /// What keeps both in step.
    sync: Sync,
}

impl Candidate {
    /// Whether there are two columns for a while.
    fn is_copied(&self) -> bool {
        matches!(self.sync, Sync::Copy { .. })
    }
}

/// The phases of a difference, where something in it has a form in phases. Everything else in it is done in the last.
pub fn phases(
    difference: &Difference<'_>,
    hints: &RenameHints,
    dialect: &dyn Dialect,
    options: &Options,
) -> Phased {
    let found = find(difference, dialect, options);
    let mut res = Phased { remarks: found.remarks.clone(), ..Phased::default() };
    if found.is_empty() {
        return res;
    }
    let expanded = schemas::expanded(difference, &found, dialect);
    let filled = schemas::filled(&expanded, difference.after, &found, dialect);
    let cx = Phasing { difference, hints, dialect, options, found: &found };
    res.phases.push(cx.expand(&expanded));
    if found.has_rows() {
        res.phases.push(cx.backfill(&expanded, &filled));
    }
    let (last, held) = cx.contract(&filled);
    res.phases.push(last);
    res.held = held;
    res
}

/// Takes the texts of triggers and views that stand between two phases for those of a snapshot, where both have them:
/// a catalog spells them in its own way, and nobody edits what has such names.
pub fn trust(wanted: &NativeSchema, live: &mut NativeSchema) {
    for it in &mut live.objects {
        let name = it.name.name.as_str();
        let own = wanted.objects.iter().find(|other| {
            let is_it = other.kind == it.kind && other.name == it.name && other.on == it.on;
            is_it && name.starts_with("erc_")
        });
        if let Some(own) = own {
            it.body.clone_from(&own.body);
        }
    }
    for it in &mut live.views {
        let own = wanted.views.iter().find(|other| other.name == it.name);
        if let Some(own) = own.filter(|own| tables::is_by_two_names(own, wanted)) {
            it.body.clone_from(&own.body);
            it.columns.clone_from(&own.columns);
        }
    }
}

/// What all phases are made of.
struct Phasing<'a> {
    difference: &'a Difference<'a>,
    hints: &'a RenameHints,
    dialect: &'a dyn Dialect,
    options: &'a Options,
    found: &'a Found,
}

impl Phasing<'_> {
    fn expand(&self, expanded: &NativeSchema) -> Phase {
        let original = self.difference.original;
        let up = self.step(original, expanded, Style::Online);
        let mut text = String::from(
            "-- Expand: what is new comes beside what was, and both say the same from now on.\n",
        );
        text.push_str("-- Programs that know the old names alone and those that know the new ones work side by side.\n");
        text.push_str(&up.script());
        Phase {
            name: "expand",
            up: text,
            down: self.back(expanded, original),
            schema: expanded.clone(),
        }
    }

    fn backfill(&self, expanded: &NativeSchema, filled: &NativeSchema) -> Phase {
        let id = self.dialect.id();
        let mut text = String::from(
            "-- Backfill: rows that were there before get their values, batch by batch.\n",
        );
        text.push_str("-- Behind it programs may read what is new.\n");
        for (table, syncs) in self.syncs() {
            let Some(table) = expanded.table(&table) else { continue };
            text.push('\n');
            text.push_str(&fill_rows(id, table, &syncs, BATCH));
        }
        for it in &self.found.mirrors {
            let tables = expanded.table(&it.whole).zip(expanded.table(&it.part));
            let filling = tables.and_then(|(whole, part)| fill_mirror(id, it, whole, part, BATCH));
            if let Some(filling) = filling {
                text.push('\n');
                text.push_str(&filling);
            }
        }
        let up = self.step(expanded, filled, Style::Online);
        if !up.is_empty() {
            text.push_str("\n-- What is new gets what has to hold for all rows.\n");
            text.push_str(&up.untitled());
        }
        Phase {
            name: "backfill",
            up: text,
            down: self.back(filled, expanded),
            schema: filled.clone(),
        }
    }

    /// The statements from one of the schemas in between to the next: nothing in them loses what is not elsewhere.
    fn step(&self, from: &NativeSchema, to: &NativeSchema, style: Style) -> Plan {
        let hints = RenameHints::default();
        let difference = diff(from, to, &hints, &mut Diagnostics::new());
        plan(&difference, self.dialect, &self.all_allowed(style))
    }

    /// How a way is planned that loses nothing which is not elsewhere.
    fn all_allowed(&self, style: Style) -> Options {
        Options { permissions: Permissions::all(), style, ..self.options.clone() }
    }

    /// The way back between two of them.
    fn back(&self, from: &NativeSchema, to: &NativeSchema) -> String {
        let plan = self.step(from, to, Style::Online);
        let hints = RenameHints::default();
        let kept = self.kept();
        format!(
            "{}{}",
            head(&diff(from, to, &hints, &mut Diagnostics::new()), &kept),
            plan.script()
        )
    }

    /// The columns whose values are in another one as well.
    fn kept(&self) -> Vec<(QualifiedName, Name)> {
        let copied = self.found.columns.iter().filter(|it| it.is_copied());
        copied
            .flat_map(|it| {
                [&it.old, &it.beside, &it.new].map(|name| (it.table.clone(), name.clone()))
            })
            .chain(self.found.mirrors.iter().flat_map(mirrors::kept))
            .collect()
    }

    /// What keeps each table in step.
    fn syncs(&self) -> Vec<(QualifiedName, Vec<Sync>)> {
        self.found.syncs()
    }

    /// What stops where a row is not filled, or where two tables do not say the same.
    fn refusals(&self, filled: &NativeSchema) -> Vec<String> {
        let id = self.dialect.id();
        let mut res = Vec::new();
        for (table, syncs) in self.syncs() {
            let Some(table) = filled.table(&table) else { continue };
            let refusal = refuse_unfilled(id, table, &syncs);
            res.push(format!(
                "-- Stops here, with nothing done, where a row is not filled.\n{refusal}"
            ));
        }
        for it in &self.found.mirrors {
            let Some(whole) = filled.table(&it.whole) else { continue };
            let refusal = refuse_unlike_mirror(id, it, whole, &self.mandatory(it));
            res.push(format!(
                "-- Stops here, with nothing done, where a value is not in both tables.\n{refusal}"
            ));
        }
        res
    }

    /// The columns that come to a table and may not be null in the end.
    fn mandatory<'a>(&self, it: &'a Mirror) -> Vec<&'a Name> {
        let wanted = self.difference.after.table(&it.whole).filter(|_| !it.part_comes);
        let is_mandatory = |name: &Name| {
            wanted.and_then(|table| table.column(name)).is_some_and(|it| !it.is_nullable)
        };
        it.values.iter().map(|(own, _)| own).filter(|it| is_mandatory(it)).collect()
    }
}

/// Whether both columns have to be there at once on their way: databases that write the whole table anew need no more.
fn swaps_columns(id: DialectId) -> bool {
    match id {
        DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => true,
        DialectId::Sqlite => false,
    }
}
