//! That the id of a subject is never optional, found when its catalogue is compiled.

use core::marker::PhantomData;
use std::{rc::Rc, sync::Arc};

/// The type of an id, which a catalogue asks whether it is an `Option`. Two unknown ids would be equal
/// there: each anonymous caller would own what belongs to no one.
///
/// `PART` 0 is the id itself, also behind a pointer or in a list; 1, 2 and 3 are the parts of a tuple. An
/// `Option` inside of a type of the application's own is not seen.
#[derive(Debug)]
pub struct IdType<T: ?Sized, const PART: usize>(PhantomData<fn(&T)>);

/// The answer for every type that is not an `Option`.
pub trait NotOptional {
    /// It is not.
    const IS_OPTIONAL: bool = false;
}

impl<T: ?Sized, const PART: usize> NotOptional for IdType<T, PART> {}

macro_rules! optional {
    ($([$($generics:tt)*] $id:ty, $part:literal;)*) => {$(
        impl<$($generics)*> IdType<$id, $part> {
            /// Chosen before the constant of [`NotOptional`].
            pub const IS_OPTIONAL: bool = true;
        }
    )*};
}

optional! {
    [T] Option<T>, 0;
    [T] &Option<T>, 0;
    [T] Box<Option<T>>, 0;
    [T] Rc<Option<T>>, 0;
    [T] Arc<Option<T>>, 0;
    [T] [Option<T>], 0;
    [T, const LENGTH: usize] [Option<T>; LENGTH], 0;
    [T] Vec<Option<T>>, 0;
    [T] (Option<T>,), 1;
    [T, B] (Option<T>, B), 1;
    [T, A] (A, Option<T>), 2;
    [T, B, C] (Option<T>, B, C), 1;
    [T, A, C] (A, Option<T>, C), 2;
    [T, A, B] (A, B, Option<T>), 3;
}

/// Asserts what [`IdType`] answers for the id and for each of its parts.
///
/// # Panics
///
/// When the id is optional.
#[track_caller]
pub const fn assert_known(is_optional: [bool; 4]) {
    assert!(
        matches!(is_optional, [false, false, false, false]),
        "an id is never optional: `Subject::id` returns `None` for an unknown subject"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! optional {
        ($id:ty) => {
            [
                IdType::<$id, 0>::IS_OPTIONAL,
                IdType::<$id, 1>::IS_OPTIONAL,
                IdType::<$id, 2>::IS_OPTIONAL,
                IdType::<$id, 3>::IS_OPTIONAL,
            ]
            .contains(&true)
        };
    }

    #[test]
    fn an_option_is_found_behind_a_pointer_in_a_list_and_in_a_tuple() {
        type Id = Option<u64>;
        let found = [
            optional!(Id),
            optional!(&'static Id),
            optional!(Box<Id>),
            optional!(Rc<Id>),
            optional!(Arc<Id>),
            optional!([Id]),
            optional!([Id; 2]),
            optional!(Vec<Id>),
            optional!((Id,)),
            optional!((Id, u8)),
            optional!((u8, Id)),
            optional!((Id, Id)),
            optional!((Id, u8, u8)),
            optional!((u8, Id, u8)),
            optional!((u8, u8, Id)),
        ];
        assert_eq!(found, [true; 15]);
        let known = [
            optional!(u64),
            optional!(str),
            optional!(String),
            optional!(Box<u64>),
            optional!((u64,)),
            optional!((u64, String)),
            optional!((u8, u8, u8)),
            optional!([u8; 16]),
        ];
        assert_eq!(known, [false; 8]);
    }
}
