//! The text of a model, before it is formatted.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::design::Design;
use super::expressions::{Known, is_unsayable, quoted, string};
use super::names::Names;
use super::natives::{namespaces, native, object, statement};
use super::{Plan, carried, entities, header};
use crate::base::{DialectId, Name};
use crate::dialect::{CommentTarget, Statement};
use crate::schema::{Enum, NativeSchema, NativeType, QualifiedName, Table};

/// A model before it is checked.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Which table the text at a place is about, by where it starts.
    pub(super) places: Vec<(usize, QualifiedName)>,
    /// Foreign keys of one column, and how many became references.
    pub(super) n_single: (usize, usize),
    /// Foreign keys of several columns, likewise.
    pub(super) n_composite: (usize, usize),
    /// The proposed references: entity and line.
    pub(super) proposed: Vec<(String, String)>,
    /// The tables that could be said more plainly.
    pub(super) rich: BTreeSet<QualifiedName>,
}

/// What goes along.
pub(super) struct Context<'a> {
    pub(super) schema: &'a NativeSchema,
    pub(super) id: DialectId,
    pub(super) plan: &'a Plan,
    pub(super) names: &'a Names,
    pub(super) design: &'a Design<'a>,
    /// What the columns of each table are called, once somebody has asked.
    known: RefCell<FxHashMap<&'a QualifiedName, Rc<[Known]>>>,
}

/// Writes the model that `plan` asks for.
pub(super) fn write(schema: &NativeSchema, id: DialectId, plan: &Plan) -> Draft {
    let mut names = Names::of(schema);
    let design = Design::of(schema, id, plan, &mut names);
    let known = RefCell::default();
    let cx = Context { schema, id, plan, names: &names, design: &design, known };
    let mut text = match plan.name.is_some() {
        true => docs(plan.beside.docs.as_deref(), ""),
        false => String::new(),
    };
    text.push_str(&header::text(plan.name.as_deref(), &design.shared, id));
    text.push_str(&design.types.text());
    separate(&mut text);
    text.push_str(&design.mixins.text());
    let mut places = Vec::new();
    for namespace in namespaces(schema) {
        match &namespace {
            None => body(&cx, None, &mut text, &mut places),
            Some(name) => {
                let declared = schema.namespaces.iter().find(|it| it.name == *name);
                let comment = declared.and_then(|it| it.comment.as_deref());
                text.push_str(&docs(comment, ""));
                let given = match crate::base::snake_case(name) == *name {
                    true => String::new(),
                    false => format!(" @schema({})", string(name)),
                };
                let _ = writeln!(text, "schema {}{given} {{", quoted(name));
                text.push_str(&unsaid(name, CommentTarget::Namespace(name), comment, id));
                body(&cx, Some(name), &mut text, &mut places);
                text.push_str("}\n\n");
            }
        }
    }
    let rich = schema.tables.values().map(|it| &it.name).filter(|it| design.is_rich(it));
    let rich = rich.cloned().collect();
    let proposed = plan.proposals.iter().filter_map(|it| {
        let entity = cx.names.entity(&it.table)?.to_owned();
        Some((entity, super::proposals::line(it, &cx)?))
    });
    let proposed = proposed.collect();
    let (n_single, n_composite) = counts(schema, &design, plan);
    Draft { text, places, n_single, n_composite, proposed, rich }
}

/// How many foreign keys there are, of one column and of several, and how many of them are references.
fn counts(
    schema: &NativeSchema,
    design: &Design<'_>,
    plan: &Plan,
) -> ((usize, usize), (usize, usize)) {
    let mut res = ((0, 0), (0, 0));
    for table in schema.tables.values() {
        let is_carried = plan.carried.contains_key(&table.name);
        for key in &table.foreign_keys {
            let is_shared = design.supertype(&table.name) == Some(&key.target);
            let mut references = design.references(&table.name).iter();
            let is_reference = is_shared || references.any(|it| it.foreign_key == key);
            let counts = if key.columns.len() == 1 { &mut res.0 } else { &mut res.1 };
            counts.0 += 1;
            counts.1 += usize::from(is_reference && !is_carried);
        }
    }
    res
}

/// An empty line between what stands before and what comes.
fn separate(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// Everything in one schema of the database.
fn body(
    cx: &Context<'_>,
    namespace: Option<&Name>,
    text: &mut String,
    places: &mut Vec<(usize, QualifiedName)>,
) {
    let schema = cx.schema;
    let here = |name: &QualifiedName| name.namespace.as_ref() == namespace;
    for item in schema.enums.iter().filter(|it| here(&it.name)) {
        text.push_str(&enumeration(item, cx));
        let target = CommentTarget::Type(&item.name);
        text.push_str(&unsaid(&item.name.name, target, item.comment.as_deref(), cx.id));
        separate(text);
    }
    for domain in schema.domains.iter().filter(|it| here(&it.name)) {
        let body = statement(&Statement::CreateDomain(domain), cx.id);
        text.push_str(&docs(domain.comment.as_deref(), ""));
        text.push_str(&native("domain", &domain.name.name, None, &body));
        let target = CommentTarget::Domain(&domain.name);
        text.push_str(&unsaid(&domain.name.name, target, domain.comment.as_deref(), cx.id));
    }
    separate(text);
    for table in schema.tables.values().filter(|it| here(&it.name)) {
        places.push((text.len(), table.name.clone()));
        text.push_str(&match cx.plan.carried.contains_key(&table.name) {
            true => carried::carried(table, cx),
            false => entities::entity(table, cx),
        });
        separate(text);
    }
    let behind = QualifiedName { namespace: namespace.cloned(), name: Name::default() };
    places.push((text.len(), behind));
    objects(cx, namespace, text);
    separate(text);
}

/// What is carried word for word, and belongs to no entity's text.
fn objects(cx: &Context<'_>, namespace: Option<&Name>, text: &mut String) {
    let schema = cx.schema;
    let here = |name: &QualifiedName| name.namespace.as_ref() == namespace;
    let is_written = |it: &&crate::schema::Sequence| here(&it.name) && !cx.is_said(&it.name);
    for sequence in schema.sequences.iter().filter(is_written) {
        let body = statement(&Statement::CreateSequence(sequence), cx.id);
        text.push_str(&docs(sequence.comment.as_deref(), ""));
        text.push_str(&native("sequence", &sequence.name.name, None, &body));
        let target = CommentTarget::Sequence(&sequence.name);
        text.push_str(&unsaid(&sequence.name.name, target, sequence.comment.as_deref(), cx.id));
        if let Some((table, _)) = &sequence.owned_by {
            let body = statement(&Statement::OwnSequence(sequence), cx.id);
            let owner = cx.owner(table, namespace);
            text.push_str(&native("ownership", &sequence.name.name, owner.as_deref(), &body));
        }
    }
    for view in schema.views.iter().filter(|it| here(&it.name)) {
        let body = statement(&Statement::CreateView(view), cx.id);
        text.push_str(&docs(view.comment.as_deref(), ""));
        text.push_str(&native("view", &view.name.name, None, &body));
        let target = CommentTarget::View(&view.name);
        text.push_str(&unsaid(&view.name.name, target, view.comment.as_deref(), cx.id));
    }
    for it in schema.objects.iter().filter(|it| here(&it.name)) {
        let on = it.on.as_ref().and_then(|it| cx.owner(it, namespace));
        text.push_str(&docs(it.comment.as_deref(), ""));
        text.push_str(&object(it, on.as_deref(), cx.id));
        let target = CommentTarget::Object(it);
        text.push_str(&unsaid(&it.name.name, target, it.comment.as_deref(), cx.id));
    }
}

impl<'a> Context<'a> {
    /// What each column of a table is called, and what of it expressions can speak of.
    pub(super) fn known(&self, table: &'a Table<NativeType>) -> Rc<[Known]> {
        let before = self.known.borrow().get(&table.name).cloned();
        before.unwrap_or_else(|| {
            let res: Rc<[Known]> = entities::known(table, self).into();
            self.known.borrow_mut().insert(&table.name, Rc::clone(&res));
            res
        })
    }

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

    /// Whether a column says that it counts by this sequence.
    fn is_said(&self, sequence: &QualifiedName) -> bool {
        let table = self.design.counter(sequence);
        table.is_some_and(|it| !self.plan.carried.contains_key(it))
    }

    /// The entity or relationship that an object belongs to, where it is one.
    fn owner(&self, table: &QualifiedName, namespace: Option<&Name>) -> Option<String> {
        let is_entity =
            self.schema.table(table).is_some() && !self.plan.carried.contains_key(table);
        let from = QualifiedName { namespace: namespace.cloned(), name: Name::default() };
        is_entity.then(|| self.path(table, &from))
    }

    /// The attributes of another entity that stand for these columns.
    pub(super) fn target_names(
        &self,
        target: &'a Table<NativeType>,
        columns: &[Name],
    ) -> Option<Vec<String>> {
        let known = self.known(target);
        let references = self.design.references(&target.name);
        let mut res = Vec::new();
        for column in columns {
            let is_part = references.iter().any(|it| {
                it.foreign_key.columns.len() > 1 && it.foreign_key.columns.contains(column)
            });
            let attribute = known.iter().find(|it| it.column == *column).filter(|_| !is_part)?;
            res.push(quoted(&attribute.attribute));
        }
        Some(res)
    }
}

fn enumeration(item: &Enum, cx: &Context<'_>) -> String {
    let Some(name) = cx.names.enumeration(&item.name) else {
        let body = statement(&Statement::CreateEnum(item), cx.id);
        return native("type", &item.name.name, None, &body);
    };
    let mut res = docs(item.comment.as_deref(), "");
    let _ = writeln!(res, "enum {} {{", quoted(name));
    let about = cx.plan.beside.labels.get(&item.name);
    for (label, value) in cx.names.values_of(&item.name) {
        res.push_str(&docs(about.and_then(|it| it.get(label)).map(String::as_str), "  "));
        let _ = match value == label {
            true => writeln!(res, "  {},", quoted(value)),
            false => writeln!(res, "  {} = {},", quoted(value), string(label)),
        };
    }
    res.push_str("}\n");
    res
}

/// Documentation lines. They know no escapes: what they cannot say stands as `\u{fffd}`.
pub(super) fn docs(comment: Option<&str>, indent: &str) -> String {
    let Some(comment) = comment else { return String::new() };
    let seen = |c: char| if is_unsayable(c) { '\u{fffd}' } else { c };
    let line = |it: &str| format!("{indent}/// {}\n", it.chars().map(seen).collect::<String>());
    comment.split('\n').map(line).collect()
}

/// A comment as documentation where that says it exactly.
pub(super) fn exact_docs(comment: Option<&str>) -> String {
    let is_exact = |it: &&str| {
        let is_line = |it: &str| !it.contains(is_unsayable) && it.trim_end() == it;
        it.split('\n').all(is_line) && it.trim() == *it
    };
    docs(comment.filter(is_exact), "")
}

/// The statement that comments on something where documentation cannot.
pub(super) fn unsaid(
    name: &Name,
    target: CommentTarget<'_>,
    comment: Option<&str>,
    id: DialectId,
) -> String {
    let is_said = |it: &&str| !exact_docs(Some(*it)).is_empty();
    match comment.filter(|it| !is_said(it)) {
        Some(text) if id == DialectId::Postgres => {
            let body = statement(&Statement::Comment { target, text }, id);
            native("comment", &format!("on {name}"), None, &body)
        }
        Some(_) | None => String::new(),
    }
}
