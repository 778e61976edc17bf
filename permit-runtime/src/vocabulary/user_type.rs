//! What a subject is to the platform: user types, and sets of them.

use core::{fmt, marker::PhantomData};

/// Role and tier, flattened into one enum. Implemented by `#[derive(permit::UserType)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of user types",
    note = "a user type is an enum: write `#[derive(permit::UserType, Clone, Copy)]` above it",
    note = "several user types of one subject are collected: `kinds.iter().copied().collect()`"
)]
pub trait UserType: Copy + Send + Sync + 'static {
    /// Every user type, in the order of declaration.
    const ALL: &'static [Self];

    /// The one that is marked `#[anonymous]`: the user type of an unknown subject.
    const ANONYMOUS: Self;

    /// Those that are marked `#[platform]`, one bit for each, by [`index`](Self::index).
    #[doc(hidden)]
    const PLATFORM: u64;

    /// Those that are marked `#[internal]`, likewise.
    #[doc(hidden)]
    const INTERNAL: u64;

    /// What tells it from another enum: its names, their order and their marks. A table carries that of
    /// the enum for which it was compiled.
    #[doc(hidden)]
    const FINGERPRINT: u64;

    /// The path of the enum in its crate, for a message of the compiler.
    #[doc(hidden)]
    const PATH: &'static str;

    /// The names that each had before, in the order of [`ALL`](Self::ALL).
    #[doc(hidden)]
    const WAS: &'static [&'static [&'static str]];

    /// The position in [`ALL`](Self::ALL). It never leaves the process: what is stored is a name.
    fn index(self) -> usize;

    /// The names that it had before: rows that were stored under them are rows of this user type.
    #[must_use]
    fn was(self) -> &'static [&'static str] {
        Self::WAS.get(self.index()).copied().unwrap_or_default()
    }

    /// The name, as it is declared.
    fn name(self) -> &'static str;
}

/// The user types of one subject. They add: each further one can only allow more.
///
/// A set drops the anonymous user type as soon as it has another one, because the subject is then
/// known. A subject without user types is denied everything.
pub struct UserTypes<T> {
    bits: u64,
    of: PhantomData<fn() -> T>,
}

impl<T: UserType> UserTypes<T> {
    /// No user type: everything is denied.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            bits: 0,
            of: PhantomData,
        }
    }

    /// Adds one. The anonymous user type is dropped as soon as there is another.
    #[must_use]
    pub fn with(mut self, user_type: T) -> Self {
        let anonymous = bit(T::ANONYMOUS);
        self.bits |= bit(user_type);
        if self.bits != anonymous {
            self.bits &= !anonymous;
        }
        self
    }

    /// Whether `user_type` is one of them.
    #[must_use]
    pub fn contains(self, user_type: T) -> bool {
        self.bits & bit(user_type) != 0
    }

    /// Whether the subject is unknown: the anonymous user type is the only one.
    #[must_use]
    pub fn is_anonymous(self) -> bool {
        self.bits == bit(T::ANONYMOUS)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// In the order of declaration.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL
            .iter()
            .copied()
            .filter(move |one| self.contains(*one))
    }

    /// Those of them that `mask` has as well.
    pub(crate) const fn within(self, mask: u64) -> Self {
        Self {
            bits: self.bits & mask,
            of: PhantomData,
        }
    }

    /// One bit for each, by index.
    pub(crate) const fn bits(self) -> u64 {
        self.bits
    }
}

/// A catalogue has at most 64 user types; the macro refuses more, and a shift beyond is no bit.
fn bit<T: UserType>(user_type: T) -> u64 {
    u32::try_from(user_type.index())
        .ok()
        .and_then(|index| 1_u64.checked_shl(index))
        .unwrap_or(0)
}

impl<T: UserType> From<T> for UserTypes<T> {
    fn from(one: T) -> Self {
        Self::none().with(one)
    }
}

impl<T: UserType> FromIterator<T> for UserTypes<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        all.into_iter().fold(Self::none(), Self::with)
    }
}

impl<T: UserType, const N: usize> From<[T; N]> for UserTypes<T> {
    fn from(all: [T; N]) -> Self {
        all.into_iter().collect()
    }
}

impl<T> Clone for UserTypes<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for UserTypes<T> {}

impl<T> PartialEq for UserTypes<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<T> Eq for UserTypes<T> {}

impl<T: UserType> fmt::Debug for UserTypes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Name)).finish()
    }
}

/// As it is declared: `{Seller, Moderator}`.
impl<T: UserType> fmt::Display for UserTypes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no user type");
        }
        for (position, one) in self.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            f.write_str(one.name())?;
        }
        Ok(())
    }
}

/// Prints a user type without asking its enum for `Debug`.
struct Name<T>(T);

impl<T: UserType> fmt::Debug for Name<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}
