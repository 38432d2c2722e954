//! Types as people write them in models of other tools, and what they are here.

use crate::base::{DialectId, ScalarType};
use crate::dialect;

/// What a type is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// A scalar of the language.
    Scalar(ScalarType),
    /// A type of the database, word for word.
    Native(String),
    /// One of some labels.
    Labels(Vec<String>),
}

/// A type that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypeRead {
    pub(super) meant: Meant,
    /// Whether values are lists of it.
    pub(super) is_list: bool,
    /// Whether the word says that the column counts up: `serial`.
    pub(super) counts_up: bool,
    /// What of the words is not kept, a sentence without its end.
    pub(super) loss: Option<String>,
}

/// Reads a type for a database. `is_its_own` says that the model is written for this database.
pub(super) fn read(words: &str, id: DialectId, is_its_own: bool) -> TypeRead {
    let spelled = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (item, is_list) = match spelled.strip_suffix("[]") {
        Some(item) => (item.trim_end().to_owned(), true),
        None => (spelled, false),
    };
    let parts = Parts::of(&item);
    let portable = parts.portable(id);
    let native = native(&item, &parts.name, id);
    let res = |meant, loss| TypeRead { meant, is_list, counts_up: parts.counts_up(), loss };
    match (portable, native) {
        (Some((scalar, _)), Some(native)) if is_scalar(&native, scalar, id) => {
            res(Meant::Scalar(scalar), None)
        }
        // In PostgreSQL a varchar without a length is text (manual, "Character Types").
        (Some((ScalarType::Text, _)), Some(_)) if parts.is_unbounded() => {
            res(Meant::Scalar(ScalarType::Text), None)
        }
        (_, Some(native)) if is_its_own && !parts.counts_up() => res(Meant::Native(native), None),
        (Some((scalar, loss)), _) => {
            res(Meant::Scalar(scalar), loss.map(|it| format!("`{item}` {it}")))
        }
        (None, _) if !parts.labels.is_empty() => res(Meant::Labels(parts.labels.clone()), None),
        (None, Some(native)) => res(Meant::Native(native), None),
        (None, None) => {
            let loss = format!("`{item}` is no type of {}: it is held as text", id.title());
            res(Meant::Scalar(text(id)), Some(loss))
        }
    }
}

/// Any number of characters; in MySQL so many as can be a key.
fn text(id: DialectId) -> ScalarType {
    match id {
        DialectId::Mysql | DialectId::Mariadb => ScalarType::Varchar(255),
        DialectId::Postgres | DialectId::Sqlite => ScalarType::Text,
    }
}

/// The type in the words of the database, where the database has it.
fn native(text: &str, name: &str, id: DialectId) -> Option<String> {
    let read = dialect::of(id).type_words().read(text)?;
    let first = read.name.split(' ').next().unwrap_or_default();
    let is_known = match id {
        DialectId::Postgres => {
            dialect::of(id).type_words().knows(&read) || POSTGRES.contains(&read.name.as_str())
        }
        DialectId::Mysql => MYSQL.contains(&first),
        DialectId::Mariadb => MYSQL.contains(&first) || MARIADB.contains(&first),
        DialectId::Sqlite => SQLITE.contains(&name) || SQLITE.contains(&first),
    };
    is_known.then(|| text.to_owned())
}

fn is_scalar(native: &str, scalar: ScalarType, id: DialectId) -> bool {
    let dialect = dialect::of(id);
    let options = dialect::Options::of(dialect);
    dialect.type_words().read(native) == Some(dialect.scalar_type(scalar, &options))
}

/// Types that come with PostgreSQL's own extensions, which building loads.
const POSTGRES: &[&str] = &["citext", "hstore", "ltree"];
/// The type names of MySQL ("Data Types").
const MYSQL: &[&str] = &[
    "bigint",
    "binary",
    "bit",
    "blob",
    "char",
    "date",
    "datetime",
    "decimal",
    "double",
    "float",
    "geomcollection",
    "geometry",
    "geometrycollection",
    "int",
    "json",
    "linestring",
    "longblob",
    "longtext",
    "mediumblob",
    "mediumint",
    "mediumtext",
    "multilinestring",
    "multipoint",
    "multipolygon",
    "point",
    "polygon",
    "smallint",
    "text",
    "time",
    "timestamp",
    "tinyblob",
    "tinyint",
    "tinytext",
    "varbinary",
    "varchar",
    "year",
];
const MARIADB: &[&str] = &["inet4", "inet6", "uuid"];
/// The type names that SQLite's manual shows ("Affinity Name Examples"), and those of Prisma.
const SQLITE: &[&str] = &[
    "bigint",
    "blob",
    "boolean",
    "char",
    "character",
    "clob",
    "date",
    "datetime",
    "decimal",
    "double",
    "double precision",
    "float",
    "int",
    "int2",
    "int8",
    "integer",
    "jsonb",
    "mediumint",
    "nchar",
    "numeric",
    "nvarchar",
    "real",
    "smallint",
    "text",
    "time",
    "timestamp",
    "tinyint",
    "varchar",
];

/// A spelling taken apart.
struct Parts {
    /// The name in lower case, without `unsigned` and the like.
    name: String,
    numbers: Vec<u32>,
    labels: Vec<String>,
    is_unsigned: bool,
    has_arguments: bool,
}

impl Parts {
    fn of(text: &str) -> Parts {
        let (head, arguments, tail) = match text.find('(') {
            Some(open) => {
                let close = text.rfind(')').filter(|it| *it > open).unwrap_or(text.len());
                (&text[..open], &text[open + 1..close], text.get(close + 1..).unwrap_or_default())
            }
            None => (text, "", ""),
        };
        let lower = format!("{head} {tail}").to_lowercase();
        let is_sign = |it: &&str| ["unsigned", "signed", "zerofill"].contains(it);
        let is_unsigned = lower.split_whitespace().any(|it| it == "unsigned" || it == "zerofill");
        let words: Vec<&str> = lower.split_whitespace().filter(|it| !is_sign(it)).collect();
        let numbers: Vec<u32> =
            arguments.split(',').filter_map(|it| it.trim().parse().ok()).collect();
        let name = words.join(" ");
        let is_choice = name == "enum" || name == "set";
        let labels = if is_choice { labels(arguments) } else { Vec::new() };
        let has_arguments = !arguments.trim().is_empty();
        Parts { name, numbers, labels, is_unsigned, has_arguments }
    }

    fn is_unbounded(&self) -> bool {
        matches!(self.name.as_str(), "varchar" | "character varying") && !self.has_arguments
    }

    fn counts_up(&self) -> bool {
        matches!(
            self.name.as_str(),
            "serial"
                | "serial2"
                | "serial4"
                | "serial8"
                | "bigserial"
                | "smallserial"
                | "autoincrement"
        )
    }

    /// The scalar that means the same in any database, and what is lost of the words.
    fn portable(&self, id: DialectId) -> Option<(ScalarType, Option<&'static str>)> {
        if self.is_unsigned {
            return self.unsigned();
        }
        if self.counts_up() {
            let scalar = match self.name.as_str() {
                "bigserial" | "serial8" => ScalarType::BigInt,
                "smallserial" | "serial2" => ScalarType::SmallInt,
                _ => ScalarType::Int,
            };
            return Some((scalar, Some("is a number that counts up (`identity`)")));
        }
        let exact = |it: ScalarType| Some((it, None));
        match self.name.as_str() {
            "bool" | "boolean" | "logical" => exact(ScalarType::Bool),
            "bit" if self.numbers.first().is_none_or(|it| *it == 1) => exact(ScalarType::Bool),
            "tinyint" if self.numbers == [1] => exact(ScalarType::Bool),
            "tinyint" | "int1" | "smallint" | "int2" | "short" | "int16" => {
                exact(ScalarType::SmallInt)
            }
            "int" | "integer" | "int4" | "mediumint" | "middleint" | "int32" => {
                exact(ScalarType::Int)
            }
            "bigint" | "int8" | "int64" | "long" | "biginteger" => exact(ScalarType::BigInt),
            "year" => Some((ScalarType::SmallInt, Some("is a number here (`smallint`)"))),
            "decimal" | "numeric" | "dec" | "number" => self.decimal(),
            "money" | "smallmoney" | "currency" => {
                exact(ScalarType::Decimal { precision: 19, scale: 4 })
            }
            "real" | "float4" | "float32" | "single" => exact(ScalarType::Real),
            "double" | "double precision" | "float" | "float8" | "float64" => {
                exact(ScalarType::Double)
            }
            "text" | "tinytext" | "mediumtext" | "longtext" | "clob" | "ntext" | "str" => {
                exact(ScalarType::Text)
            }
            "string" if !self.has_arguments => exact(text(id)),
            "uuid" | "uniqueidentifier" | "guid" => exact(ScalarType::Uuid),
            "date" => exact(ScalarType::Date),
            "time" | "time without time zone" => exact(ScalarType::Time),
            "timetz" | "time with time zone" => {
                Some((ScalarType::Time, Some("has a time zone, which `time` has not")))
            }
            "datetime"
            | "datetime2"
            | "smalldatetime"
            | "timestamp"
            | "timestamp without time zone" => exact(ScalarType::Timestamp),
            "timestamptz" | "timestamp with time zone" | "datetimeoffset" => {
                exact(ScalarType::TimestampTz)
            }
            "interval" | "duration" => exact(ScalarType::Interval),
            "json" | "jsonb" | "object" => exact(ScalarType::Json),
            _ => self.sized(id),
        }
    }

    /// Types that have a length.
    fn sized(&self, id: DialectId) -> Option<(ScalarType, Option<&'static str>)> {
        let length = self.numbers.first().copied().filter(|it| *it > 0);
        let scalar = match self.name.as_str() {
            "char" | "character" | "nchar" | "bpchar" | "national char" => {
                match length.unwrap_or(1) {
                    n @ 1..=255 => ScalarType::Char(n),
                    n => ScalarType::Varchar(n),
                }
            }
            "varchar" | "character varying" | "nvarchar" | "varchar2" | "nvarchar2" | "string"
            | "char varying" | "national varchar" => match length {
                Some(n) if n <= 10_485_760 => ScalarType::Varchar(n),
                Some(_) => ScalarType::Text,
                None => text(id),
            },
            "bytea" | "bytes" | "blob" | "tinyblob" | "mediumblob" | "longblob" | "image"
            | "raw" | "long varbinary" => ScalarType::Bytes(None),
            "binary" | "varbinary" => ScalarType::Bytes(length.filter(|it| *it <= 10_485_760)),
            _ => return None,
        };
        Some((scalar, None))
    }

    fn decimal(&self) -> Option<(ScalarType, Option<&'static str>)> {
        let precision = *self.numbers.first()?;
        let scale = self.numbers.get(1).copied().unwrap_or(0);
        let scalar = ScalarType::new("decimal", &[precision, scale]).ok()?;
        Some((scalar, None))
    }

    /// Numbers from zero up, in the next larger type that has room for all of them.
    fn unsigned(&self) -> Option<(ScalarType, Option<&'static str>)> {
        let scalar = match self.name.as_str() {
            "tinyint" | "int1" => ScalarType::SmallInt,
            "smallint" | "int2" | "mediumint" => ScalarType::Int,
            "int" | "integer" | "bigint" | "int4" | "int8" => ScalarType::BigInt,
            "float" | "double" | "real" => ScalarType::Double,
            "decimal" | "numeric" => return self.decimal(),
            _ => return None,
        };
        Some((scalar, Some("may be below zero here")))
    }
}

/// `'a', 'b'`
fn labels(arguments: &str) -> Vec<String> {
    let clean = |it: &str| it.trim().trim_matches(['\'', '"']).to_owned();
    let mut res: Vec<String> = Vec::new();
    for label in arguments.split(',').map(clean).filter(|it| !it.is_empty()) {
        if !res.contains(&label) {
            res.push(label);
        }
    }
    res
}

/// The database whose types the words are, where some word tells.
pub(super) fn guess(words: impl Iterator<Item = String>) -> Option<DialectId> {
    let (mut mysql, mut postgres) = (0, 0);
    for it in words {
        let it = it.to_lowercase();
        let has = |marks: &[&str]| marks.iter().any(|mark| it.contains(mark));
        let is_mysql = ["tinyint", "mediumint", "tinytext", "mediumtext", "longtext", "tinyblob"];
        let is_mysql = has(&is_mysql) || has(&["unsigned", "varbinary", "longblob", "mediumblob"]);
        let is_postgres = ["jsonb", "timestamptz", "bytea", "citext", "[]", "with time zone"];
        mysql += usize::from(is_mysql);
        postgres += usize::from(has(&is_postgres) || has(&["tsvector", "inet", "bigserial"]));
    }
    match (mysql, postgres) {
        (0, 0) => None,
        (mysql, postgres) if mysql > postgres => Some(DialectId::Mysql),
        _ => Some(DialectId::Postgres),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, id: DialectId, is_its_own: bool, expected: &str) {
        let read = read(words, id, is_its_own);
        let meant = match &read.meant {
            Meant::Scalar(scalar) => scalar.to_string(),
            Meant::Native(text) => format!("sql({text})"),
            Meant::Labels(labels) => format!("enum({})", labels.join(",")),
        };
        let list = if read.is_list { "[]" } else { "" };
        let counts = if read.counts_up { " identity" } else { "" };
        let loss = read.loss.map(|it| format!(" -- {it}")).unwrap_or_default();
        assert_eq!(format!("{meant}{list}{counts}{loss}"), expected);
    }

    #[test]
    fn words_of_any_database_are_understood() {
        let postgres = DialectId::Postgres;
        check("varchar(80)", postgres, false, "varchar(80)");
        check("varchar", postgres, false, "text");
        check("varchar", postgres, true, "text");
        check("TIMESTAMP with  time zone", postgres, false, "timestamptz");
        check("datetime", postgres, true, "timestamp");
        check("text[]", postgres, false, "text[]");
        check(
            "serial",
            postgres,
            false,
            "int identity -- `serial` is a number that counts up (`identity`)",
        );
        check(
            "bigint unsigned",
            postgres,
            false,
            "bigint -- `bigint unsigned` may be below zero here",
        );
        check("enum('a', 'b')", postgres, false, "enum(a,b)");
        check(
            "blorb",
            postgres,
            false,
            "text -- `blorb` is no type of PostgreSQL: it is held as text",
        );
        check("inet", postgres, false, "sql(inet)");
        check("mediumtext", DialectId::Mysql, true, "sql(mediumtext)");
        check("int(11)", DialectId::Mysql, true, "int");
        check("varchar", DialectId::Mysql, false, "varchar(255)");
        check("decimal(10, 2)", DialectId::Sqlite, true, "decimal(10, 2)");
    }
}
