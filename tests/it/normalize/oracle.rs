//! Random small models from their text to the JSON document, against the definitions by brute force.

use std::collections::BTreeMap;

use erc::normalize::{Split, StudyOptions, normalize_json, relations, study};
use erc::theory::{
    AttributeSet, Dependencies, Dependency, FunctionalDependency, NormalForm, Target,
};
use serde_json::Value;

use super::{LIMIT, Model, relation};
use crate::theory::normal_form::up_to_fourth;
use crate::theory::oracle::{Oracle, agree, chase_proves, satisfies_all};
use crate::theory::random::{Random, Shape, dependencies};

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const TARGETS: [Option<Target>; 6] = [
    None,
    Some(Target::Second),
    Some(Target::Third),
    Some(Target::BoyceCodd),
    Some(Target::Fourth),
    Some(Target::Fifth),
];

/// The model that says `dependencies`; what the language cannot say is left out of both.
pub fn model_text(all: &Dependencies) -> (String, Dependencies) {
    let n = all.n_attributes();
    let mut said = Dependencies::new(n);
    let mut text = String::from("entity R {\n");
    (0..n).for_each(|it| text.push_str(&format!("  {} int\n", NAMES[it as usize])));
    text.push('\n');
    for dependency in all.iter() {
        let line = match &dependency {
            Dependency::Functional(it) if !it.from.is_empty() && !it.to.is_empty() => {
                format!("{} -> {}", list(&it.from), list(&it.to))
            }
            Dependency::Multivalued(it) if !it.from.is_empty() && !it.to.is_empty() => {
                format!("{} ->> {}", list(&it.from), list(&it.to))
            }
            Dependency::Join(it) if it.components.iter().all(|it| !it.is_empty()) => {
                let parts = it.components.iter().map(|it| format!(" ({})", list(it)));
                format!("join{}", parts.collect::<String>())
            }
            Dependency::Functional(_) | Dependency::Multivalued(_) | Dependency::Join(_) => {
                continue;
            }
        };
        text.push_str(&format!("  {line}\n"));
        said.declare(dependency).expect("it is of this relation");
    }
    text.push_str("}\n");
    (text, said)
}

fn list(set: &AttributeSet) -> String {
    set.iter().map(|it| NAMES[it as usize]).collect::<Vec<_>>().join(", ")
}

fn set(value: &Value) -> AttributeSet {
    let names = value.as_array().expect("a list of names").iter();
    let place = |it: &Value| NAMES.iter().position(|name| it == name).expect("a name") as u32;
    names.map(place).collect()
}

fn set_list(value: &Value) -> Vec<AttributeSet> {
    let mut res: Vec<_> = value.as_array().expect("a list").iter().map(set).collect();
    res.sort();
    res
}

fn form(value: &Value) -> NormalForm {
    let found = NormalForm::ALL.into_iter().find(|it| *value == it.name());
    found.expect("the name of a normal form")
}

fn random_models(seed: u64, n_models: usize, check: impl Fn(&str, &Dependencies, &mut Random)) {
    let mut random = Random::new(seed);
    for idx in 0..n_models {
        let shape = Shape {
            n_attributes: 2 + random.below(4),
            functional: 4,
            multivalued: if idx % 2 == 0 { 0 } else { 2 },
            join: if idx % 4 == 3 { 1 } else { 0 },
        };
        let (text, said) = model_text(&dependencies(&mut random, shape));
        check(&text, &said, &mut random);
    }
}

#[test]
fn keys_forms_and_covers_are_those_of_the_definitions() {
    random_models(7, 1500, |text, said, _| {
        let document = Model::new(text).json(None);
        let found = relation(&document, "R");
        let oracle = Oracle::new(said);
        let all = oracle.attributes();
        let mut keys = oracle.keys(&all);
        keys.sort();
        assert_eq!(set_list(&found["candidate_keys"]), keys, "{text}");
        let prime = keys.iter().fold(AttributeSet::new(), |res, it| &res | it);
        assert_eq!(set(&found["prime"]), prime, "{text}");

        let (expected, found_form) = (up_to_fourth(&oracle, &all), form(&found["normal_form"]));
        assert_eq!(found_form.min(NormalForm::Fourth), expected.min(NormalForm::Fourth), "{text}");

        let cover: Vec<FunctionalDependency> = found["minimal_cover"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| FunctionalDependency::new(set(&it["from"]), set(&it["to"])))
            .collect();
        let mut covered = Dependencies::new(said.n_attributes());
        for it in cover {
            covered.declare(Dependency::Functional(it)).expect("it is of this relation");
        }
        let covering = Oracle::new(&covered);
        for from in crate::theory::oracle::subsets(&all) {
            assert_eq!(covering.closure(&from), oracle.closure(&from), "{text}");
        }
    });
}

#[test]
fn every_violation_has_legal_rows_that_show_it() {
    random_models(11, 800, |text, said, _| {
        let document = Model::new(text).json(None);
        let found = relation(&document, "R");
        let violations = found["violations"].as_array().expect("a list");
        let weakest = violations.iter().map(|it| form(&it["form"])).min();
        let next = NormalForm::ALL.into_iter().find(|it| *it > form(&found["normal_form"]));
        assert_eq!(weakest, next, "the witness is of the next form: {text}");
        for violation in violations {
            assert!(!violation["reason"].as_str().expect("a reason").is_empty());
            let Some(rows) = violation["counterexample"].as_array() else {
                let is_anomalous = form(&violation["form"]) <= NormalForm::EssentialTuple;
                let is_join = violation["dependency"]["kind"] == "join";
                assert!(!is_anomalous || is_join, "{text}{violation:#}");
                continue;
            };
            let rows: Vec<Vec<u32>> = numbered(rows);
            assert!(satisfies_all(&rows, said), "{text}{violation:#}");
            if violation["dependency"]["kind"] != "join" {
                let from = set(&violation["dependency"]["from"]);
                let pair = rows
                    .iter()
                    .enumerate()
                    .any(|(idx, a)| rows[idx + 1..].iter().any(|b| agree(a, b, &from) && a != b));
                assert!(pair, "two rows agree on the left side and are not the same: {text}");
            }
        }
    });
}

/// Rows of texts as rows of numbers.
fn numbered(rows: &[Value]) -> Vec<Vec<u32>> {
    let mut seen: Vec<BTreeMap<String, u32>> = vec![BTreeMap::new(); NAMES.len()];
    let mut cells = |row: &Value| -> Vec<u32> {
        let row = row.as_object().expect("a row");
        let cell = |(seen, it): (&mut BTreeMap<String, u32>, &Value)| {
            let next = seen.len() as u32;
            *seen.entry(it.as_str().expect("a text").to_owned()).or_insert(next)
        };
        seen.iter_mut().zip(row.values()).map(cell).collect()
    };
    rows.iter().map(&mut cells).collect()
}

#[test]
fn decompositions_are_lossless_and_in_their_form() {
    random_models(13, 600, |text, said, random| {
        let target = TARGETS[random.below(TARGETS.len() as u32) as usize];
        let document = Model::new(text).json(target);
        let found = relation(&document, "R");
        let decomposition = &found["decomposition"];
        let wanted = form(&decomposition["target"]);
        if let Some(target) = target {
            assert_eq!(wanted, target.normal_form());
        }
        let oracle = Oracle::new(said);
        let parts = decomposition["parts"].as_array().expect("a list");
        let sets: Vec<AttributeSet> = parts.iter().map(|it| set(&it["attributes"])).collect();
        let together = sets.iter().fold(AttributeSet::new(), |res, it| &res | it);
        assert_eq!(together, oracle.attributes(), "{text}");
        assert_eq!(decomposition["lossless"], Value::Bool(true), "{text}");
        assert!(chase_proves(said, &sets), "{text}");
        for (part, set) in parts.iter().zip(&sets) {
            let mut keys = oracle.keys(set);
            keys.sort();
            assert_eq!(set_list(&part["candidate_keys"]), keys, "{text}");
            assert!(form(&part["normal_form"]) >= wanted, "{text}{part:#}");
            let expected = up_to_fourth(&oracle, set).min(NormalForm::Fourth);
            assert_eq!(form(&part["normal_form"]).min(NormalForm::Fourth), expected, "{text}");
        }
        check_lost(text, said, &oracle, &sets, &decomposition["lost"]);
    });
}

/// A functional dependency is lost if and only if the projections of all that follow do not imply it.
fn check_lost(
    text: &str,
    said: &Dependencies,
    oracle: &Oracle,
    parts: &[AttributeSet],
    lost: &Value,
) {
    if !said.is_functional() {
        return;
    }
    let closure = |from: &AttributeSet| {
        let mut res = from.clone();
        loop {
            let step = parts
                .iter()
                .fold(res.clone(), |res, part| &res | &(&oracle.closure(&(&res & part)) & part));
            if step == res {
                return res;
            }
            res = step;
        }
    };
    let is_lost = |it: &&FunctionalDependency| !it.to.is_subset(&closure(&it.from));
    let expected = said.functional().iter().filter(is_lost).count();
    assert_eq!(lost.as_array().expect("a list").len(), expected, "{text}");
}

#[test]
fn splits_of_ones_own_are_judged_by_the_chase() {
    random_models(17, 600, |text, said, random| {
        let n = said.n_attributes();
        let mut parts: Vec<AttributeSet> =
            (0..2 + random.below(2)).map(|_| random.set(n, 60)).collect();
        parts.retain(|it| !it.is_empty());
        if parts.is_empty() {
            return;
        }
        let written: Vec<String> = parts.iter().map(|it| format!("({})", list(it))).collect();
        let question = format!("R: {}", written.join(" "));
        let model = Model::new(text);
        let relation = relations(&model.graph).remove(0);
        let split = Split::read(&question).expect("a split");
        let sets = split.parts(&relation).expect("parts of this relation");
        assert_eq!(sets, parts);
        let options = StudyOptions { target: None, limit: LIMIT };
        let studies = [study(relation, Some(&sets), &options)];
        let document = normalize_json(&model.graph, studies, &LIMIT);
        let document = serde_json::to_value(document).expect("JSON");
        let judged = &document["relations"][0]["judged"];
        let covers =
            parts.iter().fold(AttributeSet::new(), |res, it| &res | it).len() == n as usize;
        let expected = covers && chase_proves(said, &parts);
        assert_eq!(judged["lossless"], Value::Bool(expected), "{text}{question}");
        if expected {
            check_lost(text, said, &Oracle::new(said), &parts, &judged["lost"]);
        }
    });
}
