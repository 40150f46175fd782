//! Points in time.

use alloc::format;
use alloc::string::{String, ToString};

use data_driver::describe::{Definition, Describe, Named, Text, Type};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::{Reader, Wire, Writer};
use data_driver::Error;

/// Seconds since 1970-01-01T00:00:00Z.
///
/// In JSON a date and time of RFC 3339 in the years 0 to 9999, which is read with any offset from UTC, and beyond them the seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

const DAY: i64 = 86_400;
/// The days from 0000-03-01 to 1970-01-01. Years that begin in March end with the day that some of them have more.
const DAYS_BEFORE_1970: i64 = 719_468;
/// The days of 400 years.
const ERA: i64 = 146_097;

/// 0000-01-01T00:00:00Z.
const FIRST: i64 = -62_167_219_200;
/// 9999-12-31T23:59:59Z.
const LAST: i64 = 253_402_300_799;

/// Year, month and day of a day since 1970-01-01.
const fn date(day: i64) -> (i64, i64, i64) {
    let day = day + DAYS_BEFORE_1970;
    let era = day.div_euclid(ERA);
    let day_of_era = day.rem_euclid(ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / (ERA - 1)) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 {
        (year_of_era, month + 3)
    } else {
        (year_of_era + 1, month - 9)
    };
    (year + era * 400, month, day_of_month)
}

/// The day since 1970-01-01 of a date; months with fewer days go on into the next.
const fn day(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * ERA + day_of_era - DAYS_BEFORE_1970
}

impl Timestamp {
    /// The text that JSON has of it.
    #[must_use]
    pub fn to_text(self) -> String {
        let Self(seconds) = self;
        if !(FIRST..=LAST).contains(&seconds) {
            return seconds.to_string();
        }
        let (year, month, day) = date(seconds.div_euclid(DAY));
        let second = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// The point in time that a text names.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let is_plain = text == "0" || !digits.starts_with('0');
            return text.parse().ok().filter(|_| is_plain).map(Self);
        }
        let (date, rest) = (text.get(..19)?, text.get(19..)?);
        let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        let fits = separators
            .into_iter()
            .all(|(at, mark)| date.as_bytes()[at] == mark);
        if !fits {
            return None;
        }
        let number = |from: usize, to: usize, most: i64| number(date.get(from..to)?, most);
        let (year, month) = (number(0, 4, 9_999)?, number(5, 7, 12)?);
        let (day_of_month, hour) = (number(8, 10, 31)?, number(11, 13, 23)?);
        let (minute, second) = (number(14, 16, 59)?, number(17, 19, 59)?);
        let day = day(year, month, day_of_month);
        // A day that the month does not have is one of the next month.
        if self::date(day) != (year, month, day_of_month) {
            return None;
        }
        let seconds = day * DAY + hour * 3_600 + minute * 60 + second;
        Some(Self(seconds - offset(rest)?))
    }
}

fn number(digits: &str, most: i64) -> Option<i64> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = digits.parse().ok()?;
    (is_number && value <= most).then_some(value)
}

/// How many seconds a clock that shows this offset is ahead of UTC.
fn offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let is_offset = text.len() == 6 && text.get(3..4)? == ":";
    let hours = number(text.get(1..3)?, 23)?;
    let minutes = number(text.get(4..)?, 59)?;
    is_offset.then_some(sign * (hours * 3_600 + minutes * 60))
}

impl<C> Describe<C> for Timestamp {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: "Timestamp",
        doc: "A point in time: date and time of RFC 3339, in whole seconds, or seconds since 1970 beyond the years 0 to 9999.",
        definition: Definition::Alias(&Type::Text(&Text {
            format: "timestamp",
            pattern: "^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\
                      (Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])|0|-?[1-9][0-9]{0,18})$",
            max_length: None,
        })),
    });
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text).ok_or_else(|| {
            let expected = "expected a time like 2020-04-20T12:34:07Z, or seconds since 1970";
            serde::de::Error::custom(expected)
        })
    }
}

impl Wire for Timestamp {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader
            .array("a timestamp")
            .map(i64::from_be_bytes)
            .map(Self)
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        self.0.write(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every day of the years that have a text, and what others say of some.
    #[test]
    fn every_day_comes_back() {
        for day_since in FIRST / DAY..=LAST / DAY {
            let (year, month, day_of_month) = date(day_since);
            assert_eq!(day(year, month, day_of_month), day_since);
        }
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (0x5e9d_cbaf, "2020-04-20T16:19:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (FIRST, "0000-01-01T00:00:00Z"),
            (LAST, "9999-12-31T23:59:59Z"),
            (LAST + 1, "253402300800"),
            (FIRST - 1, "-62167219201"),
            (i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(Timestamp(seconds).to_text(), text);
            assert_eq!(Timestamp::from_text(text), Some(Timestamp(seconds)));
        }
    }

    #[test]
    fn offsets_from_utc_are_read() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00-00:00", 0),
            ("1970-01-01T01:30:00+01:30", 0),
            ("1969-12-31T23:00:00-01:00", 0),
        ] {
            assert_eq!(
                Timestamp::from_text(text),
                Some(Timestamp(seconds)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "-",
            "00",
            "-0",
            "9223372036854775808",
            "1970-01-01",
            "1970-01-01T00:00:00",
            "1970-01-01T00:00:00z",
            "1970-02-30T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "1970-00-01T00:00:00Z",
            "1970-01-00T00:00:00Z",
            "1970-01-01T24:00:00Z",
            "1970-01-01T00:00:00+0100",
            "1970-01-01T00:00:00.5Z",
            "+970-01-01T00:00:00Z",
            "é970-01-01T00:00:00Z",
            "1970-01-01T00:00:0éZ",
        ] {
            assert_eq!(Timestamp::from_text(text), None, "{text}");
        }
    }
}
