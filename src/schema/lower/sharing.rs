//! `sharing (tenant)`: key columns of a reference that are columns of another attribute already.

use super::Context;
use super::expansion::{Expansion, Place};
use super::identifiers::KeyColumn;
use crate::base::Name;
use crate::model::{Attribute, AttributeId, EntityId, SharedPart, Step};

/// For each column of `key`, that of `target`, the column that `item` shares for it, if it does.
pub(super) fn columns(
    cx: &Context<'_>,
    item: &Attribute,
    target: EntityId,
    place: Place<'_>,
    res: &Expansion,
) -> Vec<Option<Name>> {
    let key = &cx.identifiers[cx.homes.root(target).idx()];
    let mut shared = vec![None; key.len()];
    let parts = item.reference.iter().flat_map(|it| &it.shared_parts);
    for part in parts.filter(|it| it.target == target) {
        let here = columns_of(part.attribute, place, res);
        let there = columns_in_key(part, key);
        for (place, (idx, rest)) in there.iter().enumerate() {
            // Two references to one entity lead on alike; other values have their parts in one order.
            let alike = here.iter().find(|it| it.0 == *rest);
            let inline = (here.len() == there.len()).then(|| &here[place]);
            if let Some((_, column)) = alike.or(inline) {
                shared[*idx] = Some(column.clone());
            }
        }
    }
    shared
}

/// The columns of a shared attribute, in this expansion or in the table already, each with the way to it.
fn columns_of(attribute: AttributeId, place: Place<'_>, res: &Expansion) -> Vec<(Vec<Step>, Name)> {
    let here = res.drafts.iter().map(|it| &it.slot);
    let there = place.layout.into_iter().flat_map(|it| &it.slots);
    let mut res: Vec<(Vec<Step>, Name)> = Vec::new();
    for slot in here.chain(there) {
        let Some(rest) = slot.path.strip_prefix(&[Step::Attribute(attribute)]) else { continue };
        if !res.iter().any(|it| it.0 == rest) {
            res.push((rest.to_vec(), slot.column.clone()));
        }
    }
    res
}

/// The columns of a part of `key`, by place, each with the way to it.
fn columns_in_key<'k>(part: &'k SharedPart, key: &'k [KeyColumn]) -> Vec<(usize, &'k [Step])> {
    let of = |(idx, column): (usize, &'k KeyColumn)| {
        column.behind(&part.part.steps).map(move |rest| (idx, rest)).collect::<Vec<_>>()
    };
    key.iter().enumerate().flat_map(of).collect()
}
