//! Actions and the catalogue that lists them.

use crate::{
    ContextHome, EachAction, HeldForm, Places, Principal, Reason, Rule, Subject, Table,
    condition::Inquiry,
};

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

    /// What it is made of: the conditions of its rows, or the permissions of an operation.
    #[doc(hidden)]
    type Shape;

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

    /// Decides each permission that an operation needs, in full, in the order of writing.
    ///
    /// # Errors
    ///
    /// When one is denied.
    #[doc(hidden)]
    #[inline]
    fn operate(
        &self,
        _who: &Principal<Self::Subject>,
        _context: &Self::Context,
    ) -> Result<(), Reason> {
        Ok(())
    }
}

/// An action that the catalogue of its subject lists. Only those can be checked.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not listed in the catalogue of its subject",
    label = "this action cannot be checked",
    note = "add it to `permissions! {{ ... }}`: `use path::to::{Self};`"
)]
pub trait Listed: ListedOnce {}

// In the place of an implementation for each, which a message would name.
#[diagnostic::do_not_recommend]
impl<A: ListedOnce> Listed for A {}

/// What `permissions!` writes of an action. Its name is what rustc says when two listings name
/// one action by two paths.
pub trait ListedOnce: Action {
    /// Its position in [`Permissions::ACTIONS`]. It never leaves the process.
    const INDEX: usize;

    /// Whether its catalogue says `tenants`: then a context may be in another one.
    const TENANTS: bool = false;

    /// Where a context of this action is at home.
    #[inline]
    fn home(_context: &Self::Context) -> ContextHome<'_> {
        ContextHome::Global
    }

    /// Where a context of this action is.
    #[inline]
    fn places(_context: &Self::Context) -> Places<'_> {
        Places::nowhere()
    }
}

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

/// What the macros write of an action without fields.
pub trait Single: Sized {
    /// The value.
    const VALUE: Self;
}

// In the place of an implementation for each, which a message would name.
#[diagnostic::do_not_recommend]
impl<A: Action + Single> WithoutFields for A {
    const VALUE: Self = <A as Single>::VALUE;
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

    /// Whether it says `tenants`: then a context may be in another one.
    #[doc(hidden)]
    const TENANTS: bool;

    /// The same, as a type.
    #[doc(hidden)]
    type Tenancy;

    /// Whether it says `places`, as a type.
    #[doc(hidden)]
    type Placement;

    /// Hands each action without fields to `each`, in the order of the catalogue.
    #[doc(hidden)]
    fn each_action<E: EachAction<Self>>(each: &mut E);
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

/// Says of a catalogue's entry that its action is one of the catalogue's subject.
#[diagnostic::on_unimplemented(
    message = "`{A}` is not an action of `{S}`",
    label = "an action of `{Self}`",
    note = "list it in the catalogue of `{Self}`"
)]
pub trait SubjectOf<A, S: Subject> {
    /// The table of the action.
    const TABLE: &'static Table<S::UserType>;
}

#[diagnostic::do_not_recommend]
impl<A: Action<Subject = S>, S: Subject> SubjectOf<A, S> for S {
    const TABLE: &'static Table<S::UserType> = A::TABLE;
}

/// Says at the span of `#[requires(A)]` that `A` can be checked there.
pub const fn assert_listed<A: Listed + WithoutFields>() {}

/// For each action of a catalogue the first one with its key, found when the catalogue is compiled.
///
/// A table of hashes with a chain for each slot: comparing each with each took rustc a minute for
/// a thousand actions, and open addressing in a full table a fifth of a second.
#[derive(Debug)]
pub struct Keys<const ACTIONS: usize>([usize; ACTIONS]);

impl<const ACTIONS: usize> Keys<ACTIONS> {
    /// Those of `actions`, of which there are as many as the type says.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where an index out of bounds does not compile"
    )]
    pub const fn of<T: 'static>(actions: &[&Table<T>]) -> Self {
        const NONE: usize = usize::MAX;
        let mut firsts = [NONE; ACTIONS];
        // The latest action in each slot, and for each action the one before it in its slot.
        let mut latest = [NONE; ACTIONS];
        let mut before = [NONE; ACTIONS];
        let mut hashes = [0; ACTIONS];
        let mut index = 0;
        while index < ACTIONS {
            let key = actions[index].key;
            let hash = hash(key);
            let slot = hash % ACTIONS;
            let mut other = latest[slot];
            while other != NONE && !(hashes[other] == hash && equal(actions[other].key, key)) {
                other = before[other];
            }
            firsts[index] = if other == NONE { index } else { firsts[other] };
            hashes[index] = hash;
            before[index] = latest[slot];
            latest[slot] = index;
            index += 1;
        }
        Self(firsts)
    }

    /// Refuses an action whose key another one before it has.
    #[track_caller]
    #[expect(clippy::indexing_slicing, reason = "as above")]
    pub const fn assert_new<T: 'static>(&self, actions: &[&Table<T>], index: usize) {
        if self.0[index] == index {
            return;
        }
        let (other, one) = (actions[self.0[index]], actions[index]);
        // The same action, listed twice by two paths, is rustc's to report.
        let same = one.line == other.line
            && equal(one.name, other.name)
            && equal(one.module, other.module);
        if !same {
            let message = Message::new()
                .and("actions `")
                .and(other.name)
                .and("` and `")
                .and(one.name)
                .and("` have the same key `")
                .and(one.key)
                .and("`; give one of them another: `name = \"...\"`");
            message.fail();
        }
    }
}

/// FNV-1a.
const fn hash(key: &str) -> usize {
    let mut hash: usize = 0x811c_9dc5;
    let mut left = key.as_bytes();
    while let Some((byte, rest)) = left.split_first() {
        hash = (hash ^ *byte as usize).wrapping_mul(0x0100_0193);
        left = rest;
    }
    hash
}

const fn equal(one: &str, other: &str) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
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

    #[track_caller]
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
