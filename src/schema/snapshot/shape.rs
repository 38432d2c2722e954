//! The shape of the document, field by field.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text: of the schema while it is written, of the document once it is read.
pub(super) type Text<'a> = Cow<'a, str>;

/// Settings by name.
pub(super) type SettingsShape<'a> = BTreeMap<Text<'a>, Text<'a>>;

fn is_false(it: &bool) -> bool {
    !*it
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SnapshotShape<'a, Tables = Vec<TableShape<'a>>> {
    pub version: u32,
    pub dialect: Text<'a>,
    pub schemas: Vec<SchemaShape<'a, Tables>>,
}

/// One schema of the database. The default one has no `name` where the database has none for it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemaShape<'a, Tables = Vec<TableShape<'a>>> {
    pub name: Text<'a>,
    /// Whether names that say no schema are in it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub default: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    pub tables: Tables,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enums: Vec<EnumShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<DomainShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sequences: Vec<SequenceShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<ViewShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routines: Vec<ObjectShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<ObjectShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<ObjectShape<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableShape<'a> {
    pub name: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    pub columns: Vec<ColumnShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_key: Option<KeyShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unique_constraints: Vec<UniqueShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKeyShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<CheckShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<ExclusionShape<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<IndexShape<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnShape<'a> {
    pub name: Text<'a>,
    #[serde(rename = "type")]
    pub ty: Text<'a>,
    pub nullable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<GeneratedShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentityShape<'a> {
    pub always: bool,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GeneratedShape<'a> {
    pub expression: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<StorageShape>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum StorageShape {
    Stored,
    Virtual,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyShape<'a> {
    pub name: Text<'a>,
    pub columns: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

/// When a constraint is checked, if that may be put off.
#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum DeferrableShape {
    Immediate,
    Deferred,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UniqueShape<'a> {
    pub name: Text<'a>,
    pub columns: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub nulls_not_distinct: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferrable: Option<DeferrableShape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignKeyShape<'a> {
    pub name: Text<'a>,
    pub columns: Vec<Text<'a>>,
    pub references: TargetShape<'a>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub match_full: bool,
    pub on_delete: ActionShape,
    pub on_update: ActionShape,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferrable: Option<DeferrableShape>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub not_validated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
pub(super) enum ActionShape {
    #[serde(rename = "no action")]
    NoAction,
    #[serde(rename = "restrict")]
    Restrict,
    #[serde(rename = "cascade")]
    Cascade,
    #[serde(rename = "set null")]
    SetNull,
    #[serde(rename = "set default")]
    SetDefault,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetShape<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Text<'a>>,
    pub table: Text<'a>,
    pub columns: Vec<Text<'a>>,
}

/// A table, view or type by name; without `schema` it is in the default one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameShape<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Text<'a>>,
    pub name: Text<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckShape<'a> {
    pub name: Text<'a>,
    pub expression: Text<'a>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub not_validated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExclusionShape<'a> {
    pub name: Text<'a>,
    pub items: Vec<ExclusionItemShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Text<'a>>,
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferrable: Option<DeferrableShape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ExclusionItemShape<'a> {
    #[serde(flatten)]
    pub item: ItemShape<'a>,
    pub operator: Text<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexShape<'a> {
    pub name: Text<'a>,
    pub unique: bool,
    pub items: Vec<ItemShape<'a>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub nulls_not_distinct: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Text<'a>>,
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

/// Either a column or an expression.
#[derive(Serialize, Deserialize)]
pub(super) struct ItemShape<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_class: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub descending: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nulls: Option<NullsShape>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix_length: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum NullsShape {
    First,
    Last,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnumShape<'a> {
    pub name: Text<'a>,
    pub labels: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label_comments: BTreeMap<Text<'a>, Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DomainShape<'a> {
    pub name: Text<'a>,
    #[serde(rename = "type")]
    pub ty: Text<'a>,
    pub nullable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<CheckShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SequenceShape<'a> {
    pub name: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owned_by: Option<OwnerShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerShape<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Text<'a>>,
    pub table: Text<'a>,
    pub column: Text<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ViewShape<'a> {
    pub name: Text<'a>,
    pub columns: Vec<ColumnShape<'a>>,
    pub definition: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: SettingsShape<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectShape<'a> {
    pub kind: Text<'a>,
    pub name: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NameShape<'a>>,
    pub definition: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<'a>>,
}
