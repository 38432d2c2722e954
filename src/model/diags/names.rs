//! Messages about names.

use super::codes::*;
use crate::base::{Diagnostic, Edit, Fix, Name, Span};
use crate::syntax::ast::{Ident, Path};

/// What kind of name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::model) enum Wanted {
    /// A type of any kind, an entity or union included.
    Type,
    /// An entity.
    Entity,
    /// A mixin.
    Mixin,
    /// What a native object can belong to.
    Owner,
    /// Nothing that could be named.
    Nothing,
}

impl Wanted {
    /// Whether a name of kind `found` is what is looked for.
    pub(in crate::model) fn admits(self, found: Wanted) -> bool {
        match self {
            Wanted::Type => matches!(found, Wanted::Type | Wanted::Entity),
            Wanted::Entity => found == Wanted::Entity,
            Wanted::Mixin => found == Wanted::Mixin,
            Wanted::Owner => matches!(found, Wanted::Entity | Wanted::Owner),
            Wanted::Nothing => false,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Wanted::Type => "type",
            Wanted::Entity => "entity",
            Wanted::Mixin => "mixin",
            Wanted::Owner => "entity, relationship or view",
            Wanted::Nothing => "name",
        }
    }
}

/// The type that another language calls `name`.
pub(in crate::model) fn known_by_other_name(name: &str, wanted: Wanted) -> Option<&'static str> {
    if wanted != Wanted::Type {
        return None;
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "int4" | "int32" | "mediumint" | "number" => "int",
        "int8" | "int64" | "long" | "bigserial" => "bigint",
        "int2" | "int16" | "short" | "tinyint" => "smallint",
        "serial" => "int",
        "boolean" | "bit" => "bool",
        "string" | "str" | "clob" | "longtext" | "mediumtext" | "tinytext" => "text",
        "character" => "char",
        "nvarchar" | "varchar2" => "varchar",
        "numeric" | "money" => "decimal",
        "float" | "float8" => "double",
        "float4" => "real",
        "datetime" => "timestamp",
        "jsonb" => "json",
        "bytea" | "blob" | "binary" | "varbinary" => "bytes",
        "guid" | "uniqueidentifier" => "uuid",
        _ => return None,
    })
}

fn replace(span: Span, meant: &str) -> Fix {
    Fix::replace(format!("replace it by `{meant}`"), span, meant)
}

fn did_you_mean(diagnostic: Diagnostic, span: Span, meant: Option<&str>, or: &str) -> Diagnostic {
    match meant {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(replace(span, meant))
        }
        None => diagnostic.help(or),
    }
}

/// Where a name is used that names nothing.
pub(in crate::model) fn unknown_name(
    wanted: Wanted,
    name: &str,
    spans: &[Span],
    meant: Option<&str>,
    home: Option<&str>,
) -> Diagnostic {
    let title = wanted.title();
    let mut res =
        Diagnostic::error(&UNKNOWN_NAME, spans[0], format!("there is no {title} `{name}`"));
    res = spans[1..].iter().fold(res, |res, &span| res.because(span, "used here as well"));
    if let Some(home) = home {
        let full = format!("{home}.{name}");
        let edits = spans.iter().map(|&span| Edit { span, text: full.clone() }).collect();
        return res
            .help(format!("it is declared in schema `{home}`: write `{full}`"))
            .fix(Fix::safe(format!("write `{full}`"), edits));
    }
    match meant {
        Some(meant) => {
            let edits = spans.iter().map(|&span| Edit { span, text: meant.to_owned() }).collect();
            res.help(format!("did you mean `{meant}`?"))
                .fix(Fix::unsafe_(format!("replace it by `{meant}`"), edits))
        }
        None => res
            .help(format!("declare it, or import the file that does; {title}s are named exactly")),
    }
}

/// A declared name that nobody uses, close to one that is used and not declared.
pub(in crate::model) fn misspelt_declaration(
    span: Span,
    declared: &str,
    used: &str,
    spans: &[Span],
) -> Diagnostic {
    let message = format!("`{declared}` is declared, but `{used}` is what is used");
    let res = Diagnostic::error(&UNKNOWN_NAME, span, message);
    spans
        .iter()
        .fold(res, |res, &it| res.because(it, "used here"))
        .help(format!("did you mean `{used}`?"))
        .fix(Fix::unsafe_(
            format!("rename it `{used}`"),
            vec![Edit { span, text: used.to_owned() }],
        ))
}

/// A name that names something of another kind.
pub(in crate::model) fn wrong_kind(
    span: Span,
    path: &Path,
    found: &str,
    wanted: &str,
    declared: Option<Span>,
) -> Diagnostic {
    let message = format!("`{path}` is {found}, not {wanted}");
    let res = Diagnostic::error(&WRONG_KIND, span, message).help(format!("name {wanted} here"));
    declared.map_or(res.clone(), |it| res.because(it, "declared here"))
}

/// A second declaration of one name.
pub(in crate::model) fn duplicate_name(span: Span, name: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{name}` is declared twice"))
        .because(before, "declared here before")
        .help("rename or remove one of them")
}

/// Two names that people will mix up.
pub(in crate::model) fn confusable_names(
    span: Span,
    name: &str,
    other: &str,
    before: Span,
) -> Diagnostic {
    let message = format!("`{name}` and `{other}` differ only in case or encoding");
    Diagnostic::error(&CONFUSABLE_NAMES, span, message)
        .because(before, "the other one")
        .help("rename one of them: databases fold case, and so do people")
}

/// A declaration with the name of a scalar type.
pub(in crate::model) fn name_of_scalar(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`{name}` is a scalar type of the language"))
        .help("choose another name")
}

/// Two values of an enum that the database could not tell apart.
pub(in crate::model) fn duplicate_label(span: Span, label: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("two values are stored as `{label}`"))
        .because(before, "the other one")
        .help("give one of them another label")
}

/// An attribute that is not there.
pub(in crate::model) fn unknown_attribute(
    span: Span,
    name: &str,
    whose: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let res =
        Diagnostic::error(&UNKNOWN_ATTRIBUTE, span, format!("{whose} has no attribute `{name}`"));
    did_you_mean(res, span, meant, "add the attribute, or name one that exists")
}

/// A value that the enum does not have.
pub(in crate::model) fn unknown_value(
    span: Span,
    name: &str,
    item: &str,
    meant: Option<&str>,
    declared: Span,
) -> Diagnostic {
    let res =
        Diagnostic::error(&UNKNOWN_VALUE, span, format!("enum `{item}` has no value `{name}`"))
            .because(declared, "the enum");
    did_you_mean(res, span, meant, "add the value to the enum, or name one that exists")
}

/// A function that is not portable, or none at all.
pub(in crate::model) fn unknown_function(
    span: Span,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let res = Diagnostic::error(
        &UNKNOWN_FUNCTION,
        span,
        format!("there is no portable function `{name}`"),
    );
    did_you_mean(res, span, meant, "write a function of one database inside `sql(\"…\")`")
}

/// An annotation without a dot that the language does not have.
pub(in crate::model) fn unknown_annotation(
    span: Span,
    whole: Span,
    name: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let res =
        Diagnostic::error(&UNKNOWN_ANNOTATION, span, format!("there is no annotation `@{name}`"));
    let word = match name {
        "id" | "pk" | "primary" => Some("key"),
        "unique" => Some("unique"),
        "default" => {
            return res.help("write a default behind the type: `= …`");
        }
        "relation" => {
            return res
                .help("a reference is an attribute whose type is an entity: `customer Customer`");
        }
        "map" => return res.help("write `@column(\"…\")` or `@table(\"…\")`"),
        "autoincrement" => Some("identity"),
        _ => None,
    };
    match word {
        Some(word) => res
            .help(format!("write `{word}` behind the type, before all annotations"))
            .fix(Fix::replace(format!("write `{word}`"), whole, word)),
        None => did_you_mean(res, span, meant, "metadata of your own has a dot: `@team.name(…)`"),
    }
}

/// An annotation at a place where it means nothing.
pub(in crate::model) fn misplaced_annotation(span: Span, name: &str, place: &str) -> Diagnostic {
    Diagnostic::error(&MISPLACED_ANNOTATION, span, format!("`@{name}` means nothing on {place}"))
        .help("remove it, or move it to what it is about")
}

/// An annotation whose arguments are of another form.
pub(in crate::model) fn wrong_annotation(span: Span, name: &str, form: &str) -> Diagnostic {
    Diagnostic::error(&WRONG_ARGUMENTS, span, format!("`@{name}` has other arguments"))
        .help(format!("write `{form}`"))
}

/// The same annotation twice.
pub(in crate::model) fn repeated_annotation(span: Span, first: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&DUPLICATE_NAME, span, format!("`@{name}` is said twice"))
        .because(first, "first said here")
        .help("remove one of them")
}

/// A bare name that is an attribute and a value.
pub(in crate::model) fn ambiguous_value(span: Span, name: &str, item: &str) -> Diagnostic {
    let full = format!("{item}.{name}");
    Diagnostic::error(
        &AMBIGUOUS_VALUE,
        span,
        format!("`{name}` is an attribute and a value of `{item}`"),
    )
    .help(format!("write `{full}` for the value"))
    .fix(Fix::unsafe_(format!("write `{full}`"), vec![Edit { span, text: full }]))
}

/// A part of something that has none.
pub(in crate::model) fn no_parts(span: Span, of: &str, before: Span) -> Diagnostic {
    Diagnostic::error(&UNKNOWN_ATTRIBUTE, span, format!("`{of}` has no parts"))
        .because(before, "only composites and keys of references have parts")
        .help(format!("name `{of}` alone"))
}

/// A list of names for a message: "`a`, `b` and `c`".
pub(super) fn listed(names: &[Name]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [init @ .., last] => {
            let init: Vec<String> = init.iter().map(|it| format!("`{it}`")).collect();
            format!("{} and `{last}`", init.join(", "))
        }
    }
}

/// Mixins that take one another over.
pub(in crate::model) fn cyclic_mixin(names: &[&Ident]) -> Diagnostic {
    let list: Vec<(Name, Span)> = names.iter().map(|it| (it.name.clone(), it.span)).collect();
    cyclic(&CYCLIC_MIXIN, &list, "takes over", "take one `with` out of the circle")
}

/// Entities that are their own supertypes.
pub(in crate::model) fn cyclic_inheritance(names: &[(Name, Span)]) -> Diagnostic {
    cyclic(&CYCLIC_INHERITANCE, names, "extends", "take one `extends` out of the circle")
}

/// Composites that contain themselves.
pub(in crate::model) fn cyclic_composite(names: &[(Name, Span)]) -> Diagnostic {
    cyclic(&CYCLIC_COMPOSITE, names, "contains", "make one of them an entity and refer to it")
}

/// Derived attributes that need themselves.
pub(in crate::model) fn cyclic_derivation(names: &[(Name, Span)]) -> Diagnostic {
    cyclic(&CYCLIC_DERIVATION, names, "is computed from", "give one of them a value of its own")
}

/// Entities that are identified by one another.
pub(in crate::model) fn cyclic_key(names: &[(Name, Span)]) -> Diagnostic {
    cyclic(&CYCLIC_KEY, names, "is identified by", "give one of them a key of its own")
}

fn cyclic(
    code: &'static crate::base::Code,
    names: &[(Name, Span)],
    verb: &str,
    help: &str,
) -> Diagnostic {
    let (first, rest) = names.split_first().expect("a cycle has a member");
    let message = match rest {
        [] => format!("`{}` {verb} itself", first.0),
        _ => {
            let names: Vec<Name> = names.iter().map(|it| it.0.clone()).collect();
            format!("in a circle, each of {} {verb} another", listed(&names))
        }
    };
    let res = Diagnostic::error(code, first.1, message);
    rest.iter().fold(res, |res, (_, span)| res.because(*span, "part of the circle")).help(help)
}
