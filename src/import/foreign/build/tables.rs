//! Sketched tables as the tables of a schema that knows no database yet.

use rustc_hash::FxHashMap;

use super::super::reading::Reading;
use super::super::sketch::{
    ColumnSketch, DefaultSketch, IndexSketch, ItemSketch, ReferenceSketch, Sketch, TableSketch,
    TypeSketch,
};
use super::super::types::{self, Meant};
use super::names::ConstraintNames;
use crate::base::{
    DialectId, DialectSet, ExprKind, Name, ReferentialAction, ScalarType, SqlText, closest,
};
use crate::schema::{
    Check, Column, Enum, Expr, ForeignKey, Identity, IdentityKind, Index, IndexItem, Key,
    LogicalSchema, LogicalType, Namespace, Origin, QualifiedName, Settings, Table, TableId, Unique,
    View,
};

/// How many columns may take their types from one another in a row.
const MOST_STEPS: usize = 64;

/// The schema that a sketch says.
pub(super) fn logical(reading: &mut Reading<'_>, id: DialectId) -> LogicalSchema {
    let sketch = std::mem::take(&mut reading.sketch);
    let mut cx = Context {
        reading,
        id,
        is_its_own: sketch.dialect == Some(id),
        links: links(&sketch),
        res: LogicalSchema::default(),
        enums: FxHashMap::default(),
        names: ConstraintNames::default(),
    };
    for it in &sketch.enums {
        cx.enumeration(it.name.clone(), it);
    }
    sketch.tables.iter().for_each(|it| cx.names.reserve(&it.name));
    let places: FxHashMap<&QualifiedName, usize> =
        sketch.tables.iter().enumerate().map(|(idx, it)| (&it.name, idx)).collect();
    for table in &sketch.tables {
        let logical = cx.table(&sketch, table, &places);
        cx.res.tables.alloc(logical);
    }
    for it in &sketch.references {
        cx.foreign_key(it, &sketch, &places);
    }
    for it in &sketch.views {
        cx.res.views.push(View {
            name: it.name.clone(),
            columns: Vec::new(),
            body: SqlText::one(id, it.body.clone()),
            comment: it.docs.clone(),
            settings: Settings::new(),
            only: DialectSet::NONE,
            was: Vec::new(),
            span: it.span,
        });
    }
    namespaces(&mut cx.res);
    let Context { res, .. } = cx;
    reading.sketch = sketch;
    res
}

/// What the columns of references refer to.
type Links = FxHashMap<(QualifiedName, Name), (QualifiedName, Name)>;

fn links(sketch: &Sketch) -> Links {
    let mut res = Links::default();
    for it in &sketch.references {
        for (own, target) in it.from.columns.iter().zip(&it.to.columns) {
            let own = (it.from.table.clone(), own.clone());
            res.entry(own).or_insert_with(|| (it.to.table.clone(), target.clone()));
        }
    }
    res
}

fn namespaces(schema: &mut LogicalSchema) {
    let names = schema.tables.values().map(|it| &it.name);
    let names = names.chain(schema.enums.iter().map(|it| &it.name));
    let names = names.chain(schema.views.iter().map(|it| &it.name));
    let mut found: Vec<Name> = names.filter_map(|it| it.namespace.clone()).collect();
    found.sort();
    found.dedup();
    let namespace = |name| Namespace { name, comment: None, was: Vec::new() };
    schema.namespaces = found.into_iter().map(namespace).collect();
}

struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    id: DialectId,
    /// Whether types are those of the database that the schema is made for.
    is_its_own: bool,
    links: Links,
    res: LogicalSchema,
    enums: FxHashMap<QualifiedName, usize>,
    names: ConstraintNames,
}

impl Context<'_, '_> {
    fn enumeration(&mut self, name: QualifiedName, it: &super::super::sketch::EnumSketch) {
        self.enums.insert(name.clone(), self.res.enums.len());
        self.names.reserve(&name);
        self.res.enums.push(Enum {
            name,
            labels: it.labels.iter().map(|(label, _)| label.clone()).collect(),
            was: Vec::new(),
            comment: it.docs.clone(),
            label_comments: it.labels.iter().map(|(_, docs)| docs.clone()).collect(),
            only: DialectSet::NONE,
            old_names: Vec::new(),
            span: it.span,
        });
    }

    fn table(
        &mut self,
        sketch: &Sketch,
        table: &TableSketch,
        places: &FxHashMap<&QualifiedName, usize>,
    ) -> Table<LogicalType> {
        let mut res = Table::new(table.name.clone(), Origin::None, table.span);
        res.comment = table.docs.clone();
        for column in &table.columns {
            let column = self.column(sketch, table, column, places);
            res.columns.push(column);
        }
        let key = table.key_columns();
        if !key.is_empty() && self.has_all(table, &key, table.span) {
            for column in res.columns.iter_mut().filter(|it| key.contains(&it.name)) {
                column.is_nullable = false;
            }
            let given = table.key.as_ref().and_then(|(name, _)| name.as_ref());
            let name = self.names.name(given, &table.name, &[], "pkey");
            let settings = Settings::new();
            res.primary_key = Some(Key { name, columns: key, settings, span: table.span });
        }
        for it in &table.indexes {
            self.index(table, it, &mut res);
        }
        self.short_texts(&mut res);
        for it in &table.checks {
            let name = self.names.name(it.name.as_ref(), &table.name, &[], "check");
            res.checks.push(Check {
                name,
                column: None,
                expr: self.sql(&it.text),
                is_validated: true,
                comment: None,
                settings: Settings::new(),
                only: DialectSet::NONE,
                span: it.span,
            });
        }
        res
    }

    /// A text in a key has a length where the database wants one.
    fn short_texts(&mut self, table: &mut Table<LogicalType>) {
        if !matches!(self.id, DialectId::Mysql | DialectId::Mariadb) {
            return;
        }
        let key = table.primary_key.iter().flat_map(|it| &it.columns);
        let uniques = table.uniques.iter().flat_map(|it| &it.columns);
        let is_short = |it: &&IndexItem| it.prefix_length.is_none();
        let trees = table.indexes.iter().filter(|it| it.method.is_none());
        let indexed =
            trees.flat_map(|it| &it.items).filter(is_short).filter_map(|it| it.as_column());
        let found: Vec<Name> = key.chain(uniques).chain(indexed).cloned().collect();
        for it in table.columns.iter_mut().filter(|it| found.contains(&it.name)) {
            if it.ty == LogicalType::Scalar(ScalarType::Text) {
                it.ty = LogicalType::Scalar(ScalarType::Varchar(255));
                let what =
                    format!("`{}` is in a key or an index: it has 255 characters at most", it.name);
                self.reading.remark(it.span, what);
            }
        }
    }

    fn sql(&self, text: &str) -> Expr {
        Expr::made(ExprKind::Sql(SqlText::one(self.id, text.trim())))
    }

    fn column(
        &mut self,
        sketch: &Sketch,
        table: &TableSketch,
        it: &ColumnSketch,
        places: &FxHashMap<&QualifiedName, usize>,
    ) -> Column<LogicalType> {
        let (ty, counts_up) = self.column_type(sketch, table, it, places);
        let counts_up = counts_up || it.counts_up;
        let is_identity = counts_up && self.can_count(&ty, it);
        let mut res = Column::new(it.name.clone(), ty, Origin::None, it.span);
        res.is_nullable = it.is_nullable && !is_identity;
        res.comment = it.docs.clone();
        if is_identity {
            let settings = Settings::new();
            res.identity = Some(Identity { kind: IdentityKind::ByDefault, settings });
        } else {
            res.default = it.default.as_ref().map(|it| Box::new(self.default(it, &res.ty)));
        }
        res
    }

    fn can_count(&mut self, ty: &LogicalType, it: &ColumnSketch) -> bool {
        let can = match ty {
            LogicalType::Scalar(scalar) => scalar.is_integer(),
            LogicalType::Native(_) => true,
            LogicalType::Domain(_) | LogicalType::Enum(_) | LogicalType::Array(_) => false,
        };
        if !can {
            self.reading.remark(
                it.span,
                format!("`{}` is no whole number, so it does not count up", it.name),
            );
        }
        can
    }

    /// The type of a column, and whether its word says that it counts up.
    fn column_type(
        &mut self,
        sketch: &Sketch,
        table: &TableSketch,
        it: &ColumnSketch,
        places: &FxHashMap<&QualifiedName, usize>,
    ) -> (LogicalType, bool) {
        let (source, own_table) = followed(sketch, &self.links, table, it, places);
        let is_own = source.span == it.span;
        match &source.ty {
            TypeSketch::Scalar(scalar) => (LogicalType::Scalar(*scalar), false),
            TypeSketch::Unstated | TypeSketch::Like(..) => {
                if is_own {
                    self.reading.remark(it.span, "no type is said: it is held as text");
                }
                (LogicalType::Scalar(self.text()), false)
            }
            TypeSketch::Words(words) => {
                let (ty, counts) = self.words(sketch, own_table, source, words, is_own);
                (ty, counts && is_own)
            }
        }
    }

    fn text(&self) -> ScalarType {
        match self.id {
            DialectId::Mysql | DialectId::Mariadb => ScalarType::Varchar(255),
            DialectId::Postgres | DialectId::Sqlite => ScalarType::Text,
        }
    }

    fn words(
        &mut self,
        sketch: &Sketch,
        table: &TableSketch,
        column: &ColumnSketch,
        words: &str,
        is_told: bool,
    ) -> (LogicalType, bool) {
        let bare = words.strip_suffix("[]").unwrap_or(words).trim();
        if let Some(idx) = self.enum_of(bare, table) {
            let ty = LogicalType::Enum(idx);
            let is_list = bare.len() < words.trim().len();
            return (if is_list { LogicalType::Array(Box::new(ty)) } else { ty }, false);
        }
        // What numbers rows is a whole number.
        if bare.eq_ignore_ascii_case("number") && (column.is_key || column.counts_up) {
            return (LogicalType::Scalar(ScalarType::BigInt), false);
        }
        let alias = sketch.aliases.iter().find(|(name, _)| is_named(name, bare, table));
        let words = alias.map_or(words, |(_, meant)| meant.as_str());
        let read = types::read(words, self.id, self.is_its_own);
        if let Some(loss) = read.loss.filter(|_| is_told) {
            self.reading.remark(column.span, loss);
        }
        let item = match read.meant {
            Meant::Scalar(scalar) => LogicalType::Scalar(scalar),
            Meant::Native(text) => LogicalType::Native(Box::new(SqlText::one(self.id, text))),
            Meant::Labels(labels) => LogicalType::Enum(self.labels(table, column, &labels)),
        };
        let ty = if read.is_list { LogicalType::Array(Box::new(item)) } else { item };
        (ty, read.counts_up)
    }

    /// The enum of this name: in the schema of the table, else in the default one, else the only one.
    fn enum_of(&self, words: &str, table: &TableSketch) -> Option<usize> {
        let wanted = match words.rsplit_once('.') {
            Some((namespace, name)) => vec![QualifiedName {
                namespace: Some(Name::new(namespace)).filter(|it| it != "public"),
                name: Name::new(name),
            }],
            None => vec![
                QualifiedName { namespace: table.name.namespace.clone(), name: Name::new(words) },
                QualifiedName::plain(words),
            ],
        };
        wanted.iter().find_map(|it| self.enums.get(it)).copied()
    }

    /// An enum that is said at its column.
    fn labels(&mut self, table: &TableSketch, column: &ColumnSketch, labels: &[String]) -> usize {
        let name =
            Name::new(format!("{}_{}", super::conceptual::stem(&table.name.name), column.name));
        let name = QualifiedName { namespace: table.name.namespace.clone(), name };
        if let Some(&known) = self.enums.get(&name) {
            return known;
        }
        let labels = labels.iter().map(|it| (Name::new(it), None)).collect();
        let it = super::super::sketch::EnumSketch {
            name: name.clone(),
            labels,
            docs: None,
            span: column.span,
        };
        self.enumeration(name, &it);
        self.res.enums.len() - 1
    }

    fn default(&self, default: &DefaultSketch, ty: &LogicalType) -> Expr {
        let scalar = match ty {
            LogicalType::Scalar(scalar) => Some(*scalar),
            LogicalType::Domain(_)
            | LogicalType::Enum(_)
            | LogicalType::Array(_)
            | LogicalType::Native(_) => None,
        };
        let is_number = scalar.is_some_and(|it| {
            it.is_integer()
                || matches!(it, ScalarType::Decimal { .. } | ScalarType::Real | ScalarType::Double)
        });
        let number = |text: &str| match text.strip_prefix('-') {
            Some(rest) => Expr::made(ExprKind::Unary {
                op: crate::base::UnaryOp::Minus,
                operand: Box::new(Expr::made(ExprKind::Number(Name::new(rest)))),
            }),
            None => Expr::made(ExprKind::Number(Name::new(text))),
        };
        match default {
            DefaultSketch::Text(text) if is_number && is_plain_number(text) => number(text),
            DefaultSketch::Text(text)
                if scalar == Some(ScalarType::Bool) && truth(text).is_some() =>
            {
                Expr::made(ExprKind::Bool(truth(text).unwrap_or_default()))
            }
            DefaultSketch::Number(text)
                if scalar == Some(ScalarType::Bool) && truth(text).is_some() =>
            {
                Expr::made(ExprKind::Bool(truth(text).unwrap_or_default()))
            }
            DefaultSketch::Number(text) if scalar.is_some_and(ScalarType::is_text) => {
                Expr::string(text.as_str())
            }
            DefaultSketch::Text(text) => Expr::string(text.as_str()),
            DefaultSketch::Number(text) => number(text),
            DefaultSketch::Bool(value) => Expr::made(ExprKind::Bool(*value)),
            DefaultSketch::Code(text) => self.sql(text),
            DefaultSketch::Call(function) => Expr::made(ExprKind::Call {
                function: Name::new_static(function),
                arguments: Vec::new(),
            }),
        }
    }

    /// Whether the table has all these columns; says which it has not.
    fn has_all(&mut self, table: &TableSketch, columns: &[Name], span: crate::base::Span) -> bool {
        let Some(missing) = columns.iter().find(|it| table.column(it).is_none()) else {
            return true;
        };
        let meant = closest(missing, table.columns.iter().map(|it| it.name.as_str()));
        let help = meant.map(|it| format!("did you mean `{it}`?"));
        self.reading.unknown(span, format!("`{}` has no column `{missing}`", table.name), help);
        false
    }

    fn index(&mut self, table: &TableSketch, it: &IndexSketch, res: &mut Table<LogicalType>) {
        let columns = it.columns();
        if it.items.is_empty() || !self.has_all(table, &columns, it.span) {
            return;
        }
        let has_prefixes = matches!(self.id, DialectId::Mysql | DialectId::Mariadb);
        if !has_prefixes && it.method.as_deref() == Some("fulltext") {
            return self.reading.lose(it.span, "an index of words in texts (`fulltext`)");
        }
        let is_plain = it.items.iter().all(|it| *it == ItemSketch::column(it.text.clone()));
        let is_constraint =
            it.is_unique && is_plain && it.method.is_none() && it.predicate.is_none();
        let same = |other: &Unique| other.columns == columns;
        let is_key = res.primary_key.as_ref().is_some_and(|key| key.columns == columns);
        if is_constraint && (res.uniques.iter().any(same) || is_key) {
            return;
        }
        let suffix = if it.is_unique { "key" } else { "idx" };
        let name = self.names.name(it.name.as_ref(), &table.name, &columns, suffix);
        if is_constraint {
            res.uniques.push(Unique {
                name,
                columns,
                nulls_not_distinct: false,
                deferrable: None,
                comment: it.docs.clone(),
                settings: Settings::new(),
                only: DialectSet::NONE,
                span: it.span,
            });
            return;
        }
        if !has_prefixes && it.items.iter().any(|it| it.prefix_length.is_some()) {
            self.reading.lose(it.span, "that an index looks up the start of a text alone");
        }
        let item = |item: &ItemSketch| IndexItem {
            descending: item.descending,
            operator_class: item.operator_class.clone(),
            prefix_length: item.prefix_length.filter(|_| has_prefixes),
            ..match item.is_code {
                true => IndexItem::expr(self.sql(&item.text)),
                false => IndexItem::column(item.text.clone()),
            }
        };
        res.indexes.push(Index {
            name,
            items: it.items.iter().map(item).collect(),
            is_unique: it.is_unique,
            nulls_not_distinct: false,
            method: it.method.clone(),
            include: Vec::new(),
            predicate: it.predicate.as_deref().map(|it| self.sql(it)),
            comment: it.docs.clone(),
            settings: Settings::new(),
            only: DialectSet::NONE,
            span: it.span,
        });
    }

    fn foreign_key(
        &mut self,
        it: &ReferenceSketch,
        sketch: &Sketch,
        places: &FxHashMap<&QualifiedName, usize>,
    ) {
        let Some(&from) = places.get(&it.from.table) else { return };
        let table = &sketch.tables[from];
        let columns = it.from.columns.clone();
        let name = self.names.name(it.name.as_ref(), &table.name, &columns, "fkey");
        let id = TableId::new(from);
        let can_be_null = columns
            .iter()
            .all(|it| self.res.tables[id].column(it).is_some_and(|column| column.is_nullable));
        self.same_types(it, id, places);
        let mut on_delete = it.on_delete;
        if on_delete == ReferentialAction::SetNull && !can_be_null {
            self.reading.remark(
                it.span,
                "what is never null cannot be set null: nothing is done on deletion",
            );
            on_delete = ReferentialAction::NoAction;
        }
        self.res.tables[id].foreign_keys.push(ForeignKey {
            name,
            columns,
            target: it.to.table.clone(),
            target_columns: it.to.columns.clone(),
            match_full: false,
            on_delete,
            on_update: it.on_update,
            deferrable: None,
            is_validated: true,
            comment: None,
            settings: Settings::new(),
            only: DialectSet::NONE,
            span: it.span,
        });
    }
}

impl Context<'_, '_> {
    /// Gives the columns of a reference the types of what they refer to, where these do not compare.
    fn same_types(
        &mut self,
        it: &ReferenceSketch,
        id: TableId<LogicalType>,
        places: &FxHashMap<&QualifiedName, usize>,
    ) {
        let Some(&to) = places.get(&it.to.table) else { return };
        let rules = &crate::dialect::of(self.id).capabilities().foreign_keys;
        let needs_same = rules.needs_same_type;
        for (own, target) in it.from.columns.iter().zip(&it.to.columns) {
            let found = self.res.tables[TableId::new(to)].column(target).map(|it| it.ty.clone());
            let column = self.res.tables[id].columns.iter_mut().find(|it| it.name == *own);
            let (Some(column), Some(ty)) = (column, found) else { continue };
            let compares = match needs_same {
                true => column.ty == ty || class(&ty) == Some(1) && class(&column.ty) == Some(1),
                false => {
                    class(&ty).is_some_and(|it| class(&column.ty) == Some(it)) || column.ty == ty
                }
            };
            if !compares {
                column.ty = ty;
                let what = format!(
                    "`{own}` has another type than `{}({target})`, which it refers to: it takes that",
                    it.to.table
                );
                self.reading.remark(column.span, what);
            }
        }
    }
}

/// Types whose values compare with one another; nothing for those that compare with their own kind alone.
fn class(ty: &LogicalType) -> Option<u8> {
    let LogicalType::Scalar(scalar) = ty else { return None };
    match scalar {
        ScalarType::SmallInt | ScalarType::Int | ScalarType::BigInt => Some(0),
        ScalarType::Char(_) | ScalarType::Varchar(_) | ScalarType::Text => Some(1),
        ScalarType::Decimal { .. } => Some(2),
        ScalarType::Real | ScalarType::Double => Some(3),
        ScalarType::Bool
        | ScalarType::Bytes(_)
        | ScalarType::Uuid
        | ScalarType::Date
        | ScalarType::Time
        | ScalarType::Timestamp
        | ScalarType::TimestampTz
        | ScalarType::Interval
        | ScalarType::Json => None,
    }
}

/// The column whose type a column has, and its table.
fn followed<'s>(
    sketch: &'s Sketch,
    links: &Links,
    table: &'s TableSketch,
    column: &'s ColumnSketch,
    places: &FxHashMap<&QualifiedName, usize>,
) -> (&'s ColumnSketch, &'s TableSketch) {
    let (mut table, mut column) = (table, column);
    for _ in 0..MOST_STEPS {
        let next = match &column.ty {
            TypeSketch::Like(table, name) => Some((table.clone(), name.clone())),
            TypeSketch::Unstated => links.get(&(table.name.clone(), column.name.clone())).cloned(),
            TypeSketch::Words(_) | TypeSketch::Scalar(_) => None,
        };
        let Some((target, name)) = next else { break };
        let Some(&place) = places.get(&target) else { break };
        let Some(found) = sketch.tables[place].column(&name) else { break };
        (table, column) = (&sketch.tables[place], found);
    }
    (column, table)
}

fn is_named(name: &QualifiedName, words: &str, table: &TableSketch) -> bool {
    let is_here = name.namespace.is_none() || name.namespace == table.name.namespace;
    name.to_string() == words || is_here && name.name == words
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|it: char| it.is_ascii_digit()) && digits.parse::<f64>().is_ok()
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}
