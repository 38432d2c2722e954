//! Views, and what is kept as text: functions, procedures, triggers, events.

use super::super::super::catalog::Values;
use super::super::emit::quoted;
use super::Context;
use crate::base::{DialectSet, Name, Span, SqlText};
use crate::schema::{Object, QualifiedName, Settings, View};

pub(super) fn view(cx: &mut Context<'_>, mut row: Values) {
    let name = QualifiedName::plain(row.name());
    let Some(body) = row.filled() else {
        cx.hidden.push((format!("the view `{name}`"), "SHOW VIEW"));
        return;
    };
    let body = SqlText::one(cx.id, body);
    cx.views.insert(name.name.to_string(), cx.schema.views.len());
    cx.schema.views.push(View {
        name,
        columns: Vec::new(),
        body,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        was: Vec::new(),
        span: Span::nowhere(),
    });
}

pub(super) fn routine(cx: &mut Context<'_>, mut row: Values) {
    let kind = row.text().to_lowercase();
    let name = row.name();
    let parameters = row.text();
    let returns = row.filled();
    let is_deterministic = row.flag();
    let access = row.text().to_lowercase();
    let security = row.text();
    let Some(body) = row.filled() else {
        let right = "SHOW CREATE ROUTINE, or SELECT on `mysql.proc`";
        cx.hidden.push((format!("the {kind} `{name}`"), right));
        return;
    };
    let comment = row.filled();
    let mut text = format!("create {kind} {}({parameters})", quoted(&name));
    if kind == "function" {
        text.push_str(&format!(" returns {}", returns.unwrap_or_default()));
    }
    if is_deterministic {
        text.push_str(" deterministic");
    }
    if !access.is_empty() && access != "contains sql" {
        text.push_str(&format!(" {access}"));
    }
    if security == "INVOKER" {
        text.push_str(" sql security invoker");
    }
    if let Some(comment) = &comment {
        text.push_str(" comment ");
        super::super::emit::string(comment, &mut text);
    }
    text.push_str(&format!("\n{body}"));
    push(cx, kind, name, None, text, comment);
}

pub(super) fn trigger(cx: &mut Context<'_>, mut row: Values) {
    let (name, table) = (row.name(), row.name());
    let (timing, event) = (row.text().to_lowercase(), row.text().to_lowercase());
    let body = row.text();
    let text = format!(
        "create trigger {} {timing} {event} on {} for each row\n{body}",
        quoted(&name),
        quoted(&table)
    );
    push(cx, "trigger".to_owned(), name, Some(table), text, None);
}

pub(super) fn event(cx: &mut Context<'_>, mut row: Values) {
    let name = row.name();
    let every = row.filled().zip(row.filled());
    let once = row.text();
    let body = row.text();
    let comment = row.filled();
    let moment = match every {
        Some((value, field)) => format!("every '{value}' {}", field.to_lowercase()),
        None => format!("at '{once}'"),
    };
    let text = format!("create event {} on schedule {moment} do\n{body}", quoted(&name));
    push(cx, "event".to_owned(), name, None, text, comment);
}

pub(super) fn partitioning(cx: &mut Context<'_>, mut row: Values) {
    let table = row.name();
    let text = format!("alter table {} partition by {}", quoted(&table), row.text());
    push(cx, "partitioning".to_owned(), table.clone(), Some(table), text, None);
}

fn push(
    cx: &mut Context<'_>,
    kind: String,
    name: Name,
    on: Option<Name>,
    text: String,
    comment: Option<String>,
) {
    cx.schema.objects.push(Object {
        kind: kind.into(),
        name: QualifiedName::plain(name),
        on: on.map(QualifiedName::plain),
        body: SqlText::one(cx.id, text),
        comment,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    });
}
