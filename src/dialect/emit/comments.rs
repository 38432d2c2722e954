//! Comments in the text of a statement.

use super::Sql;

/// Writes a comment as lines of `--`, each after `indent`. Nothing in it can end the comment.
pub(in crate::dialect) fn comment_lines(sql: &mut Sql<'_>, text: &str, indent: &str) {
    for line in
        text.trim_end().split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        let line = line.trim_end();
        sql.push(indent);
        sql.push("--");
        if !line.is_empty() {
            sql.push(" ");
            sql.push(line);
        }
        sql.push("\n");
    }
}
