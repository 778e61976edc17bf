//! Whether a database compares the values of a type as Rust does, as far as its [`FilterValue`] says so.

use core::{cmp::Ordering, fmt};

use crate::listing::filter::{FilterValue, OrderedValue, Value, ValueKind};

/// Compares, for each pair of `values`, whether they are equal with whether their columns are. Returns how
/// many pairs it compared, for a test that asserts that there are some.
///
/// A type with a [`FilterValue`] that is written by hand, or with a `PartialEq` that is, needs it: a check
/// compares the values, and a list what stands in their columns.
///
/// ```should_panic
/// use permit_runtime::{filter::{FilterValue, Value, ValueKind}, testing::verify_values};
///
/// #[derive(Debug)]
/// struct Mail(&'static str);
///
/// impl PartialEq for Mail {
///     fn eq(&self, other: &Self) -> bool {
///         self.0.eq_ignore_ascii_case(other.0)
///     }
/// }
///
/// impl FilterValue for Mail {
///     const KIND: ValueKind = ValueKind::Text;
///
///     fn value(&self) -> Value {
///         self.0.value() // not lower case
///     }
/// }
///
/// verify_values(&[Mail("ann@example.org"), Mail("ANN@example.org")]);
/// ```
///
/// # Panics
///
/// When two values are equal and their columns are not, or the reverse, and when a value is not of the kind
/// of its type.
#[track_caller]
pub fn verify_values<T: FilterValue + PartialEq + fmt::Debug>(values: &[T]) -> usize {
    each_pair(values, |one, other| {
        let (equal, listed) = (one == other, one.value() == other.value());
        assert!(
            equal == listed,
            "{one:?} and {other:?} are {}equal in a check, and {}equal in a list",
            not(equal),
            not(listed),
        );
    })
}

/// Compares, for each pair of `values`, their order with that of their columns. Returns how many pairs it
/// compared.
///
/// # Panics
///
/// When the two differ, and when the columns have no order: only numbers and times have one.
#[track_caller]
pub fn verify_order<T: OrderedValue + PartialOrd + fmt::Debug>(values: &[T]) -> usize {
    each_pair(values, |one, other| {
        let (order, listed) = (one.partial_cmp(other), order(&one.value(), &other.value()));
        assert!(
            order == listed,
            "{one:?} and {other:?} have the order {order:?} in a check, and {listed:?} in a list"
        );
    })
}

#[track_caller]
fn each_pair<T: FilterValue + fmt::Debug>(values: &[T], compare: impl Fn(&T, &T)) -> usize {
    for one in values {
        let value = one.value();
        assert!(
            is_of(T::KIND, &value),
            "the column of {one:?} holds {value:?}, which is not a {:?}",
            T::KIND
        );
        for other in values {
            compare(one, other);
        }
    }
    values.len() * values.len()
}

const fn not(holds: bool) -> &'static str {
    if holds { "" } else { "not " }
}

const fn is_of(kind: ValueKind, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) => matches!(kind, ValueKind::Bool),
        Value::Integer(_) => matches!(kind, ValueKind::Integer),
        Value::Text(_) => matches!(kind, ValueKind::Text | ValueKind::Uuid),
        Value::Bytes(_) => matches!(kind, ValueKind::Bytes),
        Value::Time(_) => matches!(
            kind,
            ValueKind::Instant | ValueKind::DateTime | ValueKind::Date
        ),
    }
}

fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) | (Value::Time(one), Value::Time(other)) => {
            Some(one.cmp(other))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{verify_order, verify_values};
    use crate::listing::filter::{FilterValue, OrderedValue, Value, ValueKind};

    /// Stored without its last digit.
    #[derive(Debug, PartialEq, PartialOrd)]
    struct Rounded(i64);

    impl FilterValue for Rounded {
        const KIND: ValueKind = ValueKind::Integer;

        fn value(&self) -> Value {
            (self.0 / 10).value()
        }
    }

    impl OrderedValue for Rounded {}

    /// Says that it is a number, and stores text.
    #[derive(Debug, PartialEq)]
    struct Named(&'static str);

    impl FilterValue for Named {
        const KIND: ValueKind = ValueKind::Integer;

        fn value(&self) -> Value {
            self.0.value()
        }
    }

    #[test]
    fn values_that_a_database_compares_as_rust_does_are_accepted() {
        assert_eq!(verify_values(&[None, Some(1_u8), Some(2)]), 9);
        assert_eq!(verify_order(&[i64::MIN, 0, i64::MAX]), 9);
        assert_eq!(verify_values(&[Rounded(10), Rounded(20)]), 4);
        assert_eq!(verify_order(&[Rounded(10), Rounded(20)]), 4);
    }

    #[test]
    #[should_panic(
        expected = "Rounded(11) and Rounded(12) are not equal in a check, and equal in a list"
    )]
    fn values_that_are_equal_in_their_columns_alone_are_found() {
        verify_values(&[Rounded(11), Rounded(12)]);
    }

    #[test]
    #[should_panic(expected = "which is not a Integer")]
    fn a_value_of_another_kind_is_found() {
        verify_values(&[Named("a")]);
    }

    #[test]
    #[should_panic(expected = "have the order Some(Less) in a check, and Some(Equal) in a list")]
    fn an_order_that_the_columns_do_not_have_is_found() {
        verify_order(&[Rounded(11), Rounded(12)]);
    }
}
