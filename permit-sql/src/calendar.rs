//! Times as text, as PostgreSQL and `SQLite` read them.

/// Days since the beginning of 1970, as year, month and day. Year 0 is the year before year 1.
///
/// In years of 400 there are 146,097 days. A year begins in March here, so that a leap day is its last.
const fn civil(days: i128) -> (i128, i128, i128) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

const DAY: i128 = 86_400_000_000;

/// A date: `2026-11-28`, or `0044-03-15 BC`.
pub(crate) fn date(days: i128) -> String {
    let (date, era) = dated(days);
    format!("{date}{era}")
}

/// A date of one of the years from 0 to 9999: `2026-11-28`.
pub(crate) fn plain_date(days: i128) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A date and a time of day, from microseconds since the beginning of 1970, and the zone if there is one:
/// `2026-11-28 01:02:03.000004+00`.
pub(crate) fn time(microseconds: i128, zone: &str) -> String {
    let (days, rest) = (microseconds.div_euclid(DAY), microseconds.rem_euclid(DAY));
    let (date, era) = dated(days);
    let (seconds, fraction) = (rest / 1_000_000, rest % 1_000_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{date} {hour:02}:{minute:02}:{second:02}.{fraction:06}{zone}{era}")
}

fn dated(days: i128) -> (String, &'static str) {
    let (year, month, day) = civil(days);
    let (year, era) = if year > 0 {
        (year, "")
    } else {
        (1 - year, " BC")
    };
    (format!("{year:04}-{month:02}-{day:02}"), era)
}

#[cfg(test)]
mod tests {
    use super::{DAY, civil, date, plain_date, time};

    #[test]
    fn each_day_of_eight_hundred_years_follows_the_day_before() {
        let is_leap = |year: i128| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        // The first day of the year 1600.
        let mut expected = (1600, 1, 1);
        for days in -135_140..-135_140 + 2 * 146_097 {
            assert_eq!(civil(days), expected, "{days}");
            let (year, month, day) = expected;
            let length = match month {
                2 => 28 + i128::from(is_leap(year)),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            expected = match (day == length, month == 12) {
                (false, _) => (year, month, day + 1),
                (true, false) => (year, month + 1, 1),
                (true, true) => (year + 1, 1, 1),
            };
        }
        assert_eq!(expected, (2400, 1, 1));
    }

    #[test]
    fn a_time_is_written_as_postgresql_reads_it() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(-719_528), "0001-01-01 BC");
        assert_eq!(date(-719_162), "0001-01-01");
        assert_eq!(plain_date(-719_528), "0000-01-01");
        assert_eq!(plain_date(2_932_896), "9999-12-31");
        assert_eq!(date(2_932_897), "10000-01-01");
        assert_eq!(time(-1, "+00"), "1969-12-31 23:59:59.999999+00");
        assert_eq!(time(DAY + 3_723_000_004, ""), "1970-01-02 01:02:03.000004");
        assert_eq!(
            time(-719_528 * DAY, "+00"),
            "0001-01-01 00:00:00.000000+00 BC"
        );
    }
}
