//! Sources of flags that answer at once.

/// A source of the state of feature flags.
///
/// An authorizer asks it once for each flag that the catalogue names, when it makes a
/// [`Principal`](crate::Principal), so all decisions of a request agree. It sees the subject, never
/// the context.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which flags are on",
    label = "not a source of flags",
    note = "write `permit::flags::InMemoryFlags::new().with(\"beta\", true)`, or a closure: `|flag: &str, _: &{S}| Some(flag == \"beta\")`"
)]
pub trait FlagSource<S>: Send + Sync + 'static {
    /// Whether `flag` is on for `subject`; `None` when the source does not know, because the flag
    /// is new to it or because it is out of reach. Only `Some(true)` is on. A source that panics does
    /// not know.
    fn is_on(&self, flag: &str, subject: &S) -> Option<bool>;

    /// Those of `flags` that this source cannot tell from another one of them: none, unless the
    /// source says otherwise.
    ///
    /// An authorizer asks once, when it is built, with all flags that the catalogue names. It never
    /// asks this source about the flags that it gets, because a switch of one of them would be a
    /// switch of the other. So they are unknown, and therefore off. If this panics, the source is asked
    /// about no flag. A source that asks another one passes this on; a closure cannot.
    fn ambiguous(&self, flags: &[&'static str]) -> Vec<&'static str> {
        let _ = flags;
        Vec::new()
    }
}

impl<S, F> FlagSource<S> for F
where
    F: Fn(&str, &S) -> Option<bool> + Send + Sync + 'static,
{
    fn is_on(&self, flag: &str, subject: &S) -> Option<bool> {
        self(flag, subject)
    }
}

/// Several parts of an application may share one source.
impl<S, F: FlagSource<S>> FlagSource<S> for std::sync::Arc<F> {
    fn is_on(&self, flag: &str, subject: &S) -> Option<bool> {
        (**self).is_on(flag, subject)
    }

    fn ambiguous(&self, flags: &[&'static str]) -> Vec<&'static str> {
        (**self).ambiguous(flags)
    }
}
