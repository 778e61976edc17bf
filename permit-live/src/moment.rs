//! Times in the store: whole seconds since 1970, in UTC.

use std::time::{Duration, SystemTime};

/// The second that `time` is in. A time before 1970 is 0.
pub(crate) fn seconds(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// The beginning of a second. What the system cannot represent is its latest time that it can.
pub(crate) fn time(seconds: u64) -> SystemTime {
    let most = Duration::from_secs(seconds.min(u64::from(u32::MAX) * 60));
    SystemTime::UNIX_EPOCH + most
}
