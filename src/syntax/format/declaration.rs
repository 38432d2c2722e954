//! Declarations.

use super::printer::Printer;
use super::{body, member, trivia, types};
use crate::syntax::ast::{
    Annotation, Declaration, DeclarationKind, Domain, Entity, Ident, Native, Participant, Path,
    Relationship, Union,
};
use crate::syntax::spelling;

/// A declaration with all that is around it.
pub(super) fn declaration(printer: &mut Printer, of: &Declaration, is_first: bool) {
    let docs = of.docs.as_deref();
    let behind = trivia::trailing_docs(docs, &of.trivia).filter(|_| is_on_one_line(of));
    let above = if behind.is_some() { None } else { docs };
    trivia::above(printer, &of.trivia, above, is_first);
    printer.begin_line();
    kind(printer, of);
    printer.wrap_line();
    trivia::behind(printer, &of.trivia, behind);
    printer.text("\n");
}

/// Whether documentation can stand behind a declaration: it has no body, or one on its line.
fn is_on_one_line(of: &Declaration) -> bool {
    match &of.kind {
        DeclarationKind::Model(_)
        | DeclarationKind::Import(_)
        | DeclarationKind::Domain(_)
        | DeclarationKind::Union(_)
        | DeclarationKind::Native(_)
        | DeclarationKind::View(_) => true,
        DeclarationKind::Relationship(it) => of.inline || !it.has_body,
        DeclarationKind::Enum(_)
        | DeclarationKind::Composite(_)
        | DeclarationKind::Mixin(_)
        | DeclarationKind::Entity(_) => of.inline,
        DeclarationKind::Schema(_) | DeclarationKind::Unknown(_) => false,
    }
}

fn kind(printer: &mut Printer, of: &Declaration) {
    match &of.kind {
        DeclarationKind::Model(it) => header(printer, "model", &it.name, &of.annotations),
        DeclarationKind::Import(it) => {
            printer.text("import ");
            spelling::write_string(&mut printer.out, &it.path.value);
        }
        DeclarationKind::Schema(it) => {
            header(printer, "schema", &it.name, &of.annotations);
            body::declarations(printer, of, &it.declarations);
        }
        DeclarationKind::Enum(it) => {
            header(printer, "enum", &it.name, &of.annotations);
            body::values(printer, of, &it.values);
        }
        DeclarationKind::Domain(it) => domain(printer, it, &of.annotations),
        DeclarationKind::Composite(it) => {
            header(printer, "type", &it.name, &of.annotations);
            body::members(printer, of, &it.members);
        }
        DeclarationKind::Union(it) => union(printer, it, &of.annotations),
        DeclarationKind::Mixin(it) => {
            header(printer, "mixin", &it.name, &[]);
            with(printer, &it.mixins);
            types::annotations(printer, &of.annotations);
            body::members(printer, of, &it.members);
        }
        DeclarationKind::Entity(it) => {
            entity(printer, it, &of.annotations);
            body::members(printer, of, &it.members);
        }
        DeclarationKind::Relationship(it) => {
            relationship(printer, it, &of.annotations);
            if it.has_body || !it.members.is_empty() {
                body::members(printer, of, &it.members);
            }
        }
        DeclarationKind::View(it) => {
            header(printer, "view", &it.name, &of.annotations);
            body::members(printer, of, &it.members);
            printer.text(" = ");
            types::sql(printer, &it.body);
        }
        DeclarationKind::Native(it) => native(printer, it, &of.annotations),
        // Only a text that could not be read has these, and such a text is copied.
        DeclarationKind::Unknown(names) => printer.joined(names, " ", types::name),
    }
}

fn header(printer: &mut Printer, word: &str, name: &Ident, annotations: &[Annotation]) {
    printer.text(word);
    printer.text(" ");
    types::name(printer, name);
    types::annotations(printer, annotations);
}

fn domain(printer: &mut Printer, domain: &Domain, annotations: &[Annotation]) {
    header(printer, "type", &domain.name, &[]);
    printer.text(" = ");
    types::type_ref(printer, &domain.ty);
    member::modifiers(printer, &domain.modifiers);
    types::annotations(printer, annotations);
}

fn union(printer: &mut Printer, union: &Union, annotations: &[Annotation]) {
    header(printer, "union", &union.name, &[]);
    printer.text(" = ");
    printer.header_parts(&union.alternatives, " |", types::path);
    types::annotations(printer, annotations);
}

fn entity(printer: &mut Printer, entity: &Entity, annotations: &[Annotation]) {
    if entity.is_abstract {
        printer.text("abstract ");
    }
    header(printer, "entity", &entity.name, &[]);
    if let Some(supertype) = &entity.supertype {
        printer.text(" extends ");
        types::path(printer, supertype);
    }
    with(printer, &entity.mixins);
    types::annotations(printer, annotations);
}

fn with(printer: &mut Printer, mixins: &[Path]) {
    if !mixins.is_empty() {
        printer.text(" with ");
        printer.joined(mixins, ", ", types::path);
    }
}

fn relationship(printer: &mut Printer, of: &Relationship, annotations: &[Annotation]) {
    header(printer, "relationship", &of.name, &[]);
    printer.text(": ");
    printer.header_parts(&of.participants, " --", participant);
    types::annotations(printer, annotations);
}

fn participant(printer: &mut Printer, participant: &Participant) {
    types::path(printer, &participant.entity);
    types::quantifier(printer, participant.quantifier);
    if let Some(role) = &participant.role {
        printer.text(" as ");
        types::name(printer, role);
    }
    let Participant { on_delete, on_update, deferrable, .. } = participant;
    member::actions(printer, *on_delete, *on_update, *deferrable);
    types::annotations(printer, &participant.annotations);
}

fn native(printer: &mut Printer, native: &Native, annotations: &[Annotation]) {
    printer.text("native ");
    printer.text(&native.kind.name);
    printer.text(" ");
    types::name(printer, &native.name);
    if let Some(entity) = &native.on {
        printer.text(" on ");
        types::path(printer, entity);
    }
    printer.text(" = ");
    types::sql(printer, &native.body);
    types::annotations(printer, annotations);
}
