//! The text of `erc explain SOURCE RELATION`.

use super::normalize::{broken, declared, keys, missing_key, omissions};
use super::page::{Look, Page, Tone};
use super::parts::form_range;
use super::rows::table;
use crate::model::EntityGraph;
use crate::normalize::anomalies::{Anomalies, anomalies};
use crate::normalize::example::example;
use crate::normalize::prover::Prover;
use crate::normalize::relation::Relation;
use crate::normalize::study::Study;
use crate::normalize::words::doubt_text;
use crate::theory::{NormalForm, Verdict, WorkLimit, armstrong};

/// Everything about one relation: what holds, its keys, each normal form with the reason, the harm that is
/// done, and rows that show what the model allows.
pub fn explain_text(
    model: &EntityGraph,
    study: &Study,
    limit: &WorkLimit,
    look: Look<'_>,
) -> String {
    let mut page = Page::new(look);
    let Study { relation, analysis, .. } = study;
    let form = form_range(analysis.normal_form(), analysis.ceiling());
    page.heading(&format!("{} is in {form}", relation.name));
    page.gap();
    page.sentence("attributes", &relation.list(&relation.dependencies.attributes()));
    declared(&mut page, relation);
    let cover = analysis.cover.dependencies.iter();
    let cover: Vec<String> = cover
        .map(|it| relation.text(&crate::theory::Dependency::Functional(it.dependency.clone())))
        .collect();
    page.entry("minimal cover", &cover);
    page.sentence("keys", &keys(study));
    missing_key(&mut page, study);
    page.sentence("prime", &prime(relation, study));
    omissions(&mut page, relation);

    page.gap();
    verdicts(&mut page, study);
    let mut prover = Prover::new(model, relation, limit);
    for violation in &analysis.violations {
        page.gap();
        broken(&mut page, &mut prover, relation, violation);
        if let Some(harm) = anomalies(relation, violation) {
            harms(&mut page, &harm);
        }
    }
    for doubt in &analysis.doubts {
        page.sentence("undecided", &doubt_text(*doubt));
    }
    armstrong_rows(&mut page, model, relation, limit);
    page.into_text()
}

fn prime(relation: &Relation, study: &Study) -> String {
    let primality = &study.analysis.primality;
    let mut res = match primality.prime.is_empty() {
        true => "none".to_owned(),
        false => relation.list(&primality.prime),
    };
    if !primality.undecided.is_empty() {
        let open = relation.list(&primality.undecided);
        res.push_str(&format!("; not decided within the work limit: {open}"));
    }
    res
}

/// Each form, whether it holds, and why.
fn verdicts(page: &mut Page<'_>, study: &Study) {
    let Study { relation, analysis, .. } = study;
    let mut failed: Option<NormalForm> = None;
    let mut rows = Vec::new();
    for form in NormalForm::ALL {
        let (answer, tone, reason) = match analysis.verdict(form) {
            Verdict::Holds(evidence) => ("yes", Tone::Good, relation.evidence(evidence)),
            Verdict::Undecided => {
                ("open", Tone::Bad, "not decided within the work limit".to_owned())
            }
            Verdict::Fails => {
                let own = analysis.violations.iter().filter(|it| it.form == form);
                let own: Vec<String> =
                    own.map(|it| format!("`{}`", relation.text(&it.dependency))).collect();
                let reason = match (own.is_empty(), failed) {
                    (true, Some(weaker)) => format!("not even in {}", weaker.name()),
                    (true, None) => String::new(),
                    (false, _) => format!("broken by {}", own.join(", ")),
                };
                failed = failed.or(Some(form));
                ("no", Tone::Bad, reason)
            }
        };
        // The fill stands outside the colours, so that it is counted right.
        let answer = format!("{}{}", page.tone(tone, answer), " ".repeat(4 - answer.len()));
        rows.push(format!("{:<4}  {answer}  {reason}", form.name()));
    }
    page.entry("normal forms", &rows);
}

fn harms(page: &mut Page<'_>, harm: &Anomalies) {
    page.gap();
    page.sentence("insert", &harm.insert);
    page.sentence("update", &harm.update);
    page.sentence("delete", &harm.delete);
}

/// Rows that satisfy what holds and nothing else.
fn armstrong_rows(
    page: &mut Page<'_>,
    model: &EntityGraph,
    relation: &Relation,
    limit: &WorkLimit,
) {
    page.heading("What the model allows");
    let Some(found) = armstrong(&relation.dependencies, limit) else {
        page.paragraph("Rows that show it are too many for the work limit.");
        return;
    };
    page.paragraph(
        "These rows obey every dependency above. Whatever else seems to hold in them follows from those; \
         what does not follow, some of the rows contradict.",
    );
    page.gap();
    let rows = example(model, relation, &found);
    let all = relation.dependencies.attributes();
    let width = page.look.width.saturating_sub(2);
    let lines = table(&rows, None, &all.iter().take(8).collect(), width);
    page.lines(2, &lines);
}
