//! Names that have to differ: of tables, of columns, of constraints.

use rustc_hash::FxHashSet;

use super::super::reading::Reading;
use crate::base::Name;
use crate::schema::QualifiedName;

/// The longest name that every database takes, in bytes.
const LONGEST: usize = 63;

/// Leaves out tables, enums and columns that are there already.
pub(super) fn distinct(reading: &mut Reading<'_>) {
    let mut taken: FxHashSet<QualifiedName> = FxHashSet::default();
    let enums = std::mem::take(&mut reading.sketch.enums);
    for it in enums {
        if taken.insert(it.name.clone()) {
            reading.sketch.enums.push(it);
        } else {
            let message = format!("there is a type `{}` already", it.name);
            reading.unknown(it.span, message, Some("give it another name".to_owned()));
        }
    }
    taken.clear();
    let tables = std::mem::take(&mut reading.sketch.tables);
    for mut it in tables {
        if !taken.insert(it.name.clone()) {
            let message = format!("there is a table `{}` already", it.name);
            reading.unknown(it.span, message, Some("give it another name".to_owned()));
            continue;
        }
        let mut columns: FxHashSet<Name> = FxHashSet::default();
        for column in std::mem::take(&mut it.columns) {
            if columns.insert(column.name.clone()) {
                it.columns.push(column);
            } else {
                let message = format!("`{}` has a column `{}` already", it.name, column.name);
                reading.unknown(column.span, message, Some("give it another name".to_owned()));
            }
        }
        reading.sketch.tables.push(it);
    }
}

/// Names of constraints and indexes, each given once in a schema of the database.
#[derive(Debug, Default)]
pub(super) struct ConstraintNames {
    taken: FxHashSet<(Option<Name>, Name)>,
}

impl ConstraintNames {
    /// Keeps a name from being given to anything else.
    pub(super) fn reserve(&mut self, name: &QualifiedName) {
        self.taken.insert((name.namespace.clone(), name.name.clone()));
    }

    /// `given` where nothing else is called so, else `table_columns_suffix`, and a number where that is taken.
    pub(super) fn name(
        &mut self,
        given: Option<&Name>,
        table: &QualifiedName,
        columns: &[Name],
        suffix: &str,
    ) -> Name {
        if let Some(given) = given.filter(|it| !it.is_empty() && it.len() <= LONGEST)
            && self.take(table, given)
        {
            return given.clone();
        }
        let words = [&table.name].into_iter().chain(columns);
        let stem = words.map(Name::as_str).collect::<Vec<_>>().join("_");
        let mut number = 0_usize;
        loop {
            let end = if number == 0 { format!("_{suffix}") } else { format!("_{suffix}{number}") };
            let name = Name::new(format!("{}{end}", cut(&stem, LONGEST - end.len())));
            if self.take(table, &name) {
                return name;
            }
            number += 1;
        }
    }

    fn take(&mut self, table: &QualifiedName, name: &Name) -> bool {
        self.taken.insert((table.namespace.clone(), name.clone()))
    }
}

/// The first bytes of a name, whole characters only.
pub(in crate::import::foreign) fn cut(name: &str, most: usize) -> &str {
    let mut end = most.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}
