//! What erc carries as text: views and objects, by kind and name.

use std::fmt;

use rustc_hash::FxHashSet;

use crate::base::{DialectId, Name, SqlText};
use crate::dialect::rights::is_right;
use crate::schema::{NativeSchema, Object, QualifiedName};

/// What tells a view, a function, a trigger, … from any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Thing {
    /// `view`, `function`, …
    pub kind: Name,
    /// Its name.
    pub name: QualifiedName,
    /// The table that it hangs on.
    pub on: Option<QualifiedName>,
}

/// Things of which texts tell whether they are the same, although a server has spelled one side anew.
pub type Known = FxHashSet<Thing>;

impl Thing {
    /// A view.
    pub(super) fn view(name: &QualifiedName) -> Thing {
        Thing { kind: Name::new_static("view"), name: name.clone(), on: None }
    }

    /// An object.
    pub(super) fn object(it: &Object) -> Thing {
        Thing { kind: it.kind.clone(), name: it.name.clone(), on: it.on.clone() }
    }

    /// Whether a catalog keeps its tree and not its text.
    pub(in super::super) fn is_spelled_anew(&self, id: DialectId) -> bool {
        match id {
            // Rights are told in erc's words on either side.
            DialectId::Postgres => !is_right(&self.kind),
            DialectId::Mysql | DialectId::Mariadb => {
                matches!(self.kind.as_str(), "view" | "function" | "procedure")
            }
            DialectId::Sqlite => false,
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)?;
        self.on.iter().try_for_each(|it| write!(f, " on {it}"))
    }
}

/// All of a schema, with their texts.
pub(in super::super) fn things(schema: &NativeSchema) -> impl Iterator<Item = (Thing, &SqlText)> {
    let views = schema.views.iter().map(|it| (Thing::view(&it.name), &it.body));
    views.chain(schema.objects.iter().map(|it| (Thing::object(it), &it.body)))
}

/// The same, their texts to be changed.
pub(in super::super) fn things_mut(
    schema: &mut NativeSchema,
) -> impl Iterator<Item = (Thing, &mut SqlText)> {
    let views = schema.views.iter_mut().map(|it| (Thing::view(&it.name), &mut it.body));
    views.chain(schema.objects.iter_mut().map(|it| (Thing::object(it), &mut it.body)))
}
