//! Days, times and moments that are written out, as PostgreSQL prints what it has read from them.
//!
//! What depends on the setting `datestyle`, or on when it is read, stays as it is.

use crate::base::ScalarType;
use crate::dialect::Moment;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `2020-1-1` is `2020-01-01`; the time of the day is forgotten.
pub(super) fn date(text: &str) -> Option<String> {
    let moment = match named(text) {
        Some(Named::Endless(text)) => return Some(text.to_owned()),
        Some(Named::Moment(moment)) => moment,
        None => read(text)?,
    };
    Some(moment.date_text())
}

/// `08:00` is `08:00:00`, `10:00 pm` is `22:00:00`; what has no time zone forgets the one that is said.
pub(super) fn time(text: &str, has_zone: bool) -> Option<String> {
    let (clock, zone) = clock_and_zone(text.trim())?;
    let time = match clock.as_str() {
        // The end of a day.
        "24:00:00" => clock,
        _ => Moment::read(&clock, ScalarType::Time)?.time_text(),
    };
    match (has_zone, zone) {
        (false, _) => Some(time),
        (true, Some(minutes)) => Some(format!("{time}{}", offset(minutes))),
        (true, None) => None,
    }
}

/// `2020-01-01` is `2020-01-01 00:00:00`. What has a time zone is told in Greenwich, what has none forgets it.
pub(super) fn timestamp(text: &str, has_zone: bool) -> Option<String> {
    let moment = match named(text) {
        Some(Named::Endless(text)) => return Some(text.to_owned()),
        Some(Named::Moment(moment)) => moment,
        None => read(text)?,
    };
    Some(match has_zone {
        true => format!("{}+00", moment.in_utc().text()),
        false => moment.text(),
    })
}

enum Named {
    Endless(&'static str),
    Moment(Moment),
}

/// `epoch`, `infinity`
fn named(text: &str) -> Option<Named> {
    match text.trim().to_ascii_lowercase().as_str() {
        "epoch" => Moment::read("1970-01-01", ScalarType::Timestamp).map(Named::Moment),
        "infinity" => Some(Named::Endless("infinity")),
        "-infinity" => Some(Named::Endless("-infinity")),
        _ => None,
    }
}

/// A day, and a time where there is one.
fn read(text: &str) -> Option<Moment> {
    let (day, rest) = day(text.trim())?;
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Moment::read(&day, ScalarType::Timestamp);
    }
    let (clock, zone) = clock_and_zone(rest)?;
    let zone = zone.map(offset).unwrap_or_default();
    let zone = if zone.is_empty() { zone } else { format!("{zone:0<3}") };
    Moment::read(&format!("{day} {clock}{zone}"), ScalarType::TimestampTz)
}

/// A day at the start, in full, and what comes behind it.
fn day(text: &str) -> Option<(String, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '-';
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let (own, rest) = text.split_at(end);
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    let parts: Vec<&str> = own.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Some((in_full(year, month, day), rest)),
        [all] if all.len() == 8 => Some((in_full(&all[..4], &all[4..6], &all[6..]), rest)),
        _ => day_in_words(text),
    }
}

fn in_full(year: &str, month: &str, day: &str) -> String {
    format!("{year}-{month:0>2}-{day:0>2}")
}

/// `Jan 5, 2020`, `5 January 2020`, `2020-Jan-05`
fn day_in_words(text: &str) -> Option<(String, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    while words.len() < 3 {
        let rest = &text[at..];
        let start = rest.find(|c: char| c.is_ascii_alphanumeric())?;
        let word = &rest[start..];
        let end = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
        words.push(&word[..end]);
        at += start + end;
    }
    let rest = &text[at..];
    // A zone or a clock may not be a part of the day.
    if rest.starts_with(':') {
        return None;
    }
    let month = |word: &str| {
        let short = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|it| *it == short).map(|it| (it + 1).to_string())
    };
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let (year, name, number) = match words.as_slice() {
        [name, number, year] | [number, name, year] if month(name).is_some() && year.len() == 4 => {
            (*year, *name, *number)
        }
        [year, name, number] if month(name).is_some() && year.len() == 4 => (*year, *name, *number),
        _ => return None,
    };
    (is_number(year) && is_number(number))
        .then(|| Some((in_full(year, &month(name)?, number), rest)))?
}

/// `8:00 pm +02` as `20:00:00` and the minutes east of Greenwich.
fn clock_and_zone(text: &str) -> Option<(String, Option<i64>)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    let (clock, rest) = text.split_at(end.unwrap_or(text.len()));
    let (half, rest) = match rest.trim_start() {
        it if starts_with(it, "am") => (Some(0), &it[2..]),
        it if starts_with(it, "pm") => (Some(12), &it[2..]),
        it => (None, it),
    };
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts: Vec<u32> = match whole.contains(':') {
        true => whole.split(':').map(|it| it.parse().ok()).collect::<Option<_>>()?,
        false if whole.len() == 6 => {
            let pairs = [&whole[..2], &whole[2..4], &whole[4..]];
            pairs.into_iter().map(|it| it.parse().ok()).collect::<Option<_>>()?
        }
        false => return None,
    };
    if let (Some(half), Some(hours)) = (half, parts.first_mut()) {
        *hours = *hours % 12 + half;
    }
    parts.resize(3, 0);
    let [hours, minutes, seconds] = parts[..] else { return None };
    let dot = if fraction.is_empty() { "" } else { "." };
    let clock = format!("{hours:02}:{minutes:02}:{seconds:02}{dot}{fraction}");
    Some((clock, zone(rest.trim())?))
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
}

/// Minutes east of Greenwich: none where no zone is said, nothing where it is not known.
fn zone(text: &str) -> Option<Option<i64>> {
    if text.is_empty() {
        return Some(None);
    }
    if ["z", "utc", "gmt"].iter().any(|it| text.eq_ignore_ascii_case(it)) {
        return Some(Some(0));
    }
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|it| *it != ':').collect();
    let number: i64 = digits.parse().ok()?;
    let minutes = match digits.len() {
        1 | 2 => number * 60,
        4 => number / 100 * 60 + number % 100,
        _ => return None,
    };
    Some(Some(sign * minutes))
}

/// `+02`, `-05:30`
fn offset(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    match minutes {
        0 => format!("{sign}{hours:02}"),
        _ => format!("{sign}{hours:02}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_in_full() {
        for (text, expected) in [
            ("2020-1-1", "2020-01-01"),
            ("20200101", "2020-01-01"),
            ("Jan 5, 2020", "2020-01-05"),
            ("5 January 2020", "2020-01-05"),
            ("2020-Jan-05", "2020-01-05"),
            ("2020-01-01 10:00", "2020-01-01"),
            ("Epoch", "1970-01-01"),
            ("Infinity", "infinity"),
        ] {
            assert_eq!(date(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["now", "today", "01/02/2020", "2020-02-30", "", "x"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_told_with_seconds() {
        for (text, has_zone, expected) in [
            ("8:00", false, "08:00:00"),
            ("08:00:00.500", false, "08:00:00.5"),
            ("10:00 PM", false, "22:00:00"),
            ("12:30 am", false, "00:30:00"),
            ("080910", false, "08:09:10"),
            ("24:00", false, "24:00:00"),
            ("08:00+02", true, "08:00:00+02"),
            ("08:00 -0530", true, "08:00:00-05:30"),
        ] {
            assert_eq!(time(text, has_zone).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn moments_are_told_in_greenwich() {
        for (text, has_zone, expected) in [
            ("2020-01-01", false, "2020-01-01 00:00:00"),
            ("2020-01-01T10:00:00.500", false, "2020-01-01 10:00:00.5"),
            ("2020-01-01 10:00:00+01", false, "2020-01-01 10:00:00"),
            ("2020-01-01 00:00:00+02", true, "2019-12-31 22:00:00+00"),
            ("1970-01-01 00:00:00 UTC", true, "1970-01-01 00:00:00+00"),
            ("2020-01-01 00:00:00Z", true, "2020-01-01 00:00:00+00"),
            ("Jan 5, 2020 8:00 pm", true, "2020-01-05 20:00:00+00"),
        ] {
            assert_eq!(timestamp(text, has_zone).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(timestamp("2020-01-01 00:00:00 Europe/Paris", true), None);
    }
}
