//! What is written as in another language.

use crate::base::{Code, Diagnostic, Fix, Span};

pub(super) static FOREIGN_SYNTAX: Code = Code {
    name: "foreign-syntax",
    summary: "Something is written as in another language",
    docs: "\
The spelling comes from SQL, DBML, Prisma or another modelling language. The message gives the one used
here.

| elsewhere | here |
|---|---|
| `name: varchar(80)` | `name varchar(80)` |
| `Table users {`, `model User {` | `entity User {` |
| `id int [pk]`, `id Int @id`, `id int primary key` | `id int key` |
| `email text not null` | `email text` (never null unless `?`) |
| `email text null` | `email text?` |
| `author_id int [ref: > users.id]`, `author_id int -> User` | `author User` |
| `constraint pk primary key (a, b)` | `key pk: (a, b)` |
| `a != b && c == d` | `a <> b and c = d` |
",
};

pub(super) static FOREIGN_COMMENT: Code = Code {
    name: "foreign-comment",
    summary: "A comment is written as in another language",
    docs: "\
A comment starts with `//` and ends with its line; documentation, which reaches the database and the
diagram, starts with `///`. There is no `#`, no `--` and no `/* */`.
",
};

pub(super) static FOREIGN_FILE: Code = Code {
    name: "foreign-file",
    summary: "The file is a model of another tool",
    docs: "\
`.erd` and its neighbours are used by several tools. What erc recognises it can import:
`erc import FILE` prints the same model in its own language.
",
};

pub(in crate::syntax) fn foreign(
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
    fix: Option<Fix>,
) -> Diagnostic {
    Diagnostic::error(&FOREIGN_SYNTAX, span, message).help(help).fix_opt(fix)
}

pub(in crate::syntax) fn foreign_comment(span: Span, mark: &str, fix: Fix) -> Diagnostic {
    Diagnostic::error(&FOREIGN_COMMENT, span, format!("a comment does not start with `{mark}`"))
        .help("write `//`")
        .fix(fix)
}

pub(in crate::syntax) fn foreign_file(span: Span, tool: &str, can_import: bool) -> Diagnostic {
    let help = match can_import {
        true => "type `erc import FILE` to get it as a model",
        false => {
            "erc has no reader for it; export it from that tool as SQL or DBML and import that"
        }
    };
    Diagnostic::error(&FOREIGN_FILE, span, format!("this file is {tool}")).help(help)
}
