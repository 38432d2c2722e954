//! The words of syntax mistakes.

use super::codes::*;
use crate::base::{Code, Diagnostic, Edit, Fix, Span};

pub(in crate::syntax) fn unclosed_bracket(span: Span, open: char) -> Diagnostic {
    let close = closing(open);
    Diagnostic::error(&UNCLOSED_BRACKET, span, format!("`{open}` is never closed"))
        .help(format!("add the missing `{close}`"))
}

pub(in crate::syntax) fn stray_bracket(span: Span, close: char) -> Diagnostic {
    Diagnostic::error(&STRAY_BRACKET, span, format!("`{close}` closes nothing"))
        .help(format!("remove it, or add the opening bracket of this `{close}`"))
}

pub(in crate::syntax) fn mismatched_bracket(
    span: Span,
    open_span: Span,
    close: char,
    open: char,
) -> Diagnostic {
    let wanted = closing(open);
    Diagnostic::error(&MISMATCHED_BRACKET, span, format!("`{close}` does not close `{open}`"))
        .because(open_span, "opened here")
        .help(format!("write `{wanted}`"))
        .fix(Fix::unsafe_(
            format!("replace it by `{wanted}`"),
            vec![Edit { span, text: wanted.to_string() }],
        ))
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

pub(in crate::syntax) fn unclosed_quote(span: Span, quote: char) -> Diagnostic {
    let what = if quote == '`' { "quoted name" } else { "string" };
    Diagnostic::error(&UNCLOSED_QUOTE, span, format!("this {what} has no end on its line"))
        .help(format!("add the closing `{quote}`"))
}

pub(in crate::syntax) fn unclosed_raw_string(span: Span) -> Diagnostic {
    Diagnostic::error(&UNCLOSED_QUOTE, span, "this text has no closing `\"\"\"`")
        .help("add `\"\"\"` behind its last line")
}

pub(in crate::syntax) fn unclosed_body(at: Span, opened: Span, header: &str) -> Diagnostic {
    let header = header.lines().next().unwrap_or_default();
    Diagnostic::error(&UNCLOSED_BODY, at, format!("the body of `{header}` is never closed"))
        .label("`}` is missing here")
        .because(opened, "opened here")
        .help("add `}` on a line of its own")
        .fix(Fix::safe("add the closing brace", vec![Edit { span: at, text: "\n}".to_owned() }]))
}

pub(in crate::syntax) fn missing_brace(at: Span, body_follows: bool) -> Diagnostic {
    let text = if body_follows { " {" } else { " {}" };
    let diagnostic = Diagnostic::error(&MISSING_BRACE, at, "`{` is missing here")
        .help("open the body with `{` at the end of this line");
    let title = if body_follows { "add the opening brace" } else { "add an empty body" };
    diagnostic.fix(Fix::safe(title, vec![Edit { span: at, text: text.to_owned() }]))
}

pub(in crate::syntax) fn misplaced_body(span: Span) -> Diagnostic {
    Diagnostic::error(&MISPLACED_BODY, span, "nothing can have a body here").help(
        "declare a `type Name { … }` beside the entity and use its name, or start a declaration at the first column",
    )
}

pub(in crate::syntax) fn nested_too_deeply(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(&NESTING_TOO_DEEP, span, format!("more than {limit} levels are nested here"))
        .help("split the expression, for instance with a derived attribute")
}

pub(in crate::syntax) fn declaration_on_same_line(span: Span) -> Diagnostic {
    Diagnostic::error(&CROWDED_LINE, span.at_start(), "a declaration starts on a line of its own")
        .help("start a new line here")
        .fix(Fix::safe(
            "start a new line",
            vec![Edit { span: span.at_start(), text: "\n".to_owned() }],
        ))
}

pub(in crate::syntax) fn text_behind_brace(span: Span) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, "nothing can follow the closing brace on its line")
        .help("move it to a line of its own, or remove it")
}

pub(in crate::syntax) fn crowded_body(span: Span) -> Diagnostic {
    Diagnostic::error(&CROWDED_LINE, span, "only attributes can share a line")
        .help("write every member of this body on a line of its own")
}

pub(in crate::syntax) fn trailing_separator(span: Span, separator: &str) -> Diagnostic {
    Diagnostic::error(&STRAY_SEPARATOR, span, format!("no `{separator}` follows a member"))
        .help("remove it: a member ends with its line")
        .fix(Fix::replace(format!("remove `{separator}`"), span, ""))
}

pub(in crate::syntax) fn stray_comma(span: Span) -> Diagnostic {
    Diagnostic::error(&STRAY_SEPARATOR, span, "this comma separates nothing")
        .help("remove it")
        .fix(Fix::replace("remove the comma", span, ""))
}

pub(in crate::syntax) fn missing_comma(at: Span) -> Diagnostic {
    Diagnostic::error(&MISSING_COMMA, at, "`,` is missing between two values")
        .help("add a comma")
        .fix(Fix::safe("add the comma", vec![Edit { span: at, text: ",".to_owned() }]))
}

pub(in crate::syntax) fn unknown_declaration(span: Span, word: &str, n_more: usize) -> Diagnostic {
    let message = if word.is_empty() {
        "no declaration starts like this".to_owned()
    } else {
        format!("`{word}` starts no declaration")
    };
    let more = match n_more {
        0 => String::new(),
        1 => " (and the line below)".to_owned(),
        n => format!(" (and {n} more lines below)"),
    };
    Diagnostic::error(&UNKNOWN_DECLARATION, span, message).help(format!(
        "start with `entity`, `relationship`, `enum`, `type`, `mixin`, `union`, `schema`, `view`, `native`, `import` or `model`{more}"
    ))
}

pub(in crate::syntax) fn misspelt_declaration(span: Span, word: &str, meant: &str) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_DECLARATION, span, format!("`{word}` starts no declaration"))
        .help(format!("did you mean `{meant}`?"))
        .fix(Fix::replace(format!("replace it by `{meant}`"), span, meant))
}

pub(in crate::syntax) fn unexpected(span: Span, found: &str, expected: &str) -> Diagnostic {
    let found =
        if found.is_empty() { "the end of the line".to_owned() } else { format!("`{found}`") };
    let message = format!("expected {expected}, found {found}");
    Diagnostic::error(&UNEXPECTED_TEXT, span, message).help(format!("write {expected} here"))
}

pub(in crate::syntax) fn superfluous(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, format!("`{found}` cannot stand here"))
        .help("remove it, or start a new line before it")
}

pub(in crate::syntax) fn unknown_word(span: Span, word: &str, meant: &str) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_WORD, span, format!("unknown word `{word}`"))
        .help(format!("did you mean `{meant}`?"))
        .fix(Fix::replace(format!("replace it by `{meant}`"), span, meant))
}

pub(in crate::syntax) fn missing_blank(span: Span, word: &str, rest: &str) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_WORD, span, format!("a blank is missing behind `{word}`"))
        .help(format!("write `{word} {rest}`"))
        .fix(Fix::replace("add the blank", span, format!("{word} {rest}")))
}

pub(in crate::syntax) fn reserved_name(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(&RESERVED_NAME, span, format!("`{word}` is a word of the language"))
        .label("starts a member of its own")
        .help(format!("as the name of an attribute, write it in backticks: `` `{word}` ``"))
        .fix(Fix::replace("put it in backticks", span, format!("`{word}`")))
}

pub(in crate::syntax) fn single_quotes(span: Span, fixed: String) -> Diagnostic {
    Diagnostic::error(&SINGLE_QUOTES, span, "strings stand in double quotes")
        .help(format!("write {fixed}"))
        .fix(Fix::replace("use double quotes", span, fixed))
}

pub(in crate::syntax) fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_ESCAPE, span, format!("`{escape}` is no escape"))
        .help("write `\\\\` for a backslash; the escapes are `\\\"`, `\\n`, `\\t`, `\\r`, `\\u{…}`")
}

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

pub(in crate::syntax) fn repeated_dialect(span: Span, first: Span, word: &str) -> Diagnostic {
    Diagnostic::error(&REPEATED_MODIFIER, span, format!("`{word}` is given twice"))
        .because(first, "first given here")
        .help("remove one of them")
}

pub(in crate::syntax) fn foreign(
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
    fix: Option<Fix>,
) -> Diagnostic {
    Diagnostic::error(&FOREIGN_SYNTAX, span, message).help(help).fix_opt(fix)
}

pub(in crate::syntax) fn foreign_file(span: Span, tool: &str, command: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(&FOREIGN_FILE, span, format!("this file is {tool}"));
    match command {
        Some(command) => diagnostic.help(format!("type `{command}` to get it as a model")),
        None => diagnostic.help(
            "erc has no reader for it; export it from that tool as SQL or DBML and import that",
        ),
    }
}

pub(in crate::syntax) fn forbidden_character(span: Span, c: char) -> Diagnostic {
    let code: &'static Code = &FORBIDDEN_CHARACTER;
    Diagnostic::error(code, span, format!("the character U+{:04X} cannot stand here", c as u32))
        .help(format!("remove it, or write it as `\\u{{{:x}}}` in a string", c as u32))
}
