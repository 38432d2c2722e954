//! What a document says of a relation, against the definitions.

use erc::theory::{
    AttributeSet, Dependencies, Dependency, FunctionalDependency, JoinDependency,
    MultivaluedDependency, NormalForm,
};
use serde_json::Value;

use super::definition::{Definition, subsets};
use super::problem::{Problem, Said};
use crate::theory::oracle::chase_proves;

/// Beyond this many attributes not every subset is looked at.
const MOST: usize = 12;

/// Keys, prime attributes, normal form, cover and violations.
pub fn check_relation(
    problem: &Problem,
    definition: &Definition,
    found: &Value,
    wrong: &mut Vec<String>,
) {
    let mut say = |what: &str| wrong.push(format!("{}: {what}: {found:#}", problem.title));
    let is_small = problem.attributes.len() <= MOST;
    let mut keys = masks(problem, &found["candidate_keys"]);
    keys.sort_unstable();
    if is_small && keys != definition.keys(definition.all) {
        say("the keys are not those of the definition");
    }
    let prime = keys.iter().fold(0, |res, it| res | it);
    if mask(problem, &found["prime"]) != prime {
        say("the prime attributes are not those of the keys");
    }
    let form = form(&found["normal_form"]);
    if is_small && capped(problem, form) != capped(problem, definition.form(definition.all)) {
        say("the normal form is not that of the definition");
    }
    check_cover(problem, definition, &found["minimal_cover"], &mut say);
    for violation in found["violations"].as_array().expect("a list") {
        let broken = dependency(problem, &violation["dependency"]);
        if !matches!(broken, Said::Join(_)) && !definition.implies(&broken) {
            say("what breaks a form does not follow");
        }
        if self::form(&violation["form"]) <= form {
            say("what breaks a form breaks one that holds");
        }
        if violation["reason"].as_str().is_none_or(str::is_empty) {
            say("no reason is given");
        }
        if violation["derivation"].as_array().is_none_or(Vec::is_empty) {
            say("no derivation is given");
        }
    }
    let weakest = found["violations"][0]["form"].as_str();
    let next = NormalForm::ALL.get(form as usize + 1).map(|it| it.name());
    if weakest != next {
        say("no witness is of the next form");
    }
}

/// Equivalent, and neither an attribute nor a dependency to spare.
fn check_cover(
    problem: &Problem,
    definition: &Definition,
    found: &Value,
    say: &mut impl FnMut(&str),
) {
    let cover = dependencies(problem, found);
    let cover: Vec<(u32, u32)> = cover
        .iter()
        .map(|it| match it {
            Said::Functional(from, to) => (*from, *to),
            Said::Multivalued(..) | Said::Join(_) => panic!("a cover is functional"),
        })
        .collect();
    let singles: Vec<(u32, u32)> = cover
        .iter()
        .flat_map(|(from, to)| subsets(*to).filter(|it| it.count_ones() == 1).map(|it| (*from, it)))
        .collect();
    let closure = |from: u32, without: Option<usize>| {
        let mut res = from;
        loop {
            let rest = singles.iter().enumerate().filter(|(idx, _)| Some(*idx) != without);
            let next = rest.filter(|(_, it)| it.0 & !res == 0).fold(res, |res, (_, it)| res | it.1);
            if next == res {
                return res;
            }
            res = next;
        }
    };
    if problem.attributes.len() <= MOST {
        let differs = |it: u32| closure(it, None) != definition.closure(it);
        if subsets(definition.all).any(differs) {
            say("the cover is not equivalent");
        }
    }
    for (idx, (from, to)) in singles.iter().enumerate() {
        if to & !closure(*from, Some(idx)) == 0 {
            say("a dependency of the cover is redundant");
        }
        let is_loose = |it: u32| it.count_ones() == 1 && to & !closure(from & !it, None) == 0;
        if subsets(*from).any(is_loose) {
            say("a left side of the cover has an attribute to spare");
        }
    }
}

/// The parts are lossless, each in its form, none within another.
pub fn check_decomposition(
    problem: &Problem,
    definition: &Definition,
    word: &str,
    found: &Value,
    wrong: &mut Vec<String>,
) {
    let sets = part_masks(problem, found);
    let say = |what: &str| format!("{}: {word}: {what}: {found:#}", problem.title);
    if sets.iter().fold(0, |res, it| res | it) != definition.all {
        wrong.push(say("the parts do not have every attribute"));
    }
    let is_within = |it: &u32| sets.iter().filter(|other| *it & !**other == 0).count() > 1;
    if sets.iter().any(is_within) {
        wrong.push(say("a part lies within another"));
    }
    if found["lossless"] != true {
        wrong.push(say("it is not lossless"));
    }
    let target = form(&found["target"]);
    for part in found["parts"].as_array().expect("a list") {
        if form(&part["normal_form"]) < target {
            wrong.push(say("a part is short of the target"));
        }
    }
    if target == NormalForm::Third && found["lost"].as_array().is_none_or(|it| !it.is_empty()) {
        wrong.push(say("the synthesis loses something"));
    }
    check_parts(problem, definition, word, found, wrong);
}

/// Keys and normal form of each part, losslessness by the chase, what is lost by definition.
pub fn check_parts(
    problem: &Problem,
    definition: &Definition,
    word: &str,
    found: &Value,
    wrong: &mut Vec<String>,
) {
    let say = |what: &str| format!("{}: {word}: {what}: {found:#}", problem.title);
    let sets = part_masks(problem, found);
    let components: Vec<AttributeSet> = sets.iter().map(|it| attributes(*it)).collect();
    if found["lossless"] != chase_proves(&declared(problem), &components) {
        wrong.push(say("the chase says otherwise"));
    }
    for (part, set) in found["parts"].as_array().expect("a list").iter().zip(&sets) {
        if set.count_ones() as usize > MOST {
            continue;
        }
        let mut keys = masks(problem, &part["candidate_keys"]);
        keys.sort_unstable();
        if keys != definition.keys(*set) {
            wrong.push(say("the keys of a part are not those of the definition"));
        }
        let expected = definition.form(*set);
        if capped(problem, form(&part["normal_form"])) != capped(problem, expected) {
            wrong.push(say(&format!("a part is in {}", expected.name())));
        }
    }
    let is_functional = problem.said.iter().all(|it| matches!(it, Said::Functional(..)));
    if is_functional {
        let lost = problem.said.iter().filter(|it| match it {
            Said::Functional(from, to) => !definition.is_kept(&sets, *from, *to),
            Said::Multivalued(..) | Said::Join(_) => false,
        });
        if lost.ne(dependencies(problem, &found["lost"]).iter()) {
            wrong.push(say("what is lost is not what the definition says"));
        }
    }
}

/// Rows obey all that is said and break the question.
pub fn check_rows(problem: &Problem, question: &Said, rows: &Value, wrong: &mut Vec<String>) {
    for said in &problem.said {
        check_rows_obey(problem, said, rows, wrong);
    }
    if rows.is_null() || obeys(problem, question, rows) {
        wrong.push(format!("{}: {question:?}: the rows do not break it", problem.title));
    }
}

/// Rows obey a dependency; no rows do.
pub fn check_rows_obey(problem: &Problem, said: &Said, rows: &Value, wrong: &mut Vec<String>) {
    if !rows.is_null() && !obeys(problem, said, rows) {
        wrong.push(format!("{}: the rows break {said:?}: {rows:#}", problem.title));
    }
}

fn obeys(problem: &Problem, said: &Said, rows: &Value) -> bool {
    let cell = |row: &Value, idx: usize| row[problem.attributes[idx].as_str()].clone();
    let n = problem.attributes.len();
    let row = |row: &Value| (0..n).map(|it| cell(row, it)).collect::<Vec<_>>();
    let rows: Vec<Vec<Value>> = rows.as_array().expect("rows").iter().map(row).collect();
    let number = |row: &Vec<Value>| {
        let place = |idx: usize| {
            let first = rows.iter().position(|it| it[idx] == row[idx]);
            first.expect("it is one of them") as u32
        };
        (0..n).map(place).collect::<Vec<u32>>()
    };
    let numbered: Vec<Vec<u32>> = rows.iter().map(number).collect();
    crate::theory::oracle::satisfies(&numbered, &to_theory(said))
}

/// Where more than functional dependencies are said, brute force tells the forms up to 4NF only.
fn capped(problem: &Problem, form: NormalForm) -> NormalForm {
    let is_functional = problem.said.iter().all(|it| matches!(it, Said::Functional(..)));
    if is_functional { form } else { form.min(NormalForm::Fourth) }
}

fn part_masks(problem: &Problem, found: &Value) -> Vec<u32> {
    let parts = found["parts"].as_array().expect("a list").iter();
    parts.map(|it| mask(problem, &it["attributes"])).collect()
}

fn mask(problem: &Problem, names: &Value) -> u32 {
    let place = |name: &Value| {
        let found = problem.attributes.iter().position(|it| name == it);
        found.expect("an attribute of the problem")
    };
    names.as_array().expect("names").iter().fold(0, |res, it| res | 1 << place(it))
}

pub fn masks(problem: &Problem, sets: &Value) -> Vec<u32> {
    sets.as_array().expect("sets").iter().map(|it| mask(problem, it)).collect()
}

fn dependency(problem: &Problem, found: &Value) -> Said {
    let side = |it: &str| mask(problem, &found[it]);
    match found["kind"].as_str() {
        Some("join") => Said::Join(masks(problem, &found["components"])),
        Some("multivalued") => Said::Multivalued(side("from"), side("to")),
        _ => Said::Functional(side("from"), side("to")),
    }
}

pub fn dependencies(problem: &Problem, found: &Value) -> Vec<Said> {
    found.as_array().expect("a list").iter().map(|it| dependency(problem, it)).collect()
}

fn form(name: &Value) -> NormalForm {
    let found = NormalForm::ALL.into_iter().find(|it| *name == it.name());
    found.expect("the name of a normal form")
}

fn attributes(set: u32) -> AttributeSet {
    (0..32).filter(|it| set & 1 << it != 0).collect()
}

fn declared(problem: &Problem) -> Dependencies {
    let mut res = Dependencies::new(problem.attributes.len() as u32);
    for said in &problem.said {
        res.declare(to_theory(said)).expect("it is of this relation");
    }
    res
}

fn to_theory(said: &Said) -> Dependency {
    match said {
        Said::Functional(from, to) => {
            Dependency::Functional(FunctionalDependency::new(attributes(*from), attributes(*to)))
        }
        Said::Multivalued(from, to) => {
            Dependency::Multivalued(MultivaluedDependency::new(attributes(*from), attributes(*to)))
        }
        Said::Join(components) => {
            Dependency::Join(JoinDependency::new(components.iter().map(|it| attributes(*it))))
        }
    }
}
