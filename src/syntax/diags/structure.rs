//! Brackets, quotes, bodies and lines: what holds a file together.

use super::clip;
use crate::base::{Code, Diagnostic, Edit, Fix, Span};

pub(super) static UNCLOSED_BRACKET: Code = Code {
    name: "unclosed-bracket",
    summary: "A bracket is opened and never closed",
    docs: "\
A member ends with its line. Inside `( )` and `[ ]` it goes on only while the next line is indented
deeper or starts with the closing bracket, so a forgotten bracket costs one member and no more.

```erd
index (customer, created_at desc
```

Close it:

```erd
index (customer, created_at desc)
```
",
};

pub(super) static STRAY_BRACKET: Code = Code {
    name: "stray-bracket",
    summary: "A closing bracket closes nothing",
    docs: "\
There is a `)`, `]` or `}` without its partner before it. Remove it, or add the opening one.

```erd
key tenant, id)
```

```erd
key (tenant, id)
```
",
};

pub(super) static MISMATCHED_BRACKET: Code = Code {
    name: "mismatched-bracket",
    summary: "A bracket is closed by one of another kind",
    docs: "\
`(` is closed by `)`, `[` by `]` and `{` by `}`.

```erd
key (tenant, id]
```

```erd
key (tenant, id)
```
",
};

pub(super) static UNCLOSED_QUOTE: Code = Code {
    name: "unclosed-quote",
    summary: "A string or quoted name has no end",
    docs: "\
`\"…\"` and `` `…` `` end on the line they start on. A text of several lines stands in `\"\"\"…\"\"\"`,
which ends at the next `\"\"\"`.

```erd
enum Status { paid = \"PAID }
```

```erd
enum Status { paid = \"PAID\" }
```
",
};

pub(super) static UNCLOSED_BODY: Code = Code {
    name: "unclosed-body",
    summary: "A body has no closing brace",
    docs: "\
A declaration that is not indented deeper than the block before it ends that block, closed or not.
The message stands where the `}` is missing.

```erd
entity Customer {
  id uuid key

entity Order {
  id bigint key
}
```
",
};

pub(super) static MISSING_BRACE: Code = Code {
    name: "missing-brace",
    summary: "A declaration has no opening brace",
    docs: "\
Entities, mixins, enums, schemas, views and composite types hold their members in braces.

```erd
entity Customer
  id uuid key
}
```

```erd
entity Customer {
  id uuid key
}
```
",
};

pub(super) static MISPLACED_BODY: Code = Code {
    name: "misplaced-body",
    summary: "A brace is opened where nothing can have a body",
    docs: "\
Members have no bodies of their own. A group of attributes that belong together is a composite type,
declared beside the entity and used by name.

```erd
entity Customer {
  ship_to {
    city varchar(80)
  }
}
```

```erd
type Address {
  city varchar(80)
}

entity Customer {
  ship_to Address
}
```
",
};

pub(super) static MISPLACED_DECLARATION: Code = Code {
    name: "misplaced-declaration",
    summary: "A declaration stands where it cannot",
    docs: "\
`model` stands once, before all others. `model`, `import` and `schema` stand outside of schema blocks, and
no declaration stands inside the body of an entity, a type or a relationship.

```erd
entity Order {
  enum Status { open, paid }
}
```

```erd
enum Status { open, paid }

entity Order {
  status Status
}
```
",
};

pub(super) static NESTING_TOO_DEEP: Code = Code {
    name: "nesting-too-deep",
    summary: "Brackets, `case` or operators nest too deeply",
    docs: "\
An expression may nest 64 brackets and `case`s, and 256 operators other than `and` and `or`, which may
be chained without limit. Split the expression: a derived attribute can hold a part of it.
",
};

pub(super) static TOO_LONG: Code = Code {
    name: "too-long",
    summary: "A member or header is longer than a megabyte",
    docs: "\
What a person writes is shorter; what a machine writes can be split: a long list of values is an enum, a
long SQL text several native objects.
",
};

pub(super) static TOO_MANY_MISTAKES: Code = Code {
    name: "too-many-mistakes",
    summary: "A file has more mistakes than are shown",
    docs: "\
After a thousand mistakes in one file the rest is not told. Mend the first ones; they may be the cause of
the others.
",
};

pub(super) static CROWDED_LINE: Code = Code {
    name: "crowded-line",
    summary: "Two things share a line that should have one each",
    docs: "\
A declaration starts on a line of its own, and so does a member. Only a body that holds attributes alone
may be written on one line, with commas between them.

```erd
type Address { street varchar(80), zip char(5) }
```
",
};

pub(super) static STRAY_SEPARATOR: Code = Code {
    name: "stray-separator",
    summary: "A comma or semicolon separates nothing",
    docs: "\
A member ends with its line; no comma and no semicolon follows it. Commas stand between the values of an
enum, in lists, and between the attributes of a body on one line.

```erd
entity Customer {
  id uuid key,
}
```

```erd
entity Customer {
  id uuid key
}
```
",
};

pub(super) static MISSING_SEPARATOR: Code = Code {
    name: "missing-separator",
    summary: "A comma, colon or equals sign is missing",
    docs: "\
The values of an enum are separated by commas, on one line or on several. The name of a key, index or check
is followed by a colon. A `type` that narrows another has a `=` between the two.

```erd
enum Status { pending, paid }

type Email = varchar(254)

entity Customer {
  email Email

  index by_email: (email)
}
```
",
};

/// Whether a finding of this kind makes all others on its line doubtful.
pub(in crate::syntax) fn unbalances(code: &Code) -> bool {
    let codes = [
        &UNCLOSED_BRACKET,
        &STRAY_BRACKET,
        &MISMATCHED_BRACKET,
        &UNCLOSED_QUOTE,
        &MISSING_BRACE,
        &super::words::FORBIDDEN_CHARACTER,
    ];
    codes.iter().any(|it| it.name == code.name)
}

/// `end` is where the closing bracket could stand at the latest. In a list that goes on below its bracket,
/// the finding stands there.
pub(in crate::syntax) fn unclosed_bracket(
    open_span: Span,
    open: char,
    end: Span,
    is_list: bool,
) -> Diagnostic {
    let close = closing(open);
    let message = format!("`{open}` is never closed");
    let diagnostic = match is_list {
        false => Diagnostic::error(&UNCLOSED_BRACKET, open_span, message),
        true => Diagnostic::error(&UNCLOSED_BRACKET, end, message)
            .label(format!("`{close}` is missing here"))
            .because(open_span, "opened here"),
    };
    let edit = Edit { span: end, text: close.to_string() };
    diagnostic
        .help(format!("add the missing `{close}`"))
        .fix(Fix::unsafe_(format!("add `{close}`"), vec![edit]))
}

pub(in crate::syntax) fn stray_bracket(span: Span, close: char) -> Diagnostic {
    Diagnostic::error(&STRAY_BRACKET, span, format!("`{close}` closes nothing"))
        .help(format!("remove it, or add the opening bracket of this `{close}`"))
        .fix(Fix::unsafe_("remove it", vec![Edit { span, text: String::new() }]))
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
    let help = match quote {
        '\'' => "strings stand in double quotes, `\"…\"`, on one line".to_owned(),
        '`' => "add the closing backtick".to_owned(),
        _ => format!("add the closing `{quote}`"),
    };
    Diagnostic::error(&UNCLOSED_QUOTE, span, format!("this {what} has no end on its line"))
        .help(help)
}

/// Two quotes, at `span`, where a text of several lines begins or ends with three.
pub(in crate::syntax) fn two_quotes(span: Span) -> Diagnostic {
    let edit = Edit { span: span.at_end(), text: "\"".to_owned() };
    Diagnostic::error(&UNCLOSED_QUOTE, span, "a text of several lines stands between `\"\"\"`")
        .help("write three quotes")
        .fix(Fix::safe("add the third quote", vec![edit]))
}

pub(in crate::syntax) fn unclosed_raw_string(span: Span) -> Diagnostic {
    Diagnostic::error(&UNCLOSED_QUOTE, span, "this text has no closing `\"\"\"`")
        .help("add `\"\"\"` behind its last line")
}

/// `indent` is that of the header.
pub(in crate::syntax) fn unclosed_body(
    at: Span,
    opened: Span,
    header: &str,
    indent: &str,
) -> Diagnostic {
    let message = format!("the body of `{}` is never closed", clip(header));
    Diagnostic::error(&UNCLOSED_BODY, at, message)
        .label("`}` is missing here")
        .because(opened, "opened here")
        .help("add `}` on a line of its own")
        .fix(Fix::safe(
            "add the closing brace",
            vec![Edit { span: at, text: format!("\n{indent}}}") }],
        ))
}

/// `between` is what separates a header from its brace on the next line.
pub(in crate::syntax) fn brace_on_next_line(brace: Span, between: Span) -> Diagnostic {
    let edit = Edit { span: between, text: " ".to_owned() };
    Diagnostic::error(&MISSING_BRACE, brace, "`{` stands on the line of its header")
        .help("move it to the end of the line above")
        .fix(Fix::safe("move it", vec![edit]))
}

/// `above` is the end of the header as it stands on the lines above `dashes`.
pub(in crate::syntax) fn leading_dashes(dashes: Span, above: Span) -> Diagnostic {
    let remove = Edit { span: dashes, text: String::new() };
    let insert = Edit { span: above, text: " --".to_owned() };
    Diagnostic::error(&UNEXPECTED_TEXT, dashes, "a line of a header does not start with `--`")
        .help("end the line above with `--`")
        .fix(Fix::safe("move it to the end of the line above", vec![insert, remove]))
}

/// `at` is behind the name in a header whose body ends on the same line.
pub(in crate::syntax) fn missing_inline_brace(at: Span, closing: Span) -> Diagnostic {
    Diagnostic::error(&MISSING_BRACE, at, "`{` is missing on this line")
        .because(closing, "closed here")
        .help("open the body with `{` behind its header")
}

pub(in crate::syntax) fn missing_brace(at: Span, body_follows: bool) -> Diagnostic {
    let (title, text) = match body_follows {
        true => ("add the opening brace", " {"),
        false => ("add an empty body", " {}"),
    };
    Diagnostic::error(&MISSING_BRACE, at, "`{` is missing here")
        .help("open the body with `{` at the end of this line")
        .fix(Fix::safe(title, vec![Edit { span: at, text: text.to_owned() }]))
}

pub(in crate::syntax) fn misplaced_body(span: Span, before: &str) -> Diagnostic {
    let help = match before.to_ascii_lowercase().as_str() {
        "indexes" | "indices" => {
            "write every index on a line of its own, `index (a, b)`, without this block"
        }
        "checks" | "constraints" => {
            "write every constraint on a line of its own, `check a > 0`, without this block"
        }
        "{}" => "write `() -> a` to say that `a` is the same in every row",
        "note" => "write documentation as `/// …` above what it is about",
        _ => {
            "declare a `type Name { … }` beside the entity and use its name, or start a declaration at the first column"
        }
    };
    Diagnostic::error(&MISPLACED_BODY, span, "nothing can have a body here").help(help)
}

pub(in crate::syntax) fn nested_declaration(span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` cannot stand inside this body");
    Diagnostic::error(&MISPLACED_DECLARATION, span, message)
        .help(format!("move the `{word}` out of the body, to the first column"))
}

pub(in crate::syntax) fn inside_schema(span: Span, word: &str) -> Diagnostic {
    let help = match word {
        "schema" => "end the schema before it: schemas do not nest",
        _ => "move it above the schema",
    };
    let message = format!("`{word}` cannot stand inside a schema");
    Diagnostic::error(&MISPLACED_DECLARATION, span, message).help(help)
}

pub(in crate::syntax) fn second_model(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(&MISPLACED_DECLARATION, span, "the model is named twice")
        .because(first, "first named here")
        .help("keep one of the two")
}

pub(in crate::syntax) fn late_model(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(&MISPLACED_DECLARATION, span, "`model` stands before all other declarations")
        .because(first, "this comes before it")
        .help("move it to the top of the file")
}

pub(in crate::syntax) fn nested_too_deeply(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(&NESTING_TOO_DEEP, span, format!("more than {limit} levels are nested here"))
        .help("split the expression, for instance with a derived attribute")
}

pub(in crate::syntax) fn piece_too_long(span: Span, limit: usize) -> Diagnostic {
    let message = format!("what starts here is longer than {limit} bytes");
    Diagnostic::error(&TOO_LONG, span, message).help("split it into several members")
}

pub(in crate::syntax) fn too_many_mistakes(span: Span, limit: usize) -> Diagnostic {
    let message = format!("this file has more than {limit} mistakes");
    Diagnostic::error(&TOO_MANY_MISTAKES, span, message)
        .help("mend the first ones: they may be the cause of the others")
}

pub(in crate::syntax) fn declaration_on_same_line(span: Span) -> Diagnostic {
    let at = span.at_start();
    Diagnostic::error(&CROWDED_LINE, at, "a declaration starts on a line of its own")
        .help("start a new line here")
        .fix(Fix::safe("start a new line", vec![Edit { span: at, text: "\n".to_owned() }]))
}

/// `at` is where the second attribute or the comma before it starts, `between` what becomes a line end.
pub(in crate::syntax) fn crowded_line(
    at: Span,
    between: Span,
    indent: &str,
    is_certain: bool,
) -> Diagnostic {
    let edits = vec![Edit { span: between, text: format!("\n{indent}") }];
    let fix = match is_certain {
        true => Fix::safe("start a new line", edits),
        false => Fix::unsafe_("start a new line", edits),
    };
    Diagnostic::error(&CROWDED_LINE, at, "another attribute starts on the same line")
        .help("write one attribute on a line")
        .fix(fix)
}

pub(in crate::syntax) fn text_behind_brace(span: Span) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, "nothing can follow the closing brace on its line")
        .help("move it to a line of its own, or remove it")
}

/// `place` is where the annotations belong.
pub(in crate::syntax) fn late_annotation(span: Span, place: Span, text: &str) -> Diagnostic {
    let edits =
        vec![Edit { span: place, text: format!(" {text}") }, Edit { span, text: String::new() }];
    Diagnostic::error(&UNEXPECTED_TEXT, span, "annotations stand before the body")
        .because(place, "they belong here")
        .help("move them in front of the `{`")
        .fix(Fix::safe("move them", edits))
}

pub(in crate::syntax) fn crowded_body(span: Span) -> Diagnostic {
    Diagnostic::error(&CROWDED_LINE, span, "only attributes can share a line")
        .help("write every member of this body on a line of its own")
}

pub(in crate::syntax) fn trailing_separator(span: Span, separator: &str) -> Diagnostic {
    let message = format!("no `{}` stands at the end of a line", clip(separator));
    Diagnostic::error(&STRAY_SEPARATOR, span, message)
        .help("remove it: what stands on a line ends with it")
        .fix(Fix::replace(format!("remove `{}`", clip(separator)), span, ""))
}

pub(in crate::syntax) fn stray_comma(span: Span) -> Diagnostic {
    Diagnostic::error(&STRAY_SEPARATOR, span, "this comma separates nothing")
        .help("remove it")
        .fix(Fix::replace("remove the comma", span, ""))
}

pub(in crate::syntax) fn missing_comma(at: Span) -> Diagnostic {
    Diagnostic::error(&MISSING_SEPARATOR, at, "`,` is missing between two values")
        .help("add a comma")
        .fix(Fix::safe("add the comma", vec![Edit { span: at, text: ",".to_owned() }]))
}

pub(in crate::syntax) fn missing_colon(name: Span, text: &str) -> Diagnostic {
    let at = name.at_end();
    Diagnostic::error(&MISSING_SEPARATOR, at, format!("`:` is missing behind the name `{text}`"))
        .help(format!("write `{text}:`"))
        .fix(Fix::safe("add the colon", vec![Edit { span: at, text: ":".to_owned() }]))
}

pub(in crate::syntax) fn missing_equal(at: Span) -> Diagnostic {
    Diagnostic::error(&MISSING_SEPARATOR, at, "`=` is missing between the name and its type")
        .help("write `type Name = varchar(80)`")
        .fix(Fix::safe("add the `=`", vec![Edit { span: at, text: "= ".to_owned() }]))
}

/// `list` is the list as it should be written, brackets included.
pub(in crate::syntax) fn missing_brackets(span: Span, list: &str) -> Diagnostic {
    Diagnostic::error(&UNEXPECTED_TEXT, span, "a list stands in `( )`")
        .help(format!("write `{}`", clip(list)))
        .fix(Fix::replace("put it in brackets", span, list))
}

use super::UNEXPECTED_TEXT;
