//! `grant`, `revoke`, and whose things are: what owners may do is said by nothing.

use rustc_hash::{FxHashMap, FxHashSet};
use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::objects::signature;
use super::script::Script;
use crate::base::{DialectId, Name};
use crate::dialect::rights::{EVERYBODY, Rights, RightsOn};
use crate::schema::{Object, QualifiedName};

/// The rights that a script gives.
#[derive(Debug)]
pub(super) struct Given {
    rights: Rights,
    owners: FxHashMap<RightsOn, Name>,
    /// Accounts of MySQL that the script makes for every host.
    users: FxHashSet<Name>,
}

impl Given {
    pub(super) fn new(id: DialectId) -> Given {
        let (owners, users) = (FxHashMap::default(), FxHashSet::default());
        Given { rights: Rights::new(id), owners, users }
    }
}

/// A right, and the columns that it is about; none for all.
type Right = (String, Vec<Name>);

/// `grant … on … to …`, `revoke … on … from …`. What is about the server and not about a schema is passed over: who is
/// a member of a role, who may connect, what an account may do in a whole database of MySQL.
pub(super) fn grant_or_revoke(script: &mut Script, text: &str) -> Result<(), Refused> {
    // A file has no accounts.
    if script.id == DialectId::Sqlite {
        return Ok(());
    }
    let mut cursor = script.cursor(text)?;
    let gives = cursor.word("grant");
    if !gives {
        cursor.word("revoke");
    }
    // A right stays, and may not be handed on any more.
    let is_option = cursor.words(&["grant", "option", "for"]);
    let Some(rights) = rights(&mut cursor)? else { return Ok(()) };
    let things = things(script, &mut cursor)?;
    if !cursor.word(if gives { "to" } else { "from" }) {
        return Err(cursor.unexpected(if gives { "`to`" } else { "`from`" }));
    }
    let roles = match script.is_mysql() {
        true => accounts(script, &mut cursor)?,
        false => roles(&mut cursor)?,
    };
    // Old statements of MySQL say passwords and encryption in between.
    while script.is_mysql() && !cursor.is_at_end() && !cursor.is_word("with") {
        cursor.skip();
    }
    let hands_on = cursor.words(&["with", "grant", "option"]);
    for on in &things {
        for role in &roles {
            for right in &rights {
                apply(&mut script.given.rights, (on, role), right, gives, hands_on || is_option);
            }
        }
    }
    Ok(())
}

/// A right of PostgreSQL where what it is on, and the columns, have other names: the server carries it along. Nothing
/// for one that is no statement about rights.
pub fn renamed_right(
    object: &Object,
    thing: impl Fn(&RightsOn) -> QualifiedName,
    column: impl Fn(&QualifiedName, &Name) -> Name,
) -> Option<Object> {
    let id = DialectId::Postgres;
    let mut script = Script::new(id);
    grant_or_revoke(&mut script, object.body.text(id)?).ok()?;
    let rights = script.given.rights.renamed(thing, column);
    let mut objects = rights.objects(|_, _| true, |_| object.on.is_some());
    let res = objects.pop().filter(|_| objects.is_empty())?;
    Some(Object { comment: object.comment.clone(), span: object.span, only: object.only, ..res })
}

fn apply(
    given: &mut Rights,
    (on, role): (&RightsOn, &Name),
    (right, columns): &Right,
    gives: bool,
    hands_on: bool,
) {
    let is_all = right == "all";
    let rights = if is_all { on.all(given.id()) } else { &[right.as_str()][..] };
    let columns: Vec<Option<&Name>> = match columns.as_slice() {
        [] => vec![None],
        columns => columns.iter().map(Some).collect(),
    };
    for column in columns {
        if !gives {
            rights.iter().for_each(|it| given.revoke(on, role, it, column));
        }
        // `revoke grant option for` leaves the right itself.
        if gives || hands_on {
            let holder = (on.clone(), role.clone(), gives && hands_on);
            match is_all {
                true => given.grant_all(&holder, column),
                false => given.grant(holder, right, column.cloned()),
            }
        }
    }
}

/// `select, update (a, b)`; nothing where roles are named, not rights.
fn rights(cursor: &mut Cursor<'_>) -> Result<Option<Vec<Right>>, Refused> {
    let mut res = Vec::new();
    loop {
        let Some(mut right) = cursor.any_word() else { return Ok(None) };
        right = right.to_ascii_lowercase();
        while let Token::Word(_) = cursor.peek() {
            if cursor.is_word("on") || cursor.is_word("to") || cursor.is_word("from") {
                break;
            }
            // `all privileges`, `alter routine`
            let more = cursor.any_word().unwrap_or_default();
            if more != "privileges" {
                right = format!("{right} {more}");
            }
        }
        let columns = if cursor.peek() == &Token::LParen { cursor.names()? } else { Vec::new() };
        res.push((right, columns));
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    Ok(cursor.word("on").then_some(res))
}

/// What the rights are about.
fn things(script: &Script, cursor: &mut Cursor<'_>) -> Result<Vec<RightsOn>, Refused> {
    if script.is_mysql() && cursor.whole_database() {
        return Ok(Vec::new());
    }
    if cursor.word("all") {
        let kind = cursor.any_word().unwrap_or_default();
        cursor.words(&["in", "schema"]);
        return all_in(script, &kind, &names(cursor)?);
    }
    let kinds =
        ["table", "sequence", "function", "procedure", "routine", "schema", "type", "domain"];
    let kind = cursor.one_of(&kinds);
    let of_server = ["database", "language", "tablespace", "large", "foreign", "parameter"];
    if kind.is_none() && of_server.iter().any(|it| cursor.is_word(it)) {
        while !cursor.is_at_end() && !cursor.is_word("to") && !cursor.is_word("from") {
            cursor.skip();
        }
        return Ok(Vec::new());
    }
    let mut res = Vec::new();
    loop {
        let kind = kind.unwrap_or("table");
        if kind == "schema" {
            let name = QualifiedName::plain(cursor.name()?);
            res.push(RightsOn { kind: Name::new(kind), name });
        } else {
            let mut name = script.along_path(cursor.qualified()?);
            let mut kind = if kind == "domain" { "type" } else { kind };
            if matches!(kind, "function" | "procedure" | "routine") {
                let signature = match cursor.peek() {
                    Token::LParen => Some(signature(cursor, kind)),
                    _ => None,
                };
                let written = kind;
                (kind, name) = routine(script, &name, signature.as_deref());
                kind = if written == "procedure" { written } else { kind };
            }
            res.push(RightsOn { kind: Name::new(kind), name });
        }
        if !cursor.mark(&Token::Comma) {
            return Ok(res);
        }
    }
}

/// The routine that a name means, with or without the types of its parameters.
fn routine(
    script: &Script,
    name: &QualifiedName,
    signature: Option<&str>,
) -> (&'static str, QualifiedName) {
    let types = |it: &str| -> String {
        let inner = it.trim_start_matches('(').trim_end_matches(')');
        let last = |it: &str| it.trim().rsplit(' ').next().unwrap_or_default().to_owned();
        inner.split(',').map(last).collect::<Vec<_>>().join(",")
    };
    let wanted = signature.map(types);
    let is_it = |it: &&Object| {
        let (bare, own) = it.name.name.split_once('(').unwrap_or((it.name.name.as_str(), ""));
        matches!(it.kind.as_str(), "function" | "procedure" | "aggregate")
            && it.name.namespace == name.namespace
            && bare == name.name
            && wanted.as_ref().is_none_or(|wanted| types(own) == *wanted)
    };
    match script.schema.objects.iter().find(is_it) {
        Some(it) if it.kind == "procedure" => ("procedure", it.name.clone()),
        Some(it) => ("function", it.name.clone()),
        None => {
            let written = format!("{}{}", name.name, signature.unwrap_or("()"));
            let name =
                QualifiedName { namespace: name.namespace.clone(), name: Name::new(written) };
            ("function", name)
        }
    }
}

/// `all tables in schema s`: those that there are.
fn all_in(script: &Script, kind: &str, schemas: &[Name]) -> Result<Vec<RightsOn>, Refused> {
    let is_in = |it: &QualifiedName| {
        let own = it.namespace.as_deref().unwrap_or("public");
        schemas.iter().any(|schema| schema == own)
    };
    let schema = &script.schema;
    let objects = |kinds: &'static [&'static str]| {
        schema.objects.iter().filter(move |it| kinds.contains(&it.kind.as_str())).map(|it| &it.name)
    };
    let (kind, names): (&str, Vec<&QualifiedName>) = match kind {
        "tables" => {
            let tables = script.tables.iter().map(|it| &it.name);
            let views = schema.views.iter().map(|it| &it.name);
            let more = objects(&["materialized view", "foreign table"]);
            ("table", tables.chain(views).chain(more).collect())
        }
        "sequences" => ("sequence", schema.sequences.iter().map(|it| &it.name).collect()),
        "functions" => ("function", objects(&["function", "aggregate"]).collect()),
        "procedures" => ("procedure", objects(&["procedure"]).collect()),
        "routines" => ("function", objects(&["function", "aggregate", "procedure"]).collect()),
        kind => return Err(format!("erc does not know rights on all {kind}")),
    };
    let names = names.into_iter().filter(|it| is_in(it));
    Ok(names.map(|it| RightsOn { kind: Name::new(kind), name: it.clone() }).collect())
}

fn names(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Refused> {
    let mut res = vec![cursor.name()?];
    while cursor.mark(&Token::Comma) {
        res.push(cursor.name()?);
    }
    Ok(res)
}

fn roles(cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Refused> {
    let mut res = Vec::new();
    loop {
        cursor.word("group");
        let is_everybody = cursor.is_word(EVERYBODY);
        let name = cursor.name()?;
        // Whoever runs the script is no name.
        let is_self = matches!(name.as_str(), "current_user" | "session_user" | "current_role");
        if is_everybody || !is_self {
            res.push(name);
        }
        if !cursor.mark(&Token::Comma) {
            return Ok(res);
        }
    }
}

/// `user@host, …`. A user without a host is one for all hosts, or a role of MariaDB if nothing makes the user.
fn accounts(script: &Script, cursor: &mut Cursor<'_>) -> Result<Vec<Name>, Refused> {
    let mut res = Vec::new();
    loop {
        let is_everybody = cursor.is_word(EVERYBODY) && script.id == DialectId::Mariadb;
        let (user, host) = cursor.account()?;
        let is_role = script.id == DialectId::Mariadb && !script.given.users.contains(&user);
        res.push(match host {
            _ if is_everybody => Name::new_static(EVERYBODY),
            Some(host) => Name::new(format!("{user}@{host}")),
            None if is_role => user,
            None => Name::new(format!("{user}@%")),
        });
        if !cursor.mark(&Token::Comma) {
            return Ok(res);
        }
    }
}

impl Script {
    /// Notes the accounts of `create user`, which may be called without their hosts.
    pub(super) fn note_users(&mut self, text: &str) {
        let creates = text.get(..6).is_some_and(|it| it.eq_ignore_ascii_case("create"));
        if !self.is_mysql() || !creates {
            return;
        }
        let Ok(mut cursor) = self.cursor(text) else { return };
        if !cursor.words(&["create", "user"]) && !cursor.words(&["create", "or", "replace", "user"])
        {
            return;
        }
        cursor.words(&["if", "not", "exists"]);
        while let Ok((user, host)) = cursor.account() {
            if host.is_none_or(|it| it == "%") {
                self.given.users.insert(user);
            }
            while !cursor.is_at_end() && cursor.peek() != &Token::Comma {
                cursor.skip();
            }
            cursor.skip();
        }
    }

    /// Notes whose a thing is, if that is what `alter … owner to …` says.
    pub(super) fn note_owner(&mut self, text: &str, words: &[&str]) {
        if self.id != DialectId::Postgres || !words.contains(&"owner") {
            return;
        }
        let Ok(mut cursor) = self.cursor(text) else { return };
        cursor.word("alter");
        cursor.words(&["materialized"]);
        cursor.words(&["foreign"]);
        let kinds =
            ["view", "table", "sequence", "function", "procedure", "schema", "type", "domain"];
        let Some(kind) = cursor.one_of(&kinds) else { return };
        cursor.words(&["if", "exists"]);
        cursor.word("only");
        let name = match kind {
            "schema" => cursor.name().map(QualifiedName::plain),
            _ => cursor.qualified().map(|it| self.along_path(it)),
        };
        let Ok(mut name) = name else { return };
        let mut kind = match kind {
            "view" => "table",
            "domain" => "type",
            kind => kind,
        };
        if matches!(kind, "function" | "procedure") {
            let signature = signature(&mut cursor, kind);
            (kind, name) = routine(self, &name, Some(&signature));
        }
        if cursor.words(&["owner", "to"])
            && let Ok(role) = cursor.name()
        {
            self.given.owners.insert(RightsOn { kind: Name::new(kind), name }, role);
        }
    }

    /// A table is called otherwise from now on.
    pub(super) fn rename_rights(&mut self, old: &QualifiedName, new: &QualifiedName) {
        // MySQL goes on to hold the rights for the old name.
        if self.is_mysql() {
            return;
        }
        let given = std::mem::replace(&mut self.given.rights, Rights::new(self.id));
        let is_it = |it: &RightsOn| it.kind == "table" && it.name == *old;
        let thing = |it: &RightsOn| if is_it(it) { new.clone() } else { it.name.clone() };
        self.given.rights = given.renamed(thing, |_, column| column.clone());
    }

    /// A table, view, routine or sequence is gone.
    pub(super) fn forget_rights(&mut self, kind: &str, name: &QualifiedName) {
        let kind = match kind {
            "view" | "materialized view" | "foreign table" => "table",
            "domain" => "type",
            kind => kind,
        };
        self.given.rights.forget(kind, name);
    }

    /// The rights as objects, as far as what they are about is there.
    pub(super) fn rights(&self) -> Vec<Object> {
        if self.given.rights.is_empty() {
            return Vec::new();
        }
        let schema = &self.schema;
        let hangs = |it: &RightsOn| {
            it.kind == "table"
                && (self.tables.has(&it.name)
                    || schema.views.iter().any(|view| view.name == it.name))
        };
        let is_kept = |it: &RightsOn| {
            schema.objects.iter().any(|object| object.on.is_none() && object.name == it.name)
        };
        let is_there = |it: &RightsOn, role: &Name| {
            let is_made = match it.kind.as_str() {
                "table" => hangs(it) || is_kept(it),
                "schema" => schema.namespaces.iter().any(|known| known.name == it.name.name),
                "type" => {
                    schema.enums.iter().any(|known| known.name == it.name)
                        || schema.domains.iter().any(|known| known.name == it.name)
                        || is_kept(it)
                }
                "sequence" => true,
                _ => is_kept(it),
            };
            is_made && self.given.owners.get(it) != Some(role)
        };
        self.given.rights.objects(is_there, hangs)
    }
}
