//! Sets of actions of one subject, as types.

use crate::{
    decision::{ActionOf, Listed},
    vocabulary::Subject,
};

/// Several actions of one subject, as a tuple of types: `(ViewItem, EditItem)`. The catalogue lists each.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple of actions of `{S}`",
    label = "write the actions as a tuple: `(ViewItem,)` or `(ViewItem, EditItem)`",
    note = "a tuple has at most twelve actions"
)]
pub trait ActionSet<S: Subject> {
    /// The keys of the actions. An operation stands for the actions that it needs.
    fn keys() -> Vec<&'static str>;
}

macro_rules! action_sets {
    ($($first:ident $($rest:ident)*;)*) => {$(
        impl<S: Subject, $first: ActionOf<S> + Listed, $($rest: ActionOf<S> + Listed),*> ActionSet<S>
            for ($first, $($rest,)*)
        {
            fn keys() -> Vec<&'static str> {
                let tables = [$first::LISTED $(, $rest::LISTED)*];
                tables.iter().flat_map(|table| table.consented_keys()).collect()
            }
        }
    )*};
}

action_sets! {
    A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H;
    A B C D E F G H I; A B C D E F G H I J; A B C D E F G H I J K; A B C D E F G H I J K L;
}
