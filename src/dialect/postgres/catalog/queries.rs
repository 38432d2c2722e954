//! The queries. Lists come as JSON, truth values as `t` and `f`.

/// Schemas that are not the system's.
macro_rules! own_schema {
    () => {
        "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'"
    };
}

/// Not of an extension, not an inner part of something else.
macro_rules! not_of_extension {
    ($class:literal, $id:literal) => {
        concat!(
            "not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.",
            $class,
            "'::pg_catalog.regclass and e.objid = ",
            $id,
            " and e.deptype = 'e')"
        )
    };
}

/// The comment on a thing, by its catalog and number: a join, as a function would be called for each row.
macro_rules! comment {
    ($class:literal, $id:literal) => {
        comment!($class, $id, "0")
    };
    ($class:literal, $id:literal, $part:literal) => {
        concat!(
            "left join pg_catalog.pg_description remark on remark.objoid = ",
            $id,
            " and remark.classoid = 'pg_catalog.",
            $class,
            "'::pg_catalog.regclass and remark.objsubid = ",
            $part
        )
    };
}

/// Leaves out what a type brings along: the functions and casts of ranges.
macro_rules! not_of_type {
    ($class:literal, $id:literal) => {
        concat!(
            "not exists (select from pg_catalog.pg_depend brought where brought.objid = ",
            $id,
            " and brought.classid = 'pg_catalog.",
            $class,
            "'::pg_catalog.regclass and brought.deptype = 'i'
              and brought.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass)"
        )
    };
}

/// Whether an option of a column was set by somebody. PostgreSQL 15.20 notes a version there by itself, which pg_dump
/// leaves out as well.
macro_rules! set_by_hand {
    ($option:literal) => {
        concat!("left(", $option, ", 10) <> 'pg_attver='")
    };
}

/// Whether an operator class of an index says more than its name, as none but the statement can say.
macro_rules! has_class_options {
    () => {
        concat!(
            "(k.contype is null and x.indexrelid in (select o.attrelid from pg_catalog.pg_attribute o
                cross join lateral unnest(o.attoptions) said where ",
            set_by_hand!("said"),
            "))"
        )
    };
}

pub(super) use {not_of_extension, not_of_type, own_schema, set_by_hand};

pub(super) const NAMESPACES: &str = concat!(
    "select n.nspname, pg_catalog.obj_description(n.oid, 'pg_namespace')
     from pg_catalog.pg_namespace n where ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_namespace", "n.oid"),
    " order by 1"
);

/// Schemas whose tables the role cannot look into.
pub(super) const UNSEEN: &str = concat!(
    "select n.nspname from pg_catalog.pg_namespace n where ",
    own_schema!(),
    " and not pg_catalog.has_schema_privilege(n.oid, 'usage') order by 1"
);

/// The roles with default privileges: what they make gives rights by itself.
pub(super) const DEFAULT_PRIVILEGES: &str =
    "select distinct pg_catalog.pg_get_userbyid(d.defaclrole)::text
     from pg_catalog.pg_default_acl d order by 1";

/// Types that are made of functions, mostly in C: they and these functions need each other.
pub(super) const BASE_TYPES: &str = concat!(
    "select t.typname::text from pg_catalog.pg_type t
     join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     where t.typtype in ('b', 'p') and t.typelem = 0 and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    " order by 1"
);

pub(super) const ENUMS: &str = concat!(
    "select n.nspname, t.typname,
       (select json_agg(e.enumlabel order by e.enumsortorder)
        from pg_catalog.pg_enum e where e.enumtypid = t.oid),
       pg_catalog.obj_description(t.oid, 'pg_type')
     from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     where t.typtype = 'e' and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    " order by 1, 2"
);

pub(super) const DOMAINS: &str = concat!(
    "select n.nspname, t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod), t.typnotnull,
       t.typdefault,
       case when t.typcollation <> b.typcollation then c.collname end,
       pg_catalog.obj_description(t.oid, 'pg_type')
     from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     join pg_catalog.pg_type b on b.oid = t.typbasetype
     left join pg_catalog.pg_collation c on c.oid = t.typcollation
     where t.typtype = 'd' and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    " order by 1, 2"
);

pub(super) const DOMAIN_CHECKS: &str = concat!(
    "select n.nspname, t.typname, k.conname, pg_catalog.pg_get_expr(k.conbin, 0), k.convalidated,
       pg_catalog.obj_description(k.oid, 'pg_constraint')
     from pg_catalog.pg_constraint k join pg_catalog.pg_type t on t.oid = k.contypid
     join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     where k.contype = 'c' and ",
    own_schema!(),
    " order by 1, 2, 3"
);

/// Tables, partitions, views, materialized views, foreign tables.
pub(super) const RELATIONS: &str = concat!(
    "select c.oid, n.nspname, c.relname, c.relkind, c.relpersistence = 'u',
       pg_catalog.array_to_json(c.reloptions || (select pg_catalog.array_agg('toast.' || o)
         from pg_catalog.pg_class long, unnest(long.reloptions) o where long.oid = c.reltoastrelid)),
       s.spcname, remark.description,
       case when c.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(c.oid) end,
       case when c.relkind = 'p' then pg_catalog.pg_get_partkeydef(c.oid) end,
       case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end,
       i.parents, c.relrowsecurity, c.relforcerowsecurity, method.amname
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     left join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
     left join pg_catalog.pg_am method
       on method.oid = c.relam and method.amname <> 'heap' and c.relkind in ('r', 'p')
     left join (select i.inhrelid, json_agg(json_build_array(pn.nspname, p.relname) order by i.inhseqno) as parents
        from pg_catalog.pg_inherits i join pg_catalog.pg_class p on p.oid = i.inhparent
        join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace group by i.inhrelid) i on i.inhrelid = c.oid
     ",
    comment!("pg_class", "c.oid"),
    " where c.relkind in ('r', 'p', 'v', 'm') and ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_class", "c.oid"),
    " order by 2, 3"
);

/// Columns, in order, those of partitions included: keys name columns by their numbers.
pub(super) fn columns(version: i64) -> String {
    let generated = if version >= 120_000 { "a.attgenerated" } else { "''" };
    let compression = if version >= 140_000 { "a.attcompression" } else { "''" };
    // Only what is computed names columns; without a table, none has to be opened.
    let table = if version >= 120_000 {
        "case a.attgenerated when '' then 0::pg_catalog.oid else d.adrelid end"
    } else {
        "0"
    };
    format!(
        "select a.attrelid, a.attnum, a.attname, a.attcollation,
           pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
           pg_catalog.pg_get_expr(d.adbin, {table}), a.attidentity, {generated}, {compression},
           case when a.attcollation <> t.typcollation then l.collname end, remark.description,
           q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle
         from pg_catalog.pg_attribute a
         join pg_catalog.pg_class c on c.oid = a.attrelid
         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         join pg_catalog.pg_type t on t.oid = a.atttypid
         left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         left join pg_catalog.pg_collation l on l.oid = a.attcollation
         left join (select p.refobjid, p.refobjsubid, q.* from pg_catalog.pg_sequence q
             join pg_catalog.pg_depend p on p.objid = q.seqrelid and p.deptype = 'i'
               and p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and p.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) q
           on a.attidentity <> '' and q.refobjid = a.attrelid and q.refobjsubid = a.attnum
         {} where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v')
           and {} order by a.attrelid, a.attnum",
        comment!("pg_class", "a.attrelid", "a.attnum"),
        own_schema!()
    )
}

/// Sequences but those of identity columns.
pub(super) fn sequences(_: i64) -> String {
    format!(
        "select n.nspname, c.relname, pg_catalog.format_type(q.seqtypid, null), q.seqstart,
           q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle, tn.nspname, tc.relname,
           ta.attname, pg_catalog.obj_description(c.oid, 'pg_class')
         from pg_catalog.pg_sequence q join pg_catalog.pg_class c on c.oid = q.seqrelid
         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         left join pg_catalog.pg_depend p on p.objid = c.oid and p.deptype in ('a', 'i')
           and p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
           and p.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and p.refobjsubid > 0
         left join pg_catalog.pg_class tc on tc.oid = p.refobjid
         left join pg_catalog.pg_namespace tn on tn.oid = tc.relnamespace
         left join pg_catalog.pg_attribute ta
           on ta.attrelid = p.refobjid and ta.attnum = p.refobjsubid
         where p.deptype is distinct from 'i' and {} and {} order by 1, 2",
        own_schema!(),
        not_of_extension!("pg_class", "c.oid")
    )
}

/// Keys, foreign keys, checks and exclusions of tables, but not what partitions inherit. Columns are numbers.
pub(super) fn constraints(version: i64) -> String {
    let nulls = if version >= 150_000 { "coalesce(x.indnullsnotdistinct, false)" } else { "false" };
    let set = if version >= 150_000 { "k.confdelsetcols" } else { "null" };
    format!(
        "select k.conrelid, k.conname, k.contype, k.conkey, k.confrelid, fn.nspname, f.relname, k.confkey,
           k.confmatchtype, k.confdeltype, k.confupdtype, k.condeferrable, k.condeferred,
           k.convalidated, pg_catalog.pg_get_expr(k.conbin, k.conrelid), remark.description, {nulls},
           pg_catalog.array_to_json(i.reloptions), s.spcname,
           case when k.contype = 'x' then (select json_agg(o.oprname order by u.place)
             from unnest(k.conexclop) with ordinality u (oid, place)
             join pg_catalog.pg_operator o on o.oid = u.oid) end,
           x.indkey, x.indnkeyatts, k.connoinherit and k.contype = 'c', {set}
         from pg_catalog.pg_constraint k
         join pg_catalog.pg_class c on c.oid = k.conrelid
         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         left join pg_catalog.pg_class f on f.oid = k.confrelid
         left join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
         left join pg_catalog.pg_class i on i.oid = k.conindid and k.contype in ('p', 'u', 'x')
         left join pg_catalog.pg_index x on x.indexrelid = i.oid
         left join pg_catalog.pg_tablespace s on s.oid = i.reltablespace
         {} where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conislocal and k.conparentid = 0
           and not (c.relispartition and k.coninhcount > 0) and {} order by k.conrelid, k.conname",
        comment!("pg_constraint", "k.oid"),
        own_schema!()
    )
}

/// Indexes, those behind exclusions included, those behind keys not. Columns, collations and operator classes are
/// numbers; only expressions are told as text.
pub(super) fn indexes(version: i64) -> String {
    let nulls = if version >= 150_000 { "x.indnullsnotdistinct" } else { "false" };
    format!(
        "select x.indrelid, i.relname, m.amname, x.indisunique, {nulls},
           pg_catalog.pg_get_expr(x.indpred, x.indrelid), x.indkey, x.indnkeyatts, x.indcollation,
           x.indclass, x.indoption,
           case when x.indexprs is not null then (select json_agg(
               pg_catalog.pg_get_indexdef(x.indexrelid, p, true) order by p)
             from generate_series(1, x.indnatts) p where x.indkey[p - 1] = 0) end,
           case when x.indexprs is not null
             then pg_catalog.pg_get_indexdef(x.indexrelid) like '% COLLATE %' end,
           pg_catalog.array_to_json(i.reloptions), s.spcname, remark.description, k.conname
         from pg_catalog.pg_index x
         join pg_catalog.pg_class i on i.oid = x.indexrelid
         join pg_catalog.pg_class c on c.oid = x.indrelid
         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         join pg_catalog.pg_am m on m.oid = i.relam
         left join pg_catalog.pg_tablespace s on s.oid = i.reltablespace
         left join pg_catalog.pg_constraint k
           on k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')
         {} where c.relkind in ('r', 'p') and not (c.relispartition and exists (
             select 1 from pg_catalog.pg_inherits part where part.inhrelid = x.indexrelid))
           and (k.contype is null or k.contype = 'x') and {} and not {} order by x.indrelid, i.relname",
        comment!("pg_class", "i.oid"),
        own_schema!(),
        has_class_options!()
    )
}

/// The names of the collations that indexes use, by number.
pub(super) const COLLATIONS: &str = "select l.oid, l.collname from pg_catalog.pg_collation l
     where l.oid in (select unnest(x.indcollation) from pg_catalog.pg_index x)";

/// The names of the operator classes that have to be said, by number.
pub(super) const OPERATOR_CLASSES: &str =
    "select o.oid, o.opcname from pg_catalog.pg_opclass o where not o.opcdefault";

/// Stands where newer servers are asked for the schemas that are published as a whole.
macro_rules! published_schemas {
    () => {
        "null::text /* schemas */"
    };
}

/// What is kept as text.
pub(super) fn objects(version: i64) -> String {
    let schemas =
        "(select 'tables in schema ' || string_agg(quote_ident(s.nspname), ', ' order by s.nspname)
        from pg_catalog.pg_publication_namespace x
        join pg_catalog.pg_namespace s on s.oid = x.pnnspid where x.pnpubid = p.oid)";
    match version >= 150_000 {
        true => OBJECTS.replace(published_schemas!(), schemas),
        false => OBJECTS.to_owned(),
    }
}

/// What is kept as text: kind, schema, name, schema and name of its table, statement, comment.
const OBJECTS: &str = concat!(
    "select 'extension'::text, ''::text, e.extname::text, null::text, null::text,
       'create extension ' || quote_ident(e.extname),
       pg_catalog.obj_description(e.oid, 'pg_extension')
     from pg_catalog.pg_extension e where e.extname <> 'plpgsql'
     union all
     select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
       n.nspname, p.proname::text || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
       null, null,
       case when p.prokind <> 'a' then pg_catalog.pg_get_functiondef(p.oid)
         else 'create aggregate ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
           || coalesce(nullif(pg_catalog.pg_get_function_identity_arguments(p.oid), ''), '*') || ') (sfunc = '
           || g.aggtransfn::pg_catalog.regproc::text || ', stype = '
           || pg_catalog.format_type(g.aggtranstype, null)
           || case when g.aggtransspace > 0 then ', sspace = ' || g.aggtransspace else '' end
           || case when g.aggfinalfn = 0 then '' else ', finalfunc = '
                || g.aggfinalfn::pg_catalog.regproc::text end
           || case when g.aggfinalextra then ', finalfunc_extra' else '' end
           || case when g.aggcombinefn = 0 then '' else ', combinefunc = '
                || g.aggcombinefn::pg_catalog.regproc::text end
           || case when g.aggserialfn = 0 then '' else ', serialfunc = '
                || g.aggserialfn::pg_catalog.regproc::text || ', deserialfunc = '
                || g.aggdeserialfn::pg_catalog.regproc::text end
           || coalesce(', initcond = ' || quote_literal(g.agginitval), '')
           || case when g.aggmtransfn = 0 then '' else ', msfunc = '
                || g.aggmtransfn::pg_catalog.regproc::text || ', minvfunc = '
                || g.aggminvtransfn::pg_catalog.regproc::text || ', mstype = '
                || pg_catalog.format_type(g.aggmtranstype, null)
                || case when g.aggmfinalfn = 0 then '' else ', mfinalfunc = '
                     || g.aggmfinalfn::pg_catalog.regproc::text end
                || coalesce(', minitcond = ' || quote_literal(g.aggminitval), '') end
           || case when g.aggsortop = 0 then '' else ', sortop = operator('
                || (select quote_ident(m.nspname) || '.' || o.oprname from pg_catalog.pg_operator o
                    join pg_catalog.pg_namespace m on m.oid = o.oprnamespace
                    where o.oid = g.aggsortop) || ')' end
           || case p.proparallel when 's' then ', parallel = safe'
                when 'r' then ', parallel = restricted' else '' end
           || case when g.aggkind = 'h' then ', hypothetical' else '' end || ')' end,
       pg_catalog.obj_description(p.oid, 'pg_proc')
     from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     left join pg_catalog.pg_aggregate g on g.aggfnoid = p.oid
     where ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_proc", "p.oid"),
    " and ",
    not_of_type!("pg_proc", "p.oid"),
    " union all
     select 'trigger', n.nspname, t.tgname, n.nspname, c.relname,
       pg_catalog.pg_get_triggerdef(t.oid), pg_catalog.obj_description(t.oid, 'pg_trigger')
     from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and not (c.relispartition and exists (
         select 1 from pg_catalog.pg_inherits part
         join pg_catalog.pg_trigger above on above.tgrelid = part.inhparent
         where part.inhrelid = c.oid and above.tgname = t.tgname and above.tgfoid = t.tgfoid)) and ",
    own_schema!(),
    " union all
     select 'index', n.nspname, i.relname, n.nspname, c.relname,
       pg_catalog.pg_get_indexdef(i.oid), pg_catalog.obj_description(i.oid, 'pg_class')
     from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
     join pg_catalog.pg_class c on c.oid = x.indrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     left join pg_catalog.pg_constraint k
       on k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')
     where (c.relkind = 'm' or c.relkind in ('r', 'p') and not (c.relispartition and exists (
           select 1 from pg_catalog.pg_inherits part where part.inhrelid = x.indexrelid)) and ",
    has_class_options!(),
    ") and ",
    own_schema!(),
    " union all
     select 'publication', '', p.pubname, null, null,
       'create publication ' || quote_ident(p.pubname)
         || case when p.puballtables then ' for all tables' else coalesce(' for ' || nullif(concat_ws(', ',
              (select 'table ' || string_agg(quote_ident(s.nspname) || '.' || quote_ident(c.relname)
                  || coalesce(' (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                       from pg_catalog.pg_attribute a where a.attrelid = c.oid and to_jsonb(a.attnum)
                         in (select jsonb_array_elements(nullif(to_jsonb(r) -> 'prattrs', 'null')))) || ')', '')
                  || coalesce(' where ' || (select '(' || (to_jsonb(t) ->> 'rowfilter') || ')'
                       from pg_catalog.pg_publication_tables t where t.pubname = p.pubname
                         and t.schemaname = s.nspname and t.tablename = c.relname), ''),
                  ', ' order by s.nspname, c.relname)
                from pg_catalog.pg_publication_rel r join pg_catalog.pg_class c on c.oid = r.prrelid
                join pg_catalog.pg_namespace s on s.oid = c.relnamespace where r.prpubid = p.oid),
              ",
    published_schemas!(),
    "), ''), '') end
         || coalesce(' with (' || nullif(concat_ws(', ',
              case when not (p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate) then
                'publish = ' || quote_literal(concat_ws(', ', case when p.pubinsert then 'insert' end,
                  case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end,
                  case when p.pubtruncate then 'truncate' end)) end,
              case when to_jsonb(p) ->> 'pubviaroot' = 'true' then 'publish_via_partition_root = true' end), '')
           || ')', ''),
       pg_catalog.obj_description(p.oid, 'pg_publication')
     from pg_catalog.pg_publication p
     union all
     select 'rule', n.nspname, r.rulename, n.nspname, c.relname, pg_catalog.pg_get_ruledef(r.oid),
       pg_catalog.obj_description(r.oid, 'pg_rewrite')
     from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where r.rulename <> '_RETURN' and ",
    own_schema!(),
    " union all
     select 'policy', n.nspname, p.polname, n.nspname, c.relname,
       'create policy ' || quote_ident(p.polname) || ' on '
         || case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end
         || quote_ident(c.relname)
         || case when p.polpermissive then '' else ' as restrictive' end
         || case p.polcmd when 'r' then ' for select' when 'a' then ' for insert'
              when 'w' then ' for update' when 'd' then ' for delete' else '' end
         || coalesce(' to ' || (select string_agg(quote_ident(g.rolname), ', ' order by g.rolname)
              from pg_catalog.pg_roles g where g.oid = any (p.polroles)), '')
         || coalesce(' using (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '')
         || coalesce(' with check ('
              || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
       pg_catalog.obj_description(p.oid, 'pg_policy')
     from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace where ",
    own_schema!(),
    " union all
     select 'composite type', n.nspname, t.typname, null, null,
       'create type ' || case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end
         || quote_ident(t.typname) || ' as ('
         || coalesce((select string_agg(quote_ident(a.attname) || ' '
              || pg_catalog.format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
            from pg_catalog.pg_attribute a
            where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), '') || ')',
       pg_catalog.obj_description(t.oid, 'pg_type')
     from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
     join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c'
     where ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    " union all
     select 'range type', n.nspname, t.typname, null, null,
       'create type ' || case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end
         || quote_ident(t.typname) || ' as range (subtype = '
         || pg_catalog.format_type(r.rngsubtype, null)
         || case when r.rngcollation in (0, (select s.typcollation from pg_catalog.pg_type s
              where s.oid = r.rngsubtype)) then ''
              else ', collation = ' || r.rngcollation::pg_catalog.regcollation::text end
         || case when r.rngsubdiff = 0 then ''
              else ', subtype_diff = ' || r.rngsubdiff::pg_catalog.regproc::text end || ')',
       pg_catalog.obj_description(t.oid, 'pg_type')
     from pg_catalog.pg_range r join pg_catalog.pg_type t on t.oid = r.rngtypid
     join pg_catalog.pg_namespace n on n.oid = t.typnamespace where ",
    own_schema!(),
    " and ",
    not_of_extension!("pg_type", "t.oid"),
    " union all
     select 'statistics', n.nspname, s.stxname, null, null,
       pg_catalog.pg_get_statisticsobjdef(s.oid),
       pg_catalog.obj_description(s.oid, 'pg_statistic_ext')
     from pg_catalog.pg_statistic_ext s join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
     where ",
    own_schema!(),
    " order by 1, 2, 3, 5"
);
