//! `erc migrate rebase`: puts a folder in order in which two branches have each added a migration.

use super::super::super::Exit;
use super::{FolderArgument, folder};
use crate::base::DialectId;
use crate::dialect::{of, snapshot};
use crate::import::read_snapshot;
use crate::io::{Failure, Terminal, write};
use crate::migrate::folder::{INTEGRITY_FILE, Layout, Migration, Problem, file_name, merge};
use crate::migrate::{RenameHints, diff};

/// Put a folder in order after two branches have each added a migration
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let folder::Opened { layout, mut migrations } = folder::open(&arguments.folder)?;
    let problems = folder::problems(root, &migrations)?;
    let changed: Vec<&Problem> =
        problems.iter().filter(|it| matches!(it, Problem::Missing(_))).collect();
    if let Some(problem) = changed.first() {
        return Err(Failure::new(problem.to_string())
            .help("a migration that was applied somewhere must not go; bring it back"));
    }
    let path = root.join(INTEGRITY_FILE);
    let sides = if path.is_file() { sides(&folder::text(&path)?) } else { None };
    for dialect in DialectId::ALL {
        let at = Beside { root, layout, sides: sides.as_ref() };
        at.combine(&mut migrations, dialect, terminal)?;
    }
    for problem in &problems {
        terminal.talk(format!("settled: {problem}"));
    }
    folder::write_integrity(root, &migrations)?;
    terminal.talk(
        "the integrity file is as the folder is; look at the difference before you commit it",
    );
    Ok(Exit::Fine)
}

/// Where migrations were made beside one another.
struct Beside<'a> {
    root: &'a std::path::Path,
    layout: Layout,
    /// The migrations of both branches, where git has said so.
    sides: Option<&'a [Vec<String>; 2]>,
}

impl Beside<'_> {
    /// Where the last migration was made beside another, its snapshot gets the changes of both.
    fn combine(
        &self,
        migrations: &mut [Migration],
        dialect: DialectId,
        terminal: Terminal,
    ) -> Result<(), Failure> {
        let Some((base, other)) = self.places(migrations) else { return Ok(()) };
        let Some((last, earlier)) = migrations.split_last_mut() else { return Ok(()) };
        let Some(before) = earlier.get(other) else { return Ok(()) };
        // `schema.json` is of the one database that the project is for.
        if !is_of(before, dialect) || !is_of(last, dialect) {
            return Ok(());
        }
        let base = folder::schema_after(base.and_then(|it| earlier.get(it)), dialect)?;
        let ours = folder::schema_after(Some(before), dialect)?;
        let theirs = folder::schema_after(Some(last), dialect)?;
        let script = last.up(dialect).unwrap_or_default();
        if self.sides.is_none() && !is_beside(&base, &ours, &theirs, script) {
            return Ok(());
        }
        let merged = merge(&base, &ours, &theirs).map_err(|clashes| {
            Failure::new(format!("both migrations change {}", clashes.join(", ")))
                .help("take the later one away, and make it again with `erc migrate new`")
        })?;
        let text = snapshot(&merged, of(dialect));
        let own = file_name("schema", dialect, true, "json");
        let is_own = last.files.contains_key(&own);
        let file = if is_own { own } else { file_name("schema", dialect, false, "json") };
        let path = match self.layout {
            Layout::Erc => format!("{}/{file}", last.name),
            Layout::Flyway
            | Layout::GolangMigrate
            | Layout::Dbmate
            | Layout::Goose
            | Layout::Sqlx
            | Layout::Refinery => self.layout.snapshot_path(&last.name),
        };
        write(&self.root.join(path), text.as_bytes())?;
        terminal.talk(format!(
            "`{}` now stands behind the changes of both ({})",
            last.name,
            dialect.title()
        ));
        last.files.insert(file, text);
        Ok(())
    }

    /// The migration from which both started, and the one beside which the last was made: as git says, or else the
    /// last three.
    fn places(&self, migrations: &[Migration]) -> Option<(Option<usize>, usize)> {
        let n = migrations.len();
        let Some(sides) = self.sides else {
            return n.checked_sub(2).map(|other| (other.checked_sub(1), other));
        };
        let is_in = |it: &Migration, side: &Vec<String>| side.contains(&it.name);
        let first = migrations.iter().position(|it| sides.iter().any(|side| is_in(it, side)))?;
        // The side that the last one is not on, and its latest.
        let other =
            sides.iter().find(|side| !migrations.last().is_some_and(|it| is_in(it, side)))?;
        let other = migrations.iter().rposition(|it| is_in(it, other))?;
        Some((first.checked_sub(1), other))
    }
}

/// Whether a migration has a snapshot of this database.
fn is_of(migration: &Migration, dialect: DialectId) -> bool {
    let text = migration.snapshot(dialect);
    text.is_some_and(|it| read_snapshot(it).is_ok_and(|(of, _)| of == dialect))
}

/// The migrations that each branch has added, where the integrity file has the marks of a merge.
fn sides(text: &str) -> Option<[Vec<String>; 2]> {
    let mut res: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    let mut side: Option<usize> = None;
    for line in text.lines() {
        if line.starts_with("<<<<<<<") {
            side = Some(0);
        } else if line.starts_with("=======") {
            side = side.map(|_| 1);
        } else if line.starts_with("|||||||") {
            // What both started from, where git is told to show it.
            side = Some(2);
        } else if line.starts_with(">>>>>>>") {
            side = None;
        } else if let (Some(side), Some((_, name))) = (side, line.split_once(' '))
            && let Some(own) = res.get_mut(side)
        {
            own.push(name.to_owned());
        }
    }
    res.iter().all(|it| !it.is_empty()).then_some(res)
}

/// Whether the last migration takes back what the one before it has done, without any statement that would: then it
/// was made beside it.
fn is_beside(
    base: &crate::schema::NativeSchema,
    ours: &crate::schema::NativeSchema,
    theirs: &crate::schema::NativeSchema,
    script: &str,
) -> bool {
    let count = |a, b| {
        let mut diagnostics = crate::base::Diagnostics::new();
        diff(a, b, &RenameHints::default(), &mut diagnostics).changes().len()
    };
    // From the common start it takes fewer steps than over what the other one has done.
    !script.is_empty() && count(base, theirs) < count(ours, theirs)
}
