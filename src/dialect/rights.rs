//! Who may do what: each right that somebody was given, told as the statement that gives it.
//!
//! There is one statement for each role and thing, so that two schemas are compared role by role. What the owner may
//! do, and what everybody may do anyway, is said by nothing. In MySQL and MariaDB a role is an account, `user@host`, and
//! one without a host a role of MariaDB.

mod powers;

use std::collections::{BTreeMap, BTreeSet};

use super::emit::{Sql, routine};
use super::of;
use crate::base::{CompactSort, DialectId, DialectSet, Name, Span, SqlText};
use crate::schema::{NativeSchema, Object, QualifiedName};

/// The role that stands for everybody in PostgreSQL and MariaDB.
pub const EVERYBODY: &str = "public";

/// The right that PostgreSQL has since version 17.
const NEWEST: &str = "maintain";

/// What an account of MySQL holds that may do nothing but hand on.
const NOTHING: &str = "usage";

/// The kinds of objects that are rights, and that everybody's usual ones are taken away.
const KINDS: [&str; 2] = ["grant", "revoke"];

/// A thing that rights are about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RightsOn {
    /// `table` (a view is one as well), `sequence`, `function`, `procedure`, `schema`, `type`.
    pub kind: Name,
    /// Its name, that of a routine with its parameters.
    pub name: QualifiedName,
}

/// Which columns a right is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Reach {
    /// All of them.
    is_whole: bool,
    /// It was only given with all others: there are versions without it.
    is_implied: bool,
    /// These alone.
    columns: BTreeSet<Name>,
}

impl Reach {
    /// Takes in what another says as well.
    fn widen(&mut self, other: Reach) {
        self.is_whole |= other.is_whole;
        self.columns.extend(other.columns);
    }
}

/// Whom rights were given on what, and whether they may hand them on.
pub type Holder = (RightsOn, Name, bool);

/// The rights of a schema.
#[derive(Debug)]
pub struct Rights {
    id: DialectId,
    held: BTreeMap<Holder, BTreeMap<Name, Reach>>,
    /// Things that everybody could use anyway, and may not.
    refused: BTreeSet<RightsOn>,
}

impl RightsOn {
    /// All rights that there are on such a thing.
    pub fn all(&self, id: DialectId) -> &'static [&'static str] {
        powers::all(id, &self.kind)
    }

    /// Whether everybody may use such a thing unless that is taken away (PostgreSQL's manual, "Privileges").
    fn is_open(&self, id: DialectId) -> bool {
        id == DialectId::Postgres && matches!(self.kind.as_str(), "function" | "procedure" | "type")
    }
}

impl Rights {
    /// None.
    pub fn new(id: DialectId) -> Rights {
        Rights { id, held: BTreeMap::new(), refused: BTreeSet::new() }
    }

    /// The database that they are of.
    pub fn id(&self) -> DialectId {
        self.id
    }

    /// Whether nobody was given any.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty() && self.refused.is_empty()
    }

    /// Gives a right on all of a thing, or on one column.
    pub fn grant(&mut self, (on, to, hands_on): Holder, right: &str, column: Option<Name>) {
        if on.is_open(self.id) && to == EVERYBODY && !hands_on {
            self.refused.remove(&on);
            return;
        }
        let hands_on = hands_on || self.hands_on_all(&on, &to);
        let held = self.held.entry((on.clone(), to.clone(), hands_on)).or_default();
        let reach = held.entry(Name::new(right)).or_default();
        match column {
            Some(column) => drop(reach.columns.insert(column)),
            None => reach.is_whole = true,
        }
        if keeps_rights_by_name(self.id) {
            self.level(on, to, hands_on);
        }
    }

    /// Whether what somebody may do to a thing may be handed on whatever it is, as in MySQL.
    fn hands_on_all(&self, on: &RightsOn, to: &Name) -> bool {
        keeps_rights_by_name(self.id) && self.held.contains_key(&(on.clone(), to.clone(), true))
    }

    /// Who may hand on one right on a thing may hand on all, and a right to nothing is none beside others (manual of
    /// MySQL, "GRANT Statement").
    fn level(&mut self, on: RightsOn, to: Name, hands_on: bool) {
        let rest = self.held.remove(&(on.clone(), to.clone(), !hands_on)).unwrap_or_default();
        let holder = (on, to, hands_on);
        let held = self.held.entry(holder.clone()).or_default();
        for (right, reach) in rest {
            held.entry(right).or_default().widen(reach);
        }
        if held.len() > 1 || !hands_on {
            held.remove(NOTHING);
        }
        if held.is_empty() {
            self.held.remove(&holder);
        }
    }

    /// Gives all rights that there are.
    pub fn grant_all(&mut self, holder: &Holder, column: Option<&Name>) {
        for right in holder.0.all(self.id) {
            self.grant(holder.clone(), right, column.cloned());
            let held = self.held.get_mut(holder).and_then(|it| it.get_mut(*right));
            held.into_iter().filter(|_| *right == NEWEST).for_each(|it| it.is_implied = true);
        }
    }

    /// Takes a right away, whether it may be handed on or not.
    pub fn revoke(&mut self, on: &RightsOn, from: &Name, right: &str, column: Option<&Name>) {
        if on.is_open(self.id) && from == EVERYBODY {
            self.refused.insert(on.clone());
        }
        if right == "grant option" {
            self.level(on.clone(), from.clone(), false);
            return;
        }
        for hands_on in [false, true] {
            let holder = (on.clone(), from.clone(), hands_on);
            let Some(held) = self.held.get_mut(&holder) else { continue };
            match (column, held.get_mut(right)) {
                (Some(column), Some(reach)) => drop(reach.columns.remove(column)),
                (None, _) => drop(held.remove(right)),
                (Some(_), None) => {}
            }
            held.retain(|_, it| it.is_whole || !it.columns.is_empty());
            if held.is_empty() && hands_on && keeps_rights_by_name(self.id) {
                let reach = Reach { is_whole: true, ..Reach::default() };
                held.insert(Name::new_static(NOTHING), reach);
            } else if held.is_empty() {
                self.held.remove(&holder);
            }
        }
    }

    /// Notes that everybody may not use a thing that they could anyway.
    pub fn refuse(&mut self, on: RightsOn) {
        self.refused.insert(on);
    }

    /// Gives the newest right to whoever has all others on a table: it is of a version without it.
    pub fn complete(&mut self) {
        for ((on, ..), held) in &mut self.held {
            let has = |it: &str| held.get(it).is_some_and(|it| it.is_whole);
            let has_rest = on.all(self.id).iter().filter(|it| **it != NEWEST).all(|it| has(it));
            if on.kind == "table" && has_rest {
                let reach = Reach { is_whole: true, is_implied: true, ..Reach::default() };
                held.insert(Name::new_static(NEWEST), reach);
            }
        }
    }

    /// The same rights where things and their columns have other names.
    #[must_use]
    pub fn renamed(
        self,
        thing: impl Fn(&RightsOn) -> QualifiedName,
        column: impl Fn(&QualifiedName, &Name) -> Name,
    ) -> Rights {
        let anew = |on: RightsOn| RightsOn { name: thing(&on), kind: on.kind };
        let reach = |on: &RightsOn, it: Reach| Reach {
            columns: it.columns.iter().map(|it| column(&on.name, it)).collect(),
            ..it
        };
        let mut res = Rights::new(self.id);
        for ((on, to, hands_on), held) in self.held {
            let on = anew(on);
            let held = held.into_iter().map(|(right, it)| (right, reach(&on, it))).collect();
            res.held.insert((on, to, hands_on), held);
        }
        res.refused = self.refused.into_iter().map(anew).collect();
        res
    }

    /// A thing is gone, and the rights on it with it. MySQL holds those on tables and views for what may get the name.
    pub fn forget(&mut self, kind: &str, name: &QualifiedName) {
        let is_kept = keeps_rights_by_name(self.id) && kind == "table";
        let is_it = |it: &RightsOn| !is_kept && it.kind == kind && it.name == *name;
        self.held.retain(|(on, ..), _| !is_it(on));
        self.refused.retain(|on| !is_it(on));
    }

    /// The rights as objects. Those of owners are left out, and those on what `is_there` does not know; `hangs` says on
    /// what an object of a model can hang.
    pub fn objects(
        &self,
        is_there: impl Fn(&RightsOn, &Name) -> bool,
        hangs: impl Fn(&RightsOn) -> bool,
    ) -> Vec<Object> {
        let id = self.id;
        let mut res = Vec::new();
        for ((on, to, hands_on), held) in &self.held {
            if is_there(on, to) {
                let mut role = to.to_string();
                role.push_str(if *hands_on { " with grant option" } else { "" });
                let body = given(id, on, to, *hands_on, held);
                res.push(object(id, "grant", &role, on, hangs(on), body));
            }
        }
        let everybody = Name::new_static(EVERYBODY);
        for on in self.refused.iter().filter(|it| is_there(it, &everybody)) {
            let mut sql = Sql::new(of(id));
            sql.push("revoke all on ");
            thing(&mut sql, on);
            sql.push(" from public");
            res.push(object(id, "revoke", EVERYBODY, on, hangs(on), sql.into_string()));
        }
        res
    }
}

/// Whether a schema says who may do what.
pub fn has_rights(schema: &NativeSchema) -> bool {
    schema.objects.iter().any(|it| is_right(&it.kind))
}

/// Whether objects of a kind are rights.
pub fn is_right(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// Whether an object is a right on the view, routine, table, … of this name.
pub fn is_right_on(object: &Object, name: &QualifiedName) -> bool {
    if !is_right(&object.kind) {
        return false;
    }
    match &object.on {
        Some(on) => on == name,
        None => {
            let of_kind =
                |kind: &str| object.name.name.ends_with(&format!(" on {kind} {}", name.name));
            object.name.namespace == name.namespace
                && ["table", "function", "procedure", "sequence", "type"].into_iter().any(of_kind)
        }
    }
}

/// Whether rights on a table are for whatever has its name: they stay when it goes, and do not follow it to another
/// name (manual of MySQL, "GRANT Statement").
pub fn keeps_rights_by_name(id: DialectId) -> bool {
    matches!(id, DialectId::Mysql | DialectId::Mariadb)
}

/// The statement that takes back one about rights: `revoke … from r` for `grant … to r`, and the other way round.
pub fn undone(id: DialectId, statement: &str) -> Option<String> {
    let statement = statement.trim().trim_end_matches(';').trim_end();
    let lower = statement.to_ascii_lowercase();
    let (word, between, other, join) = match lower.split_whitespace().next()? {
        "grant" => ("grant", " to ", "revoke", " from "),
        "revoke" => ("revoke", " from ", "grant", " to "),
        _ => return None,
    };
    let option = " with grant option";
    let hands_on = lower.ends_with(option);
    let end = if hands_on { lower.len() - option.len() } else { lower.len() };
    let at = outside_quotes(&lower[..end], between).last()?;
    let (mut what, who) =
        (statement[word.len()..at].to_owned(), &statement[at + between.len()..end]);
    // In MySQL to hand on is a right of its own.
    if hands_on && keeps_rights_by_name(id) {
        let on = outside_quotes(&what.to_ascii_lowercase(), " on ").next()?;
        what.insert_str(on, ", grant option");
    }
    Some(format!("{other}{what}{join}{who}"))
}

/// Where `words` stand in a text, but for what is in quotes.
fn outside_quotes(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let mut open = None;
    text.char_indices().filter_map(move |(at, c)| {
        match open {
            Some(quote) if c == quote => open = None,
            Some(_) => {}
            None if matches!(c, '"' | '`' | '\'') => open = Some(c),
            None => return text[at..].starts_with(words).then_some(at),
        }
        None
    })
}

fn object(
    id: DialectId,
    kind: &'static str,
    role: &str,
    on: &RightsOn,
    hangs: bool,
    body: String,
) -> Object {
    let name = match hangs {
        true => role.to_owned(),
        false => format!("{role} on {} {}", on.kind, on.name.name),
    };
    Object {
        kind: Name::new_static(kind),
        name: QualifiedName { namespace: on.name.namespace.clone(), name: Name::new(name) },
        on: hangs.then(|| on.name.clone()),
        body: SqlText::one(id, body),
        comment: None,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

/// `grant select, update (a, b) on table t to r`
fn given(
    id: DialectId,
    on: &RightsOn,
    to: &Name,
    hands_on: bool,
    held: &BTreeMap<Name, Reach>,
) -> String {
    let mut sql = Sql::new(of(id));
    sql.push("grant ");
    let has = |right: &str| held.get(right).is_some_and(|it| it.is_whole);
    let all = on.all(id);
    // MySQL takes `all` back, or the right to hand on, and not both in one.
    let is_said_in_full = hands_on && keeps_rights_by_name(id);
    if all.len() > 1 && all.iter().all(|it| has(it)) && !is_said_in_full {
        sql.push("all");
    } else {
        let place = |it: &Name| all.iter().position(|known| it == known).unwrap_or(all.len());
        let mut rights: Vec<(&Name, &Reach)> =
            held.iter().filter(|(_, it)| !it.is_implied).collect();
        rights.compact_sort_by_key(|(right, _)| (place(right), *right));
        sql.list(rights, |sql, (right, reach)| {
            sql.push(right);
            if !reach.is_whole {
                sql.push(" (");
                sql.list(&reach.columns, |sql, column| sql.name(column));
                sql.push(")");
            }
        });
    }
    sql.push(" on ");
    thing(&mut sql, on);
    sql.push(" to ");
    role(&mut sql, id, to);
    sql.push(if hands_on { " with grant option" } else { "" });
    sql.into_string()
}

/// `r`, `public`, `user@host`
fn role(sql: &mut Sql<'_>, id: DialectId, to: &Name) {
    match to.rsplit_once('@').filter(|_| keeps_rights_by_name(id)) {
        Some((user, host)) => {
            sql.name(user);
            sql.push("@");
            sql.name(host);
        }
        None if to == EVERYBODY => sql.push(EVERYBODY),
        None => sql.name(to),
    }
}

fn thing(sql: &mut Sql<'_>, on: &RightsOn) {
    sql.push(&on.kind);
    sql.push(" ");
    routine(sql, &on.name);
}

#[cfg(test)]
mod tests {
    use super::undone;
    use crate::base::DialectId;

    #[test]
    fn what_was_given_is_taken_back() {
        let back = |it: &str| undone(DialectId::Postgres, it).unwrap_or_default();
        assert_eq!(back("grant select on table t to r"), "revoke select on table t from r");
        assert_eq!(
            back("GRANT ALL ON t TO \"a to b\" WITH GRANT OPTION;"),
            "revoke ALL ON t from \"a to b\""
        );
        assert_eq!(
            back("revoke all on function f() from public"),
            "grant all on function f() to public"
        );
        assert_eq!(undone(DialectId::Postgres, "create view v"), None);
    }

    #[test]
    fn the_right_to_hand_on_is_taken_back_by_name() {
        let given = "grant select, update (`a on b`) on table t to u@`%` with grant option";
        assert_eq!(
            undone(DialectId::Mariadb, given).unwrap_or_default(),
            "revoke select, update (`a on b`), grant option on table t from u@`%`"
        );
    }
}
