//! Sources that are no models: live databases, SQL text, snapshots.

use std::path::Path;

use crate::base::{Arena, Diagnostics, DialectId, FileId, Sources};
use crate::dialect::RememberedText;
use crate::dialect::history::HISTORY_TABLE;
use crate::dialect::texts::TEXTS_TABLE;
use crate::import::{
    Beside, Format, RowFilter, Skipped, dialect_of_foreign, guess_dialect, read_database,
    read_foreign, read_snapshot, read_sql,
};
use crate::io::{
    Failure, Terminal, connect, database_failure, database_of_url, read, read_pieces, read_stdin,
};
use crate::migrate::runner::remembered;
use crate::project::{SourceKind, decode, named_kind, source_kind};
use crate::schema::{NativeSchema, QualifiedName};

/// What a database holds, or would hold.
pub(super) struct Native {
    pub(super) dialect: DialectId,
    pub(super) schema: NativeSchema,
    /// What the database remembers of the texts that it spells in its own way.
    pub(super) remembered: Vec<RememberedText>,
    /// Whether the database does not tell who may do what.
    pub(super) hides_rights: bool,
    /// How many statements of the source were left out.
    pub(super) n_left_out: usize,
    /// The script that it was read from: its name and its text.
    pub(super) script: Option<(String, String)>,
    /// What the source says that no schema holds.
    pub(super) beside: Beside,
    /// The text of a model of another tool.
    pub(super) sources: Sources,
    /// What is wrong with that text.
    pub(super) mistakes: Diagnostics,
}

impl Native {
    fn of(dialect: DialectId, schema: NativeSchema) -> Native {
        let (beside, sources) = (Beside::default(), Sources::new());
        Native {
            dialect,
            schema,
            remembered: Vec::new(),
            hides_rights: false,
            n_left_out: 0,
            script: None,
            beside,
            sources,
            mistakes: Diagnostics::new(),
        }
    }

    /// A schema without what could not be read, which is told.
    fn without(
        skipped: &[Skipped],
        name: &str,
        (dialect, schema): (DialectId, NativeSchema),
        terminal: Terminal,
    ) -> Native {
        for it in skipped {
            terminal.talk(format!("note: {name}, {it}"));
        }
        Native { n_left_out: skipped.len(), ..Native::of(dialect, schema) }
    }
}

/// The schema that `source` means, when it is no model. What could not be read is told.
pub(super) fn native(
    source: Option<&Path>,
    dialect: Option<DialectId>,
    terminal: Terminal,
) -> Result<Option<Native>, Failure> {
    let Some(source) = source else { return Ok(None) };
    let name = source.to_string_lossy();
    if database_of_url(&name).is_some() || name.starts_with("env:") {
        return database(&name, terminal).map(Some);
    }
    if let Some((kind, rest)) = named(&name) {
        let shown = if rest == "-" { "<stdin>" } else { rest };
        let bytes = if rest == "-" { read_stdin()? } else { read(Path::new(rest))? };
        return of_text(kind, shown, &text(&bytes), dialect, terminal);
    }
    // A file that is called so is a model, whatever it holds: it is read where models are.
    let is_model = source.is_file() && source.extension().is_some_and(|it| it == "erd");
    if name == "-" || is_model || source.is_dir() || name.starts_with("git:") {
        return Ok(None);
    }
    if source.is_file() && name.to_lowercase().ends_with(".sql") {
        let (text, is_whole) = without_rows(source, dialect)?;
        let mut res = of_text(source_kind(&name, &text), &name, &text, dialect, terminal)?;
        // Where rows are left out, lines are others.
        res.iter_mut().filter(|_| !is_whole).for_each(|it| it.script = None);
        return Ok(res);
    }
    let text = text(&read(source)?);
    of_text(source_kind(&name, &text), &name, &text, dialect, terminal)
}

/// `dbml:-`; a file that is really called so is meant by its name.
fn named(source: &str) -> Option<(SourceKind, &str)> {
    named_kind(source).filter(|_| !Path::new(source).is_file())
}

fn of_text(
    kind: SourceKind,
    name: &str,
    text: &str,
    dialect: Option<DialectId>,
    terminal: Terminal,
) -> Result<Option<Native>, Failure> {
    match kind {
        SourceKind::Model => Ok(None),
        SourceKind::Snapshot => {
            let (dialect, schema) = read_snapshot(text)
                .map_err(|error| Failure::new(format!("`{name}` is no snapshot: {error}")))?;
            Ok(Some(Native::of(dialect, schema)))
        }
        SourceKind::Sql(guess) => {
            let Some(dialect) = dialect.or(guess).or_else(|| guess_dialect(text)) else {
                return Err(Failure::new(format!(
                    "no word of `{name}` tells which database it is for"
                ))
                .help("add `--dialect` with one of `postgres`, `mysql`, `mariadb`, `sqlite`"));
            };
            let read = read_sql(text, dialect);
            let schema = (dialect, read.schema);
            let read = Native::without(&read.skipped, name, schema, terminal);
            Ok(Some(Native { script: Some((name.to_owned(), text.to_owned())), ..read }))
        }
        SourceKind::Foreign(format) => Ok(Some(foreign(format, name, text, dialect, terminal))),
    }
}

/// How much of a script tells which database it is for.
const HEAD: usize = 200_000;
/// Scripts up to this size are read as they are.
const LARGE: u64 = 8 << 20;

/// The text of a script, and whether it is all of it; the rows of a large one are left out while it is read.
fn without_rows(source: &Path, dialect: Option<DialectId>) -> Result<(String, bool), Failure> {
    let mut head = Vec::new();
    let size = read_pieces(source, &mut |piece| {
        head.extend_from_slice(piece);
        head.len() < HEAD
    })?;
    if size <= LARGE {
        return Ok((text(&read(source)?), true));
    }
    let dialect = dialect.or_else(|| guess_dialect(&String::from_utf8_lossy(&head)));
    let mut filter = RowFilter::new(dialect.unwrap_or(DialectId::Postgres));
    let mut kept = Vec::new();
    read_pieces(source, &mut |piece| {
        filter.feed(piece, &mut kept);
        true
    })?;
    filter.finish(&mut kept);
    Ok((text(&kept), false))
}

/// A model of another tool, and what of it erc does not say.
fn foreign(
    format: Format,
    name: &str,
    text: &str,
    dialect: Option<DialectId>,
    terminal: Terminal,
) -> Native {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let read = read_foreign(format, text, file, dialect);
    for loss in &read.losses {
        terminal.talk(format!("note: {name}, {loss}"));
    }
    Native {
        beside: read.beside,
        sources,
        mistakes: read.mistakes,
        ..Native::of(read.dialect, read.schema)
    }
}

/// What the model is called: like the database of a URL, else like the file.
pub(super) fn model_name(source: &Path) -> Option<String> {
    let text = source.to_string_lossy();
    let place = text.split(['?', '#']).next().unwrap_or_default();
    let last = place.rsplit(['/', ':']).next().unwrap_or_default();
    let stem = last.split('.').next().unwrap_or_default();
    stem.chars().any(char::is_alphabetic).then(|| stem.to_owned())
}

/// The database that a model of another tool is for, where it says so.
pub(super) fn foreign_dialect(source: &Path) -> Result<Option<DialectId>, Failure> {
    let name = source.to_string_lossy();
    if !source.is_file() {
        return Ok(None);
    }
    let text = text(&read(source)?);
    Ok(match source_kind(&name, &text) {
        SourceKind::Foreign(format) => dialect_of_foreign(format, &text),
        SourceKind::Model | SourceKind::Snapshot | SourceKind::Sql(_) => None,
    })
}

fn database(url: &str, terminal: Terminal) -> Result<Native, Failure> {
    let mut session = connect(url)?;
    let live = read_database(&mut *session)
        .map_err(|error| database_failure("read the catalog", &error))?;
    for unseen in &live.unseen {
        terminal.talk(format!("note: {unseen}"));
    }
    let remembered = remembered(&mut *session)
        .map_err(|error| database_failure("read what is remembered of texts", &error))?;
    let schema = (live.dialect, without_own_tables(live.schema));
    let read = Native::without(&live.skipped, "the catalog", schema, terminal);
    Ok(Native { remembered, hides_rights: live.hides_rights, ..read })
}

/// The tables in which a runner remembers what it did are no part of any model.
fn without_own_tables(schema: NativeSchema) -> NativeSchema {
    let is_own = |it: &QualifiedName| [HISTORY_TABLE, TEXTS_TABLE].contains(&it.name.as_str());
    if !schema.tables.values().any(|it| is_own(&it.name)) {
        return schema;
    }
    let mut res = NativeSchema { tables: Arena::new(), ..schema.clone() };
    for table in schema.tables.values().filter(|it| !is_own(&it.name)) {
        res.tables.alloc(table.clone());
    }
    res
}

/// SQL text is often older than UTF-8: what is none is replaced, not refused.
fn text(bytes: &[u8]) -> String {
    let mut diagnostics = Diagnostics::new();
    match std::str::from_utf8(bytes) {
        Ok(_) => decode(FileId(0), bytes, &mut diagnostics),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}
