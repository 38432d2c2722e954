//! From the argument of a command to the schema of one database that it means.

use std::path::Path;

use super::arguments::DialectArgument;
use super::project::Project;
use super::source::{Native, foreign_dialect, native};
use crate::base::{Diagnostics, DialectId, Sources};
use crate::dialect::rights::has_rights;
use crate::dialect::{self, Dialect, RememberedText, Version};
use crate::import::settled;
use crate::io::{Failure, Terminal, database_at, database_of_url, read};
use crate::model::EntityGraph;
use crate::project::{Target, compile};
use crate::schema::NativeSchema;

/// The schema of one database, and what was said while it was made.
pub(super) struct SchemaSource {
    pub(super) dialect: DialectId,
    pub(super) version: Version,
    pub(super) schema: NativeSchema,
    /// Whether a server has told it, which spells anew what it is told.
    pub(super) is_live: bool,
    /// What the database remembers of the texts that it spells in its own way.
    pub(super) remembered: Vec<RememberedText>,
    /// Whether the database does not tell who may do what.
    pub(super) hides_rights: bool,
    /// What it comes from; empty for what was read from elsewhere.
    pub(super) model: EntityGraph,
    pub(super) sources: Sources,
    pub(super) diagnostics: Diagnostics,
}

impl SchemaSource {
    /// What there is to know about its database.
    pub(super) fn contract(&self) -> &'static dyn Dialect {
        dialect::of(self.dialect)
    }

    /// Whether this database has rights of which a text says nothing, or does not tell them.
    pub(super) fn leaves_rights(&self, text: &NativeSchema) -> bool {
        self.hides_rights || has_rights(&self.schema) && !has_rights(text)
    }

    /// Reads a model, a snapshot, SQL text or a live database. `dialect` is the database that
    /// is asked for; a source that has another, or several, is refused.
    pub(super) fn open(
        source: Option<&Path>,
        dialect: Option<DialectId>,
        terminal: Terminal,
    ) -> Result<SchemaSource, Failure> {
        match native(source, dialect, terminal)? {
            Some(it) => of_native(it, source, dialect),
            None => model(source, dialect),
        }
    }
}

fn of_native(
    it: Native,
    source: Option<&Path>,
    wanted: Option<DialectId>,
) -> Result<SchemaSource, Failure> {
    let Native { dialect, schema, remembered, hides_rights, sources, mistakes, .. } = it;
    if wanted.is_some_and(|it| it != dialect) {
        let is_file = source.is_some_and(Path::is_file);
        let shown = source.filter(|_| is_file).map(|it| format!("`{}`", it.display()));
        let shown = shown.unwrap_or_else(|| "this database".to_owned());
        return Err(Failure::new(format!("{shown} is of {}", dialect.title())));
    }
    Ok(SchemaSource {
        dialect,
        version: dialect::of(dialect).capabilities().oldest,
        schema,
        remembered,
        hides_rights,
        is_live: source.is_some_and(is_database),
        model: EntityGraph::default(),
        sources,
        diagnostics: mistakes,
    })
}

fn is_database(source: &Path) -> bool {
    let name = source.to_string_lossy();
    database_of_url(&name).is_some() || name.starts_with("env:")
}

fn model(source: Option<&Path>, wanted: Option<DialectId>) -> Result<SchemaSource, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(source, &mut diagnostics)?;
    let mut target = target(&project.config.targets, wanted)?;
    // Nothing has to be said for several databases here.
    target.options.n_dialects = 1;
    project.config.targets = vec![target];
    let loaded = project.load(&mut diagnostics);
    let mut compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    let schema = compiled.native.pop().map(|(_, schema)| schema).unwrap_or_default();
    let (dialect, version) = (target.dialect, target.options.version);
    // What is read from elsewhere is settled; both sides have to be for them to compare.
    let schema = settled(schema, dialect);
    let (model, sources) = (compiled.model, loaded.sources);
    Ok(SchemaSource {
        dialect,
        version,
        schema,
        is_live: false,
        remembered: Vec::new(),
        hides_rights: false,
        model,
        sources,
        diagnostics,
    })
}

/// The one database that is meant; one that the project has not configured is used as usual.
fn target(targets: &[Target], wanted: Option<DialectId>) -> Result<Target, Failure> {
    match (wanted, targets) {
        (Some(wanted), _) => {
            let chosen = targets.iter().find(|it| it.dialect == wanted).copied();
            Ok(chosen.unwrap_or_else(|| Target::usual(wanted, 1)))
        }
        (None, [only]) => Ok(*only),
        (None, _) => {
            let names: Vec<String> = targets.iter().map(|it| format!("`{}`", it.dialect)).collect();
            Err(Failure::new("this is about one database, and the project has several")
                .help(format!("add `--dialect` with one of {}", names.join(", "))))
        }
    }
}

/// The first database that the project of a model is built for; nothing for what is no model.
pub(super) fn first_dialect(source: &Path) -> Result<Option<DialectId>, Failure> {
    if !source.is_dir() && source.extension().is_none_or(|it| it != "erd") {
        return Ok(None);
    }
    let project = Project::open(Some(source), &mut Diagnostics::new())?;
    Ok(project.config.targets.first().map(|it| it.dialect))
}

/// Which of two sides a server has told, where only one is so: it is `Some(true)` for the first.
pub(super) fn told_by_server(sides: [&SchemaSource; 2]) -> Option<bool> {
    let [first, second] = sides;
    (first.is_live != second.is_live).then_some(first.is_live)
}

/// The database that both sides are of: the one that is asked for, else the one that a server or a snapshot names.
pub(super) fn shared_dialect(
    wanted: Option<DialectArgument>,
    sides: [&Path; 2],
) -> Result<Option<DialectId>, Failure> {
    if let Some(wanted) = wanted {
        return Ok(Some(wanted.id()));
    }
    for path in sides {
        if let Some(named) = database_at(&path.to_string_lossy())? {
            return Ok(Some(named));
        }
        if path.extension().is_some_and(|it| it == "json") && path.is_file() {
            let text = read(path)?;
            let named = crate::schema::snapshot::dialect_of(&String::from_utf8_lossy(&text));
            if named.is_some() {
                return Ok(named);
            }
        }
        if let Some(named) = foreign_dialect(path)? {
            return Ok(Some(named));
        }
    }
    Ok(None)
}
