//! Finding the declaration of a relation among the files, and what stands in its body.

use crate::base::Span;
use crate::syntax::ast::{Declaration, DeclarationKind, File, Member};

/// Where a declaration is.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) file: usize,
    /// The place of the schema block around it.
    block: Option<usize>,
    idx: usize,
}

/// The declaration whose name stands at `name`.
pub(super) fn find(files: &[File], name: Span) -> Option<Place> {
    let file = files.iter().position(|it| it.id == name.file)?;
    let is_it = |it: &Declaration| it.kind.name().is_some_and(|it| it.span == name);
    let declarations = &files[file].declarations;
    if let Some(idx) = declarations.iter().position(is_it) {
        return Some(Place { file, block: None, idx });
    }
    declarations.iter().enumerate().find_map(|(block, it)| {
        let DeclarationKind::Schema(inner) = &it.kind else { return None };
        let idx = inner.declarations.iter().position(is_it)?;
        Some(Place { file, block: Some(block), idx })
    })
}

impl Place {
    /// The declaration.
    pub(super) fn get(self, files: &[File]) -> Option<&Declaration> {
        let declarations = &files.get(self.file)?.declarations;
        match self.block {
            None => declarations.get(self.idx),
            Some(block) => {
                let DeclarationKind::Schema(it) = &declarations.get(block)?.kind else {
                    return None;
                };
                it.declarations.get(self.idx)
            }
        }
    }

    /// Puts `with` in its place.
    pub(super) fn replace(self, files: &mut [File], with: Vec<Declaration>) {
        let Some(file) = files.get_mut(self.file) else { return };
        let list = match self.block {
            None => &mut file.declarations,
            Some(block) => match file.declarations.get_mut(block).map(|it| &mut it.kind) {
                Some(DeclarationKind::Schema(it)) => &mut it.declarations,
                _ => return,
            },
        };
        if self.idx < list.len() {
            list.splice(self.idx..=self.idx, with);
        }
    }
}

/// The members of an entity, relationship or composite type.
pub(super) fn members(declaration: &Declaration) -> Option<&Vec<Member>> {
    match &declaration.kind {
        DeclarationKind::Entity(it) => Some(&it.members),
        DeclarationKind::Relationship(it) => Some(&it.members),
        DeclarationKind::Composite(it) => Some(&it.members),
        DeclarationKind::Model(_)
        | DeclarationKind::Import(_)
        | DeclarationKind::Schema(_)
        | DeclarationKind::Enum(_)
        | DeclarationKind::Domain(_)
        | DeclarationKind::Union(_)
        | DeclarationKind::Mixin(_)
        | DeclarationKind::View(_)
        | DeclarationKind::Native(_)
        | DeclarationKind::Unknown(_) => None,
    }
}

/// The same to be changed.
pub(super) fn members_mut(declaration: &mut Declaration) -> Option<&mut Vec<Member>> {
    match &mut declaration.kind {
        DeclarationKind::Entity(it) => Some(&mut it.members),
        DeclarationKind::Relationship(it) => Some(&mut it.members),
        DeclarationKind::Composite(it) => Some(&mut it.members),
        DeclarationKind::Model(_)
        | DeclarationKind::Import(_)
        | DeclarationKind::Schema(_)
        | DeclarationKind::Enum(_)
        | DeclarationKind::Domain(_)
        | DeclarationKind::Union(_)
        | DeclarationKind::Mixin(_)
        | DeclarationKind::View(_)
        | DeclarationKind::Native(_)
        | DeclarationKind::Unknown(_) => None,
    }
}
