//! What the model carries word for word: triggers, functions, policies.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::base::SqlText;
use crate::dialect::Dialect;
use crate::model::{EntityGraph, NativeOwner};
use crate::schema::Origin;

/// Something that a database holds and the model does not describe.
#[derive(Debug, Serialize)]
pub struct Object {
    /// `trigger`, `function`, `materialized view`, …
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The place of the subject it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<usize>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// The statements that make it: the place of the database and the text.
    pub texts: Vec<(usize, String)>,
}

/// The objects of a model. `places` says where entities and relationships are, `views` where the first view is.
pub(super) fn objects(
    model: &EntityGraph,
    dialects: &[&dyn Dialect],
    places: &FxHashMap<Origin, usize>,
    views: usize,
) -> Vec<Object> {
    let subject = |owner: NativeOwner| match owner {
        NativeOwner::Entity(id) => places.get(&Origin::Entity(id)).copied(),
        NativeOwner::Relationship(id) => places.get(&Origin::Relationship(id)).copied(),
        NativeOwner::View(id) => Some(views + id.idx()),
    };
    let object = |it: &crate::model::Native| Object {
        kind: it.kind.to_string(),
        name: match it.namespace {
            Some(namespace) => format!("{}.{}", model.namespaces[namespace].name, it.name),
            None => it.name.to_string(),
        },
        subject: it.owner.and_then(subject),
        docs: it.docs.clone(),
        texts: texts(&it.body, dialects),
    };
    model.natives.values().map(object).collect()
}

/// The text for each database that has one. One text for all of them is said once.
pub(super) fn texts(text: &SqlText, dialects: &[&dyn Dialect]) -> Vec<(usize, String)> {
    let of = |(place, dialect): (usize, &&dyn Dialect)| {
        text.text(dialect.id()).map(|it| (place, it.trim().to_owned()))
    };
    let mut res: Vec<(usize, String)> = dialects.iter().enumerate().filter_map(of).collect();
    res.dedup_by(|next, before| next.1 == before.1);
    res
}
