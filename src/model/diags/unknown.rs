//! Messages about names that name nothing.

use super::codes::*;
use super::names::{Wanted, because_all, listed, replaced, respelled, written};
use crate::base::{Diagnostic, Edit, Fix, Name, Span};
use crate::syntax::ast::{Ident, Path};

/// A name of a declaration that is not there, and where it is used.
pub(in crate::model) struct UnknownName<'a> {
    pub(in crate::model) wanted: Wanted,
    pub(in crate::model) name: &'a str,
    /// The schema that stands before it.
    pub(in crate::model) schema: Option<&'a str>,
    /// At least one place.
    pub(in crate::model) spans: &'a [Span],
}

impl UnknownName<'_> {
    fn message(&self) -> Diagnostic {
        let (title, name) = (self.wanted.title(), self.name);
        let message = match self.schema {
            Some(schema) => format!("schema `{schema}` has no {title} `{name}`"),
            None => format!("there is no {title} `{name}`"),
        };
        let res = Diagnostic::error(&UNKNOWN_NAME, self.spans[0], message);
        because_all(res, &self.spans[1..], "used here as well")
    }

    /// A type of another language.
    pub(in crate::model) fn foreign(&self, (meant, is_same): (&str, bool)) -> Diagnostic {
        let title = format!("write `{meant}`");
        let edits = replaced(self.spans, meant);
        let fix = if is_same { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) };
        self.message().help(format!("the type is called `{meant}` here")).fix(fix)
    }

    /// It is declared in other schemas, or outside of all.
    pub(in crate::model) fn elsewhere(&self, homes: &[Option<&str>]) -> Diagnostic {
        let name = written(self.name);
        let [home] = homes else {
            let schemas: Vec<Name> = homes.iter().flatten().map(Name::new).collect();
            let help =
                format!("it is declared in {}: write the schema before it", listed(&schemas));
            return self.message().help(help);
        };
        match (home, self.schema) {
            (Some(home), None) => {
                let full = format!("{}.{name}", written(home));
                self.message()
                    .help(format!("it is declared in schema `{home}`: write `{full}`"))
                    .fix(Fix::safe(format!("write `{full}`"), replaced(self.spans, &full)))
            }
            (Some(home), Some(_)) => {
                self.message().help(format!("it is declared in schema `{home}`"))
            }
            (None, _) => self
                .message()
                .help(format!("it is declared outside of all schemas: write `{name}` alone")),
        }
    }

    pub(in crate::model) fn not_close(&self) -> Diagnostic {
        let help = match self.wanted {
            Wanted::Schema => "write `schema name { … }` around what belongs to it".to_owned(),
            Wanted::Type | Wanted::Entity | Wanted::Mixin | Wanted::Owner => {
                format!("declare `{}`, or import the file that does", self.name)
            }
        };
        self.message().help(help)
    }

    /// A name close to it is declared, perhaps one that nobody uses.
    pub(in crate::model) fn close_to(&self, meant: &str, unused: Option<Span>) -> Diagnostic {
        let res = self.message();
        let res = match unused {
            Some(span) => res.because(span, "declared here, and not used"),
            None => res,
        };
        res.help(format!("did you mean `{meant}`?")).fix(respelled(self.spans, self.name, meant))
    }

    /// A name close to it is declared and nobody uses that, while this is used more than once.
    pub(in crate::model) fn misspelt_declaration(&self, declared: &Ident) -> Diagnostic {
        misspelt_declaration(&UNKNOWN_NAME, self.name, self.spans, &declared.name, declared.span)
    }
}

/// An attribute that is not there, and where it is named.
pub(in crate::model) struct UnknownAttribute<'a> {
    /// "entity `Order`"
    pub(in crate::model) whose: &'a str,
    pub(in crate::model) name: &'a str,
    /// At least one place.
    pub(in crate::model) spans: &'a [Span],
}

impl UnknownAttribute<'_> {
    fn message(&self) -> Diagnostic {
        let message = format!("{} has no attribute `{}`", self.whose, self.name);
        let res = Diagnostic::error(&UNKNOWN_ATTRIBUTE, self.spans[0], message);
        because_all(res, &self.spans[1..], "named here as well")
    }

    pub(in crate::model) fn not_close(&self) -> Diagnostic {
        self.message().help("add the attribute, or name one that exists")
    }

    pub(in crate::model) fn close_to(&self, meant: &str, unused: Option<Span>) -> Diagnostic {
        let res = self.message();
        let res = match unused {
            Some(span) => res.because(span, "declared here, and not used"),
            None => res,
        };
        res.help(format!("did you mean `{meant}`?")).fix(respelled(self.spans, self.name, meant))
    }

    pub(in crate::model) fn misspelt_declaration(&self, meant: &str, declared: Span) -> Diagnostic {
        misspelt_declaration(&UNKNOWN_ATTRIBUTE, self.name, self.spans, meant, declared)
    }

    /// The entity has it, yet a reference holds the key alone.
    pub(in crate::model) fn outside_of_key(&self, entity: &str, declared: Span) -> Diagnostic {
        let message = format!("`{}` is not in the key of `{entity}`", self.name);
        let res = Diagnostic::error(&UNKNOWN_ATTRIBUTE, self.spans[0], message);
        because_all(res, &self.spans[1..], "named here as well")
            .because(declared, "kept in another row")
            .help("an expression sees one row: of a reference it can use the key alone")
    }

    /// A `type` that narrows a scalar has no attributes.
    pub(in crate::model) fn in_domain(&self) -> Diagnostic {
        let message = format!("{} knows its `value` alone, not `{}`", self.whose, self.name);
        let res = Diagnostic::error(&UNKNOWN_ATTRIBUTE, self.spans[0], message);
        because_all(res, &self.spans[1..], "named here as well").help("write `value`")
    }
}

fn misspelt_declaration(
    code: &'static crate::base::Code,
    used: &str,
    spans: &[Span],
    declared: &str,
    span: Span,
) -> Diagnostic {
    let message = format!("`{declared}` is declared, but `{used}` is what is used");
    let edit = Edit { span, text: written(used) };
    because_all(Diagnostic::error(code, span, message), spans, "used here")
        .help(format!("did you mean `{used}`?"))
        .fix(Fix::unsafe_(format!("rename it `{used}`"), vec![edit]))
}

/// The type that another language calls `name`, and whether it is the very same.
pub(in crate::model) fn foreign_type(name: &str, wanted: Wanted) -> Option<(&'static str, bool)> {
    if wanted != Wanted::Type {
        return None;
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "int4" | "int32" => ("int", true),
        "int8" | "int64" | "long" => ("bigint", true),
        "int2" | "int16" | "short" => ("smallint", true),
        "boolean" => ("bool", true),
        "string" | "str" | "clob" | "longtext" | "mediumtext" => ("text", true),
        "float8" | "float64" => ("double", true),
        "float4" | "float32" => ("real", true),
        "jsonb" => ("json", true),
        "guid" | "uniqueidentifier" => ("uuid", true),
        "bytea" | "blob" => ("bytes", true),
        "varchar2" | "nvarchar" => ("varchar", false),
        "character" | "nchar" => ("char", false),
        "numeric" | "number" | "money" => ("decimal", false),
        "float" => ("double", false),
        "mediumint" => ("int", false),
        "serial" => ("int", false),
        "bigserial" => ("bigint", false),
        "tinyint" => ("smallint", false),
        "tinytext" => ("text", false),
        "datetime" => ("timestamp", false),
        "bit" => ("bool", false),
        "binary" | "varbinary" => ("bytes", false),
        _ => return None,
    })
}

pub(in crate::model) fn too_many_parts(path: &Path) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_NAME, path.span(), format!("`{path}` has too many parts"))
        .help("write the name, with its schema before it if need be: `schema.Name`")
}

pub(in crate::model) fn unknown_value(
    name: &Ident,
    item: &str,
    meant: Option<&str>,
    declared: Span,
) -> Diagnostic {
    let message = format!("enum `{item}` has no value `{}`", name.name);
    let res = Diagnostic::error(&UNKNOWN_VALUE, name.span, message).because(declared, "the enum");
    match meant {
        Some(meant) => res.help(format!("did you mean `{meant}`?")).fix(respelled(
            &[name.span],
            &name.name,
            meant,
        )),
        None => res.help("add the value to the enum, or name one that exists"),
    }
}

/// A name in a default, where only values can stand.
pub(in crate::model) fn no_value(name: &Ident) -> Diagnostic {
    let message = format!("`{}` is no value", name.name);
    let text = format!("\"{}\"", name.name);
    let res = Diagnostic::error(&UNKNOWN_VALUE, name.span, message);
    let is_plain = crate::base::is_plain_name(&name.name);
    res.help("write a text in quotes, and call a function with `()`").fix_opt(is_plain.then(|| {
        let edit = Edit { span: name.span, text: text.clone() };
        Fix::unsafe_(format!("write `{text}`"), vec![edit])
    }))
}

/// `TRUE` for `true`, `now` for `now()`.
pub(in crate::model) fn word_in_other_form(name: &Ident, meant: &str) -> Diagnostic {
    let message = format!("`{}` is written `{meant}`", name.name);
    Diagnostic::error(&UNKNOWN_VALUE, name.span, message)
        .help(format!("write `{meant}`"))
        .fix(Fix::replace(format!("write `{meant}`"), name.span, meant))
}

pub(in crate::model) fn ambiguous_value(name: &Ident, item: &str) -> Diagnostic {
    let full = format!("{}.{}", written(item), written(&name.name));
    let message = format!("`{}` is an attribute and a value of `{item}`", name.name);
    Diagnostic::error(&AMBIGUOUS_VALUE, name.span, message)
        .help(format!("write `{full}` for the value"))
        .fix(Fix::unsafe_(format!("write `{full}`"), replaced(&[name.span], &full)))
}

/// A part of something that has none.
pub(in crate::model) fn no_parts(name: &Ident, before: &Ident) -> Diagnostic {
    let whole = &before.name;
    Diagnostic::error(
        &UNKNOWN_ATTRIBUTE,
        name.span,
        format!("`{whole}` has no part `{}`", name.name),
    )
    .because(before.span, "only composites and keys of references have parts")
    .help(format!("name `{whole}` alone"))
}

/// A function that is not portable, or none at all. Its name starts the call.
pub(in crate::model) fn unknown_function(
    call: Span,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let span = Span { end: call.start + name.len() as u32, ..call };
    let message = format!("there is no portable function `{name}`");
    let res = Diagnostic::error(&UNKNOWN_FUNCTION, span, message);
    if let Some(meant) = foreign_function(name) {
        return res.help(format!("it is called `{meant}` here")).fix(Fix::replace(
            format!("write `{meant}`"),
            span,
            meant,
        ));
    }
    match meant {
        Some(meant) => {
            res.help(format!("did you mean `{meant}`?")).fix(respelled(&[span], name, meant))
        }
        None => res.help("write a function of one database inside `sql(…)`"),
    }
}

/// The function that some database calls `name`, when it takes the same arguments.
fn foreign_function(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "len" | "char_length" | "character_length" => "length",
        "substr" => "substring",
        "ifnull" | "nvl" => "coalesce",
        "getdate" | "getutcdate" | "clock_timestamp" | "statement_timestamp" => "now",
        "curdate" => "today",
        "gen_random_uuid" | "uuid_generate_v4" | "newid" => "uuid",
        "ceiling" => "ceil",
        "pow" => "power",
        "ucase" => "upper",
        "lcase" => "lower",
        _ => return None,
    })
}
