//! What lowering has to say.

use super::codes::*;
use crate::base::{Diagnostic, Edit, Fix, Name, Span};

/// Why a column is empty in some rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct WhereMissing {
    /// Rows are of several kinds; otherwise a composite may be missing.
    pub(super) is_kind: bool,
}

/// `colliding`: what has the name second, and what has it first.
pub(super) fn colliding_names(
    name: &str,
    (what, span): (&str, Span),
    (other, before): (&str, Span),
) -> Diagnostic {
    let message = if what == other {
        format!("two {} are called `{name}` in the database", plural_of(what))
    } else {
        format!("{} and {} are called `{name}` in the database", article(other), article(what))
    };
    Diagnostic::error(&COLLIDING_NAMES, span, message)
        .label(format!("becomes {} `{name}`", article(what)))
        .because(before, format!("so does this: {} `{name}`", article(other)))
        .help(
            "give one of them another name, with `@table(\"…\")`, `@constraint(\"…\")` or its own",
        )
}

pub(super) fn colliding_columns(table: &str, name: &str, span: Span, before: Span) -> Diagnostic {
    let message = format!("two columns of `{table}` are called `{name}`");
    let res = Diagnostic::error(&COLLIDING_NAMES, span, message);
    let res = match span == before {
        true => res.label(format!("two columns of its table become `{name}`")),
        false => res.label(format!("becomes `{name}`")).because(before, "so does this"),
    };
    res.help("give one of them another name: `@column(\"…\")`")
}

/// Writes an annotation behind `span`.
pub(super) fn annotate(span: Span, annotation: &str, name: &str) -> Fix {
    let text = format!(" @{annotation}(\"{name}\")");
    let title = format!("name the {annotation} `{name}`");
    Fix::unsafe_(title, vec![Edit { span: span.at_end(), text }])
}

fn article(what: &str) -> String {
    let is_vowel = what.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {what}", if is_vowel { "an" } else { "a" })
}

fn plural_of(what: &str) -> String {
    match what {
        "index" => "indexes".to_owned(),
        other => format!("{other}s"),
    }
}

pub(super) fn unenforced_bound(
    span: Span,
    name: &str,
    quantifier: &str,
    bound: &str,
) -> Diagnostic {
    let message = match quantifier {
        "" => format!("no constraint holds that there always is a `{name}`"),
        _ => format!("no constraint holds `{quantifier}` of `{name}`: {bound}"),
    };
    Diagnostic::info(&UNENFORCED_BOUND, span, message).help("see to it where rows are written")
}

pub(super) fn unenforced_subtypes(
    span: Span,
    problem: impl Into<String>,
    supertype: Span,
) -> Diagnostic {
    Diagnostic::info(&UNENFORCED_SUBTYPES, span, problem)
        .because(supertype, "the supertype")
        .help("see to it where rows are written, or store the group `single`")
}

pub(super) fn unenforced_kind(span: Span, entity: &str, table: &str, declared: Span) -> Diagnostic {
    let message = format!("any row of `{table}` can be referred to, not only a `{entity}`");
    Diagnostic::info(&UNENFORCED_KIND, span, message)
        .because(declared, "shares its table with other kinds")
        .help("store the group `joined`, so that each subtype has a table of its own")
}

pub(super) fn impossible_insert(tables: &[Name], keys: &[(Name, Span)]) -> Diagnostic {
    let (first, rest) = keys.split_first().expect("a circle has a foreign key");
    let message = format!("no row can ever be inserted: {} need one another first", listed(tables));
    let because = |res: Diagnostic, (column, span): &(Name, Span)| {
        res.because(*span, format!("`{column}` is mandatory as well"))
    };
    let res = Diagnostic::warning(&IMPOSSIBLE_INSERT, first.1, message)
        .label(format!("`{}` is mandatory", first.0));
    rest.iter()
        .take(8)
        .fold(res, because)
        .help("make one of them optional, or `deferrable initially deferred`")
}

pub(super) fn across_tables(
    span: Span,
    what: &str,
    name: &str,
    declared: Span,
    is_error: bool,
) -> Diagnostic {
    let message = format!("this {what} cannot be kept: another table holds `{name}`");
    let res = match is_error {
        true => Diagnostic::error(&ACROSS_TABLES, span, message),
        false => Diagnostic::warning(&ACROSS_TABLES, span, message),
    };
    res.because(declared, "kept elsewhere").help(
        "store the hierarchy `single`, move the attribute, or see to it where rows are written",
    )
}

pub(super) fn dependency_across_tables(span: Span, name: &str, declared: Span) -> Diagnostic {
    let message = format!("no table has all attributes of this dependency: `{name}` is elsewhere");
    Diagnostic::info(&ACROSS_TABLES, span, message)
        .because(declared, "kept elsewhere")
        .help("checks of normal forms do not see it")
}

pub(super) fn discriminator_elsewhere(span: Span, name: &str, declared: Span) -> Diagnostic {
    let message = format!("`{name}` cannot tell these subtypes apart: another table holds it");
    Diagnostic::warning(&ACROSS_TABLES, span, message)
        .because(declared, "kept elsewhere")
        .help("leave out `by`: a column is made for it beside the subtypes' supertype")
}

pub(super) fn dependency_of_kind(span: Span, entity: &str, declared: Span) -> Diagnostic {
    let message = format!("this dependency holds for a `{entity}`, and its table has other rows");
    Diagnostic::info(&ACROSS_TABLES, span, message)
        .because(declared, "shares its table with other kinds")
        .help("checks of normal forms do not see it")
}

pub(super) fn all_shared(span: Span, reference: &str, entity: &str) -> Diagnostic {
    let message = format!("nothing would tell whether `{reference}` refers to a `{entity}`");
    Diagnostic::error(&ALL_SHARED, span, message)
        .help("leave a part of the key of each alternative out of `sharing`")
}

pub(super) fn too_many_columns(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` has more than 4096 columns");
    Diagnostic::error(&TOO_MANY_COLUMNS, span, message)
        .help("no database takes them: make entities of some of its parts")
}

pub(super) fn too_many_columns_in_all(span: Span, most: usize) -> Diagnostic {
    let message = format!("this model becomes more than {most} columns");
    Diagnostic::error(&TOO_MANY_COLUMNS, span, message)
        .help("store deep hierarchies `joined`, and give entities with long keys an `id`")
}

pub(super) fn too_many_levels(span: Span, name: &str, most: usize) -> Diagnostic {
    let message = format!("`{name}` takes over the columns of more than {most} supertypes");
    Diagnostic::error(&TOO_MANY_COLUMNS, span, message).help("store the hierarchy `joined`")
}

pub(super) fn owner_without_key(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` has many values, and nothing identifies what they belong to");
    Diagnostic::error(&OWNER_WITHOUT_KEY, span, message).help("give the entity a key")
}

pub(super) fn default_not_kept(span: Span, name: &str, missing: WhereMissing) -> Diagnostic {
    let reason = match missing.is_kind {
        true => "rows of other kinds have nothing there",
        false => "what it is a part of may be missing",
    };
    let message = format!("the default of `{name}` is not kept: {reason}");
    Diagnostic::warning(&DEFAULT_NOT_KEPT, span, message)
        .help("give the value when a row is written")
}

pub(super) fn identity_of_some(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` counts every row, and some rows have nothing there");
    Diagnostic::error(&IDENTITY_OF_SOME, span, message)
        .help("give the value when a row is written, or store the group `joined`")
}

pub(super) fn unused_clause(span: Span, clause: &str, label: &str) -> Diagnostic {
    let message = format!("`{clause}` does nothing here: no column refers to `{label}`");
    Diagnostic::warning(&UNUSED_CLAUSE, span, message)
        .help("write it at the other participant, which the columns refer to")
}

pub(super) fn unused_annotation(span: Span, annotation: &str, what: &str) -> Diagnostic {
    let message = format!("`{annotation}` names nothing here: {what}");
    Diagnostic::warning(&UNUSED_CLAUSE, span, message).help("remove it")
}

pub(super) fn target_without_table(span: Span, name: &str) -> Diagnostic {
    let message = format!("no single table holds what this refers to in `{name}`");
    Diagnostic::error(&TARGET_WITHOUT_TABLE, span, message).help("refer to one of its subtypes")
}

pub(super) fn native_without_table(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` belongs to an entity that has no table of its own");
    Diagnostic::error(&TARGET_WITHOUT_TABLE, span, message).help("say it of each of its subtypes")
}

/// A list of names for a message: "`a`, `b` and `c`"; of a long one the first five.
fn listed(names: &[Name]) -> String {
    let shown: Vec<String> = names.iter().take(5).map(|it| format!("`{it}`")).collect();
    match (shown.as_slice(), names.len()) {
        (shown, n) if n > 5 => format!("{} and {} more", shown.join(", "), n - 5),
        ([init @ .., last], n) if n > 1 => format!("{} and {last}", init.join(", ")),
        (shown, _) => shown.join(""),
    }
}
