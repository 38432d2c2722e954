//! The folder of migrations, read and written.

use std::collections::BTreeMap;
use std::path::Path;

use super::{FolderArgument, LayoutArgument};

use crate::base::{Diagnostics, DialectId};
use crate::import::read_snapshot;
use crate::io::{Failure, list, read, write};
use crate::migrate::folder::{
    INTEGRITY_FILE, Layout, Migration, Problem, check_integrity, integrity,
};
use crate::project::decode;
use crate::schema::NativeSchema;

/// The migrations of a folder, and how they lie in it.
pub(super) struct Opened {
    pub(super) layout: Layout,
    pub(super) migrations: Vec<Migration>,
}

/// What is in the folder that the arguments mean.
pub(super) fn open(argument: &FolderArgument) -> Result<Opened, Failure> {
    let layout = argument.layout.map(LayoutArgument::layout);
    open_as(&argument.folder, layout)
}

/// The migrations in a folder, oldest first; without a layout, in that of the files that are there.
pub(super) fn open_as(folder: &Path, layout: Option<Layout>) -> Result<Opened, Failure> {
    let mut files = BTreeMap::new();
    for (name, is_folder) in list(folder)? {
        if !is_folder {
            if name.ends_with(".sql") {
                files.insert(name.clone(), text(&folder.join(&name))?);
            }
            continue;
        }
        for (file, is_folder) in list(&folder.join(&name))? {
            let is_own = file.ends_with(".sql") || file.ends_with(".json");
            if is_own && !is_folder {
                let text = text(&folder.join(&name).join(&file))?;
                files.insert(format!("{name}/{file}"), text);
            }
        }
    }
    let layout = layout.unwrap_or_else(|| Layout::of(&files));
    Ok(Opened { layout, migrations: layout.read(&files) })
}

/// The text of a file, without a byte order mark.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = crate::base::Sources::new();
    let id = sources.next_id();
    let text = decode(id, &read(path)?, &mut diagnostics);
    sources.add(path.display().to_string(), text.clone());
    match diagnostics.has_errors() {
        true => Err(Failure::new(format!("`{}` is no UTF-8 text", path.display()))),
        false => Ok(text),
    }
}

/// What is wrong with a folder.
pub(super) fn problems(folder: &Path, migrations: &[Migration]) -> Result<Vec<Problem>, Failure> {
    let path = folder.join(INTEGRITY_FILE);
    let sum = if path.is_file() { text(&path)? } else { String::new() };
    Ok(check_integrity(&sum, migrations))
}

/// Refuses a folder with which something is wrong.
pub(super) fn refuse_problems(folder: &Path, migrations: &[Migration]) -> Result<(), Failure> {
    let problems = problems(folder, migrations)?;
    if problems.is_empty() {
        return Ok(());
    }
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(Failure::new(problems.join("\n  and "))
        .help("undo the change, or type `erc migrate rebase` when it is meant"))
}

/// Writes the integrity file.
pub(super) fn write_integrity(folder: &Path, migrations: &[Migration]) -> Result<(), Failure> {
    write(&folder.join(INTEGRITY_FILE), integrity(migrations).as_bytes()).map(|_| ())
}

/// The schema after a migration; an empty one where there is none yet.
pub(super) fn schema_after(
    migration: Option<&Migration>,
    dialect: DialectId,
) -> Result<NativeSchema, Failure> {
    let Some(migration) = migration else { return Ok(NativeSchema::default()) };
    let Some(text) = migration.snapshot(dialect) else {
        let name = &migration.name;
        return Err(Failure::new(format!("`{name}` has no snapshot of {}", dialect.title()))
            .help("a migration that was written by hand gets one from `erc migrate rebase`"));
    };
    let read = read_snapshot(text);
    let (_, schema) = read.map_err(|it| Failure::new(format!("`{}`: {it}", migration.name)))?;
    Ok(schema)
}
