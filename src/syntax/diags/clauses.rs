//! Clauses that can be read and yet are out of order, said twice, or impossible.

use crate::base::{Code, Diagnostic, Fix, Span};

pub(super) static MODIFIER_ORDER: Code = Code {
    name: "modifier-order",
    summary: "The words behind a type stand in an unusual order",
    docs: "\
Behind the type and its quantifier the order is: `key`, `unique`, `identity`, `= …`, `:= …`, `check …`,
`references …`, `sharing …`, `on delete …`, `on update …`, `deferrable …`, `inverse …`, annotations.
One order means that two people write the same line.
",
};

pub(super) static REPEATED_MODIFIER: Code = Code {
    name: "repeated-modifier",
    summary: "The same clause is written twice",
    docs: "\
Each clause can be said once. Only `check` may be repeated; all of them must hold.
",
};

pub(super) static CHAINED_COMPARISON: Code = Code {
    name: "chained-comparison",
    summary: "Two comparisons follow one another without brackets",
    docs: "\
`a < b < c` would compare a truth value with `c`. Write `a < b and b < c`, or `b between a and c`.
",
};

pub(super) static INVALID_NUMBER: Code = Code {
    name: "invalid-number",
    summary: "A number is too large for its place",
    docs: "\
Lengths, precisions and quantifiers are whole numbers below 4 294 967 296; the upper end of a quantifier is
not below its lower end and not 0.
",
};

pub(super) static INVALID_TYPE_ARGUMENTS: Code = Code {
    name: "invalid-type-arguments",
    summary: "What stands in the brackets of a type is no whole number",
    docs: "\
Types take whole numbers: `varchar(80)`, `decimal(12, 2)`. Only `sql` takes a text.
",
};

pub(super) static UNKNOWN_DIALECT: Code = Code {
    name: "unknown-dialect",
    summary: "A database is named that erc does not know",
    docs: "\
The dialects are `postgres`, `mysql`, `mariadb` and `sqlite`.

```erd
search sql(postgres: \"tsvector\", mysql: \"text\", mariadb: \"text\", sqlite: \"text\")?
```
",
};

pub(in crate::syntax) fn modifier_order(
    span: Span,
    late: &str,
    before: Span,
    early: &str,
    fix: Fix,
) -> Diagnostic {
    Diagnostic::error(&MODIFIER_ORDER, span, format!("`{late}` stands before `{early}`"))
        .because(before, "this comes later")
        .help(format!("move `{late}` in front of `{early}`"))
        .fix(fix)
}

pub(in crate::syntax) fn repeated_modifier(span: Span, first: Span, words: &str) -> Diagnostic {
    Diagnostic::error(&REPEATED_MODIFIER, span, format!("`{words}` is said twice"))
        .because(first, "first said here")
        .help("remove one of them")
}

pub(in crate::syntax) fn repeated_dialect(span: Span, first: Span, word: &str) -> Diagnostic {
    Diagnostic::error(&REPEATED_MODIFIER, span, format!("`{word}` is given twice"))
        .because(first, "first given here")
        .help("remove one of them")
}

pub(in crate::syntax) fn chained_comparison(span: Span) -> Diagnostic {
    Diagnostic::error(&CHAINED_COMPARISON, span, "comparisons do not chain")
        .help("join two comparisons with `and`, or put one of them in brackets")
}

pub(in crate::syntax) fn number_too_large(span: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_NUMBER, span, "this number is too large")
        .help("write a whole number below 4294967296")
}

pub(in crate::syntax) fn empty_range(span: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_NUMBER, span, "this quantifier allows nothing")
        .help("the upper end must be at least 1 and not below the lower end")
}

/// `wants` is how the type is written.
pub(in crate::syntax) fn type_arguments(span: Span, ty: &str, wants: &str) -> Diagnostic {
    let message = format!("`{ty}` takes whole numbers in its brackets");
    let help = match wants == ty {
        true => format!("write `{ty}`"),
        false => format!("write `{wants}`, with numbers for the letters"),
    };
    Diagnostic::error(&INVALID_TYPE_ARGUMENTS, span, message).help(help)
}

pub(in crate::syntax) fn text_as_type_argument(span: Span) -> Diagnostic {
    Diagnostic::error(&INVALID_TYPE_ARGUMENTS, span, "only `sql` takes a text")
        .help("write `sql(\"…\")` for the type of one database, or numbers in the brackets")
}

pub(in crate::syntax) fn unknown_dialect(
    span: Span,
    word: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(&UNKNOWN_DIALECT, span, format!("no dialect is called `{word}`"));
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(Fix::replace(
            format!("replace it by `{meant}`"),
            span,
            meant,
        )),
        None => diagnostic.help("the dialects are `postgres`, `mysql`, `mariadb` and `sqlite`"),
    }
}
