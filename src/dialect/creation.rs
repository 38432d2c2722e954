//! The order in which the parts of a schema can be made.

use rustc_hash::{FxHashMap, FxHashSet};

use super::capabilities::{CommentForm, Support};
use super::contract::Dialect;
use super::mentions::{names_in_sql, names_in_table};
use super::statement::{CommentTarget, Statement};
use crate::base::{DialectId, graph};
use crate::schema::{
    ForeignKey, NativeSchema, NativeType, Object, QualifiedName, Table, TableId, View, parents,
};

/// The statements that make `schema` in an empty database, each behind all it needs.
///
/// Foreign keys stand inside their tables; where tables refer to one another in a circle, those that point
/// ahead are added once both tables are there, unless the database can only say them inside.
pub fn creation<'a>(schema: &'a NativeSchema, dialect: &dyn Dialect) -> Vec<Statement<'a>> {
    let nodes = nodes(schema);
    let order = graph::order(nodes.len(), &needs(schema, &nodes, dialect.id())).nodes;
    let order = behind_parents(schema, &nodes, order);
    let mut cx = Context::new(schema, dialect, &nodes, &order);
    cx.preamble();
    for node in order {
        match nodes[node] {
            Node::Table(id) => cx.table(id),
            Node::View(view) => cx.view(view),
            Node::Object(object) => cx.object(object),
        }
    }
    cx.res
}

/// What is put in order.
#[derive(Clone, Copy)]
enum Node<'a> {
    Table(TableId<NativeType>),
    View(&'a View<NativeType>),
    Object(&'a Object),
}

/// Everything that may need others first. Extensions are made before all else.
fn nodes(schema: &NativeSchema) -> Vec<Node<'_>> {
    let tables = schema.tables.ids().map(Node::Table);
    let views = schema.views.iter().map(Node::View);
    let objects = schema.objects.iter().filter(|it| !is_extension(it)).map(Node::Object);
    tables.chain(views).chain(objects).collect()
}

/// Whether objects of a kind bring what tables and types may be made of.
pub fn brings_more(kind: &str) -> bool {
    matches!(kind, "extension" | "access method" | "access_method")
}

/// Extensions, and sequences that are carried word for word: they need nothing themselves.
fn is_extension(object: &Object) -> bool {
    brings_more(&object.kind) || object.kind == "sequence" && object.on.is_none()
}

/// Pairs of nodes: the second has to be there before the first.
fn needs(schema: &NativeSchema, nodes: &[Node<'_>], dialect: DialectId) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, node) in nodes.iter().enumerate() {
        let name = match node {
            Node::Table(id) => schema.tables[*id].name.name.as_str(),
            Node::View(view) => view.name.name.as_str(),
            Node::Object(object) => bare(&object.name.name),
        };
        places.entry(name).or_default().push(place);
    }
    let has_objects = !schema.objects.is_empty();
    let mut res = Vec::new();
    let mut wanted_by_tables = FxHashSet::default();
    for (place, node) in nodes.iter().enumerate() {
        let Node::Table(id) = node else { continue };
        let table = &schema.tables[*id];
        let targets = table.foreign_keys.iter().map(|it| it.target.clone());
        for name in targets.chain(parents(table)) {
            let is_it = |it: &usize| match nodes[*it] {
                Node::Table(id) => schema.tables[id].name == name,
                Node::View(_) | Node::Object(_) => false,
            };
            let found = places.get(name.name.as_str()).into_iter().flatten().copied();
            res.extend(found.filter(is_it).map(|target| (place, target)));
        }
        if has_objects {
            let mentioned = names_in_table(table, dialect);
            let mentioned = mentioned.iter().filter_map(|it| places.get(it.as_str())).flatten();
            // What stands on the table comes behind it, whatever shares its name.
            let comes_first = |it: &&usize| match nodes[**it] {
                Node::Object(object) => object.on.as_ref() != Some(&table.name),
                Node::Table(_) | Node::View(_) => false,
            };
            for &target in mentioned.filter(comes_first) {
                wanted_by_tables.insert(target);
                res.push((place, target));
            }
        }
    }
    for (place, node) in nodes.iter().enumerate() {
        let (body, on) = match node {
            Node::Table(_) => continue,
            Node::View(view) => (&view.body, None),
            Node::Object(object) => (&object.body, object.on.as_ref()),
        };
        // A function that a table needs cannot wait for the tables that its body speaks of.
        let is_early = wanted_by_tables.contains(&place);
        let mentioned = names_in_sql(body.text(dialect).unwrap_or_default());
        let on = on.map(|it| it.name.as_str());
        let mentioned = mentioned.iter().map(|it| it.as_str()).chain(on);
        for &target in mentioned.filter_map(|it| places.get(it)).flatten() {
            let is_table = matches!(nodes[target], Node::Table(_));
            if target != place && !(is_early && is_table) && !are_namesakes(node, &nodes[target]) {
                res.push((place, target));
            }
        }
    }
    res
}

/// Whether one routine only seems to need another, for the name that both have: an aggregate may need a function.
fn are_namesakes(node: &Node<'_>, target: &Node<'_>) -> bool {
    let (Node::Object(own), Node::Object(other)) = (node, target) else { return false };
    let is_routine = |it: &str| matches!(it, "function" | "procedure" | "aggregate");
    let has_another_kind = own.kind == "aggregate" && other.kind != "aggregate";
    is_routine(&own.kind)
        && is_routine(&other.kind)
        && bare(&own.name.name) == bare(&other.name.name)
        && !has_another_kind
}

/// The same order, where tables that inherit come behind what they inherit from, whatever circles of references they are
/// in: references can wait.
fn behind_parents(schema: &NativeSchema, nodes: &[Node<'_>], order: Vec<usize>) -> Vec<usize> {
    let mut places: FxHashMap<&QualifiedName, usize> = FxHashMap::default();
    let mut heirs: Vec<(usize, Vec<QualifiedName>)> = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        let Node::Table(id) = node else { continue };
        let table = &schema.tables[*id];
        places.insert(&table.name, place);
        let parents: Vec<QualifiedName> = parents(table).collect();
        if !parents.is_empty() {
            heirs.push((place, parents));
        }
    }
    if heirs.is_empty() {
        return order;
    }
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (place, parents) in heirs {
        above[place].extend(parents.iter().filter_map(|it| places.get(it).copied()));
    }
    let mut res = Vec::with_capacity(order.len());
    let mut is_done = vec![false; nodes.len()];
    for node in order {
        let mut waiting = vec![node];
        while let Some(&top) = waiting.last() {
            let next = above[top].iter().find(|it| !is_done[**it] && !waiting.contains(it));
            match next {
                Some(&parent) => waiting.push(parent),
                None => {
                    waiting.pop();
                    if !std::mem::replace(&mut is_done[top], true) {
                        res.push(top);
                    }
                }
            }
        }
    }
    res
}

/// `f` of `f(integer)`.
fn bare(name: &str) -> &str {
    name.split('(').next().unwrap_or(name)
}

struct Context<'a, 'd> {
    schema: &'a NativeSchema,
    dialect: &'d dyn Dialect,
    /// The place of each table in the order.
    rank: FxHashMap<&'a QualifiedName, usize>,
    /// Foreign keys that wait for the table of this name.
    waiting: FxHashMap<&'a QualifiedName, Vec<(&'a QualifiedName, &'a ForeignKey)>>,
    /// The enums whose labels are rows of a table.
    lookups: FxHashMap<&'a QualifiedName, usize>,
    res: Vec<Statement<'a>>,
}

impl<'a, 'd> Context<'a, 'd> {
    fn new(
        schema: &'a NativeSchema,
        dialect: &'d dyn Dialect,
        nodes: &[Node<'a>],
        order: &[usize],
    ) -> Context<'a, 'd> {
        let tables = order.iter().enumerate().filter_map(|(rank, &node)| match nodes[node] {
            Node::Table(id) => Some((&schema.tables[id].name, rank)),
            Node::View(_) | Node::Object(_) => None,
        });
        let rank: FxHashMap<_, _> = tables.collect();
        let lookups = schema.enums.iter().enumerate();
        let lookups = lookups.map(|(idx, it)| (&it.name, idx));
        let lookups = lookups.filter(|(name, _)| rank.contains_key(name)).collect();
        Context { schema, dialect, rank, waiting: FxHashMap::default(), lookups, res: Vec::new() }
    }

    /// What everything else may use: extensions, schemas, types, sequences.
    fn preamble(&mut self) {
        let schema = self.schema;
        for namespace in &schema.namespaces {
            self.res.push(Statement::CreateNamespace(namespace));
            self.comment(CommentTarget::Namespace(&namespace.name), &namespace.comment);
        }
        for extension in schema.objects.iter().filter(|it| is_extension(it)) {
            self.object(extension);
        }
        for item in &schema.enums {
            if self.lookups.contains_key(&item.name) {
                continue;
            }
            self.res.push(Statement::CreateEnum(item));
            self.comment(CommentTarget::Type(&item.name), &item.comment);
        }
        for domain in &schema.domains {
            self.res.push(Statement::CreateDomain(domain));
            self.comment(CommentTarget::Domain(&domain.name), &domain.comment);
        }
        for sequence in &schema.sequences {
            self.res.push(Statement::CreateSequence(sequence));
            self.comment(CommentTarget::Sequence(&sequence.name), &sequence.comment);
        }
    }

    fn table(&mut self, id: TableId<NativeType>) {
        let table = &self.schema.tables[id];
        let rules = &self.dialect.capabilities().foreign_keys;
        let mut inside = Vec::with_capacity(table.foreign_keys.len());
        let mut behind = Vec::new();
        for foreign_key in &table.foreign_keys {
            let target = &foreign_key.target;
            let is_ahead = self.rank.get(target) > self.rank.get(&table.name);
            if !rules.by_alter {
                inside.push(foreign_key);
            } else if is_ahead {
                self.waiting.entry(target).or_default().push((&table.name, foreign_key));
            } else if !foreign_key.is_validated
                || *target == table.name && !is_constrained(table, foreign_key)
            {
                behind.push(foreign_key);
            } else {
                inside.push(foreign_key);
            }
        }
        self.res.push(Statement::CreateTable { table, foreign_keys: inside });
        if !self.dialect.capabilities().indexes.inline {
            let indexes = table.indexes.iter();
            let name = &table.name;
            self.res.extend(indexes.map(|index| Statement::CreateIndex { table: name, index }));
        }
        for foreign_key in behind {
            self.res.push(Statement::AddForeignKey { table: &table.name, foreign_key });
        }
        if self.dialect.capabilities().unvalidated != Support::Never {
            let checks = table.checks.iter().filter(|it| !it.is_validated);
            let name = &table.name;
            self.res.extend(checks.map(|check| Statement::AddCheck { table: name, check }));
        }
        self.table_comments(table);
        if let Some(&idx) = self.lookups.get(&table.name) {
            self.res.push(Statement::InsertLabels(&self.schema.enums[idx]));
        }
        let is_owned = |name: &QualifiedName| *name == table.name;
        let owned = self.schema.sequences.iter();
        let owned = owned.filter(|it| it.owned_by.as_ref().is_some_and(|(it, _)| is_owned(it)));
        self.res.extend(owned.map(Statement::OwnSequence));
        for (table, foreign_key) in self.waiting.remove(&table.name).unwrap_or_default() {
            self.res.push(Statement::AddForeignKey { table, foreign_key });
            let target = CommentTarget::Constraint(table, &foreign_key.name);
            self.comment(target, &foreign_key.comment);
        }
    }

    fn table_comments(&mut self, table: &'a Table<NativeType>) {
        if self.dialect.capabilities().comments != CommentForm::Statements {
            return;
        }
        let name = &table.name;
        self.comment(CommentTarget::Table(name), &table.comment);
        for column in &table.columns {
            self.comment(CommentTarget::Column(name, &column.name), &column.comment);
        }
        for unique in &table.uniques {
            self.comment(CommentTarget::Constraint(name, &unique.name), &unique.comment);
        }
        for check in &table.checks {
            self.comment(CommentTarget::Constraint(name, &check.name), &check.comment);
        }
        for exclusion in &table.exclusions {
            self.comment(CommentTarget::Constraint(name, &exclusion.name), &exclusion.comment);
        }
        let waits = |it: &&ForeignKey| self.rank.get(&it.target) > self.rank.get(name);
        let made: Vec<_> = table.foreign_keys.iter().filter(|it| !waits(it)).collect();
        for foreign_key in made {
            let target = CommentTarget::Constraint(name, &foreign_key.name);
            self.comment(target, &foreign_key.comment);
        }
        for index in &table.indexes {
            self.comment(CommentTarget::Index(name, &index.name), &index.comment);
        }
    }

    fn view(&mut self, view: &'a View<NativeType>) {
        self.res.push(Statement::CreateView(view));
        self.comment(CommentTarget::View(&view.name), &view.comment);
        for column in &view.columns {
            self.comment(CommentTarget::Column(&view.name, &column.name), &column.comment);
        }
    }

    fn object(&mut self, object: &'a Object) {
        self.res.push(Statement::CreateObject(object));
        self.comment(CommentTarget::Object(object), &object.comment);
    }

    fn comment(&mut self, target: CommentTarget<'a>, text: &'a Option<String>) {
        let has_statements = self.dialect.capabilities().comments == CommentForm::Statements;
        if let (Some(text), true) = (text, has_statements) {
            self.res.push(Statement::Comment { target, text });
        }
    }
}

/// Whether a constraint of the table itself makes the columns that are referred to unique.
fn is_constrained(table: &Table<NativeType>, foreign_key: &ForeignKey) -> bool {
    let is_it = |columns: &[crate::base::Name]| {
        columns.len() == foreign_key.target_columns.len()
            && columns.iter().all(|it| foreign_key.target_columns.contains(it))
    };
    table.primary_key.as_ref().is_some_and(|it| is_it(&it.columns))
        || table.uniques.iter().any(|it| is_it(&it.columns))
}
