//! How long a binding is good for, by a clock that costs a decision one load.

use core::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use std::{sync::Arc, time::Instant};

/// A monotonic clock that its owner moves: a decision reads it with one relaxed load.
///
/// The owner calls [`tick`](Self::tick) at least every 100 milliseconds. While it does, no binding is
/// used for longer than it is good. If it stops, the next principal that is loaded is indeterminate.
#[derive(Debug)]
pub struct CoarseClock {
    start: Instant,
    /// Milliseconds since `start`, as of the last tick.
    now: AtomicU64,
}

/// The most that the clock may lag behind. A binding ends this much earlier, so that it ends in time.
const LAG: Duration = Duration::from_millis(500);

impl CoarseClock {
    /// A clock that shows the present.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
            now: AtomicU64::new(0),
        }
    }

    /// Moves it to the present.
    pub fn tick(&self) {
        self.now.store(self.at(Instant::now()), Ordering::Relaxed);
    }

    /// Freshness that began at `since` and ends after `stale`.
    #[must_use]
    pub fn fresh(self: &Arc<Self>, since: Instant, stale: Duration) -> Freshness {
        let good = stale.saturating_sub(LAG);
        let end = if good.is_zero() {
            // The clock may show what was before `since`, so no later end would be in time.
            0
        } else {
            // Beyond what the clock can tell it has no end.
            since.checked_add(good).map_or(u64::MAX, |end| self.at(end))
        };
        Freshness {
            clock: Arc::clone(self),
            end,
        }
    }

    /// Milliseconds since the start; 0 for what was before it.
    fn at(&self, instant: Instant) -> u64 {
        let since = instant.saturating_duration_since(self.start).as_millis();
        u64::try_from(since).unwrap_or(u64::MAX)
    }

    fn is_behind(&self) -> bool {
        let present = self.at(Instant::now());
        let lag = present.saturating_sub(self.now.load(Ordering::Relaxed));
        Duration::from_millis(lag) > LAG
    }
}

impl Default for CoarseClock {
    fn default() -> Self {
        Self::new()
    }
}

/// Until when a binding is good.
#[derive(Clone, Debug)]
pub struct Freshness {
    clock: Arc<CoarseClock>,
    /// In milliseconds of the clock. 0 is never good.
    end: u64,
}

impl Freshness {
    /// Whether it has not ended, by the coarse clock.
    #[inline]
    pub(crate) fn is_good(&self) -> bool {
        self.is_before(self.end)
    }

    /// The end, in milliseconds of the clock.
    pub(super) const fn end(&self) -> u64 {
        self.end
    }

    /// Where `instant` is on the clock, less the most that the clock may lag behind.
    pub(super) fn just_before(&self, instant: Instant) -> u64 {
        self.clock
            .at(instant.checked_sub(LAG).unwrap_or(self.clock.start))
    }

    /// Whether the clock has not come to `end`.
    #[inline]
    pub(super) fn is_before(&self, end: u64) -> bool {
        self.clock.now.load(Ordering::Relaxed) < end
    }

    /// Whether it has not ended, and the coarse clock is not behind the real one.
    pub(crate) fn is_reliable(&self) -> bool {
        !self.clock.is_behind() && self.is_good()
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;
    use std::{sync::Arc, thread, time::Instant};

    use super::{CoarseClock, LAG};

    const STALE: Duration = Duration::from_secs(60);

    #[test]
    fn freshness_ends_before_it_is_stale() {
        let clock = Arc::new(CoarseClock::new());
        let now = Instant::now();
        assert!(clock.fresh(now, STALE).is_reliable());
        assert!(!clock.fresh(now, Duration::ZERO).is_good());
        assert!(
            !clock.fresh(now, LAG).is_good(),
            "the clock may lag as much"
        );
        assert!(clock.fresh(now, Duration::MAX).is_good());
        let short = clock.fresh(now, LAG + Duration::from_millis(20));
        assert!(short.is_good());
        thread::sleep(Duration::from_millis(30));
        clock.tick();
        assert!(!short.is_good());
    }

    #[test]
    fn what_is_stale_within_the_lag_is_never_good() {
        let clock = Arc::new(CoarseClock::new());
        // After the last tick.
        let since = Instant::now() + Duration::from_millis(20);
        for stale in [Duration::ZERO, LAG] {
            assert!(!clock.fresh(since, stale).is_good(), "{stale:?}");
        }
    }

    #[test]
    fn a_clock_that_stands_still_is_not_relied_on() {
        let clock = Arc::new(CoarseClock::new());
        let fresh = clock.fresh(Instant::now(), STALE);
        thread::sleep(LAG + Duration::from_millis(50));
        assert!(fresh.is_good() && !fresh.is_reliable());
        clock.tick();
        assert!(fresh.is_reliable());
    }
}
