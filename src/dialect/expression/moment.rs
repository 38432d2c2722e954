//! Days, times and moments that are written out.

use crate::base::ScalarType;

/// A day and a time, as written; the time is 0 where none is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Days since 1970-01-01.
    days: i64,
    /// Microseconds since midnight.
    time: i64,
    /// Minutes east of Greenwich.
    offset: Option<i64>,
}

impl Moment {
    /// Reads a `date`, `time`, `timestamp` or `timestamptz`; nothing when there is no such day or time.
    pub fn read(text: &str, scalar: ScalarType) -> Option<Moment> {
        if scalar == ScalarType::Time {
            return Some(Moment { days: 0, time: read_time(text)?, offset: None });
        }
        let (date, time) = text.split_at_checked(10)?;
        let days = read_date(date)?;
        let time = time.strip_prefix([' ', 'T']).unwrap_or(time);
        if time.is_empty() {
            return Some(Moment { days, time: 0, offset: None });
        }
        let split = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (time, offset) = time.split_at(split);
        let offset = if offset.is_empty() { None } else { Some(read_offset(offset)?) };
        Some(Moment { days, time: read_time(time.trim_end())?, offset })
    }

    /// Days since 1970-01-01, as the clock and the calendar on the wall say.
    pub fn days(self) -> i64 {
        self.days
    }

    /// Seconds since 1970-01-01, as the clock and the calendar on the wall say.
    pub fn seconds(self) -> i64 {
        self.days * 86_400 + self.time / 1_000_000
    }

    /// The same moment in Greenwich; what has no offset is taken to be there.
    pub fn in_utc(self) -> Moment {
        const DAY: i64 = 86_400_000_000;
        let time = self.time - self.offset.unwrap_or(0) * 60_000_000;
        Moment {
            days: self.days + time.div_euclid(DAY),
            time: time.rem_euclid(DAY),
            offset: Some(0),
        }
    }

    /// `2024-01-31`
    pub fn date_text(self) -> String {
        let (year, month, day) = civil(self.days);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// `23:59:00`, with a fraction where there is one.
    pub fn time_text(self) -> String {
        let (seconds, fraction) = (self.time / 1_000_000, self.time % 1_000_000);
        let mut res = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        if fraction != 0 {
            res += format!(".{fraction:06}").trim_end_matches('0');
        }
        res
    }

    /// `2024-01-31 23:59:00`
    pub fn text(self) -> String {
        format!("{} {}", self.date_text(), self.time_text())
    }
}

fn read_date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let day: i64 = parts.next()?.parse().ok()?;
    let days = days_from_civil(year, month, day);
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_day && parts.next().is_none() && civil(days) == (year, month, day)).then_some(days)
}

fn read_time(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hours: i64 = parts.next()?.parse().ok()?;
    let minutes: i64 = parts.next()?.parse().ok()?;
    let (seconds, fraction) = match parts.next() {
        Some(part) => part.split_once('.').unwrap_or((part, "")),
        None => ("0", ""),
    };
    let seconds: i64 = seconds.parse().ok()?;
    if fraction.len() > 6 || !fraction.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    let is_time = (0..24).contains(&hours)
        && (0..60).contains(&minutes)
        && (0..60).contains(&seconds)
        && parts.next().is_none();
    is_time.then_some((hours * 3600 + minutes * 60 + seconds) * 1_000_000 + fraction)
}

/// `Z`, `+02`, `-05:30`, `+0530`
fn read_offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.get(1..)?.chars().filter(|it| *it != ':').collect();
    let number: i64 = digits.parse().ok()?;
    let minutes = match digits.len() {
        1 | 2 => number * 60,
        4 => number / 100 * 60 + number % 100,
        _ => return None,
    };
    (minutes < 16 * 60).then_some(sign * minutes)
}

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar, counted in eras of 400 years that
/// start on 1 March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day: the inverse of [`days_from_civil`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_moved_to_greenwich() {
        let cases = [
            ("2024-02-29 23:30:00-01:00", "2024-03-01 00:30:00"),
            ("2024-01-01T00:00:00+02", "2023-12-31 22:00:00"),
            ("2024-01-31", "2024-01-31 00:00:00"),
            ("1969-12-31 23:59:59.5Z", "1969-12-31 23:59:59.5"),
            ("0001-01-01 00:00", "0001-01-01 00:00:00"),
        ];
        for (text, expected) in cases {
            let moment = Moment::read(text, ScalarType::TimestampTz).expect("a moment");
            assert_eq!(moment.in_utc().text(), expected);
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["2023-02-29", "2024-13-01", "2024-01-01 24:00:00", "2024-01-01 00:00+99", "x"]
        {
            assert_eq!(Moment::read(text, ScalarType::TimestampTz), None, "{text}");
        }
    }
}
