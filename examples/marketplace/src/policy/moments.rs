//! Ends of blocks and opens, as operators write them.

use std::{
    str::FromStr,
    time::{Duration, SystemTime},
};

use time::{Date, Month, PrimitiveDateTime, Time};

/// A length of time: `90s`, `30m`, `2h`, `3d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length(pub(super) Duration);

impl FromStr for Length {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let not = || format!("`{text}` is not a length of time; write `90s`, `30m`, `2h` or `3d`");
        let unit = text.chars().next_back().ok_or_else(not)?;
        let seconds = match unit {
            's' => 1,
            'm' => 60,
            'h' => 60 * 60,
            'd' => 24 * 60 * 60,
            _ => return Err(not()),
        };
        let number = text
            .strip_suffix(unit)
            .and_then(|number| number.parse::<u32>().ok());
        let number = number.filter(|number| *number > 0).ok_or_else(not)?;
        Ok(Self(Duration::from_secs(u64::from(number) * seconds)))
    }
}

/// A moment in UTC, as the marketplace prints it: `2026-12-01 12:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End(pub(super) SystemTime);

impl FromStr for End {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = text.strip_suffix(" UTC").unwrap_or(text);
        read(plain)
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a time; write `2026-12-01 12:00`, in UTC"))
    }
}

fn read(text: &str) -> Option<SystemTime> {
    let (date, time) = text.trim().split_once([' ', 'T'])?;
    let mut date = date.splitn(3, '-');
    let (year, month, day) = (date.next()?, date.next()?, date.next()?);
    let (hour, minute) = time.split_once(':')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
    let moment = PrimitiveDateTime::new(date, time)
        .assume_utc()
        .unix_timestamp();
    let since = Duration::from_secs(u64::try_from(moment).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(since)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{End, Length};
    use crate::domain::Moment;

    #[test]
    fn a_length_is_a_number_with_its_unit() {
        for (text, seconds) in [("90s", 90), ("30m", 1800), ("2h", 7200), ("3d", 259_200)] {
            assert_eq!(text.parse(), Ok(Length(Duration::from_secs(seconds))));
        }
        for text in ["", "s", "5", "-5m", "0m", "5 m", "5w", "99999999999d", "5é"] {
            assert!(text.parse::<Length>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_end_reads_as_it_prints() {
        for text in [
            "2026-11-22 08:31",
            "2026-11-22 08:31 UTC",
            "2026-11-22T08:31",
        ] {
            let End(end) = text.parse().unwrap();
            assert_eq!(Moment::from(end).to_string(), "2026-11-22 08:31 UTC");
        }
        for text in [
            "",
            "tomorrow",
            "2026-11-22",
            "2026-13-01 00:00",
            "2026-11-22 25:00",
            "1969-01-01 00:00",
        ] {
            let said = text.parse::<End>().unwrap_err();
            assert!(said.contains("write `2026-12-01 12:00`, in UTC"), "{said}");
        }
    }
}
