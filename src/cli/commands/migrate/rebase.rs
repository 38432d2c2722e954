//! `erc migrate rebase`: puts a folder in order in which two branches have each added a migration.

use super::super::super::Exit;
use super::{FolderArgument, folder};
use crate::base::DialectId;
use crate::dialect::{of, snapshot};
use crate::io::{Failure, Terminal, write};
use crate::migrate::folder::{Layout, Migration, Problem, file_name, merge};
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
    for dialect in DialectId::ALL {
        combine(root, layout, &mut migrations, dialect, terminal)?;
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

/// Where the last migration was made beside the one before it, its snapshot gets the changes of both.
fn combine(
    root: &std::path::Path,
    layout: Layout,
    migrations: &mut [Migration],
    dialect: DialectId,
    terminal: Terminal,
) -> Result<(), Failure> {
    let [.., before, last] = migrations else { return Ok(()) };
    let (Some(_), Some(_)) = (before.snapshot(dialect), last.snapshot(dialect)) else {
        return Ok(());
    };
    let (ours, theirs) =
        (folder::schema_after(Some(before), dialect)?, folder::schema_after(Some(last), dialect)?);
    let n_before = migrations.len() - 2;
    let base =
        folder::schema_after(n_before.checked_sub(1).and_then(|it| migrations.get(it)), dialect)?;
    let script = migrations[n_before + 1].up(dialect).unwrap_or_default();
    if !is_beside(&base, &ours, &theirs, script) {
        return Ok(());
    }
    let merged = merge(&base, &ours, &theirs).map_err(|clashes| {
        Failure::new(format!("both migrations change {}", clashes.join(", ")))
            .help("take the later one away, and make it again with `erc migrate new`")
    })?;
    let text = snapshot(&merged, of(dialect));
    let last = &mut migrations[n_before + 1];
    let own = file_name("schema", dialect, true, "json");
    let file = if last.files.contains_key(&own) {
        own
    } else {
        file_name("schema", dialect, false, "json")
    };
    let path = match layout {
        Layout::Erc => format!("{}/{file}", last.name),
        _ => layout.snapshot_path(&last.name),
    };
    write(&root.join(path), text.as_bytes())?;
    terminal.talk(format!(
        "`{}` now stands behind the changes of both ({})",
        last.name,
        dialect.title()
    ));
    last.files.insert(file, text);
    Ok(())
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
