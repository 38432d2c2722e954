//! Words, names and strings.

use super::clip;
use crate::base::{Code, Diagnostic, Edit, Fix, Span};

pub(super) static UNKNOWN_DECLARATION: Code = Code {
    name: "unknown-declaration",
    summary: "A line starts no declaration that the language knows",
    docs: "\
Outside of bodies stand declarations alone: `model`, `import`, `schema`, `enum`, `type`, `union`, `mixin`,
`entity`, `abstract entity`, `relationship`, `view`, `native`.
",
};

pub(super) static UNEXPECTED_TEXT: Code = Code {
    name: "unexpected-text",
    summary: "Something stands where the language expects something else",
    docs: "\
The message says what could stand there. The forms of all members and declarations are in the language
reference; `erc fmt` prints the canonical spelling of whatever can be read.
",
};

pub(super) static UNKNOWN_WORD: Code = Code {
    name: "unknown-word",
    summary: "A word is misspelt or not part of the language",
    docs: "\
Words are closed: only those of the language can stand behind a type. What a team wants to add stands in
an annotation with a dot, `@acme.retention(\"30d\")`, which is carried along and never checked.

```erd
email varchar(254) uniqe
```

```erd
email varchar(254) unique
```
",
};

pub(super) static MISSING_TYPE: Code = Code {
    name: "missing-type",
    summary: "An attribute has no type",
    docs: "\
An attribute is a name and a type: a scalar, an enum, a `type`, or another entity, which makes it a
reference.

```erd
email unique
```

```erd
email varchar(254) unique
```
",
};

pub(super) static MISSING_QUERY: Code = Code {
    name: "missing-query",
    summary: "A view has no query",
    docs: "\
The body of a view declares its attributes; the query behind it gives them their values.

```erd
view Active {
  id uuid
} = sql(\"select id from customer where deleted_at is null\")
```
",
};

pub(super) static INVALID_NAME: Code = Code {
    name: "invalid-name",
    summary: "A name holds something that wants backticks",
    docs: "\
A plain name holds letters, digits and `_`, and does not start with a digit. Any other name stands in
backticks, with the escapes of a string; in the database it has no backticks.

```erd
`first-name` varchar(80)
```
",
};

pub(super) static RESERVED_NAME: Code = Code {
    name: "reserved-name",
    summary: "A word of the language is used as a name without backticks",
    docs: "\
`key`, `unique`, `index`, `check`, `foreign`, `exclude`, `subtypes` and `join` start members of their own;
in expressions the words of operators and of the clauses behind a type are not read as names.
An attribute of such a name is written in backticks; in the database it has the plain name.

```erd
`key` varchar(80)
```
",
};

pub(super) static WRONG_QUOTES: Code = Code {
    name: "wrong-quotes",
    summary: "A string does not stand in straight double quotes",
    docs: "\
Strings stand in double quotes as the keyboard has them, `\"…\"`, with the escapes `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r` and `\\u{…}`.
",
};

pub(super) static UNKNOWN_ESCAPE: Code = Code {
    name: "unknown-escape",
    summary: "A backslash is followed by something that is no escape",
    docs: "\
The escapes are `\\\"`, `` \\` ``, `\\\\`, `\\n`, `\\t`, `\\r` and `\\u{…}` with one to six hexadecimal digits. A
backslash itself is written twice. In `\"\"\"…\"\"\"` nothing is escaped.
",
};

pub(super) static FORBIDDEN_CHARACTER: Code = Code {
    name: "forbidden-character",
    summary: "A character cannot stand in a model",
    docs: "\
Control characters other than line ends and tabs have no meaning; invisible characters and those that
override the direction of text can make a line say something else than it shows (Unicode Technical
Standard 39). In strings and quoted names they are written as `\\u{…}`. Words are separated by ordinary
blanks, tabs and line ends, not by the no-break space of a web page.
",
};

pub(in crate::syntax) fn unknown_declaration(span: Span, word: &str, n_more: usize) -> Diagnostic {
    let message = match word {
        "" => "no declaration starts like this".to_owned(),
        word => format!("`{}` starts no declaration", clip(word)),
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

/// `is_name` says whether the word behind `abstract` can be the name of an entity.
pub(in crate::syntax) fn abstract_what(span: Span, word: &str, is_name: bool) -> Diagnostic {
    let message = format!("expected `entity` behind `abstract`, found {}", found(word));
    let edit = Edit { span: span.at_start(), text: "entity ".to_owned() };
    Diagnostic::error(&UNEXPECTED_TEXT, span, message)
        .help("write `abstract entity Name { … }`: nothing else can be abstract")
        .fix_opt(is_name.then(|| Fix::safe("add `entity`", vec![edit])))
}

pub(in crate::syntax) fn incomplete(span: Span) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, "this ends too early")
        .help("write the rest of it on the same line")
}

pub(in crate::syntax) fn unexpected(span: Span, text: &str, expected: &str) -> Diagnostic {
    let message = format!("expected {expected}, found {}", found(text));
    Diagnostic::error(&UNEXPECTED_TEXT, span, message).help(format!("write {expected} here"))
}

fn found(text: &str) -> String {
    match text {
        "" => "the end of the line".to_owned(),
        text => format!("`{}`", clip(text)),
    }
}

pub(in crate::syntax) fn superfluous(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, format!("`{}` cannot stand here", clip(text)))
        .help("remove it, or start a new line before it")
}

pub(in crate::syntax) fn unknown_word(span: Span, word: &str, meant: &str) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_WORD, span, format!("unknown word `{}`", clip(word)))
        .help(format!("did you mean `{meant}`?"))
        .fix(Fix::replace(format!("replace it by `{meant}`"), span, meant))
}

pub(in crate::syntax) fn missing_blank(span: Span, word: &str, rest: &str) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_WORD, span, format!("a blank is missing behind `{word}`"))
        .help(format!("write `{word} {}`", clip(rest)))
        .fix(Fix::replace("add the blank", span, format!("{word} {rest}")))
}

pub(in crate::syntax) fn missing_type(name: Span, text: &str) -> Diagnostic {
    Diagnostic::error(&MISSING_TYPE, name, format!("attribute `{}` has no type", clip(text)))
        .help(format!("write a type behind the name: `{} varchar(80)`", clip(text)))
}

/// `between` is what separates the body of a view from the `=` on the next line.
pub(in crate::syntax) fn query_on_next_line(equal: Span, between: Span) -> Diagnostic {
    let edit = Edit { span: between, text: " ".to_owned() };
    Diagnostic::error(&MISSING_QUERY, equal, "the query of a view starts behind its `}`")
        .help("move `=` to the end of the line above")
        .fix(Fix::safe("move it", vec![edit]))
}

pub(in crate::syntax) fn view_without_query(span: Span) -> Diagnostic {
    Diagnostic::error(&MISSING_QUERY, span, "this view has no query")
        .help("write `} = sql(\"select …\")` behind its body")
}

/// `here` is the name as it should be written.
pub(in crate::syntax) fn invalid_name(span: Span, name: &str, here: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_NAME, span, format!("`{}` is no plain name", clip(name)))
        .help(format!(
            "use letters, digits and `_`, or write it in backticks: `` {} ``",
            clip(here)
        ))
        .fix(Fix::replace("put it in backticks", span, here))
}

pub(in crate::syntax) fn reserved_name(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(&RESERVED_NAME, span, format!("`{word}` is a word of the language"))
        .label("starts a member of its own")
        .help(format!("as the name of an attribute, write it in backticks: `` `{word}` ``"))
        .fix(Fix::replace("put it in backticks", span, format!("`{word}`")))
}

pub(in crate::syntax) fn reserved_operand(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(&RESERVED_NAME, span, format!("expected an expression, found `{word}`"))
        .label("a word of the language")
        .help(format!("write a value here; if an attribute has this name, `` `{word}` ``"))
}

pub(in crate::syntax) fn dotted_function(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{}` is no function", clip(name));
    Diagnostic::error(&UNEXPECTED_TEXT, span, message)
        .help("write the name of a portable function, or the whole call in `sql(\"…\")`")
}

/// `form` is how the word is used.
pub(in crate::syntax) fn malformed_call(span: Span, word: &str, form: &str) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, format!("`{word}` is no function"))
        .help(format!("write `{form}`"))
}

/// `fixed` is the string in double quotes.
pub(in crate::syntax) fn single_quotes(span: Span, fixed: String) -> Diagnostic {
    Diagnostic::error(&WRONG_QUOTES, span, "strings stand in double quotes")
        .help(format!("write {}", clip(&fixed)))
        .fix(Fix::replace("use double quotes", span, fixed))
}

/// `fixed` is the string in straight quotes.
pub(in crate::syntax) fn odd_quotes(span: Span, fixed: &str) -> Diagnostic {
    Diagnostic::error(&WRONG_QUOTES, span, "strings stand in straight double quotes")
        .help(format!("write {}", clip(fixed)))
        .fix(Fix::replace("use straight quotes", span, fixed))
}

pub(in crate::syntax) fn odd_blank(span: Span, c: char) -> Diagnostic {
    let code = c as u32;
    let message = format!("the blank U+{code:04X} separates nothing");
    Diagnostic::error(&FORBIDDEN_CHARACTER, span, message)
        .help("write an ordinary blank")
        .fix(Fix::replace("write an ordinary blank", span, " "))
}

pub(in crate::syntax) fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    let backslash = Edit { span: Span { end: span.start + 1, ..span }, text: "\\\\".to_owned() };
    Diagnostic::error(&UNKNOWN_ESCAPE, span, format!("`{escape}` is no escape"))
        .help("write `\\\\` for a backslash; the escapes are `\\\"`, `\\n`, `\\t`, `\\r`, `\\u{…}`")
        .fix(Fix::unsafe_("write the backslash twice", vec![backslash]))
}

pub(in crate::syntax) fn forbidden_character(span: Span, c: char) -> Diagnostic {
    let code = c as u32;
    let message = format!("the character U+{code:04X} cannot stand here");
    Diagnostic::error(&FORBIDDEN_CHARACTER, span, message)
        .help(format!("remove it, or write it as `\\u{{{code:x}}}` in a string"))
}
