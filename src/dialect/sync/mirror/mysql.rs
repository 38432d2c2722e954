//! Triggers of MySQL and MariaDB. What a trigger writes to a table that the statement itself writes is refused, even
//! where it changes nothing: so it is looked first. A row that goes takes the other along by its reference.

use super::super::super::contract::Dialect;
use super::super::super::names;
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
    let trigger = |stem: &Name, table: &QualifiedName, event: &str, body: &str| {
        let suffix = event.replace("after ", "").replace(' ', "_");
        let name = names::cut(&format!("{stem}_{suffix}"), &dialect.capabilities().names);
        let name = QualifiedName::plain(name);
        let (plain, on) = (qualified(dialect, &name), qualified(dialect, table));
        let text = format!("create trigger {plain} {event} on {on} for each row\n{body}");
        object(dialect, "trigger", name, Some(table), text)
    };
    let on_whole = |event: &str, body: &str| trigger(whole, &mirror.whole, event, body);
    let on_part = |event: &str, body: &str| trigger(part, &mirror.part, event, body);
    // They come one by one while programs write: what follows a row is there before what gives it one to be followed.
    vec![
        on_whole("after update", &whole_changes(words)),
        on_whole("after insert", &whole_comes(words)),
        on_part("before insert", &part_is_completed(words)),
        on_part("after delete", &part_goes(words)),
        on_part("after update", &part_changes(words)),
        on_part("after insert", &part_comes(words)),
    ]
}

fn block(statements: &[String]) -> String {
    format!("begin\n{}end", statements.concat())
}

fn guarded(condition: &str, statement: &str) -> String {
    format!("  if {condition} then\n    {statement};\n  end if;\n")
}

/// Whether there is such a row: as it is now, whatever the transaction has seen before, and until it ends.
fn exists(table: &str, condition: &str) -> String {
    format!("exists (select 1 from {table} where {condition} lock in share mode)")
}

fn insertion(it: &Words) -> String {
    let (columns, values) = (it.part_columns(), it.values_of_whole("new."));
    format!("insert into {} ({columns}) values ({values})", it.part)
}

fn whole_comes(it: &Words) -> String {
    block(&[guarded(&it.whole_says("new."), &insertion(it))])
}

fn whole_changes(it: &Words) -> String {
    let (part, belongs, behind) = (&it.part, it.part_of("new"), it.part_is_behind(""));
    let is_behind = exists(part, &format!("{belongs} and ({behind})"));
    let update = format!("update {part} set {} where {belongs}", it.assign_part(""));
    let is_missing = format!(
        "({}) and ({}) and not {}",
        it.whole_changes(),
        it.whole_says("new."),
        exists(part, &belongs)
    );
    block(&[guarded(&is_behind, &update), guarded(&is_missing, &insertion(it))])
}

fn part_is_completed(it: &Words) -> String {
    let found = it.whole_of("new");
    let values = joined(&it.values, ",\n  ", |pair| {
        let whole = &it.whole;
        format!(
            "new.{0} = coalesce(new.{0}, (select {1} from {whole} where {found} lock in share mode))",
            pair.part, pair.whole
        )
    });
    format!("set {values}")
}

fn part_comes(it: &Words) -> String {
    let (whole, found) = (&it.whole, it.whole_of("new"));
    let differs = joined(&it.values, " or ", |pair| {
        it.differ(pair, &pair.whole, &format!("new.{}", pair.part))
    });
    let is_behind = exists(whole, &format!("{found} and ({differs})"));
    let values = joined(&it.values, ", ", |pair| format!("{} = new.{}", pair.whole, pair.part));
    block(&[guarded(&is_behind, &format!("update {whole} set {values} where {found}"))])
}

fn part_changes(it: &Words) -> String {
    let (whole, found, behind) = (&it.whole, it.whole_of("new"), it.whole_is_behind());
    let is_behind = exists(whole, &format!("{found} and ({behind})"));
    let update = format!("update {whole} set {} where {found}", it.assign_whole());
    let moves = it.part_moves();
    block(&[cleared(it, Some(&moves)), guarded(&is_behind, &update)])
}

fn part_goes(it: &Words) -> String {
    block(&[cleared(it, None)])
}

/// The row of the whole to which a row of the part does not belong any more says nothing.
fn cleared(it: &Words, condition: Option<&str>) -> String {
    let (whole, left, says) = (&it.whole, it.whole_of("old"), it.whole_says(""));
    let is_left = exists(whole, &format!("{left} and ({says})"));
    let is_left = condition.map_or(is_left.clone(), |it| format!("({it}) and {is_left}"));
    guarded(&is_left, &format!("update {whole} set {} where {left}", it.clear_whole()))
}
