//! What can be wrong with a model of another tool.

use crate::base::{Code, Diagnostic, Span};

/// Every code of this room.
pub static CODES: &[&Code] = &[&NOT_READ, &UNKNOWN_NAME];

static NOT_READ: Code = Code {
    name: "unreadable-import",
    summary: "A model of another tool has something that its own language does not allow",
    docs: "\
Models in DBML, Prisma's schema language, Mermaid, AML, `.er` and PlantUML are read as their own tools read them. What
does not belong to the language is left out and named; reading goes on behind it, so that everything else is there.
Mend the file, or leave the line out.
",
};

static UNKNOWN_NAME: Code = Code {
    name: "unknown-import-name",
    summary: "A model of another tool speaks of a table, column or type that it does not have",
    docs: "\
A reference, an index or a group of an imported model names something that the model does not declare. It is left out.
Names are compared as the language of the model compares them.
",
};

pub(super) fn not_read(span: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::error(&NOT_READ, span, message).help(help)
}

pub(super) fn unknown_name(span: Span, message: String, help: Option<String>) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_NAME, span, message).help_opt(help)
}

/// Whether a mistake is in how something is written.
pub(super) fn is_syntax(it: &Diagnostic) -> bool {
    it.code.name == NOT_READ.name
}
