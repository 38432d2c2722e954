//! `erc migrate new`: the migration from the last one to the model.

use std::path::PathBuf;

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
use crate::migrate::{
    LintOptions, Options, Permissions, Plan, RenameHints, RuleLevels, Style, diff, lint, plan,
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

    #[command(flatten)]
    folder: FolderArgument,

    #[command(flatten)]
    planning: PlanningArguments,
}

/// The migration for one database.
struct Made {
    dialect: DialectId,
    up: String,
    down: String,
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
    let mut made = Vec::new();
    let mut is_held = false;
    for &dialect in &dialects {
        match one(arguments, migrations.last(), dialect, terminal)? {
            Outcome::Nothing => {}
            Outcome::Made(it) => made.push(*it),
            Outcome::Held => is_held = true,
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
    let migration = migration(&arguments.name, &made, dialects.len() > 1);
    if migrations.iter().any(|it| it.name >= migration.name) {
        return Err(
            Failure::new("there is a migration that is later than now").help("is the clock right?")
        );
    }
    let files = layout.write(&migration, &migrations, dialects[0]);
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
    folder::write_integrity(root, &migrations)?;
    for it in made.iter().filter(|it| !it.hazards.is_empty()) {
        terminal.talk(format!("{}:\n{}", it.dialect.title(), it.hazards.trim_end()));
    }
    Ok(Exit::Fine)
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
    Made(Box<Made>),
    Held,
}

fn one(
    arguments: &Arguments,
    last: Option<&Migration>,
    dialect: DialectId,
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
    let difference = diff(&before, &wanted.schema, &arguments.planning.hints(), &mut diagnostics);
    arguments.planning.answer(&mut diagnostics);
    let is_asked = diagnostics.has_errors();
    if !diagnostics.is_empty() {
        report(diagnostics, &wanted.sources, terminal);
    }
    if is_asked {
        return Ok(Outcome::Held);
    }
    let options = |permissions: Permissions| Options {
        permissions,
        style: Style::Online,
        version: wanted.version,
        reader: Reader::Client,
    };
    let up = plan(&difference, wanted.contract(), &options(arguments.planning.permissions()));
    if !up.held.is_empty() {
        terminal.talk(held_back(&up));
        return Ok(Outcome::Held);
    }
    if up.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let back = RenameHints::back_from(&difference);
    let returning = diff(&wanted.schema, &before, &back, &mut Diagnostics::new());
    let down = plan(&returning, wanted.contract(), &options(Permissions::all()));
    let script = up.script();
    let levels = RuleLevels::default();
    let lint_options = LintOptions {
        dialect,
        version: Some(wanted.version),
        schema: Some(&before),
        levels: &levels,
        in_transaction: false,
    };
    let judged = lint(&script, lint_options);
    Ok(Outcome::Made(Box::new(Made {
        dialect,
        hazards: hazards::human(
            &judged,
            "up.sql",
            crate::report::Style { color: terminal.talk_has_color(), width: terminal.width() },
        ),
        down: down_script(&down, &difference.before, &wanted.schema),
        up: script,
        snapshot: snapshot(&wanted.schema, wanted.contract()),
    })))
}

/// The way back, with what it cannot bring back.
fn down_script(down: &Plan, before: &NativeSchema, after: &NativeSchema) -> String {
    let lost = lost(before, after);
    let gone = self::lost(after, before);
    let mut head = String::new();
    if lost.is_empty() && gone.is_empty() {
        head.push_str("-- Lossless: everything is as it was before.\n");
    }
    if !lost.is_empty() {
        head.push_str(&format!("-- Lossy: what was in {} does not come back.\n", lost.join(", ")));
    }
    if !gone.is_empty() {
        head.push_str(&format!("-- Lossy: what is now in {} goes.\n", gone.join(", ")));
    }
    format!("{head}{}", down.script())
}

/// The tables and columns of `a` that `b` has not, by name.
fn lost(a: &NativeSchema, b: &NativeSchema) -> Vec<String> {
    let mut res = Vec::new();
    for table in a.tables.values() {
        match b.table(&table.name) {
            None => res.push(table.name.to_string()),
            Some(other) => {
                let gone = table.columns.iter().filter(|it| other.column(&it.name).is_none());
                res.extend(gone.map(|it| format!("{}.{}", table.name, it.name)));
            }
        }
    }
    res
}

fn migration(name: &str, made: &[Made], is_one_of_many: bool) -> Migration {
    let mut res = Migration { name: folder_name(now(), name), ..Migration::default() };
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
