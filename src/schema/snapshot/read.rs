//! From the document to a schema.

use std::fmt;

use super::super::{
    Check, Column, Domain, Enum, Exclusion, ExclusionItem, Expr, ForeignKey, Generated, Identity,
    IdentityKind, Index, IndexItem, Key, Namespace, NativeSchema, NativeType, Object, Origin,
    QualifiedName, Sequence, Settings, Table, Unique, View,
};
use super::VERSION;
use super::shape::*;
use crate::base::{
    Deferrable, DialectId, DialectSet, Name, NullsOrder, ReferentialAction, Span, SqlText, Storage,
};

/// How the words of a database are read.
pub trait WordReader {
    /// An expression.
    fn expr(&self, text: &str) -> Expr;
    /// A type; nothing when the text is none.
    fn ty(&self, text: &str) -> Option<NativeType>;
}

/// Why a text is no snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotError {
    /// The reason, in lower case, without a full stop.
    pub message: String,
    /// The line it was seen at, from 1; 0 when it is no matter of one line.
    pub line: usize,
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.message),
            line => write!(f, "line {line}: {}", self.message),
        }
    }
}

impl std::error::Error for SnapshotError {}

fn problem(message: String) -> SnapshotError {
    SnapshotError { message, line: 0 }
}

/// The database that a snapshot is of; nothing when the text is no snapshot at all.
pub fn dialect_of(text: &str) -> Option<DialectId> {
    #[derive(serde::Deserialize)]
    struct Head {
        dialect: String,
        #[serde(rename = "schemas")]
        _schemas: serde::de::IgnoredAny,
    }
    let head: Head = serde_json::from_str(text).ok()?;
    DialectId::from_name(&head.dialect)
}

/// Reads a snapshot; `words` gives the reader of its database's words.
pub fn read<'w>(
    text: &str,
    words: impl FnOnce(DialectId) -> &'w dyn WordReader,
) -> Result<(DialectId, NativeSchema), SnapshotError> {
    let document: SnapshotShape<'_> = serde_json::from_str(text)
        .map_err(|error| other_version(text).unwrap_or_else(|| not_json(error)))?;
    if document.version != VERSION {
        return Err(wrong_version(document.version.into()));
    }
    let id = DialectId::from_name(&document.dialect)
        .ok_or_else(|| problem(format!("there is no dialect `{}`", document.dialect)))?;
    let mut cx = Context { words: words(id), id, res: NativeSchema::default() };
    for schema in document.schemas {
        cx.schema(schema)?;
    }
    Ok((id, cx.res))
}

/// What is the matter with a document that has another shape because it is of another version.
fn other_version(text: &str) -> Option<SnapshotError> {
    let document: serde_json::Value = serde_json::from_str(text).ok()?;
    let version = document.get("version")?.as_u64()?;
    (version != u64::from(VERSION)).then(|| wrong_version(version))
}

fn wrong_version(version: u64) -> SnapshotError {
    problem(format!("this snapshot is of version {version}; this erc reads version {VERSION}"))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn not_json(error: serde_json::Error) -> SnapshotError {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or_default().to_owned();
    SnapshotError { message, line: error.line() }
}

struct Context<'a> {
    words: &'a dyn WordReader,
    id: DialectId,
    res: NativeSchema,
}

impl Context<'_> {
    fn schema(&mut self, shape: SchemaShape<'_>) -> Result<(), SnapshotError> {
        let namespace = (!shape.default).then(|| Name::new(&shape.name));
        if let Some(name) = &namespace {
            let (name, comment) = (name.clone(), shape.comment.map(Text::into_owned));
            self.res.namespaces.push(Namespace { name, comment, was: Vec::new() });
        }
        let named =
            |name: Text<'_>| QualifiedName { namespace: namespace.clone(), name: name.into() };
        for it in shape.tables {
            let table = self.table(named(it.name.clone()), it)?;
            self.res.tables.alloc(table);
        }
        self.res
            .enums
            .extend(shape.enums.into_iter().map(|it| enumeration(named(it.name.clone()), it)));
        for it in shape.domains {
            let domain = self.domain(named(it.name.clone()), it)?;
            self.res.domains.push(domain);
        }
        let sequences = shape.sequences.into_iter();
        self.res.sequences.extend(sequences.map(|it| sequence(named(it.name.clone()), it)));
        for it in shape.views {
            let view = self.view(named(it.name.clone()), it)?;
            self.res.views.push(view);
        }
        for it in shape.objects.into_iter().chain(shape.routines).chain(shape.triggers) {
            let object = self.object(named(it.name.clone()), it);
            self.res.objects.push(object);
        }
        Ok(())
    }

    fn table(
        &self,
        name: QualifiedName,
        it: TableShape<'_>,
    ) -> Result<Table<NativeType>, SnapshotError> {
        let mut res = Table::new(name, Origin::None, Span::nowhere());
        res.comment = it.comment.map(Text::into_owned);
        res.columns = it.columns.into_iter().map(|it| self.column(it)).collect::<Result<_, _>>()?;
        res.primary_key = it.primary_key.map(key);
        res.uniques = it.unique_constraints.into_iter().map(unique).collect();
        res.foreign_keys = it.foreign_keys.into_iter().map(foreign_key).collect();
        res.checks = it.checks.into_iter().map(|it| self.check(it)).collect();
        res.exclusions = it.exclusions.into_iter().map(|it| self.exclusion(it)).collect();
        res.indexes = it.indexes.into_iter().map(|it| self.index(it)).collect();
        res.settings = settings(it.settings);
        Ok(res)
    }

    fn column(&self, it: ColumnShape<'_>) -> Result<Column<NativeType>, SnapshotError> {
        let ty = self.ty(&it.ty)?;
        let mut res = Column::new(Name::from(it.name), ty, Origin::None, Span::nowhere());
        res.is_nullable = it.nullable;
        res.default = it.default.map(|it| Box::new(self.words.expr(&it)));
        res.identity = it.identity.map(|it| Identity {
            kind: if it.always { IdentityKind::Always } else { IdentityKind::ByDefault },
            settings: settings(it.settings),
        });
        res.generated = it.generated.map(|it| {
            Box::new(Generated {
                expr: self.words.expr(&it.expression),
                storage: it.storage.map(|it| match it {
                    StorageShape::Stored => Storage::Stored,
                    StorageShape::Virtual => Storage::Virtual,
                }),
            })
        });
        res.collation = it.collation.map(Name::from);
        res.comment = it.comment.map(Text::into_owned);
        res.settings = settings(it.settings);
        Ok(res)
    }

    fn ty(&self, text: &str) -> Result<NativeType, SnapshotError> {
        let title = self.id.title();
        self.words.ty(text).ok_or_else(|| problem(format!("`{text}` is no type of {title}")))
    }

    fn check(&self, it: CheckShape<'_>) -> Check {
        Check {
            name: it.name.into(),
            column: None,
            expr: self.words.expr(&it.expression),
            is_validated: !it.not_validated,
            comment: it.comment.map(Text::into_owned),
            settings: settings(it.settings),
            only: DialectSet::NONE,
            span: Span::nowhere(),
        }
    }

    fn exclusion(&self, it: ExclusionShape<'_>) -> Exclusion {
        let items = it
            .items
            .into_iter()
            .map(|it| ExclusionItem { item: self.item(it.item), operator: it.operator.into() });
        Exclusion {
            name: it.name.into(),
            items: items.collect(),
            method: it.method.map(Name::from),
            predicate: it.predicate.map(|it| self.words.expr(&it)),
            deferrable: it.deferrable.map(deferrable),
            comment: it.comment.map(Text::into_owned),
            settings: settings(it.settings),
            only: DialectSet::NONE,
            span: Span::nowhere(),
        }
    }

    fn index(&self, it: IndexShape<'_>) -> Index {
        Index {
            name: it.name.into(),
            items: it.items.into_iter().map(|it| self.item(it)).collect(),
            is_unique: it.unique,
            nulls_not_distinct: it.nulls_not_distinct,
            method: it.method.map(Name::from),
            include: names(it.include),
            predicate: it.predicate.map(|it| self.words.expr(&it)),
            comment: it.comment.map(Text::into_owned),
            settings: settings(it.settings),
            only: DialectSet::NONE,
            span: Span::nowhere(),
        }
    }

    fn item(&self, it: ItemShape<'_>) -> IndexItem {
        let expr = match (it.column, it.expression) {
            (Some(column), _) => Expr::reference(column.into()),
            (None, expression) => self.words.expr(&expression.unwrap_or_default()),
        };
        IndexItem {
            expr,
            collation: it.collation.map(Name::from),
            operator_class: it.operator_class.map(Name::from),
            descending: it.descending,
            nulls: it.nulls.map(|it| match it {
                NullsShape::First => NullsOrder::First,
                NullsShape::Last => NullsOrder::Last,
            }),
            prefix_length: it.prefix_length,
        }
    }

    fn domain(
        &self,
        name: QualifiedName,
        it: DomainShape<'_>,
    ) -> Result<Domain<NativeType>, SnapshotError> {
        Ok(Domain {
            name,
            ty: self.ty(&it.ty)?,
            is_not_null: !it.nullable,
            default: it.default.map(|it| self.words.expr(&it)),
            checks: it.checks.into_iter().map(|it| self.check(it)).collect(),
            collation: it.collation.map(Name::from),
            comment: it.comment.map(Text::into_owned),
            settings: settings(it.settings),
            only: DialectSet::NONE,
            old_names: Vec::new(),
            span: Span::nowhere(),
        })
    }

    fn view(
        &self,
        name: QualifiedName,
        it: ViewShape<'_>,
    ) -> Result<View<NativeType>, SnapshotError> {
        Ok(View {
            name,
            columns: it.columns.into_iter().map(|it| self.column(it)).collect::<Result<_, _>>()?,
            body: SqlText::one(self.id, it.definition.into_owned()),
            comment: it.comment.map(Text::into_owned),
            settings: settings(it.settings),
            only: DialectSet::NONE,
            was: Vec::new(),
            span: Span::nowhere(),
        })
    }

    fn object(&self, name: QualifiedName, it: ObjectShape<'_>) -> Object {
        let on = it
            .on
            .map(|it| QualifiedName { namespace: it.schema.map(Name::from), name: it.name.into() });
        Object {
            kind: it.kind.into(),
            name,
            on,
            body: SqlText::one(self.id, it.definition.into_owned()),
            comment: it.comment.map(Text::into_owned),
            only: DialectSet::NONE,
            span: Span::nowhere(),
        }
    }
}

fn enumeration(name: QualifiedName, it: EnumShape<'_>) -> Enum {
    let comments =
        it.labels.iter().map(|label| it.label_comments.get(label).map(|it| it.to_string()));
    Enum {
        name,
        label_comments: comments.collect(),
        labels: names(it.labels),
        was: Vec::new(),
        comment: it.comment.map(Text::into_owned),
        only: DialectSet::NONE,
        old_names: Vec::new(),
        span: Span::nowhere(),
    }
}

fn sequence(name: QualifiedName, it: SequenceShape<'_>) -> Sequence {
    let owned_by = it.owned_by.map(|it| {
        let table = QualifiedName { namespace: it.schema.map(Name::from), name: it.table.into() };
        (table, it.column.into())
    });
    let comment = it.comment.map(Text::into_owned);
    Sequence { name, owned_by, settings: settings(it.settings), comment }
}

fn key(it: KeyShape<'_>) -> Key {
    Key {
        name: it.name.into(),
        columns: names(it.columns),
        settings: settings(it.settings),
        span: Span::nowhere(),
    }
}

fn unique(it: UniqueShape<'_>) -> Unique {
    Unique {
        name: it.name.into(),
        columns: names(it.columns),
        nulls_not_distinct: it.nulls_not_distinct,
        deferrable: it.deferrable.map(deferrable),
        comment: it.comment.map(Text::into_owned),
        settings: settings(it.settings),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

fn foreign_key(it: ForeignKeyShape<'_>) -> ForeignKey {
    ForeignKey {
        name: it.name.into(),
        columns: names(it.columns),
        target: QualifiedName {
            namespace: it.references.schema.map(Name::from),
            name: it.references.table.into(),
        },
        target_columns: names(it.references.columns),
        match_full: it.match_full,
        on_delete: action(it.on_delete),
        on_update: action(it.on_update),
        deferrable: it.deferrable.map(deferrable),
        is_validated: !it.not_validated,
        comment: it.comment.map(Text::into_owned),
        settings: settings(it.settings),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

fn action(action: ActionShape) -> ReferentialAction {
    match action {
        ActionShape::NoAction => ReferentialAction::NoAction,
        ActionShape::Restrict => ReferentialAction::Restrict,
        ActionShape::Cascade => ReferentialAction::Cascade,
        ActionShape::SetNull => ReferentialAction::SetNull,
        ActionShape::SetDefault => ReferentialAction::SetDefault,
    }
}

fn deferrable(it: DeferrableShape) -> Deferrable {
    match it {
        DeferrableShape::Immediate => Deferrable::InitiallyImmediate,
        DeferrableShape::Deferred => Deferrable::InitiallyDeferred,
    }
}

fn settings(shape: SettingsShape<'_>) -> Settings {
    let mut res = Settings::new();
    shape.into_iter().for_each(|(name, value)| res.set(name, value.into_owned()));
    res
}

fn names(texts: Vec<Text<'_>>) -> Vec<Name> {
    texts.into_iter().map(Name::from).collect()
}
