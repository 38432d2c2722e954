//! The forms of annotations: what each carries, read into metadata. Nothing means another form.

use crate::base::{DialectId, Name, Span};
use crate::model::{Allow, FreeMetadata, IndexName, Metadata, MetadataValue, Setting};
use crate::syntax::ast::{Annotation, AnnotationArgument, AnnotationValue};

/// `@was(old, older)`
pub(super) fn earlier_names(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let name = |it: &AnnotationArgument| match (&it.name, &it.value) {
        (None, AnnotationValue::Name(parts)) if parts.len() == 1 => Some(parts[0].clone()),
        (None, AnnotationValue::String(text)) if !text.is_empty() => Some(Name::new(text)),
        _ => None,
    };
    let names: Vec<Name> = annotation.arguments.iter().map(name).collect::<Option<_>>()?;
    let spans: Vec<Span> = annotation.arguments.iter().map(|it| it.span).collect();
    if names.is_empty() {
        return None;
    }
    res.was = names;
    res.was_spans = spans;
    Some(())
}

/// `@table("name")`
pub(super) fn table(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    res.table_name = Some((text(annotation)?.into(), annotation.span));
    Some(())
}

/// `@column("name")`
pub(super) fn column(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    res.physical_name = Some((text(annotation)?.into(), annotation.span));
    Some(())
}

/// `@postgres`, `@postgres(type: "citext")`
pub(super) fn dialect(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let dialect = DialectId::from_name(&annotation.name.first.name)?;
    if annotation.arguments.is_empty() {
        res.only.insert(dialect);
    }
    let setting = |it: &AnnotationArgument| {
        let (name, value) = (it.name.as_ref()?.name.clone(), value(&it.value));
        Some(Setting { dialect, name, value, span: it.span })
    };
    let settings: Vec<Setting> = annotation.arguments.iter().map(setting).collect::<Option<_>>()?;
    let is_repeated = |idx: usize| settings[..idx].iter().any(|it| it.name == settings[idx].name);
    if (0..settings.len()).any(is_repeated) {
        return None;
    }
    res.settings.extend(settings);
    Some(())
}

/// `@pii`
pub(super) fn pii(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    res.is_pii = true;
    annotation.arguments.is_empty().then_some(())
}

/// `@sensitive`
pub(super) fn sensitive(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    res.is_sensitive = true;
    annotation.arguments.is_empty().then_some(())
}

/// `@deprecated`, `@deprecated("reason")`
pub(super) fn deprecated(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let reason = if annotation.arguments.is_empty() { "" } else { text(annotation)? };
    res.deprecated = Some(reason.to_owned());
    Some(())
}

/// `@group("name")`
pub(super) fn group(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    res.group = Some(text(annotation)?.to_owned());
    Some(())
}

/// `@color("#336699")`, `@color("navy")`
pub(super) fn color(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let color = text(annotation)?;
    let is_color = match color.strip_prefix('#') {
        Some(digits) => {
            matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|it| it.is_ascii_hexdigit())
        }
        None => color.bytes().all(|it| it.is_ascii_alphabetic()),
    };
    is_color.then(|| res.color = Some(color.to_owned()))
}

/// `@allow(rule-name, "reason")`
pub(super) fn allow(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let (rule, reason) = match annotation.arguments.as_slice() {
        [rule] => (rule, None),
        [rule, AnnotationArgument { name: None, value: AnnotationValue::String(reason), .. }] => {
            (rule, Some(reason.clone()))
        }
        _ => return None,
    };
    match (&rule.name, &rule.value) {
        (None, AnnotationValue::Name(parts)) if parts.len() == 1 => {
            res.allows.push(Allow { rule: parts[0].clone(), reason, span: annotation.span });
            Some(())
        }
        _ => None,
    }
}

/// `@constraint("name")`, `@constraint("name", comment: "…")`
pub(super) fn constraint(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let (name, comment) = match annotation.arguments.as_slice() {
        [name] => (name, None),
        [name, comment] => (name, Some(comment)),
        _ => return None,
    };
    match (&name.name, &name.value) {
        (None, AnnotationValue::String(name)) if !name.trim().is_empty() => {
            res.constraint = Some((name.as_str().into(), annotation.span));
        }
        _ => return None,
    }
    if let Some(comment) = comment {
        let is_comment = comment.name.as_ref().is_some_and(|it| it.name == "comment");
        let AnnotationValue::String(text) = &comment.value else { return None };
        res.constraint_comment = is_comment.then(|| text.clone());
        res.constraint_comment.as_ref()?;
    }
    Some(())
}

/// `@index("name")`, `@index(none)`
pub(super) fn index(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    res.index = Some(match annotation.arguments.as_slice() {
        [AnnotationArgument { name: None, value: AnnotationValue::Name(parts), .. }]
            if parts.len() == 1 && parts[0] == "none" =>
        {
            IndexName::None
        }
        _ => IndexName::Named(text(annotation)?.into(), annotation.span),
    });
    Some(())
}

/// `@from(Vehicle.country, Vehicle.maker)`
pub(super) fn sources(annotation: &Annotation, res: &mut Metadata) -> Option<()> {
    let path = |it: &AnnotationArgument| match (&it.name, &it.value) {
        (None, AnnotationValue::Name(parts)) => Some(parts.clone()),
        _ => None,
    };
    res.from = annotation.arguments.iter().map(path).collect::<Option<_>>()?;
    (!res.from.is_empty()).then_some(())
}

/// `@acme.key(…)`
pub(super) fn free(annotation: &Annotation) -> FreeMetadata {
    let argument =
        |it: &AnnotationArgument| (it.name.as_ref().map(|it| it.name.clone()), value(&it.value));
    FreeMetadata {
        name: annotation.name.to_string(),
        arguments: annotation.arguments.iter().map(argument).collect(),
    }
}

/// The one argument, a text that says something.
fn text(annotation: &Annotation) -> Option<&str> {
    match annotation.arguments.as_slice() {
        [AnnotationArgument { name: None, value: AnnotationValue::String(text), .. }]
            if !text.trim().is_empty() =>
        {
            Some(text)
        }
        _ => None,
    }
}

fn value(value: &AnnotationValue) -> MetadataValue {
    match value {
        AnnotationValue::Name(parts) => MetadataValue::Name(Name::new(parts.join("."))),
        AnnotationValue::String(text) => MetadataValue::Text(text.clone()),
        AnnotationValue::Number(number) => MetadataValue::Number(number.clone()),
        AnnotationValue::Bool(value) => MetadataValue::Bool(*value),
        AnnotationValue::Sql(sql) => MetadataValue::Sql(sql.clone()),
    }
}
