//! A value that is not of the kind of its column, as a type of the application may write by mistake, or a later
//! version of permit for a kind that this one does not know.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue panics")]

use permit::filter::{Column, ColumnInfo, Filter, Operator, Value, ValueKind};
use permit_sql::{Condition, Dialect};

fn column(kind: ValueKind) -> ColumnInfo {
    Column::<()>::new("field", "field", None, Some(kind)).info()
}

const OPERATORS: [Operator; 6] = [
    Operator::Equal,
    Operator::NotEqual,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
];

#[test]
fn a_value_of_another_kind_than_its_column_selects_nothing() {
    let pairs = [
        (ValueKind::Integer, Value::Time(0)),
        (ValueKind::Text, Value::Time(0)),
        (ValueKind::Bool, Value::Time(0)),
        (ValueKind::Uuid, Value::Integer(7)),
        (ValueKind::Instant, Value::Text("now".to_owned())),
        (ValueKind::DateTime, Value::Integer(7)),
        (ValueKind::Date, Value::Bool(true)),
    ];
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        for (kind, value) in pairs.clone() {
            let column = column(kind);
            let mut filters: Vec<Filter> = OPERATORS
                .map(|operator| Filter::Compare {
                    column,
                    operator,
                    value: value.clone(),
                })
                .into();
            filters.push(Filter::OneOf {
                column,
                values: vec![value.clone()],
            });
            for filter in filters {
                let condition = Condition::of(&filter, "rows", dialect, 1).unwrap();
                assert_eq!(condition.text(), "(1 = 0)", "{dialect:?} {filter:?}");
            }
        }
    }
}
