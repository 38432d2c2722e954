//! Bodies: one member or value a line, or all on the line of the header.

use super::printer::Printer;
use super::{declaration, member, trivia, types};
use crate::syntax::ast::{Declaration, EnumValue, Member, MemberKind, Trivia};
use crate::syntax::spelling;

/// ` { … }` behind a header.
pub(super) fn members(printer: &mut Printer, of: &Declaration, members: &[Member]) {
    let is_bare = |it: &Member| {
        let has_comments = it.trivia.as_deref().is_some_and(has_comments);
        matches!(it.kind, MemberKind::Attribute(_)) && it.docs.is_none() && !has_comments
    };
    let may_be_inline = of.inline && of.body_end.comments.is_empty() && members.iter().all(is_bare);
    if members.is_empty() && of.body_end.comments.is_empty() {
        return printer.text(" {}");
    }
    let is_inline = may_be_inline
        && printer.attempt(|printer| {
            printer.text(" { ");
            printer.joined(members, ", ", member::member);
            printer.text(" }");
        });
    if !is_inline {
        broken(printer, of, |printer| {
            for (idx, it) in members.iter().enumerate() {
                member_line(printer, it, idx == 0);
            }
            members.is_empty()
        });
    }
}

fn has_comments(trivia: &Trivia) -> bool {
    !trivia.comments.is_empty() || trivia.trailing.is_some()
}

/// ` {`, the lines that `write` writes, the comments at the end, `}`. `write` answers whether there were none.
fn broken(printer: &mut Printer, of: &Declaration, write: impl FnOnce(&mut Printer) -> bool) {
    printer.text(" {");
    printer.end_line();
    printer.deeper(|printer| {
        let is_empty = write(printer);
        trivia::end(printer, &of.body_end, is_empty);
    });
    printer.begin_line();
    printer.text("}");
}

fn member_line(printer: &mut Printer, it: &Member, is_first: bool) {
    let none = Trivia::default();
    let around = it.trivia.as_deref().unwrap_or(&none);
    let docs = it.docs.as_deref();
    let behind = trivia::trailing_docs(docs, around);
    let above = if behind.is_some() { None } else { docs };
    trivia::above(printer, around, above, is_first);
    printer.begin_line();
    member::member(printer, it);
    printer.wrap_line();
    trivia::behind(printer, around, behind);
    printer.text("\n");
}

/// The values of an enum.
pub(super) fn values(printer: &mut Printer, of: &Declaration, values: &[EnumValue]) {
    let is_bare = |it: &EnumValue| it.docs.is_none() && !has_comments(&it.trivia);
    let may_be_inline = of.inline && of.body_end.comments.is_empty() && values.iter().all(is_bare);
    if values.is_empty() && of.body_end.comments.is_empty() {
        return printer.text(" {}");
    }
    let is_inline = may_be_inline
        && printer.attempt(|printer| {
            printer.text(" { ");
            printer.joined(values, ", ", value);
            printer.text(" }");
        });
    if !is_inline {
        broken(printer, of, |printer| {
            for (idx, it) in values.iter().enumerate() {
                value_line(printer, it, idx == 0);
            }
            values.is_empty()
        });
    }
}

fn value(printer: &mut Printer, value: &EnumValue) {
    types::name(printer, &value.name);
    if let Some(label) = &value.label {
        printer.text(" = ");
        spelling::write_string(&mut printer.out, &label.value);
    }
    types::annotations(printer, &value.annotations);
}

/// Every value ends with a comma, the last as well, so that one more is one more line.
fn value_line(printer: &mut Printer, it: &EnumValue, is_first: bool) {
    let docs = it.docs.as_deref();
    let behind = trivia::trailing_docs(docs, &it.trivia);
    let above = if behind.is_some() { None } else { docs };
    trivia::above(printer, &it.trivia, above, is_first);
    printer.begin_line();
    value(printer, it);
    printer.text(",");
    printer.wrap_line();
    trivia::behind(printer, &it.trivia, behind);
    printer.text("\n");
}

/// The declarations of a schema block.
pub(super) fn declarations(printer: &mut Printer, of: &Declaration, declarations: &[Declaration]) {
    if declarations.is_empty() && of.body_end.comments.is_empty() {
        return printer.text(" {}");
    }
    broken(printer, of, |printer| {
        for (idx, it) in declarations.iter().enumerate() {
            declaration::declaration(printer, it, idx == 0);
        }
        declarations.is_empty()
    });
}
