//! What a person writes on the command line about a relation: a dependency, or a split.

use super::relation::Relation;
use crate::base::closest;
use crate::theory::{
    AttributeSet, Dependency, FunctionalDependency, JoinDependency, MultivaluedDependency,
};

/// Why a text is no question, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// `R: (a, b) (b, c)`: the name of the relation and the texts of the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split<'a> {
    /// The name of the relation.
    pub relation: &'a str,
    parts: &'a str,
}

impl<'a> Split<'a> {
    /// Takes the name off.
    pub fn read(text: &'a str) -> Result<Split<'a>, Misread> {
        let (relation, parts) = text.split_once(':').ok_or_else(|| Misread {
            message: format!("`{text}` names no relation"),
            help: "write `Relation: (a, b) (b, c)`".to_owned(),
        })?;
        Ok(Split { relation: relation.trim(), parts })
    }

    /// The parts as sets of attributes of `relation`.
    pub fn parts(&self, relation: &Relation) -> Result<Vec<AttributeSet>, Misread> {
        let parts = components(relation, self.parts)?;
        match parts.is_empty() {
            true => Err(Misread {
                message: "a split has at least one part".to_owned(),
                help: format!("write `{}: (a, b) (b, c)`", self.relation),
            }),
            false => Ok(parts),
        }
    }
}

/// `a, b -> c`, `a ->> b` or `join (a, b) (b, c)` about `relation`.
pub fn read_dependency(relation: &Relation, text: &str) -> Result<Dependency, Misread> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("join").filter(|it| it.trim_start().starts_with('(')) {
        let components = components(relation, rest)?;
        let named = components.iter().fold(AttributeSet::new(), |res, it| &res | it);
        let missing = &relation.dependencies.attributes() - &named;
        if !missing.is_empty() {
            return Err(Misread {
                message: format!("no component has {}", relation.quoted(&missing)),
                help: "the components of a join dependency have every attribute".to_owned(),
            });
        }
        return Ok(Dependency::Join(JoinDependency { components }));
    }
    if let Some((from, to)) = text.split_once("->>") {
        let (from, to) = (set(relation, from)?, set(relation, to)?);
        return Ok(Dependency::Multivalued(MultivaluedDependency { from, to }));
    }
    let misread = |message| Misread {
        message,
        help: "write `a, b -> c`, `a ->> b` or `join (a, b) (b, c)`".to_owned(),
    };
    let (from, to) =
        text.split_once("->").ok_or_else(|| misread(format!("`{text}` is no dependency")))?;
    if to.contains("->") {
        return Err(misread(format!("`{text}` has two arrows")));
    }
    let (from, to) = (set(relation, from)?, set(relation, to)?);
    Ok(Dependency::Functional(FunctionalDependency { from, to }))
}

fn components(relation: &Relation, text: &str) -> Result<Vec<AttributeSet>, Misread> {
    let mut res = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let inside = rest.strip_prefix('(').map(|it| it.split_once(')'));
        let (inside, behind) = inside.flatten().ok_or_else(|| Misread {
            message: match inside {
                Some(_) => format!("`)` is missing behind `{rest}`"),
                None => format!("a part in brackets is expected at `{rest}`"),
            },
            help: "write each part as `(a, b)`".to_owned(),
        })?;
        res.push(set(relation, inside)?);
        rest = behind.trim_start_matches([' ', '\t', ',', '\n']);
    }
    Ok(res)
}

/// `a, b`; a composite or a reference that is taken apart stands for all its parts, `()` for nothing.
fn set(relation: &Relation, text: &str) -> Result<AttributeSet, Misread> {
    let mut res = AttributeSet::new();
    let text = text.trim();
    if matches!(text, "()" | "{}" | "∅") {
        return Ok(res);
    }
    for name in text.split(',').map(|it| it.trim().replace('`', "")) {
        let found = named(relation, &name);
        if name.is_empty() {
            let message = match text.is_empty() {
                true => "a list of names is empty".to_owned(),
                false => format!("a name is missing in `{text}`"),
            };
            let help = "write names with commas between them, and `()` for none".to_owned();
            return Err(Misread { message, help });
        }
        if found.is_empty() {
            return Err(unknown(relation, &name));
        }
        res |= &found;
    }
    Ok(res)
}

/// The attribute of this name, or the parts of what has this name.
pub(super) fn named(relation: &Relation, name: &str) -> AttributeSet {
    if let Some(found) = relation.attribute(name) {
        return AttributeSet::only(found);
    }
    let is_part = |it: &str| it.strip_prefix(name).is_some_and(|it| it.starts_with('.'));
    let parts = relation.attributes.iter().enumerate().filter(|(_, it)| is_part(&it.name));
    parts.map(|(idx, _)| idx as u32).collect()
}

fn unknown(relation: &Relation, name: &str) -> Misread {
    let names = || relation.attributes.iter().map(|it| it.name.as_str());
    let help = match closest(name, names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            format!("its attributes are {}", relation.list(&relation.dependencies.attributes()))
        }
    };
    Misread { message: format!("`{}` has no attribute `{name}`", relation.name), help }
}
