//! What columns and tables of MySQL and MariaDB are where nothing is said: sizes, character sets, collations.

use super::constraints::Constraint;
use super::cursor::{Cursor, Refused};
use super::script::Script;
use crate::base::{DialectId, ExprKind, Name};
use crate::dialect;
use crate::schema::{
    Column, Expr, Identity, IdentityKind, IndexItem, NativeType, QualifiedName, Settings, Table,
    TypeArgument,
};

/// A server that is set up as usual: InnoDB, `utf8mb4`, its usual collation.
pub(super) fn usual_settings(script: &mut Script, name: &QualifiedName) -> Result<(), Refused> {
    let id = script.id;
    let table = script.table(name)?;
    if table.settings.get("engine").is_none() {
        table.settings.set("engine", "InnoDB");
    }
    charset_and_collation(&mut table.settings, id);
    let Table { columns, settings, .. } = table;
    columns.iter_mut().for_each(|it| settle(it, settings));
    if id == DialectId::Mariadb {
        versioned_columns(table);
        versioned_keys(table);
        prefixes(table);
    }
    Ok(())
}

/// Where a column says that it is versioned, and its table does not, the others are not.
fn versioned_columns(table: &mut Table<NativeType>) {
    let is_said = table.columns.iter().any(|it| it.settings.get("versioned") == Some("true"));
    let of_all = table.settings.get("system_versioning").is_some();
    if is_said && !of_all {
        table.settings.set("system_versioning", "true");
    }
    for settings in table.columns.iter_mut().map(|it| &mut it.settings) {
        match settings.get("versioned") {
            Some("true") => drop(settings.remove("versioned")),
            None if is_said && !of_all && settings.get("row").is_none() => {
                settings.set("versioned", "false");
            }
            _ => {}
        }
    }
}

/// The end of a row's time is part of every key of a table that keeps old rows.
fn versioned_keys(table: &mut Table<NativeType>) {
    let end = table.columns.iter().find(|it| it.settings.get("row") == Some("end"));
    let Some(end) = end.map(|it| it.name.clone()) else { return };
    let keys = table.primary_key.iter_mut().map(|it| &mut it.columns);
    for columns in keys.chain(table.uniques.iter_mut().map(|it| &mut it.columns)) {
        if !columns.contains(&end) {
            columns.push(end.clone());
        }
    }
}

/// MariaDB indexes as much of a long text as it can where nothing is said.
fn prefixes(table: &mut Table<NativeType>) {
    let most = if table.settings.get("engine") == Some("InnoDB") { 3072 } else { 1000 };
    for index in table.indexes.iter_mut().filter(|it| it.method.is_none() && !it.is_unique) {
        for item in index.items.iter_mut().filter(|it| it.prefix_length.is_none()) {
            let column =
                item.as_column().and_then(|name| table.columns.iter().find(|it| it.name == *name));
            let Some(column) = column else { continue };
            let charset = column.settings.get("charset").or(table.settings.get("charset"));
            let width = charset.map_or(4, dialect::character_bytes);
            item.prefix_length = match column.ty.name.as_str() {
                "point" => Some(25),
                "tinytext" => u32::try_from(most / width).ok().map(|it| it.min(255)),
                "tinyblob" => Some(255),
                name if name.ends_with("text") => u32::try_from(most / width).ok(),
                name if name.ends_with("blob") => u32::try_from(most).ok(),
                _ => None,
            };
        }
    }
}

/// A column as the catalog tells it: without what its table says as well.
pub(super) fn settle(column: &mut Column<NativeType>, table: &Settings) {
    let charset = column.settings.get("charset").or(table.get("charset")).unwrap_or("utf8mb4");
    let charset = charset.to_owned();
    let charset = charset.as_str();
    sized(&mut column.ty, charset);
    clock(column);
    if charset == "binary" {
        in_bytes(column);
    }
    if column.collation.as_deref() == Some(BINARY) {
        column.collation = Some(Name::from(format!("{charset}_bin")));
    }
    if column.settings.get("charset") == table.get("charset") {
        column.settings.remove("charset");
    }
    if column.collation.as_deref() == table.get("collation") {
        column.collation = None;
    }
}

/// The clock that fills a column is as exact as the column.
fn clock(column: &mut Column<NativeType>) {
    if !["datetime", "timestamp"].iter().any(|it| column.ty.name == *it) {
        return;
    }
    let digits = match column.ty.arguments.as_slice() {
        [TypeArgument::Number(digits)] => Some(*digits),
        _ => None,
    };
    const CLOCKS: [&str; 4] = ["current_timestamp", "now", "localtime", "localtimestamp"];
    if let Some(Expr { kind: ExprKind::Call { function, arguments }, .. }) =
        column.default.as_deref_mut()
        && CLOCKS.contains(&function.as_str())
    {
        let number = |it: i64| Expr::made(ExprKind::Number(it.to_string().into()));
        *arguments = digits.map(number).into_iter().collect();
    }
    if column.settings.get("on_update").is_some() {
        let exact = digits.map_or(String::new(), |it| format!("({it})"));
        column.settings.set("on_update", format!("current_timestamp{exact}"));
    }
}

/// Texts of the character set `binary` are bytes.
fn in_bytes(column: &mut Column<NativeType>) {
    let name = column.ty.name.as_str();
    let bytes = match name {
        "char" => "binary".to_owned(),
        "varchar" => "varbinary".to_owned(),
        "text" | "tinytext" | "mediumtext" | "longtext" => name.replace("text", "blob"),
        _ => return,
    };
    column.ty.name = Name::from(bytes);
    column.settings.remove("charset");
    column.collation = None;
}

/// A type with the sizes that the server gives it: `float(30)` is a `double`, `blob(1000)` a `blob`.
fn sized(ty: &mut NativeType, charset: &str) {
    let (word, rest) = ty.name.split_once(' ').unwrap_or((ty.name.as_str(), ""));
    let rest = rest.to_owned();
    let named = |word: &str| Name::from(format!("{word} {rest}").trim_end());
    match (word, ty.arguments.as_slice()) {
        ("decimal", [TypeArgument::Number(0), ..]) => ty.arguments[0] = TypeArgument::Number(10),
        ("bit", [TypeArgument::Number(0)]) => ty.arguments = vec![TypeArgument::Number(1)],
        ("datetime" | "timestamp" | "time", [TypeArgument::Number(0)]) | ("year", [_])
            if ty.arguments != [TypeArgument::Number(2)] =>
        {
            ty.arguments.clear();
        }
        ("float", &[TypeArgument::Number(bits)]) => {
            ty.name = named(if bits < 25 { "float" } else { "double" });
            ty.arguments.clear();
        }
        ("text" | "blob", &[TypeArgument::Number(length)]) => {
            let is_text = word == "text";
            let width = if is_text { dialect::character_bytes(charset) } else { 1 };
            let bytes = length.saturating_mul(i64::try_from(width).unwrap_or(1));
            let size = match bytes {
                ..0x100 => "tiny",
                0x100..0x1_0000 => "",
                0x1_0000..0x100_0000 => "medium",
                0x100_0000.. => "long",
            };
            ty.name = named(&format!("{size}{}", if is_text { "text" } else { "blob" }));
            ty.arguments.clear();
        }
        _ => {}
    }
}

/// A clause that only MySQL and MariaDB have.
pub(super) fn clause(column: &mut Column<NativeType>, cursor: &mut Cursor<'_>) -> bool {
    let charset = match cursor.one_of(&["ascii", "unicode"]) {
        Some("ascii") => Some("latin1"),
        Some(_) => Some("ucs2"),
        None => None,
    };
    if let Some(charset) = charset {
        column.settings.set("charset", charset);
        return true;
    }
    if cursor.words(&["without", "system", "versioning"]) {
        column.settings.set("versioned", "false");
        return true;
    }
    if cursor.words(&["with", "system", "versioning"]) {
        column.settings.set("versioned", "true");
        return true;
    }
    cursor.word("visible")
}

/// `period for p (since, till)`: the columns take no nulls, and the first comes before the second.
pub(super) fn period(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let name = cursor.name()?;
    let columns = cursor.names()?;
    let own = &mut script.table(table)?.columns;
    own.iter_mut().filter(|it| columns.contains(&it.name)).for_each(|it| it.is_nullable = false);
    let [start, end] = columns.as_slice() else { return Err(cursor.unexpected("two columns")) };
    let text = dialect::period(&table.name, &name, [start, end]);
    script.keep("period", QualifiedName::plain(name), Some(table.clone()), &text);
    Ok(())
}

/// `row start` and `row end` of a table that keeps its history.
pub(super) fn row_version(column: &mut Column<NativeType>, cursor: &mut Cursor<'_>) -> bool {
    let ends = ["start", "end"];
    let Some(end) = ends.into_iter().find(|it| cursor.words(&["row", it])) else { return false };
    column.settings.set("row", end);
    column.is_nullable = false;
    true
}

/// A collation says its character set, a character set its usual collation.
pub(super) fn charset_and_collation(settings: &mut Settings, id: DialectId) {
    for name in ["charset", "collation"] {
        if settings.get(name) == Some("default") {
            settings.remove(name);
        }
    }
    let charset = match (settings.get("charset"), settings.get("collation")) {
        (None, Some(collation)) if collation.starts_with("uca1400_") => "utf8mb4".to_owned(),
        (Some("utf8"), _) => "utf8mb3".to_owned(),
        (Some(charset), _) => charset.to_owned(),
        (None, Some(collation)) => match collation.split('_').next().unwrap_or(collation) {
            "utf8" => "utf8mb3".to_owned(),
            charset => charset.to_owned(),
        },
        (None, None) => "utf8mb4".to_owned(),
    };
    let collation = match settings.get("collation") {
        Some(collation) => match collation.strip_prefix("utf8_") {
            Some(rest) => format!("utf8mb3_{rest}"),
            None if collation.starts_with("uca1400_") => format!("{charset}_{collation}"),
            None => collation.to_owned(),
        },
        None => usual_collation(&charset, id),
    };
    settings.set("charset", charset);
    settings.set("collation", collation);
}

fn usual_collation(charset: &str, id: DialectId) -> String {
    let language = match charset {
        "utf8mb4" if id == DialectId::Mysql => return "utf8mb4_0900_ai_ci".to_owned(),
        "binary" => return charset.to_owned(),
        "latin1" | "swe7" => "swedish",
        "dec8" => "swedish",
        "hp8" => "english",
        "big5" | "gb2312" | "gbk" | "gb18030" => "chinese",
        "sjis" | "cp932" | "ujis" | "eucjpms" => "japanese",
        "euckr" => "korean",
        "tis620" => "thai",
        _ => "general",
    };
    format!("{charset}_{language}_ci")
}

/// `json` of MariaDB is a text with a check, `serial` a number that counts up.
pub(super) fn read_type(
    id: DialectId,
    column: &mut Column<NativeType>,
    text: &str,
    later: &mut Vec<Constraint>,
) {
    if id == DialectId::Mariadb && text.eq_ignore_ascii_case("json") {
        column.ty = NativeType::plain("longtext");
        column.collation = Some(Name::new_static("utf8mb4_bin"));
        let value = Expr::reference(column.name.clone());
        let call = ExprKind::Call { function: "json_valid".into(), arguments: vec![value] };
        later.push(Constraint::Check {
            name: None,
            expr: Expr::made(call),
            column: Some(column.name.clone()),
            is_validated: true,
            is_own: false,
        });
    }
    let lower = text.to_lowercase();
    if ["national ", "nchar", "nvarchar"].iter().any(|it| lower.starts_with(it)) {
        column.settings.set("charset", "utf8mb3");
    }
    if text.eq_ignore_ascii_case("serial") {
        column.ty = NativeType::plain("bigint unsigned");
        column.is_nullable = false;
        let kind = IdentityKind::ByDefault;
        column.identity = Some(Identity { kind, settings: Settings::new() });
        later.push(Constraint::Unique {
            name: None,
            items: vec![IndexItem::column(column.name.clone())],
            nulls_not_distinct: false,
            deferrable: None,
            comment: None,
            settings: Settings::new(),
        });
    }
}

/// The collation of a `varchar(40) binary` column: that of its character set by code point.
pub(super) const BINARY: &str = "_bin";

/// A character set says its usual collation.
pub(super) fn collation_of_charset(id: DialectId, column: &mut Column<NativeType>) {
    if column.collation.as_deref() == Some(BINARY) {
        return;
    }
    let mut settings = Settings::new();
    if let Some(charset) = column.settings.get("charset") {
        settings.set("charset", charset.to_owned());
    }
    if let Some(collation) = &column.collation {
        settings.set("collation", collation.to_lowercase());
    }
    if settings.is_empty() {
        return;
    }
    charset_and_collation(&mut settings, id);
    column.collation = settings.get("collation").map(Name::new);
    if let Some(charset) = settings.get("charset") {
        column.settings.set("charset", charset.to_owned());
    }
}
