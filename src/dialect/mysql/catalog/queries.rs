//! The queries, all about the database that the session is in.
//!
//! Each is about one table of `information_schema`: MariaDB makes these tables anew for every row that they are joined
//! to.

use crate::base::DialectId;

pub(super) const TABLES: &str = "select table_name, engine, table_collation, table_comment,
      create_options, table_type
    from information_schema.tables
    where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by table_name";

/// The names of the sequences of MariaDB.
pub(super) const SEQUENCES: &str = "select table_name from information_schema.tables
    where table_schema = database() and table_type = 'SEQUENCE' order by table_name";

/// What these sequences count, all in one: each is a table of one row.
pub(super) fn counting(sequences: &[String]) -> String {
    let one = |name: &String| {
        let mut text = String::new();
        super::super::emit::string(name, &mut text);
        format!(
            "select {text}, start_value, increment, minimum_value, maximum_value, cache_size, cycle_option
            from {}",
            super::super::emit::quoted(name)
        )
    };
    sequences.iter().map(one).collect::<Vec<_>>().join(" union all ")
}

const MARIADB_COLUMNS: &str = "select table_name, column_name, column_type, is_nullable,
      column_default, extra, generation_expression, character_set_name, collation_name, column_comment
    from information_schema.columns where table_schema = database()
    order by table_name, ordinal_position";

/// Columns in order. MySQL prints quotes in expressions with a backslash.
const MYSQL_COLUMNS: &str = "select table_name, column_name, column_type, is_nullable,
      column_default, extra, replace(generation_expression, '\\\\''', ''''),
      character_set_name, collation_name, column_comment
    from information_schema.columns where table_schema = database()
    order by table_name, ordinal_position";

/// The columns of tables and views.
pub(super) fn columns(id: DialectId) -> &'static str {
    if id == DialectId::Mysql { MYSQL_COLUMNS } else { MARIADB_COLUMNS }
}

const MARIADB_INDEXES: &str = "select table_name, index_name, non_unique, column_name, null,
      collation, sub_part, index_type, index_comment, ignored
    from information_schema.statistics where table_schema = database()
    order by table_name, index_name, seq_in_index";

const MYSQL_INDEXES: &str = "select table_name, index_name, non_unique, column_name,
      replace(expression, '\\\\''', ''''), collation, sub_part, index_type, index_comment,
      case is_visible when 'NO' then 'YES' else 'NO' end
    from information_schema.statistics where table_schema = database()
    order by table_name, index_name, seq_in_index";

/// The columns of indexes, keys included.
pub(super) fn indexes(id: DialectId) -> &'static str {
    if id == DialectId::Mysql { MYSQL_INDEXES } else { MARIADB_INDEXES }
}

pub(super) const FOREIGN_KEYS: &str = "select table_name, constraint_name, column_name,
      referenced_table_schema, referenced_table_name, referenced_column_name, database()
    from information_schema.key_column_usage
    where table_schema = database() and referenced_table_name is not null
    order by table_name, constraint_name, ordinal_position";

/// What the foreign keys do when what they refer to changes.
pub(super) const ACTIONS: &str = "select table_name, constraint_name, delete_rule, update_rule
    from information_schema.referential_constraints where constraint_schema = database()";

/// Older versions do not say which checks are part of the definition of a column.
const MARIADB_CHECKS: &str = "select table_name, constraint_name, check_clause, 'YES',
      concat('', '' /*M!100510 , level */)
    from information_schema.check_constraints where constraint_schema = database()
    order by table_name, constraint_name";

const MYSQL_CHECKS: &str = "select t.table_name, t.constraint_name,
      replace(c.check_clause, '\\\\''', ''''), t.enforced, 'Table'
    from information_schema.table_constraints t
    join information_schema.check_constraints c
      on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
    where t.table_schema = database() and t.constraint_type = 'CHECK'
    order by t.table_name, t.constraint_name";

pub(super) fn checks(id: DialectId) -> &'static str {
    if id == DialectId::Mysql { MYSQL_CHECKS } else { MARIADB_CHECKS }
}

/// Views; how they are computed only MariaDB tells.
pub(super) const VIEWS: &str =
    "select table_name, replace(view_definition, concat('`', database(), '`.'), ''),
      lower(check_option), security_type = 'INVOKER'
      /*M! , lower(algorithm) */
    from information_schema.views where table_schema = database() order by table_name";

/// Functions and procedures with their parameters in one text.
pub(super) const ROUTINES: &str = "select r.routine_type, r.routine_name,
      (select group_concat(concat(
          case when r.routine_type = 'PROCEDURE' then concat(lower(p.parameter_mode), ' ') else '' end,
          '`', replace(p.parameter_name, '`', '``'), '` ', p.dtd_identifier)
        order by p.ordinal_position separator ', ')
       from information_schema.parameters p
       where p.specific_schema = r.routine_schema and p.specific_name = r.specific_name
         and p.routine_type = r.routine_type and p.ordinal_position > 0),
      r.dtd_identifier, r.is_deterministic, r.sql_data_access, r.security_type,
      r.routine_definition, r.routine_comment
    from information_schema.routines r where r.routine_schema = database()
    order by r.routine_type, r.routine_name";

pub(super) const TRIGGERS: &str = "select trigger_name, event_object_table, action_timing,
      event_manipulation, action_statement
    from information_schema.triggers where trigger_schema = database()
    order by event_object_table, action_timing, event_manipulation, action_order";

/// Events; one starts when it is made, unless something else was said.
pub(super) const EVENTS: &str =
    "select event_name, trim(both '''' from interval_value), interval_field,
      execute_at, event_definition, event_comment,
      case when starts <> created then starts end, ends, on_completion = 'PRESERVE', status
    from information_schema.events where event_schema = database() order by event_name";

/// Partitions and what they are spread over once more, in order.
pub(super) const PARTITIONS: &str =
    "select table_name, lower(partition_method), partition_expression,
      lower(subpartition_method), subpartition_expression, partition_name, subpartition_name,
      partition_description, partition_comment
    from information_schema.partitions
    where table_schema = database() and partition_name is not null
    order by table_name, partition_ordinal_position, subpartition_ordinal_position";

/// The statement that makes a table: nothing else tells for how long partitions hold old rows.
pub(super) fn create_table(name: &str) -> String {
    format!("show create table {}", super::super::emit::quoted(name))
}

/// What the role may do, and where: in all of the `server`, in `mysql`, where accounts are kept, or in this database.
pub(super) const RIGHTS: &str =
    "select privilege_type, 'server' from information_schema.user_privileges
    where grantee = concat('''', replace(current_user(), '@', '''@'''), '''')
    union select privilege_type, case table_schema when 'mysql' then 'mysql' else 'database' end
    from information_schema.schema_privileges
    where grantee = concat('''', replace(current_user(), '@', '''@'''), '''')
      and table_schema in (database(), 'mysql')";

/// What others may do: account, kind of thing, its name, a column of it or nothing, the right, and whether it may be
/// handed on.
pub(super) const PRIVILEGES: &str =
    "select grantee, 'table', table_name, null, lower(privilege_type), is_grantable
    from information_schema.table_privileges where table_schema = database()
      and grantee <> concat('''', replace(current_user(), '@', '''@'''), '''')
    union all select grantee, 'table', table_name, column_name, lower(privilege_type), is_grantable
    from information_schema.column_privileges where table_schema = database()
      and grantee <> concat('''', replace(current_user(), '@', '''@'''), '''')
    union all select grantee, 'database', '', null, lower(privilege_type), is_grantable
    from information_schema.schema_privileges where replace(table_schema, '\\\\_', '_') = database()
      and grantee <> concat('''', replace(current_user(), '@', '''@'''), '''')
    order by 1, 2, 3, 4, 5";

/// What others may do with routines: account, kind, name, and the rights with commas in between.
pub(super) const ROUTINE_PRIVILEGES: &str =
    "select concat('''', user, '''@''', host, ''''), lower(routine_type), routine_name, lower(proc_priv)
    from mysql.procs_priv where db = database() and concat(user, '@', host) <> current_user()
    order by 1, 2, 3";
