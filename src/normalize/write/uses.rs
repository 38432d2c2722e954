//! Indexes in the entities that use a composite type which refers to others from now on.

use super::declarations::{find, members_mut};
use super::indexing::is_indexed;
use super::members::index;
use crate::model::{CompositeId, EntityGraph};
use crate::normalize::build::places;
use crate::normalize::naming::main_part;
use crate::normalize::relation::{Owner, Relation};
use crate::normalize::study::Study;
use crate::syntax::ast::{DeclarationKind, File};

/// Adds an index for each reference of the composite type to every entity that has one of it, where none
/// starts so already. A type itself can have none, and neither can the table of an attribute with many values.
/// Answers which files are different.
pub(super) fn index_uses(
    files: &mut [File],
    model: &EntityGraph,
    relations: &[Relation],
    composite: CompositeId,
    study: &Study,
) -> Vec<usize> {
    let main = main_part(&study.relation, &study.decomposition);
    let inclusions = study.decomposition.inclusions.iter().filter(|it| Some(it.from) == main);
    let references: Vec<Vec<String>> =
        inclusions.map(|it| study.relation.names(&it.attributes)).collect();
    let mut res = Vec::new();
    for (relation, way) in places(model, relations, composite) {
        let Owner::Entity(_) = relation.owner else { continue };
        let Some(place) = find(files, relation.span) else { continue };
        let Some(mut declaration) = place.get(files).cloned() else { continue };
        let DeclarationKind::Entity(_) = &declaration.kind else { continue };
        let Some(members) = members_mut(&mut declaration) else { continue };
        for reference in &references {
            let names: Vec<String> = reference.iter().map(|it| format!("{way}.{it}")).collect();
            if !is_indexed(members, &names) {
                super::outcome::insert(members, vec![index(&names)], Vec::new());
            }
        }
        place.replace(files, vec![declaration]);
        res.push(place.file);
    }
    res
}
