//! The attributes of a box before and after, in one list.

use crate::export::diagram::scene::{Change, Row};

/// Merged attributes, and where those of both sides are among them.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
}

/// The attributes of `after`, those that only `before` has behind what they followed.
pub(super) fn merged(before: &[Row], after: &[Row]) -> Rows {
    let (old_paths, new_paths) = (paths(before), paths(after));
    let pairs = pairs(&old_paths, &new_paths, after);
    let partner = |old: usize| pairs.iter().position(|it| *it == Some(old));
    // Attributes that went, by the attribute of `after` they stand behind; the first stand before all.
    let mut gone: Vec<Vec<usize>> = vec![Vec::new(); after.len() + 1];
    let mut behind = 0;
    for old in 0..before.len() {
        match partner(old) {
            Some(new) => behind = new + 1,
            None => gone[behind].push(old),
        }
    }
    let mut res =
        Rows { rows: Vec::new(), before: vec![0; before.len()], after: vec![0; after.len()] };
    for place in 0..=after.len() {
        if let Some(row) = place.checked_sub(1).and_then(|it| after.get(it)) {
            res.after[place - 1] = res.rows.len();
            let old = pairs[place - 1];
            if let Some(old) = old {
                res.before[old] = res.rows.len();
            }
            res.rows.push(match old {
                Some(old) => stayed(&before[old], row),
                None => Row { change: Some(Change::Added), ..row.clone() },
            });
        }
        for &old in &gone[place] {
            res.before[old] = res.rows.len();
            res.rows.push(Row { change: Some(Change::Removed), ..before[old].clone() });
        }
    }
    res
}

/// The names of attributes, with those of the composites they are parts of before them.
fn paths(rows: &[Row]) -> Vec<Vec<&str>> {
    let mut path: Vec<&str> = Vec::new();
    let mut res = Vec::with_capacity(rows.len());
    for row in rows {
        path.truncate(row.depth);
        path.push(&row.name);
        res.push(path.clone());
    }
    res
}

/// For each attribute of `after` the one that it was.
fn pairs(old: &[Vec<&str>], new: &[Vec<&str>], after: &[Row]) -> Vec<Option<usize>> {
    let mut res: Vec<Option<usize>> =
        new.iter().map(|path| old.iter().position(|it| it == path)).collect();
    for (idx, row) in after.iter().enumerate().filter(|(_, it)| !it.was.is_empty()) {
        if res[idx].is_some() {
            continue;
        }
        let former = row.was.iter().map(|name| {
            let mut path = new[idx].clone();
            path.pop();
            path.push(name);
            old.iter().position(|it| *it == path)
        });
        res[idx] = former.flatten().find(|it| !res.contains(&Some(*it)));
    }
    res
}

/// An attribute that is in both: its name, its type and what else there is to say, before and after.
fn stayed(old: &Row, new: &Row) -> Row {
    let arrow = |old: &str, new: &str| match old == new {
        true => new.to_owned(),
        false if old.is_empty() => new.to_owned(),
        false => format!("{old} → {new}"),
    };
    let said = said(old, new);
    if said.is_empty() && old.name == new.name && old.ty == new.ty {
        return new.clone();
    }
    let said = if said.is_empty() { new.docs.clone() } else { Some(said.join("\n")) };
    Row {
        name: arrow(&old.name, &new.name),
        ty: arrow(&old.ty, &new.ty),
        change: Some(Change::Changed),
        docs: said,
        ..new.clone()
    }
}

/// What cannot be seen in name and type.
fn said(old: &Row, new: &Row) -> Vec<String> {
    let mut res = Vec::new();
    let mark = |it: &Row| match it.mark.letters() {
        "" => "no mark".to_owned(),
        letters => letters.to_owned(),
    };
    if old.mark != new.mark {
        res.push(format!("{} → {}", mark(old), mark(new)));
    }
    if old.is_derived != new.is_derived {
        let word = if new.is_derived { "is now computed" } else { "is no longer computed" };
        res.push(word.to_owned());
    }
    if old.docs != new.docs {
        let text = |it: &Row| it.docs.clone().unwrap_or_else(|| "nothing".to_owned());
        res.push(format!("comment: {} → {}", text(old), text(new)));
    }
    res
}
