//! From the ast to the one canonical text.
//!
//! Every file has one spelling: two blanks a level, nothing aligned, one attribute a line. What could not
//! be read is copied word for word.

mod body;
mod declaration;
mod expression;
mod member;
mod printer;
mod trivia;
mod types;
mod verbatim;
mod wrap;

use super::ast::{self, TypeRef};
use crate::base::Expr;
use printer::Printer;

/// The canonical text of a file. `text` is what the file was read from; where mistakes were found in it,
/// the declarations around them are copied from there. A file that no text says needs none.
pub fn format(file: &ast::File, text: &str) -> String {
    let mut printer = Printer::with_capacity(text.len() + text.len() / 8);
    verbatim::file(&mut printer, file, text);
    printer.finish()
}

/// An expression as it is written in a model: with as few brackets as its operators allow, and those around an
/// `and` inside an `or`.
/// `reference` writes a name.
pub fn print_expression<R>(expr: &Expr<R>, mut reference: impl FnMut(&mut String, &R)) -> String {
    let mut printer = Printer::with_capacity(64);
    expression::expression(&mut printer, expr, &mut reference);
    printer.finish_line()
}

/// A path where an expression wants a value: what [`print_expression`] takes for expressions of the ast.
pub fn print_reference(out: &mut String, path: &ast::Path) {
    types::write_path(out, path, &super::spelling::ATTRIBUTE_WORDS);
}

/// A type as it is written in a model.
pub(super) fn print_type(ty: &TypeRef) -> String {
    let mut printer = Printer::with_capacity(16);
    types::type_ref(&mut printer, ty);
    printer.finish_line()
}
