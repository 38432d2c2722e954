//! The tables of each database: names, columns, and the statements that make them.

use rustc_hash::FxHashMap;

use super::Source;
use super::data::{Subject, Table};
use crate::base::{Name, Span};
use crate::dialect::{CommentTarget, Dialect, Sql, Statement, creation};
use crate::model::{AttributeOwner, EntityGraph};
use crate::schema::{DependencyKind, NativeSchema, Origin, QualifiedName};

/// Adds the tables of each database to the subjects they come from.
pub(super) fn tables(
    source: Source<'_>,
    places: &FxHashMap<Origin, usize>,
    subjects: &mut [Subject],
) {
    for (dialect_idx, (dialect, native)) in source.native.iter().enumerate() {
        let mut scripts = scripts(native, *dialect);
        for table in native.tables.values() {
            let origin = owner(source.model, table.origin);
            let place = places.get(&origin).filter(|_| origin != Origin::None);
            let Some(&place) = place else { continue };
            let column = |it: &crate::schema::Column<crate::schema::NativeType>| {
                let ty = dialect.type_words().written_text(&it.ty);
                let null = if it.is_nullable { " null" } else { "" };
                (it.name.to_string(), format!("{ty}{null}"))
            };
            subjects[place].tables.push(Table {
                dialect: dialect_idx,
                name: table.name.to_string(),
                columns: table.columns.iter().map(column).collect(),
                ddl: scripts.remove(&table.name).unwrap_or_default(),
            });
        }
    }
}

/// The statements about each table, in the order in which they are run.
fn scripts<'a>(
    native: &'a NativeSchema,
    dialect: &dyn Dialect,
) -> FxHashMap<&'a QualifiedName, String> {
    let mut res: FxHashMap<&QualifiedName, String> = FxHashMap::default();
    for statement in &creation(native, dialect) {
        let Some(table) = table_of(statement) else { continue };
        let mut sql = Sql::new(dialect);
        dialect.write_statement(statement, &mut sql);
        res.entry(table).or_default().push_str(sql.as_str());
    }
    res
}

fn table_of<'a>(statement: &Statement<'a>) -> Option<&'a QualifiedName> {
    match statement {
        Statement::CreateTable { table, .. } => Some(&table.name),
        Statement::CreateIndex { table, .. }
        | Statement::AddForeignKey { table, .. }
        | Statement::AddCheck { table, .. } => Some(table),
        Statement::Comment { target, .. } => match target {
            CommentTarget::Table(table)
            | CommentTarget::Column(table, _)
            | CommentTarget::Constraint(table, _)
            | CommentTarget::Index(table, _) => Some(table),
            CommentTarget::Namespace(_)
            | CommentTarget::Type(_)
            | CommentTarget::Domain(_)
            | CommentTarget::Sequence(_)
            | CommentTarget::View(_)
            | CommentTarget::Object(_) => None,
        },
        Statement::CreateNamespace(_)
        | Statement::CreateEnum(_)
        | Statement::CreateDomain(_)
        | Statement::CreateSequence(_)
        | Statement::InsertLabels(_)
        | Statement::CreateView(_)
        | Statement::CreateObject(_)
        | Statement::OwnSequence(_)
        | Statement::Alter(_) => None,
    }
}

/// The statements that make the types of the model in each database: the place of the database and the text, by
/// where the model names the type. A table of labels is how some databases have an enum.
pub(super) fn type_scripts(source: Source<'_>) -> FxHashMap<Span, Vec<(usize, String)>> {
    let mut res: FxHashMap<Span, Vec<(usize, String)>> = FxHashMap::default();
    for (place, (dialect, native)) in source.native.iter().enumerate() {
        let enums = native.enums.iter().map(|it| (&it.name, it.span));
        let domains = native.domains.iter().map(|it| (&it.name, it.span));
        let spans: FxHashMap<&QualifiedName, Span> = enums.chain(domains).collect();
        for statement in &creation(native, *dialect) {
            let Some(span) = type_of(statement).and_then(|it| spans.get(it)) else { continue };
            let mut sql = Sql::new(*dialect);
            dialect.write_statement(statement, &mut sql);
            let texts = res.entry(*span).or_default();
            match texts.last_mut().filter(|it| it.0 == place) {
                Some((_, text)) => text.push_str(sql.as_str()),
                None => texts.push((place, sql.as_str().to_owned())),
            }
        }
    }
    res
}

// Every other statement is about a table, if about anything.
#[allow(clippy::wildcard_enum_match_arm)]
fn type_of<'a>(statement: &Statement<'a>) -> Option<&'a QualifiedName> {
    match statement {
        Statement::CreateEnum(it) | Statement::InsertLabels(it) => Some(&it.name),
        Statement::CreateDomain(it) => Some(&it.name),
        Statement::Comment {
            target: CommentTarget::Type(it) | CommentTarget::Domain(it), ..
        } => Some(it),
        // The table of the labels has the name of the enum.
        other => table_of(other),
    }
}

/// The entity or relationship that a table belongs to.
pub(super) fn owner(model: &EntityGraph, origin: Origin) -> Origin {
    match origin {
        Origin::Attribute(id) => match model.attributes[id].owner {
            AttributeOwner::Entity(id) => Origin::Entity(id),
            AttributeOwner::Relationship(id) => Origin::Relationship(id),
            AttributeOwner::Composite(_) | AttributeOwner::View(_) => Origin::None,
        },
        Origin::Entity(_) | Origin::Relationship(_) => origin,
        Origin::None | Origin::Role(_) | Origin::Hierarchy(_) | Origin::Lowering => Origin::None,
    }
}

/// `a, b → c`
pub(super) fn dependency(kind: &DependencyKind) -> String {
    let names = |them: &[Name]| them.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
    match kind {
        DependencyKind::Functional { determinant, dependent } => {
            format!("{} → {}", names(determinant), names(dependent))
        }
        DependencyKind::Multivalued { determinant, dependent } => {
            format!("{} ↠ {}", names(determinant), names(dependent))
        }
        DependencyKind::Join { components } => {
            let parts: Vec<String> = components.iter().map(|it| names(it)).collect();
            format!("join of ({})", parts.join(") ("))
        }
    }
}
