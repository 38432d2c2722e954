//! Days and times as columns of MySQL and MariaDB keep them.

use crate::base::DialectId;
use crate::schema::{NativeType, TypeArgument};

/// Whether columns of this type keep days or times.
pub(super) fn is_moment(word: &str) -> bool {
    matches!(word, "date" | "datetime" | "timestamp" | "time")
}

/// What a column keeps of a day or a time, told in full; nothing when it is none, or where servers differ.
pub(super) fn kept(text: &str, word: &str, ty: &NativeType, id: DialectId) -> Option<String> {
    let precision = match ty.arguments.first() {
        Some(TypeArgument::Number(it)) => usize::try_from(*it).ok()?,
        _ => 0,
    };
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if !fraction.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let fraction = || part(fraction, precision, id);
    match word {
        "date" => moment(whole).map(|(day, _)| day),
        "datetime" | "timestamp" => {
            let (day, clock) = moment(whole)?;
            Some(format!("{day} {clock}{}", fraction()?))
        }
        "time" => Some(format!("{}{}", time(whole)?, fraction()?)),
        _ => None,
    }
}

/// So many digits of a second, with their point. MariaDB cuts the others off, MySQL rounds.
fn part(fraction: &str, precision: usize, id: DialectId) -> Option<String> {
    let (own, rest) = fraction.split_at(precision.min(fraction.len()));
    let is_lost = rest.bytes().any(|it| it != b'0');
    if is_lost && id != DialectId::Mariadb {
        return None;
    }
    let dot = if precision == 0 { "" } else { "." };
    Some(format!("{dot}{own:0<precision$}"))
}

/// A day and a time of the day: digits in groups, or all in one.
fn moment(text: &str) -> Option<(String, String)> {
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let groups = match groups.as_slice() {
        ["0"] => vec!["0000", "0", "0"],
        [all] => in_groups(all)?,
        [_, _, _] | [_, _, _, _, _] | [_, _, _, _, _, _] => groups,
        _ => return None,
    };
    let mut numbers: Vec<u32> = groups.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?;
    if groups[0].len() <= 2 {
        numbers[0] += if numbers[0] < 70 { 2000 } else { 1900 };
    }
    numbers.resize(6, 0);
    let [year, month, day, hours, minutes, seconds] = numbers[..] else { return None };
    if year > 9999 || month > 12 || day > 31 || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let clock = format!("{hours:02}:{minutes:02}:{seconds:02}");
    Some((format!("{year:04}-{month:02}-{day:02}"), clock))
}

/// `20200131`, `200131`, and both with six digits of a time.
fn in_groups(digits: &str) -> Option<Vec<&str>> {
    let year = match digits.len() {
        6 | 12 => 2,
        8 | 14 => 4,
        _ => return None,
    };
    let rest = &digits[year..];
    let pairs = (0..rest.len() / 2).map(|at| &rest[2 * at..2 * at + 2]);
    Some(std::iter::once(&digits[..year]).chain(pairs).collect())
}

/// `8:00`, `1 10:00` (a day and ten hours), `800` (eight minutes); hours may be more than a day has.
fn time(text: &str) -> Option<String> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (days, clock) = text.split_once(' ').unwrap_or(("0", text));
    let days: u32 = days.parse().ok()?;
    let parts: Vec<u32> =
        clock.split(':').map(|it| it.parse().ok()).collect::<Option<Vec<u32>>>()?;
    let (hours, minutes, seconds) = match parts[..] {
        [all] => (all / 10_000, all / 100 % 100, all % 100),
        [hours, minutes] => (hours, minutes, 0),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let hours = days.checked_mul(24)?.checked_add(hours)?;
    let is_time = hours < 839 && minutes < 60 && seconds < 60;
    is_time.then(|| format!("{sign}{hours:02}:{minutes:02}:{seconds:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_full() {
        for (text, word, precision, expected) in [
            ("2020-1-1", "date", 0, "2020-01-01"),
            ("20200101", "date", 0, "2020-01-01"),
            ("0", "date", 0, "0000-00-00"),
            ("2020-01-01 10:00:00", "date", 0, "2020-01-01"),
            ("0", "timestamp", 0, "0000-00-00 00:00:00"),
            ("2020-01-01T10:00:00", "datetime", 0, "2020-01-01 10:00:00"),
            ("2020-01-01 10:00:00.5", "datetime", 3, "2020-01-01 10:00:00.500"),
            ("2020-01-01 10:00:00.7", "datetime", 0, "2020-01-01 10:00:00"),
            ("20200101000000", "datetime", 0, "2020-01-01 00:00:00"),
            ("8:00", "time", 0, "08:00:00"),
            ("08:00:00.000", "time", 0, "08:00:00"),
            ("10:00:00", "time", 2, "10:00:00.00"),
            ("800", "time", 0, "00:08:00"),
            ("1 10:00", "time", 0, "34:00:00"),
            ("0", "time", 0, "00:00:00"),
        ] {
            let arguments = [precision];
            let ty = NativeType::sized(word, &arguments[..usize::from(precision > 0)]);
            let told = kept(text, word, &ty, DialectId::Mariadb);
            assert_eq!(told.as_deref(), Some(expected), "{text} as {word}");
        }
        let ty = NativeType::plain("datetime");
        assert_eq!(kept("2020-01-01 10:00:00.7", "datetime", &ty, DialectId::Mysql), None);
        assert_eq!(kept("tomorrow", "date", &ty, DialectId::Mariadb), None);
    }
}
