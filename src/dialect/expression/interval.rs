//! Lengths of time that are written out: `1 day`, `2 hours 30 minutes`, `01:30:00`, `PT90M`.

/// A length of time. Months and days have no fixed length, so they are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    /// Whole months; a year has twelve.
    pub months: i64,
    /// Whole days; a week has seven.
    pub days: i64,
    /// The rest.
    pub microseconds: i64,
}

/// The unit that says a whole interval with one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect) enum IntervalUnit {
    Month,
    Day,
    Second,
    Microsecond,
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

impl Interval {
    /// Reads the forms that people write.
    pub fn read(text: &str) -> Option<Interval> {
        let text = text.trim();
        match text.strip_prefix('P') {
            Some(iso) => read_iso(iso),
            None => read_words(text),
        }
    }

    /// Its length where a day has 24 hours; none when it counts months.
    pub(in crate::dialect) fn in_microseconds(&self) -> Option<i64> {
        if self.months != 0 {
            return None;
        }
        self.days.checked_mul(DAY)?.checked_add(self.microseconds)
    }

    /// The interval as one number, in the largest unit that fits.
    pub(in crate::dialect) fn in_one_unit(&self) -> Option<(i64, IntervalUnit)> {
        match (self.months, self.days, self.microseconds) {
            (months, 0, 0) if months != 0 => Some((months, IntervalUnit::Month)),
            (0, days, 0) => Some((days, IntervalUnit::Day)),
            (0, _, _) => {
                let length = self.in_microseconds()?;
                match length % SECOND {
                    0 => Some((length / SECOND, IntervalUnit::Second)),
                    _ => Some((length, IntervalUnit::Microsecond)),
                }
            }
            _ => None,
        }
    }

    /// As PostgreSQL's `intervalstyle = postgres` prints it.
    pub fn to_text(self) -> String {
        let parts = [(self.months / 12, "year"), (self.months % 12, "mon"), (self.days, "day")];
        let mut res = String::new();
        let mut is_after_negative = false;
        for (value, unit) in parts.into_iter().filter(|(value, _)| *value != 0) {
            let gap = if res.is_empty() { "" } else { " " };
            let plus = if is_after_negative && value > 0 { "+" } else { "" };
            let plural = if value == 1 { "" } else { "s" };
            res += &format!("{gap}{plus}{value} {unit}{plural}");
            is_after_negative = value < 0;
        }
        if self.microseconds != 0 || res.is_empty() {
            let gap = if res.is_empty() { "" } else { " " };
            let sign = match (self.microseconds < 0, is_after_negative) {
                (true, _) => "-",
                (false, true) => "+",
                (false, false) => "",
            };
            res += &format!("{gap}{sign}{}", clock(self.microseconds.unsigned_abs()));
        }
        res
    }

    fn add(&mut self, value: f64, unit: &str) -> Option<()> {
        let whole = || (value.fract() == 0.0 && value.abs() < 1e9).then_some(value as i64);
        match unit.strip_suffix('s').unwrap_or(unit) {
            "year" | "yr" => self.months += whole()? * 12,
            "month" | "mon" => self.months += whole()?,
            "week" => self.days += whole()? * 7,
            "day" => self.days += whole()?,
            "hour" | "hr" => self.microseconds += scaled(value, 3600 * SECOND)?,
            "minute" | "min" => self.microseconds += scaled(value, 60 * SECOND)?,
            "second" | "sec" => self.microseconds += scaled(value, SECOND)?,
            "millisecond" => self.microseconds += scaled(value, 1000)?,
            "microsecond" => self.microseconds += scaled(value, 1)?,
            _ => return None,
        }
        Some(())
    }
}

fn scaled(value: f64, unit: i64) -> Option<i64> {
    let res = value * unit as f64;
    (res.abs() < 9e18).then_some(res.round() as i64)
}

/// `HH:MM:SS`, with a fraction where there is one.
fn clock(microseconds: u64) -> String {
    let (seconds, fraction) = (microseconds / 1_000_000, microseconds % 1_000_000);
    let mut res = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if fraction != 0 {
        res += format!(".{fraction:06}").trim_end_matches('0');
    }
    res
}

/// `1 day 2 hours`, `-1 day`, `1 day 02:30:00`.
fn read_words(text: &str) -> Option<Interval> {
    let mut res = Interval::default();
    let mut words = text.split_whitespace().peekable();
    words.peek()?;
    while let Some(word) = words.next() {
        if word.contains(':') {
            res.microseconds += read_clock(word)?;
            continue;
        }
        let split = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
        let (digits, unit) = word.split_at(split);
        let unit = if unit.is_empty() { words.next()? } else { unit };
        res.add(digits.parse().ok()?, &unit.to_ascii_lowercase())?;
    }
    Some(res)
}

/// `-HH:MM:SS.ffffff`, the seconds optional.
fn read_clock(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut parts = text.split(':');
    let hours: i64 = parts.next()?.parse().ok()?;
    let minutes: i64 = parts.next()?.parse().ok()?;
    let seconds: f64 = parts.next().map_or(Some(0.0), |it| it.parse().ok())?;
    let is_clock = (0..60).contains(&minutes) && (0.0..60.0).contains(&seconds);
    if !is_clock || parts.next().is_some() || !(0..1_000_000).contains(&hours) {
        return None;
    }
    Some(sign * ((hours * 3600 + minutes * 60) * SECOND + scaled(seconds, SECOND)?))
}

/// `1Y2M3DT4H5M6S`, the `P` taken off (ISO 8601-1, section 5.5.2).
fn read_iso(text: &str) -> Option<Interval> {
    let mut res = Interval::default();
    let (days, time) = text.split_once('T').unwrap_or((text, ""));
    let parts = [
        (days, [("Y", "year"), ("M", "month"), ("W", "week"), ("D", "day")]),
        (time, [("H", "hour"), ("M", "minute"), ("S", "second"), ("", "")]),
    ];
    for (mut rest, units) in parts {
        while !rest.is_empty() {
            let split = rest.find(|c: char| c.is_ascii_uppercase())?;
            let (digits, tail) = rest.split_at(split);
            let (letter, tail) = tail.split_at(1);
            let (_, unit) = units.iter().find(|(it, _)| *it == letter)?;
            res.add(digits.parse().ok()?, unit)?;
            rest = tail;
        }
    }
    (!text.is_empty()).then_some(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        let cases = [
            ("1 day", "1 day"),
            ("2 hours 30 minutes", "02:30:00"),
            ("90min", "01:30:00"),
            ("1 year 2 months 3 weeks", "1 year 2 mons 21 days"),
            ("-1 day +02:30:00", "-1 days +02:30:00"),
            ("0.5 seconds", "00:00:00.5"),
            ("P1Y2DT3M", "1 year 2 days 00:03:00"),
            ("0 days", "00:00:00"),
        ];
        for (text, printed) in cases {
            assert_eq!(Interval::read(text).map(Interval::to_text).as_deref(), Some(printed));
        }
        for text in ["", "day", "1 fortnight", "1.5 days", "1:75", "P", "PT1X", "1e30 hours"] {
            assert_eq!(Interval::read(text), None, "{text}");
        }
    }
}
