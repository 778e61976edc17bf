//! Panics in the application's own sources, which are asked when a principal is made.
//!
//! A source that panics does not know the answer, and what is not known allows nothing: its flags are
//! off, and without the policy nothing is decided. The panic ends neither the request nor the next one,
//! and the panic hook has reported it.

use core::{
    future::{Future, poll_fn},
    panic::AssertUnwindSafe,
    pin::Pin,
    task::Poll,
};
use std::panic::catch_unwind;

/// What `ask` returns, or `None` if it panics.
pub(super) fn caught<T>(ask: impl FnOnce() -> T) -> Option<T> {
    // Nothing of what `ask` could have left half done is read again: it only borrows the source.
    catch_unwind(AssertUnwindSafe(ask)).ok()
}

/// The output of the future that `ask` returns, or `None` if one of them panics.
pub(super) async fn caught_output<'a, T>(
    ask: impl FnOnce() -> Pin<Box<dyn Future<Output = T> + Send + 'a>>,
) -> Option<T> {
    let mut future = caught(ask)?;
    let output = poll_fn(|context| match caught(|| future.as_mut().poll(context)) {
        Some(poll) => poll.map(Some),
        None => Poll::Ready(None),
    });
    let output = output.await;
    // What the future holds may panic as well.
    caught(|| drop(future))?;
    output
}
