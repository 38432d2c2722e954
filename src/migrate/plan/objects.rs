//! Views, functions, triggers: out of the way of what changes, and back again; and everything that is new.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::change::{Change, Edit};
use super::super::diff::{Body, gives_another_type, identity};
use super::super::permission::Permission;
use super::Stage;
use super::context::{Context, NativeTable};
use super::release::Touched;
use crate::base::Name;
use crate::dialect::rights::{is_right, is_right_on, keeps_rights_by_name};
use crate::dialect::{
    Alteration, Statement, alter_rules, brings_more, goes_with_table, names_in_sql, names_in_table,
};
use crate::schema::{ForeignKey, NativeType, Object, QualifiedName, View};

/// What tells a view or object from others.
pub(super) type Key<'a> = (&'a Name, &'a QualifiedName, Option<&'a QualifiedName>);

/// Views and objects that are made after everything else.
#[derive(Default)]
pub(super) struct Remade<'a> {
    /// They are made, again or for the first time.
    pub(super) make: FxHashSet<Key<'a>>,
    /// They take the place of one of their name.
    pub(super) replace: FxHashSet<Key<'a>>,
}

static VIEW: Name = Name::new_static("view");

fn view_key(view: &View<NativeType>) -> Key<'_> {
    (&VIEW, &view.name, None)
}

/// Takes views and objects out of the way, and answers which have to be made at the end.
pub(super) fn release<'a>(cx: &mut Context<'a>, touched: &Touched) -> Remade<'a> {
    let mut res = Remade::default();
    let mut going: FxHashSet<Key<'a>> = FxHashSet::default();
    let mut gone_for_good: FxHashSet<Key<'a>> = FxHashSet::default();
    let gone = Gone::of(cx);
    for change in cx.changes.clone() {
        match change {
            Change::View(Edit::Add(it)) => drop(res.make.insert(view_key(it))),
            Change::View(Edit::Drop(it)) => {
                let name = it.name.to_string();
                if cx.allows(Permission::DropView, &name) {
                    going.insert(view_key(it));
                    gone_for_good.insert(view_key(it));
                } else {
                    let alteration = Alteration::DropView(&it.name);
                    cx.take_away(Permission::DropView, &name, Stage::Release, alteration);
                }
            }
            Change::View(Edit::Change { before, after }) => {
                if !cx.difference.is_same_query(before, after) {
                    going.insert(view_key(before));
                }
            }
            Change::Object(Edit::Add(it)) => drop(res.make.insert(identity(it))),
            Change::Object(Edit::Drop(it)) if gone.takes_along(it) => {
                if keeps_rights_by_name(cx.dialect.id()) && gone.takes_right(it, cx) {
                    going.insert(identity(it));
                    gone_for_good.insert(identity(it));
                }
            }
            Change::Object(Edit::Drop(it)) => object_goes(cx, it, &mut going, &mut gone_for_good),
            Change::Object(Edit::Change { before, after }) => {
                // What says and is remarked the same has another place among others of its kind.
                let is_moved = before.comment == after.comment;
                if !is_moved && cx.difference.body_of_object(before, after) != Body::Other {
                    continue;
                }
                if is_replaceable(cx, after) && !gives_another_type(&before.body, &after.body) {
                    res.replace.insert(identity(after));
                } else {
                    going.insert(identity(before));
                }
            }
            Change::Namespace(_)
            | Change::Enum(_)
            | Change::Domain(_)
            | Change::Sequence(_)
            | Change::AddTable(_)
            | Change::DropTable(_)
            | Change::Table(_) => {}
        }
    }
    if cx.before.views.is_empty() && cx.before.objects.is_empty() {
        return res;
    }
    if !alter_rules(cx.dialect.id()).views_are_loose {
        dependents(cx, touched, &mut going);
    }
    rights_on_remade(cx, &mut going);
    let used = used_by_tables(cx, &gone_for_good);
    let (late, early) =
        going.iter().partition(|it| gone_for_good.contains(*it) && is_late(it, &used));
    drop_in_order(cx, &early, Stage::Release);
    drop_in_order(cx, &late, Stage::Unused);
    res.make.extend(going.into_iter().filter(|it| !gone_for_good.contains(it)));
    res
}

/// The names that tables speak of, where a function goes that may be among them.
fn used_by_tables(cx: &Context<'_>, going: &FxHashSet<Key<'_>>) -> BTreeSet<Name> {
    if !going.iter().any(|it| it.0 == "function") {
        return BTreeSet::new();
    }
    let id = cx.dialect.id();
    cx.before.tables.values().flat_map(|it| names_in_table(it, id)).collect()
}

/// Whether tables stand on what goes: then it goes behind them.
fn is_late(key: &Key<'_>, used: &BTreeSet<Name>) -> bool {
    match key.0.as_str() {
        "composite_type" | "range_type" | "collation" | "operator" | "access_method" => true,
        "function" => used.contains(key.1.name.split('(').next().unwrap_or_default()),
        _ => false,
    }
}

/// What goes, and takes along what hangs on it.
struct Gone<'a> {
    tables: FxHashMap<&'a QualifiedName, &'a NativeTable>,
    /// Other things that may have rights on them, and which permission they need to go.
    things: Vec<(Permission, &'a QualifiedName)>,
}

impl<'a> Gone<'a> {
    fn of(cx: &Context<'a>) -> Gone<'a> {
        Gone {
            tables: cx.changes.iter().filter_map(gone_table).collect(),
            things: cx.changes.iter().filter_map(gone_thing).collect(),
        }
    }

    /// Whether an object is not there without something that goes.
    fn takes_along(&self, object: &Object) -> bool {
        let table = object.on.as_ref().and_then(|it| self.tables.get(it));
        goes_with_table(&object.kind) && table.is_some()
            || is_right(&object.kind) && self.things.iter().any(|it| is_right_on(object, it.1))
    }

    /// Whether what a right is on may really go, so that a server that keeps rights by name has to forget it.
    fn takes_right(&self, right: &Object, cx: &Context<'a>) -> bool {
        let table = right.on.as_ref().and_then(|it| self.tables.get(it));
        let is_gone = |it: &(Permission, &QualifiedName)| {
            is_right_on(right, it.1) && cx.allows(it.0, &it.1.to_string())
        };
        is_right(&right.kind)
            && (table.is_some_and(|it| cx.may_drop_table(it)) || self.things.iter().any(is_gone))
    }
}

fn gone_table<'a>(change: &Change<'a>) -> Option<(&'a QualifiedName, &'a NativeTable)> {
    if let Change::DropTable(table) = change { Some((&table.name, table)) } else { None }
}

/// What goes and may have rights on it, but for tables.
fn gone_thing<'a>(change: &Change<'a>) -> Option<(Permission, &'a QualifiedName)> {
    match change {
        Change::View(Edit::Drop(it)) => Some((Permission::DropView, &it.name)),
        Change::Object(Edit::Drop(it)) if !is_right(&it.kind) => {
            Some((Permission::DropObject, &it.name))
        }
        Change::Sequence(Edit::Drop(it)) => Some((Permission::DropSequence, &it.name)),
        Change::Enum(Edit::Drop(it)) => Some((Permission::DropType, &it.name)),
        Change::Domain(Edit::Drop(it)) => Some((Permission::DropType, &it.name)),
        Change::Namespace(_)
        | Change::Enum(_)
        | Change::Domain(_)
        | Change::Sequence(_)
        | Change::AddTable(_)
        | Change::DropTable(_)
        | Change::Table(_)
        | Change::View(_)
        | Change::Object(_) => None,
    }
}

/// Rights on what is made anew are given anew.
fn rights_on_remade<'a>(cx: &Context<'a>, going: &mut FxHashSet<Key<'a>>) {
    let remade: Vec<&QualifiedName> =
        going.iter().filter(|it| !is_right(it.0)).map(|it| it.1).collect();
    if remade.is_empty() {
        return;
    }
    let rights = cx.before.objects.iter().filter(|it| is_right(&it.kind));
    let lost = rights.filter(|it| remade.iter().any(|name| is_right_on(it, name)));
    let stays = |it: &&Object| cx.after.objects.iter().any(|after| identity(after) == identity(it));
    let lost: Vec<Key<'a>> = lost.filter(stays).map(identity).collect();
    going.extend(lost);
}

fn object_goes<'a>(
    cx: &mut Context<'a>,
    it: &'a Object,
    going: &mut FxHashSet<Key<'a>>,
    gone_for_good: &mut FxHashSet<Key<'a>>,
) {
    let name = it.name.to_string();
    if it.kind == "extension" || !cx.allows(Permission::DropObject, &name) {
        cx.take_away(Permission::DropObject, &name, Stage::Extension, Alteration::DropObject(it));
    } else {
        going.insert(identity(it));
        gone_for_good.insert(identity(it));
    }
}

fn is_replaceable(cx: &Context<'_>, it: &Object) -> bool {
    let is_code = matches!(it.kind.as_str(), "function" | "procedure" | "trigger");
    is_code && !alter_rules(cx.dialect.id()).views_are_loose
}

/// Adds the views that use a touched table, what belongs to such a table, and what uses any of these.
fn dependents<'a>(cx: &Context<'a>, touched: &Touched, going: &mut FxHashSet<Key<'a>>) {
    let id = cx.dialect.id();
    let mut names: FxHashSet<&str> = touched.tables().map(|it| it.name.as_str()).collect();
    let bare = |name: &'a Name| name.split('(').next().unwrap_or_default();
    let named = going.iter().filter(|it| is_query(it.0) || it.0 == "function");
    names.extend(named.map(|it| bare(&it.1.name)));
    let views = cx.before.views.iter().map(|it| (view_key(it), &it.body));
    let holding = |it: &&Object| {
        let holds = ["index", "materialized view", "policy", "rule", "trigger"];
        holds.contains(&it.kind.as_str())
    };
    let objects = cx.before.objects.iter().filter(holding).map(|it| (identity(it), &it.body));
    let mut waiting: Vec<(Key<'a>, BTreeSet<Name>)> = views
        .chain(objects)
        .map(|(key, body)| (key, names_in_sql(body.text(id).unwrap_or_default())))
        .collect();
    loop {
        let n_waiting = waiting.len();
        waiting.retain(|(key, mentioned)| {
            let on = key.2.is_some_and(|it| names.contains(it.name.as_str()));
            let uses = on || mentioned.iter().any(|it| names.contains(it.as_str()));
            if uses {
                going.insert(*key);
                if is_query(key.0) {
                    names.insert(key.1.name.as_str());
                }
            }
            !uses
        });
        if waiting.len() == n_waiting {
            return;
        }
    }
}

fn is_query(kind: &Name) -> bool {
    kind == "view" || kind == "materialized view"
}

/// Triggers go with the tables that are made anew, and come back.
pub(super) fn release_triggers<'a>(
    cx: &mut Context<'a>,
    rebuilt: &FxHashSet<&QualifiedName>,
    remade: &mut Remade<'a>,
) {
    let id = cx.dialect.id();
    let names: FxHashSet<&str> = rebuilt.iter().map(|it| it.name.as_str()).collect();
    let mut going: FxHashSet<Key<'a>> = FxHashSet::default();
    for object in cx.before.objects.iter().filter(|it| it.kind == "trigger") {
        let mentioned = names_in_sql(object.body.text(id).unwrap_or_default());
        let on = object.on.as_ref().is_some_and(|it| names.contains(it.name.as_str()));
        let is_involved = on || mentioned.iter().any(|it| names.contains(it.as_str()));
        let is_wanted = cx.after.objects.iter().any(|it| identity(it) == identity(object));
        if is_involved && is_wanted && !remade.make.contains(&identity(object)) {
            going.insert(identity(object));
        }
    }
    drop_in_order(cx, &going, Stage::Release);
    remade.make.extend(going);
}

/// Drops views and objects, those that use others first.
fn drop_in_order<'a>(cx: &mut Context<'a>, going: &FxHashSet<Key<'a>>, stage: Stage) {
    if going.is_empty() {
        return;
    }
    for statement in cx.making_of_before().iter().rev() {
        if let Statement::CreateView(it) = statement
            && going.contains(&view_key(it))
        {
            cx.alter(stage, Alteration::DropView(&it.name));
        } else if let Statement::CreateObject(it) = statement
            && going.contains(&identity(it))
        {
            cx.alter(stage, Alteration::DropObject(it));
        }
    }
}

/// Makes everything that is new, and what was taken out of the way.
pub(super) fn make<'a>(cx: &mut Context<'a>, remade: &Remade<'a>) {
    let statements = cx.making_of_after();
    let last_table = statements.iter().rposition(|it| matches!(it, Statement::CreateTable { .. }));
    let changed: FxHashSet<&QualifiedName> = changed_tables(cx);
    let new_types = new_types(cx);
    let can_wait = cx.dialect.capabilities().foreign_keys.by_alter;
    let is_new = |cx: &Context<'_>, name: &QualifiedName| !cx.tables_before.contains_key(name);
    for (idx, statement) in statements.iter().enumerate() {
        let is_early = Some(idx) < last_table;
        let object_stage = if is_early { Stage::Table } else { Stage::Object };
        match statement {
            Statement::CreateNamespace(it) if new_types.contains(&it.name.to_string()) => {
                cx.push(Stage::Type, statement);
            }
            Statement::CreateEnum(it) if new_types.contains(&it.name.to_string()) => {
                cx.push(Stage::Type, statement);
            }
            Statement::CreateDomain(it) if new_types.contains(&it.name.to_string()) => {
                cx.push(Stage::Type, statement);
            }
            Statement::CreateSequence(it) if new_types.contains(&it.name.to_string()) => {
                cx.push(Stage::Type, statement);
            }
            Statement::OwnSequence(it) if new_types.contains(&it.name.to_string()) => {
                cx.push(Stage::Constraint, statement);
            }
            Statement::CreateTable { table, foreign_keys } if is_new(cx, &table.name) => {
                let (later, inside): (Vec<&ForeignKey>, Vec<&ForeignKey>) =
                    foreign_keys.iter().partition(|it| can_wait && changed.contains(&it.target));
                cx.push(Stage::Table, &Statement::CreateTable { table, foreign_keys: inside });
                for foreign_key in later {
                    let table = &table.name;
                    cx.push(Stage::ForeignKey, &Statement::AddForeignKey { table, foreign_key });
                }
            }
            Statement::InsertLabels(it) if is_new(cx, &it.name) => {
                cx.push(Stage::Table, statement);
            }
            Statement::CreateIndex { table, .. } if is_new(cx, table) => {
                cx.push(Stage::Table, statement);
            }
            Statement::AddForeignKey { table, .. } if is_new(cx, table) => {
                cx.push(Stage::ForeignKey, statement);
            }
            Statement::AddCheck { table, .. } if is_new(cx, table) => {
                cx.push(Stage::Constraint, statement);
            }
            Statement::CreateView(it) if remade.make.contains(&view_key(it)) => {
                cx.push(Stage::Object, statement);
            }
            Statement::CreateObject(it) if remade.make.contains(&identity(it)) => {
                let is_extension = brings_more(&it.kind);
                cx.push(if is_extension { Stage::Type } else { object_stage }, statement);
            }
            Statement::CreateObject(it) if remade.replace.contains(&identity(it)) => {
                cx.alter(object_stage, Alteration::ReplaceObject(it));
            }
            // What is there stays; comments are looked at by themselves.
            Statement::CreateNamespace(_)
            | Statement::CreateEnum(_)
            | Statement::CreateDomain(_)
            | Statement::CreateSequence(_)
            | Statement::CreateTable { .. }
            | Statement::InsertLabels(_)
            | Statement::CreateIndex { .. }
            | Statement::AddForeignKey { .. }
            | Statement::AddCheck { .. }
            | Statement::CreateView(_)
            | Statement::CreateObject(_)
            | Statement::OwnSequence(_)
            | Statement::Comment { .. }
            | Statement::Alter(_) => {}
        }
    }
}

/// Tables that stay and change: what refers to them waits until they have.
fn changed_tables<'a>(cx: &Context<'a>) -> FxHashSet<&'a QualifiedName> {
    let changed = cx.changes.iter().filter_map(|it| {
        let Change::Table(change) = it else { return None };
        Some(&change.after.name)
    });
    changed.collect()
}

/// Schemas, types and sequences that come, by name.
fn new_types(cx: &Context<'_>) -> FxHashSet<String> {
    let names = cx.changes.iter().filter_map(|it| match it {
        Change::Namespace(Edit::Add(it)) => Some(it.name.to_string()),
        Change::Enum(Edit::Add(it)) => Some(it.name.to_string()),
        Change::Domain(Edit::Add(it)) => Some(it.name.to_string()),
        Change::Sequence(Edit::Add(it)) => Some(it.name.to_string()),
        Change::Namespace(_)
        | Change::Enum(_)
        | Change::Domain(_)
        | Change::Sequence(_)
        | Change::AddTable(_)
        | Change::DropTable(_)
        | Change::Table(_)
        | Change::View(_)
        | Change::Object(_) => None,
    });
    names.collect()
}
