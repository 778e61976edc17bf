//! Actions and the catalogue that lists them.

use crate::{ContextHome, HeldForm, Principal, Rule, Subject, Table, condition::Inquiry};

/// Something that can be done: a struct with a table that answers for every user type.
///
/// Implemented by `#[derive(permit::Action)]` or, inline, by `permit::permissions!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "has no table",
    note = "write `#[derive(permit::Action)]` above it, with its table in `#[permissions(...)]`"
)]
pub trait Action: Sized {
    /// Who does it.
    type Subject: Subject;

    /// What it is done to, and what the decision needs to know of it.
    type Context: ?Sized + HeldForm;

    /// How a denial is answered over HTTP.
    #[doc(hidden)]
    type OnDenied: OnDenied;

    /// Its table.
    const TABLE: &'static Table<<Self::Subject as Subject>::UserType>;

    /// The rule of a user type: the exhaustive `match` over the rows.
    #[doc(hidden)]
    fn rule(user_type: <Self::Subject as Subject>::UserType) -> Rule;

    /// Asks the conditions of the table, in the order of their bits.
    #[doc(hidden)]
    #[inline]
    fn inquire<I: Inquiry>(
        &self,
        _who: &Principal<Self::Subject>,
        _context: &Self::Context,
        _inquiry: &mut I,
    ) {
    }

    /// Asks the requirements, in the order in which they are written.
    #[doc(hidden)]
    #[inline]
    fn require<I: Inquiry>(
        &self,
        _who: &Principal<Self::Subject>,
        _context: &Self::Context,
        _inquiry: &mut I,
    ) {
    }
}

/// An action that the catalogue of its subject lists. Only those can be checked.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not listed in the catalogue of its subject",
    label = "this action cannot be checked",
    note = "add it to `permissions! {{ ... }}`: `use path::to::{Self};`"
)]
pub trait Listed: Action {
    /// Its position in [`Permissions::ACTIONS`]. It never leaves the process.
    #[doc(hidden)]
    const INDEX: usize;

    #[doc(hidden)]
    const SEAL: Seal;

    /// Where a context of this action is at home.
    #[doc(hidden)]
    fn home(context: &Self::Context) -> ContextHome<'_>;
}

/// Names the macro as the only author of a [`Listed`] implementation.
#[derive(Clone, Copy, Debug)]
pub struct Seal;

/// An action of subject `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action of `{S}`",
    label = "an action of another subject"
)]
pub trait ActionOf<S: Subject>: Action<Subject = S> {}

#[diagnostic::do_not_recommend]
impl<S: Subject, A: Action<Subject = S>> ActionOf<S> for A {}

/// An action without fields: its one value is known without asking anybody.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has fields, so a handler's guard cannot know its value",
    label = "an action with fields",
    note = "take `Ask<{Self}>` as the first parameter and call `.check(…)`"
)]
pub trait WithoutFields: Action {
    /// The value.
    #[doc(hidden)]
    const VALUE: Self;
}

/// The catalogue of a subject: every action there is. Written by `permit::permissions!`, once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no catalogue",
    label = "no action is listed for it",
    note = "write `permit::permissions! {{ <{Self}: UserType> ... }}`"
)]
pub trait Permissions: Subject {
    /// Every action with its table, in the order of the catalogue.
    const ACTIONS: &'static [&'static Table<Self::UserType>];
}

/// How a denial is answered over HTTP: [`Forbidden`] or [`Hidden`].
pub trait OnDenied {}

/// A denial says that it is one.
#[derive(Clone, Copy, Debug)]
pub struct Forbidden;

/// A denial answers as if the context did not exist: `on_denied = not_found`.
#[derive(Clone, Copy, Debug)]
pub struct Hidden;

impl OnDenied for Forbidden {}
impl OnDenied for Hidden {}

/// Says at the span of a catalogue's entry that it is an action of the catalogue's subject.
#[must_use]
pub const fn assert_action<A: ActionOf<S>, S: Subject>() -> &'static Table<S::UserType> {
    A::TABLE
}

/// Says at the span of `#[requires(A)]` that `A` can be checked there.
pub const fn assert_listed<A: Listed + WithoutFields>() {}

/// Refuses two equal keys, by their names, when the catalogue is compiled.
pub const fn assert_keys_differ<T: 'static>(actions: &[&Table<T>]) {
    let mut rest = actions;
    while let Some((one, others)) = rest.split_first() {
        let mut left = others;
        while let Some((other, further)) = left.split_first() {
            if equal(one.key.as_bytes(), other.key.as_bytes()) {
                let message = Message::new()
                    .and("actions `")
                    .and(one.name)
                    .and("` and `")
                    .and(other.name)
                    .and("` have the same key `")
                    .and(one.key)
                    .and("`; give one of them another: `#[action(name = \"...\")]`");
                message.fail();
            }
            left = further;
        }
        rest = others;
    }
}

const fn equal(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (mut one, mut other) = (one, other);
    while let (Some((a, left)), Some((b, right))) = (one.split_first(), other.split_first()) {
        if *a != *b {
            return false;
        }
        (one, other) = (left, right);
    }
    true
}

/// A message put together at compile time: `format!` is not there yet.
struct Message {
    bytes: [u8; 512],
    length: usize,
}

impl Message {
    const fn new() -> Self {
        Self {
            bytes: [0; 512],
            length: 0,
        }
    }

    /// Appends `text`, or as much of it as there is room for.
    const fn and(mut self, text: &str) -> Self {
        let mut left = text.as_bytes();
        while let Some((byte, rest)) = left.split_first() {
            if let Some((_, room)) = self.bytes.split_at_mut_checked(self.length)
                && let Some(place) = room.first_mut()
            {
                *place = *byte;
                self.length += 1;
            }
            left = rest;
        }
        self
    }

    const fn fail(&self) -> ! {
        let text = match self.bytes.split_at_checked(self.length) {
            Some((text, _)) => match core::str::from_utf8(text) {
                Ok(text) => text,
                Err(_) => "two actions have the same key",
            },
            None => "two actions have the same key",
        };
        #[expect(clippy::panic, reason = "evaluated at compile time: this is the error")]
        {
            panic!("{}", text)
        }
    }
}
