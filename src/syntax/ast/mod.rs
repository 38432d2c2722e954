//! What a file says, before anyone asks what it means. Nothing here is resolved or checked.

mod annotation;
mod declaration;
mod member;

pub use annotation::{Annotation, AnnotationArgument, AnnotationValue};
pub use declaration::{
    Composite, Declaration, DeclarationKind, Domain, Entity, Enum, EnumValue, Import, Mixin,
    ModelHeader, Native, Participant, Relationship, SchemaBlock, Union, View,
};
pub use member::{
    Attribute, Check, Deferrable, Disjointness, Exclude, ExcludeItem, ForeignKey,
    FunctionalDependency, HierarchyStorage, Index, Item, JoinDependency, Key, Member, MemberKind,
    Modifier, ModifierKind, MultivaluedDependency, NullsOrder, Quantifier, QuantifierKind,
    ReferentialAction, Storage, Subtypes, Totality, TypeKind, TypeRef, Unique,
};

use crate::base::{FileId, Name, Span};

/// An expression whose names are still paths.
pub type Expr = crate::base::Expr<Path>;

/// One `.erd` file.
#[derive(Debug, Clone)]
pub struct File {
    /// Which file.
    pub id: FileId,
    /// What it declares, top to bottom.
    pub declarations: Vec<Declaration>,
    /// Comments behind the last declaration.
    pub trailing: Trivia,
    /// Where mistakes were found, top to bottom. What stands around them may say more than the ast.
    pub mistakes: Vec<Span>,
    /// Whether part of its text, or a file that it imports, could not be read: what is missed may be declared there.
    pub has_gaps: bool,
}

impl Default for File {
    /// A file that no text says, with nothing in it.
    fn default() -> File {
        File {
            id: Span::nowhere().file,
            declarations: Vec::new(),
            trailing: Trivia::default(),
            mistakes: Vec::new(),
            has_gaps: false,
        }
    }
}

/// A name at a place. Equality looks at the name alone.
#[derive(Debug, Clone, Eq)]
pub struct Ident {
    /// The name, without backticks and escapes.
    pub name: Name,
    /// Where it stands, backticks included.
    pub span: Span,
}

impl PartialEq for Ident {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// One or more names joined by dots: `Customer`, `warehouse.Bin`, `ship_to.zip`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The first name.
    pub first: Ident,
    /// The names behind the dots.
    pub rest: Vec<Ident>,
}

impl Path {
    /// The name at its end.
    pub fn last(&self) -> &Ident {
        self.rest.last().unwrap_or(&self.first)
    }

    /// The names from left to right.
    pub fn parts(&self) -> impl Iterator<Item = &Ident> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The place of all of it.
    pub fn span(&self) -> Span {
        self.first.span.to(self.last().span)
    }

    /// The name, when there is only one.
    pub fn as_single(&self) -> Option<&Ident> {
        self.rest.is_empty().then_some(&self.first)
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.first.name)?;
        self.rest.iter().try_for_each(|it| write!(f, ".{}", it.name))
    }
}

/// A string at a place, unescaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// What surrounds a piece and means nothing, yet must survive formatting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trivia {
    /// Whether an empty line stands before the piece and its comments.
    pub gap_before: bool,
    /// `//` lines before the piece, each with its slashes; an empty one is an empty line.
    pub comments: Vec<String>,
    /// A `//` comment behind the piece on its last line, with its slashes.
    pub trailing: Option<String>,
}

/// A `///` text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docs {
    /// The text without slashes, its lines joined by `\n`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it stands behind the piece on its line instead of above it.
    pub trailing: bool,
}
