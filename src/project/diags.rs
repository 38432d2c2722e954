//! What can be wrong with the files of a project and its configuration.

use crate::base::{Code, Diagnostic, Fix, Span};

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &IMPORT_NOT_FOUND,
    &IMPORT_OUTSIDE,
    &NOT_UTF8,
    &UNKNOWN_SETTING,
    &INVALID_SETTING,
    &INVALID_TOML,
];

static IMPORT_NOT_FOUND: Code = Code {
    name: "import-not-found",
    summary: "An imported file cannot be read",
    docs: "\
Paths are relative to the file that imports, with `/` between folders.

```erd
import \"common/money.erd\"
```
",
};

static IMPORT_OUTSIDE: Code = Code {
    name: "import-outside-project",
    summary: "An import leaves the folder of the project",
    docs: "\
A model reads nothing outside the folder that holds its `erc.toml`, or its entry file where there is none:
neither by `..`, nor by an absolute path, nor by a symbolic link. Whoever builds a model can trust that it
stays at home.
",
};

static NOT_UTF8: Code = Code {
    name: "not-utf8",
    summary: "A file is not encoded in UTF-8",
    docs: "\
Models are UTF-8 text. The message stands at the first byte that is not.
",
};

static UNKNOWN_SETTING: Code = Code {
    name: "unknown-setting",
    summary: "erc.toml has a setting that erc does not know",
    docs: "\
A misspelt setting would silently do nothing. All settings are listed in the reference of the command line.
",
};

static INVALID_SETTING: Code = Code {
    name: "invalid-setting",
    summary: "A setting in erc.toml has a value that it cannot have",
    docs: "The message lists what the setting can be.\n",
};

static INVALID_TOML: Code = Code {
    name: "invalid-toml",
    summary: "erc.toml is no TOML",
    docs: "The file must be TOML 1.0: `key = value` lines under `[table]` headers.\n",
};

pub(super) fn import_not_found(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(&IMPORT_NOT_FOUND, span, format!("there is no file `{path}`"))
        .help("write the path relative to this file")
}

pub(super) fn import_refused(span: Span, path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(&IMPORT_NOT_FOUND, span, format!("`{path}` cannot be read: {reason}"))
        .help("import a readable file of this project")
}

pub(super) fn import_outside(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(&IMPORT_OUTSIDE, span, format!("`{path}` is outside the project"))
        .help("move the file into the project, or `erc.toml` to a folder above both")
}

pub(super) fn not_utf8(span: Span, is_utf16: bool) -> Diagnostic {
    let message = if is_utf16 { "this file is UTF-16" } else { "this is not UTF-8" };
    Diagnostic::error(&NOT_UTF8, span, message).help("save it as UTF-8")
}

pub(super) fn unknown_setting(
    span: Span,
    name: &str,
    place: &str,
    meant: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let res = Diagnostic::error(&UNKNOWN_SETTING, span, format!("{place} has no setting `{name}`"));
    match meant {
        Some(meant) => res.help(format!("did you mean `{meant}`?")).fix(Fix::replace(
            format!("replace it by `{meant}`"),
            span,
            meant,
        )),
        None => res.help(format!("the settings are {}", quoted_list(known))),
    }
}

pub(super) fn invalid_setting(span: Span, name: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_SETTING, span, format!("`{name}` cannot be this"))
        .help(format!("write {wanted}"))
}

pub(super) fn impossible_setting(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error(&INVALID_SETTING, span, problem).help("choose what this database can do")
}

pub(super) fn invalid_toml(span: Span, message: &str) -> Diagnostic {
    let message = message.lines().next().unwrap_or_default().trim().to_owned();
    Diagnostic::error(&INVALID_TOML, span, message).help("mend the TOML of this file")
}

/// "`a`, `b`, `c`".
pub(super) fn quoted_list(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|it| format!("`{it}`")).collect();
    words.join(", ")
}
