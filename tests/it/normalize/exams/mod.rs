//! Problems from books and examinations, through a model of many relations, against their answers and the definitions.

mod definition;
mod document;
pub mod problem;

use std::path::Path;

use erc::normalize::{
    Relation, Split, StudyOptions, explain_json, implication_json, normalize_json, read_dependency,
    relations, study,
};
use erc::theory::{AttributeSet, Target, implies};
use serde_json::Value;

use self::definition::Definition;
use self::document::{check_decomposition, check_relation, masks};
use self::problem::{Asked, Problem, Said, read};
use super::{LIMIT, Model};

const TARGETS: [(&str, Target); 5] = [
    ("2nf", Target::Second),
    ("3nf", Target::Third),
    ("bcnf", Target::BoyceCodd),
    ("4nf", Target::Fourth),
    ("5nf", Target::Fifth),
];

#[test]
fn elmasri_and_navathe() {
    check("elmasri_navathe");
}

#[test]
fn silberschatz_and_others() {
    check("silberschatz");
}

#[test]
fn garcia_molina_ullman_and_widom() {
    check("garcia_molina");
}

#[test]
fn date() {
    check("date");
}

#[test]
fn maier_and_papers() {
    check("maier");
}

#[test]
fn kemper_and_eickler() {
    check("kemper_eickler");
}

#[test]
fn ramakrishnan_and_gehrke() {
    check("ramakrishnan");
}

#[test]
fn edges() {
    check("edges");
}

#[test]
fn examinations() {
    check("examinations");
}

/// All problems of a file as the relations of one model.
#[track_caller]
fn check(file: &str) {
    let path = format!("{}/fixtures/normalize/exams/{file}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(Path::new(&path)).expect("the problems are there");
    let problems = read(&text);
    assert!(problems.len() >= 10, "{file} has problems");
    let entities = problems.iter().enumerate();
    let entities = entities.map(|(idx, it)| it.entity(&format!("R{idx}")));
    let model = Model::new(&entities.collect::<Vec<_>>().join("\n"));
    let best = model.json(None);
    let documents = TARGETS.map(|(word, target)| (word, model.json(Some(target))));
    let graph_relations = relations(&model.graph);
    let mut wrong = Vec::new();
    for (idx, problem) in problems.iter().enumerate() {
        let mut paper = Paper {
            problem,
            definition: Definition::new(problem),
            model: &model,
            relation: &graph_relations[idx],
            found: &best["relations"][idx],
            wrong: &mut wrong,
        };
        assert_eq!(paper.found["name"], format!("R{idx}"));
        paper.explained();
        check_relation(problem, &paper.definition, paper.found, paper.wrong);
        let parts = [("best", &best)].into_iter().chain(documents.iter().map(|(w, d)| (*w, d)));
        for (word, document) in parts {
            let found = &document["relations"][idx]["decomposition"];
            check_decomposition(problem, &paper.definition, word, found, paper.wrong);
        }
        paper.mark(&documents.each_ref().map(|(word, it)| (*word, &it["relations"][idx])));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A problem and what erc answers.
struct Paper<'a> {
    problem: &'a Problem,
    definition: Definition,
    model: &'a Model,
    relation: &'a Relation,
    found: &'a Value,
    wrong: &'a mut Vec<String>,
}

impl Paper<'_> {
    fn mark(&mut self, documents: &[(&str, &Value); 5]) {
        let mut asked = self.problem.asked.iter().peekable();
        while let Some(Asked { word, answer }) = asked.next() {
            match word.as_str() {
                "keys" => {
                    let expected = self.problem.sets(answer);
                    self.compare_sets("keys", expected, &self.found["candidate_keys"]);
                }
                "form" => self.compare("form", answer, &self.found["normal_form"]),
                "cover" => self.cover(answer),
                "implies" => self.question(answer, true),
                "refutes" => self.question(answer, false),
                "lossless" => self.split(answer, true),
                "lossy" => self.split(answer, false),
                word => {
                    let found = documents.iter().find(|it| it.0 == word).expect("a target").1;
                    let lost = asked.next_if(|it| it.word == "lost");
                    let lost = lost.map_or("", |it| it.answer.as_str());
                    self.decomposition(word, answer, lost, &found["decomposition"]);
                }
            }
        }
    }

    fn decomposition(&mut self, word: &str, parts: &str, lost: &str, found: &Value) {
        let sets = found["parts"].as_array().expect("a list").iter();
        let sets: Vec<Value> = sets.map(|it| it["attributes"].clone()).collect();
        self.compare_sets(word, self.problem.sets(parts), &Value::Array(sets));
        self.compare_lost(word, lost, &found["lost"]);
    }

    fn say(&mut self, what: &str, expected: &str, found: &str) {
        let title = &self.problem.title;
        self.wrong.push(format!("{title}: {what}: expected {expected}, found {found}"));
    }

    fn compare(&mut self, what: &str, expected: &str, found: &Value) {
        if found != expected {
            self.say(what, expected, &found.to_string());
        }
    }

    fn compare_sets(&mut self, what: &str, mut expected: Vec<u32>, found: &Value) {
        let mut sets = masks(self.problem, found);
        sets.sort_unstable();
        expected.sort_unstable();
        if sets != expected {
            let text = |it: &[u32]| {
                it.iter().map(|it| self.problem.list(*it)).collect::<Vec<_>>().join(" | ")
            };
            let (expected, found) = (text(&expected), text(&sets));
            self.say(what, &expected, &found);
        }
    }

    fn compare_lost(&mut self, what: &str, expected: &str, found: &Value) {
        let expected = expected.split(';').map(str::trim).filter(|it| !it.is_empty());
        let expected: Vec<Said> = expected.map(|it| self.problem.dependency(it)).collect();
        let found: Vec<Said> = document::dependencies(self.problem, found);
        if expected != found {
            let names = |it: &[Said]| format!("{it:?}");
            self.say(&format!("{what}: lost"), &names(&expected), &names(&found));
        }
    }

    fn cover(&mut self, answer: &str) {
        let expected = answer.split(';').map(|it| self.problem.dependency(it.trim()));
        let mut expected: Vec<String> = expected.map(|it| format!("{it:?}")).collect();
        let found = document::dependencies(self.problem, &self.found["minimal_cover"]);
        let mut found: Vec<String> = found.iter().map(|it| format!("{it:?}")).collect();
        expected.sort();
        found.sort();
        if expected != found {
            self.say("cover", &expected.join(" "), &found.join(" "));
        }
    }

    /// `erc explain --implies`: the answer, its proof, or rows that break it.
    fn question(&mut self, question: &str, expected: bool) {
        let said = self.problem.dependency(question);
        let written = self.problem.written(question);
        let goal = read_dependency(self.relation, &written).expect("a dependency");
        let answer = implies(&self.relation.dependencies, &goal, &LIMIT).expect("of this relation");
        let text = implication_json(&self.model.graph, self.relation, &goal, &answer);
        let document: Value = serde_json::from_str(&text).expect("the document is JSON");
        if document["implied"] != expected || self.definition.implies(&said) != expected {
            self.say(question, &expected.to_string(), &document["implied"].to_string());
        }
        if !expected {
            document::check_rows(self.problem, &said, &document["counterexample"], self.wrong);
        } else if document["derivation"].is_null() {
            self.say(question, "a derivation", "none");
        }
    }

    /// `erc normalize --into`.
    fn split(&mut self, answer: &str, expected: bool) {
        let (parts, lost) = answer.split_once(" loses ").unwrap_or((answer, ""));
        let sets = self.problem.sets(parts);
        let written = sets.iter().map(|it| format!(" ({})", self.problem.list(*it)));
        let question = format!("{}:{}", self.relation.name, written.collect::<String>());
        let split = Split::read(&question).expect("a split");
        let parts: Vec<AttributeSet> = split.parts(self.relation).expect("parts of this relation");
        let options = StudyOptions { target: None, limit: LIMIT };
        let studies = [study(self.relation.clone(), Some(&parts), &options)];
        let document = normalize_json(&self.model.graph, studies, &LIMIT);
        let document = serde_json::to_value(document).expect("JSON");
        let judged = &document["relations"][0]["judged"];
        if judged["lossless"] != expected {
            self.say(answer, &expected.to_string(), &judged["lossless"].to_string());
        }
        self.compare_lost(answer, lost, &judged["lost"]);
        document::check_parts(self.problem, &self.definition, answer, judged, self.wrong);
    }

    /// `erc explain` says the same as `erc normalize`.
    fn explained(&mut self) {
        let options = StudyOptions { target: None, limit: LIMIT };
        let study = study(self.relation.clone(), None, &options);
        let text = explain_json(&self.model.graph, &study, &LIMIT);
        let document: Value = serde_json::from_str(&text).expect("the document is JSON");
        for field in [
            "attributes",
            "dependencies",
            "candidate_keys",
            "prime",
            "normal_form",
            "minimal_cover",
        ] {
            if document[field] != self.found[field] {
                self.say(field, &self.found[field].to_string(), &document[field].to_string());
            }
        }
        for said in &self.problem.said {
            document::check_rows_obey(self.problem, said, &document["armstrong"], self.wrong);
        }
    }
}
