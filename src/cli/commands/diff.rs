//! `erc diff`: what differs between two sources, and the statements that lead from one to the other.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::Value;

use super::super::Exit;
use super::super::arguments::DialectArgument;
use super::super::schema_source::{SchemaSource, first_dialect, shared_dialect, told_by_server};
use super::super::scratch::respell;
use super::check::report;
use crate::base::{Diagnostics, Severity, SourceFile, Sources};
use crate::dialect::Reader;
use crate::import::kept;
use crate::io::{Failure, Terminal};
use crate::migrate::runner::recall;
use crate::migrate::{
    Difference, Held, LintOptions, Options, Permission, Permissions, Plan, RenameHints, RuleLevels,
    Style, diff, json, lint, lint_statement_json, markdown, plan, questions, sentences,
};
use crate::schema::NativeSchema;

/// Print what differs between two sources
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// What is there: a model, a folder with erc.toml, a snapshot, SQL text or a live database
    #[arg(value_name = "FROM")]
    from: PathBuf,

    /// What is wanted
    #[arg(value_name = "TO")]
    to: PathBuf,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,

    #[command(flatten)]
    planning: PlanningArguments,

    /// A server on which a database may be made and dropped again, to see how it spells views and functions
    #[arg(long, value_name = "URL")]
    scratch: Option<String>,

    /// Exit with 1 when there is a difference
    #[arg(long)]
    exit_code: bool,
}

/// How the way from one schema to another is found.
#[derive(clap::Args)]
pub(in crate::cli) struct PlanningArguments {
    /// The database; not needed where the project has one alone
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(in crate::cli) dialect: Option<DialectArgument>,

    /// What was renamed, such as `client=customer` or `customer.full_name=name`; nothing behind `=` says that it was not
    #[arg(long, value_name = "OLD=NEW", value_parser = rename)]
    pub(in crate::cli) rename: Vec<(String, String)>,

    /// What may be lost: `all`, or kinds such as `drop-column,drop-table`, or single ones such as `drop-column:customer.fax`
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = allowed)]
    pub(in crate::cli) allow: Vec<String>,
}

/// How a difference is printed
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// In words
    #[default]
    Human,
    /// The statements that lead from the one to the other
    Sql,
    /// One JSON document
    Json,
    /// A Markdown list
    Markdown,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let planning = &arguments.planning;
    let mut dialect = shared_dialect(planning.dialect, [&arguments.from, &arguments.to])?;
    if arguments.format != DiffFormat::Sql {
        // In words, one database says as much as another.
        dialect = dialect.or(first_dialect(&arguments.to)?);
    }
    let mut from = SchemaSource::open(Some(&arguments.from), dialect, terminal)?;
    let mut to = SchemaSource::open(Some(&arguments.to), dialect, terminal)?;
    let mut has_errors = false;
    for side in [&mut from, &mut to] {
        has_errors |= side.diagnostics.has_errors();
        say(std::mem::take(&mut side.diagnostics), &side.sources, terminal);
    }
    if has_errors {
        return Ok(Exit::Findings);
    }
    if from.dialect != to.dialect {
        return Err(Failure::new(format!("{} and {} do not compare", from.dialect, to.dialect)));
    }
    let mut diagnostics = Diagnostics::new();
    let scratch = arguments.scratch.as_deref();
    let known = live_hints(&mut from, &mut to, scratch)?;
    let mut hints = RenameHints { pairs: planning.hints().pairs, ..known };
    planning.ask((&from.schema, &to.schema), &to.sources, &mut hints, terminal);
    let difference = diff(&from.schema, &to.schema, &hints, &mut diagnostics);
    planning.answer(&mut diagnostics);
    if diagnostics.has_errors() {
        say(diagnostics, &to.sources, terminal);
        return Ok(Exit::Findings);
    }
    say(diagnostics, &to.sources, terminal);
    let options = Options {
        permissions: planning.permissions(),
        style: Style::Simple,
        version: to.version,
        reader: Reader::Client,
    };
    let plan = plan(&difference, to.contract(), &options);
    terminal.print(text(&difference, &plan, &to, arguments.format))?;
    if !plan.held.is_empty() {
        terminal.talk(held_back(&plan.held));
    }
    tell_unknown(&difference, terminal);
    let differs = arguments.exit_code && !difference.is_empty();
    Ok(Exit::findings_if(differs || !plan.held.is_empty()))
}

fn text(difference: &Difference<'_>, plan: &Plan, to: &SchemaSource, format: DiffFormat) -> String {
    let changes = || sentences(difference, to.contract());
    match format {
        DiffFormat::Human => changes().iter().map(|it| format!("{it}\n")).collect(),
        DiffFormat::Sql if plan.is_empty() => String::new(),
        DiffFormat::Sql => plan.script(),
        DiffFormat::Markdown => markdown(&changes()),
        DiffFormat::Json => {
            let held: Vec<String> =
                plan.held.iter().map(|it| format!("{} {}", it.permission, it.name)).collect();
            let document = serde_json::json!({
                "version": 1,
                "dialect": to.dialect.name(),
                "changes": json(&changes()),
                "held": held,
                "unknown": unknown(difference),
                "statements": plan.steps.iter().map(|it| it.sql.trim_end()).collect::<Vec<_>>(),
                "steps": steps(difference, plan),
            });
            format!("{document:#}\n")
        }
    }
}

/// Each statement with what it locks, reads, loses and may fail on.
fn steps(difference: &Difference<'_>, plan: &Plan) -> Value {
    let levels = RuleLevels::default();
    let options = LintOptions {
        dialect: plan.dialect,
        version: Some(plan.version),
        schema: Some(difference.original),
        levels: &levels,
        in_transaction: false,
    };
    let judged = lint(&plan.script(), options);
    judged.iter().map(lint_statement_json).collect()
}

/// What is to know of a database and a text: which database has spelled its side anew, unless it was asked how it
/// spells the other, what it remembers the texts of, and whether both speak of rights.
pub(in crate::cli) fn live_hints(
    from: &mut SchemaSource,
    to: &mut SchemaSource,
    scratch: Option<&str>,
) -> Result<RenameHints, Failure> {
    let Some(is_first) = told_by_server([from, to]) else { return Ok(RenameHints::default()) };
    let (live, text) = if is_first { (from, to) } else { (to, from) };
    text.schema = kept(std::mem::take(&mut text.schema), text.dialect);
    let mut res =
        RenameHints { leaves_rights: live.leaves_rights(&text.schema), ..RenameHints::default() };
    match scratch {
        Some(url) => respell(text, &live.schema, url)?,
        None => {
            res.known = recall(&mut live.schema, live.dialect, &live.remembered);
            res.respelled = Some(live.dialect);
        }
    }
    Ok(res)
}

/// The names of what may be the same or not.
pub(in crate::cli) fn unknown(difference: &Difference<'_>) -> Vec<String> {
    difference.unknown().iter().map(|(kind, name)| format!("{kind} {name}")).collect()
}

/// Says what is left as it is since nobody knows whether it is as wanted.
pub(in crate::cli) fn tell_unknown(difference: &Difference<'_>, terminal: Terminal) {
    let rights = difference.rights_left_alone();
    if !rights.is_empty() {
        let names: Vec<String> =
            rights.iter().map(|it| format!("{} {}", it.kind, it.name)).collect();
        terminal.talk(format!(
            "left as they are, since one side says nothing of rights:\n  {}",
            names.join("\n  ")
        ));
    }
    let names = unknown(difference);
    if !names.is_empty() {
        terminal.talk(format!(
            "unknown, and left as it is, since the server spells it in its own way:\n  {}\n  help: with `--scratch URL` \
             a server tells",
            names.join("\n  ")
        ));
    }
}

/// What was not done, and the words that allow it.
pub(in crate::cli) fn held_back(held: &[Held]) -> String {
    let mut kinds: Vec<Permission> = held.iter().map(|it| it.permission).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let names: Vec<String> =
        held.iter().map(|it| format!("  {} {}", it.permission, it.name)).collect();
    let kinds: Vec<&str> = kinds.into_iter().map(Permission::name).collect();
    format!(
        "held back, since it would lose something:\n{}\n  help: allow it with `--allow {}`",
        names.join("\n"),
        kinds.join(",")
    )
}

fn say(diagnostics: Diagnostics, sources: &Sources, terminal: Terminal) {
    if !diagnostics.is_empty() {
        report(diagnostics, sources, terminal);
    }
}

impl PlanningArguments {
    /// The renames that were told.
    pub(in crate::cli) fn hints(&self) -> RenameHints {
        RenameHints { pairs: self.rename.clone(), ..RenameHints::default() }
    }

    /// Adds to the renames that were told those that a person in a terminal tells now.
    pub(in crate::cli) fn ask(
        &self,
        (before, after): (&NativeSchema, &NativeSchema),
        sources: &Sources,
        hints: &mut RenameHints,
        terminal: Terminal,
    ) {
        let permissions = self.permissions();
        let mut told = Vec::new();
        while terminal.can_ask() {
            let difference = diff(before, after, hints, &mut Diagnostics::new());
            let mut open = questions(&difference, hints).into_iter();
            let Some(question) = open.find(|it| !permissions.allows_all(it.permission)) else {
                break;
            };
            let asked = format!("{}: is it the same?", question.message());
            let Some(is_same) = terminal.ask(&asked) else { break };
            let to = if is_same { question.to.clone() } else { String::new() };
            hints.pairs.push((question.from.clone(), to));
            told.extend(is_same.then_some(question));
        }
        for it in told {
            let file = sources.get(it.span.file);
            let line = |file: &SourceFile| file.line_column(it.span.start).line;
            let place = file.map(|file| format!(" ({}:{})", file.path, line(file)));
            let place = place.unwrap_or_default();
            terminal.talk(format!(
                "taken as `--rename {}={}`; for everybody, write `@was({})` behind `{}` in the model{place}",
                it.from, it.to, it.was, it.to
            ));
        }
    }

    /// What may be lost.
    pub(in crate::cli) fn permissions(&self) -> Permissions {
        let mut res = Permissions::default();
        for word in &self.allow {
            res.allow(word).expect("the arguments were judged when they were read");
        }
        res
    }

    /// Questions about renames are answered where the loss is allowed: then they are worth a warning.
    pub(in crate::cli) fn answer(&self, diagnostics: &mut Diagnostics) {
        let permissions = self.permissions();
        let mut answered = Diagnostics::new();
        for mut diagnostic in std::mem::take(diagnostics).into_vec() {
            let permission = match diagnostic.message.starts_with("table ") {
                true => Permission::DropTable,
                false => Permission::DropColumn,
            };
            if permissions.allows_all(permission) {
                diagnostic.severity = Severity::Warning;
            }
            answered.push(diagnostic);
        }
        *diagnostics = answered;
    }
}

/// Two names with `=` between them.
pub(super) fn rename(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((old, new)) if !old.is_empty() => Ok((old.to_owned(), new.to_owned())),
        _ => Err("say it as `old=new`".to_owned()),
    }
}

fn allowed(word: &str) -> Result<String, String> {
    match Permissions::default().allow(word) {
        Ok(()) => Ok(word.to_owned()),
        Err(_) => {
            let names: Vec<&str> = Permission::ALL.iter().map(|it| it.name()).collect();
            Err(format!("it is `all` or one of {}", names.join(", ")))
        }
    }
}
