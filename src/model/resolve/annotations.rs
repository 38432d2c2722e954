//! Annotations: which there are, and where each may stand.

use rustc_hash::FxHashMap;

use super::annotation_forms as forms;
use super::context::Context;
use crate::base::closest;
use crate::model::Metadata;
use crate::model::diags;
use crate::syntax::ast::Annotation;

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

/// An annotation of the language.
struct Annotated {
    name: &'static str,
    /// Where it may stand; nothing for everywhere.
    places: Option<&'static [Place]>,
    /// How it is written.
    form: &'static str,
    /// Puts what it says into the metadata; nothing when it is written in another form.
    read: fn(&Annotation, &mut Metadata) -> Option<()>,
}

/// What becomes a table, or a name like one.
const TABLES: &[Place] = &[Place::Entity, Place::Relationship, Place::View, Place::Attribute];
/// What becomes columns.
const COLUMNS: &[Place] = &[Place::Attribute, Place::Participant, Place::Subtypes];
/// What a database has as an object of its own, and can have in its own way.
const OBJECTS: &[Place] = &[
    Place::Model,
    Place::Schema,
    Place::Enum,
    Place::Domain,
    Place::Entity,
    Place::Relationship,
    Place::View,
    Place::Native,
    Place::Attribute,
    Place::Participant,
    Place::Key,
    Place::Unique,
    Place::Index,
    Place::Check,
    Place::ForeignKey,
    Place::Exclusion,
];
/// What can have had another name before.
const NAMED: &[Place] = &[
    Place::Schema,
    Place::Enum,
    Place::EnumValue,
    Place::Domain,
    Place::Entity,
    Place::Relationship,
    Place::View,
    Place::Attribute,
    Place::Key,
    Place::Unique,
    Place::Index,
    Place::Check,
    Place::ForeignKey,
    Place::Exclusion,
];
/// What is drawn.
const DRAWN: &[Place] = &[
    Place::Schema,
    Place::Enum,
    Place::Domain,
    Place::Composite,
    Place::Union,
    Place::Entity,
    Place::Relationship,
    Place::View,
    Place::Native,
];
/// What holds data about someone.
const DATA: &[Place] =
    &[Place::Domain, Place::Composite, Place::Entity, Place::Relationship, Place::Attribute];
/// What brings constraints and indexes along.
const ALONG: &[Place] =
    &[Place::Entity, Place::Relationship, Place::Participant, Place::Attribute, Place::Subtypes];
/// What brings an index along, or is kept by one.
const INDEXED: &[Place] = &[
    Place::Entity,
    Place::Relationship,
    Place::Participant,
    Place::Attribute,
    Place::Subtypes,
    Place::Unique,
];
/// What can be filled from elsewhere.
const FILLED: &[Place] = &[Place::Entity, Place::Relationship, Place::Attribute];

const ANNOTATIONS: &[Annotated] = &[
    Annotated {
        name: "was",
        places: Some(NAMED),
        form: "@was(old_name)",
        read: forms::earlier_names,
    },
    Annotated { name: "table", places: Some(TABLES), form: "@table(\"name\")", read: forms::table },
    Annotated {
        name: "schema",
        places: Some(&[Place::Schema]),
        form: "@schema(\"name\")",
        read: forms::table,
    },
    Annotated {
        name: "column",
        places: Some(COLUMNS),
        form: "@column(\"name\")",
        read: forms::column,
    },
    Annotated {
        name: "postgres",
        places: Some(OBJECTS),
        form: "@postgres` or `@postgres(setting: value)",
        read: forms::dialect,
    },
    Annotated {
        name: "mysql",
        places: Some(OBJECTS),
        form: "@mysql` or `@mysql(setting: value)",
        read: forms::dialect,
    },
    Annotated {
        name: "mariadb",
        places: Some(OBJECTS),
        form: "@mariadb` or `@mariadb(setting: value)",
        read: forms::dialect,
    },
    Annotated {
        name: "sqlite",
        places: Some(OBJECTS),
        form: "@sqlite` or `@sqlite(setting: value)",
        read: forms::dialect,
    },
    Annotated { name: "pii", places: Some(DATA), form: "@pii", read: forms::pii },
    Annotated { name: "sensitive", places: Some(DATA), form: "@sensitive", read: forms::sensitive },
    Annotated {
        name: "deprecated",
        places: None,
        form: "@deprecated` or `@deprecated(\"reason\")",
        read: forms::deprecated,
    },
    Annotated { name: "group", places: Some(DRAWN), form: "@group(\"name\")", read: forms::group },
    Annotated {
        name: "color",
        places: Some(DRAWN),
        form: "@color(\"#336699\")",
        read: forms::color,
    },
    Annotated {
        name: "allow",
        places: None,
        form: "@allow(rule-name, \"reason\")",
        read: forms::allow,
    },
    Annotated {
        name: "constraint",
        places: Some(ALONG),
        form: "@constraint(\"name\")` or `@constraint(\"name\", comment: \"…\")",
        read: forms::constraint,
    },
    Annotated {
        name: "index",
        places: Some(INDEXED),
        form: "@index(\"name\")` or `@index(none)",
        read: forms::index,
    },
    Annotated {
        name: "from",
        places: Some(FILLED),
        form: "@from(Entity.attribute)",
        read: forms::sources,
    },
];

/// The annotations that are said again to add to what was said.
const REPEATABLE: [&str; 1] = ["allow"];

impl Context<'_> {
    /// What the annotations at a place say.
    pub(super) fn metadata<'a>(
        &mut self,
        annotations: impl IntoIterator<Item = &'a Annotation>,
        place: Place,
    ) -> Metadata {
        let mut res = Metadata::default();
        let mut seen = FxHashMap::default();
        for annotation in annotations {
            let Some(name) = annotation.name.as_single() else {
                res.free.push(forms::free(annotation));
                continue;
            };
            // `@postgres` says where, `@postgres(…)` how: both can be said of one thing.
            let form = (&*name.name, annotation.arguments.is_empty());
            let before = seen.insert(form, annotation.span);
            match before.filter(|_| !REPEATABLE.contains(&&*name.name)) {
                Some(before) => {
                    self.report(diags::repeated_annotation(annotation.span, before, &name.name));
                }
                None => self.annotation(annotation, &name.name, place, &mut res),
            }
        }
        // Only an attribute has a table beside its column.
        if place != Place::Attribute && res.table_name.is_some() {
            res.physical_name = res.table_name.take();
        }
        self.has_renames |= !res.was.is_empty();
        self.model.has_sources |= !res.from.is_empty();
        res
    }

    fn annotation(
        &mut self,
        annotation: &Annotation,
        name: &str,
        place: Place,
        res: &mut Metadata,
    ) {
        let Some(known) = ANNOTATIONS.iter().find(|it| it.name == name) else {
            let meant = closest(name, ANNOTATIONS.iter().map(|it| it.name));
            self.report(diags::unknown_annotation(annotation, name, meant));
            return;
        };
        if known.places.is_some_and(|it| !it.contains(&place)) {
            self.report(diags::misplaced_annotation(annotation.span, name, place.title()));
        } else if (known.read)(annotation, res).is_none() {
            self.report(diags::wrong_annotation(annotation.span, name, known.form));
        }
    }
}
