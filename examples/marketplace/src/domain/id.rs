//! Ids: one type for each kind of row, so that ids of different kinds cannot be confused.

use std::fmt;

use serde::Deserialize;

macro_rules! id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl permit::filter::FilterValue for $name {
            const KIND: permit::filter::ValueKind = permit::filter::ValueKind::Integer;

            fn value(&self) -> permit::filter::Value {
                self.0.value()
            }
        }

        impl permit::tenancy::AsId for $name {
            fn as_id(&self) -> permit::tenancy::Id<'_> {
                self.0.into()
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
    /// The id of an account.
    AccountId
}
id! {
    /// The id of a connected application.
    AppId
}
id! {
    /// The id of an item.
    ItemId
}
id! {
    /// The id of an order.
    OrderId
}
id! {
    /// The id of a session.
    SessionId
}
