//! Tables that are split, or come together again: which of them can be there both ways for a while, and why others
//! cannot.

use super::super::change::Difference;
use super::schemas::{Taken, stands_alone};
use super::uses::obstacle;
use crate::base::{DialectId, Name};
use crate::dialect::{Batch, Mirror, RowMove, alter_rules};
use crate::schema::{NativeSchema, NativeType, QualifiedName, Table};

/// Two tables of which one refers to the other by its key: the one that is referred to, and the one that refers, each as
/// it is there while both are.
struct Pair<'a> {
    difference: &'a Difference<'a>,
    by: &'a RowMove,
    whole: &'a Table<NativeType>,
    whole_after: &'a Table<NativeType>,
    part: &'a Table<NativeType>,
    id: DialectId,
}

/// What of the rows that move has a form in phases, and why the rest has none.
pub(super) fn mirrors(difference: &Difference<'_>, id: DialectId) -> (Vec<Mirror>, Vec<String>) {
    let (mut res, mut remarks) = (Vec::new(), Vec::new());
    for by in &difference.moves {
        match mirror(difference, by, id) {
            Ok(it) => res.push(it),
            Err(why) => {
                let remark =
                    format!("rows of `{}` move to `{}` in one step: {why}", by.from, by.to);
                if !remarks.contains(&remark) {
                    remarks.push(remark);
                }
            }
        }
    }
    (res, remarks)
}

fn mirror(difference: &Difference<'_>, by: &RowMove, id: DialectId) -> Result<Mirror, String> {
    shape(by)?;
    let pair = pair(difference, by, id)?;
    let key = pair.key()?;
    let values = pair.values(&key);
    if values.is_empty() {
        return Err("no column goes along".to_owned());
    }
    for (own, theirs) in &values {
        pair.value(own, theirs)?;
    }
    pair.rest(&key, &values)?;
    let (whole, part) = (pair.whole.name.clone(), pair.part.name.clone());
    Ok(Mirror { whole, part, key, values, part_comes: by.is_insert })
}

/// Whether one row moves to one row, as it is.
fn shape(by: &RowMove) -> Result<(), String> {
    if by.from == by.to {
        return Err("they stay in their table".to_owned());
    }
    if by.is_many {
        return Err("several of them become one, and programs may write them apart".to_owned());
    }
    if by.is_by_value {
        return Err("they are found by their values, which programs may change".to_owned());
    }
    if !by.filter.is_empty() || !by.given.is_empty() || !by.constants.is_empty() {
        return Err("what tells which of them move is written as well".to_owned());
    }
    if !by.casts.is_empty() {
        return Err("they get another type as well; do one after the other".to_owned());
    }
    Ok(())
}

/// The two tables, where both have their names for good.
fn pair<'a>(
    difference: &'a Difference<'a>,
    by: &'a RowMove,
    id: DialectId,
) -> Result<Pair<'a>, String> {
    let (whole, part) = match by.is_insert {
        true => (&by.from, &by.to),
        false => (&by.to, &by.from),
    };
    for name in [whole, part] {
        let renames = &difference.renames;
        let is_renamed = renames.tables.iter().any(|(_, it)| it == name)
            || renames.columns.iter().any(|(it, _, _)| it == name);
        if is_renamed {
            return Err(format!(
                "something of `{name}` gets another name as well; do one after the other"
            ));
        }
    }
    let is_other = |it: &&RowMove| !std::ptr::eq(*it, by) && (it.from == *part || it.to == *part);
    if let Some(other) = difference.moves.iter().find(is_other) {
        let other = if other.from == *part { &other.to } else { &other.from };
        return Err(format!("`{part}` has to do with `{other}` as well"));
    }
    let (original, after) = (difference.original, difference.after);
    let Some(whole_after) = after.table(whole) else {
        return Err(format!("nothing of `{whole}` is left"));
    };
    if !by.is_insert && after.table(part).is_some() {
        return Err(format!("`{part}` stays"));
    }
    let part_schema = if by.is_insert { after } else { original };
    let missing = || format!("`{whole}` is not there yet");
    let whole = original.table(whole).ok_or_else(missing)?;
    let part = part_schema.table(part).ok_or_else(missing)?;
    Ok(Pair { difference, by, whole, whole_after, part, id })
}

impl Pair<'_> {
    /// How a row of the one finds that of the other: a column of the whole, and that of the part.
    fn key(&self) -> Result<Vec<(Name, Name)>, String> {
        let turned = |(to, from): &(Name, Name)| match self.by.is_insert {
            true => (from.clone(), to.clone()),
            false => (to.clone(), from.clone()),
        };
        let res: Vec<(Name, Name)> = self.by.link.iter().map(turned).collect();
        let is_key = |table: &Table<NativeType>, columns: Vec<&Name>| {
            table.primary_key.as_ref().is_some_and(|key| {
                key.columns.len() == columns.len()
                    && key.columns.iter().all(|it| columns.contains(&it))
            })
        };
        let is_reference = self.part.foreign_keys.iter().any(|key| {
            key.target == self.whole.name && key.columns.len() == res.len() && {
                let mut pairs = key.target_columns.iter().zip(&key.columns);
                pairs.all(|(own, theirs)| res.iter().any(|it| it.0 == *own && it.1 == *theirs))
            }
        });
        let is_whole = is_key(self.whole, res.iter().map(|it| &it.0).collect())
            && is_key(self.part, res.iter().map(|it| &it.1).collect());
        if !is_whole || !is_reference {
            let (whole, part) = (&self.whole.name, &self.part.name);
            return Err(format!(
                "the key of `{part}` is not its reference to the key of `{whole}`"
            ));
        }
        match Batch::of(self.id, self.whole) {
            Batch::Keys(_) => Ok(res),
            Batch::Any => {
                Err(format!("the key of `{}` cannot be gone through in batches", self.whole.name))
            }
        }
    }

    /// What moves beside the key.
    fn values(&self, key: &[(Name, Name)]) -> Vec<(Name, Name)> {
        let turned = |(to, from): &(Name, Name)| match self.by.is_insert {
            true => (from.clone(), to.clone()),
            false => (to.clone(), from.clone()),
        };
        self.by.columns.iter().map(turned).filter(|it| !key.contains(it)).collect()
    }

    /// The schema in which a column of the whole is, and the one in which a column of the part is.
    fn schemas(&self) -> (&NativeSchema, &NativeSchema) {
        let Difference { original, after, .. } = self.difference;
        if self.by.is_insert { (original, after) } else { (after, original) }
    }

    /// Whether a column can be in both tables for a while.
    fn value(&self, own: &Name, theirs: &Name) -> Result<(), String> {
        let whole = if self.by.is_insert { self.whole } else { self.whole_after };
        let of_whole = format!("{}.{own}", whole.name);
        let of_part = format!("{}.{theirs}", self.part.name);
        let (Some(a), Some(b)) = (whole.column(own), self.part.column(theirs)) else {
            return Err(format!("`{of_whole}` is not there"));
        };
        let (whole_schema, part_schema) = self.schemas();
        if let Some(why) = obstacle(whole_schema, whole, own, self.id) {
            return Err(format!("of `{of_whole}`, {why}"));
        }
        if let Some(why) = obstacle(part_schema, self.part, theirs, self.id) {
            return Err(format!("of `{of_part}`, {why}"));
        }
        if a.ty != b.ty || a.collation != b.collation {
            return Err(format!("`{of_whole}` and `{of_part}` have different types"));
        }
        if a.default.is_some() {
            return Err(format!(
                "`{of_whole}` has a default, so that nothing tells whether a program has said its value"
            ));
        }
        if self.by.is_insert && a.is_nullable && !b.is_nullable {
            return Err(format!("`{of_part}` is mandatory, and `{of_whole}` is not"));
        }
        if self.by.is_insert && self.whole_after.column(own).is_some() {
            return Err(format!("`{of_whole}` stays where it is"));
        }
        Ok(())
    }

    /// Whether the part may come beside what is there, or go altogether.
    fn rest(&self, key: &[(Name, Name)], values: &[(Name, Name)]) -> Result<(), String> {
        let Difference { original, after, .. } = self.difference;
        let part = &self.part.name;
        if self.by.is_insert {
            if !stands_alone(original, self.part) {
                return Err(format!("`{part}` refers to what is not there yet"));
            }
            let taken = Taken::of(original);
            return match names(self.part, self.id).into_iter().find(|it| taken.has(it)) {
                Some(it) => Err(format!("something else has the name `{it}` until then")),
                None => Ok(()),
            };
        }
        let is_kept = |it: &Name| key.iter().chain(values).any(|(_, theirs)| theirs == it);
        if let Some(it) = self.part.columns.iter().find(|it| !is_kept(&it.name)) {
            return Err(format!("`{part}.{}` does not go along", it.name));
        }
        let refers = |it: &&Table<NativeType>| {
            it.name != *part && it.foreign_keys.iter().any(|key| key.target == *part)
        };
        let others = original.tables.values().find(refers).or(after.tables.values().find(refers));
        if let Some(other) = others {
            return Err(format!("`{}` refers to `{part}`", other.name));
        }
        match original.objects.iter().find(|it| it.on.as_ref() == Some(part)) {
            Some(it) => Err(format!("the {} `{}` is on `{part}`", it.kind, it.name.name)),
            None => Ok(()),
        }
    }
}

/// The names of a table, and of what is on it and has a name that no other table may have.
fn names(table: &Table<NativeType>, id: DialectId) -> Vec<&Name> {
    let mut res = vec![&table.name.name];
    if alter_rules(id).names_indexes_by_table {
        res.extend(table.foreign_keys.iter().map(|it| &it.name));
        res.extend(table.checks.iter().map(|it| &it.name));
    } else {
        res.extend(table.primary_key.iter().map(|it| &it.name));
        res.extend(table.uniques.iter().map(|it| &it.name));
        res.extend(table.indexes.iter().map(|it| &it.name));
    }
    res
}

/// The columns that go when two tables are no longer kept in step, and the table that does.
pub(super) fn going(it: &Mirror) -> (Vec<(&QualifiedName, &Name)>, Option<&QualifiedName>) {
    match it.part_comes {
        true => (it.values.iter().map(|(own, _)| (&it.whole, own)).collect(), None),
        false => (Vec::new(), Some(&it.part)),
    }
}

/// The columns whose values are in the other table as well.
pub(super) fn kept(it: &Mirror) -> impl Iterator<Item = (QualifiedName, Name)> {
    let whole = it.values.iter().map(|(own, _)| (it.whole.clone(), own.clone()));
    let all = it.key.iter().chain(&it.values);
    whole.chain(all.map(|(_, theirs)| (it.part.clone(), theirs.clone())))
}
