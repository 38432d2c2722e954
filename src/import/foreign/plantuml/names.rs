//! Names and titles, without the signs that only change how they look.

/// What stands in quotes at the start, else the first word.
pub(super) fn name(text: &str) -> String {
    match text.strip_prefix('"') {
        Some(rest) => rest.split('"').next().unwrap_or_default().trim().to_owned(),
        None => text.split([' ', '\t', '{', '<', '#']).next().unwrap_or_default().to_owned(),
    }
}

/// A title up to what belongs to it no more: `"sales" <<Folder>> {`.
pub(super) fn title(text: &str) -> String {
    let text = text.trim_end_matches('{').trim();
    match text.strip_prefix('"') {
        Some(rest) => rest.split('"').next().unwrap_or_default().trim().to_owned(),
        None => {
            let end = text.find("<<").or_else(|| text.find('#')).unwrap_or(text.len());
            let end = text.find(" as ").unwrap_or(end).min(end);
            text[..end].trim().to_owned()
        }
    }
}

/// Without bold, underlines and the like.
pub(super) fn bare(text: &str) -> String {
    let mut res = text.trim().to_owned();
    for mark in ["**", "__", "//", "\"\"", "~~", "--"] {
        let inner = res.strip_prefix(mark).and_then(|it| it.strip_suffix(mark));
        if let Some(inner) = inner.filter(|it| !it.is_empty()) {
            res = inner.to_owned();
        }
    }
    for tag in ["b", "u", "i", "s"] {
        res = res.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    res.trim().to_owned()
}

/// The words in `<<…>>`, and what is left.
pub(super) fn stereotypes(text: &str) -> (String, Vec<String>) {
    let mut found = Vec::new();
    let mut rest = text;
    let mut left = String::new();
    while let Some(open) = rest.find("<<") {
        let Some(close) = rest[open..].find(">>") else { break };
        left.push_str(&rest[..open]);
        found.push(rest[open + 2..open + close].trim().to_owned());
        rest = &rest[open + close + 2..];
    }
    left.push_str(rest);
    (left.trim().to_owned(), found)
}
