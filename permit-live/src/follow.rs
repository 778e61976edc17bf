//! The tasks that keep a policy current: the poll, and the coarse clock.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use permit_runtime::Permissions;
use tokio::{
    task::AbortHandle,
    time::{sleep, timeout},
};

use crate::live::{Alarm, CannotFollow, Shared};

/// How often the coarse clock moves.
const TICK: Duration = Duration::from_millis(100);

/// How long one poll may take.
const POLL: Duration = Duration::from_secs(5);

/// Starts both on the current runtime. They end with the last clone of the policy.
pub(crate) fn start<S: Permissions>(shared: &Arc<Shared<S>>) -> Vec<AbortHandle> {
    let clock = Arc::downgrade(&shared.clock);
    let ticking = async move {
        while let Some(clock) = Weak::upgrade(&clock) {
            clock.tick();
            sleep(TICK).await;
        }
    };
    let following = follow(Arc::downgrade(shared));
    vec![
        tokio::spawn(ticking).abort_handle(),
        tokio::spawn(following).abort_handle(),
    ]
}

async fn follow<S: Permissions>(shared: Weak<Shared<S>>) {
    while let Some(shared) = shared.upgrade() {
        // Either is a reason to poll.
        let _ = timeout(shared.every, shared.poke.notified()).await;
        let polled = timeout(POLL, shared.poll()).await;
        let alarm = match polled {
            Ok(Ok(())) => None,
            Ok(Err(cannot)) => Some(Alarm::of(&cannot)),
            Err(_) => Some(Alarm::of(&CannotFollow::TimeOut)),
        };
        shared.set_alarm(alarm);
        shared.polled.notify_waiters();
    }
}
