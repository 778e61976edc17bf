//! The values that a query binds. They are never part of its text.

/// A value that a query binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An array of integers. PostgreSQL only: `SQLite` is given a set as a text in JSON.
    Integers(Vec<i64>),
    /// An array of texts. PostgreSQL only.
    Texts(Vec<String>),
    /// An array of bytes. PostgreSQL only.
    ByteStrings(Vec<Vec<u8>>),
}

/// Values of one kind that a query binds as one parameter, however many they are.
#[derive(Debug)]
pub(crate) enum Set {
    Integers(Vec<i64>),
    Texts(Vec<String>),
    Bytes(Vec<Vec<u8>>),
}

impl Set {
    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Integers(all) => all.len(),
            Self::Texts(all) => all.len(),
            Self::Bytes(all) => all.len(),
        }
    }

    /// Its only value, if there is one alone. A query compares it without a set.
    pub(crate) fn only(&mut self) -> Option<Parameter> {
        if self.len() != 1 {
            return None;
        }
        match self {
            Self::Integers(all) => all.pop().map(Parameter::Integer),
            Self::Texts(all) => all.pop().map(Parameter::Text),
            Self::Bytes(all) => all.pop().map(Parameter::Bytes),
        }
    }

    /// As one parameter of PostgreSQL.
    pub(crate) fn array(self) -> Parameter {
        match self {
            Self::Integers(all) => Parameter::Integers(all),
            Self::Texts(all) => Parameter::Texts(all),
            Self::Bytes(all) => Parameter::ByteStrings(all),
        }
    }
}
