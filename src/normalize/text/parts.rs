//! A decomposition: its parts, whether it is lossless, what it loses.

use super::chase::losslessness;
use super::page::Page;
use crate::model::EntityGraph;
use crate::normalize::relation::Relation;
use crate::theory::{Decomposition, NormalForm};

/// Writes `decomposition`, whose parts go by `names`.
pub(super) fn parts(
    page: &mut Page<'_>,
    model: &EntityGraph,
    relation: &Relation,
    label: &str,
    decomposition: &Decomposition,
    names: &[String],
) {
    let row = |(part, name): (&crate::theory::Part, &String)| {
        let analysis = &part.analysis;
        let keys = analysis.keys.keys.iter().map(|it| relation.bracketed(it));
        let is_higher = analysis.ceiling() > analysis.normal_form();
        let doubt = if is_higher { " or higher" } else { "" };
        vec![
            name.clone(),
            relation.bracketed(&part.attributes),
            format!("key {}", keys.collect::<Vec<_>>().join(" or ")),
            format!("{}{doubt}", analysis.normal_form().name()),
        ]
    };
    let rows: Vec<_> = decomposition.parts.iter().zip(names).map(row).collect();
    page.columns(label, &rows);
    references(page, relation, decomposition, names);
    losslessness(page, model, relation, decomposition, names);
    let lost = &decomposition.preservation.lost;
    if lost.is_empty() && decomposition.preservation.undecided.is_empty() {
        page.sentence("lost", "no dependency");
    }
    for it in lost {
        let text = relation.text(&relation.dependencies.get(it.dependency));
        page.sentence("lost", &format!("`{text}`: no single part can check it"));
    }
    for it in &decomposition.preservation.undecided {
        let text = relation.text(&relation.dependencies.get(*it));
        page.sentence("lost", &format!("perhaps `{text}`: not decided within the work limit"));
    }
}

/// Which part refers to which.
fn references(
    page: &mut Page<'_>,
    relation: &Relation,
    decomposition: &Decomposition,
    names: &[String],
) {
    let line = |it: &crate::theory::Inclusion| {
        let (from, to) = (names.get(it.from)?, names.get(it.to)?);
        Some(format!("{from} {} refers to {to}", relation.bracketed(&it.attributes)))
    };
    let lines: Vec<String> = decomposition.inclusions.iter().filter_map(line).collect();
    page.entry("", &lines);
}

/// "4NF", or the span that the work limit leaves open: "1NF to 4NF".
pub(super) fn form_range(low: NormalForm, high: NormalForm) -> String {
    match low == high {
        true => low.name().to_owned(),
        false => format!("{} to {}", low.name(), high.name()),
    }
}
