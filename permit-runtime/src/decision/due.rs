//! A check or a list query that a handler has to make, and what becomes of one that it never made.

use core::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};
use std::sync::Arc;

/// What a handler was given to do, with the key of its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// A check of the action.
    Check(&'static str),
    /// A query of the rows that the action is allowed on.
    List(&'static str),
}

impl Duty {
    /// The key of the action.
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::Check(key) | Self::List(key) => key,
        }
    }
}

/// `` asks `edit_item` ``
impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let guard = match self {
            Self::Check(_) => "asks",
            Self::List(_) => "lists",
        };
        write!(f, "{guard} `{}`", self.action())
    }
}

/// Is told which duties were dropped undone. What an adapter keeps for one handler implements it.
pub trait Neglect: Send + Sync {
    /// `duty` was dropped, and was not done.
    fn neglected(&self, duty: Duty);
}

/// A duty of a handler, inside of what its parameters hold. When it is dropped undone, it says so.
///
/// A duty that is done, in whatever way, says nothing. One that nothing waits for says nothing either:
/// outside of a handler that permit routes, no answer is known that it could be about.
pub struct Due {
    duty: Duty,
    to: Option<Arc<dyn Neglect>>,
    done: AtomicBool,
}

impl Due {
    /// One that is due to `to`, if anything waits for it.
    #[must_use]
    pub const fn new(duty: Duty, to: Option<Arc<dyn Neglect>>) -> Self {
        Self {
            duty,
            to,
            done: AtomicBool::new(false),
        }
    }

    /// It is done.
    pub fn done(&self) {
        // The drop has it alone, so no order with other memory is needed.
        self.done.store(true, Ordering::Relaxed);
    }
}

impl Drop for Due {
    fn drop(&mut self) {
        if let Some(to) = &self.to
            && !*self.done.get_mut()
        {
            to.neglected(self.duty);
        }
    }
}

impl fmt::Debug for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = self.done.load(Ordering::Relaxed);
        f.debug_tuple("Due").field(&self.duty).field(&done).finish()
    }
}

/// The reason of an exception, which has to be given: it is what a reviewer reads.
///
/// # Panics
///
/// If it is empty or white space, at the place of the caller.
#[must_use]
#[track_caller]
pub fn given(reason: &'static str) -> &'static str {
    assert!(
        !reason.trim().is_empty(),
        "give the reason why this needs no permission"
    );
    reason
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::{Due, Duty, Neglect, given};

    #[derive(Default)]
    struct Told(Mutex<Vec<String>>);

    impl Neglect for Told {
        fn neglected(&self, duty: Duty) {
            self.0.lock().unwrap().push(duty.to_string());
        }
    }

    #[test]
    fn a_duty_that_is_dropped_undone_says_so_once_and_one_that_is_done_does_not() {
        let told = Arc::new(Told::default());
        let due = |duty| Due::new(duty, Some(Arc::clone(&told) as _));
        let (check, list) = (due(Duty::Check("edit")), due(Duty::List("view")));
        let (done, alive) = (due(Duty::Check("done")), due(Duty::Check("alive")));
        done.done();
        done.done();
        drop((check, list, done));
        drop(Due::new(Duty::Check("nothing waits"), None));
        assert_eq!(*told.0.lock().unwrap(), ["asks `edit`", "lists `view`"]);
        drop(alive);
        assert_eq!(told.0.lock().unwrap().len(), 3);
    }

    #[test]
    fn an_empty_reason_is_none() {
        assert_eq!(given("an empty batch"), "an empty batch");
        for empty in ["", " ", "\n\t "] {
            let panicked = std::panic::catch_unwind(|| given(empty));
            assert!(panicked.is_err(), "{empty:?}");
        }
    }
}
