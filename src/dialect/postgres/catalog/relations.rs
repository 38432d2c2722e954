//! Tables, their columns, and views.

use super::super::super::catalog::Values;
use super::super::{PartitionOf, Postgres};
use super::types::numbers;
use super::{Context, Numbered, qualified};
use crate::base::{DialectId, DialectSet, Name, Span, SqlText, Storage};
use crate::schema::{
    Column, Generated, Identity, IdentityKind, NativeType, Object, Origin, QualifiedName, Settings,
    Table, View,
};

pub(super) fn relation(cx: &mut Context<'_>, mut row: Values) {
    let id = row.text();
    let name = qualified(row.name(), row.name());
    let kind = row.text();
    let mut settings = Settings::new();
    if row.flag() {
        settings.set("unlogged", "true");
    }
    options(&mut settings, row.list());
    if let Some(tablespace) = row.filled() {
        settings.set("tablespace", tablespace);
    }
    let comment = row.filled();
    let body = row.text();
    let partition_key = row.filled();
    let bound = row.filled();
    let parents = parents(&row.text());
    let (has_policies, are_forced) = (row.flag(), row.flag());
    if let Some(method) = row.filled() {
        settings.set("access_method", method);
    }
    match kind.as_str() {
        "v" => {
            let view = view(name, &body, settings, comment);
            cx.views.insert(id, view);
        }
        "m" => {
            let body =
                format!("create materialized view {} as\n{}", written(&name), trimmed(&body));
            cx.schema.objects.push(object("materialized view", name, None, body, comment));
        }
        _ => {
            if let Some(key) = partition_key {
                settings.set("partition_by", key);
            }
            if let (Some(bound), Some(parent)) = (bound, parents.first()) {
                let (name, parent) = (name.clone(), parent.clone());
                cx.partitions.push(PartitionOf { name, parent, bound });
            } else if !parents.is_empty() {
                let parents: Vec<String> = parents.iter().map(written).collect();
                settings.set("inherits", parents.join(", "));
            }
            row_level_security(cx, &name, has_policies, are_forced);
            let mut table = Table::new(name, Origin::None, Span::nowhere());
            table.comment = comment;
            table.settings = settings;
            cx.tables.insert(id, table);
        }
    }
}

fn row_level_security(cx: &mut Context<'_>, name: &QualifiedName, is_on: bool, is_forced: bool) {
    let words = [("enable", is_on), ("force", is_forced)].into_iter().filter(|(_, holds)| *holds);
    let actions: Vec<String> =
        words.map(|(word, _)| format!("{word} row level security")).collect();
    if !actions.is_empty() {
        let body = format!("alter table {} {}", written(name), actions.join(", "));
        let (name, on) = (name.clone(), Some(name.clone()));
        cx.schema.objects.push(object("row level security", name, on, body, None));
    }
}

fn view(
    name: QualifiedName,
    body: &str,
    settings: Settings,
    comment: Option<String>,
) -> View<NativeType> {
    View {
        name,
        columns: Vec::new(),
        body: SqlText::one(DialectId::Postgres, trimmed(body)),
        comment,
        settings,
        only: DialectSet::NONE,
        was: Vec::new(),
        span: Span::nowhere(),
    }
}

/// Storage parameters that erc knows by name.
pub(super) fn options(settings: &mut Settings, options: Vec<Option<String>>) {
    for option in options.into_iter().flatten() {
        if let Some((name, value)) = option.split_once('=') {
            settings.set(Name::new(name), value);
        }
    }
}

fn parents(json: &str) -> Vec<QualifiedName> {
    let pairs: Vec<(String, String)> = serde_json::from_str(json).unwrap_or_default();
    pairs.into_iter().map(|(schema, name)| qualified(schema.into(), name.into())).collect()
}

fn object(
    kind: &'static str,
    name: QualifiedName,
    on: Option<QualifiedName>,
    body: String,
    comment: Option<String>,
) -> Object {
    Object {
        kind: Name::new_static(kind),
        name,
        on,
        body: SqlText::one(DialectId::Postgres, body),
        comment,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

fn written(name: &QualifiedName) -> String {
    let mut sql = super::super::super::emit::Sql::new(&Postgres);
    sql.qualified(name);
    sql.into_string()
}

fn trimmed(body: &str) -> &str {
    body.trim().trim_end_matches(';')
}

pub(super) fn column(cx: &mut Context<'_>, mut row: Values) {
    let id = row.text();
    let number = usize::try_from(row.number()).unwrap_or_default();
    let name = row.name();
    let collation = usize::try_from(row.number()).unwrap_or_default();
    cx.columns.entry(id.clone()).or_default().push(Numbered {
        number,
        name: name.clone(),
        collation,
    });
    if !cx.tables.contains_key(&id) && !cx.views.contains_key(&id) {
        return;
    }
    let type_text = row.text();
    let ty = cx.ty(&type_text);
    let mut res = Column::new(name, ty, Origin::None, Span::nowhere());
    res.is_nullable = !row.flag();
    let expr = row.filled().map(|it| cx.words.expr(&it));
    let identity = row.text();
    let computed = |expr, storage| Box::new(Generated { expr, storage: Some(storage) });
    match row.text().as_str() {
        "s" => res.generated = expr.map(|it| computed(it, Storage::Stored)),
        "v" => res.generated = expr.map(|it| computed(it, Storage::Virtual)),
        _ => res.default = expr.map(Box::new),
    }
    match row.text().as_str() {
        "p" => res.settings.set("compression", "pglz"),
        "l" => res.settings.set("compression", "lz4"),
        _ => {}
    }
    res.collation = row.filled().map(Name::from);
    res.comment = row.filled();
    let kind = match identity.as_str() {
        "a" => Some(IdentityKind::Always),
        "d" => Some(IdentityKind::ByDefault),
        _ => None,
    };
    res.identity = kind.map(|kind| {
        let mut settings = Settings::new();
        numbers(&mut row, &type_text, &mut settings);
        Identity { kind, settings }
    });
    if let Some(table) = cx.tables.get_mut(&id) {
        table.columns.push(res);
    } else if let Some(view) = cx.views.get_mut(&id) {
        // What a view gives can be null or not by its query; the catalog does not say.
        res.is_nullable = true;
        view.columns.push(res);
    }
}
