//! Numbers of things in words.

/// `1 file`, `3 files`, `2 entities`, `4 keys`.
pub(super) fn counted(count: usize, word: &str) -> String {
    match (count, word.strip_suffix('y').filter(|it| !it.ends_with('e'))) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {word}s"),
    }
}
