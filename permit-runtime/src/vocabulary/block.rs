//! What an operator has blocked, as the blocked caller is told of it.

/// A block of a live policy.
///
/// Its message is public: the operator writes it for the callers whom the block denies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Block {
    message: Option<Box<str>>,
}

impl Block {
    /// A block without a message.
    #[must_use]
    pub const fn new() -> Self {
        Self { message: None }
    }

    /// With a message for the callers whom it denies. White space around it is left out, and an empty
    /// one is none.
    #[must_use]
    pub fn message(mut self, message: &str) -> Self {
        let message = message.trim();
        self.message = (!message.is_empty()).then(|| message.into());
        self
    }

    /// Its message.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        self.message.as_deref()
    }
}
