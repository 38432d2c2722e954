//! What an operation does to what is known.
// Of some fifty operations a few change what is known of a table, and a new one changes nothing by itself.
#![allow(clippy::wildcard_enum_match_arm)]

use super::conditions;
use super::table::{ColumnState, ConstraintState, IndexState, TableState};
use super::{DomainState, State, ViewState};
use crate::base::{DialectId, Name};
use crate::dialect::facts::{
    ColumnSpec, ConstraintKindSpec, ConstraintSpec, DefaultKind, Operation, TableAction, TableSpec,
};
use crate::schema::QualifiedName;

pub(super) fn apply(state: &mut State, operation: &Operation) {
    match operation {
        Operation::CreateTable(spec) => create_table(state, spec),
        Operation::Alter(table, action) => alter(state, table, action),
        Operation::DropTable { table, .. } => drop_table(state, table),
        Operation::CreateIndex { table, name: Some(name), index, .. } => {
            let key = ensured(state, table);
            let name = state.fold(name);
            state.indexes.insert(name.clone(), key.clone());
            let index = IndexState::of(&folded_index(state, index));
            if let Some(table) = state.tables.get_mut(&key) {
                table.indexes.insert(name, index);
            }
        }
        Operation::DropIndex { name, .. } => drop_index(state, name),
        Operation::AlterIndex { name, to: Some(to), .. } => rename_index(state, name, to),
        Operation::CreateView { view, reads, mentions, .. } => {
            let key = state.new_key(view);
            let known = ViewState {
                name: view.clone(),
                reads: reads.clone(),
                mentions: mentions.clone(),
                is_new: state.views.get(&key).is_none_or(|it| it.is_new),
            };
            state.views.insert(key, known);
        }
        Operation::DropView { view, .. } => drop(state.views.remove(&state.key(view))),
        Operation::CreatePolicy { table, mentions, .. } => {
            let key = ensured(state, table);
            if let Some(table) = state.tables.get_mut(&key) {
                table.policed.extend(mentions.iter().cloned());
            }
        }
        Operation::CreateTrigger { table, columns } => {
            let key = ensured(state, table);
            if let Some(table) = state.tables.get_mut(&key) {
                table.watched.extend(columns.iter().cloned());
            }
        }
        // Which of them went is not known; what is left may hold a column fast, or not.
        Operation::DropOfTable(table) => {
            let key = ensured(state, table);
            if let Some(table) = state.tables.get_mut(&key) {
                table.policed.clear();
                table.watched.clear();
            }
        }
        Operation::CreateType(name) => drop(state.new_types.insert(state.new_key(name))),
        Operation::CreateDomain { name, ty, is_constrained } => {
            let known = DomainState { base: ty.clone(), is_constrained: *is_constrained };
            state.domains.insert(name.clone(), known);
        }
        Operation::CheckDomain { name, adds: true } => {
            if let Some(domain) = state.domains.get_mut(name) {
                domain.is_constrained = true;
            }
        }
        Operation::DropOther { kind, name, cascade: true } if kind == "schema" => {
            state.tables.retain(|key, _| key.namespace.as_ref() != Some(name));
        }
        Operation::Set(name, value) => set(state, name, value),
        _ => {}
    }
}

fn set(state: &mut State, name: &Name, value: &str) {
    let is_off = matches!(value, "0" | "off" | "false");
    match name.as_str() {
        "timezone" | "time_zone" => {
            state.time_zone_is_utc = matches!(
                value.to_ascii_lowercase().as_str(),
                "utc" | "gmt" | "etc/utc" | "+00:00" | "0" | "zulu" | "universal"
            );
        }
        "search_path" => {
            let is_usual = matches!(value, "public" | "" | "default" | "'" | "\"");
            state.search_path = (!is_usual).then(|| Name::new(value));
        }
        "foreign_key_checks" | "foreign_keys" => state.checks_foreign_keys = !is_off,
        _ => {}
    }
}

/// The name by which a table is kept, which is there from now on.
fn ensured(state: &mut State, table: &QualifiedName) -> QualifiedName {
    let key = state.key(table);
    if !state.tables.contains_key(&key) {
        let known = TableState { name: table.clone(), is_partial: true, ..TableState::default() };
        state.tables.insert(key.clone(), known);
    }
    key
}

fn folded_index(
    state: &State,
    index: &crate::dialect::facts::IndexSpec,
) -> crate::dialect::facts::IndexSpec {
    let columns = index.columns.iter().map(|it| state.fold(it)).collect();
    crate::dialect::facts::IndexSpec { columns, ..index.clone() }
}

fn create_table(state: &mut State, spec: &TableSpec) {
    let key = state.new_key(&spec.table);
    if spec.if_not_exists && state.tables.contains_key(&key) {
        return;
    }
    let mut table = match spec.partition_of.as_ref().and_then(|it| state.table(it)) {
        // A partition is like the whole.
        Some(whole) => TableState {
            columns: whole.columns.clone(),
            constraints: whole.constraints.clone(),
            ..TableState::default()
        },
        None => TableState::default(),
    };
    table.name = QualifiedName { namespace: key.namespace.clone(), name: spec.table.name.clone() };
    table.is_new = true;
    table.is_partial = spec.is_copied || !spec.inherits.is_empty() || spec.partition_of.is_some();
    table.is_partitioned = spec.is_partitioned;
    table.whole = spec.partition_of.clone();
    table.bound = spec.bound.clone();
    for source in spec.reads.iter().filter_map(|it| state.table(it)) {
        table.columns.extend(source.columns.clone());
    }
    for column in &spec.columns {
        add_column(state, &mut table, column);
    }
    for constraint in &spec.constraints {
        add_constraint(state, &mut table, constraint);
    }
    for (name, index) in &spec.indexes {
        let index = IndexState::of(&folded_index(state, index));
        let usual = index.columns.first().cloned();
        if let Some(name) = name.as_ref().map(|it| state.fold(it)).or(usual) {
            table.indexes.insert(name, index);
        }
    }
    state.add_table(key, table);
}

fn drop_table(state: &mut State, table: &QualifiedName) {
    let key = state.key(table);
    let Some(gone) = state.tables.remove(&key) else { return };
    for target in gone.constraints.values().filter_map(|it| it.target.as_ref()) {
        let target = state.key(target);
        if let Some(referrers) = state.referrers.get_mut(&target) {
            referrers.remove(&key);
        }
    }
    if let Some(whole) = gone.whole.map(|it| state.key(&it))
        && let Some(partitions) = state.partitions.get_mut(&whole)
    {
        partitions.remove(&key);
    }
    for index in gone.indexes.keys() {
        state.indexes.remove(index);
    }
}

fn drop_index(state: &mut State, name: &Name) {
    let name = state.fold(name);
    if let Some(key) = state.indexes.remove(&name)
        && let Some(table) = state.tables.get_mut(&key)
    {
        table.indexes.remove(&name);
    }
}

fn rename_index(state: &mut State, from: &Name, to: &Name) {
    let (from, to) = (state.fold(from), state.fold(to));
    let Some(key) = state.indexes.remove(&from) else { return };
    if let Some(table) = state.tables.get_mut(&key)
        && let Some(index) = table.indexes.remove(&from)
    {
        table.indexes.insert(to.clone(), index);
    }
    state.indexes.insert(to, key);
}

fn alter(state: &mut State, table: &QualifiedName, action: &TableAction) {
    match action {
        TableAction::RenameTable(to) => return rename_table(state, table, to.clone()),
        TableAction::SetSchema(namespace) => {
            let namespace = Some(namespace.clone()).filter(|it| it != "public");
            let to = QualifiedName { namespace, name: table.name.clone() };
            return move_table(state, table, to);
        }
        TableAction::Since(_, action) => return alter(state, table, action),
        TableAction::Attach(part, bound) => return attach(state, table, part, bound),
        TableAction::Detach(part, _) => return detach(state, table, part),
        TableAction::DropIndex(name) => return drop_index(state, name),
        TableAction::RenameIndex(from, to) => return rename_index(state, from, to),
        _ => {}
    }
    let key = ensured(state, table);
    let Some(mut own) = state.tables.remove(&key) else { return };
    alter_own(state, &mut own, action);
    state.add_table(key, own);
}

fn alter_own(state: &State, own: &mut TableState, action: &TableAction) {
    match action {
        TableAction::AddColumn(column) => {
            let is_there = own.columns.contains_key(&state.fold(&column.name));
            if !(column.if_not_exists && is_there) {
                add_column(state, own, column);
            }
        }
        TableAction::DropColumn { name, .. } => {
            let name = state.fold(name);
            own.columns.shift_remove(&name);
            own.constraints.retain(|_, it| !it.columns.contains(&name));
            own.indexes.retain(|_, it| !it.columns.contains(&name));
        }
        TableAction::RenameColumn(from, to) => {
            let (from, to) = (state.fold(from), state.fold(to));
            rename_column(own, &from, &to);
        }
        TableAction::SetType { name, ty, .. } => {
            own.columns.entry(state.fold(name)).or_default().ty = ty.clone();
        }
        TableAction::SetNotNull(name) => {
            own.columns.entry(state.fold(name)).or_default().is_not_null = true;
        }
        TableAction::DropNotNull(name) => {
            own.columns.entry(state.fold(name)).or_default().is_not_null = false;
        }
        TableAction::Default(name, is_there) => {
            own.columns.entry(state.fold(name)).or_default().has_default = *is_there;
        }
        TableAction::Modify { from, column, .. } => {
            let (from, to) = (state.fold(from), state.fold(&column.name));
            rename_column(own, &from, &to);
            add_column(state, own, column);
        }
        TableAction::AddConstraint(it) => add_constraint(state, own, it),
        TableAction::Validate(name) => {
            if let Some(constraint) = own.constraints.get_mut(&state.fold(name)) {
                constraint.is_valid = true;
            }
        }
        TableAction::DropConstraint { name, kind } => match name {
            Some(name) => drop(own.constraints.remove(&state.fold(name))),
            None => own.constraints.retain(|_, it| Some(it.kind) != *kind),
        },
        TableAction::RenameConstraint(from, to) => {
            if let Some(it) = own.constraints.remove(&state.fold(from)) {
                own.constraints.insert(state.fold(to), it);
            }
        }
        TableAction::AddIndex { name, index } => {
            let index = IndexState::of(&folded_index(state, index));
            let usual = index.columns.first().cloned();
            if let Some(name) = name.as_ref().map(|it| state.fold(it)).or(usual) {
                own.indexes.insert(name, index);
            }
        }
        _ => {}
    }
}

fn rename_column(own: &mut TableState, from: &Name, to: &Name) {
    if let Some((place, _, column)) = own.columns.shift_remove_full(from) {
        let place = place.min(own.columns.len());
        own.columns.shift_insert(place, to.clone(), column);
    }
    let renamed = |it: &mut Name| {
        if it == from {
            it.clone_from(to);
        }
    };
    own.constraints.values_mut().flat_map(|it| &mut it.columns).for_each(renamed);
    own.indexes.values_mut().flat_map(|it| &mut it.columns).for_each(|it| {
        if it == from {
            it.clone_from(to);
        }
    });
}

fn rename_table(state: &mut State, table: &QualifiedName, to: QualifiedName) {
    let namespace = to.namespace.or_else(|| state.key(table).namespace);
    move_table(state, table, QualifiedName { namespace, name: to.name });
}

fn move_table(state: &mut State, table: &QualifiedName, to: QualifiedName) {
    let (old, new) = (state.key(table), state.key(&to));
    let Some(mut own) = state.tables.remove(&old) else { return };
    own.name = to;
    if let Some(referrers) = state.referrers.remove(&old) {
        for key in &referrers {
            let Some(referrer) = state.tables.get_mut(key) else { continue };
            for it in referrer.constraints.values_mut() {
                if it.target.as_ref() == Some(table) {
                    it.target = Some(own.name.clone());
                }
            }
        }
        state.referrers.insert(new.clone(), referrers);
    }
    if let Some(parts) = state.partitions.remove(&old) {
        state.partitions.insert(new.clone(), parts);
    }
    state.add_table(new, own);
}

fn attach(
    state: &mut State,
    table: &QualifiedName,
    part: &QualifiedName,
    bound: &crate::dialect::facts::Bound,
) {
    let (key, whole) = (ensured(state, part), ensured(state, table));
    if let Some(part) = state.tables.get_mut(&key) {
        part.whole = Some(table.clone());
        part.bound = Some(bound.clone());
    }
    state.partitions.entry(whole).or_default().insert(key);
}

fn detach(state: &mut State, table: &QualifiedName, part: &QualifiedName) {
    let (key, whole) = (state.key(part), state.key(table));
    if let Some(part) = state.tables.get_mut(&key) {
        part.whole = None;
        part.bound = None;
    }
    if let Some(partitions) = state.partitions.get_mut(&whole) {
        partitions.remove(&key);
    }
}

fn add_column(state: &State, own: &mut TableState, it: &ColumnSpec) {
    let name = state.fold(&it.name);
    let before = own.columns.get(&name);
    let n_bytes = super::read::n_bytes(it.charset.as_deref(), None);
    let known = ColumnState {
        ty: it.ty.clone(),
        is_not_null: it.is_not_null || it.is_key || it.is_identity,
        has_default: it.default.is_some_and(|it| it != DefaultKind::Null),
        has_comment: it.has_comment,
        generated: it.generated.map(|it| (it, Vec::new())),
        n_bytes: n_bytes.or_else(|| before.and_then(|it| it.n_bytes)),
    };
    own.columns.insert(name.clone(), known);
    if it.is_placed {
        place(own, &name, it.after.as_ref().map(|it| state.fold(it)).as_ref());
    }
    let inline = |kind, suffix: &str| {
        let name = automatic(own, std::slice::from_ref(&name), suffix, state.id);
        (name, ConstraintState::of(kind, std::slice::from_ref(&it.name)))
    };
    let mut made = Vec::new();
    if it.is_key {
        made.push((
            automatic(own, &[], "pkey", state.id),
            ConstraintState::of(ConstraintKindSpec::Key, std::slice::from_ref(&name)),
        ));
    }
    if it.is_unique {
        made.push(inline(ConstraintKindSpec::Unique, "key"));
    }
    if it.has_check {
        made.push(inline(ConstraintKindSpec::Check, "check"));
    }
    if let Some(target) = &it.references {
        let (name, state) = inline(ConstraintKindSpec::ForeignKey, "fkey");
        made.push((name, ConstraintState { target: Some(target.clone()), ..state }));
    }
    own.constraints.extend(made);
}

/// Puts a column behind another, or in front of all.
fn place(own: &mut TableState, name: &Name, after: Option<&Name>) {
    let Some(from) = own.columns.get_index_of(name) else { return };
    let to = match after {
        None => 0,
        Some(after) => match own.columns.get_index_of(after) {
            Some(after) if after < from => after + 1,
            Some(after) => after,
            None => from,
        },
    };
    own.columns.move_index(from, to);
}

/// The name that PostgreSQL gives to a constraint without one; elsewhere one that nobody can say.
fn automatic(own: &TableState, columns: &[Name], suffix: &str, id: DialectId) -> Name {
    let mut parts = vec![own.name.name.as_str()];
    parts.extend(columns.iter().map(Name::as_str));
    parts.push(suffix);
    let name = parts.join("_");
    let start = if id == DialectId::Postgres { "" } else { " " };
    let mut res = Name::new(format!("{start}{name}"));
    let mut number = 0;
    while own.constraints.contains_key(&res) {
        number += 1;
        res = Name::new(format!("{start}{name}{number}"));
    }
    res
}

fn add_constraint(state: &State, own: &mut TableState, it: &ConstraintSpec) {
    let suffix = match it.kind {
        ConstraintKindSpec::Key => "pkey",
        ConstraintKindSpec::Unique => "key",
        ConstraintKindSpec::ForeignKey => "fkey",
        ConstraintKindSpec::Check => "check",
        ConstraintKindSpec::Exclusion => "excl",
        ConstraintKindSpec::NotNull => "not_null",
    };
    let of_index = it.using_index.as_ref().and_then(|it| own.indexes.get(&state.fold(it)));
    let columns: Vec<Name> = match of_index {
        Some(index) => index.columns.clone(),
        None => it.columns.iter().map(|it| state.fold(it)).collect(),
    };
    let named: &[Name] = match it.kind {
        ConstraintKindSpec::Key | ConstraintKindSpec::Check => &[],
        _ => &columns,
    };
    let name = match &it.name {
        Some(name) => state.fold(name),
        None => automatic(own, named, suffix, state.id),
    };
    let known = ConstraintState {
        target: it.target.clone(),
        target_columns: it.target_columns.iter().map(|it| state.fold(it)).collect(),
        conditions: conditions::of_words(&it.words),
        is_valid: !it.not_valid && !it.not_enforced,
        ..ConstraintState::of(it.kind, &columns)
    };
    let proves = it.kind == ConstraintKindSpec::Key
        || it.kind == ConstraintKindSpec::NotNull && known.is_valid;
    for column in columns.iter().filter(|_| proves) {
        own.columns.entry(column.clone()).or_default().is_not_null = true;
    }
    own.constraints.insert(name, known);
}
