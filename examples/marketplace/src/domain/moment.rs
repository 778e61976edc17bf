//! Moments, in whole seconds since 1970.

use std::{
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use time::OffsetDateTime;

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub struct Moment(i64);

impl Moment {
    /// The moment this many seconds after the beginning of 1970.
    #[must_use]
    pub const fn of(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The number of seconds, as [`of`](Self::of) takes it.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The moment that is `duration` later.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(seconds))
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        // A clock outside the range counts as the end of time, so that everything has expired.
        let since = time.duration_since(UNIX_EPOCH).map(|since| since.as_secs());
        Self(since.map_or(i64::MAX, |seconds| seconds.try_into().unwrap_or(i64::MAX)))
    }
}

impl From<Moment> for SystemTime {
    fn from(moment: Moment) -> Self {
        // A moment that `SystemTime` cannot represent counts as one that has passed.
        let since = u64::try_from(moment.0).unwrap_or_default();
        UNIX_EPOCH
            .checked_add(Duration::from_secs(since))
            .unwrap_or(UNIX_EPOCH)
    }
}

/// The column stores the number of seconds.
impl permit::filter::FilterValue for Moment {
    const KIND: permit::filter::ValueKind = permit::filter::ValueKind::Integer;

    fn value(&self) -> permit::filter::Value {
        self.0.value()
    }
}

impl permit::filter::OrderedValue for Moment {}

/// For people: `2026-11-22 08:30 UTC`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(time) = OffsetDateTime::from_unix_timestamp(self.0) else {
            return f.write_str("never");
        };
        let (hour, minute) = (time.hour(), time.minute());
        write!(f, "{} {hour:02}:{minute:02} UTC", time.date())
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::Moment;

    #[test]
    fn a_moment_prints_as_a_date_and_a_time() {
        assert_eq!(Moment(1_795_336_260).to_string(), "2026-11-22 08:31 UTC");
        assert_eq!(Moment(0).to_string(), "1970-01-01 00:00 UTC");
        assert_eq!(Moment(i64::MAX).to_string(), "never");
    }

    #[test]
    fn a_moment_that_cannot_be_represented_has_passed() {
        for seconds in [-1, i64::MIN] {
            assert_eq!(SystemTime::from(Moment(seconds)), UNIX_EPOCH);
        }
        let before = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(Moment::from(before), Moment(i64::MAX));
    }

    #[test]
    fn a_later_moment_never_overflows() {
        let minute = Duration::from_mins(1);
        assert_eq!(Moment(5).after(minute), Moment(65));
        assert_eq!(Moment(i64::MAX).after(minute), Moment(i64::MAX));
        assert_eq!(
            SystemTime::from(Moment(65)),
            UNIX_EPOCH + Duration::from_secs(65)
        );
    }
}
