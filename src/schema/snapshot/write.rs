//! From a schema to the document.

use serde::Serialize;
use serde_json::Serializer;

use super::super::{
    Check, Column, Domain, Enum, Exclusion, Expr, ForeignKey, Identity, IdentityKind, Index,
    IndexItem, Key, NativeSchema, NativeType, Object, QualifiedName, Sequence, Settings, Table,
    Unique, View,
};
use super::VERSION;
use super::layout::Layout;
use super::order::in_order;
use super::shape::*;
use crate::base::{Deferrable, DialectId, Name, NullsOrder, ReferentialAction, SqlText, Storage};

/// How a database spells what stands in a schema.
pub trait WordWriter {
    /// Which database.
    fn dialect(&self) -> DialectId;
    /// The schema that names without one are in.
    fn default_namespace(&self) -> Option<&str>;
    /// An expression.
    fn expr(&self, expr: &Expr) -> String;
    /// A type.
    fn ty(&self, ty: &NativeType) -> String;
}

/// Writes the document of a schema behind `text`, its line end included. Order is by name.
pub fn write(schema: &NativeSchema, words: &dyn WordWriter, text: &mut String) {
    let cx = Context { words, id: words.dialect() };
    let parts = Parts::of(schema);
    let document = SnapshotShape {
        version: VERSION,
        dialect: Text::from(cx.id.name()),
        schemas: cx.schemas(schema, &parts),
    };
    let mut bytes = std::mem::take(text).into_bytes();
    document
        .serialize(&mut Serializer::with_formatter(&mut bytes, Layout::default()))
        .expect("texts, numbers and lists are always JSON");
    bytes.push(b'\n');
    *text = String::from_utf8(bytes).expect("JSON is written in UTF-8");
}

struct Context<'a> {
    words: &'a dyn WordWriter,
    id: DialectId,
}

/// What a schema has, each kind in order.
struct Parts<'a> {
    tables: Vec<&'a Table<NativeType>>,
    enums: Vec<&'a Enum>,
    domains: Vec<&'a Domain<NativeType>>,
    sequences: Vec<&'a Sequence>,
    views: Vec<&'a View<NativeType>>,
    objects: Vec<&'a Object>,
}

impl<'a> Parts<'a> {
    fn of(schema: &'a NativeSchema) -> Parts<'a> {
        Parts {
            tables: in_order(schema.tables.values()),
            enums: in_order(&schema.enums),
            domains: in_order(&schema.domains),
            sequences: in_order(&schema.sequences),
            views: in_order(&schema.views),
            objects: in_order(&schema.objects),
        }
    }
}

/// The tables of a schema: each gets its shape when it is written, and none is kept.
struct Tables<'a> {
    cx: &'a Context<'a>,
    parts: &'a Parts<'a>,
    namespace: Option<Name>,
}

impl Serialize for Tables<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let here = self.parts.tables.iter().filter(|it| it.name.namespace == self.namespace);
        serializer.collect_seq(here.map(|it| self.cx.table(it)))
    }
}

impl<'a> Context<'a> {
    fn schemas(
        &'a self,
        schema: &'a NativeSchema,
        parts: &'a Parts<'a>,
    ) -> Vec<SchemaShape<'a, Tables<'a>>> {
        let usual = SchemaShape {
            name: Text::from(self.words.default_namespace().unwrap_or_default()),
            default: true,
            ..self.schema(parts, None)
        };
        let mut res = vec![usual];
        for name in namespaces(schema) {
            let declared = schema.namespaces.iter().find(|it| it.name == *name);
            let comment = declared.and_then(|it| comment(&it.comment));
            res.push(SchemaShape { name: text(name), comment, ..self.schema(parts, Some(name)) });
        }
        res
    }

    fn schema(
        &'a self,
        parts: &'a Parts<'a>,
        namespace: Option<&Name>,
    ) -> SchemaShape<'a, Tables<'a>> {
        let here = |name: &QualifiedName| name.namespace.as_ref() == namespace;
        let objects = |has: fn(&str) -> bool| {
            let objects = parts.objects.iter().filter(|it| here(&it.name) && has(&it.kind));
            objects.map(|it| self.object(it)).collect()
        };
        let enums = parts.enums.iter().filter(|it| here(&it.name));
        let domains = parts.domains.iter().filter(|it| here(&it.name));
        let sequences = parts.sequences.iter().filter(|it| here(&it.name));
        let views = parts.views.iter().filter(|it| here(&it.name));
        SchemaShape {
            name: Text::default(),
            default: false,
            comment: None,
            tables: Tables { cx: self, parts, namespace: namespace.cloned() },
            enums: enums.map(|it| enumeration(it)).collect(),
            domains: domains.map(|it| self.domain(it)).collect(),
            sequences: sequences.map(|it| sequence(it)).collect(),
            views: views.map(|it| self.view(it)).collect(),
            routines: objects(is_routine),
            triggers: objects(|it| it == "trigger"),
            objects: objects(|it| !is_routine(it) && it != "trigger"),
        }
    }

    fn table<'s>(&self, table: &'s Table<NativeType>) -> TableShape<'s> {
        let uniques = in_order(&table.uniques).into_iter();
        let foreign_keys = in_order(&table.foreign_keys).into_iter();
        let exclusions = in_order(&table.exclusions).into_iter();
        let indexes = in_order(&table.indexes).into_iter();
        TableShape {
            name: text(&table.name.name),
            comment: comment(&table.comment),
            columns: table.columns.iter().map(|it| self.column(it)).collect(),
            primary_key: table.primary_key.as_ref().map(key),
            unique_constraints: uniques.map(unique).collect(),
            foreign_keys: foreign_keys.map(foreign_key).collect(),
            checks: self.checks(&table.checks),
            exclusions: exclusions.map(|it| self.exclusion(it)).collect(),
            indexes: indexes.map(|it| self.index(it)).collect(),
            settings: settings(&table.settings),
        }
    }

    fn column<'s>(&self, column: &'s Column<NativeType>) -> ColumnShape<'s> {
        let generated = column.generated.as_ref().map(|it| GeneratedShape {
            expression: Text::from(self.words.expr(&it.expr)),
            storage: it.storage.map(|it| match it {
                Storage::Stored => StorageShape::Stored,
                Storage::Virtual => StorageShape::Virtual,
            }),
        });
        ColumnShape {
            name: text(&column.name),
            ty: Text::from(self.words.ty(&column.ty)),
            nullable: column.is_nullable,
            default: column.default.as_ref().map(|it| Text::from(self.words.expr(it))),
            identity: column.identity.as_ref().map(identity),
            generated,
            collation: column.collation.as_ref().map(text),
            comment: comment(&column.comment),
            settings: settings(&column.settings),
        }
    }

    fn checks<'s>(&self, checks: &'s [Check]) -> Vec<CheckShape<'s>> {
        let checks = in_order(checks);
        checks.into_iter().map(|it| self.check(it)).collect()
    }

    fn check<'s>(&self, it: &'s Check) -> CheckShape<'s> {
        CheckShape {
            name: text(&it.name),
            expression: Text::from(self.words.expr(&it.expr)),
            not_validated: !it.is_validated,
            comment: comment(&it.comment),
            settings: settings(&it.settings),
        }
    }

    fn exclusion<'s>(&self, it: &'s Exclusion) -> ExclusionShape<'s> {
        let items = it.items.iter().map(|it| ExclusionItemShape {
            item: self.item(&it.item),
            operator: text(&it.operator),
        });
        ExclusionShape {
            name: text(&it.name),
            items: items.collect(),
            method: it.method.as_ref().map(text),
            predicate: it.predicate.as_ref().map(|it| Text::from(self.words.expr(it))),
            deferrable: it.deferrable.map(deferrable),
            comment: comment(&it.comment),
            settings: settings(&it.settings),
        }
    }

    fn index<'s>(&self, it: &'s Index) -> IndexShape<'s> {
        IndexShape {
            name: text(&it.name),
            unique: it.is_unique,
            items: it.items.iter().map(|it| self.item(it)).collect(),
            nulls_not_distinct: it.nulls_not_distinct,
            method: it.method.as_ref().map(text),
            include: texts(&it.include),
            predicate: it.predicate.as_ref().map(|it| Text::from(self.words.expr(it))),
            comment: comment(&it.comment),
            settings: settings(&it.settings),
        }
    }

    fn item<'s>(&self, it: &'s IndexItem) -> ItemShape<'s> {
        let column = it.as_column();
        ItemShape {
            column: column.map(text),
            expression: column.is_none().then(|| Text::from(self.words.expr(&it.expr))),
            collation: it.collation.as_ref().map(text),
            operator_class: it.operator_class.as_ref().map(text),
            descending: it.descending,
            nulls: it.nulls.map(|it| match it {
                NullsOrder::First => NullsShape::First,
                NullsOrder::Last => NullsShape::Last,
            }),
            prefix_length: it.prefix_length,
        }
    }

    fn domain<'s>(&self, it: &'s Domain<NativeType>) -> DomainShape<'s> {
        DomainShape {
            name: text(&it.name.name),
            ty: Text::from(self.words.ty(&it.ty)),
            nullable: !it.is_not_null,
            default: it.default.as_ref().map(|it| Text::from(self.words.expr(it))),
            checks: self.checks(&it.checks),
            collation: it.collation.as_ref().map(text),
            comment: comment(&it.comment),
            settings: settings(&it.settings),
        }
    }

    fn view<'s>(&self, it: &'s View<NativeType>) -> ViewShape<'s> {
        ViewShape {
            name: text(&it.name.name),
            columns: it.columns.iter().map(|it| self.column(it)).collect(),
            definition: self.sql(&it.body),
            comment: comment(&it.comment),
            settings: settings(&it.settings),
        }
    }

    fn object<'s>(&self, it: &'s Object) -> ObjectShape<'s> {
        ObjectShape {
            kind: text(&it.kind),
            name: text(&it.name.name),
            on: it.on.as_ref().map(|it| NameShape {
                schema: it.namespace.as_ref().map(text),
                name: text(&it.name),
            }),
            definition: self.sql(&it.body),
            comment: comment(&it.comment),
        }
    }

    fn sql<'s>(&self, body: &'s SqlText) -> Text<'s> {
        Text::from(body.text(self.id).unwrap_or_default())
    }
}

/// Kinds of objects that are called.
fn is_routine(kind: &str) -> bool {
    matches!(kind, "function" | "procedure" | "aggregate")
}

/// The schemas other than the default one: those that are declared, and those that a name is in.
fn namespaces(schema: &NativeSchema) -> Vec<&Name> {
    let declared = schema.namespaces.iter().map(|it| &it.name);
    let tables = schema.tables.values().filter_map(|it| it.name.namespace.as_ref());
    let enums = schema.enums.iter().filter_map(|it| it.name.namespace.as_ref());
    let domains = schema.domains.iter().filter_map(|it| it.name.namespace.as_ref());
    let sequences = schema.sequences.iter().filter_map(|it| it.name.namespace.as_ref());
    let views = schema.views.iter().filter_map(|it| it.name.namespace.as_ref());
    let objects = schema.objects.iter().filter_map(|it| it.name.namespace.as_ref());
    let used = tables.chain(enums).chain(domains).chain(sequences).chain(views).chain(objects);
    let mut res: Vec<&Name> = declared.chain(used).collect();
    res.sort();
    res.dedup();
    res
}

fn enumeration(it: &Enum) -> EnumShape<'_> {
    let comments = it.labels.iter().zip(&it.label_comments);
    let comments = comments
        .filter_map(|(label, comment)| Some((text(label), Text::from(comment.as_deref()?))));
    EnumShape {
        name: text(&it.name.name),
        labels: texts(&it.labels),
        label_comments: comments.collect(),
        comment: comment(&it.comment),
    }
}

fn sequence(it: &Sequence) -> SequenceShape<'_> {
    SequenceShape {
        name: text(&it.name.name),
        owned_by: it.owned_by.as_ref().map(|(table, column)| OwnerShape {
            schema: table.namespace.as_ref().map(text),
            table: text(&table.name),
            column: text(column),
        }),
        comment: comment(&it.comment),
        settings: settings(&it.settings),
    }
}

fn identity(it: &Identity) -> IdentityShape<'_> {
    let always = match it.kind {
        IdentityKind::Always => true,
        IdentityKind::ByDefault => false,
    };
    IdentityShape { always, settings: settings(&it.settings) }
}

fn key(it: &Key) -> KeyShape<'_> {
    let (name, columns) = (text(&it.name), texts(&it.columns));
    KeyShape { name, columns, settings: settings(&it.settings) }
}

fn unique(it: &Unique) -> UniqueShape<'_> {
    UniqueShape {
        name: text(&it.name),
        columns: texts(&it.columns),
        nulls_not_distinct: it.nulls_not_distinct,
        deferrable: it.deferrable.map(deferrable),
        comment: comment(&it.comment),
        settings: settings(&it.settings),
    }
}

fn foreign_key(it: &ForeignKey) -> ForeignKeyShape<'_> {
    ForeignKeyShape {
        name: text(&it.name),
        columns: texts(&it.columns),
        references: TargetShape {
            schema: it.target.namespace.as_ref().map(text),
            table: text(&it.target.name),
            columns: texts(&it.target_columns),
        },
        match_full: it.match_full,
        on_delete: action(it.on_delete),
        on_update: action(it.on_update),
        deferrable: it.deferrable.map(deferrable),
        not_validated: !it.is_validated,
        comment: comment(&it.comment),
        settings: settings(&it.settings),
    }
}

fn action(action: ReferentialAction) -> ActionShape {
    match action {
        ReferentialAction::NoAction => ActionShape::NoAction,
        ReferentialAction::Restrict => ActionShape::Restrict,
        ReferentialAction::Cascade => ActionShape::Cascade,
        ReferentialAction::SetNull => ActionShape::SetNull,
        ReferentialAction::SetDefault => ActionShape::SetDefault,
    }
}

fn deferrable(it: Deferrable) -> DeferrableShape {
    match it {
        Deferrable::InitiallyImmediate => DeferrableShape::Immediate,
        Deferrable::InitiallyDeferred => DeferrableShape::Deferred,
    }
}

fn settings(settings: &Settings) -> SettingsShape<'_> {
    settings.iter().map(|(name, value)| (text(name), Text::from(value))).collect()
}

fn text(name: &Name) -> Text<'_> {
    Text::from(name.as_str())
}

fn texts(names: &[Name]) -> Vec<Text<'_>> {
    names.iter().map(text).collect()
}

fn comment(comment: &Option<String>) -> Option<Text<'_>> {
    comment.as_deref().map(Text::from)
}
