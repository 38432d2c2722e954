//! Members that an edit makes.

use crate::base::{Name, Span};
use crate::syntax::ast::{
    Annotation, AnnotationArgument, AnnotationValue, Expr, ForeignKey, FunctionalDependency, Ident,
    Index, Item, JoinDependency, Key, Member, MemberKind, Modifier, ModifierKind,
    MultivaluedDependency, Path, Trivia, Unique,
};

/// A name that no text says yet.
pub(super) fn ident(name: &str) -> Ident {
    Ident { name: Name::new(name), span: Span::nowhere() }
}

/// `ship_to.zip`; a name with a dot of its own is no path, and never comes here.
pub(super) fn path(name: &str) -> Path {
    let mut parts = name.split('.').map(ident);
    let first = parts.next().unwrap_or_else(|| ident(name));
    Path { first, rest: parts.collect() }
}

fn paths(names: &[String]) -> Vec<Path> {
    names.iter().map(|it| path(it)).collect()
}

/// A modifier behind an attribute.
pub(super) fn modifier(kind: ModifierKind) -> Modifier {
    Modifier { kind, span: Span::nowhere() }
}

/// `references Zip(zip)`
pub(super) fn references(entity: &str, attribute: &str) -> Modifier {
    modifier(ModifierKind::References(Box::new((path(entity), path(attribute)))))
}

/// `@from(Person.zip)`; `sources` are what has the attribute: `Person`, `Customer.ship_to`.
pub(super) fn from(sources: &[String], attribute: &str) -> Annotation {
    let argument = |source: &String| AnnotationArgument {
        name: None,
        value: AnnotationValue::Name(source.split('.').chain([attribute]).map(Name::new).collect()),
        span: Span::nowhere(),
    };
    Annotation {
        name: path("from"),
        arguments: sources.iter().map(argument).collect(),
        span: Span::nowhere(),
    }
}

/// `key (a, b)`
pub(super) fn key(names: &[String]) -> Member {
    member(MemberKind::Key(Box::new(Key { name: None, attributes: paths(names) })))
}

/// `index (a, b)`
pub(super) fn index(names: &[String]) -> Member {
    member(MemberKind::Index(Box::new(Index {
        name: None,
        items: names.iter().map(|it| item(it)).collect(),
        method: None,
        include: Vec::new(),
        predicate: None,
    })))
}

fn item(name: &str) -> Item {
    Item {
        expr: Expr::reference(path(name)),
        collation: None,
        operator_class: None,
        descending: false,
        nulls: None,
        span: Span::nowhere(),
    }
}

/// `unique (a, b)`
pub(super) fn unique(names: &[String]) -> Member {
    member(MemberKind::Unique(Box::new(Unique {
        name: None,
        items: names.iter().map(|it| item(it)).collect(),
        nulls_not_distinct: false,
        predicate: None,
    })))
}

/// `foreign key (a, b) references Part (a, b)`
pub(super) fn foreign_key(names: &[String], target: &str) -> Member {
    member(MemberKind::ForeignKey(Box::new(ForeignKey {
        name: None,
        attributes: paths(names),
        target: path(target),
        target_attributes: paths(names),
        match_full: false,
        on_delete: None,
        on_update: None,
        deferrable: None,
    })))
}

/// `a, b -> c`
pub(super) fn functional(from: &[String], to: &[String]) -> Member {
    let (determinant, dependent) = (paths(from), paths(to));
    let kind = FunctionalDependency { determinant, dependent };
    member(MemberKind::FunctionalDependency(Box::new(kind)))
}

/// `a ->> b`
pub(super) fn multivalued(from: &[String], to: &[String]) -> Member {
    let (determinant, dependent) = (paths(from), paths(to));
    let kind = MultivaluedDependency { determinant, dependent };
    member(MemberKind::MultivaluedDependency(Box::new(kind)))
}

/// `join (a, b) (b, c)`
pub(super) fn join(components: &[Vec<String>]) -> Member {
    let components = components.iter().map(|it| paths(it)).collect();
    member(MemberKind::JoinDependency(Box::new(JoinDependency { components })))
}

/// The same member with an empty line before it.
pub(super) fn after_gap(mut member: Member) -> Member {
    let trivia = member.trivia.get_or_insert_with(|| Box::new(Trivia::default()));
    trivia.gap_before = true;
    member
}

fn member(kind: MemberKind) -> Member {
    Member { kind, docs: None, annotations: Vec::new(), trivia: None, span: Span::nowhere() }
}
