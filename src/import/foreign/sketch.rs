//! What a model of another tool says, before any database is asked: names, words and places.

use crate::base::{DialectId, Name, ReferentialAction, ScalarType, Span};
use crate::schema::QualifiedName;

/// How near to tables a language is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Level {
    /// Tables and columns: what is not said is not there.
    #[default]
    Physical,
    /// Entities and lines between them: keys and columns of references follow from the picture.
    Conceptual,
}

/// A whole model.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    pub(super) level: Level,
    /// The database that the model says it is for.
    pub(super) dialect: Option<DialectId>,
    /// What the model is called.
    pub(super) title: Option<String>,
    /// What the model is about.
    pub(super) docs: Option<String>,
    pub(super) enums: Vec<EnumSketch>,
    /// Other names of types and what they stand for.
    pub(super) aliases: Vec<(QualifiedName, String)>,
    pub(super) tables: Vec<TableSketch>,
    pub(super) references: Vec<ReferenceSketch>,
    pub(super) views: Vec<ViewSketch>,
}

/// An enumerated type.
#[derive(Debug, Clone)]
pub(super) struct EnumSketch {
    pub(super) name: QualifiedName,
    /// The labels, and what each is about.
    pub(super) labels: Vec<(Name, Option<String>)>,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}

/// A table or an entity.
#[derive(Debug, Clone)]
pub(super) struct TableSketch {
    pub(super) name: QualifiedName,
    pub(super) columns: Vec<ColumnSketch>,
    /// The key where it is said of several columns together; else the columns say it.
    pub(super) key: Option<(Option<Name>, Vec<Name>)>,
    /// Unique constraints and indexes.
    pub(super) indexes: Vec<IndexSketch>,
    pub(super) checks: Vec<CheckSketch>,
    pub(super) docs: Option<String>,
    pub(super) group: Option<String>,
    pub(super) color: Option<String>,
    pub(super) span: Span,
}

impl TableSketch {
    pub(super) fn new(name: QualifiedName, span: Span) -> TableSketch {
        TableSketch {
            name,
            columns: Vec::new(),
            key: None,
            indexes: Vec::new(),
            checks: Vec::new(),
            docs: None,
            group: None,
            color: None,
            span,
        }
    }

    pub(super) fn column(&self, name: &str) -> Option<&ColumnSketch> {
        self.columns.iter().find(|it| it.name == name)
    }

    /// The columns of the key, in order.
    pub(super) fn key_columns(&self) -> Vec<Name> {
        match &self.key {
            Some((_, columns)) => columns.clone(),
            None => self.columns.iter().filter(|it| it.is_key).map(|it| it.name.clone()).collect(),
        }
    }

    /// The columns of the key and of each unique constraint.
    pub(super) fn identifying(&self) -> Vec<Vec<Name>> {
        let is_plain = |it: &&IndexSketch| {
            let is_whole = it.predicate.is_none() && it.items.iter().all(ItemSketch::is_plain);
            it.is_unique && is_whole
        };
        let uniques = self.indexes.iter().filter(is_plain).map(IndexSketch::columns);
        let key = Some(self.key_columns()).filter(|it| !it.is_empty());
        key.into_iter().chain(uniques).collect()
    }
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct ColumnSketch {
    pub(super) name: Name,
    pub(super) ty: TypeSketch,
    pub(super) is_nullable: bool,
    pub(super) is_key: bool,
    /// Whether the model marks it as referring to something.
    pub(super) is_reference: bool,
    pub(super) counts_up: bool,
    pub(super) default: Option<DefaultSketch>,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}

impl ColumnSketch {
    pub(super) fn new(name: impl Into<Name>, ty: TypeSketch, span: Span) -> ColumnSketch {
        ColumnSketch {
            name: name.into(),
            ty,
            is_nullable: false,
            is_key: false,
            is_reference: false,
            counts_up: false,
            default: None,
            docs: None,
            span,
        }
    }
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypeSketch {
    /// Nothing is said: that of what it refers to, else text.
    Unstated,
    /// Words, as they stand: a type of some database, an enum, or nothing known.
    Words(String),
    /// A scalar of the language.
    Scalar(ScalarType),
    /// The same as another column; as the whole key where that has no name.
    Like(QualifiedName, Name),
}

/// A default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DefaultSketch {
    Text(String),
    Number(String),
    Bool(bool),
    /// SQL.
    Code(String),
    /// A function of the language without arguments.
    Call(&'static str),
}

/// An index or unique constraint.
#[derive(Debug, Clone)]
pub(super) struct IndexSketch {
    pub(super) name: Option<Name>,
    pub(super) items: Vec<ItemSketch>,
    pub(super) is_unique: bool,
    pub(super) method: Option<Name>,
    pub(super) predicate: Option<String>,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}

impl IndexSketch {
    /// Over columns, with nothing else to say.
    pub(super) fn over(columns: &[Name], is_unique: bool, span: Span) -> IndexSketch {
        IndexSketch {
            name: None,
            items: columns.iter().cloned().map(ItemSketch::column).collect(),
            is_unique,
            method: None,
            predicate: None,
            docs: None,
            span,
        }
    }

    pub(super) fn columns(&self) -> Vec<Name> {
        self.items.iter().filter(|it| !it.is_code).map(|it| it.text.clone()).collect()
    }
}

/// What an index looks up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemSketch {
    /// The name of a column, or SQL.
    pub(super) text: Name,
    pub(super) is_code: bool,
    pub(super) descending: bool,
    pub(super) operator_class: Option<Name>,
    pub(super) prefix_length: Option<u32>,
}

impl ItemSketch {
    pub(super) fn column(name: Name) -> ItemSketch {
        ItemSketch {
            text: name,
            is_code: false,
            descending: false,
            operator_class: None,
            prefix_length: None,
        }
    }

    pub(super) fn code(text: &str) -> ItemSketch {
        ItemSketch { is_code: true, ..ItemSketch::column(Name::new(text)) }
    }

    fn is_plain(&self) -> bool {
        *self == ItemSketch::column(self.text.clone()) || self.descending && !self.is_code
    }
}

/// A condition that all rows meet, in SQL.
#[derive(Debug, Clone)]
pub(super) struct CheckSketch {
    pub(super) name: Option<Name>,
    pub(super) text: String,
    pub(super) span: Span,
}

/// A line between two tables.
#[derive(Debug, Clone)]
pub(super) struct ReferenceSketch {
    pub(super) name: Option<Name>,
    pub(super) many: Joins,
    /// The side that has the foreign key; of a many-to-many one the first.
    pub(super) from: EndSketch,
    pub(super) to: EndSketch,
    /// Whether there need not be anything at the far side, where the columns do not tell.
    pub(super) is_optional: bool,
    /// Whether the near side is identified by the far one.
    pub(super) is_identifying: bool,
    /// Whether the near side is a kind of the far one, and has its key.
    pub(super) is_kind: bool,
    /// What it is called.
    pub(super) label: Option<String>,
    pub(super) on_delete: ReferentialAction,
    pub(super) on_update: ReferentialAction,
    /// The table between the two of a many-to-many one and its columns, where they have names.
    pub(super) junction: Option<(QualifiedName, [Name; 2])>,
    pub(super) span: Span,
}

impl ReferenceSketch {
    pub(super) fn new(many: Joins, from: EndSketch, to: EndSketch, span: Span) -> ReferenceSketch {
        ReferenceSketch {
            name: None,
            many,
            from,
            to,
            is_optional: false,
            is_identifying: false,
            is_kind: false,
            label: None,
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
            junction: None,
            span,
        }
    }
}

/// How many of each side a line joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joins {
    ManyToOne,
    OneToOne,
    ManyToMany,
}

/// One side of a line.
#[derive(Debug, Clone)]
pub(super) struct EndSketch {
    pub(super) table: QualifiedName,
    /// Its columns; none where the key is meant, or where a conceptual model does not say.
    pub(super) columns: Vec<Name>,
    pub(super) span: Span,
}

/// A view with its query.
#[derive(Debug, Clone)]
pub(super) struct ViewSketch {
    pub(super) name: QualifiedName,
    pub(super) body: String,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}
