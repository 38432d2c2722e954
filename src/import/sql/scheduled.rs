//! Triggers and events of MySQL and MariaDB in the words of their catalogs.

use indexmap::IndexMap;

use super::cursor::{Cursor, Refused};
use super::objects::rest;
use crate::base::{DialectId, Name, SqlText};
use crate::dialect::{self, EventWords};
use crate::schema::{Object, QualifiedName};

/// Which triggers are asked at the same moment: their table, `before` or `after`, and what happens.
type Moment = (QualifiedName, String, String);

/// What the header of a trigger says.
struct Header {
    moment: Moment,
    /// Where `follows other` stands, which of the two words it is, and the other trigger.
    place: Option<(std::ops::Range<usize>, bool, Name)>,
    /// Where the body starts.
    body: usize,
}

/// Triggers say which other they follow where their names do not tell the order, as the catalog is told.
pub(super) fn settle_triggers(objects: &mut [Object], id: DialectId) {
    let mut moments: IndexMap<Moment, Vec<(usize, Header)>> = IndexMap::new();
    for (idx, object) in objects.iter().enumerate().filter(|(_, it)| it.kind == "trigger") {
        let text = object.body.text(id).unwrap_or_default();
        let Some(on) = &object.on else { continue };
        let Ok(header) = header(text, on, id) else { continue };
        moments.entry(header.moment.clone()).or_default().push((idx, header));
    }
    for group in moments.into_values() {
        let group = in_order(group, objects);
        let names: Vec<Name> =
            group.iter().map(|(idx, _)| objects[*idx].name.name.clone()).collect();
        let befores = dialect::triggers_before(&names);
        for ((idx, header), before) in group.into_iter().zip(befores) {
            let object = &mut objects[idx];
            let text = object.body.text(id).unwrap_or_default();
            let head = header.place.as_ref().map_or(header.body, |(place, _, _)| place.start);
            let follows = before.map(|it| {
                let mut sql = dialect::Sql::new(dialect::of(id));
                sql.push("follows ");
                sql.quoted(&it);
                sql.push(" ");
                sql.into_string()
            });
            let text =
                format!("{}{}{}", &text[..head], follows.unwrap_or_default(), &text[header.body..]);
            object.body = SqlText::one(id, text);
        }
    }
}

/// Each trigger beside the one that it names, else behind those that were made before it.
fn in_order(group: Vec<(usize, Header)>, objects: &[Object]) -> Vec<(usize, Header)> {
    let mut res: Vec<(usize, Header)> = Vec::with_capacity(group.len());
    let mut left = group;
    while !left.is_empty() {
        let place = |res: &[(usize, Header)], header: &Header| match &header.place {
            None => Some(res.len()),
            Some((_, follows, other)) => {
                let at = res.iter().position(|(idx, _)| objects[*idx].name.name == *other)?;
                Some(at + usize::from(*follows))
            }
        };
        let next = left.iter().position(|(_, header)| place(&res, header).is_some()).unwrap_or(0);
        let (idx, header) = left.remove(next);
        let at = place(&res, &header).unwrap_or(res.len());
        res.insert(at, (idx, header));
    }
    res
}

/// `create trigger a before insert on t for each row follows b …`
fn header(text: &str, on: &QualifiedName, id: DialectId) -> Result<Header, Refused> {
    let mut cursor = Cursor::new(text, id)?;
    while !cursor.word("trigger") {
        if cursor.is_at_end() {
            return Err(cursor.unexpected("`trigger`"));
        }
        cursor.skip();
    }
    cursor.words(&["if", "not", "exists"]);
    cursor.qualified()?;
    let mut word = || cursor.any_word().unwrap_or_default();
    let (timing, event) = (word(), word());
    cursor.word("on");
    cursor.qualified()?;
    cursor.words(&["for", "each", "row"]);
    let at = |cursor: &Cursor<'_>| text.len() - rest(text, cursor).len();
    let start = at(&cursor);
    let place = match cursor.one_of(&["follows", "precedes"]) {
        Some(word) => Some((word == "follows", cursor.name()?)),
        None => None,
    };
    let body = at(&cursor);
    let place = place.map(|(follows, other)| (start..body, follows, other));
    Ok(Header { moment: (on.clone(), timing, event), place, body })
}

/// `create event …` as it is told by the catalog; nothing where it counts from the moment at which it is made.
pub(super) fn event(text: &str, id: DialectId) -> Option<String> {
    let mut cursor = Cursor::new(text, id).ok()?;
    cursor.word("create");
    cursor.words(&["or", "replace"]);
    cursor.word("event").then_some(())?;
    cursor.words(&["if", "not", "exists"]);
    let name = cursor.qualified().ok()?.name;
    cursor.words(&["on", "schedule"]).then_some(())?;
    let mut words = EventWords::default();
    if cursor.word("at") {
        words.at = Some(cursor.string().ok()?);
    } else {
        cursor.word("every").then_some(())?;
        let count = match cursor.number() {
            Ok(number) => number.to_string(),
            Err(_) => cursor.string().ok()?,
        };
        words.every = Some((count, cursor.any_word()?));
        if cursor.word("starts") {
            words.starts = Some(cursor.string().ok()?);
        }
        if cursor.word("ends") {
            words.ends = Some(cursor.string().ok()?);
        }
    }
    if cursor.words(&["on", "completion"]) {
        words.is_kept = !cursor.word("not");
        cursor.word("preserve").then_some(())?;
    }
    if cursor.word("disable") {
        words.status =
            if cursor.words(&["on", "slave"]) { " disable on slave" } else { " disable" };
    } else {
        cursor.word("enable");
    }
    if cursor.word("comment") {
        words.comment = Some(cursor.string().ok()?).filter(|it| !it.is_empty());
    }
    cursor.word("do").then_some(())?;
    Some(words.statement(&name, &rest(text, &cursor)))
}
