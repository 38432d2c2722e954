//! Names of entities, attributes and enums that building turns back into those of the database.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Name, is_plain_name, snake_case};
use crate::schema::{NativeSchema, NativeType, QualifiedName};

/// The names that tables and enums get.
#[derive(Debug, Default)]
pub(super) struct Names {
    entities: FxHashMap<QualifiedName, String>,
    enums: FxHashMap<QualifiedName, String>,
    /// The labels of each enum, and its values in the model.
    values: FxHashMap<QualifiedName, Vec<(Name, Name)>>,
    taken: FxHashSet<String>,
}

impl Names {
    pub(super) fn of(schema: &NativeSchema) -> Names {
        let mut res = Names::default();
        // An enum has no annotation for its name, so it chooses first.
        for item in &schema.enums {
            if let Some(name) = enum_name(&item.name.name) {
                let name = res.free(&name);
                if snake_case(&name) == item.name.name && !item.labels.is_empty() {
                    res.enums.insert(item.name.clone(), name);
                    let mut taken = Attributes::default();
                    let value = |it: &Name| (it.clone(), taken.free(&attribute(it)));
                    res.values.insert(item.name.clone(), item.labels.iter().map(value).collect());
                }
            }
        }
        for table in schema.tables.values() {
            let name = res.free(&pascal(&singular(&table.name.name)));
            res.entities.insert(table.name.clone(), name);
        }
        res
    }

    /// The entity of a table.
    pub(super) fn entity(&self, table: &QualifiedName) -> Option<&str> {
        self.entities.get(table).map(String::as_str)
    }

    /// The enum, where the language can name it.
    pub(super) fn enumeration(&self, name: &QualifiedName) -> Option<&str> {
        self.enums.get(name).map(String::as_str)
    }

    /// The labels of the enum that a type is, and their values in the model; nothing for other types.
    pub(super) fn values(&self, ty: &NativeType) -> &[(Name, Name)] {
        let is_bare = ty.arguments.is_empty() && ty.n_dimensions == 0;
        let name = QualifiedName { namespace: ty.namespace.clone(), name: ty.name.clone() };
        self.values.get(&name).filter(|_| is_bare).map_or(&[], Vec::as_slice)
    }

    /// The labels of an enum, and its values in the model.
    pub(super) fn values_of(&self, name: &QualifiedName) -> &[(Name, Name)] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// A name that no other has, whatever its case.
    pub(super) fn free(&mut self, name: &str) -> String {
        let mut res = name.to_owned();
        let mut n = 2;
        while !self.taken.insert(res.to_lowercase()) {
            res = format!("{name}{n}");
            n += 1;
        }
        res
    }
}

fn enum_name(name: &str) -> Option<String> {
    let pascal = pascal(name);
    if snake_case(&pascal) == name {
        return Some(pascal);
    }
    (snake_case(name) == name && !name.is_empty()).then(|| name.to_owned())
}

/// `order_line` → `OrderLine`, `TBL orders` → `TblOrders`.
pub(super) fn pascal(name: &str) -> String {
    let mut res = String::new();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    for word in words {
        let has_lower = word.chars().any(char::is_lowercase);
        let mut chars = word.chars();
        res.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        // A word in capitals is shouted, not an acronym for each letter.
        for c in chars {
            if has_lower { res.push(c) } else { res.extend(c.to_lowercase()) }
        }
    }
    if is_plain_name(&res) { res } else { format!("T{res}") }
}

/// The last word in the singular, where English is regular.
pub(in crate::import) fn singular(name: &str) -> String {
    let lower = name.to_lowercase();
    let cut = |n: usize, tail: &str| format!("{}{tail}", &name[..name.len() - n]);
    if !name.is_ascii() || name.len() < 4 {
        return name.to_owned();
    }
    if lower.ends_with("ies")
        && lower.len() > 4
        && !lower.ends_with("series")
        && !lower.ends_with("movies")
    {
        return cut(3, "y");
    }
    let keeps = ["ss", "us", "is", "series", "news", "species", "status", "address", "alias"];
    if keeps.iter().any(|it| lower.ends_with(it)) {
        return name.to_owned();
    }
    if ["sses", "shes", "ches", "xes", "zzes", "uses"].iter().any(|it| lower.ends_with(it)) {
        return cut(2, "");
    }
    if lower.ends_with('s') { cut(1, "") } else { name.to_owned() }
}

/// An attribute name for a column: the column's own where that is plain and comes back.
pub(super) fn attribute(column: &str) -> Name {
    let snake = snake_case(column);
    let mut res: String =
        snake.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
    if !is_plain_name(&res) {
        res = format!("c_{res}");
    }
    if is_plain_name(&res) { Name::from(res) } else { Name::new_static("column_") }
}

/// Attribute names that are still free in one entity.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    taken: FxHashSet<String>,
}

impl Attributes {
    /// `name`, or that and a number.
    pub(super) fn free(&mut self, name: &str) -> Name {
        let mut res = name.to_owned();
        let mut n = 2;
        while !self.taken.insert(res.to_lowercase()) {
            res = format!("{name}_{n}");
            n += 1;
        }
        Name::from(res)
    }

    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&name.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_become_entities_in_the_singular() {
        let cases = [
            ("order_lines", "OrderLine"),
            ("categories", "Category"),
            ("address", "Address"),
            ("addresses", "Address"),
            ("status", "Status"),
            ("MediaType", "MediaType"),
            ("AUDIT_LOG", "AuditLog"),
            ("2fa", "T2fa"),
        ];
        for (table, entity) in cases {
            assert_eq!(pascal(&singular(table)), entity, "{table}");
        }
    }
}
