//! What annotations say, as settings and as names of what an item brings along.

use crate::base::{DialectId, DialectSet, Name, Span};
use crate::model::{IndexName, Metadata, MetadataValue, Setting};
use crate::schema::Settings;

/// `@postgres(type: "citext")` as `postgres.type` = `citext`.
pub(super) fn settings(metadata: &Metadata) -> Settings {
    let mut res = Settings::new();
    for setting in &metadata.settings {
        res.set(setting_name(setting), text(&setting.value, setting.dialect));
    }
    res
}

/// Gives every table what the model says of all of them, where it does not say otherwise itself.
pub(super) fn of_model(cx: &mut super::Context<'_>) {
    let shared = settings(&cx.model.metadata);
    for table in cx.schema.tables.values_mut() {
        for (name, value) in shared.iter() {
            if table.settings.get(name).is_none() {
                table.settings.set(name.clone(), value);
            }
        }
    }
}

/// The settings that a column shares with the columns that refer to it, since their types must agree.
pub(super) fn settings_of_type(settings: &Settings) -> Settings {
    let mut res = Settings::new();
    for (name, value) in settings.iter() {
        let is_of_type = name.rsplit('.').next().is_some_and(|it| SHARED.contains(&it));
        if is_of_type {
            res.set(name.clone(), value);
        }
    }
    res
}

/// Settings that make two columns comparable or not.
const SHARED: &[&str] = &["type", "collation", "collate", "charset", "character_set", "unsigned"];

fn setting_name(setting: &Setting) -> Name {
    Name::new(format!("{}.{}", setting.dialect, setting.name))
}

fn text(value: &MetadataValue, dialect: DialectId) -> String {
    match value {
        MetadataValue::Name(name) | MetadataValue::Number(name) => name.to_string(),
        MetadataValue::Text(text) => text.clone(),
        MetadataValue::Bool(value) => value.to_string(),
        MetadataValue::Sql(sql) => sql.text(dialect).unwrap_or_default().to_owned(),
    }
}

/// The dialects of something inside something else.
pub(super) fn narrowed(outer: DialectSet, inner: DialectSet) -> DialectSet {
    if inner.is_empty() { outer } else { inner }
}

/// How the index that a reference brings along is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum IndexWish {
    /// One under a name that is made.
    Made,
    /// One under this name.
    Named(Name, Span),
    /// None.
    None,
}

/// What `@index(…)` says.
pub(super) fn index_wish(metadata: &Metadata) -> IndexWish {
    match &metadata.index {
        None => IndexWish::Made,
        Some(IndexName::Named(name, span)) => IndexWish::Named(name.clone(), *span),
        Some(IndexName::None) => IndexWish::None,
    }
}
