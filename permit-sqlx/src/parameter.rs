//! The values that a query binds. They are never part of its text.

use std::borrow::Cow;

/// A value that a column may hold.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub enum Parameter<'v> {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Text.
    Text(Cow<'v, str>),
    /// Bytes.
    Bytes(&'v [u8]),
}

/// Values of one kind that a query binds as one parameter, however many they are.
#[doc(hidden)]
#[derive(Debug)]
pub enum Set<'v> {
    /// Integers.
    Integers(Vec<i64>),
    /// Texts.
    Texts(Vec<Cow<'v, str>>),
    /// Bytes.
    Bytes(Vec<&'v [u8]>),
}

impl Set<'_> {
    /// Its only value, if there is one alone. A query compares it without a set.
    pub(crate) fn only(&self) -> Option<Parameter<'_>> {
        match self {
            Self::Integers(all) => match all.as_slice() {
                [one] => Some(Parameter::Integer(*one)),
                _ => None,
            },
            Self::Texts(all) => match all.as_slice() {
                [one] => Some(Parameter::Text(Cow::Borrowed(one))),
                _ => None,
            },
            Self::Bytes(all) => match all.as_slice() {
                [one] => Some(Parameter::Bytes(one)),
                _ => None,
            },
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        match self {
            Self::Integers(all) => all.is_empty(),
            Self::Texts(all) => all.is_empty(),
            Self::Bytes(all) => all.is_empty(),
        }
    }
}
