//! How one table gets its rows or values from another.

use super::moves::{NativeTable, Places};
use crate::base::{Expr as BaseExpr, ExprKind, Name, Span};
use crate::dialect::RowMove;
use crate::schema::{Column, Expr, ForeignKey, NativeType, RowSource};

/// Own column, other column, and who says so.
type Pair<'a> = (&'a Name, &'a Name, &'a RowSource);

fn start(from: &NativeTable, to: &NativeTable) -> RowMove {
    RowMove {
        from: from.name.clone(),
        to: to.name.clone(),
        columns: Vec::new(),
        link: Vec::new(),
        filter: Vec::new(),
        constants: Vec::new(),
        casts: Vec::new(),
        given: Vec::new(),
        is_by_value: false,
        is_insert: true,
        is_many: false,
    }
}

/// The rows of a new table, from one that is there.
pub(super) fn inserted(
    cx: &Places<'_>,
    table: &NativeTable,
    other: &NativeTable,
    pairs: &[Pair<'_>],
    whole: &[&RowSource],
) -> Option<RowMove> {
    let mut res = start(other, table);
    for (own, theirs, source) in pairs {
        res.columns.push(((*own).clone(), (*theirs).clone()));
        give(&mut res, table, other, source);
    }
    for source in whole {
        match &source.column {
            None => {
                for column in table.columns.iter().filter(|it| it.generated.is_none()) {
                    let names = std::iter::once(&column.name).chain(&column.was);
                    if let Some(name) = names.into_iter().find(|it| other.column(it).is_some()) {
                        add(&mut res, &column.name, name);
                    }
                }
            }
            Some(column) => value(&mut res, table, other, column),
        }
        give(&mut res, table, other, source);
    }
    let is_implied = whole.iter().any(|it| it.is_implied) && pairs.iter().all(|it| it.2.is_implied);
    if is_implied && !is_going(cx, other) {
        return None;
    }
    let res = finished(res, table, other)?;
    // Where something is missing that nobody spoke of, nothing moves, and what would go is held back.
    is_complete(&res, table).then_some(res)
}

/// Whether every column of a new table that has to have a value gets one.
fn is_complete(res: &RowMove, table: &NativeTable) -> bool {
    table.columns.iter().all(|it| {
        let is_made = it.default.is_some() || it.identity.is_some() || it.generated.is_some();
        it.is_nullable || is_made || has(res, &it.name)
    })
}

/// Completes the rows of a new table: what refers to the old one, what is always the same, what finds them.
fn finished(mut res: RowMove, table: &NativeTable, other: &NativeTable) -> Option<RowMove> {
    for key in table.foreign_keys.iter().filter(|it| it.target == other.name) {
        for (own, theirs) in key.columns.iter().zip(&key.target_columns) {
            if other.column(theirs).is_some() {
                add(&mut res, own, theirs);
            }
        }
    }
    if res.columns.is_empty() {
        return None;
    }
    let counted = table.columns.iter().filter(|it| it.name == "position" && !has(&res, &it.name));
    let counted: Vec<Name> = counted.map(|it| it.name.clone()).collect();
    let one = |name: Name| (name, BaseExpr::new(ExprKind::Number(Name::new("1")), Span::nowhere()));
    res.constants.extend(counted.into_iter().map(one));
    let key = table.primary_key.as_ref().map_or(&[][..], |it| it.columns.as_slice());
    let link: Vec<(Name, Name)> = key
        .iter()
        .filter_map(|own| res.columns.iter().find(|(to, _)| to == own).cloned())
        .collect();
    let is_keyed = !link.is_empty() && key.iter().all(|it| has(&res, it));
    res.is_by_value = !is_keyed;
    res.link = if is_keyed { link } else { res.columns.clone() };
    let mandatory = |own: &Name| table.column(own).is_some_and(|it| !it.is_nullable);
    let nullable = |theirs: &Name| other.column(theirs).is_some_and(|it| it.is_nullable);
    let keys = res.columns.iter().filter(|(own, theirs)| mandatory(own) && nullable(theirs));
    let given: Vec<Name> = keys
        .filter(|(own, _)| key.contains(own) || res.is_by_value)
        .map(|(_, theirs)| theirs.clone())
        .collect();
    let is_new = |it: &Name| !res.given.contains(it);
    let given: Vec<Name> = given.into_iter().filter(is_new).collect();
    res.given.extend(given);
    if res.is_by_value && res.given.is_empty() && res.columns.len() == 1 {
        res.given = res.columns.iter().map(|(_, theirs)| theirs.clone()).collect();
    }
    let their_key = other.primary_key.as_ref().map_or(&[][..], |it| it.columns.as_slice());
    let is_carried = |name: &Name| res.columns.iter().any(|(_, theirs)| theirs == name);
    res.is_many = their_key.is_empty() || !their_key.iter().all(is_carried);
    res.casts = casts(&res, table, other);
    Some(res)
}

/// The columns whose values have another kind of type where they come from.
fn casts(it: &RowMove, table: &NativeTable, other: &NativeTable) -> Vec<(Name, NativeType)> {
    let mut res = Vec::new();
    for (own, theirs) in &it.columns {
        let (Some(own), Some(theirs)) = (table.column(own), other.column(theirs)) else { continue };
        let is_alike = own.ty.name == theirs.ty.name && own.ty.namespace == theirs.ty.namespace;
        if !is_alike && !is_counted(&own.ty) {
            res.push((own.name.clone(), own.ty.clone()));
        }
    }
    for (own, _) in &it.constants {
        let column = table.column(own).filter(|it| !is_counted(&it.ty));
        res.extend(column.map(|it| (it.name.clone(), it.ty.clone())));
    }
    res
}

/// Whether a type holds numbers, which every database converts by itself.
fn is_counted(ty: &NativeType) -> bool {
    let names = ["smallint", "int", "integer", "bigint", "numeric", "decimal", "real", "double"];
    names.contains(&ty.name.as_str())
}

/// The table of an attribute that had one value and gets several.
pub(super) fn several(cx: &Places<'_>, table: &NativeTable) -> Option<RowMove> {
    for key in &table.foreign_keys {
        let Some(other) = cx.before.get(&key.target) else { continue };
        let prefix = format!("{}_", other.name.name);
        let named = std::iter::once(&table.name.name).chain(&table.was);
        let attributes = named.filter_map(|it| it.strip_prefix(&prefix)).map(Name::new);
        for attribute in attributes {
            let mut res = start(other, table);
            value(&mut res, table, other, &attribute);
            let all_go = res.columns.iter().all(|(_, theirs)| cx.goes(&other.name, theirs));
            if !res.columns.is_empty() && all_go {
                return finished(res, table, other);
            }
        }
    }
    None
}

/// The value of an attribute in a table of its own: one column, or the key of what it refers to.
fn value(res: &mut RowMove, table: &NativeTable, other: &NativeTable, attribute: &Name) {
    let is_owner = |key: &&ForeignKey| key.target != other.name;
    let reference = table.foreign_keys.iter().rfind(is_owner).or(table.foreign_keys.get(1));
    if let Some(reference) = reference {
        let prefix = format!("{attribute}_");
        let is_it = |key: &&ForeignKey| {
            let named = |it: &Name| it == attribute || it.starts_with(&prefix);
            key.target == reference.target && key.columns.iter().any(named)
        };
        let Some(theirs) = other.foreign_keys.iter().find(is_it) else { return };
        for (own, target) in reference.columns.iter().zip(&reference.target_columns) {
            let at = theirs.target_columns.iter().position(|it| it == target);
            if let Some(column) = at.and_then(|it| theirs.columns.get(it)) {
                add_given(res, own, other, column);
            }
        }
    } else if other.column(attribute).is_some() {
        let is_owners =
            |name: &Name| table.foreign_keys.iter().any(|key| key.columns.contains(name));
        let own: Vec<&Column<NativeType>> = table
            .columns
            .iter()
            .filter(|it| !is_owners(&it.name) && it.name != "position")
            .collect();
        if let [only] = own.as_slice() {
            add_given(res, &only.name, other, attribute);
        }
    }
}

/// The values of new columns, from a table that one can find from here. `told` are new columns, and what they say
/// of every row that has one there.
pub(super) fn updated<'a>(
    before: &NativeTable,
    table: &NativeTable,
    other: &NativeTable,
    pairs: &[Pair<'_>],
    told: impl Iterator<Item = &'a (Name, Name)>,
) -> Option<RowMove> {
    let mut res = start(other, table);
    res.is_insert = false;
    for (column, label) in told {
        if !res.constants.iter().any(|(it, _)| it == column) {
            res.constants.push((column.clone(), constant(label)));
        }
    }
    for (own, theirs, source) in pairs {
        res.columns.push(((*own).clone(), (*theirs).clone()));
        let filter = source.given.iter().filter(|(column, _)| other.column(column).is_some());
        for pair in filter {
            if !res.filter.contains(pair) {
                res.filter.push(pair.clone());
            }
        }
    }
    if other.name == table.name {
        return Some(res);
    }
    let (link, is_many) = link(before, table, other)?;
    let already = |own: &Name| link.iter().any(|(it, _)| it == own);
    res.columns.retain(|(own, _)| !already(own));
    res.link = link;
    res.is_many = is_many;
    res.casts = casts(&res, table, other);
    (!res.columns.is_empty() || !res.constants.is_empty()).then_some(res)
}

/// How a row of a table finds that of another: by a reference here, by one there, or by the same key. Also whether
/// it finds several.
fn link(
    before: &NativeTable,
    table: &NativeTable,
    other: &NativeTable,
) -> Option<(Vec<(Name, Name)>, bool)> {
    let zipped = |own: &[Name], theirs: &[Name]| -> Vec<(Name, Name)> {
        own.iter().cloned().zip(theirs.iter().cloned()).collect()
    };
    let is_there = |key: &&ForeignKey| {
        key.target == other.name
            && key.columns.iter().all(|it| before.column(it).is_some())
            && key.target_columns.iter().all(|it| other.column(it).is_some())
    };
    let out = before.foreign_keys.iter().chain(&table.foreign_keys).find(is_there);
    if let Some(key) = out {
        let pairs = zipped(&key.columns, &key.target_columns);
        return Some((least(pairs, |it| &it.1, other), false));
    }
    let is_back = |key: &&ForeignKey| {
        key.target == table.name && key.target_columns.iter().all(|it| before.column(it).is_some())
    };
    if let Some(key) = other.foreign_keys.iter().find(is_back) {
        let is_unique = |columns: &[Name]| columns.iter().all(|it| key.columns.contains(it));
        let is_one = other.primary_key.as_ref().is_some_and(|it| is_unique(&it.columns))
            || other.uniques.iter().any(|it| is_unique(&it.columns));
        let pairs = zipped(&key.target_columns, &key.columns);
        return Some((least(pairs, |it| &it.0, before), !is_one));
    }
    let (own, theirs) = (before.primary_key.as_ref()?, other.primary_key.as_ref()?);
    let is_same = own.columns == theirs.columns && !own.columns.is_empty();
    is_same.then(|| (zipped(&own.columns, &theirs.columns), false))
}

/// Of a link those pairs alone that hold a primary key, where they do: what else stands in it tells nothing more.
fn least(
    pairs: Vec<(Name, Name)>,
    end: impl Fn(&(Name, Name)) -> &Name,
    table: &NativeTable,
) -> Vec<(Name, Name)> {
    let key = table.primary_key.as_ref().map_or(&[][..], |it| it.columns.as_slice());
    let is_held = key.iter().all(|column| pairs.iter().any(|it| end(it) == column));
    match key.is_empty() || !is_held {
        true => pairs,
        false => pairs.into_iter().filter(|it| key.contains(end(it))).collect(),
    }
}

fn has(res: &RowMove, own: &Name) -> bool {
    let gets = res.columns.iter().map(|(it, _)| it);
    gets.chain(res.constants.iter().map(|(it, _)| it)).any(|it| it == own)
}

fn add(res: &mut RowMove, own: &Name, theirs: &Name) {
    if !has(res, own) {
        res.columns.push((own.clone(), theirs.clone()));
    }
}

/// Adds a value that is a row of its own: where it is null, there is none.
fn add_given(res: &mut RowMove, own: &Name, other: &NativeTable, theirs: &Name) {
    add(res, own, theirs);
    if other.column(theirs).is_some_and(|it| it.is_nullable) && !res.given.contains(theirs) {
        res.given.push(theirs.clone());
    }
}

/// What tells the rows that are meant, or what all rows get that come.
fn give(res: &mut RowMove, table: &NativeTable, other: &NativeTable, source: &RowSource) {
    for (column, label) in &source.given {
        if other.column(column).is_some() {
            let pair = (column.clone(), label.clone());
            if !res.filter.contains(&pair) {
                res.filter.push(pair);
            }
        } else if table.column(column).is_some() && !res.constants.iter().any(|it| it.0 == *column)
        {
            res.constants.push((column.clone(), constant(label)));
            // What the rows of a kind have had in its column says the same, in the words of before.
            res.columns.retain(|(own, _)| own != column);
        }
    }
}

fn constant(label: &Name) -> Expr {
    let kind = match label.as_str() {
        "true" => ExprKind::Bool(true),
        _ => ExprKind::String(label.clone()),
    };
    BaseExpr::new(kind, Span::nowhere())
}

/// Whether a table, or any of its columns, is not wanted any more.
fn is_going(cx: &Places<'_>, table: &NativeTable) -> bool {
    table.columns.iter().any(|it| cx.goes(&table.name, &it.name))
}
