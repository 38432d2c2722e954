//! What is proven of one script: text and server tell the same, and the lifted model makes the same database again.

use std::fmt;

use erc::base::DialectId;
use erc::dialect::{self, Options, Reader, ScriptOptions};
use erc::import::{Level, Lifted, lift, read_database, read_sql};
use erc::schema::NativeSchema;

use super::models;
use super::session::TestSession;
use crate::servers::{self, Fresh};

/// One script, and how each check of it came out.
pub struct Proof {
    pub name: String,
    /// The schema that the text makes.
    pub schema: NativeSchema,
    pub lifted: Lifted,
    /// The checks by name: nothing when it holds, else what is wrong.
    pub checks: Vec<(&'static str, Vec<String>)>,
}

/// Proves what there is to prove of a script, on the server that tests usually use.
#[track_caller]
pub fn prove(name: &str, text: &str, id: DialectId) -> Proof {
    prove_on(&move || servers::database(id).expect("a server"), name, text, id)
}

/// Proves what there is to prove of a script on one server.
#[track_caller]
pub fn prove_on(fresh: &Fresh, name: &str, text: &str, id: DialectId) -> Proof {
    let read = read_sql(text, id);
    let skipped = read.skipped.iter().map(ToString::to_string).collect();
    let (live, refused) = loaded(fresh, &loadable(text, id));
    let lifted = lift(&read.schema, id, Level::Logical);
    let inexact = if lifted.is_exact { Vec::new() } else { lifted.notes.clone() };
    let again = rebuilt(name, &lifted, id);
    let (rebuilt, unbuilt) = match again {
        Ok(script) => loaded(fresh, &script),
        Err(error) => (None, vec![error]),
    };
    let differs = |a: &NativeSchema, b: &Option<NativeSchema>| match b {
        Some(b) => differences(a, b),
        None => vec!["there is nothing to compare with".to_owned()],
    };
    let expected = live.clone().unwrap_or_default();
    let checks = vec![
        ("read", skipped),
        ("loads", refused),
        ("text is live", differs(&read.schema, &live)),
        ("lift is exact", inexact),
        ("model loads", unbuilt),
        ("again is live", differs(&expected, &rebuilt)),
    ];
    Proof { name: name.to_owned(), schema: read.schema, lifted, checks }
}

impl Proof {
    /// Whether the server took the script.
    pub fn is_loaded(&self) -> bool {
        self.checks.iter().all(|(check, faults)| *check != "loads" || faults.is_empty())
    }

    /// Everything that is wrong.
    pub fn faults(&self) -> Vec<String> {
        self.faults_of(|_| true)
    }

    /// Everything that is wrong by some of the checks.
    pub fn faults_of(&self, is_asked: impl Fn(&str) -> bool) -> Vec<String> {
        let asked = self.checks.iter().filter(|(check, _)| is_asked(check));
        let all = asked.flat_map(|(check, faults)| faults.iter().map(move |it| (check, it)));
        all.map(|(check, fault)| format!("{}, {check}: {fault}", self.name)).collect()
    }
}

/// A row of the table: the script, its checks, its references, its tables that are carried.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} ", self.name)?;
        for (_, faults) in &self.checks {
            let cell =
                if faults.is_empty() { "yes".to_owned() } else { format!("no ({})", faults.len()) };
            write!(f, "| {cell} ")?;
        }
        let (all, references) = self.lifted.n_single;
        let (all_composite, composite) = self.lifted.n_composite;
        let n_carried = self.lifted.notes.iter().filter(|it| it.contains("carried")).count();
        let n_tables = self.schema.tables.len();
        write!(
            f,
            "| {references} of {all} | {composite} of {all_composite} | {n_carried} of {n_tables} |"
        )
    }
}

/// The head of the table.
pub const HEAD: &str = "| script | read | loads | text = live | lift exact | model loads | again = live \
    | references | of several columns | tables carried |\n|---|---|---|---|---|---|---|---|---|---|";

/// What a fresh server holds after a script, and what it refused.
fn loaded(fresh: &Fresh, script: &str) -> (Option<NativeSchema>, Vec<String>) {
    let mut database = fresh();
    let defaults =
        "set names utf8mb4; alter database character set utf8mb4 collate utf8mb4_general_ci;";
    if database.dialect() == DialectId::Mariadb {
        database.execute(defaults).expect("a usual character set");
    }
    if let Err(error) = database.execute(script) {
        return (None, vec![error]);
    }
    match read_database(&mut TestSession(&mut *database)) {
        Ok(live) => (Some(live.schema), live.skipped.iter().map(ToString::to_string).collect()),
        Err(error) => (None, vec![error.to_string()]),
    }
}

/// The script that a model builds to.
fn rebuilt(name: &str, lifted: &Lifted, id: DialectId) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.erd");
    std::fs::write(&path, &lifted.text).expect("a file");
    let contract = dialect::of(id);
    let usual = Options::of(contract);
    let options = Options { version: lifted.version.unwrap_or(usual.version), ..usual };
    let version = options.version;
    let built = models::build_with(&path, id, options)
        .ok_or_else(|| format!("the model of {name} has errors"))?;
    Ok(dialect::script(&built.native, contract, &ScriptOptions { version, reader: Reader::Driver }))
}

/// What a driver takes of a dump: no lines for the client, no rows, nothing about owners and roles.
fn loadable(text: &str, id: DialectId) -> String {
    match id {
        DialectId::Postgres => for_postgres(text),
        DialectId::Mysql | DialectId::Mariadb => for_mariadb(text),
        DialectId::Sqlite => text.to_owned(),
    }
}

fn for_postgres(text: &str) -> String {
    let mut res = String::new();
    let mut is_rows = false;
    for line in text.lines() {
        let lower = line.trim_start().to_lowercase();
        if is_rows {
            is_rows = line != "\\.";
        } else if lower.starts_with("copy ") && lower.ends_with("from stdin;") {
            is_rows = true;
        } else if !lower.starts_with('\\') && !lower.contains(" owner to ") {
            res.push_str(line);
            res.push('\n');
        }
    }
    res
}

/// The server finds the ends of statements by itself, so every one may end in `;`.
fn for_mariadb(text: &str) -> String {
    let mut res = String::new();
    let mut delimiter = ";".to_owned();
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.to_lowercase().starts_with("delimiter ") {
            trimmed[10..].trim().clone_into(&mut delimiter);
            continue;
        }
        match trimmed.strip_suffix(delimiter.as_str()).filter(|_| delimiter != ";") {
            Some("") => res.push(';'),
            Some(rest) => res.push_str(&format!("{};", rest.trim_end_matches(';'))),
            None => res.push_str(line),
        }
        res.push('\n');
    }
    res
}

/// What differs, but for the words of queries and bodies, which a server prints in its own way.
pub fn differences(a: &NativeSchema, b: &NativeSchema) -> Vec<String> {
    let (a, b) = (bare(a.clone()), bare(b.clone()));
    let mut res = Vec::new();
    for table in a.tables.values() {
        match b.table(&table.name) {
            Some(other) if other == table => {}
            Some(other) => res.push(super::live::what_of(table, other)),
            None => res.push(format!("`{}` is missing", table.name)),
        }
    }
    for table in b.tables.values().filter(|it| a.table(&it.name).is_none()) {
        res.push(format!("`{}` is there in addition", table.name));
    }
    let mut differ = |is_same: bool, what: String| {
        if !is_same {
            res.push(what);
        }
    };
    differ(a.enums == b.enums, format!("the enums differ: {:?} {:?}", a.enums, b.enums));
    differ(a.domains == b.domains, format!("the domains differ: {:?} {:?}", a.domains, b.domains));
    differ(a.sequences == b.sequences, format!("sequences: {:?} {:?}", a.sequences, b.sequences));
    differ(a.namespaces == b.namespaces, "the schemas differ".to_owned());
    differ(a.views == b.views, format!("the views differ: {:?} {:?}", titles(&a), titles(&b)));
    differ(a.objects == b.objects, format!("objects differ: {:?} {:?}", titles(&a), titles(&b)));
    res
}

fn titles(schema: &NativeSchema) -> Vec<String> {
    let views = schema.views.iter().map(|it| format!("view {} {:?}", it.name, it.comment));
    let objects = schema.objects.iter();
    let objects = objects.map(|it| format!("{} {} {:?} {:?}", it.kind, it.name, it.on, it.comment));
    views.chain(objects).collect()
}

fn bare(mut schema: NativeSchema) -> NativeSchema {
    for view in &mut schema.views {
        // A server says in the query what the view calls its columns.
        view.columns.clear();
        view.body = Default::default();
    }
    schema.objects.iter_mut().for_each(|it| it.body = Default::default());
    schema
}
