//! Statements and expressions in PostgreSQL's words.

use super::super::emit::{
    Constraint, IndexStyle, Items, Part, Sql, common, constraints, create_object, create_table,
    create_view, deferrable, exclude, foreign_key, index_items, insert_labels, is_literal, named,
    words,
};
use super::super::statement::{CommentTarget, Statement};
use super::alter::alteration;
use crate::base::{BinaryOp, CastType, ExprKind, Name, Storage};
use crate::schema::{
    Column, Domain, Expr, Identity, IdentityKind, Index, NativeType, QualifiedName, Sequence,
    Settings, Table,
};

pub(super) fn statement(statement: &Statement<'_>, sql: &mut Sql<'_>) {
    match statement {
        Statement::CreateNamespace(namespace) => {
            sql.push("create schema ");
            sql.name(&namespace.name);
            sql.push(";\n");
        }
        Statement::CreateEnum(item) => {
            own_type(sql, "create type ", &item.name);
            sql.push(" as enum (");
            sql.list(&item.labels, |sql, label| sql.string(label));
            sql.push(");\n");
        }
        Statement::CreateDomain(domain) => create_domain(sql, domain),
        Statement::CreateSequence(sequence) => create_sequence(sql, sequence),
        Statement::CreateTable { table, foreign_keys } => {
            let constraints = constraints(table, foreign_keys, sql.dialect());
            let words = match table.settings.get("unlogged") {
                Some("true") => "create unlogged table",
                _ => "create table",
            };
            create_table(sql, table, &constraints, words, &TableItems);
            for (setting, words) in
                [("inherits", " inherits ("), ("partition_by", " partition by ")]
            {
                if let Some(text) = table.settings.get(setting) {
                    sql.push(words);
                    sql.push(text);
                    sql.push(if setting == "inherits" { ")" } else { "" });
                }
            }
            if let Some(method) = table.settings.get("access_method") {
                sql.push(" using ");
                sql.name(method);
            }
            storage_clauses(sql, &table.settings, " tablespace ");
            sql.push(";\n");
        }
        Statement::InsertLabels(item) => insert_labels(sql, item),
        Statement::CreateIndex { table, index } => {
            let words = if index.is_unique { "create unique index " } else { "create index " };
            create_index(sql, words, table, index);
        }
        Statement::AddForeignKey { table, foreign_key: item } => {
            alter_table(sql, table);
            foreign_key(sql, item);
            sql.push(if item.is_validated { ";\n" } else { " not valid;\n" });
        }
        Statement::AddCheck { table, check } => {
            alter_table(sql, table);
            common(sql, Constraint::Check(check));
            sql.push(if check.is_validated { ";\n" } else { " not valid;\n" });
        }
        Statement::CreateView(view) => create_view(sql, view, "create view"),
        Statement::CreateObject(object) => create_object(sql, object, false),
        Statement::OwnSequence(sequence) => own_sequence(sql, sequence),
        Statement::Comment { target, text } => comment(sql, *target, text),
        Statement::Alter(it) => alteration(it, sql),
    }
}

pub(super) fn expr(expr: &Expr, sql: &mut Sql<'_>) -> bool {
    if let ExprKind::Binary { op: BinaryOp::Matches, left, right } = &expr.kind {
        sql.comparison(left, "~", right);
        return true;
    }
    if let ExprKind::Binary { op: BinaryOp::NotMatches, left, right } = &expr.kind {
        sql.comparison(left, "!~", right);
        return true;
    }
    if let ExprKind::Call { function, arguments } = &expr.kind
        && arguments.is_empty()
        && is_bare(function)
    {
        sql.push(function);
        return true;
    }
    if let ExprKind::Cast { operand, to: CastType::Native(ty) } = &expr.kind
        && ty == "interval"
        && let ExprKind::String(text) = &operand.kind
    {
        sql.push("interval ");
        sql.string(text);
        return true;
    }
    false
}

/// Functions that are called without parentheses.
fn is_bare(function: &Name) -> bool {
    matches!(
        function.as_str(),
        "current_catalog"
            | "current_date"
            | "current_role"
            | "current_schema"
            | "current_time"
            | "current_timestamp"
            | "current_user"
            | "localtime"
            | "localtimestamp"
            | "session_user"
            | "user"
    )
}

/// Writes what a key says beside its columns.
fn key_clauses(sql: &mut Sql<'_>, settings: &Settings) {
    if let Some(columns) = settings.get("include") {
        sql.push(&format!(" include ({columns})"));
    }
    storage_clauses(sql, settings, " using index tablespace ");
}

pub(super) struct TableItems;

impl Items for TableItems {
    fn column(&self, sql: &mut Sql<'_>, _: &Table<NativeType>, column: &Column<NativeType>) {
        sql.name(&column.name);
        sql.push(" ");
        sql.ty(&column.ty);
        if let Some(compression) = column.settings.get("compression") {
            sql.push(" compression ");
            sql.push(compression);
        }
        if let Some(collation) = &column.collation {
            sql.push(" collate ");
            sql.name(collation);
        }
        if !column.is_nullable {
            sql.push(" not null");
        }
        if let Some(default) = &column.default {
            default_clause(sql, default);
        }
        if let Some(generated) = &column.generated {
            sql.push(" generated always as (");
            sql.expr(&generated.expr);
            sql.push(match generated.storage {
                Some(Storage::Virtual) => ") virtual",
                Some(Storage::Stored) | None => ") stored",
            });
        }
        if let Some(identity) = &column.identity {
            identity_clause(sql, identity);
        }
    }

    fn constraint(&self, sql: &mut Sql<'_>, _: &Table<NativeType>, constraint: Constraint<'_>) {
        if let Constraint::Exclusion(exclusion) = constraint {
            exclude(sql, exclusion, |sql| key_clauses(sql, &exclusion.settings));
            return;
        }
        let settings = match constraint {
            Constraint::Key(key) => Some(&key.settings),
            Constraint::Unique(unique) => Some(&unique.settings),
            Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => None,
        };
        match (constraint, settings.filter(|it| !it.is_empty())) {
            (Constraint::Unique(unique), Some(settings)) => {
                named(sql, &unique.name);
                sql.push("unique ");
                if unique.nulls_not_distinct {
                    sql.push("nulls not distinct ");
                }
                sql.names(&unique.columns);
                key_clauses(sql, settings);
                deferrable(sql, unique.deferrable);
            }
            (constraint, settings) => {
                common(sql, constraint);
                if let Some(settings) = settings {
                    key_clauses(sql, settings);
                }
            }
        }
    }

    fn is_elsewhere(&self, _: &Table<NativeType>, _: Constraint<'_>) -> bool {
        false
    }

    fn index(&self, _: &mut Sql<'_>, _: &Index) {}

    fn text_comment<'c>(&self, _: Part, _: Option<&'c str>) -> Option<&'c str> {
        None
    }
}

pub(super) fn default_clause(sql: &mut Sql<'_>, default: &Expr) {
    sql.push(" default ");
    let is_plain = matches!(default.kind, ExprKind::Call { .. } | ExprKind::Cast { .. });
    if is_plain || is_literal(default) { sql.expr(default) } else { sql.parenthesised(default) }
}

pub(super) fn identity_clause(sql: &mut Sql<'_>, identity: &Identity) {
    sql.push(match identity.kind {
        IdentityKind::ByDefault => " generated by default as identity",
        IdentityKind::Always => " generated always as identity",
    });
    let options = sequence_options(&identity.settings);
    if !options.is_empty() {
        sql.push(" (");
        sql.push(&options.join(" "));
        sql.push(")");
    }
}

/// What a sequence says beside its name. The values were checked or come from a catalog: numbers and words.
pub(super) fn sequence_options(settings: &Settings) -> Vec<String> {
    let words = [
        ("type", "as"),
        ("start", "start with"),
        ("increment", "increment by"),
        ("minvalue", "minvalue"),
        ("maxvalue", "maxvalue"),
        ("cache", "cache"),
    ];
    let is_plain =
        |it: &&str| it.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ' ');
    let option = |(name, words): &(&str, &str)| {
        let value = settings.get(name).filter(is_plain)?;
        Some(format!("{words} {value}"))
    };
    let mut res: Vec<String> = words.iter().filter_map(option).collect();
    if settings.get("cycle") == Some("true") {
        res.push("cycle".to_owned());
    }
    res
}

fn create_sequence(sql: &mut Sql<'_>, sequence: &Sequence) {
    sql.push("create sequence ");
    sql.qualified(&sequence.name);
    for option in sequence_options(&sequence.settings) {
        sql.push(" ");
        sql.push(&option);
    }
    sql.push(";\n");
}

fn own_sequence(sql: &mut Sql<'_>, sequence: &Sequence) {
    sql.push("alter sequence ");
    sql.qualified(&sequence.name);
    sql.push(" owned by ");
    if let Some((table, column)) = &sequence.owned_by {
        sql.qualified(table);
        sql.push(".");
        sql.name(column);
    } else {
        sql.push("none");
    }
    sql.push(";\n");
}

fn create_domain(sql: &mut Sql<'_>, domain: &Domain<NativeType>) {
    own_type(sql, "create domain ", &domain.name);
    sql.push(" as ");
    sql.ty(&domain.ty);
    if let Some(collation) = &domain.collation {
        sql.push(" collate ");
        sql.name(collation);
    }
    if let Some(default) = &domain.default {
        default_clause(sql, default);
    }
    if domain.is_not_null {
        sql.push(" not null");
    }
    for check in &domain.checks {
        sql.push("\n  ");
        common(sql, Constraint::Check(check));
    }
    sql.push(";\n");
}

/// Writes an index behind the words that make one.
pub(super) fn create_index(sql: &mut Sql<'_>, words: &str, table: &QualifiedName, index: &Index) {
    sql.push(words);
    sql.name(&index.name);
    sql.push(" on ");
    sql.qualified(table);
    if let Some(method) = &index.method {
        sql.push(" using ");
        sql.name(method);
    }
    sql.push(" ");
    index_items(sql, index, IndexStyle::Calls);
    if !index.include.is_empty() {
        sql.push(" include ");
        sql.names(&index.include);
    }
    if index.nulls_not_distinct {
        sql.push(" nulls not distinct");
    }
    storage_clauses(sql, &index.settings, " tablespace ");
    if let Some(predicate) = &index.predicate {
        sql.push(" where ");
        sql.expr(predicate);
    }
    sql.push(";\n");
}

/// Writes `with (fillfactor = 70)` and the tablespace.
pub(super) fn storage_clauses(sql: &mut Sql<'_>, settings: &Settings, tablespace_words: &str) {
    let is_word = |it: &str| {
        !it.is_empty() && it.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
    };
    let options = settings.iter().filter(|(name, value)| {
        !super::settings::is_clause(name) && is_word(name) && is_word(value)
    });
    let options: Vec<String> = options.map(|(name, value)| format!("{name} = {value}")).collect();
    if !options.is_empty() {
        sql.push(&format!(" with ({})", options.join(", ")));
    }
    if let Some(tablespace) = settings.get("tablespace") {
        sql.push(tablespace_words);
        sql.name(tablespace);
    }
}

fn alter_table(sql: &mut Sql<'_>, table: &QualifiedName) {
    sql.push("alter table ");
    sql.qualified(table);
    sql.push(" add ");
}

fn comment(sql: &mut Sql<'_>, target: CommentTarget<'_>, text: &str) {
    sql.push("comment on ");
    match target {
        CommentTarget::Namespace(name) => {
            sql.push("schema ");
            sql.name(name);
        }
        CommentTarget::Type(name) => own_type(sql, "type ", name),
        CommentTarget::Domain(name) => own_type(sql, "domain ", name),
        CommentTarget::Sequence(name) => qualified(sql, "sequence ", name),
        CommentTarget::Table(name) => qualified(sql, "table ", name),
        CommentTarget::View(name) => qualified(sql, "view ", name),
        CommentTarget::Column(table, column) => {
            qualified(sql, "column ", table);
            sql.push(".");
            sql.name(column);
        }
        CommentTarget::Constraint(table, constraint) => {
            sql.push("constraint ");
            sql.name(constraint);
            qualified(sql, " on ", table);
        }
        CommentTarget::Index(table, index) => {
            let name = QualifiedName { namespace: table.namespace.clone(), name: index.clone() };
            qualified(sql, "index ", &name);
        }
        CommentTarget::Object(object) => {
            sql.push(&words(&object.kind));
            sql.push(" ");
            // What belongs to a table is called without a schema, except for an index, which is called by it.
            let is_part =
                matches!(object.kind.as_str(), "constraint" | "trigger" | "policy" | "rule");
            match is_part {
                true => sql.name(&object.name.name),
                false => object_name(sql, &object.name),
            }
            if let Some(on) = object.on.as_ref().filter(|_| is_part) {
                qualified(sql, " on ", on);
            }
        }
    }
    sql.push(" is ");
    match text {
        "" => sql.push("null"),
        text => sql.string(text),
    }
    sql.push(";\n");
}

fn qualified(sql: &mut Sql<'_>, words: &str, name: &QualifiedName) {
    sql.push(words);
    sql.qualified(name);
}

/// Writes the name of a type of the model. One that is called like a type of the database is found by its schema
/// alone.
fn own_type(sql: &mut Sql<'_>, words: &str, name: &QualifiedName) {
    sql.push(words);
    let dialect = sql.dialect();
    let is_hidden = name.namespace.is_none() && dialect.type_words().is_taken(&name.name);
    if let (Some(namespace), true) = (dialect.capabilities().default_namespace, is_hidden) {
        sql.push(namespace);
        sql.push(".");
    }
    sql.qualified(name);
}

/// Writes the name of an object; `f(integer)` keeps what stands in its parentheses.
fn object_name(sql: &mut Sql<'_>, name: &QualifiedName) {
    match name.name.split_once('(') {
        Some((bare, signature)) if signature.ends_with(')') => {
            let bare = QualifiedName { namespace: name.namespace.clone(), name: bare.into() };
            sql.qualified(&bare);
            sql.push("(");
            sql.push(signature);
        }
        _ => sql.qualified(name),
    }
}

/// The statement that loads an extension.
pub(super) fn extension(name: &str) -> String {
    format!("create extension if not exists {name}")
}
