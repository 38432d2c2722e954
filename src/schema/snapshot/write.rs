//! From a schema to the document.

use super::super::{
    Check, Column, Domain, Enum, Exclusion, Expr, ForeignKey, Identity, IdentityKind, Index,
    IndexItem, Key, NativeSchema, NativeType, Object, QualifiedName, Sequence, Settings, Table,
    Unique, View,
};
use super::shape::*;
use super::{VERSION, sorted};
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

/// The document of a schema, its line end included. Order is by name.
pub fn write(schema: &NativeSchema, words: &dyn WordWriter) -> String {
    let schema = sorted(schema.clone());
    let cx = Context { words, id: words.dialect() };
    let document = SnapshotShape {
        version: VERSION,
        dialect: cx.id.name().to_owned(),
        schemas: cx.schemas(&schema),
    };
    let mut res =
        serde_json::to_string_pretty(&document).expect("texts, numbers and lists are always JSON");
    res.push('\n');
    res
}

struct Context<'a> {
    words: &'a dyn WordWriter,
    id: DialectId,
}

impl Context<'_> {
    fn schemas(&self, schema: &NativeSchema) -> Vec<SchemaShape> {
        let usual = SchemaShape {
            name: self.words.default_namespace().unwrap_or_default().to_owned(),
            default: true,
            ..self.schema(schema, None)
        };
        let mut res = vec![usual];
        for name in namespaces(schema) {
            let declared = schema.namespaces.iter().find(|it| it.name == name);
            res.push(SchemaShape {
                name: name.to_string(),
                comment: declared.and_then(|it| it.comment.clone()),
                ..self.schema(schema, Some(&name))
            });
        }
        res
    }

    fn schema(&self, schema: &NativeSchema, namespace: Option<&Name>) -> SchemaShape {
        let here = |name: &QualifiedName| name.namespace.as_ref() == namespace;
        let objects = |has: fn(&str) -> bool| {
            let objects = schema.objects.iter().filter(|it| here(&it.name) && has(&it.kind));
            objects.map(|it| self.object(it)).collect()
        };
        let tables = schema.tables.values().filter(|it| here(&it.name));
        let views = schema.views.iter().filter(|it| here(&it.name));
        let domains = schema.domains.iter().filter(|it| here(&it.name));
        SchemaShape {
            tables: tables.map(|it| self.table(it)).collect(),
            enums: schema.enums.iter().filter(|it| here(&it.name)).map(enumeration).collect(),
            domains: domains.map(|it| self.domain(it)).collect(),
            sequences: schema.sequences.iter().filter(|it| here(&it.name)).map(sequence).collect(),
            views: views.map(|it| self.view(it)).collect(),
            routines: objects(is_routine),
            triggers: objects(|it| it == "trigger"),
            objects: objects(|it| !is_routine(it) && it != "trigger"),
            ..SchemaShape::default()
        }
    }

    fn table(&self, table: &Table<NativeType>) -> TableShape {
        TableShape {
            name: table.name.name.to_string(),
            comment: table.comment.clone(),
            columns: table.columns.iter().map(|it| self.column(it)).collect(),
            primary_key: table.primary_key.as_ref().map(key),
            unique_constraints: table.uniques.iter().map(unique).collect(),
            foreign_keys: table.foreign_keys.iter().map(foreign_key).collect(),
            checks: table.checks.iter().map(|it| self.check(it)).collect(),
            exclusions: table.exclusions.iter().map(|it| self.exclusion(it)).collect(),
            indexes: table.indexes.iter().map(|it| self.index(it)).collect(),
            settings: settings(&table.settings),
        }
    }

    fn column(&self, column: &Column<NativeType>) -> ColumnShape {
        let generated = column.generated.as_ref().map(|it| GeneratedShape {
            expression: self.words.expr(&it.expr),
            storage: it.storage.map(|it| match it {
                Storage::Stored => StorageShape::Stored,
                Storage::Virtual => StorageShape::Virtual,
            }),
        });
        ColumnShape {
            name: column.name.to_string(),
            ty: self.words.ty(&column.ty),
            nullable: column.is_nullable,
            default: column.default.as_ref().map(|it| self.words.expr(it)),
            identity: column.identity.as_ref().map(identity),
            generated,
            collation: text(column.collation.as_ref()),
            comment: column.comment.clone(),
            settings: settings(&column.settings),
        }
    }

    fn check(&self, it: &Check) -> CheckShape {
        CheckShape {
            name: it.name.to_string(),
            expression: self.words.expr(&it.expr),
            not_validated: !it.is_validated,
            comment: it.comment.clone(),
            settings: settings(&it.settings),
        }
    }

    fn exclusion(&self, it: &Exclusion) -> ExclusionShape {
        let items = it.items.iter().map(|it| ExclusionItemShape {
            item: self.item(&it.item),
            operator: it.operator.to_string(),
        });
        ExclusionShape {
            name: it.name.to_string(),
            items: items.collect(),
            method: text(it.method.as_ref()),
            predicate: it.predicate.as_ref().map(|it| self.words.expr(it)),
            deferrable: it.deferrable.map(deferrable),
            comment: it.comment.clone(),
            settings: settings(&it.settings),
        }
    }

    fn index(&self, it: &Index) -> IndexShape {
        IndexShape {
            name: it.name.to_string(),
            unique: it.is_unique,
            items: it.items.iter().map(|it| self.item(it)).collect(),
            nulls_not_distinct: it.nulls_not_distinct,
            method: text(it.method.as_ref()),
            include: texts(&it.include),
            predicate: it.predicate.as_ref().map(|it| self.words.expr(it)),
            comment: it.comment.clone(),
            settings: settings(&it.settings),
        }
    }

    fn item(&self, it: &IndexItem) -> ItemShape {
        let column = it.as_column();
        ItemShape {
            column: text(column),
            expression: column.is_none().then(|| self.words.expr(&it.expr)),
            collation: text(it.collation.as_ref()),
            operator_class: text(it.operator_class.as_ref()),
            descending: it.descending,
            nulls: it.nulls.map(|it| match it {
                NullsOrder::First => NullsShape::First,
                NullsOrder::Last => NullsShape::Last,
            }),
            prefix_length: it.prefix_length,
        }
    }

    fn domain(&self, it: &Domain<NativeType>) -> DomainShape {
        DomainShape {
            name: it.name.name.to_string(),
            ty: self.words.ty(&it.ty),
            nullable: !it.is_not_null,
            default: it.default.as_ref().map(|it| self.words.expr(it)),
            checks: it.checks.iter().map(|it| self.check(it)).collect(),
            collation: text(it.collation.as_ref()),
            comment: it.comment.clone(),
            settings: settings(&it.settings),
        }
    }

    fn view(&self, it: &View<NativeType>) -> ViewShape {
        ViewShape {
            name: it.name.name.to_string(),
            columns: it.columns.iter().map(|it| self.column(it)).collect(),
            definition: self.sql(&it.body),
            comment: it.comment.clone(),
            settings: settings(&it.settings),
        }
    }

    fn object(&self, it: &Object) -> ObjectShape {
        ObjectShape {
            kind: it.kind.to_string(),
            name: it.name.name.to_string(),
            on: it.on.as_ref().map(|it| NameShape {
                schema: text(it.namespace.as_ref()),
                name: it.name.to_string(),
            }),
            definition: self.sql(&it.body),
            comment: it.comment.clone(),
        }
    }

    fn sql(&self, body: &SqlText) -> String {
        body.text(self.id).unwrap_or_default().to_owned()
    }
}

/// Kinds of objects that are called.
fn is_routine(kind: &str) -> bool {
    matches!(kind, "function" | "procedure" | "aggregate")
}

/// The schemas other than the default one: those that are declared, and those that a name is in.
fn namespaces(schema: &NativeSchema) -> Vec<Name> {
    let declared = schema.namespaces.iter().map(|it| &it.name);
    let tables = schema.tables.values().filter_map(|it| it.name.namespace.as_ref());
    let enums = schema.enums.iter().filter_map(|it| it.name.namespace.as_ref());
    let domains = schema.domains.iter().filter_map(|it| it.name.namespace.as_ref());
    let sequences = schema.sequences.iter().filter_map(|it| it.name.namespace.as_ref());
    let views = schema.views.iter().filter_map(|it| it.name.namespace.as_ref());
    let objects = schema.objects.iter().filter_map(|it| it.name.namespace.as_ref());
    let used = tables.chain(enums).chain(domains).chain(sequences).chain(views).chain(objects);
    let mut res: Vec<Name> = declared.chain(used).cloned().collect();
    res.sort();
    res.dedup();
    res
}

fn enumeration(it: &Enum) -> EnumShape {
    let comments = it.labels.iter().zip(&it.label_comments);
    let comments =
        comments.filter_map(|(label, comment)| Some((label.to_string(), comment.clone()?)));
    EnumShape {
        name: it.name.name.to_string(),
        labels: texts(&it.labels),
        label_comments: comments.collect(),
        comment: it.comment.clone(),
    }
}

fn sequence(it: &Sequence) -> SequenceShape {
    SequenceShape {
        name: it.name.name.to_string(),
        owned_by: it.owned_by.as_ref().map(|(table, column)| OwnerShape {
            schema: text(table.namespace.as_ref()),
            table: table.name.to_string(),
            column: column.to_string(),
        }),
        comment: it.comment.clone(),
        settings: settings(&it.settings),
    }
}

fn identity(it: &Identity) -> IdentityShape {
    let always = match it.kind {
        IdentityKind::Always => true,
        IdentityKind::ByDefault => false,
    };
    IdentityShape { always, settings: settings(&it.settings) }
}

fn key(it: &Key) -> KeyShape {
    let (name, columns) = (it.name.to_string(), texts(&it.columns));
    KeyShape { name, columns, settings: settings(&it.settings) }
}

fn unique(it: &Unique) -> UniqueShape {
    UniqueShape {
        name: it.name.to_string(),
        columns: texts(&it.columns),
        nulls_not_distinct: it.nulls_not_distinct,
        deferrable: it.deferrable.map(deferrable),
        comment: it.comment.clone(),
        settings: settings(&it.settings),
    }
}

fn foreign_key(it: &ForeignKey) -> ForeignKeyShape {
    ForeignKeyShape {
        name: it.name.to_string(),
        columns: texts(&it.columns),
        references: TargetShape {
            schema: text(it.target.namespace.as_ref()),
            table: it.target.name.to_string(),
            columns: texts(&it.target_columns),
        },
        match_full: it.match_full,
        on_delete: action(it.on_delete),
        on_update: action(it.on_update),
        deferrable: it.deferrable.map(deferrable),
        not_validated: !it.is_validated,
        comment: it.comment.clone(),
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

fn settings(settings: &Settings) -> SettingsShape {
    settings.iter().map(|(name, value)| (name.to_string(), value.to_owned())).collect()
}

fn text(name: Option<&Name>) -> Option<String> {
    name.map(ToString::to_string)
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
