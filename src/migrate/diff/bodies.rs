//! Whether what erc does not look into is the same: by its text, as far as texts tell.

use rustc_hash::FxHashMap;

use super::super::change::Difference;
use super::texts::{has_another_code, says_the_same};
use super::things::{Thing, things, things_mut};
use crate::base::{DialectId, Name, SqlText};
use crate::schema::{NativeSchema, NativeType, Object, QualifiedName, View};

/// What two texts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Body {
    /// They say the same.
    Same,
    /// They say something else.
    Other,
    /// One is spelled by a server and the other is not: they do not tell.
    Unknown,
}

impl Body {
    /// What the texts of a thing tell; `respelled` is the database that has spelled one of them anew.
    fn of(a: &SqlText, b: &SqlText, respelled: Option<DialectId>) -> Body {
        if says_the_same(a, b) {
            return Body::Same;
        }
        match respelled.is_some() && !has_another_code(a, b) {
            true => Body::Unknown,
            false => Body::Other,
        }
    }
}

impl Difference<'_> {
    /// The database that has spelled one side of a thing anew, where nobody knows what the other was made from.
    fn respelled_of(&self, thing: impl FnOnce() -> Thing) -> Option<DialectId> {
        let id = self.respelled?;
        let thing = thing();
        (thing.is_spelled_anew(id) && !self.known.contains(&thing)).then_some(id)
    }

    /// What the texts of two objects tell.
    pub(in super::super) fn body_of_object(&self, a: &Object, b: &Object) -> Body {
        Body::of(&a.body, &b.body, self.respelled_of(|| Thing::object(b)))
    }

    fn body_of_view(&self, a: &View<NativeType>, b: &View<NativeType>) -> Body {
        Body::of(&a.body, &b.body, self.respelled_of(|| Thing::view(&b.name)))
    }

    /// Whether two views are the same as far as one can tell. Which types their columns have follows from their queries.
    pub(super) fn is_same_view(&self, a: &View<NativeType>, b: &View<NativeType>) -> bool {
        let comments = |it: &View<NativeType>| -> Vec<(Name, Option<String>)> {
            let columns = it.columns.iter().filter(|it| it.comment.is_some());
            columns.map(|it| (it.name.clone(), it.comment.clone())).collect()
        };
        a.comment == b.comment && comments(a) == comments(b) && self.is_same_query(a, b)
    }

    /// Whether two views differ in their comments at most.
    pub(in super::super) fn is_same_query(
        &self,
        a: &View<NativeType>,
        b: &View<NativeType>,
    ) -> bool {
        let names = |it: &View<NativeType>| -> Vec<Name> {
            it.columns.iter().map(|it| it.name.clone()).collect()
        };
        // A catalog tells the names in the query.
        let is_respelled = self.respelled_of(|| Thing::view(&b.name)).is_some();
        let has_none = is_respelled && (a.columns.is_empty() || b.columns.is_empty());
        self.body_of_view(a, b) != Body::Other
            && a.settings == b.settings
            && (has_none || names(a) == names(b))
    }

    /// The kinds and names of what is on both sides, and whose texts do not tell whether it is the same.
    pub fn unknown(&self) -> Vec<(Name, QualifiedName)> {
        let before: FxHashMap<Thing, &SqlText> = things(&self.before).collect();
        let is_unknown = |thing: &Thing, after: &SqlText| {
            let respelled = || self.respelled_of(|| thing.clone());
            before.get(thing).is_some_and(|it| Body::of(it, after, respelled()) == Body::Unknown)
        };
        let unknown = things(self.after).filter(|(thing, after)| is_unknown(thing, after));
        unknown.map(|(thing, _)| (thing.kind, thing.name)).collect()
    }
}

/// Where a server spells a text of `wanted` as it does what is in `live`, takes over that spelling: `made` is what the
/// server says of `wanted`.
pub fn spelled_as(wanted: &mut NativeSchema, made: &NativeSchema, live: &NativeSchema) {
    let made: FxHashMap<Thing, &SqlText> = things(made).collect();
    let live: FxHashMap<Thing, &SqlText> = things(live).collect();
    for (thing, body) in things_mut(wanted) {
        if let (Some(made), Some(live)) = (made.get(&thing), live.get(&thing))
            && says_the_same(made, live)
        {
            *body = (*live).clone();
        }
    }
}
