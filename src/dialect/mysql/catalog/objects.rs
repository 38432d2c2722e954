//! Views, and what is kept as text: functions, procedures, triggers, events.

use indexmap::IndexMap;

use super::super::super::catalog::Values;
use super::super::super::session::Row;
use super::super::emit::quoted;
use super::super::sequences;
use super::super::{
    EventWords, Partition, Partitioning, partition_columns, partition_history, partition_values,
    period, triggers_before,
};
use super::Context;
use crate::base::{DialectSet, Name, Span, SqlText};
use crate::dialect::{self, expr_text};
use crate::schema::{Check, Object, QualifiedName, Sequence, Settings, View};

pub(super) fn view(cx: &mut Context<'_>, mut row: Values) {
    let name = QualifiedName::plain(row.name());
    let Some(body) = row.filled() else {
        cx.hidden.push((format!("the view `{name}`"), "SHOW VIEW"));
        return;
    };
    let body = SqlText::one(cx.id, body);
    let mut settings = Settings::new();
    if let Some(kind) = row.filled().filter(|it| it != "none") {
        settings.set("check_option", kind);
    }
    if row.number() != 0 {
        settings.set("security_invoker", "true");
    }
    if let Some(algorithm) = row.filled().filter(|it| it != "undefined") {
        settings.set("algorithm", algorithm);
    }
    cx.views.insert(name.name.to_string(), cx.schema.views.len());
    cx.schema.views.push(View {
        name,
        columns: Vec::new(),
        body,
        comment: None,
        settings,
        only: DialectSet::NONE,
        was: Vec::new(),
        span: Span::nowhere(),
    });
}

/// A sequence. What it has anyway is not said.
pub(super) fn sequence(cx: &mut Context<'_>, mut row: Values) {
    let name = QualifiedName::plain(row.name());
    let mut settings = Settings::new();
    for told in ["start", "increment", "minvalue", "maxvalue", "cache"] {
        settings.set(told, row.number().to_string());
    }
    for (name, usual) in sequences::usual(&settings) {
        if sequences::number(&settings, name) == Some(usual) {
            settings.remove(name);
        }
    }
    if row.number() != 0 {
        settings.set("cycle", "true");
    }
    cx.schema.sequences.push(Sequence { name, owned_by: None, settings, comment: None });
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

/// Puts periods in the place of the checks that belong to them.
pub(super) fn periods(cx: &mut Context<'_>, table: &str, made: &str) {
    let Some(own) = cx.tables.get_mut(table) else { return };
    let (found, checks) = std::mem::take(&mut own.checks).into_iter().partition(|it: &Check| {
        super::constraints::period(it).is_some()
            && made.contains(&format!("PERIOD FOR {} (", quoted(&it.name)))
    });
    own.checks = checks;
    let found: Vec<Check> = found;
    for check in found {
        let Some([start, end]) = super::constraints::period(&check) else { continue };
        let text = period(table, &check.name, [start, end]);
        push(cx, "period".to_owned(), check.name.clone(), Some(Name::new(table)), text, None);
    }
    if made.contains(" WITHOUT OVERLAPS") {
        cx.overlaps.push(format!("that rows of `{table}` do not overlap in time is not read"));
    }
}

/// Triggers in the order in which they are asked.
pub(super) fn triggers(cx: &mut Context<'_>, rows: Vec<Row>) {
    let read = |row| {
        let mut row = Values::of(row);
        let (name, table) = (row.name(), row.name());
        let moment = format!("{} {}", row.text().to_lowercase(), row.text().to_lowercase());
        (name, table, moment, row.text())
    };
    let rows: Vec<(Name, Name, String, String)> = rows.into_iter().map(read).collect();
    for group in rows.chunk_by(|a, b| (&a.1, &a.2) == (&b.1, &b.2)) {
        let names: Vec<Name> = group.iter().map(|it| it.0.clone()).collect();
        for ((name, table, moment, body), before) in group.iter().zip(triggers_before(&names)) {
            let follows = before.map_or(String::new(), |it| format!("follows {} ", quoted(&it)));
            let text = format!(
                "create trigger {} {moment} on {} for each row\n{follows}{body}",
                quoted(name),
                quoted(table)
            );
            push(cx, "trigger".to_owned(), name.clone(), Some(table.clone()), text, None);
        }
    }
}

pub(super) fn event(cx: &mut Context<'_>, mut row: Values) {
    let name = row.name();
    let every = row.filled().zip(row.filled());
    let at = row.filled();
    let body = row.text();
    let words = EventWords {
        at: at.filter(|_| every.is_none()),
        every,
        comment: row.filled(),
        starts: row.filled(),
        ends: row.filled(),
        is_kept: row.number() != 0,
        status: match row.text().as_str() {
            "ENABLED" => "",
            "DISABLED" => " disable",
            _ => " disable on slave",
        },
    };
    let text = words.statement(&name, &body);
    push(cx, "event".to_owned(), name, None, text, words.comment);
}

/// One row for each partition, or for each of its parts.
pub(super) fn partitionings(cx: &Context<'_>, rows: Vec<Row>) -> IndexMap<Name, Partitioning> {
    let mut found: IndexMap<Name, Partitioning> = IndexMap::new();
    for mut row in rows.into_iter().map(Values::of) {
        let (table, method, by) = (row.name(), row.text(), row.text());
        let within = row.filled().zip(row.filled());
        let (name, part) = (row.name(), row.filled());
        let (held, comment) = (row.text(), row.text());
        let partitioning = found.entry(table).or_insert_with(|| Partitioning {
            by: decider(cx, &method, &by),
            within: within.map(|(method, by)| {
                let by = decider(cx, &method, &by);
                (method, by)
            }),
            method,
            parts: Vec::new(),
        });
        let parts = &mut partitioning.parts;
        if parts.last().is_none_or(|it| it.name != name) {
            let values = partition_values(&partitioning.method, &held);
            parts.push(Partition { name, values, ..Partition::default() });
        }
        if let Some(last) = parts.last_mut() {
            match part {
                Some(part) => last.parts.push((Name::from(part), comment)),
                None => last.comment = comment,
            }
        }
    }
    found
}

/// Whether the catalog of MariaDB leaves open how long old rows are kept, or whether a partition holds 0 or all that no
/// other holds.
pub(super) fn is_hardly_told(partitioning: &Partitioning) -> bool {
    partitioning.method == "system_time"
        || partitioning.parts.iter().any(|it| it.values == "values in (0)")
}

/// Keeps how a table is spread; `made` is the statement that makes it, where it had to be asked for.
pub(super) fn partitioning(
    cx: &mut Context<'_>,
    table: Name,
    mut found: Partitioning,
    made: Option<&str>,
) {
    let made = made.unwrap_or_default();
    in_full(&mut found);
    for part in found.parts.iter_mut().filter(|it| it.values == "values in (0)") {
        if made.contains(&format!("PARTITION {} DEFAULT", quoted(&part.name))) {
            part.values = "default".to_owned();
        }
    }
    let text = match made.rsplit_once("PARTITION BY SYSTEM_TIME") {
        Some((_, clause)) => partition_history(&table, clause),
        None => found.statement(&table),
    };
    push(cx, "partitioning".to_owned(), table.clone(), Some(table), text, None);
}

/// The catalog tells ends beyond the greatest number with a sign as negative ones. Ends of ranges increase.
fn in_full(found: &mut Partitioning) {
    if found.method != "range" {
        return;
    }
    let end = |it: &Partition| -> Option<i64> {
        it.values.strip_prefix("values less than (")?.strip_suffix(")")?.parse().ok()
    };
    let mut is_positive = false;
    for part in &mut found.parts {
        match end(part) {
            Some(it) if it < 0 && is_positive => {
                part.values = format!("values less than ({})", it.cast_unsigned());
            }
            Some(it) => is_positive = it >= 0,
            None => {}
        }
    }
}

/// An expression, or names of columns.
fn decider(cx: &Context<'_>, method: &str, by: &str) -> String {
    match method.trim_start_matches("linear ") {
        "range" | "list" | "hash" => expr_text(&cx.words.expr(by), dialect::of(cx.id)),
        _ => partition_columns(by),
    }
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
