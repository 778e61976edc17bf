//! A value as a column holds it, and in which form the two are compared.

use permit_runtime::filter::{Cast, ColumnInfo, Value, ValueKind};

use crate::{Dialect, Parameter, calendar, dialect::uuid};

/// A value, as the columns of a database can hold it.
pub(crate) enum Known {
    Null,
    Held(Parameter),
    /// No column can hold it: it is behind this one, and before the next one that a column can hold.
    Behind(Parameter),
    /// No column can hold it.
    Beyond(Side),
    /// What it means in this column is not known: it is of another kind. Nothing is selected by it.
    Unknown,
}

/// Whether the value is below or above all values of a column, or has no order among them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Below,
    Above,
    Aside,
}

impl Known {
    /// As a column of this kind holds it: an integer that is stored as text is its canonical text, and
    /// the other way round.
    pub(crate) fn of(dialect: Dialect, column: ColumnInfo, value: &Value) -> Self {
        match (column.kind, value) {
            (_, Value::Null) => Self::Null,
            (
                Some(kind @ (ValueKind::Instant | ValueKind::DateTime | ValueKind::Date)),
                Value::Time(nanoseconds),
            ) => Self::time(dialect, kind, *nanoseconds),
            (Some(ValueKind::Uuid), Value::Text(text)) => Self::uuid(dialect, column.cast, text),
            // A value of another column.
            (
                Some(ValueKind::Instant | ValueKind::DateTime | ValueKind::Date | ValueKind::Uuid),
                _,
            ) => Self::Unknown,
            (_, Value::Bool(value)) => Self::Held(Parameter::Bool(*value)),
            (Some(ValueKind::Text), Value::Integer(value)) => {
                Self::Held(Parameter::Text(value.to_string()))
            }
            (_, Value::Integer(value)) => match i64::try_from(*value) {
                Ok(value) => Self::Held(Parameter::Integer(value)),
                Err(_) if *value < 0 => Self::Beyond(Side::Below),
                Err(_) => Self::Beyond(Side::Above),
            },
            (Some(ValueKind::Integer), Value::Text(text)) => integer(text)
                .map_or(Self::Beyond(Side::Aside), |value| {
                    Self::Held(Parameter::Integer(value))
                }),
            (_, Value::Text(text)) => Self::Held(Parameter::Text(text.clone())),
            (_, Value::Bytes(bytes)) => Self::Held(Parameter::Bytes(bytes.clone())),
            // A kind of value that this version does not know, or a time in another column.
            _ => Self::Unknown,
        }
    }

    fn uuid(dialect: Dialect, cast: Option<Cast>, text: &str) -> Self {
        let Some(bytes) = uuid(text) else {
            return Self::Beyond(Side::Aside);
        };
        Self::Held(match (dialect, cast) {
            (Dialect::Sqlite, None | Some(Cast::Uuid)) => Parameter::Bytes(bytes),
            _ => Parameter::Text(text.to_owned()),
        })
    }

    /// In the unit in which a column holds it: PostgreSQL microseconds, and `SQLite` seconds, which sqlx
    /// reads.
    fn time(dialect: Dialect, kind: ValueKind, nanoseconds: i128) -> Self {
        let held = match (dialect, kind) {
            (_, ValueKind::Date) => DAY,
            (Dialect::Postgres, _) => MICROSECOND,
            (Dialect::Sqlite, _) => SECOND,
        };
        let (count, rest) = (nanoseconds.div_euclid(held), nanoseconds.rem_euclid(held));
        let [first, last] = match (dialect, kind) {
            (Dialect::Postgres, ValueKind::Date) => [FIRST_DAY, 2_145_042_905],
            (Dialect::Postgres, _) => [FIRST_DAY * DAY / held, 9_224_318_015_999_999_999],
            // From the year 0 to the year 9999, whose texts have the order of the dates.
            (Dialect::Sqlite, ValueKind::Date) => [-719_528, 2_932_896],
            (Dialect::Sqlite, _) => [i64::MIN.into(), i64::MAX.into()],
        };
        if count < first {
            return Self::Beyond(Side::Below);
        }
        if count > last {
            return Self::Beyond(Side::Above);
        }
        let parameter = match (dialect, kind) {
            (Dialect::Sqlite, ValueKind::Date) => Parameter::Text(calendar::plain_date(count)),
            (Dialect::Postgres, ValueKind::Date) => Parameter::Text(calendar::date(count)),
            (Dialect::Postgres, ValueKind::Instant) => {
                Parameter::Text(calendar::time(count, "+00"))
            }
            (Dialect::Postgres, _) => Parameter::Text(calendar::time(count, "")),
            (Dialect::Sqlite, _) => match i64::try_from(count) {
                Ok(seconds) => Parameter::Integer(seconds),
                Err(_) => return Self::Beyond(Side::Aside),
            },
        };
        if rest == 0 {
            Self::Held(parameter)
        } else {
            Self::Behind(parameter)
        }
    }
}

const MICROSECOND: i128 = 1_000;
const SECOND: i128 = 1_000_000_000;
const DAY: i128 = 86_400 * SECOND;
/// The first day of the calendar of PostgreSQL, in the year 4714 BC.
const FIRST_DAY: i128 = -2_440_588;

/// In which form a column and a parameter are compared.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// As they are: nothing is converted.
    Plain,
    Bool,
    /// The parameter is the text of a value of this type of PostgreSQL, which has one text for each.
    Typed(&'static str),
    /// Twice: as the column compares, and byte by byte.
    Text(Option<Cast>),
    /// The canonical text of a UUID. A column may also hold other texts, which are never listed.
    UuidText,
    /// The bytes of `SQLite`, which a column may also hold as text.
    Bytes,
    /// The seconds of `SQLite`. A column may also hold text, which is never listed.
    Seconds,
    /// A date of `SQLite`. A column may also hold other text, which is never listed.
    Day,
}

impl Form {
    pub(crate) const fn of(dialect: Dialect, column: ColumnInfo, parameter: &Parameter) -> Self {
        match (dialect, column.kind, parameter) {
            (_, _, Parameter::Bool(_)) => Self::Bool,
            (Dialect::Sqlite, Some(ValueKind::Instant | ValueKind::DateTime), _) => Self::Seconds,
            (Dialect::Sqlite, Some(ValueKind::Date), _) => Self::Day,
            (Dialect::Postgres, Some(ValueKind::Instant), _) => Self::Typed("timestamptz"),
            (Dialect::Postgres, Some(ValueKind::DateTime), _) => Self::Typed("timestamp"),
            (Dialect::Postgres, Some(ValueKind::Date), _) => Self::Typed("date"),
            (_, Some(ValueKind::Uuid), _) if matches!(column.cast, Some(Cast::Text)) => {
                Self::UuidText
            }
            (Dialect::Postgres, Some(ValueKind::Uuid), _) => Self::Typed("uuid"),
            (_, _, Parameter::Text(_)) => Self::Text(column.cast),
            (Dialect::Sqlite, _, Parameter::Bytes(_)) => Self::Bytes,
            _ => Self::Plain,
        }
    }
}

/// The integer whose canonical text this is, if a column can hold it.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let integer: i64 = text.parse().ok()?;
    (integer.to_string() == text).then_some(integer)
}
