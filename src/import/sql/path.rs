//! Where names without a schema before them are looked for: `search_path` of PostgreSQL.
//!
//! New things come into the first schema of the path that is there; what is named is looked for in all of them.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use sqlparser::tokenizer::{Token, Tokenizer, Word};

use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::words::{folded, parser_dialect};
use crate::base::{CastType, DialectId, ExprKind, Name};
use crate::dialect::{self, Sql};
use crate::schema::{Expr, NativeSchema, NativeType, QualifiedName};

/// The path of a session, as long as it is not the usual one.
#[derive(Debug, Default)]
pub(super) struct SearchPath {
    /// The schemas, `public` as nothing; those of the server are left out.
    schemas: Vec<Option<Name>>,
    /// The path that counts again behind the transaction.
    before: Option<Vec<Option<Name>>>,
    /// What names mean now; nothing where new things come into `public`.
    home: Option<Rc<Home>>,
    /// How much there was in the schema when that was found out.
    n_known: usize,
}

/// What a name without a schema means.
#[derive(Debug)]
pub(super) struct Home {
    /// Where new things come.
    pub(super) schema: Name,
    /// The schemas of types, as far as a script has made them.
    types: FxHashMap<Name, Option<Name>>,
    /// The schemas of functions, likewise.
    functions: FxHashMap<Name, Option<Name>>,
}

impl Script {
    /// The tokens of a statement, whose names are looked for along the path.
    pub(super) fn cursor(&self, text: &str) -> Result<Cursor<'static>, Refused> {
        let mut res = Cursor::new(text, self.id)?;
        res.home = self.path.home.clone();
        Ok(res)
    }

    /// Follows a statement that changes what later ones mean: the path, or what keeps the rows of new tables.
    pub(super) fn follow_session(&mut self, text: &str) {
        if self.id != DialectId::Postgres {
            return;
        }
        let first: String = text.chars().take_while(char::is_ascii_alphabetic).take(9).collect();
        match first.to_ascii_lowercase().as_str() {
            "set" => {
                self.follow_table_access(text);
                self.follow_path(text);
            }
            "select" | "reset" => self.follow_path(text),
            "commit" | "end" | "rollback" | "abort" => {
                if let Some(before) = self.path.before.take() {
                    self.take_path(before);
                }
            }
            _ => {}
        }
    }

    /// `set default_table_access_method = heap`
    fn follow_table_access(&mut self, text: &str) {
        let Ok(mut cursor) = Cursor::new(text, self.id) else { return };
        if cursor.word("set") && cursor.word("default_table_access_method") {
            let _ = cursor.word("to") || cursor.mark(&Token::Eq);
            self.table_access = cursor.name().or_else(|_| cursor.string().map(Name::new)).ok();
        }
    }

    /// Follows a statement that may change the path, for its transaction or for good.
    fn follow_path(&mut self, text: &str) {
        let head: String = text.chars().take(400).collect();
        if !head.to_ascii_lowercase().contains("search_path") {
            return;
        }
        if let Some((schemas, is_local)) = path_set_by(text) {
            let before = self.path.before.take();
            self.path.before =
                is_local.then(|| before.unwrap_or_else(|| self.path.schemas.clone()));
            self.take_path(schemas);
        }
    }

    fn take_path(&mut self, schemas: Vec<Option<Name>>) {
        self.path.schemas = schemas;
        self.path.n_known = usize::MAX;
        self.path.home = None;
        self.renew_path();
    }

    /// Looks again at what names mean, if something has been made since.
    pub(super) fn renew_path(&mut self) {
        let schema = &self.schema;
        let n_known = schema.namespaces.len()
            + schema.enums.len()
            + schema.domains.len()
            + schema.objects.len();
        if self.path.schemas.is_empty() || n_known == self.path.n_known {
            return;
        }
        self.path.n_known = n_known;
        self.path.home = Home::of(&self.path.schemas, schema).map(Rc::new);
    }

    /// The table, view or sequence that a name read along the path means: one in another schema of the path where the
    /// first has none.
    pub(super) fn along_path(&self, name: QualifiedName) -> QualifiedName {
        let is_home =
            self.path.home.as_ref().is_some_and(|it| Some(&it.schema) == name.namespace.as_ref());
        if !is_home || self.has_relation(&name) {
            return name;
        }
        let elsewhere = self.path.schemas.iter();
        let mut elsewhere = elsewhere
            .map(|it| QualifiedName { namespace: it.clone(), name: name.name.clone() })
            .filter(|it| self.has_relation(it));
        elsewhere.next().unwrap_or(name)
    }

    fn has_relation(&self, name: &QualifiedName) -> bool {
        self.tables.has(name)
            || self.schema.views.iter().any(|it| it.name == *name)
            || self.schema.sequences.iter().any(|it| it.name == *name)
            || self.schema.objects.iter().any(|it| it.name == *name && it.on.is_none())
    }

    /// A text that is kept word for word, with the schema before every name of a relation, trigger function or thing
    /// that is made at `made` (a place in the text): it has to mean the same without the path.
    pub(super) fn pathless(&self, text: &str, made: Option<usize>) -> String {
        let Some(home) = &self.path.home else { return text.to_owned() };
        let places = self.bare_names(text, home, made);
        let mut res = String::with_capacity(text.len());
        let mut done = 0;
        for (at, schema) in places {
            let mut sql = Sql::new(dialect::of(self.id));
            sql.name(&schema);
            res.push_str(&text[done..at]);
            res.push_str(sql.as_str());
            res.push('.');
            done = at;
        }
        res.push_str(&text[done..]);
        res
    }

    /// Where a name stands that needs a schema before it, and which.
    fn bare_names(&self, text: &str, home: &Home, made: Option<usize>) -> Vec<(usize, Name)> {
        const BEFORE_RELATIONS: [&str; 9] =
            ["from", "join", "into", "update", "on", "references", "table", "only", "to"];
        let Ok(tokens) = Tokenizer::new(parser_dialect(self.id), text).tokenize_with_location()
        else {
            return Vec::new();
        };
        let starts = line_starts(text);
        let tokens: Vec<_> =
            tokens.iter().filter(|it| !matches!(it.token, Token::Whitespace(_))).collect();
        let mut res = Vec::new();
        for (idx, token) in tokens.iter().enumerate() {
            let Token::Word(word) = &token.token else { continue };
            let at = offset(text, &starts, token.span.start.line, token.span.start.column);
            let before = idx.checked_sub(1).map(|it| &tokens[it].token);
            let is_qualified = before == Some(&Token::Period)
                || tokens.get(idx + 1).is_some_and(|it| it.token == Token::Period);
            if is_qualified {
                continue;
            }
            let name = name_of(word);
            if made == Some(at) {
                res.push((at, home.schema.clone()));
                continue;
            }
            let Some(Token::Word(before)) = before else { continue };
            let before = before.value.to_ascii_lowercase();
            let found = match before.as_str() {
                "function" | "procedure" => home.functions.get(&name).cloned().flatten(),
                it if BEFORE_RELATIONS.contains(&it) => {
                    let name =
                        QualifiedName { namespace: Some(home.schema.clone()), name: name.clone() };
                    let found = self.along_path(name);
                    found.namespace.clone().filter(|_| self.has_relation(&found))
                }
                _ => None,
            };
            res.extend(found.map(|it| (at, it)));
        }
        res
    }
}

impl Home {
    fn of(path: &[Option<Name>], schema: &NativeSchema) -> Option<Home> {
        let is_there = |it: &&Option<Name>| match it {
            None => true,
            Some(name) => schema.namespaces.iter().any(|known| known.name == *name),
        };
        let first = path.iter().find(is_there).or(path.first())?.clone()?;
        let mut res =
            Home { schema: first, types: FxHashMap::default(), functions: FxHashMap::default() };
        let enums = schema.enums.iter().map(|it| &it.name);
        let types = enums.chain(schema.domains.iter().map(|it| &it.name));
        let more = schema.objects.iter().filter(|it| it.kind.ends_with("type")).map(|it| &it.name);
        for name in types.chain(more) {
            nearest(&mut res.types, path, name.name.clone(), &name.namespace);
        }
        for it in schema.objects.iter().filter(|it| it.kind == "function") {
            let bare = it.name.name.split('(').next().unwrap_or_default();
            nearest(&mut res.functions, path, Name::new(bare), &it.name.namespace);
        }
        Some(res)
    }

    /// Puts the schema before the type, if the path leads to one of this name.
    pub(super) fn find_type(&self, ty: &mut NativeType) {
        if ty.namespace.is_none()
            && let Some(schema) = self.types.get(&ty.name)
        {
            ty.namespace.clone_from(schema);
        }
    }

    /// `'purchase_id_seq'`, `'purchase_id_seq'::regclass`
    fn find_sequence(&self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::String(name) if !name.contains('.') => {
                *name = format!("{}.{name}", written_name(&self.schema)).into();
            }
            ExprKind::Cast { operand, .. } => self.find_sequence(operand),
            _ => {}
        }
    }

    /// Puts schemas before the names of types, functions and sequences in an expression, as a catalog tells them.
    pub(super) fn find_in(&self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Cast { to: CastType::Native(ty), .. } => {
                if let Some(Some(schema)) = self.types.get(ty) {
                    *ty = written(schema, ty);
                }
            }
            ExprKind::Call { function, arguments } => {
                if matches!(function.as_str(), "nextval" | "currval" | "setval")
                    && let Some(sequence) = arguments.first_mut()
                {
                    self.find_sequence(sequence);
                }
                if let Some(Some(schema)) = self.functions.get(function) {
                    *function = written(schema, function);
                }
            }
            _ => {}
        }
        expr.children_mut().into_iter().for_each(|it| self.find_in(it));
    }
}

/// Whether things of a kind belong to a schema.
pub(super) fn is_in_schema(kind: &str) -> bool {
    const OF_NONE: [&str; 11] = [
        "schema",
        "extension",
        "event trigger",
        "publication",
        "server",
        "foreign data wrapper",
        "language",
        "access method",
        "cast",
        "database",
        "role",
    ];
    !OF_NONE.contains(&kind)
}

/// Notes where the path meets a name first.
fn nearest(
    found: &mut FxHashMap<Name, Option<Name>>,
    path: &[Option<Name>],
    name: Name,
    schema: &Option<Name>,
) {
    let rank = |it: &Option<Name>| path.iter().position(|other| other == it);
    let Some(here) = rank(schema) else { return };
    let is_nearer = found.get(&name).is_none_or(|it| rank(it).is_none_or(|it| here < it));
    if is_nearer {
        found.insert(name, schema.clone());
    }
}

fn written(schema: &Name, name: &Name) -> Name {
    Name::new(format!("{}.{name}", written_name(schema)))
}

fn written_name(name: &Name) -> String {
    let mut sql = Sql::new(dialect::of(DialectId::Postgres));
    sql.name(name);
    sql.into_string()
}

/// The path that a statement sets, and whether for its transaction alone.
fn path_set_by(text: &str) -> Option<(Vec<Option<Name>>, bool)> {
    let mut cursor = Cursor::new(text, DialectId::Postgres).ok()?;
    if cursor.word("reset") {
        return Some((Vec::new(), false));
    }
    if cursor.word("select") {
        while !cursor.is_at_end() && cursor.peek() != &Token::LParen {
            cursor.skip();
        }
        cursor.mark(&Token::LParen);
        let is_it = cursor.string().ok()?.eq_ignore_ascii_case("search_path");
        cursor.mark(&Token::Comma);
        let path = cursor.string().ok()?;
        cursor.mark(&Token::Comma);
        return is_it.then(|| (schemas(&path), cursor.word("true")));
    }
    cursor.word("set");
    let is_local = cursor.word("local");
    cursor.word("session");
    if !cursor.word("search_path") || !(cursor.word("to") || cursor.mark(&Token::Eq)) {
        return None;
    }
    let mut res = Vec::new();
    while !cursor.is_at_end() {
        match cursor.peek().clone() {
            Token::Word(word)
                if word.quote_style.is_none() && word.value.eq_ignore_ascii_case("default") => {}
            Token::Word(word) => res.push(name_of(&word)),
            Token::SingleQuotedString(it) => res.push(Name::new(it)),
            _ => {}
        }
        cursor.skip();
    }
    Some((own_schemas(res.into_iter()), is_local))
}

/// The schemas of a list in one string: `sales, public`.
fn schemas(list: &str) -> Vec<Option<Name>> {
    own_schemas(list.split(',').map(|it| Name::new(it.trim().trim_matches('"'))))
}

/// The schemas of names in a path, `public` as nothing; those that the server has of itself are left out.
fn own_schemas(names: impl Iterator<Item = Name>) -> Vec<Option<Name>> {
    let is_own = |it: &Name| !it.is_empty() && it != "$user" && !it.starts_with("pg_");
    names.filter(is_own).map(|it| Some(it).filter(|it| it != "public")).collect()
}

fn name_of(word: &Word) -> Name {
    let ident = sqlparser::ast::Ident {
        value: word.value.clone(),
        quote_style: word.quote_style,
        span: sqlparser::tokenizer::Span::empty(),
    };
    folded(&ident, DialectId::Postgres)
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1)).collect()
}

/// The place in bytes of a line and a column, both counted from 1.
fn offset(text: &str, starts: &[usize], line: u64, column: u64) -> usize {
    let at = |it: u64| usize::try_from(it).unwrap_or(usize::MAX).saturating_sub(1);
    let start = starts.get(at(line)).copied().unwrap_or(text.len());
    let inner: usize = text[start..].chars().take(at(column)).map(char::len_utf8).sum();
    start + inner
}
