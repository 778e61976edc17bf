//! Ids: one type for each kind of row, so that none is taken for another.

use std::fmt;

use serde::Deserialize;

macro_rules! id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl permit::FilterValue for $name {
            fn value(&self) -> permit::Value {
                self.0.value()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// Tells one account from another.
    AccountId
}
id! {
    /// Tells one connected application from another.
    AppId
}
id! {
    /// Tells one item from another.
    ItemId
}
id! {
    /// Tells one order from another.
    OrderId
}
