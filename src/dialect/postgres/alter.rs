//! Altering statements in PostgreSQL's words.

use super::super::alteration::{Action, Alteration, Conversion, DomainAction, TypeKind};
use super::super::emit::{
    Constraint, Items, Sql, alter_table, as_added, common, copy_rows, create_object, drop_object,
    move_rows, named, rename_column, renamed, replacing, simple,
};
use super::emit::{TableItems, create_index, default_clause, identity_clause, sequence_options};
use crate::base::{Name, SqlText};
use crate::schema::{
    Domain, Enum, Identity, IdentityKind, NativeType, Object, QualifiedName, Sequence,
};

pub(super) fn alteration(alteration: &Alteration<'_>, sql: &mut Sql<'_>) {
    match alteration {
        Alteration::Table { table, actions } => alter_table(sql, table, actions, action),
        Alteration::RenameTable { from, to } => moved(sql, "alter table ", from, to),
        Alteration::RenameColumn { table, from, to } => rename_column(sql, table, from, to),
        Alteration::DropTable(name) => simple(sql, "drop table ", name),
        Alteration::CreateIndexConcurrently { table, index } => {
            let words = if index.is_unique { "create unique index" } else { "create index" };
            create_index(sql, &format!("{words} concurrently "), table, index);
        }
        Alteration::DropIndex { table, index, concurrently } => {
            let words = if *concurrently { "drop index concurrently " } else { "drop index " };
            simple(sql, words, &beside(table, index));
        }
        Alteration::RenameIndex { table, from, to } => {
            renamed(sql, "alter index ", &beside(table, from), to);
        }
        Alteration::RenameNamespace { from, to } => {
            renamed(sql, "alter schema ", &QualifiedName::plain((*from).clone()), to);
        }
        Alteration::DropNamespace(name) => {
            simple(sql, "drop schema ", &QualifiedName::plain((*name).clone()));
        }
        Alteration::RenameType { kind, from, to } => {
            moved(sql, &format!("alter {} ", kind_word(*kind)), from, to);
        }
        Alteration::DropType { kind, name } => {
            simple(sql, &format!("drop {} ", kind_word(*kind)), name);
        }
        Alteration::AddLabel { item, label, before_next } => {
            add_label(sql, item, *label, *before_next);
        }
        Alteration::RenameLabel { name, from, to } => {
            sql.push("alter type ");
            sql.qualified(name);
            sql.push(" rename value ");
            sql.string(from);
            sql.push(" to ");
            sql.string(to);
            sql.push(";\n");
        }
        Alteration::Domain { domain, action } => alter_domain(sql, domain, action),
        Alteration::Sequence(sequence) => alter_sequence(sql, sequence),
        Alteration::RenameSequence { from, to } => {
            moved(sql, "alter sequence if exists ", from, to);
        }
        Alteration::DropSequence(name) => simple(sql, "drop sequence ", name),
        Alteration::DropView(name) => simple(sql, "drop view ", name),
        Alteration::DropObject(object) => drop_object(sql, object, true),
        Alteration::ReplaceObject(object) => replace_object(sql, object),
        Alteration::CopyRows { .. } => copy_rows(sql, alteration),
        Alteration::InsertRows(_)
        | Alteration::UpdateRows(_)
        | Alteration::RefuseUnlike(_)
        | Alteration::RefuseLost { .. } => move_rows(sql, alteration),
        Alteration::SyncCounter { table, column } => sync_counter(sql, table, column),
        // No table takes the place of another, and the server refuses by itself what rows do not fit.
        Alteration::CopyCounter { .. } | Alteration::RefuseRows(_) => {}
    }
}

fn action(sql: &mut Sql<'_>, action: &Action<'_>) {
    match action {
        Action::AddColumn { table, column, is_filled_later, .. } => {
            sql.push("add column ");
            TableItems.column(sql, table, &as_added(column, *is_filled_later));
        }
        Action::DropColumn(name) => words(sql, "drop column ", name, ""),
        Action::SetType { column, using } => {
            words(sql, "alter column ", &column.name, " type ");
            sql.ty(&column.ty);
            if let Some(collation) = &column.collation {
                sql.push(" collate ");
                sql.name(collation);
            }
            if let Some(using) = using {
                conversion(sql, &column.name, &column.ty, *using);
            }
        }
        Action::SetNotNull(name) => words(sql, "alter column ", name, " set not null"),
        Action::DropNotNull(name) => words(sql, "alter column ", name, " drop not null"),
        Action::SetDefault(name, default) => {
            words(sql, "alter column ", name, " set");
            default_clause(sql, default);
        }
        Action::DropDefault(name) => words(sql, "alter column ", name, " drop default"),
        Action::AddIdentity(name, identity) => {
            words(sql, "alter column ", name, " add");
            identity_clause(sql, identity);
        }
        Action::SetIdentity(name, identity) => set_identity(sql, name, identity),
        Action::DropIdentity(name) => words(sql, "alter column ", name, " drop identity"),
        Action::SetCompression(name, value) => {
            words(sql, "alter column ", name, " set compression ");
            sql.push(value.unwrap_or("default"));
        }
        Action::DropExpression(name) => words(sql, "alter column ", name, " drop expression"),
        Action::Add { table, constraint, not_valid } => {
            sql.push("add ");
            TableItems.constraint(sql, table, *constraint);
            sql.push(if *not_valid { " not valid" } else { "" });
        }
        Action::AddUsingIndex { constraint, index } => add_using_index(sql, *constraint, index),
        Action::AddNotNullCheck { name, column } => {
            sql.push("add ");
            named(sql, name);
            words(sql, "check (", column, " is not null) not valid");
        }
        Action::Validate(name) => words(sql, "validate constraint ", name, ""),
        Action::Drop(_, name) => words(sql, "drop constraint ", name, ""),
        Action::RenameConstraint { from, to } => {
            words(sql, "rename constraint ", from, " to ");
            sql.name(to);
        }
        Action::Set(name, value) => set(sql, name, *value),
        // The first is said by the statements around, the others are clauses of other databases.
        Action::Modify { .. }
        | Action::RenameColumn { .. }
        | Action::AddIndex(_)
        | Action::DropIndex(_)
        | Action::Comment(_)
        | Action::Online(..) => {}
    }
}

fn words(sql: &mut Sql<'_>, before: &str, name: &Name, after: &str) {
    sql.push(before);
    sql.name(name);
    sql.push(after);
}

fn conversion(sql: &mut Sql<'_>, name: &Name, ty: &NativeType, using: Conversion) {
    words(sql, " using ", name, "");
    if using == Conversion::ThroughText {
        sql.push("::text");
        (0..ty.n_dimensions).for_each(|_| sql.push("[]"));
    }
    sql.push("::");
    sql.ty(ty);
}

/// Start and increment of a sequence are set one by one.
fn set_identity(sql: &mut Sql<'_>, name: &Name, identity: &Identity) {
    words(
        sql,
        "alter column ",
        name,
        match identity.kind {
            IdentityKind::ByDefault => " set generated by default",
            IdentityKind::Always => " set generated always",
        },
    );
    for option in sequence_options(&identity.settings) {
        sql.push(" set ");
        sql.push(&option);
    }
}

fn add_using_index(sql: &mut Sql<'_>, constraint: Constraint<'_>, index: &Name) {
    let (name, word) = match constraint {
        Constraint::Key(key) => (&key.name, "primary key"),
        Constraint::Unique(unique) => (&unique.name, "unique"),
        // Nothing else stands on an index of its own.
        Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => return,
    };
    sql.push("add ");
    named(sql, name);
    sql.push(word);
    words(sql, " using index ", index, "");
    if let Constraint::Unique(unique) = constraint {
        super::super::emit::deferrable(sql, unique.deferrable);
    }
}

/// Writes a setting of a table: a storage parameter, its tablespace, whether it is logged.
fn set(sql: &mut Sql<'_>, name: &Name, value: Option<&str>) {
    match (name.as_str(), value) {
        ("unlogged", Some("true")) => sql.push("set unlogged"),
        ("unlogged", _) => sql.push("set logged"),
        ("tablespace", value) => {
            sql.push("set tablespace ");
            sql.name(value.unwrap_or("pg_default"));
        }
        ("access_method", value) => {
            sql.push("set access method ");
            sql.name(value.unwrap_or("heap"));
        }
        (_, Some(value)) => {
            let value: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
            sql.push(&format!("set ({name} = {value})"));
        }
        (_, None) => sql.push(&format!("reset ({name})")),
    }
}

fn kind_word(kind: TypeKind) -> &'static str {
    match kind {
        TypeKind::Enum => "type",
        TypeKind::Domain => "domain",
    }
}

/// Writes what gives something another name, another schema, or both.
fn moved(sql: &mut Sql<'_>, words: &str, from: &QualifiedName, to: &QualifiedName) {
    if from.name != to.name {
        renamed(sql, words, from, &to.name);
    }
    if from.namespace != to.namespace {
        let between = QualifiedName { namespace: from.namespace.clone(), name: to.name.clone() };
        sql.push(words);
        sql.qualified(&between);
        sql.push(" set schema ");
        sql.name(to.namespace.as_deref().unwrap_or("public"));
        sql.push(";\n");
    }
}

fn beside(table: &QualifiedName, index: &Name) -> QualifiedName {
    QualifiedName { namespace: table.namespace.clone(), name: index.clone() }
}

/// The new label goes where its neighbours are, so that the order is that of the model.
fn add_label(sql: &mut Sql<'_>, item: &Enum, label: usize, before_next: bool) {
    let Some(text) = item.labels.get(label) else { return };
    sql.push("alter type ");
    sql.qualified(&item.name);
    sql.push(" add value ");
    sql.string(text);
    let next = item.labels.get(label + 1).filter(|_| before_next);
    let last = label.checked_sub(1).and_then(|it| item.labels.get(it));
    if let Some(next) = next {
        sql.push(" before ");
        sql.string(next);
    } else if let Some(last) = last {
        sql.push(" after ");
        sql.string(last);
    }
    sql.push(";\n");
}

/// The sequence of a column goes on behind the highest number; an empty table starts as usual.
fn sync_counter(sql: &mut Sql<'_>, table: &QualifiedName, column: &Name) {
    let mut name = Sql::new(sql.dialect());
    name.qualified(table);
    sql.push("select setval(pg_get_serial_sequence(");
    sql.string(name.as_str());
    sql.push(", ");
    sql.string(column);
    words(sql, "), max(", column, ")) from ");
    sql.qualified(table);
    words(sql, " having max(", column, ") is not null;\n");
}

fn alter_domain(sql: &mut Sql<'_>, domain: &Domain<NativeType>, action: &DomainAction<'_>) {
    sql.push("alter domain ");
    sql.qualified(&domain.name);
    match action {
        DomainAction::Default(Some(default)) => {
            sql.push(" set");
            default_clause(sql, default);
        }
        DomainAction::Default(None) => sql.push(" drop default"),
        DomainAction::NotNull(true) => sql.push(" set not null"),
        DomainAction::NotNull(false) => sql.push(" drop not null"),
        DomainAction::AddCheck(check) => {
            sql.push(" add ");
            common(sql, Constraint::Check(check));
            sql.push(if check.is_validated { "" } else { " not valid" });
        }
        DomainAction::DropCheck(name) => words(sql, " drop constraint ", name, ""),
    }
    sql.push(";\n");
}

fn alter_sequence(sql: &mut Sql<'_>, sequence: &Sequence) {
    let options = sequence_options(&sequence.settings);
    if !options.is_empty() {
        sql.push("alter sequence ");
        sql.qualified(&sequence.name);
        sql.push(" ");
        sql.push(&options.join(" "));
        sql.push(";\n");
    }
}

fn replace_object(sql: &mut Sql<'_>, object: &Object) {
    let id = sql.dialect().id();
    let body = SqlText::one(id, replacing(object.body.text(id).unwrap_or_default()));
    create_object(sql, &Object { body, ..object.clone() }, false);
}
