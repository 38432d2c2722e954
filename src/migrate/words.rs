//! Changes in words, as JSON and as Markdown.

mod properties;

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::change::{Change, Difference, Edit, Part};
use crate::base::Name;
use crate::dialect::Dialect;
use properties::{
    check, column, domain, enumeration, exclusion, foreign_key, index, key, named, sequence, unique,
};

/// One change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// `add`, `drop`, `change`, `rename`
    pub verb: &'static str,
    /// `table`, `column`, …
    pub kind: String,
    /// What it is about: `customer.name`.
    pub name: String,
    /// What exactly, where there is something to say: `varchar(80) → text`.
    pub details: Vec<String>,
}

/// All changes in words, renames first.
pub fn sentences(difference: &Difference<'_>, dialect: &dyn Dialect) -> Vec<Sentence> {
    let mut res = renames(difference);
    for change in difference.changes() {
        match change {
            Change::Namespace(it) => {
                res.push(edit(it, "schema", &it.item().name, |_, _| vec!["comment".to_owned()]));
            }
            Change::Enum(it) => res.push(edit(it, "enum", it.item().name.to_string(), enumeration)),
            Change::Domain(it) => {
                let details = |a: &_, b: &_| domain(a, b, dialect);
                res.push(edit(it, "domain", it.item().name.to_string(), details));
            }
            Change::Sequence(it) => {
                res.push(edit(it, "sequence", it.item().name.to_string(), sequence));
            }
            Change::AddTable(it) => res.push(Sentence::new("add", "table", &it.name)),
            Change::DropTable(it) => res.push(Sentence::new("drop", "table", &it.name)),
            Change::Table(change) => {
                let table = change.after.name.to_string();
                let parts = change.parts.iter();
                res.extend(parts.map(|it| part(it, &table, &change, dialect)));
            }
            Change::View(it) => {
                let details = |_: &_, _: &_| vec!["its query or columns".to_owned()];
                res.push(edit(it, "view", it.item().name.to_string(), details));
            }
            Change::Object(it) => {
                let details = |_: &_, _: &_| vec!["its text".to_owned()];
                res.push(edit(it, &it.item().kind, it.item().name.to_string(), details));
            }
        }
    }
    res
}

// Names of every kind are told, many of them made on the spot.
#[allow(clippy::needless_pass_by_value)]
impl Sentence {
    fn new(verb: &'static str, kind: &str, name: impl ToString) -> Sentence {
        Sentence { verb, kind: kind.to_owned(), name: name.to_string(), details: Vec::new() }
    }

    fn renamed(kind: &str, from: impl ToString, to: impl ToString) -> Sentence {
        let details = vec![format!("was {}", from.to_string())];
        Sentence { details, ..Sentence::new("rename", kind, to) }
    }
}

impl std::fmt::Display for Sentence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.verb, self.kind, self.name)?;
        match self.details.is_empty() {
            true => Ok(()),
            false => write!(f, ": {}", self.details.join("; ")),
        }
    }
}

fn renames(difference: &Difference<'_>) -> Vec<Sentence> {
    let renames = &difference.renames;
    let mut res = Vec::new();
    let namespaces = renames.namespaces.iter();
    res.extend(namespaces.map(|(old, new)| Sentence::renamed("schema", old, new)));
    res.extend(renames.tables.iter().map(|(old, new)| Sentence::renamed("table", old, new)));
    let columns = renames.columns.iter();
    res.extend(
        columns.map(|(table, old, new)| Sentence::renamed("column", old, format!("{table}.{new}"))),
    );
    res.extend(renames.enums.iter().map(|(old, new)| Sentence::renamed("enum", old, new)));
    res.extend(renames.domains.iter().map(|(old, new)| Sentence::renamed("domain", old, new)));
    let labels = renames.labels.iter();
    res.extend(
        labels.map(|(item, old, new)| Sentence::renamed("value", old, format!("{item}.{new}"))),
    );
    res
}

fn edit<T>(
    edit: Edit<'_, T>,
    kind: &str,
    name: impl ToString,
    details: impl Fn(&T, &T) -> Vec<String>,
) -> Sentence {
    match edit {
        Edit::Add(_) => Sentence::new("add", kind, name),
        Edit::Drop(_) => Sentence::new("drop", kind, name),
        Edit::Change { before, after } => {
            Sentence { details: details(before, after), ..Sentence::new("change", kind, name) }
        }
    }
}

fn part(
    part: &Part<'_>,
    table: &str,
    change: &super::change::TableChange<'_>,
    dialect: &dyn Dialect,
) -> Sentence {
    let path = |name: &Name| format!("{table}.{name}");
    match part {
        Part::Column(it) => {
            let mut res = edit(*it, "column", path(&it.item().name), |a, b| column(a, b, dialect));
            if let Edit::Add(new) = it {
                res.details.push(properties::described(new, dialect));
            }
            res
        }
        Part::Key(it) => edit(*it, "primary key", table, key),
        Part::Unique(it) => edit(*it, "unique constraint", path(&it.item().name), unique),
        Part::ForeignKey(it) => edit(*it, "foreign key", path(&it.item().name), foreign_key),
        Part::Check(it) => edit(*it, "check", path(&it.item().name), |a, b| check(a, b, dialect)),
        Part::Exclusion(it) => edit(*it, "exclusion constraint", path(&it.item().name), exclusion),
        Part::Index(it) => edit(*it, "index", path(&it.item().name), |a, b| index(a, b, dialect)),
        Part::Comment => Sentence::new("change", "comment of table", table),
        Part::Setting(name) => {
            let before = change.before.settings.get(name);
            let details = vec![named(before, change.after.settings.get(name))];
            Sentence { details, ..Sentence::new("change", &format!("setting {name} of"), table) }
        }
    }
}

/// All changes as JSON: a list of objects.
pub fn json(sentences: &[Sentence]) -> Value {
    let change = |it: &Sentence| json!({ "action": it.verb, "kind": it.kind, "name": it.name, "details": it.details });
    Value::Array(sentences.iter().map(change).collect())
}

/// All changes as a Markdown list.
pub fn markdown(sentences: &[Sentence]) -> String {
    let mut res = String::new();
    for it in sentences {
        let name = code(&it.name);
        let _ = write!(res, "- {} {} {name}", it.verb, it.kind);
        let details: Vec<String> = it.details.iter().map(|it| code(it)).collect();
        res.push_str(if details.is_empty() { "" } else { ": " });
        res.push_str(&details.join("; "));
        res.push('\n');
    }
    res
}

/// Text as code in Markdown, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
