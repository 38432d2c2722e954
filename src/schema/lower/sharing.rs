//! `sharing (tenant)`: key columns of a reference that are columns of another attribute already.

use super::expansion::{Expansion, Place};
use super::identifiers::KeyColumn;
use super::layout::Slot;
use super::{Context, diags};
use crate::base::Name;
use crate::model::{Attribute, AttributeId, AttributeType, Step};

/// For each column of `key` the column that `item` shares for it, if it does.
pub(super) fn columns(
    cx: &Context<'_>,
    item: &Attribute,
    key: &[KeyColumn],
    place: Place<'_>,
    res: &mut Expansion,
) -> Vec<Option<Name>> {
    let mut shared = vec![None; key.len()];
    let Some(reference) = item.reference.as_ref() else { return shared };
    for &attribute in &reference.sharing {
        let here = columns_of(attribute, place, res);
        match matching(cx, attribute, &here, key) {
            Some(pairs) => pairs.into_iter().for_each(|(idx, name)| shared[idx] = Some(name)),
            None if key.is_empty() => {}
            None => {
                let other = &cx.model.attributes[attribute];
                let diagnostic =
                    diags::unmatched_sharing(item.span, &item.name, &other.name, other.name_span);
                res.problems.push(diagnostic);
            }
        }
    }
    shared
}

/// The columns of a shared attribute, in this expansion or in the table already.
fn columns_of(attribute: AttributeId, place: Place<'_>, res: &Expansion) -> Vec<Slot> {
    let is_its = |it: &&Slot| it.path.first() == Some(&Step::Attribute(attribute));
    let here = res.drafts.iter().map(|it| &it.slot).filter(is_its);
    let there = place.layout.into_iter().flat_map(|it| &it.slots).filter(is_its);
    let mut res: Vec<Slot> = Vec::new();
    for slot in here.chain(there) {
        if !res.iter().any(|it| it.column == slot.column) {
            res.push(slot.clone());
        }
    }
    res
}

/// Which columns of `key` the columns of `attribute` stand for: those of a part of the key that has its
/// name, or refers to the same entity; else the one of the same name.
fn matching(
    cx: &Context<'_>,
    attribute: AttributeId,
    columns: &[Slot],
    key: &[KeyColumn],
) -> Option<Vec<(usize, Name)>> {
    let shared = &cx.model.attributes[attribute];
    let has_name = |it: &Attribute| it.name == shared.name;
    let refers_alike = |it: &Attribute| match (&it.ty, &shared.ty) {
        (AttributeType::Entity(a), AttributeType::Entity(b)) => {
            cx.homes.root(*a) == cx.homes.root(*b)
        }
        _ => false,
    };
    let group = group(cx, key, columns.len(), &has_name)
        .or_else(|| group(cx, key, columns.len(), &refers_alike));
    if let Some(group) = group {
        return Some(group.into_iter().zip(columns.iter().map(|it| it.column.clone())).collect());
    }
    let [only] = columns else { return None };
    let idx = key.iter().position(|it| it.name.name == only.column)?;
    Some(vec![(idx, only.column.clone())])
}

/// The places of the columns of the first part of `key`, the least deep first, for which `is_meant` holds.
fn group(
    cx: &Context<'_>,
    key: &[KeyColumn],
    n_columns: usize,
    is_meant: &dyn Fn(&Attribute) -> bool,
) -> Option<Vec<usize>> {
    let deepest = key.iter().map(|it| it.path.len()).max().unwrap_or_default();
    for depth in 0..deepest {
        for column in key {
            let Some(Step::Attribute(step)) = column.path.get(depth) else { continue };
            if !is_meant(&cx.model.attributes[*step]) {
                continue;
            }
            let prefix = &column.path[..=depth];
            let places: Vec<usize> =
                (0..key.len()).filter(|&it| key[it].path.starts_with(prefix)).collect();
            if places.len() == n_columns {
                return Some(places);
            }
        }
    }
    None
}
