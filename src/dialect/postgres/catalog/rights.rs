//! Rights: what somebody other than the owner may do.

use super::super::super::catalog::Values;
use super::super::super::rights::{Rights, RightsOn};
use super::queries::{not_of_extension, own_schema};
use super::{Context, qualified};
use crate::base::Name;

/// The kind of a thing, its schema and name, a column of it or nothing, who may do it, what, and whether it may be
/// handed on; a right without a name is one that everybody has lost. On the schema `public`, which nobody makes,
/// everybody has other rights in each version.
pub(super) const RIGHTS: &str = concat!(
    "select case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname::text, c.relname::text, null::text,
       r.rolname::text, lower(a.privilege_type), a.is_grantable
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     cross join lateral pg_catalog.aclexplode(c.relacl) a left join pg_catalog.pg_roles r on r.oid = a.grantee
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and a.grantee <> c.relowner and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'table', n.nspname, c.relname, t.attname, r.rolname, lower(a.privilege_type), a.is_grantable
     from pg_catalog.pg_attribute t join pg_catalog.pg_class c on c.oid = t.attrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     cross join lateral pg_catalog.aclexplode(t.attacl) a left join pg_catalog.pg_roles r on r.oid = a.grantee
     where t.attacl is not null and not t.attisdropped and a.grantee <> c.relowner and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select case p.prokind when 'p' then 'procedure' else 'function' end, n.nspname,
       p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', null,
       r.rolname, lower(a.privilege_type), a.is_grantable
     from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     cross join lateral pg_catalog.aclexplode(p.proacl) a left join pg_catalog.pg_roles r on r.oid = a.grantee
     where a.grantee <> p.proowner and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_proc", "p.oid"),
    "
     union all
     select case p.prokind when 'p' then 'procedure' else 'function' end, n.nspname,
       p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', null, null, null, false
     from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where p.proacl is not null
     and not exists (select from pg_catalog.aclexplode(p.proacl) a where a.grantee = 0) and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_proc", "p.oid"),
    "
     union all
     select 'type', n.nspname, t.typname, null, r.rolname, lower(a.privilege_type), a.is_grantable
     from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     cross join lateral pg_catalog.aclexplode(t.typacl) a left join pg_catalog.pg_roles r on r.oid = a.grantee
     where a.grantee <> t.typowner and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    "
     union all
     select 'type', n.nspname, t.typname, null, null, null, false
     from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     where t.typacl is not null
     and not exists (select from pg_catalog.aclexplode(t.typacl) a where a.grantee = 0) and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    "
     union all
     select 'schema', '', n.nspname, null, r.rolname, lower(a.privilege_type), a.is_grantable
     from pg_catalog.pg_namespace n
     cross join lateral pg_catalog.aclexplode(n.nspacl) a left join pg_catalog.pg_roles r on r.oid = a.grantee
     where a.grantee <> n.nspowner and n.nspname <> 'public' and ",
    own_schema!(),
    " order by 1, 2, 3"
);

/// Reads a row of [`RIGHTS`].
pub(super) fn right(rights: &mut Rights, mut row: Values) {
    let on = RightsOn { kind: row.name(), name: qualified(row.name(), row.name()) };
    let column = row.filled().map(Name::from);
    let role = row.filled().map_or(Name::new_static("public"), Name::from);
    let Some(right) = row.filled() else {
        rights.refuse(on);
        return;
    };
    let hands_on = row.flag();
    rights.grant((on, role, hands_on), &right, column);
}

/// Puts the rights among the objects. Before version 17 there is no right to `maintain`.
pub(super) fn put(cx: &mut Context<'_>, mut rights: Rights, version: i64) {
    if version < 170_000 {
        rights.complete();
    }
    let tables: Vec<_> = cx.tables.values().map(|it| it.name.clone()).collect();
    let views: Vec<_> = cx.views.values().map(|it| it.name.clone()).collect();
    let names: rustc_hash::FxHashSet<_> = tables.into_iter().chain(views).collect();
    let hangs = |it: &RightsOn| it.kind == "table" && names.contains(&it.name);
    cx.schema.objects.extend(rights.objects(|_, _| true, hangs));
}
