//! A bound on the log of denials: a caller who is denied all the time does not fill the disk.

use std::{
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use permit::{
    Subject,
    observe::{Decided, Observer},
};

/// How many denials are reported in one second. Of the others, only their number is.
const IN_A_SECOND: u32 = 200;

/// An observer that tells another one of every allowed decision, and of a number of denials in each second.
/// What it leaves out it counts, and reports the count with the first denial of a later second.
pub(crate) struct Bounded<O> {
    within: O,
    second: Mutex<Second>,
}

/// What was denied in one second.
struct Second {
    began: SystemTime,
    denied: u32,
}

impl<O> Bounded<O> {
    pub(crate) const fn new(within: O) -> Self {
        Self {
            within,
            second: Mutex::new(Second {
                began: SystemTime::UNIX_EPOCH,
                denied: 0,
            }),
        }
    }

    /// Counts a denial at `now`. Returns whether it is reported, and how many were left out before.
    fn denied(&self, now: SystemTime) -> (bool, u32) {
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = now.duration_since(second.began);
        let mut left_out = 0;
        // A clock that was set back begins a new second as well.
        if passed.map_or(true, |passed| passed.as_secs() > 0) {
            left_out = second.denied.saturating_sub(IN_A_SECOND);
            *second = Second {
                began: now,
                denied: 0,
            };
        }
        second.denied = second.denied.saturating_add(1);
        (second.denied <= IN_A_SECOND, left_out)
    }
}

impl<S: Subject, O: Observer<S>> Observer<S> for Bounded<O> {
    fn decided(&self, decision: &Decided<'_, S>) {
        if decision.enforced && decision.refused.is_some() {
            let (reported, left_out) = self.denied(decision.principal.now());
            if left_out > 0 {
                tracing::warn!(left_out, "denials were not reported one by one");
            }
            if !reported {
                return;
            }
        }
        self.within.decided(decision);
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use permit::{
        Authorizer,
        testing::{FakeClock, Recorder},
    };

    use super::{Bounded, IN_A_SECOND};
    use crate::{domain::User, permissions::ChangeSettings};

    #[test]
    fn in_each_second_a_bounded_number_of_denials_is_reported_and_the_others_are_counted() {
        let (recorder, clock) = (Recorder::new(), FakeClock::at(SystemTime::now()));
        let authorizer = Authorizer::<User>::builder()
            .clock(clock.clone())
            .observer(Bounded::new(recorder.clone()))
            .build();
        let who = authorizer.anonymous();
        let deny = |times: u32| {
            for _ in 0..times {
                assert!(who.check(ChangeSettings, &()).is_err());
            }
            let reported = u32::try_from(recorder.checks().len()).unwrap();
            recorder.clear();
            reported
        };
        assert_eq!(deny(3), 3);
        assert_eq!(deny(10 * IN_A_SECOND), IN_A_SECOND - 3);
        clock.advance(Duration::from_millis(999));
        assert_eq!(deny(1), 0);
        clock.advance(Duration::from_millis(1));
        assert_eq!(deny(2), 2);
    }

    #[test]
    fn what_is_left_out_is_counted_once() {
        let (bounded, now) = (Bounded::new(()), SystemTime::now());
        for _ in 0..IN_A_SECOND {
            assert_eq!(bounded.denied(now), (true, 0));
        }
        for _ in 0..7 {
            assert_eq!(bounded.denied(now), (false, 0));
        }
        let later = now + Duration::from_secs(1);
        assert_eq!(bounded.denied(later), (true, 7));
        assert_eq!(bounded.denied(later), (true, 0));
        // A clock that was set back does not silence the log.
        assert_eq!(bounded.denied(now), (true, 0));
    }
}
