//! The foreign keys between the parts of a decomposition.

use super::judgement::Part;
use crate::theory::attribute_set::AttributeSet;

/// What one part has on `attributes` appears in another, of which `attributes` are a candidate key:
/// a foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The place of the part that refers.
    pub from: usize,
    /// The place of the part that is referred to.
    pub to: usize,
    /// A candidate key of `to`, all in `from`.
    pub attributes: AttributeSet,
}

/// The foreign keys, but for those that follow from others.
///
/// All parts are projections of one relation, so any two have the same values on what they share.
/// Where two parts share a key of both, the later one refers to the earlier one.
pub(super) fn inclusions(parts: &[Part]) -> Vec<Inclusion> {
    let mut all = Vec::new();
    for from in 0..parts.len() {
        for to in (0..parts.len()).filter(|to| *to != from) {
            all.extend(inclusion(parts, from, to));
        }
    }
    let follows = |it: &Inclusion| {
        let mut first = all.iter().filter(|first| {
            first.from == it.from && first.to != it.to && it.attributes.is_subset(&first.attributes)
        });
        first.any(|first| {
            all.iter().any(|second| {
                second.from == first.to && second.to == it.to && second.attributes == it.attributes
            })
        })
    };
    all.iter().filter(|it| !follows(it)).cloned().collect()
}

fn inclusion(parts: &[Part], from: usize, to: usize) -> Option<Inclusion> {
    let mut keys = parts[to].analysis.keys.keys.iter();
    let key = keys.find(|key| !key.is_empty() && key.is_subset(&parts[from].attributes))?;
    let is_mutual = parts[from].analysis.keys.keys.contains(key);
    (!is_mutual || to < from).then(|| Inclusion { from, to, attributes: key.clone() })
}
