//! What documentation says, as data: the page reads it as JSON, other formats print it.

use serde::Serialize;

use super::findings::Finding;
use super::history::History;
use super::objects::Object;
use super::proofs::Proof;

/// All that is said about a model.
#[derive(Debug, Default, Serialize)]
pub struct Documentation {
    /// The name of the model.
    pub title: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// The databases, by the names people give them.
    pub dialects: Vec<&'static str>,
    /// Schemas and groups: the name, and the place of the one around it.
    pub groups: Vec<(String, Option<usize>)>,
    /// Entities, relationships, unions and views.
    pub subjects: Vec<Subject>,
    /// Who refers to whom.
    pub links: Vec<Link>,
    /// Enums, domains and composites.
    pub types: Vec<Type>,
    /// Triggers, functions and the like, which the model carries word for word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<Object>,
    /// What was found out about the model.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// What each kind of finding means, where there is one: name and summary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<(&'static str, &'static str)>,
    /// What changed, where it was compared with an earlier state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// Pictures: a name and an SVG document without a style sheet.
    pub diagrams: Vec<(String, String)>,
    /// The style sheets of the pictures, for light and dark.
    pub styles: (String, String),
}

/// Something that has a page.
#[derive(Debug, Default, Serialize)]
pub struct Subject {
    /// Its address: the name with that of its schema.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `entity`, `weak entity`, `relationship`, `union`, `view`.
    pub kind: &'static str,
    /// `abstract` and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stereotype: Option<String>,
    /// The group it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<usize>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// Why it should not be used any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// Its normal form, and why it is in no higher one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// Its attributes.
    pub columns: Vec<Column>,
    /// What must hold, as text: keys, checks, exclusions, hierarchies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// What depends on what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<String>,
    /// The query of a view, for each database that has its own: the place of the database and the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queries: Vec<(usize, String)>,
    /// Its tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
}

/// An attribute.
#[derive(Debug, Default, Serialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type, with its quantifier.
    #[serde(rename = "type")]
    pub ty: String,
    /// `PK`, `FK`, `PK FK`, `U`, or nothing.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub mark: &'static str,
    /// How far inside a composite it is.
    #[serde(skip_serializing_if = "is_zero")]
    pub depth: usize,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// Its value when none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// How it is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
    /// What its value must meet, and what happens to it when what it refers to goes away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Whether it is about a person.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pii: bool,
    /// Whether it is a secret.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// Why it should not be used any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

/// Something that must hold.
#[derive(Debug, Default, Serialize)]
pub struct Rule {
    /// `key`, `unique`, `check`, `exclude`, `index`, `subtypes`.
    pub kind: &'static str,
    /// The name of the constraint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What must hold.
    pub text: String,
    /// The table that it is about, where that is one beside the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
}

/// A table of a subject, in every database.
#[derive(Debug, Default, Serialize)]
pub struct Table {
    /// The place of the database in [`Documentation::dialects`].
    pub dialect: usize,
    /// Its name there.
    pub name: String,
    /// Name and type of its columns.
    pub columns: Vec<(String, String)>,
    /// The statements that make it.
    pub ddl: String,
}

/// A reference, or a part in a relationship.
#[derive(Debug, Serialize)]
pub struct Link {
    /// The place of the subject that refers.
    pub from: usize,
    /// The place of the subject that is referred to.
    pub to: usize,
    /// The places of the columns where it starts and ends.
    #[serde(skip_serializing_if = "is_nowhere")]
    pub columns: (Option<usize>, Option<usize>),
    /// Its name: the attribute or the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its name seen from the other side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inverse: Option<String>,
    /// `reference`, `identifying`, `role`, `subtype`, `alternative`.
    pub kind: &'static str,
    /// How many refer to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub back: Option<String>,
    /// How many one refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub there: Option<String>,
}

/// A type that the model declares.
#[derive(Debug, Default, Serialize)]
pub struct Type {
    /// Its name with that of its schema.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `enum`, `domain`, `composite`.
    pub kind: &'static str,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// What it narrows, its parts, or its values: name, further words, documentation.
    pub parts: Vec<(String, String, Option<String>)>,
    /// Subject and column of those who use it.
    pub users: Vec<(usize, usize)>,
    /// The statements that make it, for each database that has it: the place of the database and the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ddl: Vec<(usize, String)>,
}

fn is_nowhere(columns: &(Option<usize>, Option<usize>)) -> bool {
    *columns == (None, None)
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}
