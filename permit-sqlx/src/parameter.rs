//! The values that a query binds. They are never part of its text.

/// A value that a column may hold.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Parameter<'v> {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Text.
    Text(&'v str),
    /// Bytes.
    Bytes(&'v [u8]),
}
