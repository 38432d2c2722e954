//! The texts that were given to a server which spells them in its own way, and what it made of them.
//!
//! Whether a view of the database is that of the model, neither text tells. But when a migration has run the very text,
//! and the catalog spells it as it did then, it is.

use rustc_hash::FxHashMap;

use super::super::diff::{Known, Thing, has_within, things, things_mut};
use super::super::folder::checksum;
use super::super::statements::statements;
use super::{RunError, Surroundings, execute, first};
use crate::base::{DialectId, SqlText};
use crate::dialect::{RememberedText, Session, SessionError, texts as sql};
use crate::import::{kept, read_database, read_snapshot};
use crate::schema::NativeSchema;

/// What the database remembers; nothing where it was never asked to.
///
/// # Errors
///
/// What the server answers when it cannot be read.
pub fn remembered(session: &mut dyn Session) -> Result<Vec<RememberedText>, SessionError> {
    if session.query(&sql::has_texts(session.dialect()))?.is_empty() {
        return Ok(Vec::new());
    }
    let mut res = Vec::new();
    for row in session.query(&sql::read_texts())? {
        if let [Some(thing), Some(body), Some(spelling)] = row.as_slice() {
            let (thing, body, spelling) = (thing.clone(), body.clone(), spelling.clone());
            res.push(RememberedText { thing, body, spelling });
        }
    }
    Ok(res)
}

/// Where the catalog of `live` still spells what it was given as it did then, puts that text in its place. Of these
/// things texts tell whether they are as wanted.
pub fn recall(live: &mut NativeSchema, id: DialectId, remembered: &[RememberedText]) -> Known {
    let by_thing: FxHashMap<&str, &RememberedText> =
        remembered.iter().map(|it| (it.thing.as_str(), it)).collect();
    let mut known = Known::default();
    for (thing, body) in things_mut(live) {
        let Some(found) = by_thing.get(key(&thing).as_str()) else { continue };
        if body.text(id).is_some_and(|it| checksum(it) == found.spelling) {
            *body = SqlText::one(id, found.body.as_str());
            known.insert(thing);
        }
    }
    known
}

/// Remembers those texts of the snapshot that stand in scripts which have just been run. That something could not be
/// remembered is said, and is no reason to stop.
pub(super) fn remember(
    session: &mut dyn Session,
    scripts: &[&str],
    snapshot: Option<&str>,
    around: &Surroundings<'_>,
) {
    if let Some(Err(error)) = snapshot.map(|it| try_to(session, scripts, it)) {
        (around.say)(&format!(
            "the texts of views and functions were not remembered, and `erc drift` needs `--scratch URL` for them: {error}"
        ));
    }
}

fn try_to(session: &mut dyn Session, scripts: &[&str], snapshot: &str) -> Result<(), RunError> {
    let id = session.dialect();
    let Ok((_, wanted)) = read_snapshot(snapshot) else { return Ok(()) };
    let wanted = kept(wanted, id);
    let run: Vec<String> =
        scripts.iter().flat_map(|it| statements(it, id)).map(|it| it.text).collect();
    let is_run = |body: &str| run.iter().any(|it| has_within(it, body));
    let made: Vec<(Thing, &str)> = things(&wanted)
        .filter(|(thing, _)| thing.is_spelled_anew(id))
        .filter_map(|(thing, body)| Some((thing, body.text(id)?)))
        .filter(|(_, body)| is_run(body))
        .collect();
    if made.is_empty() {
        return Ok(());
    }
    let live = read_database(session)
        .map_err(|it| RunError::Session("read the catalog".to_owned(), it))?
        .schema;
    let spelled: FxHashMap<Thing, &SqlText> = things(&live).collect();
    if first(session, &sql::has_texts(id), "look for the texts")?.is_none() {
        execute(session, &sql::create_texts(id), "make the table of texts")?;
    }
    for (thing, body) in made {
        let Some(spelling) = spelled.get(&thing).and_then(|it| it.text(id)) else { continue };
        let text = RememberedText {
            thing: key(&thing),
            body: body.to_owned(),
            spelling: checksum(spelling),
        };
        execute(session, &sql::forget_text(id, &text.thing), "remember a text")?;
        execute(session, &sql::remember_text(id, &text, &thing.to_string()), "remember a text")?;
    }
    Ok(())
}

fn key(thing: &Thing) -> String {
    checksum(&thing.to_string())
}
