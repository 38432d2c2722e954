//! Normal forms from the text of a model to the answer: relations, proofs, documents, rewritten models.

mod clean;
mod exams;
mod golden;
mod oracle;
mod relations;
mod schema;
mod textbook;
mod tutorial;
mod write;

use erc::base::{Diagnostics, Sources};
use erc::model::{EntityGraph, resolve};
use erc::normalize::{Study, StudyOptions, normalize_json, relations as relations_of, study};
use erc::syntax::ast::File;
use erc::syntax::parse;
use erc::theory::{Target, WorkLimit};
use serde_json::Value;

/// Enough for every model of these tests.
pub const LIMIT: WorkLimit = WorkLimit { steps: 1_000_000 };

/// A model of one file.
pub struct Model {
    pub sources: Sources,
    pub files: Vec<File>,
    pub graph: EntityGraph,
}

impl Model {
    /// Reads a model whose only mistake may be that an entity has no key.
    #[track_caller]
    pub fn new(text: &str) -> Model {
        let mut diagnostics = Diagnostics::new();
        let mut sources = Sources::new();
        let id = sources.add("model.erd", text);
        let files = vec![parse(id, text, &mut diagnostics)];
        let graph = resolve(&files, &mut diagnostics);
        let wrong: Vec<_> = diagnostics
            .iter()
            .filter(|it| it.code.name != "target-without-key")
            .map(|it| it.message.clone())
            .collect();
        assert!(wrong.is_empty(), "{text}\n{wrong:?}");
        Model { sources, files, graph }
    }

    /// Every relation, studied.
    pub fn studies(&self, target: Option<Target>) -> Vec<Study> {
        let options = StudyOptions { target, limit: LIMIT };
        relations_of(&self.graph).into_iter().map(|it| study(it, None, &options)).collect()
    }

    /// The document of `erc normalize --format json`.
    pub fn json(&self, target: Option<Target>) -> Value {
        let studies = self.studies(target);
        serde_json::to_value(normalize_json(&self.graph, studies, &LIMIT)).expect("JSON")
    }
}

/// What the document says about one relation.
#[track_caller]
pub fn relation<'a>(document: &'a Value, name: &str) -> &'a Value {
    let relations = document["relations"].as_array().expect("a list of relations");
    let found = relations.iter().find(|it| it["name"] == name);
    found.unwrap_or_else(|| panic!("no relation `{name}` in {document:#}"))
}

/// `a b|c` for `[["a", "b"], ["c"]]`.
pub fn sets(value: &Value) -> String {
    let set = |it: &Value| {
        let names = it.as_array().expect("a list of names");
        names.iter().map(|it| it.as_str().expect("a name")).collect::<Vec<_>>().join(" ")
    };
    value.as_array().expect("a list of sets").iter().map(set).collect::<Vec<_>>().join("|")
}

/// `a, b -> c|c ->> d` for dependencies.
pub fn dependencies(value: &Value) -> String {
    let names = |it: &Value| sets(&Value::Array(vec![it.clone()])).replace(' ', ", ");
    let one = |it: &Value| match it["kind"].as_str() {
        Some("join") => format!("join {}", sets(&it["components"])),
        Some("multivalued") => format!("{} ->> {}", names(&it["from"]), names(&it["to"])),
        _ => format!("{} -> {}", names(&it["from"]), names(&it["to"])),
    };
    value.as_array().expect("a list of dependencies").iter().map(one).collect::<Vec<_>>().join("|")
}

/// `a b|b c` for the parts of a decomposition.
pub fn parts(decomposition: &Value) -> String {
    let parts = decomposition["parts"].as_array().expect("a list of parts");
    let sets: Vec<Value> = parts.iter().map(|it| it["attributes"].clone()).collect();
    self::sets(&Value::Array(sets))
}
