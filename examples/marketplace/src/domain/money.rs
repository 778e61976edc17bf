//! Money, in whole cents. There are no fractions of a cent.

use std::fmt;

use serde::Deserialize;

/// An amount of money that is not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct Cents(i64);

impl Cents {
    /// The largest amount that a form accepts: ten million euros.
    pub const MOST: Self = Self(1_000_000_000);

    /// An amount of this many cents.
    #[must_use]
    pub const fn new(cents: u32) -> Self {
        Self(cents as i64)
    }

    /// Reads `12`, `12.5` or `12.50`, with a comma as well. Returns `None` for everything else, for
    /// zero, and for more than [`MOST`](Self::MOST).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('€').trim_start();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
        let cents = Self(whole.checked_mul(100)?.checked_add(fraction)?);
        (cents > Self(0) && cents <= Self::MOST).then_some(cents)
    }

    /// The sum, unless it is more than [`MOST`](Self::MOST).
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = Self(self.0.checked_add(other.0)?);
        (sum <= Self::MOST).then_some(sum)
    }

    /// The amount as the field of a form shows it: `12.50`.
    #[must_use]
    pub fn plain(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// The column stores the number of cents.
impl permit::filter::FilterValue for Cents {
    const KIND: permit::filter::ValueKind = permit::filter::ValueKind::Integer;

    fn value(&self) -> permit::filter::Value {
        self.0.value()
    }
}

impl permit::filter::OrderedValue for Cents {}

/// For people: `€12.50`.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "€{}", self.plain())
    }
}

#[cfg(test)]
mod tests {
    use super::Cents;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for text in ["12.50", "12,50", "12.5", " €12.50 ", "€ 12.50"] {
            assert_eq!(Cents::parse(text), Some(Cents(1250)), "{text}");
        }
        assert_eq!(Cents::parse("7"), Some(Cents(700)));
        assert_eq!(Cents::parse("0.05"), Some(Cents(5)));
    }

    #[test]
    fn text_that_is_not_an_amount_is_refused_and_never_rounded() {
        let wrong = [
            "",
            "0",
            "0.00",
            "-1",
            "+1",
            "1.234",
            "1e3",
            "twelve",
            ".",
            "1.-5",
            "99999999999999999999",
            "10000000.01",
            "1 000",
        ];
        for text in wrong {
            assert_eq!(Cents::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_sum_is_an_amount_that_a_form_would_accept() {
        let almost = Cents(Cents::MOST.0 - 1);
        assert_eq!(almost.plus(Cents(1)), Some(Cents::MOST));
        assert_eq!(almost.plus(Cents(2)), None);
        assert_eq!(Cents(1).plus(Cents(i64::MAX)), None);
    }

    #[test]
    fn cents_keep_their_leading_zero() {
        assert_eq!(Cents::new(1205).to_string(), "€12.05");
    }
}
