//! The pages behind the names of findings.

use crate::base::{Code, CompactSort};

/// All codes of all rooms, by name.
pub(super) fn codes() -> Vec<&'static Code> {
    let rooms = [
        crate::project::CODES,
        crate::syntax::CODES,
        crate::model::CODES,
        crate::schema::lower::CODES,
        crate::dialect::CODES,
        crate::import::CODES,
        crate::migrate::CODES[0],
        crate::migrate::CODES[1],
    ];
    let mut res: Vec<&'static Code> = rooms.into_iter().flatten().copied().collect();
    res.extend(crate::lint::rules().iter().map(|it| &it.code));
    res.compact_sort_by_key(|it| it.name);
    res
}

/// The page of a code, as Markdown.
pub(super) fn page(code: &Code) -> String {
    if let Some(rule) = crate::lint::rule(code.name) {
        return crate::lint::docs::page(rule);
    }
    format!("# {}\n\n{}.\n\n{}", code.name, code.summary, code.docs)
}
