//! What few schemas have: operators, casts, collations, text search, foreign tables, and how columns are kept.

use super::queries::{not_of_extension, not_of_type, own_schema, set_by_hand};

/// A table as a statement names it.
macro_rules! table {
    () => {
        "case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end
           || quote_ident(c.relname)"
    };
}

/// What is kept as text, in the columns of `OBJECTS`.
pub(super) const RARITIES: &str = concat!(
    "select 'operator'::text, n.nspname::text,
       o.oprname || '(' || case when o.oprleft = 0 then 'none' else pg_catalog.format_type(o.oprleft, null) end
         || ', ' || pg_catalog.format_type(o.oprright, null) || ')', null::text, null::text,
       'create operator ' || quote_ident(n.nspname) || '.' || o.oprname || ' (function = '
         || o.oprcode::pg_catalog.regproc::text
         || case when o.oprleft = 0 then '' else ', leftarg = ' || pg_catalog.format_type(o.oprleft, null) end
         || ', rightarg = ' || pg_catalog.format_type(o.oprright, null)
         || case when o.oprcom = 0 then '' else ', commutator = operator(' || (select quote_ident(m.nspname)
           || '.' || p.oprname
              from pg_catalog.pg_operator p join pg_catalog.pg_namespace m on m.oid = p.oprnamespace
                where p.oid = o.oprcom) || ')' end
         || case when o.oprnegate = 0 then '' else ', negator = operator(' || (select quote_ident(m.nspname)
           || '.' || p.oprname
              from pg_catalog.pg_operator p join pg_catalog.pg_namespace m on m.oid = p.oprnamespace
                where p.oid = o.oprnegate) || ')' end
         || case when o.oprrest = 0 then '' else ', restrict = ' || o.oprrest::pg_catalog.regproc::text end
         || case when o.oprjoin = 0 then '' else ', join = ' || o.oprjoin::pg_catalog.regproc::text end
         || case when o.oprcanhash then ', hashes' else '' end
           || case when o.oprcanmerge then ', merges' else '' end || ')',
       pg_catalog.obj_description(o.oid, 'pg_operator')
     from pg_catalog.pg_operator o join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
     where ",
    own_schema!(),
    " and o.oprcode <> 0
     and ",
    not_of_extension!("pg_operator", "o.oid"),
    "
     union all
     select 'cast', '', '(' || pg_catalog.format_type(c.castsource, null) || ' as '
       || pg_catalog.format_type(c.casttarget, null) || ')', null, null,
       'create cast (' || pg_catalog.format_type(c.castsource, null) || ' as '
         || pg_catalog.format_type(c.casttarget, null) || ') '
        || case c.castmethod when 'f' then 'with function '
          || c.castfunc::pg_catalog.regprocedure::text when 'i' then 'with inout' else 'without function' end
        || case c.castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' else '' end,
       pg_catalog.obj_description(c.oid, 'pg_cast')
     from pg_catalog.pg_cast c where c.oid >= 16384
     and ",
    not_of_type!("pg_cast", "c.oid"),
    " and ",
    not_of_extension!("pg_cast", "c.oid"),
    "
     union all
     select 'collation', n.nspname, c.collname, null, null,
       'create collation ' || quote_ident(n.nspname) || '.' || quote_ident(c.collname) || ' (provider = '
        || case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end
        || case when coalesce(j ->> 'colllocale', j ->> 'colliculocale') is not null
             then ', locale = ' || quote_literal(coalesce(j ->> 'colllocale', j ->> 'colliculocale'))
           when c.collcollate = c.collctype then ', locale = ' || quote_literal(c.collcollate)
           else ', lc_collate = ' || quote_literal(c.collcollate) || ', lc_ctype = '
             || quote_literal(c.collctype) end
        || case when j ->> 'collisdeterministic' = 'false' then ', deterministic = false' else '' end
        || coalesce(', rules = ' || quote_literal(j ->> 'collicurules'), '') || ')',
       pg_catalog.obj_description(c.oid, 'pg_collation')
     from pg_catalog.pg_collation c join pg_catalog.pg_namespace n on n.oid = c.collnamespace, to_jsonb(c) j
     where ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_collation", "c.oid"),
    "
     union all
     select 'event trigger', '', v.evtname, null, null,
       'create event trigger ' || quote_ident(v.evtname) || ' on ' || v.evtevent
        || coalesce(' when tag in (' || (select string_agg(quote_literal(t), ', ') from unnest(v.evttags) t)
          || ')', '')
        || ' execute function ' || v.evtfoid::pg_catalog.regproc::text || '()',
       pg_catalog.obj_description(v.oid, 'pg_event_trigger')
     from pg_catalog.pg_event_trigger v
     where ",
    not_of_extension!("pg_event_trigger", "v.oid"),
    "
     union all
     select 'operator class', n.nspname, o.opcname, null, null,
       'create operator class ' || quote_ident(n.nspname) || '.' || quote_ident(o.opcname)
         || case when o.opcdefault then ' default' else '' end
        || ' for type ' || pg_catalog.format_type(o.opcintype, null) || ' using ' || quote_ident(m.amname)
        || case when f.opfname <> o.opcname then ' family ' || quote_ident(f.opfname) else '' end || ' as '
        || (select coalesce(string_agg(item, ', ' order by kind, place),
               'storage ' || pg_catalog.format_type(o.opcintype, null)) from (
             select 1 as kind, a.amopstrategy as place, 'operator ' || a.amopstrategy || ' '
               || a.amopopr::pg_catalog.regoperator::text
                 || case when a.amoppurpose = 'o' then ' for order by ' || (select quote_ident(s.opfname)
                   from pg_catalog.pg_opfamily s where s.oid = a.amopsortfamily) else '' end as item
             from pg_catalog.pg_amop a where a.amopfamily = o.opcfamily and a.amoplefttype = o.opcintype
             union all
             select 2, p.amprocnum, 'function ' || p.amprocnum || ' ' || p.amproc::pg_catalog.regprocedure::text
             from pg_catalog.pg_amproc p where p.amprocfamily = o.opcfamily and p.amproclefttype = o.opcintype
             union all
             select 3, 1, 'storage ' || pg_catalog.format_type(o.opckeytype, null)
               where o.opckeytype <> 0) items),
       pg_catalog.obj_description(o.oid, 'pg_opclass')
     from pg_catalog.pg_opclass o join pg_catalog.pg_namespace n on n.oid = o.opcnamespace
     join pg_catalog.pg_am m on m.oid = o.opcmethod join pg_catalog.pg_opfamily f on f.oid = o.opcfamily
     where ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_opclass", "o.oid"),
    "
     union all
     select 'operator family', n.nspname, f.opfname, null, null,
       'create operator family ' || quote_ident(n.nspname) || '.' || quote_ident(f.opfname) || ' using '
         || quote_ident(m.amname),
       pg_catalog.obj_description(f.oid, 'pg_opfamily')
     from pg_catalog.pg_opfamily f join pg_catalog.pg_namespace n on n.oid = f.opfnamespace
       join pg_catalog.pg_am m on m.oid = f.opfmethod
     where ",
    own_schema!(),
    "
       and not exists (select from pg_catalog.pg_opclass o where o.opcfamily = f.oid and o.opcname = f.opfname)
     and ",
    not_of_extension!("pg_opfamily", "f.oid"),
    "
     union all
     select 'text search dictionary', n.nspname, d.dictname, null, null,
       'create text search dictionary ' || quote_ident(n.nspname) || '.' || quote_ident(d.dictname)
         || ' (template = '
        || (select quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname)
          from pg_catalog.pg_ts_template t join pg_catalog.pg_namespace tn on tn.oid = t.tmplnamespace
          where t.oid = d.dicttemplate)
        || coalesce(', ' || d.dictinitoption, '') || ')', pg_catalog.obj_description(d.oid, 'pg_ts_dict')
     from pg_catalog.pg_ts_dict d join pg_catalog.pg_namespace n on n.oid = d.dictnamespace
     where ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_ts_dict", "d.oid"),
    "
     union all
     select 'text search configuration', n.nspname, g.cfgname, null, null,
       'create text search configuration ' || quote_ident(n.nspname) || '.' || quote_ident(g.cfgname)
         || ' (parser = '
        || (select quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) from pg_catalog.pg_ts_parser p
          join pg_catalog.pg_namespace pn on pn.oid = p.prsnamespace where p.oid = g.cfgparser) || ')'
        || coalesce((select string_agg('; alter text search configuration ' || quote_ident(n.nspname) || '.'
          || quote_ident(g.cfgname) || ' add mapping for ' || quote_ident(token) || ' with '
          || dicts, '' order by token)
            from (select (select t.alias from pg_catalog.ts_token_type(g.cfgparser) t
              where t.tokid = m.maptokentype) as token,
                    string_agg(m.mapdict::pg_catalog.regdictionary::text, ', ' order by m.mapseqno) as dicts
                  from pg_catalog.pg_ts_config_map m where m.mapcfg = g.oid group by m.maptokentype) maps), ''),
       pg_catalog.obj_description(g.oid, 'pg_ts_config')
     from pg_catalog.pg_ts_config g join pg_catalog.pg_namespace n on n.oid = g.cfgnamespace
     where ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_ts_config", "g.oid"),
    "
     union all
     select 'replica identity', n.nspname, c.relname, n.nspname, c.relname,
       'alter table ' || ",
    table!(),
    " || ' replica identity '
        || case c.relreplident when 'f' then 'full' when 'n' then 'nothing' else 'using index '
          || (select quote_ident(i.relname) from pg_catalog.pg_index x
          join pg_catalog.pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid
          and x.indisreplident) end, null
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and c.relreplident <> 'd' and ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'clustering', n.nspname, c.relname, n.nspname, c.relname,
       'alter table ' || ",
    table!(),
    " || ' cluster on ' || quote_ident(i.relname), null
     from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
       join pg_catalog.pg_class c on c.oid = x.indrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where x.indisclustered and c.relkind in ('r', 'p') and ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'column storage', n.nspname, a.attname, n.nspname, c.relname,
       'alter table ' || ",
    table!(),
    "
        || ' alter column ' || quote_ident(a.attname) || ' set storage '
          || case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end, null
     from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
       join pg_catalog.pg_class c on c.oid = a.attrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and not a.attisdropped and a.attstorage <> t.typstorage and c.relkind in ('r', 'p')
       and not c.relispartition and ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'column statistics', n.nspname, a.attname, n.nspname, c.relname,
       'alter table ' || ",
    table!(),
    "
        || ' alter column ' || quote_ident(a.attname) || ' set statistics ' || a.attstattarget, null
     from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and not a.attisdropped and coalesce(a.attstattarget, -1) >= 0
       and c.relkind in ('r', 'p') and not c.relispartition and ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'column options', n.nspname, a.attname, n.nspname, c.relname,
       'alter table ' || ",
    table!(),
    "
        || ' alter column ' || quote_ident(a.attname) || ' set ('
        || options.words || ')', null
     from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     cross join lateral (select string_agg(o, ', ') as words from unnest(a.attoptions) o where ",
    set_by_hand!("o"),
    ") options
     where a.attnum > 0 and not a.attisdropped and options.words is not null
       and c.relkind in ('r', 'p') and not c.relispartition and ",
    own_schema!(),
    "
     and ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'foreign table', n.nspname, c.relname, null, null,
       'create foreign table ' || ",
    table!(),
    " || ' ('
        || coalesce((select string_agg(quote_ident(a.attname) || ' '
          || pg_catalog.format_type(a.atttypid, a.atttypmod)
             || coalesce(' options (' || (select string_agg(quote_ident(split_part(o, '=', 1)) || ' '
               || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') from unnest(a.attfdwoptions) o) || ')', '')
             || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum)
           from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '')
        || ') server ' || quote_ident(s.srvname)
        || coalesce(' options (' || (select string_agg(quote_ident(split_part(o, '=', 1)) || ' '
          || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') from unnest(f.ftoptions) o) || ')', ''),
       pg_catalog.obj_description(c.oid, 'pg_class')
     from pg_catalog.pg_foreign_table f join pg_catalog.pg_class c on c.oid = f.ftrelid
       join pg_catalog.pg_foreign_server s on s.oid = f.ftserver
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ",
    not_of_extension!("pg_class", "c.oid"),
    "
     union all
     select 'access method', '', m.amname, null, null,
       'create access method ' || quote_ident(m.amname) || ' type '
         || case m.amtype when 't' then 'table' else 'index' end || ' handler ' || m.amhandler::pg_catalog.regproc::text,
       pg_catalog.obj_description(m.oid, 'pg_am')
     from pg_catalog.pg_am m where m.oid >= 16384 and ",
    not_of_extension!("pg_am", "m.oid"),
    "
     union all
     select 'foreign data wrapper', '', w.fdwname, null, null,
       'create foreign data wrapper ' || quote_ident(w.fdwname)
         || case when w.fdwhandler = 0 then '' else ' handler ' || w.fdwhandler::pg_catalog.regproc::text end
         || case when w.fdwvalidator = 0 then ''
              else ' validator ' || w.fdwvalidator::pg_catalog.regproc::text end
        || coalesce(' options (' || (select string_agg(quote_ident(split_part(o, '=', 1)) || ' '
          || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') from unnest(w.fdwoptions) o) || ')', ''),
       pg_catalog.obj_description(w.oid, 'pg_foreign_data_wrapper')
     from pg_catalog.pg_foreign_data_wrapper w
     where ",
    not_of_extension!("pg_foreign_data_wrapper", "w.oid"),
    "
     union all
     select 'server', '', s.srvname, null, null,
       'create server ' || quote_ident(s.srvname) || coalesce(' type ' || quote_literal(s.srvtype), '')
         || coalesce(' version ' || quote_literal(s.srvversion), '')
       || ' foreign data wrapper ' || quote_ident(w.fdwname)
        || coalesce(' options (' || (select string_agg(quote_ident(split_part(o, '=', 1)) || ' '
          || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') from unnest(s.srvoptions) o) || ')', ''),
       pg_catalog.obj_description(s.oid, 'pg_foreign_server')
     from pg_catalog.pg_foreign_server s join pg_catalog.pg_foreign_data_wrapper w on w.oid = s.srvfdw
     where ",
    not_of_extension!("pg_foreign_server", "s.oid"),
    "
     order by 1, 2, 3, 5"
);
