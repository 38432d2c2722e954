//! The text of a model, before it is formatted.

use std::fmt::Write as _;

use super::Plan;
use super::expressions::{quoted, string};
use super::names::Names;
use super::natives::{namespaces, native, object, statement};
use super::references::{Reference, references};
use super::tables;
use crate::base::{DialectId, Name};
use crate::dialect::Statement;
use crate::schema::{Enum, NativeSchema, NativeType, QualifiedName, Table};

/// A model before it is checked.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Which table the text at a place is about, by where it starts.
    pub(super) places: Vec<(usize, QualifiedName)>,
    pub(super) n_single: (usize, usize),
    pub(super) n_composite: (usize, usize),
    pub(super) notes: Vec<String>,
}

/// What goes along.
pub(super) struct Context<'a> {
    pub(super) schema: &'a NativeSchema,
    pub(super) id: DialectId,
    pub(super) plan: &'a Plan,
    pub(super) names: &'a Names,
    n_single: (usize, usize),
    n_composite: (usize, usize),
}

/// Writes the model that `plan` asks for.
pub(super) fn write(schema: &NativeSchema, id: DialectId, plan: &Plan) -> Draft {
    let names = Names::of(schema);
    let mut cx = Context { schema, id, plan, names: &names, n_single: (0, 0), n_composite: (0, 0) };
    let mut text = String::new();
    let mut places = Vec::new();
    for namespace in namespaces(schema) {
        let start = text.len();
        let inside = body(&mut cx, namespace.as_ref(), &mut places);
        match &namespace {
            None => text.push_str(&inside),
            Some(name) => {
                let declared = schema.namespaces.iter().find(|it| it.name == *name);
                text.push_str(&docs(declared.and_then(|it| it.comment.as_deref()), ""));
                let _ = writeln!(text, "schema {} {{", quoted(name));
                let offset = text.len();
                text.push_str(&inside);
                text.push_str("}\n");
                let moved = places.iter_mut().filter(|(_, it)| it.namespace.as_ref() == Some(name));
                moved.for_each(|(at, _)| *at += offset);
                continue;
            }
        }
        let moved = places.iter_mut().filter(|(_, it)| it.namespace.is_none());
        moved.for_each(|(at, _)| *at += start);
    }
    let notes = Vec::new();
    Draft { text, places, n_single: cx.n_single, n_composite: cx.n_composite, notes }
}

/// Everything in one schema of the database.
fn body(
    cx: &mut Context<'_>,
    namespace: Option<&Name>,
    places: &mut Vec<(usize, QualifiedName)>,
) -> String {
    let schema = cx.schema;
    let here = |name: &QualifiedName| name.namespace.as_ref() == namespace;
    let mut res = String::new();
    for item in schema.enums.iter().filter(|it| here(&it.name)) {
        res.push_str(&enumeration(item, cx));
    }
    for domain in schema.domains.iter().filter(|it| here(&it.name)) {
        let body = statement(&Statement::CreateDomain(domain), cx.id);
        res.push_str(&docs(domain.comment.as_deref(), ""));
        res.push_str(&native("domain", &domain.name.name, None, &body));
    }
    for table in schema.tables.values().filter(|it| here(&it.name)) {
        places.push((res.len(), table.name.clone()));
        let text = match cx.plan.carried.contains_key(&table.name) {
            true => tables::carried(table, cx),
            false => tables::entity(table, cx),
        };
        res.push_str(&text);
        res.push('\n');
    }
    let behind = QualifiedName { namespace: namespace.cloned(), name: Name::default() };
    places.push((res.len(), behind));
    for sequence in schema.sequences.iter().filter(|it| here(&it.name)) {
        let body = statement(&Statement::CreateSequence(sequence), cx.id);
        res.push_str(&docs(sequence.comment.as_deref(), ""));
        res.push_str(&native("sequence", &sequence.name.name, None, &body));
        if let Some((table, _)) = &sequence.owned_by {
            let body = statement(&Statement::OwnSequence(sequence), cx.id);
            let owner = cx.owner(table, namespace);
            res.push_str(&native("ownership", &sequence.name.name, owner.as_deref(), &body));
        }
    }
    for view in schema.views.iter().filter(|it| here(&it.name)) {
        let body = statement(&Statement::CreateView(view), cx.id);
        res.push_str(&docs(view.comment.as_deref(), ""));
        res.push_str(&native("view", &view.name.name, None, &body));
    }
    for it in schema.objects.iter().filter(|it| here(&it.name)) {
        let on = it.on.as_ref().and_then(|it| cx.owner(it, namespace));
        res.push_str(&docs(it.comment.as_deref(), ""));
        res.push_str(&object(it, on.as_deref(), cx.id));
    }
    res
}

impl Context<'_> {
    /// How an entity is named from inside a schema.
    pub(super) fn path(&self, table: &QualifiedName, from: &QualifiedName) -> String {
        let name = quoted(self.names.entity(table).unwrap_or(&table.name));
        match &table.namespace {
            Some(namespace) if table.namespace != from.namespace => {
                format!("{}.{name}", quoted(namespace))
            }
            _ => name,
        }
    }

    /// The entity that an object belongs to, where it is one.
    fn owner(&self, table: &QualifiedName, namespace: Option<&Name>) -> Option<String> {
        let is_entity =
            self.schema.table(table).is_some() && !self.plan.carried.contains_key(table);
        let from = QualifiedName { namespace: namespace.cloned(), name: Name::default() };
        is_entity.then(|| self.path(table, &from))
    }

    /// Counts what became a reference.
    pub(super) fn count(&mut self, table: &Table<NativeType>, references: &[Reference<'_>]) {
        for key in &table.foreign_keys {
            let is_reference = references.iter().any(|it| it.foreign_key == key);
            let counts =
                if key.columns.len() == 1 { &mut self.n_single } else { &mut self.n_composite };
            counts.0 += 1;
            counts.1 += usize::from(is_reference);
        }
    }

    /// The attributes of another entity that stand for these columns.
    pub(super) fn target_names(
        &self,
        target: &Table<NativeType>,
        columns: &[Name],
    ) -> Option<Vec<String>> {
        let is_logical = self.plan.level == super::Level::Logical
            && !self.plan.literal.contains_key(&target.name);
        let found = if is_logical { references(self.schema, target) } else { Vec::new() };
        let known = tables_known(target, &found, self);
        let mut res = Vec::new();
        for column in columns {
            if found.iter().any(|it| {
                it.foreign_key.columns.len() > 1 && it.foreign_key.columns.contains(column)
            }) {
                return None;
            }
            let attribute = known.iter().find(|(it, _)| it == column)?;
            res.push(quoted(&attribute.1));
        }
        Some(res)
    }
}

fn tables_known(
    table: &Table<NativeType>,
    references: &[Reference<'_>],
    cx: &Context<'_>,
) -> Vec<(Name, Name)> {
    let known = tables::known(table, references, cx);
    known.into_iter().map(|it| (it.column, it.attribute)).collect()
}

fn enumeration(item: &Enum, cx: &Context<'_>) -> String {
    let Some(name) = cx.names.enumeration(&item.name).filter(|_| !item.labels.is_empty()) else {
        let body = statement(&Statement::CreateEnum(item), cx.id);
        return native("type", &item.name.name, None, &body);
    };
    let mut res = docs(item.comment.as_deref(), "");
    let _ = writeln!(res, "enum {} {{", quoted(name));
    let mut taken = super::names::Attributes::default();
    for label in &item.labels {
        let value = taken.free(&super::names::attribute(label));
        match value == *label {
            true => {
                let _ = writeln!(res, "  {},", quoted(&value));
            }
            false => {
                let _ = writeln!(res, "  {} = {},", quoted(&value), string(label));
            }
        }
    }
    res.push_str("}\n");
    res
}

/// Documentation lines.
pub(super) fn docs(comment: Option<&str>, indent: &str) -> String {
    let Some(comment) = comment else { return String::new() };
    comment.split('\n').map(|line| format!("{indent}/// {line}\n")).collect()
}
