//! What the parts of a decomposition are called: entities named from their determinant.

use rustc_hash::FxHashSet;

use super::relation::Relation;
use crate::base::{is_name_continue, is_name_start, snake_case};
use crate::model::EntityGraph;
use crate::theory::{AttributeSet, Decomposition};

/// Names that are in use.
pub struct Names {
    taken: FxHashSet<String>,
}

impl Names {
    /// The names of what `model` declares.
    pub fn of(model: &EntityGraph) -> Names {
        let mut res = Names { taken: FxHashSet::default() };
        model.entities.values().for_each(|it| res.take(&it.name));
        model.relationships.values().for_each(|it| res.take(&it.name));
        model.unions.values().for_each(|it| res.take(&it.name));
        model.enums.values().for_each(|it| res.take(&it.name));
        model.domains.values().for_each(|it| res.take(&it.name));
        model.composites.values().for_each(|it| res.take(&it.name));
        model.views.values().for_each(|it| res.take(&it.name));
        model.entities.values().flat_map(|it| &it.mixins).for_each(|it| res.take(it));
        res
    }

    /// Names for the parts of `decomposition`, each new. The part that goes on as the relation keeps its
    /// name; the others are named from their keys.
    pub fn of_parts(&mut self, relation: &Relation, decomposition: &Decomposition) -> Vec<String> {
        let main = main_part(relation, decomposition);
        let name = |(idx, part): (usize, &crate::theory::Part)| match Some(idx) == main {
            true => relation.name.clone(),
            false => {
                let key = part.analysis.keys.keys.first().unwrap_or(&part.attributes);
                self.new_name(relation, key, &part.attributes)
            }
        };
        decomposition.parts.iter().enumerate().map(name).collect()
    }

    /// `Zip` for the key (zip); where that is taken, what the key determines is added: `ZipCity`.
    fn new_name(&mut self, relation: &Relation, key: &AttributeSet, part: &AttributeSet) -> String {
        let last = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        let words =
            |set: &AttributeSet| relation.names(set).iter().map(|it| last(it)).collect::<Vec<_>>();
        let determinant: String = words(key).iter().map(|it| camel_case(without_id(it))).collect();
        let first = if determinant.is_empty() { relation.name.clone() } else { determinant };
        let second = words(&(part - key)).first().map(|it| format!("{first}{}", camel_case(it)));
        let numbered = (2..).map(|it| format!("{first}{it}"));
        let mut candidates = std::iter::once(first.clone()).chain(second).chain(numbered);
        let res = candidates.find(|it| !self.taken.contains(&folded(it)));
        let res = res.expect("the numbers do not end");
        self.take(&res);
        res
    }

    /// Makes a name free again that nothing got.
    pub(super) fn give_back(&mut self, name: &str) {
        self.taken.remove(&folded(name));
    }

    fn take(&mut self, name: &str) {
        self.taken.insert(folded(name));
    }
}

/// The part that goes on as the relation: one with a key of all of it, the largest of these, where the
/// model has a key the one with that.
pub(super) fn main_part(relation: &Relation, decomposition: &Decomposition) -> Option<usize> {
    let mut reasoner = crate::theory::Reasoner::new(&relation.dependencies);
    let declared = relation.dependencies.functional().first().filter(|_| relation.has_key);
    let parts = decomposition.parts.iter().enumerate();
    let rank = |(idx, part): (usize, &crate::theory::Part)| {
        let has_declared = declared.is_some_and(|it| it.from.is_subset(&part.attributes));
        let is_key = reasoner.is_superkey(&part.attributes);
        is_key.then_some((has_declared, part.attributes.len(), std::cmp::Reverse(idx)))
    };
    let (_, _, std::cmp::Reverse(idx)) = parts.filter_map(rank).max()?;
    Some(idx)
}

/// Names that differ by case, or whose tables would be called the same, are one.
fn folded(name: &str) -> String {
    snake_case(name).to_lowercase()
}

fn without_id(name: &str) -> &str {
    name.strip_suffix("_id").filter(|it| !it.is_empty()).unwrap_or(name)
}

/// `zip_code` → `ZipCode`, without what no plain name may have.
fn camel_case(name: &str) -> String {
    let words = name.split(|it: char| !is_name_continue(it) || it == '_');
    let mut res = String::new();
    for word in words {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            res.extend(first.to_uppercase());
            res.push_str(chars.as_str());
        }
    }
    match res.starts_with(is_name_start) {
        true => res,
        false => format!("Of{res}"),
    }
}
