//! The values of other crates, each behind the feature with the name of its crate: UUIDs and times.

#[cfg(any(feature = "uuid", feature = "chrono", feature = "time"))]
use crate::listing::filter::{FilterValue, Value, ValueKind};

/// A UUID, as sqlx reads it: in PostgreSQL the type `uuid`, in `SQLite` sixteen bytes. A column that holds
/// its canonical text says `cast = "text"`.
#[cfg(feature = "uuid")]
impl FilterValue for uuid::Uuid {
    const KIND: ValueKind = ValueKind::Uuid;

    fn value(&self) -> Value {
        Value::Text(self.hyphenated().to_string())
    }
}

#[cfg(any(feature = "chrono", feature = "time"))]
macro_rules! times {
    ($($feature:literal [$($generics:tt)*] $time:ty as $kind:ident = $value:path;)*) => {$(
        #[cfg(feature = $feature)]
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> FilterValue for $time {
            const KIND: ValueKind = ValueKind::$kind;

            fn value(&self) -> Value {
                Value::Time($value(self))
            }
        }

        #[cfg(feature = $feature)]
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> crate::listing::filter::OrderedValue for $time {}
    )*};
}

#[cfg(any(feature = "chrono", feature = "time"))]
times! {
    "chrono" [Z: chrono::TimeZone] chrono::DateTime<Z> as Instant = of_chrono::instant;
    "chrono" [] chrono::NaiveDateTime as DateTime = of_chrono::date_time;
    "chrono" [] chrono::NaiveDate as Date = of_chrono::date;
    "time" [] time::OffsetDateTime as Instant = of_time::instant;
    "time" [] time::PrimitiveDateTime as DateTime = of_time::date_time;
    "time" [] time::Date as Date = of_time::date;
}

#[cfg(feature = "chrono")]
mod of_chrono {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

    const SECOND: i128 = 1_000_000_000;

    pub(super) fn instant<Z: TimeZone>(time: &DateTime<Z>) -> i128 {
        let nanoseconds = time.timestamp_subsec_nanos();
        since(time.timestamp(), nanoseconds)
    }

    pub(super) fn date_time(time: &NaiveDateTime) -> i128 {
        instant(&time.and_utc())
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as the other times")]
    pub(super) fn date(date: &NaiveDate) -> i128 {
        date_time(&date.and_time(NaiveTime::MIN))
    }

    /// A leap second is behind all of the second that it lengthens, and before the next one. No database
    /// keeps one, so none equals it: it is the last nanosecond, which no column holds either.
    fn since(seconds: i64, nanoseconds: u32) -> i128 {
        i128::from(seconds) * SECOND + i128::from(nanoseconds).min(SECOND - 1)
    }
}

#[cfg(feature = "time")]
mod of_time {
    use time::{Date, OffsetDateTime, PrimitiveDateTime};

    pub(super) fn instant(time: &OffsetDateTime) -> i128 {
        time.unix_timestamp_nanos()
    }

    pub(super) fn date_time(time: &PrimitiveDateTime) -> i128 {
        instant(&time.assume_utc())
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as the other times")]
    pub(super) fn date(date: &Date) -> i128 {
        date_time(&date.midnight())
    }
}
