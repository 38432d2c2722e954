//! Operator classes of PostgreSQL that a catalog does not tell, since an index has them anyway.

use crate::base::Name;

/// The classes of the server that their types have by default, whatever the access method (`pg_opclass`).
const USUAL: &[&str] = &[
    "aclitem_ops",
    "array_ops",
    "bit_ops",
    "bool_ops",
    "box_ops",
    "bpchar_ops",
    "bytea_ops",
    "char_ops",
    "circle_ops",
    "date_ops",
    "enum_ops",
    "float4_ops",
    "float8_ops",
    "inet_inclusion_ops",
    "int2_ops",
    "int4_ops",
    "int8_ops",
    "interval_ops",
    "jsonb_ops",
    "macaddr8_ops",
    "macaddr_ops",
    "money_ops",
    "multirange_ops",
    "name_ops",
    "numeric_ops",
    "oid_ops",
    "pg_lsn_ops",
    "point_ops",
    "poly_ops",
    "quad_point_ops",
    "range_ops",
    "record_ops",
    "text_ops",
    "tid_ops",
    "time_ops",
    "timestamp_ops",
    "timestamptz_ops",
    "timetz_ops",
    "tsquery_ops",
    "tsvector_ops",
    "uuid_ops",
    "varbit_ops",
    "xid8_ops",
    "xid_ops",
];

/// Whether an index with this access method has this class without saying so.
pub(super) fn is_usual(class: &str, method: Option<&Name>) -> bool {
    let method = method.map_or("btree", Name::as_str);
    match class {
        "inet_ops" => method != "gist",
        // Smallest and greatest values of a block.
        _ if class.ends_with("_minmax_ops") => class != "inet_minmax_ops",
        _ => USUAL.contains(&class),
    }
}
