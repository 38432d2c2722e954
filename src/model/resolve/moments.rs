//! Dates and times as texts: ISO 8601 with a blank or `T` between day and time.

/// `2024-02-29`
pub(super) fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-', [4, 2, 2]) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let n_days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=n_days).contains(&day)
}

/// `23:59`, `23:59:59`, `23:59:59.999`
pub(super) fn is_time(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|it| it.is_ascii_digit());
    let with_seconds = numbers(clock, ':', [2, 2, 2]);
    let without = numbers(clock, ':', [2, 2]).filter(|_| !text.contains('.'));
    let parts = with_seconds.or(without.map(|[hour, minute]| [hour, minute, 0]));
    is_fraction
        && parts.is_some_and(|[hour, minute, second]| hour < 24 && minute < 60 && second < 60)
}

/// A day, or a day and a time.
pub(super) fn is_timestamp(text: &str) -> bool {
    match text.split_once([' ', 'T']) {
        Some((date, time)) => is_date(date) && is_time(time),
        None => is_date(text),
    }
}

/// The same, with an offset or `Z` behind the time if need be.
pub(super) fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once([' ', 'T']) else { return is_date(text) };
    let time = time.strip_suffix('Z').unwrap_or(time);
    let (time, offset) = match time.find(['+', '-']) {
        Some(at) => (time[..at].trim_end(), Some(&time[at + 1..])),
        None => (time, None),
    };
    is_date(date) && is_time(time) && offset.is_none_or(is_offset)
}

/// `00`, `0530`, `05:30`
fn is_offset(text: &str) -> bool {
    let hours = numbers(text, ':', [2]).map(|[hours]| [hours, 0]);
    let both = numbers(text, ':', [2, 2]).or_else(|| {
        let (hours, minutes) = text.split_at_checked(2)?;
        Some([numbers(hours, ':', [2])?[0], numbers(minutes, ':', [2])?[0]])
    });
    both.or(hours).is_some_and(|[hours, minutes]| hours < 16 && minutes < 60)
}

/// The numbers between separators, each of so many digits.
fn numbers<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[u32; N]> {
    let mut res = [0; N];
    let mut parts = text.split(separator);
    for (number, len) in res.iter_mut().zip(lengths) {
        let part = parts.next().filter(|it| it.len() == len)?;
        *number = part.bytes().all(|it| it.is_ascii_digit()).then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_known() {
        assert!(is_date("2024-02-29"));
        assert!(is_date("2000-02-29"));
        assert!(!is_date("1900-02-29"));
        assert!(!is_date("2024-04-31"));
        assert!(!is_date("2024-00-10"));
        assert!(!is_date("2024-1-1"));
        assert!(!is_date("24-01-01"));
    }

    #[test]
    fn times_have_bounds_and_fractions() {
        assert!(is_time("23:59"));
        assert!(is_time("00:00:00.123"));
        assert!(!is_time("24:00"));
        assert!(!is_time("23:59.5"));
        assert!(!is_time("23:59:59."));
    }

    #[test]
    fn moments_may_have_an_offset() {
        assert!(is_timestamp("2024-01-31T10:00"));
        assert!(!is_timestamp("2024-01-31 10:00Z"));
        for text in ["2024-01-31", "2024-01-31 10:00:00+00", "2024-01-31T10:00Z"] {
            assert!(is_moment(text), "{text}");
        }
        assert!(is_moment("2024-01-31 10:00:00 -05:30"));
        assert!(!is_moment("2024-01-31 10:00:00+99"));
        assert!(!is_moment("2024-01-31 10:00:00 CET"));
    }
}
