//! What a sequence of MariaDB counts where nothing is said (manual, "CREATE SEQUENCE").

use crate::schema::Settings;

/// The number that a sequence is told.
pub(super) fn number(settings: &Settings, name: &str) -> Option<i64> {
    settings.get(name)?.parse().ok()
}

/// The numbers that a sequence has where it is not told others, in the order in which they are told.
pub(super) fn usual(settings: &Settings) -> [(&'static str, i64); 5] {
    const GREATEST: i64 = i64::MAX - 1;
    let is_down = number(settings, "increment").is_some_and(|it| it < 0);
    let (min, max) = if is_down { (-GREATEST - 1, -1) } else { (1, GREATEST) };
    let start = match is_down {
        true => number(settings, "maxvalue").unwrap_or(max),
        false => number(settings, "minvalue").unwrap_or(min),
    };
    [("start", start), ("increment", 1), ("minvalue", min), ("maxvalue", max), ("cache", 1000)]
}
