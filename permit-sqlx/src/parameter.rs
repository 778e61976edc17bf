//! What a query binds: never a part of its text.

/// A value that a column may hold.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Parameter<'v> {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'v str),
    /// Bytes.
    Bytes(&'v [u8]),
}
