//! Declarations: what can stand at column 0.

use super::{
    Annotation, Deferrable, Docs, Ident, Member, Modifier, Path, Quantifier, ReferentialAction,
    Text, Trivia, TypeRef,
};
use crate::base::{Span, SqlText};

/// A declaration with all that belongs to every declaration.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// What it declares.
    pub kind: DeclarationKind,
    /// Its documentation.
    pub docs: Option<Box<Docs>>,
    /// Its annotations.
    pub annotations: Vec<Annotation>,
    /// Comments around it.
    pub trivia: Trivia,
    /// Comments before the closing brace.
    pub body_end: Trivia,
    /// Whether its body was written on the line of its header.
    pub inline: bool,
    /// From its first word to the end of its header.
    pub header: Span,
    /// From its first word to its closing brace or last character.
    pub span: Span,
    /// Whether it could not be read as written and was guessed; its mistake was already reported.
    pub broken: bool,
}

/// What is declared.
#[derive(Debug, Clone)]
pub enum DeclarationKind {
    /// `model shop`
    Model(ModelHeader),
    /// `import "common/money.erd"`
    Import(Import),
    /// `schema warehouse { … }`
    Schema(SchemaBlock),
    /// `enum Status { … }`
    Enum(Enum),
    /// `type Email = varchar(254) …`
    Domain(Domain),
    /// `type Address { … }`
    Composite(Composite),
    /// `union Owner = Person | Company`
    Union(Union),
    /// `mixin Audited { … }`
    Mixin(Mixin),
    /// `entity Customer { … }`
    Entity(Entity),
    /// `relationship Likes: Customer* -- Product* { … }`
    Relationship(Relationship),
    /// `view Active { … } = sql("…")`
    View(View),
    /// `native trigger touch on Customer = sql(…)`
    Native(Native),
    /// Something that could not be understood; the names in its header, which others may use.
    Unknown(Vec<Ident>),
}

/// `model shop`
#[derive(Debug, Clone)]
pub struct ModelHeader {
    /// The name of the model.
    pub name: Ident,
}

/// `import "common/money.erd"`
#[derive(Debug, Clone)]
pub struct Import {
    /// The path, relative to this file.
    pub path: Text,
}

/// `schema warehouse { … }`
#[derive(Debug, Clone)]
pub struct SchemaBlock {
    /// The name of the schema.
    pub name: Ident,
    /// What is inside.
    pub declarations: Vec<Declaration>,
}

/// `enum Status { pending, paid = "PAID" }`
#[derive(Debug, Clone)]
pub struct Enum {
    /// The name of the type.
    pub name: Ident,
    /// Its values, in order.
    pub values: Vec<EnumValue>,
}

/// One value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The name in the model.
    pub name: Ident,
    /// What the database stores, when it is not the name.
    pub label: Option<Text>,
    /// Its documentation.
    pub docs: Option<Box<Docs>>,
    /// Its annotations.
    pub annotations: Vec<Annotation>,
    /// Comments around it.
    pub trivia: Trivia,
}

/// `type Email = varchar(254) check value matches "…"`
#[derive(Debug, Clone)]
pub struct Domain {
    /// The name of the type.
    pub name: Ident,
    /// The scalar type it narrows.
    pub ty: TypeRef,
    /// Defaults and checks.
    pub modifiers: Vec<Modifier>,
}

/// `type Address { … }`
#[derive(Debug, Clone)]
pub struct Composite {
    /// The name of the type.
    pub name: Ident,
    /// Its parts, dependencies and checks.
    pub members: Vec<Member>,
}

/// `union Owner = Person | Company`
#[derive(Debug, Clone)]
pub struct Union {
    /// The name of the category.
    pub name: Ident,
    /// The entities it may refer to.
    pub alternatives: Vec<Path>,
}

/// `mixin Audited with Owned { … }`
#[derive(Debug, Clone)]
pub struct Mixin {
    /// The name of the mixin.
    pub name: Ident,
    /// The mixins whose members it takes over, in order.
    pub mixins: Vec<Path>,
    /// What it adds.
    pub members: Vec<Member>,
}

/// `abstract entity Party extends Thing with Audited { … }`
#[derive(Debug, Clone)]
pub struct Entity {
    /// The name of the entity type.
    pub name: Ident,
    /// Whether it has no instances of its own.
    pub is_abstract: bool,
    /// The entity it is a subtype of.
    pub supertype: Option<Path>,
    /// The mixins whose members it takes over, in order.
    pub mixins: Vec<Path>,
    /// Its members.
    pub members: Vec<Member>,
}

/// `relationship Teaches: Person* as teacher -- Course* { … }`
#[derive(Debug, Clone)]
pub struct Relationship {
    /// The name of the relationship type.
    pub name: Ident,
    /// Who takes part, two or more.
    pub participants: Vec<Participant>,
    /// Its own attributes and constraints.
    pub members: Vec<Member>,
    /// Whether a body was written, be it empty.
    pub has_body: bool,
}

/// `Person{11..15} as player on delete cascade`
#[derive(Debug, Clone)]
pub struct Participant {
    /// Which entity takes part.
    pub entity: Path,
    /// How many of it for one of every other participant.
    pub quantifier: Quantifier,
    /// As what.
    pub role: Option<Ident>,
    /// What happens when an instance of it is deleted.
    pub on_delete: Option<ReferentialAction>,
    /// What happens when its key changes.
    pub on_update: Option<ReferentialAction>,
    /// When the reference is checked.
    pub deferrable: Option<Deferrable>,
    /// Its annotations.
    pub annotations: Vec<Annotation>,
    /// All of it.
    pub span: Span,
}

/// `view Active { … } = sql("…")`
#[derive(Debug, Clone)]
pub struct View {
    /// The name of the view.
    pub name: Ident,
    /// The attributes it gives.
    pub members: Vec<Member>,
    /// The query.
    pub body: SqlText,
    /// Where the query stands.
    pub body_span: Span,
}

/// `native trigger touch on Customer = sql(postgres: "…")`
#[derive(Debug, Clone)]
pub struct Native {
    /// `function`, `trigger`, `policy`, …
    pub kind: Ident,
    /// The name of the object.
    pub name: Ident,
    /// The entity it belongs to.
    pub on: Option<Path>,
    /// The statement that makes it.
    pub body: SqlText,
    /// Where the statement stands.
    pub body_span: Span,
}

impl DeclarationKind {
    /// The name that it declares, if it is one name.
    pub fn name(&self) -> Option<&Ident> {
        match self {
            DeclarationKind::Model(it) => Some(&it.name),
            DeclarationKind::Schema(it) => Some(&it.name),
            DeclarationKind::Enum(it) => Some(&it.name),
            DeclarationKind::Domain(it) => Some(&it.name),
            DeclarationKind::Composite(it) => Some(&it.name),
            DeclarationKind::Union(it) => Some(&it.name),
            DeclarationKind::Mixin(it) => Some(&it.name),
            DeclarationKind::Entity(it) => Some(&it.name),
            DeclarationKind::Relationship(it) => Some(&it.name),
            DeclarationKind::View(it) => Some(&it.name),
            DeclarationKind::Native(it) => Some(&it.name),
            DeclarationKind::Import(_) | DeclarationKind::Unknown(_) => None,
        }
    }
}
