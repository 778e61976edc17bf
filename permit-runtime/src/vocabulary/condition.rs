//! Conditions as explanations, refusals and matrices name them.

/// A condition as explanations, refusals and matrices name it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionInfo {
    /// Its name in the tables.
    pub name: &'static str,
    /// The public reason code that a caller may be told when the condition does not hold.
    pub says: Option<&'static str>,
    /// The flags that the condition reads.
    pub flags: &'static [&'static str],
}

impl ConditionInfo {
    /// The condition of this name, with its public reason code and the flags that it reads.
    #[must_use]
    pub const fn new(
        name: &'static str,
        says: Option<&'static str>,
        flags: &'static [&'static str],
    ) -> Self {
        Self { name, says, flags }
    }

    /// The built-in condition of this name.
    #[doc(hidden)]
    #[must_use]
    pub const fn built_in(name: &'static str) -> Self {
        Self::new(name, None, &[])
    }
}
