//! Events, whose times have the types of one crate.

/// The times of a person: an instant, a time without a zone, a date.
pub type Times<I, L, D> = (I, L, D);

mod with_chrono {
    use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

    use super::Times;

    pub fn instant(nanoseconds: i128) -> DateTime<Utc> {
        let seconds = nanoseconds.div_euclid(1_000_000_000).try_into().unwrap();
        let rest = nanoseconds.rem_euclid(1_000_000_000).try_into().unwrap();
        DateTime::from_timestamp(seconds, rest).unwrap()
    }

    pub fn date_time(nanoseconds: i128) -> NaiveDateTime {
        instant(nanoseconds).naive_utc()
    }

    pub fn date(days: i64) -> NaiveDate {
        let further = Days::new(days.unsigned_abs());
        let epoch = DateTime::UNIX_EPOCH.date_naive();
        if days < 0 {
            epoch - further
        } else {
            epoch + further
        }
    }

    /// The first and the last time; years that PostgreSQL does not have, and years that it names otherwise; a
    /// leap second.
    pub fn extremes() -> Vec<Times<DateTime<Utc>, NaiveDateTime, NaiveDate>> {
        let leap = NaiveDate::from_ymd_opt(1969, 12, 31).unwrap();
        let leap = leap.and_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
        let dates = [
            (-4_713, 11, 24),
            (-4_713, 11, 23),
            (-43, 3, 15),
            (10_000, 1, 1),
            (200_000, 1, 1),
        ];
        let dates = dates.map(|(year, month, day)| {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let local = date.and_hms_opt(1, 2, 3).unwrap();
            (local.and_utc(), local, date)
        });
        let mut all = vec![
            (DateTime::<Utc>::MIN_UTC, NaiveDateTime::MIN, NaiveDate::MIN),
            (DateTime::<Utc>::MAX_UTC, NaiveDateTime::MAX, NaiveDate::MAX),
            (leap.and_utc(), leap, date(0)),
        ];
        all.extend(dates);
        all
    }
}

mod with_time {
    use time::{Date, OffsetDateTime, PrimitiveDateTime, UtcOffset};

    use super::Times;

    /// In a zone of its own: an instant is the same in every zone.
    pub fn instant(nanoseconds: i128) -> OffsetDateTime {
        let instant = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
        let zone = UtcOffset::from_hms(-3, -30, 0).unwrap();
        instant.checked_to_offset(zone).unwrap_or(instant)
    }

    pub fn date_time(nanoseconds: i128) -> PrimitiveDateTime {
        let instant = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
        PrimitiveDateTime::new(instant.date(), instant.time())
    }

    pub fn date(days: i64) -> Date {
        Date::from_julian_day(i32::try_from(days).unwrap() + 2_440_588).unwrap()
    }

    /// The first and the last time.
    pub fn extremes() -> Vec<Times<OffsetDateTime, PrimitiveDateTime, Date>> {
        let ends = [PrimitiveDateTime::MIN, PrimitiveDateTime::MAX];
        ends.map(|end| (end.assume_utc(), end, end.date())).into()
    }
}

macro_rules! conditions {
    ($($condition:ident, $action:ident: $field:ident $operator:tt;)*) => {
        $(
            #[permit::condition(filter)]
            fn $condition(who: &Person, event: &Event) -> bool {
                event.$field $operator who.$field
            }
        )*

        #[permit::condition(filter)]
        fn ended_then(who: &Person, event: &Event) -> bool {
            event.ended == Some(who.at)
        }

        #[permit::condition(filter)]
        fn not_ended_then(who: &Person, event: &Event) -> bool {
            event.ended != Some(who.at)
        }

        #[permit::condition(filter)]
        fn on_one_of_these_days(who: &Person, event: &Event) -> bool {
            [who.day, date(0), date(1)].contains(&event.day)
        }

        #[permit::condition(filter)]
        fn at_one_of_these_times(who: &Person, event: &Event) -> bool {
            [who.at, instant(0), instant(1_000_000_000)].contains(&event.at)
        }

        permit::permissions! {
            <Person: UserType>
            $(pub $action(context = Event) { Anonymous => deny, Member => allow if $condition })*
            pub Ended(context = Event) { Anonymous => deny, Member => allow if ended_then }
            pub NotEnded(context = Event) { Anonymous => deny, Member => allow if not_ended_then }
            pub OneOfDays(context = Event) {
                Anonymous => deny,
                Member => allow if on_one_of_these_days,
            }
            pub OneOfTimes(context = Event) {
                Anonymous => deny,
                Member => allow if at_one_of_these_times,
            }
        }

        /// Compares each list of `who` with checks. Returns how many rows are allowed.
        async fn agree(calendar: &impl Calendar, rows: &[(Row, Event)], who: &Principal<Person>) -> usize {
            let mut allowed = 0;
            $(allowed += agrees(calendar, rows, who.scope($action).unwrap()).await;)*
            allowed += agrees(calendar, rows, who.scope(Ended).unwrap()).await;
            allowed += agrees(calendar, rows, who.scope(NotEnded).unwrap()).await;
            allowed += agrees(calendar, rows, who.scope(OneOfDays).unwrap()).await;
            allowed + agrees(calendar, rows, who.scope(OneOfTimes).unwrap()).await
        }
    };
}

macro_rules! events {
    ($name:ident, $with:ident, $instant:ty, $local:ty, $date:ty) => {
        pub mod $name {
            use permit::{
                Authorizer, Columns, Listed, Principal, Scope, Subject, UserTypes, filter::Filter,
            };

            use super::$with::{date, date_time, extremes, instant};
            use crate::moments::{Calendar, Row};

            #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
            pub enum UserType {
                #[anonymous]
                Anonymous,
                Member,
            }

            #[derive(Clone, Debug)]
            pub struct Person {
                at: $instant,
                local: $local,
                day: $date,
            }

            impl Subject for Person {
                type UserType = UserType;
                type Id = u64;
                fn id(&self) -> Option<&u64> {
                    None
                }
                fn user_types(&self) -> UserTypes<UserType> {
                    UserType::Member.into()
                }
                fn anonymous() -> Self {
                    person(0)
                }
            }

            #[derive(permit::Columns, Clone, Debug)]
            pub struct Event {
                pub at: $instant,
                pub local: $local,
                pub day: $date,
                pub ended: Option<$instant>,
            }

            conditions! {
                at_equal, AtEqual: at ==;
                at_not_equal, AtNotEqual: at !=;
                at_less, AtLess: at <;
                at_less_or_equal, AtLessOrEqual: at <=;
                at_greater, AtGreater: at >;
                at_greater_or_equal, AtGreaterOrEqual: at >=;
                local_equal, LocalEqual: local ==;
                local_not_equal, LocalNotEqual: local !=;
                local_less, LocalLess: local <;
                local_less_or_equal, LocalLessOrEqual: local <=;
                local_greater, LocalGreater: local >;
                local_greater_or_equal, LocalGreaterOrEqual: local >=;
                day_equal, DayEqual: day ==;
                day_not_equal, DayNotEqual: day !=;
                day_less, DayLess: day <;
                day_less_or_equal, DayLessOrEqual: day <=;
                day_greater, DayGreater: day >;
                day_greater_or_equal, DayGreaterOrEqual: day >=;
            }

            async fn agrees<A: Listed<Subject = Person, Context = Event> + Clone>(
                calendar: &impl Calendar,
                rows: &[(Row, Event)],
                scope: Scope<A>,
            ) -> usize {
                let who = scope.principal();
                let allowed = rows
                    .iter()
                    .filter(|(_, event)| who.can(scope.action().clone(), event));
                let expected: Vec<_> = allowed.map(|(row, _)| row.number).collect();
                let listed = calendar.list(&scope).await;
                assert_eq!(
                    listed,
                    expected,
                    "{} for {:?}: {:?}",
                    A::TABLE.key(),
                    who.subject(),
                    scope.extent()
                );
                expected.len()
            }

            fn person(nanoseconds: i128) -> Person {
                let days = nanoseconds
                    .div_euclid(86_400_000_000_000)
                    .try_into()
                    .unwrap();
                Person {
                    at: instant(nanoseconds),
                    local: date_time(nanoseconds),
                    day: date(days),
                }
            }

            /// Compares for people whose time is that of a row, a nanosecond before or behind it, or extreme.
            pub async fn compare(calendar: &impl Calendar) {
                let event = |row: Row| {
                    let nanoseconds = i128::from(row.micros) * 1_000;
                    let at = instant(nanoseconds);
                    let event = Event {
                        at,
                        local: date_time(nanoseconds),
                        day: date(row.day),
                        ended: (row.number % 3 != 0).then_some(at),
                    };
                    (row, event)
                };
                let rows: Vec<_> = calendar.rows().await.into_iter().map(event).collect();
                assert!(rows.len() > 10);
                let near = rows.iter().flat_map(|(row, _)| {
                    [-1, 0, 1].map(|further| person(i128::from(row.micros) * 1_000 + further))
                });
                let extremes = extremes().into_iter();
                let extremes = extremes.map(|(at, local, day)| Person { at, local, day });
                let (mut people, mut allowed) = (0, 0);
                for person in near.chain(extremes) {
                    let who = Authorizer::builder().build().principal(person);
                    allowed += agree(calendar, &rows, &who).await;
                    people += 1;
                }
                println!("{people} people, {} rows, {allowed} allowed", rows.len());
                assert!(allowed > people * rows.len() * 5);
            }

            pub fn before(seconds: i128) -> Filter {
                Event::FIELDS.at.less(&instant(seconds * 1_000_000_000))
            }

            pub fn on(days: i64) -> Filter {
                Event::FIELDS.day.equal(&date(days))
            }

            /// Each comparison of each field with three values.
            pub fn each_filter() -> Vec<Filter> {
                let all = Event::FIELDS;
                let values = [0, 7_000_000_000, 7_500_000_000].map(person);
                macro_rules! each {
                    ($person:expr, $column:expr, $field:ident) => {
                        [
                            $column.equal(&$person.$field),
                            $column.not_equal(&$person.$field),
                            $column.less(&$person.$field),
                            $column.less_or_equal(&$person.$field),
                            $column.greater(&$person.$field),
                            $column.greater_or_equal(&$person.$field),
                        ]
                    };
                }
                let filters = values.iter().flat_map(|person| {
                    [
                        each!(person, all.at, at),
                        each!(person, all.local, local),
                        each!(person, all.day, day),
                    ]
                });
                filters.flatten().collect()
            }
        }
    };
}

events!(
    of_chrono,
    with_chrono,
    chrono::DateTime<chrono::Utc>,
    chrono::NaiveDateTime,
    chrono::NaiveDate
);
events!(
    of_time,
    with_time,
    time::OffsetDateTime,
    time::PrimitiveDateTime,
    time::Date
);
