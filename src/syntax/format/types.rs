//! Names, types, quantifiers, annotations, SQL texts.

use super::printer::Printer;
use crate::base::SqlText;
use crate::syntax::ast::{
    Annotation, AnnotationArgument, AnnotationValue, Ident, Path, Quantifier, QuantifierKind,
    TypeKind, TypeRef,
};
use crate::syntax::spelling;
use std::fmt::Write as _;

/// A name where no word is reserved.
pub(super) fn name(printer: &mut Printer, name: &Ident) {
    spelling::write_name(&mut printer.out, &name.name, &[]);
}

/// A path where no word is reserved.
pub(super) fn path(printer: &mut Printer, path: &Path) {
    write_path(&mut printer.out, path, &[]);
}

/// A path whose first name must not be one of the `reserved` words.
pub(super) fn write_path(out: &mut String, path: &Path, reserved: &[&str]) {
    spelling::write_name(out, &path.first.name, reserved);
    for part in &path.rest {
        out.push('.');
        spelling::write_name(out, &part.name, &[]);
    }
}

/// The name of an attribute.
pub(super) fn attribute_name(printer: &mut Printer, name: &Ident) {
    spelling::write_name(&mut printer.out, &name.name, &spelling::ATTRIBUTE_WORDS);
}

/// The path of an attribute.
pub(super) fn attribute(printer: &mut Printer, path: &Path) {
    write_path(&mut printer.out, path, &spelling::ATTRIBUTE_WORDS);
}

/// `(a, b)`
pub(super) fn attributes(printer: &mut Printer, paths: &[Path]) {
    printer.list(paths, attribute);
}

pub(super) fn type_ref(printer: &mut Printer, ty: &TypeRef) {
    match &ty.kind {
        TypeKind::Named { path, arguments } => {
            write_path(&mut printer.out, path, &spelling::TYPE_STOPS);
            if !arguments.is_empty() {
                printer.text("(");
                printer.joined(arguments, ", ", |printer, it| number(printer, *it));
                printer.text(")");
            }
        }
        TypeKind::Sql(sql) => self::sql(printer, sql),
    }
    if ty.is_array {
        printer.text("[]");
    }
}

fn number(printer: &mut Printer, number: u32) {
    write!(printer.out, "{number}").expect("a String takes all text");
}

pub(super) fn quantifier(printer: &mut Printer, quantifier: Quantifier) {
    match quantifier.kind {
        QuantifierKind::One => {}
        QuantifierKind::Optional => printer.text("?"),
        QuantifierKind::Any => printer.text("*"),
        QuantifierKind::Some => printer.text("+"),
        QuantifierKind::Range { min, max } => {
            printer.text("{");
            number(printer, min);
            if max != Some(min) {
                printer.text("..");
            }
            if let Some(max) = max.filter(|it| *it != min) {
                number(printer, max);
            }
            printer.text("}");
        }
    }
}

/// ` @a @b(…)`: each behind a blank.
pub(super) fn annotations(printer: &mut Printer, annotations: &[Annotation]) {
    for annotation in annotations {
        printer.text(" @");
        path(printer, &annotation.name);
        if !annotation.arguments.is_empty() {
            printer.list(&annotation.arguments, argument);
        }
    }
}

fn argument(printer: &mut Printer, argument: &AnnotationArgument) {
    if let Some(name) = &argument.name {
        self::name(printer, name);
        printer.text(": ");
    }
    match &argument.value {
        AnnotationValue::Name(parts) => printer.joined(parts, ".", |printer, it| {
            dashed_name(printer, it);
        }),
        AnnotationValue::String(text) => spelling::write_string(&mut printer.out, text),
        AnnotationValue::Number(digits) => printer.text(digits),
        AnnotationValue::Bool(true) => printer.text("true"),
        AnnotationValue::Bool(false) => printer.text("false"),
        AnnotationValue::Sql(sql) => self::sql(printer, sql),
    }
}

/// A name of an annotation may hold single dashes before letters and digits.
fn dashed_name(printer: &mut Printer, name: &str) {
    let is_plain = name.split('-').enumerate().all(|(idx, part)| match idx {
        0 => crate::base::is_plain_name(part),
        _ => !part.is_empty() && part.chars().all(crate::base::is_name_continue),
    });
    if is_plain && !matches!(name, "true" | "false") {
        printer.text(name);
    } else {
        spelling::write_quoted_name(&mut printer.out, name);
    }
}

/// `sql("…")`, or a text for each dialect.
pub(super) fn sql(printer: &mut Printer, sql: &SqlText) {
    printer.text("sql");
    match &sql.bare {
        Some(text) => {
            printer.text("(");
            sql_text(printer, text);
            printer.text(")");
        }
        None => printer.list(&sql.named, |printer, (dialect, text)| {
            printer.text(dialect.name());
            printer.text(": ");
            sql_text(printer, text);
        }),
    }
}

/// SQL of several lines stands as it is, all other with escapes.
fn sql_text(printer: &mut Printer, text: &str) {
    let is_raw = text.contains('\n')
        && !text.contains("\"\"\"")
        && !text.ends_with('"')
        && !text.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\t'))
        && !text.chars().any(spelling::is_invisible);
    if is_raw {
        printer.text("\"\"\"");
        printer.text(text);
        printer.text("\"\"\"");
    } else {
        spelling::write_string(&mut printer.out, text);
    }
}
