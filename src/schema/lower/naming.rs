//! Physical names: what an item of the model is called in a database.

use super::plural::plural;
use super::{Context, Options};
use crate::base::{Name, snake_case};
use crate::model::{Attribute, EntityId, Metadata, RelationshipId};
use crate::schema::QualifiedName;

/// The longest name that erc makes, in bytes: PostgreSQL cuts longer ones (NAMEDATALEN - 1); MySQL and
/// MariaDB take 64 characters.
const LONGEST: usize = 63;

/// `name`, or, where it is too long, its head and a hash of the whole, so that two long names stay two.
pub(super) fn fit(name: &str) -> Name {
    if name.len() <= LONGEST { Name::new(name) } else { fit_before(name, "") }
}

/// `stem` and `suffix` joined, the stem cut where both together are too long.
pub(super) fn fit_before(stem: &str, suffix: &str) -> Name {
    if stem.len() + suffix.len() <= LONGEST {
        let mut res = String::with_capacity(stem.len() + suffix.len());
        res.push_str(stem);
        res.push_str(suffix);
        return Name::new(res);
    }
    let tail = format!("_{:08x}{suffix}", hash(stem));
    let mut end = LONGEST.saturating_sub(tail.len()).min(stem.len());
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    Name::new(format!("{}{tail}", &stem[..end]))
}

/// 64-bit FNV-1a, folded to 32 bits. Names must not change with the version of a hash table.
fn hash(text: &str) -> u32 {
    let mut res: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        res = (res ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (res >> 32) as u32 ^ res as u32
}

/// `prefix_name`.
pub(super) fn joined(prefix: &str, name: &str) -> Name {
    let mut res = String::with_capacity(prefix.len() + 1 + name.len());
    res.push_str(prefix);
    res.push('_');
    res.push_str(name);
    fit(&res)
}

/// The name of a column that holds the key column `key` of what `prefix` refers to: `prefix_key`, or `key`
/// alone where it starts with `prefix_` already.
pub(super) fn referring(prefix: &str, key: &str) -> Name {
    let starts = key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'));
    if starts { Name::new(key) } else { joined(prefix, key) }
}

/// A name with the names it had before.
#[derive(Debug, Clone, Default)]
pub(super) struct Aged {
    pub(super) name: Name,
    pub(super) was: Vec<Name>,
}

impl Aged {
    /// The name of what has no other name in the database than that of the model.
    pub(super) fn of(name: &str, metadata: &Metadata) -> Aged {
        Aged::new(fit(&snake_case(name)), old_names(metadata))
    }

    pub(super) fn new(name: Name, was: Vec<Name>) -> Aged {
        let mut res = Aged { name, was: Vec::new() };
        was.into_iter().for_each(|it| res.add_old(it));
        res
    }

    /// What joining gives, with one of the two in its earlier form, or both.
    pub(super) fn join(&self, other: &Aged, join: impl Fn(&str, &str) -> Name) -> Aged {
        let mut res = Aged { name: join(&self.name, &other.name), was: Vec::new() };
        if self.was.is_empty() && other.was.is_empty() {
            return res;
        }
        other.was.iter().for_each(|it| res.add_old(join(&self.name, it)));
        for old in &self.was {
            res.add_old(join(old, &other.name));
            other.was.iter().for_each(|it| res.add_old(join(old, it)));
        }
        res
    }

    fn add_old(&mut self, old: Name) {
        if old != self.name && !self.was.contains(&old) {
            self.was.push(old);
        }
    }
}

/// The column, or the start of the columns, that an attribute becomes.
pub(super) fn attribute(attribute: &Attribute) -> Aged {
    let name = match &attribute.metadata.physical_name {
        Some((name, _)) => name.clone(),
        None => fit(&snake_case(&attribute.name)),
    };
    Aged::new(name, old_names(&attribute.metadata))
}

/// The name of a schema of the database.
pub(super) fn schema(namespace: &crate::model::Namespace) -> Aged {
    let metadata = &namespace.metadata;
    match &metadata.physical_name {
        Some((name, _)) => Aged::new(name.clone(), old_names(metadata)),
        None => Aged::of(&namespace.name, metadata),
    }
}

/// Earlier names as the columns and tables of that time were called: in snake_case, or as written.
fn old_names(metadata: &Metadata) -> Vec<Name> {
    if metadata.was.is_empty() {
        return Vec::new();
    }
    metadata.was.iter().flat_map(|it| [fit(&snake_case(it)), it.clone()]).collect()
}

/// Earlier names as parts of others.
fn old_stems(metadata: &Metadata) -> Vec<Name> {
    metadata.was.iter().map(|it| fit(&snake_case(it))).collect()
}

impl Context<'_> {
    /// The table of an entity.
    pub(super) fn entity_table(&self, id: EntityId) -> (QualifiedName, Vec<Name>) {
        let entity = &self.model.entities[id];
        self.table_name(&entity.name, &entity.metadata, entity.namespace)
    }

    /// The table of a relationship.
    pub(super) fn relationship_table(&self, id: RelationshipId) -> (QualifiedName, Vec<Name>) {
        let relationship = &self.model.relationships[id];
        self.table_name(&relationship.name, &relationship.metadata, relationship.namespace)
    }

    fn table_name(
        &self,
        name: &str,
        metadata: &Metadata,
        namespace: Option<crate::model::NamespaceId>,
    ) -> (QualifiedName, Vec<Name>) {
        let physical = match &metadata.physical_name {
            Some((name, _)) => name.clone(),
            None => fit(&numbered(&snake_case(name), self.options)),
        };
        let derived = |it: &Name| [fit(&numbered(&snake_case(it), self.options)), it.clone()];
        let was = metadata.was.iter().flat_map(derived).collect();
        let Aged { name, was } = Aged::new(physical, was);
        (QualifiedName { namespace: self.namespace(namespace), name }, was)
    }

    /// What columns that refer to an entity are named after.
    pub(super) fn entity_stem(&self, id: EntityId) -> Aged {
        let entity = &self.model.entities[id];
        Aged::new(fit(&snake_case(&entity.name)), old_stems(&entity.metadata))
    }

    /// What tables that belong to an entity are named after: its own name in the singular, unless its
    /// table has a name of its own.
    pub(super) fn entity_table_stem(&self, id: EntityId) -> Aged {
        let entity = &self.model.entities[id];
        match &entity.metadata.physical_name {
            Some((name, _)) => Aged::new(name.clone(), old_stems(&entity.metadata)),
            None => self.entity_stem(id),
        }
    }

    /// The schema of the database.
    pub(super) fn namespace(&self, id: Option<crate::model::NamespaceId>) -> Option<Name> {
        id.map(|it| schema(&self.model.namespaces[it]).name)
    }
}

/// The singular or plural of a table's name, as the options have it.
pub(super) fn numbered(name: &str, options: &Options) -> Name {
    if options.plural_tables { plural(name) } else { Name::new(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = "a".repeat(70);
        let other = format!("{}b", "a".repeat(69));
        assert_eq!(fit(&long).len(), LONGEST);
        assert_ne!(fit(&long), fit(&other));
        assert!(fit_before(&long, "_fkey").ends_with("_fkey"));
        assert!(fit(&"ü".repeat(40)).len() <= LONGEST);
        assert_eq!(fit("short"), "short");
    }

    #[test]
    fn a_key_column_that_says_what_it_refers_to_keeps_its_name() {
        assert_eq!(referring("customer", "id"), "customer_id");
        assert_eq!(referring("country", "country_code"), "country_code");
        assert_eq!(referring("order", "orderly"), "order_orderly");
    }
}
