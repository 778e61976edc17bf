//! What can go wrong: anything that is printed.

pub(crate) type Failure = Box<dyn std::error::Error>;
