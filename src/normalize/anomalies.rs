//! The harm of a violation in words: what goes wrong on insert, update and delete.

use super::relation::Relation;
use crate::theory::{AttributeSet, Dependency, NormalForm, Violation};

/// What goes wrong because of a violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anomalies {
    /// When a fact is added.
    pub insert: String,
    /// When a fact changes.
    pub update: String,
    /// When a row goes.
    pub delete: String,
}

/// The harm of `violation`; none where it breaks 5NF or 6NF alone, since then no value and no row is ever
/// redundant (Darwen, Date, Fagin, ICDT 2012).
pub fn anomalies(relation: &Relation, violation: &Violation) -> Option<Anomalies> {
    if violation.form > NormalForm::EssentialTuple {
        return None;
    }
    Some(match &violation.dependency {
        Dependency::Functional(it) => of_values(relation, &it.from, &it.to),
        Dependency::Multivalued(it) => {
            let [side, other] = it.sides(&relation.dependencies.attributes());
            of_combinations(relation, &it.from, &side, &other)
        }
        Dependency::Join(it) => of_join(relation, &it.components),
    })
}

fn of_values(relation: &Relation, from: &AttributeSet, to: &AttributeSet) -> Anomalies {
    let rest = &(&relation.dependencies.attributes() - from) - to;
    let to_text = relation.quoted(to);
    if from.is_empty() {
        return Anomalies {
            insert: format!("every new row has to repeat the one {to_text}"),
            update: format!("a change of {to_text} has to reach every row"),
            delete: format!("{to_text} is forgotten with the last row"),
        };
    }
    let from_text = relation.quoted(from);
    let rest_text = match rest.len() {
        1..=3 => relation.quoted(&rest),
        _ => "the rest of a row".to_owned(),
    };
    Anomalies {
        insert: format!("{to_text} of a new {from_text} cannot be stored without {rest_text}"),
        update: format!(
            "a change of {to_text} has to reach every row of the same {from_text}, or they disagree"
        ),
        delete: format!("{to_text} is forgotten with the last row of its {from_text}"),
    }
}

fn of_combinations(
    relation: &Relation,
    from: &AttributeSet,
    side: &AttributeSet,
    other: &AttributeSet,
) -> Anomalies {
    let (side, other) = (relation.quoted(side), relation.quoted(other));
    let same = match from.is_empty() {
        true => String::new(),
        false => format!(" of the same {}", relation.quoted(from)),
    };
    Anomalies {
        insert: format!("a new {side} needs a row for each {other}{same}"),
        update: format!("a change of one {side} has to reach the rows of each {other}{same}"),
        delete: format!("the last {other}{same} cannot go without every {side}"),
    }
}

fn of_join(relation: &Relation, components: &[AttributeSet]) -> Anomalies {
    let parts: Vec<String> = components.iter().map(|it| relation.bracketed(it)).collect();
    let parts = parts.join(" ");
    Anomalies {
        insert: format!("a row that completes a combination of {parts} asks for further rows"),
        update: "a change in one row can ask for rows to come and others to go".to_owned(),
        delete: format!("a row that {parts} of other rows join to cannot go by itself"),
    }
}
