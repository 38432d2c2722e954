//! Triggers of SQLite. They write what is not said yet, and so end; references may not be looked at there, so what
//! follows from them is said as well.

use super::super::super::contract::Dialect;
use super::super::object;
use super::Mirror;
use super::words::{Words, joined, qualified};
use crate::base::Name;
use crate::schema::{Object, QualifiedName};

pub(super) fn objects(
    dialect: &dyn Dialect,
    mirror: &Mirror,
    words: &Words,
    [whole, part]: &[Name; 2],
) -> Vec<Object> {
    let trigger = |stem: &Name, table: &QualifiedName, event: &str, statements: &[String]| {
        let name = QualifiedName::plain(Name::new(format!("{stem}_{event}")));
        let (plain, on) = (qualified(dialect, &name), qualified(dialect, table));
        let body: String = statements.iter().map(|it| format!("  {it};\n")).collect();
        let text = format!("create trigger {plain} after {event} on {on}\nbegin\n{body}end");
        object(dialect, "trigger", name, Some(table), text)
    };
    let on_whole = |event: &str, body: &[String]| trigger(whole, &mirror.whole, event, body);
    let on_part = |event: &str, body: &[String]| trigger(part, &mirror.part, event, body);
    vec![
        on_whole("insert", &[insertion(words, "")]),
        on_whole("update", &whole_changes(words)),
        on_whole("delete", &[format!("delete from {} where {}", words.part, words.part_of("old"))]),
        on_part("insert", &part_comes(words)),
        on_part("update", &part_changes(words)),
        on_part("delete", &[cleared(words, "")]),
    ]
}

/// A row of the part, where that of the whole says something.
fn insertion(it: &Words, condition: &str) -> String {
    let (columns, values) = (it.part_columns(), it.values_of_whole("new."));
    let (part, says, belongs) = (&it.part, it.whole_says("new."), it.part_of("new"));
    format!(
        "insert into {part} ({columns})\n  select {values} where {condition}({says})\n    \
         and not exists (select 1 from {part} where {belongs})"
    )
}

fn whole_changes(it: &Words) -> Vec<String> {
    let (part, moves) = (&it.part, it.key_changes(|it| &it.whole));
    let key = joined(&it.key, ", ", |it| format!("{} = new.{}", it.part, it.whole));
    let (assign, behind) = (it.assign_part(""), it.part_is_behind(""));
    vec![
        format!("update {part} set {key} where {} and ({moves})", it.part_of("old")),
        format!("update {part} set {assign}\n  where {} and ({behind})", it.part_of("new")),
        insertion(it, &format!("({}) and ", it.whole_changes())),
    ]
}

fn part_comes(it: &Words) -> Vec<String> {
    let (part, whole, found) = (&it.part, &it.whole, it.whole_of("new"));
    let own = joined(&it.key, " and ", |it| format!("{0} = new.{0}", it.part));
    let kept = joined(&it.values, ", ", |it| {
        format!("{0} = coalesce({0}, (select {1} from {whole} where {found}))", it.part, it.whole)
    });
    let lacks = joined(&it.values, " or ", |it| format!("{} is null", it.part));
    let given =
        joined(&it.values, ", ", |it| format!("{0} = coalesce(new.{1}, {0})", it.whole, it.part));
    let differs = joined(&it.values, " or ", |pair| {
        let differs = it.differ(pair, &pair.whole, &format!("new.{}", pair.part));
        format!("new.{} is not null and {differs}", pair.part)
    });
    vec![
        format!("update {part} set {kept}\n  where {own} and ({lacks})"),
        format!("update {whole} set {given}\n  where {found} and ({differs})"),
    ]
}

fn part_changes(it: &Words) -> Vec<String> {
    let moves = it.part_moves();
    let (assign, behind) = (it.assign_whole(), it.whole_is_behind());
    let (whole, found) = (&it.whole, it.whole_of("new"));
    vec![
        cleared(it, &format!(" and ({moves})")),
        format!("update {whole} set {assign}\n  where {found} and ({behind})"),
    ]
}

/// The row of the whole to which a row of the part does not belong any more says nothing.
fn cleared(it: &Words, condition: &str) -> String {
    let (clear, left, says) = (it.clear_whole(), it.whole_of("old"), it.whole_says(""));
    format!("update {} set {clear}\n  where {left} and ({says}){condition}", it.whole)
}
