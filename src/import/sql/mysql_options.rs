//! Options of tables of MySQL and MariaDB, where a table is made and where it is altered.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::mysql_columns::charset_and_collation;
use crate::base::Name;
use crate::schema::{NativeType, Settings, Table};

/// What stands behind the columns, up to the partitions.
pub(super) fn options(
    table: &mut Table<NativeType>,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    while !cursor.is_at_end() && !cursor.are_words(&["partition", "by"]) {
        if cursor.mark(&Token::Comma) || cursor.words(&["start", "transaction"]) {
            continue;
        }
        option(table, cursor)?;
    }
    Ok(())
}

/// One option.
fn option(table: &mut Table<NativeType>, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    if cursor.words(&["with", "system", "versioning"]) {
        table.settings.set("system_versioning", "true");
        return Ok(());
    }
    cursor.word("default");
    let is_folder = ["data", "index"].iter().any(|it| cursor.words(&[it, "directory"]));
    let word = if cursor.words(&["character", "set"]) || cursor.word("charset") {
        "charset".to_owned()
    } else if is_folder {
        "directory".to_owned()
    } else {
        cursor.any_word().ok_or_else(|| cursor.unexpected("an option of the table"))?
    };
    let is_given = cursor.mark(&Token::Eq);
    match word.as_str() {
        "comment" => table.comment = Some(cursor.string()?),
        "engine" => table.settings.set("engine", engine(&value(cursor))),
        "charset" => table.settings.set("charset", value(cursor).to_lowercase()),
        "collate" => table.settings.set("collation", value(cursor).to_lowercase()),
        "row_format" => table.settings.set("row_format", value(cursor).to_lowercase()),
        "key_block_size" => table.settings.set("key_block_size", value(cursor)),
        "union" => drop(cursor.parenthesised_text()),
        // The next number, of rows that are not read; and what does not change what the table holds. The value
        // stands behind the option, with a sign between or not: a word that has a sign behind it is the next option.
        _ if is_given || cursor.peek_second() != &Token::Eq => drop(value(cursor)),
        _ => {}
    }
    for (name, nothing) in [("row_format", "default"), ("key_block_size", "0")] {
        if table.settings.get(name) == Some(nothing) {
            table.settings.remove(name);
        }
    }
    Ok(())
}

/// Words that an option starts with, but for those that start another change as well.
const OPTIONS: [&str; 29] = [
    "auto_increment",
    "avg_row_length",
    "character",
    "charset",
    "checksum",
    "collate",
    "comment",
    "compression",
    "connection",
    "data",
    "default",
    "delay_key_write",
    "encrypted",
    "encryption_key_id",
    "engine",
    "insert_method",
    "key_block_size",
    "max_rows",
    "min_rows",
    "pack_keys",
    "page_checksum",
    "page_compressed",
    "page_compression_level",
    "row_format",
    "stats_auto_recalc",
    "stats_persistent",
    "stats_sample_pages",
    "transactional",
    "union",
];

/// `row_format = compact`, `convert to character set latin1`, `force`, `add system versioning`; whether one of them came.
pub(super) fn altered(
    table: &mut Table<NativeType>,
    cursor: &mut Cursor<'_>,
) -> Result<bool, Refused> {
    if cursor.word("force") {
        return Ok(true);
    }
    if cursor.words(&["convert", "to"]) {
        convert(table, cursor)?;
        return Ok(true);
    }
    if cursor.words(&["add", "system", "versioning"]) {
        table.settings.set("system_versioning", "true");
        return Ok(true);
    }
    if cursor.words(&["drop", "system", "versioning"]) {
        table.settings.remove("system_versioning");
        table.columns.iter_mut().for_each(|it| drop(it.settings.remove("versioned")));
        return Ok(true);
    }
    let before = table.settings.clone();
    let mut has_one = false;
    while OPTIONS.iter().any(|it| cursor.is_word(it)) {
        option(table, cursor)?;
        has_one = true;
    }
    if table.settings.get("charset") != before.get("charset")
        || table.settings.get("collation") != before.get("collation")
    {
        if table.settings.get("charset") != before.get("charset")
            && table.settings.get("collation") == before.get("collation")
        {
            table.settings.remove("collation");
        } else if table.settings.get("charset") == before.get("charset") {
            table.settings.remove("charset");
        }
        charset_and_collation(&mut table.settings, cursor.id);
        keep_characters(table, &before);
    }
    Ok(has_one)
}

/// Columns stay as they are when their table gets another character set for columns to come.
fn keep_characters(table: &mut Table<NativeType>, before: &Settings) {
    let (charset, collation) = (before.get("charset"), before.get("collation"));
    let Table { columns, settings, .. } = table;
    for column in columns.iter_mut().filter(|it| is_text(&it.ty)) {
        if column.settings.get("charset").is_none()
            && charset != settings.get("charset")
            && let Some(charset) = charset
        {
            column.settings.set("charset", charset.to_owned());
        }
        if column.collation.is_none() {
            column.collation = collation.map(Name::new);
        }
        if column.settings.get("charset") == settings.get("charset") {
            column.settings.remove("charset");
        }
        if column.collation.as_deref() == settings.get("collation") {
            column.collation = None;
        }
    }
}

/// `convert to character set utf8mb4 collate utf8mb4_bin`: all texts of the table are converted.
fn convert(table: &mut Table<NativeType>, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    if !cursor.words(&["character", "set"]) && !cursor.word("charset") {
        return Err(cursor.unexpected("`character set`"));
    }
    table.settings.remove("collation");
    table.settings.set("charset", value(cursor).to_lowercase());
    if cursor.word("collate") {
        table.settings.set("collation", value(cursor).to_lowercase());
    }
    charset_and_collation(&mut table.settings, cursor.id);
    for column in table.columns.iter_mut().filter(|it| is_text(&it.ty)) {
        column.settings.remove("charset");
        column.collation = None;
    }
    Ok(())
}

fn is_text(ty: &NativeType) -> bool {
    let word = ty.name.split(' ').next().unwrap_or_default();
    matches!(word, "char" | "varchar" | "enum" | "set") || word.ends_with("text")
}

fn value(cursor: &mut Cursor<'_>) -> String {
    let text = match cursor.peek() {
        Token::Word(word) => word.value.clone(),
        Token::SingleQuotedString(text) | Token::DoubleQuotedString(text) => text.clone(),
        other => other.to_string(),
    };
    cursor.skip();
    text
}

/// The engine as the catalog writes it.
pub(super) fn engine(name: &str) -> String {
    let known = [
        "InnoDB",
        "MyISAM",
        "MEMORY",
        "CSV",
        "ARCHIVE",
        "Aria",
        "MRG_MyISAM",
        "BLACKHOLE",
        "FEDERATED",
        "CONNECT",
        "ROCKSDB",
        "SPIDER",
        "S3",
        "Mroonga",
        "Columnstore",
        "ndbcluster",
    ];
    let name = match name.to_lowercase().as_str() {
        "heap" => "MEMORY",
        "merge" => "MRG_MyISAM",
        "maria" => "Aria",
        "ndb" => "ndbcluster",
        _ => name,
    };
    let found = known.into_iter().find(|it| it.eq_ignore_ascii_case(name));
    found.map_or_else(|| name.to_owned(), str::to_owned)
}
