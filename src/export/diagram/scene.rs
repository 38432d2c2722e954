//! What a diagram shows, before anyone decides where and how.

pub use super::change::Change;

/// Boxes, lines between them, and groups around them.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// What it shows.
    pub title: Option<String>,
    /// The boxes, in the order of the model.
    pub nodes: Vec<Node>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Schemas and `@group`s; a group inside another names it.
    pub groups: Vec<Group>,
}

/// A box.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub title: String,
    /// Its earlier names, each as [`Node::anchor`] would be.
    pub was: Vec<String>,
    /// Its name with its schema's, by which it is linked to.
    pub anchor: String,
    /// What it is, where its form does not say so: `abstract`, `union`.
    pub stereotype: Option<String>,
    /// What it stands for.
    pub kind: NodeKind,
    /// What it lists.
    pub rows: Vec<Row>,
    /// What else it says, below the rows: indexes.
    pub footer: Vec<Note>,
    /// What else is known of it, beside its name.
    pub badges: Vec<Badge>,
    /// The group it is in.
    pub group: Option<usize>,
    /// A colour of its own, `#rrggbb`.
    pub color: Option<String>,
    /// What it is about.
    pub docs: Option<String>,
    /// What became of it, where two models are compared.
    pub change: Option<Change>,
}

/// A line of text below the rows of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// What became of it, where two models are compared.
    pub change: Option<Change>,
}

/// A short remark beside the name of a box.
#[derive(Debug, Clone)]
pub struct Badge {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// What is said when it is pointed at.
    pub hover: Option<String>,
}

/// How a remark is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Well done.
    Good,
    /// To be looked at.
    Warning,
    /// Wrong.
    Bad,
    /// It tells what became of the box.
    Change(Change),
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// An entity with a key of its own.
    Entity,
    /// An entity that is identified through others.
    WeakEntity,
    /// A relationship.
    Relationship,
    /// A choice between entities.
    Union,
    /// A view.
    View,
}

/// A line of a box.
#[derive(Debug, Clone)]
pub struct Row {
    /// The name of the attribute.
    pub name: String,
    /// Its earlier names.
    pub was: Vec<String>,
    /// Its type, with its quantifier.
    pub ty: String,
    /// What is special about it.
    pub mark: RowMark,
    /// Whether it may be missing.
    pub is_nullable: bool,
    /// Whether it is computed.
    pub is_derived: bool,
    /// How far it is indented: parts of a composite.
    pub depth: usize,
    /// What it is about.
    pub docs: Option<String>,
    /// What became of it, where two models are compared.
    pub change: Option<Change>,
}

/// What is special about an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowMark {
    /// Nothing.
    None,
    /// It is in the key.
    Key,
    /// It is in the key and refers.
    KeyReference,
    /// It is unique.
    Unique,
    /// It refers.
    Reference,
}

/// A line between two boxes.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it starts: what refers.
    pub from: End,
    /// Where it ends: what is referred to.
    pub to: End,
    /// What it stands for.
    pub kind: LineKind,
    /// What stands beside it.
    pub label: Option<String>,
    /// What it is called where nothing beside it says so: the attribute or the constraint.
    pub name: Option<String>,
    /// How a supertype is divided, on the lines to it.
    pub division: Option<Division>,
    /// What became of it, where two models are compared.
    pub change: Option<Change>,
}

/// How a supertype is divided into its subtypes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Whether nothing is of two of them.
    pub is_disjoint: bool,
    /// Whether everything is of one of them.
    pub is_total: bool,
    /// Whether this is the first of the lines, beside which it is said.
    pub is_first: bool,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A reference.
    Reference,
    /// A reference that identifies.
    Identifying,
    /// Part in a relationship.
    Role,
    /// From a subtype to its supertype.
    Subtype,
    /// From a union to one of its entities.
    Alternative,
}

/// One end of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The box.
    pub node: usize,
    /// The row it ends at.
    pub row: Option<usize>,
    /// How many of this box there are for one of the other.
    pub cardinality: Option<Cardinality>,
    /// At the end of a part in a relationship: how many of this box there are for one of every other that takes
    /// part. UML and Chen write this number, the other notations what one of a box sees.
    pub across: Option<Cardinality>,
    /// The role at this end.
    pub label: Option<String>,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cardinality {
    /// At least.
    pub min: u32,
    /// At most; nothing for no bound.
    pub max: Option<u32>,
}

/// A box around boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub title: String,
    /// The group around it.
    pub parent: Option<usize>,
}

impl Node {
    /// A box that says no more than its name.
    pub fn new(kind: NodeKind, title: impl Into<String>, anchor: impl Into<String>) -> Node {
        Node {
            title: title.into(),
            was: Vec::new(),
            anchor: anchor.into(),
            stereotype: None,
            kind,
            rows: Vec::new(),
            footer: Vec::new(),
            badges: Vec::new(),
            group: None,
            color: None,
            docs: None,
            change: None,
        }
    }
}

impl RowMark {
    /// The letters beside an attribute.
    pub(super) fn letters(self) -> &'static str {
        match self {
            RowMark::None => "",
            RowMark::Key => "PK",
            RowMark::KeyReference => "PK FK",
            RowMark::Unique => "U",
            RowMark::Reference => "FK",
        }
    }
}

impl Row {
    /// An attribute that nothing is special about.
    pub fn new(name: impl Into<String>, ty: impl Into<String>) -> Row {
        Row {
            name: name.into(),
            was: Vec::new(),
            ty: ty.into(),
            mark: RowMark::None,
            is_nullable: false,
            is_derived: false,
            depth: 0,
            docs: None,
            change: None,
        }
    }
}

impl Line {
    /// A line that nothing stands beside.
    pub fn new(kind: LineKind, from: End, to: End) -> Line {
        Line { from, to, kind, label: None, name: None, division: None, change: None }
    }
}

impl End {
    /// The end at a box as a whole, of no number.
    pub fn at(node: usize) -> End {
        End { node, row: None, cardinality: None, across: None, label: None }
    }
}

impl Note {
    /// A text that nothing became of.
    pub fn new(text: impl Into<String>) -> Note {
        Note { text: text.into(), change: None }
    }
}

impl Cardinality {
    /// Exactly one.
    pub const ONE: Cardinality = Cardinality { min: 1, max: Some(1) };
    /// None or one.
    pub const OPTIONAL: Cardinality = Cardinality { min: 0, max: Some(1) };
    /// Any number.
    pub const ANY: Cardinality = Cardinality { min: 0, max: None };
}
