//! `erc migrate new`: the migration from the last one to the model.

use std::path::{Path, PathBuf};

use super::super::super::Exit;
use super::super::super::project::Project;
use super::super::super::schema_source::SchemaSource;
use super::super::check::report;
use super::super::diff::{PlanningArguments, held_back};
use super::{FolderArgument, folder, report as hazards};
use crate::base::{Diagnostics, DialectId};
use crate::dialect::{Reader, snapshot};
use crate::io::{Failure, Terminal, now, write_new};
use crate::migrate::folder::{Layout, Migration, file_name, folder_name};
use crate::migrate::phases::{Phase, phases};
use crate::migrate::{
    LintOptions, Options, Permissions, RenameHints, RuleLevels, Style, diff, head, lint, plan,
};
use crate::schema::NativeSchema;

/// Write the migration from the last one to the model
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What it is about, in a word or two
    #[arg(value_name = "NAME")]
    name: String,

    /// The model; without it, the project of this folder
    #[arg(long, value_name = "SOURCE")]
    model: Option<PathBuf>,

    /// Where a name, a type or a mandatory value would break programs that run meanwhile: one migration that brings what
    /// is new beside what was, one that fills old rows, and one that takes away what was
    #[arg(long)]
    phased: bool,

    #[command(flatten)]
    folder: FolderArgument,

    #[command(flatten)]
    planning: PlanningArguments,
}

/// The migration, or one phase of it, for one database.
struct Made {
    /// Which phase.
    phase: Option<&'static str>,
    dialect: DialectId,
    up: String,
    down: String,
    /// The schema before it.
    before: String,
    /// The schema behind it.
    snapshot: String,
    hazards: String,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let folder::Opened { layout, mut migrations } = folder::open(&arguments.folder)?;
    folder::refuse_problems(root, &migrations)?;
    let dialects = dialects(arguments)?;
    if layout != Layout::Erc && dialects.len() > 1 {
        return Err(Failure::new("such a folder is for one database, and the project has several")
            .help("add `--dialect`, and `--folder` for each"));
    }
    let mut made: Vec<Vec<Made>> = Vec::new();
    let mut is_held = false;
    let mut hints = arguments.planning.hints();
    for &dialect in &dialects {
        match one(arguments, migrations.last(), dialect, &mut hints, terminal)? {
            Outcome::Nothing => {}
            Outcome::Made(it) => made.push(it),
            Outcome::Held => is_held = true,
            // What one database asks the others ask as well.
            Outcome::Asked => {
                is_held = true;
                break;
            }
        }
    }
    if is_held {
        terminal.talk("nothing was written");
        return Ok(Exit::Findings);
    }
    if made.is_empty() {
        terminal.talk("the model is as the last migration left it");
        return Ok(Exit::Fine);
    }
    let phases = by_phases(made);
    let is_one_of_many = dialects.len() > 1;
    for (seconds, (name, made)) in phases.iter().enumerate() {
        let about = match name {
            Some(phase) => format!("{} {phase}", arguments.name),
            None => arguments.name.clone(),
        };
        // One second apart, so that names and numbers tell their order.
        let moment = now() + seconds as u64;
        let migration = migration(folder_name(moment, &about), made, is_one_of_many);
        write(root, layout, &migration, &mut migrations, dialects[0], terminal)?;
    }
    for it in phases.iter().flat_map(|(_, made)| made).filter(|it| !it.hazards.is_empty()) {
        let phase = it.phase.map(|it| format!(", {it}")).unwrap_or_default();
        terminal.talk(format!("{}{phase}:\n{}", it.dialect.title(), it.hazards.trim_end()));
    }
    if phases.len() > 1 {
        terminal.talk(match layout {
            Layout::Erc => "`erc migrate apply` stops before the contract; when no program needs what was, `--contract` goes on",
            Layout::Flyway
            | Layout::GolangMigrate
            | Layout::Dbmate
            | Layout::Goose
            | Layout::Sqlx
            | Layout::Refinery => {
                "run the contract only when no program needs what was: keep it out of the branch until then"
            }
        });
    }
    Ok(Exit::Fine)
}

/// Writes one migration, and says where it is.
fn write(
    root: &Path,
    layout: Layout,
    migration: &Migration,
    migrations: &mut Vec<Migration>,
    dialect: DialectId,
    terminal: Terminal,
) -> Result<(), Failure> {
    if migrations.iter().any(|it| it.name >= migration.name) {
        return Err(
            Failure::new("there is a migration that is later than now").help("is the clock right?")
        );
    }
    let files = layout.write(migration, migrations, dialect);
    for (file, text) in &files {
        write_new(&root.join(file), text.as_bytes())?;
    }
    let shown = match layout {
        Layout::Erc => root.join(&migration.name),
        Layout::Flyway
        | Layout::GolangMigrate
        | Layout::Dbmate
        | Layout::Goose
        | Layout::Sqlx
        | Layout::Refinery => {
            root.join(files.keys().find(|it| it.ends_with(".sql")).map_or("", String::as_str))
        }
    };
    terminal.print(format!("{}\n", shown.display()))?;
    // As it will be read the next time.
    migrations.extend(layout.read(&files));
    folder::write_integrity(root, migrations)
}

/// What is made for several databases, by its phases. A database for which there is less to do has its part in the last.
fn by_phases(made: Vec<Vec<Made>>) -> Vec<(Option<&'static str>, Vec<Made>)> {
    let mut names: Vec<Option<&'static str>> = Vec::new();
    for phase in ["expand", "backfill", "contract"] {
        if made.iter().flatten().any(|it| it.phase == Some(phase)) {
            names.push(Some(phase));
        }
    }
    if names.is_empty() {
        return vec![(None, made.into_iter().flatten().collect())];
    }
    let mut res: Vec<(Option<&'static str>, Vec<Made>)> =
        names.into_iter().map(|it| (it, Vec::new())).collect();
    let last = res.len() - 1;
    for own in made {
        let mut own = own.into_iter().peekable();
        let Some(first) = own.peek() else { continue };
        let (dialect, mut before) = (first.dialect, first.before.clone());
        for (idx, (name, all)) in res.iter_mut().enumerate() {
            let is_its = own.peek().is_some_and(|it| it.phase == *name);
            match own.next_if(|_| is_its || idx == last) {
                Some(it) => {
                    before.clone_from(&it.snapshot);
                    all.push(Made { phase: *name, ..it });
                }
                None => all.push(Made::nothing(*name, dialect, before.clone())),
            }
        }
    }
    res
}

impl Made {
    /// A phase in which a database has nothing to do.
    fn nothing(phase: Option<&'static str>, dialect: DialectId, snapshot: String) -> Made {
        let text = format!("-- There is nothing to do for {}.\n", dialect.title());
        Made {
            phase,
            dialect,
            up: text.clone(),
            down: text,
            before: snapshot.clone(),
            snapshot,
            hazards: String::new(),
        }
    }
}

/// The databases that the project is for, or the one that is asked for.
fn dialects(arguments: &Arguments) -> Result<Vec<DialectId>, Failure> {
    if let Some(wanted) = arguments.planning.dialect {
        return Ok(vec![wanted.id()]);
    }
    let project = Project::open(arguments.model.as_deref(), &mut Diagnostics::new())?;
    Ok(project.config.targets.iter().map(|it| it.dialect).collect())
}

enum Outcome {
    Nothing,
    Made(Vec<Made>),
    Held,
    Asked,
}

fn one(
    arguments: &Arguments,
    last: Option<&Migration>,
    dialect: DialectId,
    hints: &mut RenameHints,
    terminal: Terminal,
) -> Result<Outcome, Failure> {
    let before = folder::schema_after(last, dialect)?;
    let mut wanted = SchemaSource::open(arguments.model.as_deref(), Some(dialect), terminal)?;
    let has_errors = wanted.diagnostics.has_errors();
    if has_errors {
        report(std::mem::take(&mut wanted.diagnostics), &wanted.sources, terminal);
        return Ok(Outcome::Held);
    }
    let mut diagnostics = Diagnostics::new();
    let planning = &arguments.planning;
    planning.ask((&before, &wanted.schema), &wanted.sources, hints, terminal);
    let hints = &*hints;
    let difference = diff(&before, &wanted.schema, hints, &mut diagnostics);
    arguments.planning.answer(&mut diagnostics);
    let is_asked = diagnostics.has_errors();
    if !diagnostics.is_empty() {
        report(diagnostics, &wanted.sources, terminal);
    }
    if is_asked {
        return Ok(Outcome::Asked);
    }
    let options = |permissions: Permissions| Options {
        permissions,
        style: Style::Online,
        version: wanted.version,
        reader: Reader::Client,
    };
    let making = Making { dialect, wanted: &wanted, before: &before, terminal };
    if arguments.phased {
        let options = options(arguments.planning.permissions());
        let phased = phases(&difference, hints, wanted.contract(), &options);
        for remark in &phased.remarks {
            terminal.talk(format!("{}: {remark}", dialect.title()));
        }
        if !phased.held.is_empty() {
            terminal.talk(held_back(&phased.held));
            return Ok(Outcome::Held);
        }
        if !phased.phases.is_empty() {
            return Ok(Outcome::Made(making.phases(&phased.phases)));
        }
        if !difference.is_empty() {
            terminal.talk(format!(
                "{}: nothing of it has a form in phases; it is one step",
                dialect.title()
            ));
        }
    }
    let up = plan(&difference, wanted.contract(), &options(arguments.planning.permissions()));
    if !up.held.is_empty() {
        terminal.talk(held_back(&up.held));
        return Ok(Outcome::Held);
    }
    if up.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let back = RenameHints::back_from(&difference);
    let returning = diff(&wanted.schema, &before, &back, &mut Diagnostics::new());
    let down = plan(&returning, wanted.contract(), &options(Permissions::all()));
    let down = format!("{}{}", head(&returning, &[]), down.script());
    Ok(Outcome::Made(vec![making.one(None, up.script(), down, &before, &wanted.schema)]))
}

/// What a script is written with.
struct Making<'a> {
    dialect: DialectId,
    wanted: &'a SchemaSource,
    before: &'a NativeSchema,
    terminal: Terminal,
}

impl Making<'_> {
    fn phases(&self, phases: &[Phase]) -> Vec<Made> {
        let mut before = self.before;
        let mut res = Vec::new();
        for it in phases {
            res.push(self.one(Some(it.name), it.up.clone(), it.down.clone(), before, &it.schema));
            before = &it.schema;
        }
        res
    }

    fn one(
        &self,
        phase: Option<&'static str>,
        up: String,
        down: String,
        before: &NativeSchema,
        after: &NativeSchema,
    ) -> Made {
        let levels = RuleLevels::default();
        let options = LintOptions {
            dialect: self.dialect,
            version: Some(self.wanted.version),
            schema: Some(before),
            levels: &levels,
            in_transaction: false,
        };
        let color = self.terminal.talk_has_color();
        let style = crate::report::Style { color, width: self.terminal.width() };
        Made {
            phase,
            dialect: self.dialect,
            hazards: hazards::human(&lint(&up, options), "up.sql", style),
            up,
            down,
            before: snapshot(before, self.wanted.contract()),
            snapshot: snapshot(after, self.wanted.contract()),
        }
    }
}

fn migration(name: String, made: &[Made], is_one_of_many: bool) -> Migration {
    let mut res = Migration { name, ..Migration::default() };
    for it in made {
        let mut add = |stem: &str, extension: &str, text: &str| {
            let file = file_name(stem, it.dialect, is_one_of_many, extension);
            res.files.insert(file, text.to_owned());
        };
        add("up", "sql", &it.up);
        add("down", "sql", &it.down);
        add("schema", "json", &it.snapshot);
    }
    res
}
