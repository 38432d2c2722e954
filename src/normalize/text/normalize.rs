//! The text of `erc normalize`.

use super::page::{Look, Page, Tone, aligned};
use super::parts::{form_range, parts};
use super::rows::table;
use crate::model::EntityGraph;
use crate::normalize::naming::Names;
use crate::normalize::prover::Prover;
use crate::normalize::relation::{OmissionCause, Relation};
use crate::normalize::study::Study;
use crate::normalize::words::doubt_text;
use crate::theory::{
    Dependency, DependencyId, NormalForm, PreservingBoyceCodd, Target, Verdict, Violation,
    WorkLimit, one_key, preserving_boyce_codd,
};

/// A key that determines more than these is said to determine everything.
const MOST_DETERMINED: usize = 5;

/// The proposal for every relation that needs one, with its proof; the others in a list.
pub fn normalize_text(
    model: &EntityGraph,
    studies: &[Study],
    limit: &WorkLimit,
    look: Look<'_>,
) -> String {
    let mut page = Page::new(look);
    let mut names = Names::of(model);
    let is_shown = |it: &&Study| {
        it.analysis.verdict(NormalForm::BoyceCodd) == Verdict::Fails
            || it.is_split()
            || it.judged.is_some()
            || !it.analysis.doubts.is_empty()
            || !it.relation.has_key
            || !it.relation.omissions.is_empty()
    };
    for study in studies.iter().filter(is_shown) {
        proposal(&mut page, model, study, &mut names, limit);
    }
    let fine: Vec<&Study> = studies.iter().filter(|it| !is_shown(it)).collect();
    if !fine.is_empty() {
        page.heading(&match studies.len() == fine.len() {
            true => "Every relation is as it should be".to_owned(),
            false => "As they should be".to_owned(),
        });
        let row = |it: &&Study| {
            vec![it.relation.name.clone(), it.analysis.normal_form().name().to_owned(), keys(it)]
        };
        page.lines(2, &aligned(&fine.iter().map(row).collect::<Vec<_>>()));
    }
    if studies.is_empty() {
        page.heading("The model has no relation");
    }
    page.into_text()
}

fn proposal(
    page: &mut Page<'_>,
    model: &EntityGraph,
    study: &Study,
    names: &mut Names,
    limit: &WorkLimit,
) {
    let Study { relation, analysis, .. } = study;
    let form = form_range(analysis.normal_form(), analysis.ceiling());
    page.heading(&format!("{} is in {form}", relation.name));
    declared(page, relation);
    page.sentence("keys", &keys(study));
    missing_key(page, study);
    omissions(page, relation);
    let wanted = study.target.normal_form().max(NormalForm::BoyceCodd);
    let mut prover = Prover::new(model, relation, limit);
    for violation in analysis.violations.iter().filter(|it| it.form <= wanted) {
        page.gap();
        broken(page, &mut prover, relation, violation);
    }
    for doubt in &analysis.doubts {
        page.sentence("undecided", &doubt_text(*doubt));
    }
    preserving(page, study, limit);
    if study.is_split() {
        page.gap();
        let named = names.of_parts(relation, &study.decomposition);
        let label = format!("for {}", study.target.normal_form().name());
        parts(page, model, relation, &label, &study.decomposition, &named);
    }
    if let Some(judged) = &study.judged {
        page.gap();
        let named: Vec<String> = (1..=judged.parts.len()).map(|it| format!("part {it}")).collect();
        parts(page, model, relation, "your split", judged, &named);
    }
}

/// Whether BCNF can be had without losing a dependency, where that is a question.
fn preserving(page: &mut Page<'_>, study: &Study, limit: &WorkLimit) {
    let Study { relation, analysis, .. } = study;
    let is_reached =
        study.target >= Target::BoyceCodd && study.decomposition.preservation.lost.is_empty();
    if analysis.verdict(NormalForm::BoyceCodd) != Verdict::Fails || is_reached {
        return;
    }
    let text = match preserving_boyce_codd(&relation.dependencies, limit) {
        PreservingBoyceCodd::Exists(parts) => {
            let parts: Vec<String> = parts.iter().map(|it| relation.bracketed(it)).collect();
            format!("{} would lose no dependency", parts.join(" "))
        }
        PreservingBoyceCodd::Impossible { lost } => {
            let lost = relation.text(&Dependency::Functional(lost));
            format!("every decomposition loses `{lost}`")
        }
        PreservingBoyceCodd::Undecided => {
            "whether one keeps every dependency was not decided within the work limit".to_owned()
        }
    };
    page.gap();
    page.sentence("BCNF", &text);
}

/// What holds, and what says so.
pub(super) fn declared(page: &mut Page<'_>, relation: &Relation) {
    let all = &relation.dependencies;
    let ids = (0..all.functional().len()).map(DependencyId::Functional);
    let ids = ids.chain((0..all.multivalued().len()).map(DependencyId::Multivalued));
    let ids = ids.chain((0..all.join().len()).map(DependencyId::Join));
    let row = |id| {
        let origin = relation.origin(id);
        let said = format!("{} at {}", origin.kind.name(), page.place(origin.span));
        vec![short(relation, id), page.tone(Tone::Faint, &said)]
    };
    let rows: Vec<_> = ids.map(row).collect();
    page.columns("dependencies", &rows);
}

/// A dependency; of a key of many attributes only that it is one.
fn short(relation: &Relation, id: DependencyId) -> String {
    let dependency = relation.dependencies.get(id);
    match &dependency {
        Dependency::Functional(it)
            if relation.origin(id).kind.is_key() && it.to.len() > MOST_DETERMINED =>
        {
            format!("{} -> everything else", relation.list(&it.from))
        }
        Dependency::Functional(_) | Dependency::Multivalued(_) | Dependency::Join(_) => {
            relation.text(&dependency)
        }
    }
}

/// The candidate keys, each in brackets.
pub(super) fn keys(study: &Study) -> String {
    let keys = &study.analysis.keys;
    let mut res: Vec<String> = keys.keys.iter().map(|it| study.relation.bracketed(it)).collect();
    if !keys.complete {
        res.push("and more, not listed within the work limit".to_owned());
    }
    res.join("  ")
}

pub(super) fn missing_key(page: &mut Page<'_>, study: &Study) {
    let Study { relation, analysis, .. } = study;
    if relation.has_key {
        return;
    }
    let Some(key) = analysis.keys.keys.first() else { return };
    let fix = match key.len() {
        0 => "there is at most one row".to_owned(),
        1 => format!("mark `{}` with `key`", relation.list(key)),
        _ => format!("add `key {}`", relation.bracketed(key)),
    };
    page.sentence("no key declared", &fix);
}

pub(super) fn omissions(page: &mut Page<'_>, relation: &Relation) {
    for it in &relation.omissions {
        let why = match &it.cause {
            OmissionCause::NotCovered(missing) => {
                format!("it says nothing about {}", relation.quoted(missing))
            }
            OmissionCause::Elsewhere => "it names what another relation holds".to_owned(),
            OmissionCause::TooMany => "there are too many attributes".to_owned(),
        };
        page.sentence("left out", &format!("{}: {why}", page.place(it.span)));
    }
}

/// A dependency that breaks a form, why, and rows that show it.
pub(super) fn broken(
    page: &mut Page<'_>,
    prover: &mut Prover<'_>,
    relation: &Relation,
    violation: &Violation,
) {
    let form = violation.form.name();
    page.sentence(&format!("not in {form}"), &relation.text(&violation.dependency));
    page.sentence("", &relation.reason(violation));
    if violation.origin.is_none() {
        for step in prover.proof(violation) {
            page.sentence("", &format!("because {}", relation.step_text(&step)));
        }
    }
    if violation.form > NormalForm::EssentialTuple {
        return;
    }
    if let Some((rows, redundant)) = prover.witness(violation) {
        let width = page.look.width.saturating_sub(20);
        let key = one_key(&relation.dependencies);
        let wanted = &violation.dependency.attributes() | &key;
        let mut lines = table(&rows, Some(&redundant), &wanted, width);
        lines.push("* the other rows say so already".to_owned());
        page.gap();
        page.entry("", &lines);
    }
}
