//! Which scripts are judged, and against which schema.

use std::path::{Path, PathBuf};

use super::super::{FolderArgument, folder};
use super::Arguments;
use crate::base::DialectId;
use crate::io::{Failure, read};
use crate::migrate::folder::{Layout, Migration, only_up};
use crate::schema::snapshot::dialect_of;

/// One script, and how it is called in messages.
pub(super) struct Script {
    pub(super) shown: String,
    pub(super) text: String,
}

/// What is judged.
#[derive(Default)]
pub(super) struct Scripts {
    pub(super) scripts: Vec<Script>,
    /// The snapshot before the first of them, where there is one.
    pub(super) schema: Option<PathBuf>,
    pub(super) dialect: Option<DialectId>,
}

pub(super) fn open(arguments: &Arguments, dialect: Option<DialectId>) -> Result<Scripts, Failure> {
    let mut res = Scripts::default();
    if arguments.files.is_empty() {
        last(&arguments.folder, dialect, &mut res)?;
    }
    for (idx, path) in arguments.files.iter().enumerate() {
        if path.is_dir() {
            for it in folder::open_as(path, None)?.migrations {
                res.add(path, &it, dialect);
            }
        } else {
            if idx == 0 {
                res.before(path, dialect)?;
            }
            let shown = path.display().to_string();
            res.scripts.push(Script { shown, text: only_up(&folder::text(path)?) });
        }
    }
    Ok(res)
}

/// The last migration of a folder, against the snapshot of the one before it.
fn last(
    argument: &FolderArgument,
    dialect: Option<DialectId>,
    res: &mut Scripts,
) -> Result<(), Failure> {
    let root = &argument.folder;
    let migrations = folder::open(argument)?.migrations;
    let Some(last) = migrations.last() else {
        return Err(Failure::new(format!("there are no migrations in `{}`", root.display()))
            .help("name the script that is to be judged"));
    };
    let Some((_, path)) = script(root, last, dialect) else {
        return Err(
            Failure::new(format!("`{}` has several scripts", last.name)).help("add `--dialect`")
        );
    };
    res.before(&path, dialect)?;
    res.add(root, last, dialect);
    Ok(())
}

/// The script of a migration: that of the database, or the only one.
fn script(root: &Path, it: &Migration, dialect: Option<DialectId>) -> Option<(String, PathBuf)> {
    let own = dialect.map(|it| format!("up.{it}.sql"));
    let names: Vec<&String> =
        it.files.keys().filter(|it| it.starts_with("up.") && it.ends_with(".sql")).collect();
    let name = names.iter().find(|it| Some(**it) == own.as_ref());
    let plain = names.iter().find(|it| **it == "up.sql");
    let only = names.first().filter(|_| names.len() == 1 && dialect.is_none());
    let name = name.or(plain).or(only)?;
    Some((it.files[*name].clone(), root.join(&it.name).join(name)))
}

impl Scripts {
    fn add(&mut self, root: &Path, migration: &Migration, dialect: Option<DialectId>) {
        if let Some((text, path)) = script(root, migration, dialect) {
            self.scripts.push(Script { shown: path.display().to_string(), text });
        }
    }

    /// Where a script is one of a folder of migrations, the snapshot before it is the schema it runs on, and its own
    /// says the database.
    fn before(&mut self, path: &Path, dialect: Option<DialectId>) -> Result<(), Failure> {
        let Some(own) = path.parent() else { return Ok(()) };
        let Some(root) = own.parent().filter(|it| it.is_dir()) else { return Ok(()) };
        let named = path.file_name().map(|it| it.to_string_lossy().into_owned());
        let in_name = named.as_deref().and_then(|it| it.strip_prefix("up.")?.strip_suffix(".sql"));
        let in_name = DialectId::ALL.into_iter().find(|it| Some(it.name()) == in_name);
        let dialect = dialect.or(in_name);
        let Some(snapshot) = snapshot_in(own, dialect) else { return Ok(()) };
        let text = read(&snapshot)?;
        self.dialect = dialect.or(dialect_of(&String::from_utf8_lossy(&text)));
        let migrations = folder::open_as(root, Some(Layout::Erc))?.migrations;
        let name = own.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let before = migrations.iter().rev().find(|it| it.name < name);
        self.schema = before.and_then(|it| snapshot_in(&root.join(&it.name), self.dialect));
        Ok(())
    }
}

/// The snapshot in the folder of a migration.
fn snapshot_in(folder: &Path, dialect: Option<DialectId>) -> Option<PathBuf> {
    let own = dialect.map(|it| folder.join(format!("schema.{it}.json")));
    own.into_iter().chain([folder.join("schema.json")]).find(|it| it.is_file())
}
