//! Annotations: which there are, where each may stand, what it carries.

use super::Context;
use crate::base::{DialectId, Name, closest};
use crate::model::diags;
use crate::model::{Allow, FreeMetadata, IndexName, Metadata, MetadataValue, Setting};
use crate::syntax::ast::{Annotation, AnnotationArgument, AnnotationValue};

/// Where an annotation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) enum Place {
    Model,
    Schema,
    Enum,
    EnumValue,
    Domain,
    Composite,
    Union,
    Mixin,
    Entity,
    Relationship,
    Participant,
    View,
    Native,
    Attribute,
    Key,
    Unique,
    Index,
    Check,
    ForeignKey,
    Exclusion,
    Subtypes,
    Dependency,
}

impl Place {
    /// What stands there, in a message.
    fn title(self) -> &'static str {
        match self {
            Place::Model => "a model",
            Place::Schema => "a schema",
            Place::Enum => "an enum",
            Place::EnumValue => "a value of an enum",
            Place::Domain | Place::Composite => "a type",
            Place::Union => "a union",
            Place::Mixin => "a mixin",
            Place::Entity => "an entity",
            Place::Relationship => "a relationship",
            Place::Participant => "a participant",
            Place::View => "a view",
            Place::Native => "a native object",
            Place::Attribute => "an attribute",
            Place::Key => "a key",
            Place::Unique => "a unique constraint",
            Place::Index => "an index",
            Place::Check => "a check",
            Place::ForeignKey => "a foreign key",
            Place::Exclusion => "an exclusion",
            Place::Subtypes => "a group of subtypes",
            Place::Dependency => "a dependency",
        }
    }
}

const TABLES: &[Place] = &[Place::Entity, Place::Relationship, Place::View];
const DIALECTS: &[Place] = &[
    Place::Entity,
    Place::Relationship,
    Place::View,
    Place::Native,
    Place::Attribute,
    Place::Unique,
    Place::Index,
    Place::Check,
    Place::ForeignKey,
    Place::Exclusion,
    Place::Key,
    Place::Domain,
    Place::Enum,
];
const NAMED: &[Place] = &[
    Place::Schema,
    Place::Enum,
    Place::EnumValue,
    Place::Domain,
    Place::Entity,
    Place::Relationship,
    Place::View,
    Place::Attribute,
    Place::Unique,
    Place::Index,
    Place::Check,
    Place::ForeignKey,
    Place::Exclusion,
    Place::Key,
];
const GROUPED: &[Place] = &[
    Place::Entity,
    Place::Relationship,
    Place::View,
    Place::Enum,
    Place::Union,
    Place::Domain,
    Place::Composite,
    Place::Schema,
    Place::Native,
];
/// Physical names of what a reference or key brings along; those of an entity name what it has implicitly.
const ALONG: &[Place] = &[
    Place::Attribute,
    Place::Participant,
    Place::ForeignKey,
    Place::Key,
    Place::Entity,
    Place::Relationship,
    Place::Subtypes,
];

/// Every annotation without a dot: its name, where it may stand (nothing for everywhere), its form.
const ANNOTATIONS: &[(&str, Option<&[Place]>, &str)] = &[
    ("was", Some(NAMED), "@was(old_name)"),
    ("table", Some(TABLES), "@table(\"name\")"),
    ("column", Some(&[Place::Attribute, Place::Participant, Place::Subtypes]), "@column(\"name\")"),
    ("postgres", Some(DIALECTS), "@postgres` or `@postgres(setting: value)"),
    ("mysql", Some(DIALECTS), "@mysql` or `@mysql(setting: value)"),
    ("mariadb", Some(DIALECTS), "@mariadb` or `@mariadb(setting: value)"),
    ("sqlite", Some(DIALECTS), "@sqlite` or `@sqlite(setting: value)"),
    ("pii", Some(&[Place::Attribute, Place::Entity, Place::Composite, Place::Domain]), "@pii"),
    (
        "sensitive",
        Some(&[Place::Attribute, Place::Entity, Place::Composite, Place::Domain]),
        "@sensitive",
    ),
    ("deprecated", None, "@deprecated(\"reason\")"),
    ("group", Some(GROUPED), "@group(\"name\")"),
    ("color", Some(GROUPED), "@color(\"#336699\")"),
    ("allow", None, "@allow(rule-name, \"reason\")"),
    ("constraint", Some(ALONG), "@constraint(\"name\")"),
    ("index", Some(ALONG), "@index(\"name\")` or `@index(none)"),
    (
        "from",
        Some(&[Place::Entity, Place::Relationship, Place::Attribute]),
        "@from(Entity.attribute)",
    ),
];

impl Context<'_> {
    /// What the annotations at a place say.
    pub(super) fn metadata(&mut self, annotations: &[Annotation], place: Place) -> Metadata {
        let mut res = Metadata::default();
        for (idx, annotation) in annotations.iter().enumerate() {
            match annotation.name.as_single() {
                None => res.free.push(free(annotation)),
                Some(name) => {
                    let repeated = annotations[..idx].iter().find(|it| {
                        it.name == annotation.name
                            && !matches!(&*name.name, "allow" | "was" | "from")
                    });
                    if let Some(first) = repeated {
                        let diagnostic =
                            diags::repeated_annotation(annotation.span, first.span, &name.name);
                        self.report(diagnostic);
                    }
                    self.annotation(annotation, &name.name, place, &mut res);
                }
            }
        }
        res
    }

    fn annotation(
        &mut self,
        annotation: &Annotation,
        name: &str,
        place: Place,
        res: &mut Metadata,
    ) {
        let Some((_, places, form)) = ANNOTATIONS.iter().find(|(it, ..)| *it == name) else {
            let meant = closest(name, ANNOTATIONS.iter().map(|(it, ..)| *it));
            let span = annotation.name.span();
            self.report(diags::unknown_annotation(span, annotation.span, name, meant));
            return;
        };
        if places.is_some_and(|it| !it.contains(&place)) {
            let diagnostic = diags::misplaced_annotation(annotation.span, name, place.title());
            self.report(diagnostic);
            return;
        }
        if read(annotation, name, res).is_none() {
            self.report(diags::wrong_annotation(annotation.span, name, form));
        }
    }
}

/// Puts what a known annotation says into `res`; nothing when its arguments are not of its form.
fn read(annotation: &Annotation, name: &str, res: &mut Metadata) -> Option<()> {
    let arguments = annotation.arguments.as_slice();
    match name {
        "was" => res.was.extend(names(arguments)?),
        "table" | "column" => {
            res.physical_name = Some((one_text(arguments)?.into(), annotation.span))
        }
        "pii" if arguments.is_empty() => res.is_pii = true,
        "sensitive" if arguments.is_empty() => res.is_sensitive = true,
        "deprecated" => {
            let text = if arguments.is_empty() { "" } else { one_text(arguments)? };
            res.deprecated = Some(text.to_owned());
        }
        "group" => res.group = Some(one_text(arguments)?.to_owned()),
        "color" => res.color = Some(one_text(arguments)?.to_owned()),
        "allow" => res.allows.push(allow(annotation)?),
        "constraint" => res.constraint = Some((one_text(arguments)?.into(), annotation.span)),
        "index" => {
            res.index = Some(match arguments {
                [AnnotationArgument { value: AnnotationValue::Name(name), .. }]
                    if name.len() == 1 && name[0] == "none" =>
                {
                    IndexName::None
                }
                _ => IndexName::Named(one_text(arguments)?.into(), annotation.span),
            });
        }
        "from" => {
            for argument in arguments {
                let AnnotationValue::Name(path) = &argument.value else { return None };
                res.from.push(path.clone());
            }
            if arguments.is_empty() {
                return None;
            }
        }
        _ => {
            let dialect = DialectId::from_name(name)?;
            if arguments.is_empty() {
                res.only.insert(dialect);
            }
            for argument in arguments {
                res.settings.push(Setting {
                    dialect,
                    name: argument.name.as_ref()?.name.clone(),
                    value: value(&argument.value),
                    span: argument.span,
                });
            }
        }
    }
    Some(())
}

/// One or more single names.
fn names(arguments: &[AnnotationArgument]) -> Option<Vec<Name>> {
    let name = |it: &AnnotationArgument| match (&it.name, &it.value) {
        (None, AnnotationValue::Name(parts)) if parts.len() == 1 => Some(parts[0].clone()),
        (None, AnnotationValue::String(text)) => Some(Name::new(text)),
        _ => None,
    };
    let res: Option<Vec<Name>> = arguments.iter().map(name).collect();
    res.filter(|it| !it.is_empty())
}

/// Exactly one text.
fn one_text(arguments: &[AnnotationArgument]) -> Option<&str> {
    match arguments {
        [AnnotationArgument { name: None, value: AnnotationValue::String(text), .. }]
            if !text.is_empty() =>
        {
            Some(text)
        }
        _ => None,
    }
}

fn allow(annotation: &Annotation) -> Option<Allow> {
    let (rule, reason) = match annotation.arguments.as_slice() {
        [rule] => (rule, None),
        [rule, AnnotationArgument { value: AnnotationValue::String(reason), .. }] => {
            (rule, Some(reason.clone()))
        }
        _ => return None,
    };
    let AnnotationValue::Name(parts) = &rule.value else { return None };
    let [rule] = parts.as_slice() else { return None };
    Some(Allow { rule: rule.clone(), reason, span: annotation.span })
}

fn free(annotation: &Annotation) -> FreeMetadata {
    let argument =
        |it: &AnnotationArgument| (it.name.as_ref().map(|it| it.name.clone()), value(&it.value));
    FreeMetadata {
        name: annotation.name.to_string(),
        arguments: annotation.arguments.iter().map(argument).collect(),
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
