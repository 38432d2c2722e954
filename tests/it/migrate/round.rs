//! There and back: a database is altered from one model to another, and compared with one made for the other.

use erc::base::{Diagnostics, DialectId, Severity, Sources};
use erc::dialect::{self, Options as DialectOptions, Reader, ScriptOptions, script};
use erc::import::{kept, read_database, settled};
use erc::migrate::{Difference, Options, Permissions, Plan, RenameHints, Style, diff, plan};
use erc::schema::NativeSchema;

use super::arena::Arena;
use super::fingerprint::fingerprint;
use super::moved::{Moved, fit_in};
use super::rows::fill;
use super::survivors::Survivors;
use crate::import::session::TestSession;
use crate::random::dice::Dice;
use crate::servers::Database;

/// What one database holds for a model.
pub struct Side {
    pub id: DialectId,
    pub native: NativeSchema,
    pub script: String,
    pub options: DialectOptions,
}

/// A model for one database; nothing where the database cannot hold it.
pub fn side(text: &str, id: DialectId) -> Option<Side> {
    let mut sources = Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    let lower = erc::schema::lower::Options::default();
    let logical = erc::schema::lower(&model, &lower, &mut diagnostics);
    let errors: Vec<&str> = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| it.message.as_str())
        .collect();
    assert!(errors.is_empty(), "the model is wrong: {}\n{text}", errors.join("\n"));
    let contract = dialect::of(id);
    let mut options = DialectOptions::of(contract);
    options.n_dialects = DialectId::ALL.len();
    let native = dialect::realize(&logical, contract, &options, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let script_options = ScriptOptions { version: options.version, reader: Reader::Driver };
    let script = script(&native, contract, &script_options);
    Some(Side { id, native, script, options })
}

/// The way that a difference asks for; everything may be lost.
pub fn way(difference: &Difference<'_>, to: &Side, style: Style) -> Plan {
    let options = Options {
        permissions: Permissions::all(),
        style,
        version: to.options.version,
        reader: Reader::Driver,
    };
    plan(difference, dialect::of(to.id), &options)
}

pub fn difference<'a>(from: &'a Side, to: &'a Side, hints: &RenameHints) -> Difference<'a> {
    diff(&from.native, &to.native, hints, &mut Diagnostics::new())
}

/// Runs a plan as a runner does: a group at a time.
pub fn apply(database: &mut dyn Database, plan: &Plan) -> Result<(), String> {
    if plan.dialect == DialectId::Sqlite {
        return database.execute(&plan.script()).inspect_err(|_| {
            let _ = database.execute("rollback");
        });
    }
    for group in plan.groups() {
        let text: String = group.steps.iter().map(|it| it.sql.as_str()).collect();
        let text = if group.is_transaction { format!("begin;\n{text}commit;\n") } else { text };
        if let Err(error) = database.execute(&text) {
            let _ = database.execute("rollback");
            return Err(format!("{error}\nin\n{text}"));
        }
    }
    Ok(())
}

/// The rows that a way there and back is tried with.
#[derive(Clone, Copy)]
pub enum Rows<'a> {
    /// None.
    None,
    /// Those that a script inserts.
    Script(&'a str),
    /// Those that a script inserts; all of them move, nothing needs a permission, and these queries have these
    /// answers, or the way is refused with nothing lost.
    Moved { script: &'a str, answers: &'a str, is_refused: bool },
    /// Those that the dice give.
    Random(u64),
}

/// What came of one way there and back.
#[derive(Debug, Default, Clone, Copy)]
pub struct Outcome {
    /// How many tables had rows.
    pub n_filled: usize,
    /// How many rows were compared.
    pub n_rows: usize,
    /// Whether rows stood in the way, rightly, on the way there or back.
    pub n_refused: usize,
}

/// The databases of a test: one that is altered, one that is made anew.
pub struct Arenas {
    pub altered: Arena,
    pub fresh: Arena,
}

impl Arenas {
    pub fn new(id: DialectId) -> Arenas {
        Arenas { altered: Arena::new(id), fresh: Arena::new(id) }
    }

    /// On a PostgreSQL of this major version.
    pub fn of_postgres(major: u32) -> Arenas {
        Arenas { altered: Arena::of_postgres(major), fresh: Arena::of_postgres(major) }
    }
}

/// Alters a database from one side to another and back, and says what differs from fresh ones.
pub fn round(
    from: &Side,
    to: &Side,
    rows: Rows<'_>,
    style: Style,
    arenas: &mut Arenas,
) -> Result<Outcome, String> {
    let mut res = Outcome::default();
    let there = difference(from, to, &RenameHints::default());
    let made_to = fresh(&mut arenas.fresh, to)?;
    let made_from = fresh(&mut arenas.altered, from)?;
    let database = arenas.altered.database();
    match rows {
        Rows::None => {}
        Rows::Script(script) | Rows::Moved { script, .. } => {
            database.execute(script).map_err(|it| format!("rows: {it}"))?;
        }
        Rows::Random(seed) => {
            res.n_filled = fill(database, &from.native, &there, &mut Dice::new(seed));
        }
    }
    let survivors = Survivors::of(&there);
    let before = survivors.old_rows(database);
    res.n_rows = before.iter().map(Vec::len).sum();
    let plan = way(&there, to, style);
    let all = Survivors::of(&difference(from, from, &RenameHints::default()));
    let whole = all.old_rows(database);
    if let Rows::Moved { answers, is_refused, .. } = rows {
        nothing_is_held(&there, to, style)?;
        if is_refused {
            let Err(error) = apply(database, &plan) else {
                return Err(format!("it was not refused\n{}", plan.script()));
            };
            let is_said = error.contains("should agree") || is_about_rows(&error);
            return match is_said {
                true => answered(database, answers).map(|()| res),
                false => Err(error),
            };
        }
    }
    if let Err(error) = apply(database, &plan) {
        let may_be = matches!(rows, Rows::Random(_)) && is_about_rows(&error);
        let error = format!("{error}\n--- script\n{}", plan.script());
        if !may_be {
            return Err(error);
        }
        let is_whole = plan.dialect == DialectId::Sqlite || plan.groups().len() == 1;
        if is_whole && survivors.old_rows(database) != before {
            return Err(format!("refused, and rows are lost: {error}"));
        }
        // What would lose something is refused by the script itself.
        let is_own = ["(P0001)", "@erc_stop", "n = 0"].iter().any(|it| error.contains(it));
        let moved = Moved::of(&there, &all, &whole);
        if !is_own && fit_in(arenas.fresh.database(), to, &survivors, &before, &moved) {
            return Err(format!("refused, although the rows fit: {error}"));
        }
        let again = round(from, to, Rows::None, style, arenas)?;
        return Ok(Outcome { n_refused: 1 + again.n_refused, n_rows: 0, ..res });
    }
    is_as(database, &made_to, &plan)?;
    converges(database, to)?;
    let now = survivors.new_rows(database);
    survivors
        .compare(&before, &now)
        .map_err(|it| format!("{it}\n--- script\n{}", plan.script()))?;
    let hints = RenameHints::back_from(&there);
    let back = difference(to, from, &hints);
    let plan = way(&back, from, style);
    if let Rows::Moved { answers, .. } = rows {
        answered(database, answers)?;
        nothing_is_held(&back, from, style).map_err(|it| format!("on the way back: {it}"))?;
    }
    let database = match apply(database, &plan) {
        Ok(()) => {
            let returned = survivors.old_rows(database);
            survivors
                .compare_back(&before, &returned, &back)
                .map_err(|it| format!("on the way back: {it}\n--- script\n{}", plan.script()))?;
            database
        }
        Err(error)
            if res.n_filled > 0 && matches!(rows, Rows::Random(_)) && is_about_rows(&error) =>
        {
            res.n_refused += 1;
            fresh(&mut arenas.altered, to)?;
            let database = arenas.altered.database();
            apply(database, &plan).map_err(|it| on_the_way_back(&it, &plan))?;
            database
        }
        Err(error) => return Err(on_the_way_back(&error, &plan)),
    };
    is_as(database, &made_from, &plan).map_err(|it| format!("on the way back: {it}"))?;
    converges(database, from).map_err(|it| format!("on the way back: {it}"))?;
    if matches!(rows, Rows::Moved { .. }) {
        let returned = all.old_rows(database);
        all.compare(&whole, &returned).map_err(|it| on_the_way_back(&it, &plan))?;
    }
    Ok(res)
}

/// Whether a way needs no permission at all: what goes has moved.
fn nothing_is_held(difference: &Difference<'_>, to: &Side, style: Style) -> Result<(), String> {
    let options = Options {
        permissions: Permissions::default(),
        style,
        version: to.options.version,
        reader: Reader::Driver,
    };
    let held = plan(difference, dialect::of(to.id), &options).held;
    // That a type goes which only they had loses no row.
    let held: Vec<String> = held
        .iter()
        .filter(|it| it.permission != erc::migrate::Permission::DropType)
        .map(|it| format!("{} {}", it.permission, it.name))
        .collect();
    if held.is_empty() { Ok(()) } else { Err(format!("held back: {}", held.join(", "))) }
}

/// Whether queries have the answers that stand behind their arrows.
fn answered(database: &mut dyn Database, answers: &str) -> Result<(), String> {
    for line in answers.lines() {
        let (query, expected) = line.split_once(" -> ").ok_or("a query needs an answer")?;
        let rows = database.query(query)?;
        let texts = rows.into_iter().flatten().map(|it| it.unwrap_or_else(|| "null".to_owned()));
        let found = texts.collect::<Vec<_>>().join(", ");
        if found != expected {
            return Err(format!("{query} is {found}, not {expected}"));
        }
    }
    Ok(())
}

fn on_the_way_back(error: &str, plan: &Plan) -> String {
    format!("on the way back: {error}\n--- script\n{}", plan.script())
}

/// Makes a side anew and answers what the database says of it.
fn fresh(arena: &mut Arena, side: &Side) -> Result<Vec<String>, String> {
    let database = arena.empty();
    database.execute(&side.script).map_err(|it| format!("fresh: {it}\n{}", side.script))?;
    Ok(fingerprint(database))
}

/// Whether a database is as one that was made anew.
fn is_as(database: &mut dyn Database, made: &[String], plan: &Plan) -> Result<(), String> {
    let altered = fingerprint(database);
    if altered == made {
        return Ok(());
    }
    let (altered, made) = (altered.join("\n"), made.join("\n"));
    let difference = similar::TextDiff::from_lines(&made, &altered);
    let difference =
        difference.unified_diff().context_radius(0).header("fresh", "altered").to_string();
    Err(format!("{difference}\n--- script\n{}", plan.script()))
}

/// Whether what the database tells of itself leaves nothing to do.
fn converges(database: &mut dyn Database, to: &Side) -> Result<(), String> {
    let wanted = kept(settled(to.native.clone(), to.id), to.id);
    let live = read_database(&mut TestSession(database)).map_err(|it| it.to_string())?;
    let hints = RenameHints { respelled: Some(to.id), ..RenameHints::default() };
    let again = diff(&live.schema, &wanted, &hints, &mut Diagnostics::new());
    let plan = way(&again, to, Style::Simple);
    match again.is_empty() && plan.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "a second diff is not empty:\n{}\n--- script\n{}",
            said(&again, to),
            plan.script()
        )),
    }
}

fn said(difference: &Difference<'_>, to: &Side) -> String {
    let sentences = erc::migrate::sentences(difference, dialect::of(to.id));
    sentences.iter().map(|it| format!("{it}\n")).collect()
}

/// Whether the words of a database say that rows stand in the way.
fn is_about_rows(error: &str) -> bool {
    const WORDS: [&str; 28] = [
        "(22001)",
        "(22003)",
        "(22007)",
        "(22P02)",
        "(23502)",
        "(23503)",
        "(23505)",
        "(23514)",
        "(23P01)",
        "ERROR 1048",
        "ERROR 1062",
        "ERROR 1138",
        "ERROR 1242",
        "ERROR 1264",
        "ERROR 1265",
        "ERROR 1292",
        "ERROR 1366",
        "ERROR 1406",
        "ERROR 1451",
        "ERROR 1452",
        "ERROR 1834",
        "ERROR 4025",
        "constraint failed",
        "cannot store",
        "datatype mismatch",
        "ERROR 1364",
        "(P0001)",
        "@erc_stop",
    ];
    WORDS.iter().any(|it| error.contains(it))
}
