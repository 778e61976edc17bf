//! The policy as a process has it: loaded, kept current, bound to principals.

use core::fmt;
use std::{
    io,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant, SystemTime},
};

use permit_runtime::{
    Permissions, Permit, Subject,
    places::AsId,
    policy::{Binding, Binds, CoarseClock, Policy, Timeline, Unavailable},
    tenancy::Tenant,
};
use tokio::{sync::Notify, task::AbortHandle, time::timeout};

use crate::{
    assembled::{Assembled, Invalid, between, fingerprint},
    follow,
    key::hex,
    log::Head,
    operate::{Operate, Operates},
    store::{Beat, Report, Sqlite, StoreError},
};

/// After this long without news a decision is indeterminate.
const STALE: Duration = Duration::from_mins(1);

/// How often the store is polled.
const EVERY: Duration = Duration::from_secs(1);

/// A live policy: it is loaded from a store, and obeys each change within about a second.
///
/// An authorizer takes it with [`policy`](permit_runtime::AuthorizerBuilder::policy). Cloning it copies a
/// pointer. When the last clone is dropped, it stops following the store.
pub struct Live<S: Permissions> {
    shared: Arc<Shared<S>>,
    /// Ends what follows the store, with the last clone.
    following: Arc<Following>,
}

/// What the tasks and the clones share.
pub(crate) struct Shared<S: Permissions> {
    pub(crate) store: Sqlite,
    /// `None` until the first load.
    current: RwLock<Option<Current<S>>>,
    alarm: Mutex<Option<Alarm>>,
    report: Report,
    /// When the last report was written, and what was obeyed then.
    reported: Mutex<Option<(Instant, Option<Head>)>>,
    pub(crate) clock: Arc<CoarseClock>,
    pub(crate) every: Duration,
    stale: Duration,
    pub(crate) poke: Notify,
    pub(crate) polled: Notify,
}

struct Current<S: Subject> {
    head: Head,
    assembled: Arc<Assembled<S>>,
    /// Just before the poll that left nothing unapplied.
    since: Instant,
}

struct Following(Vec<AbortHandle>);

impl Drop for Following {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

/// Builds a [`Live`].
#[derive(Debug)]
#[must_use = "it is built with `start`"]
pub struct LiveBuilder<S> {
    store: Sqlite,
    process: (String, String),
    stale: Duration,
    every: Duration,
    of: core::marker::PhantomData<fn(S)>,
}

impl<S: Permissions> Live<S> {
    /// A policy from this store.
    pub fn from_store(store: Sqlite) -> LiveBuilder<S> {
        LiveBuilder {
            store,
            process: ("unnamed".to_owned(), "0".to_owned()),
            stale: STALE,
            every: EVERY,
            of: core::marker::PhantomData,
        }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Sqlite {
        &self.shared.store
    }

    /// Begins a change by the operator of this permit. Where the process has to obey it before it goes on,
    /// call [`caught_up`](Self::caught_up) after the commit.
    pub fn operate<'a, A: Operates<Subject = S>>(&'a self, permit: &Permit<'_, A>) -> Operate<'a, S>
    where
        S: Subject<Id: AsId>,
    {
        self.shared.store.operate(permit)
    }

    /// The revision that this process obeys.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.shared.head().map_or(0, |head| head.revision)
    }

    /// What keeps the process from following, if something does.
    #[must_use]
    pub fn alarm(&self) -> Option<Alarm> {
        self.shared
            .alarm
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether the policy is known now: for a readiness check.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let current = self
            .shared
            .current
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        current
            .as_ref()
            .is_some_and(|one| one.since.elapsed() < self.shared.stale)
    }

    /// Polls the store now, instead of at the next second.
    pub fn poke(&self) {
        self.shared.poke.notify_one();
    }

    /// Polls the store now, and returns when this process obeys `revision`, or after two polls failed to bring
    /// it. Whether it does is the result.
    pub async fn caught_up(&self, revision: u64) -> bool {
        for _ in 0..2 {
            if self.revision() >= revision {
                return true;
            }
            let polled = self.shared.polled.notified();
            self.poke();
            // A poll that takes longer is as good as one that failed.
            let _ = timeout(self.shared.every * 2, polled).await;
        }
        self.revision() >= revision
    }

    /// Stops following, and takes the process off the list of those that follow. Principals that were loaded
    /// stay good until the policy is stale.
    pub async fn stop(self) {
        for task in &self.following.0 {
            task.abort();
        }
        // The store may be away, and then the process stays on the list for a day.
        let _ = timeout(
            self.shared.every,
            self.shared.store.leave(&self.shared.report.id),
        )
        .await;
    }
}

impl<S: Permissions> LiveBuilder<S> {
    /// How the process is listed, with its version.
    pub fn process(mut self, name: &str, version: &str) -> Self {
        self.process = (name.to_owned(), version.to_owned());
        self
    }

    /// How long a decision relies on what was last known, at least a second. 60 seconds, unless it is said.
    /// Nothing that was revoked is allowed later than this after its commit.
    pub fn stale(mut self, stale: Duration) -> Self {
        self.stale = stale.max(Duration::from_secs(1));
        self
    }

    /// Loads the policy, and follows the store from then on.
    ///
    /// It runs on the runtime of tokio that this is awaited on.
    ///
    /// # Errors
    ///
    /// When the store cannot be used, or holds what is not a policy of this program. The process is not ready
    /// then: it never falls back to the code alone.
    pub async fn start(self) -> Result<Live<S>, CannotFollow> {
        let mut id = [0; 8];
        getrandom::fill(&mut id).map_err(|error| CannotFollow::Random(io::Error::other(error)))?;
        let (name, version) = self.process;
        let shared = Arc::new(Shared {
            store: self.store,
            current: RwLock::new(None),
            alarm: Mutex::new(None),
            report: Report {
                id: hex(&id),
                name,
                version,
                catalogue: fingerprint::<S>(),
                alarm: None,
            },
            reported: Mutex::new(None),
            clock: Arc::new(CoarseClock::new()),
            every: self.every,
            stale: self.stale,
            poke: Notify::new(),
            polled: Notify::new(),
        });
        shared.poll().await?;
        let tasks = follow::start(&shared);
        Ok(Live {
            shared,
            following: Arc::new(Following(tasks)),
        })
    }
}

impl<S: Permissions> Shared<S> {
    fn head(&self) -> Option<Head> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|one| one.head.clone())
    }

    /// Polls once: applies what is newer, and notes how fresh it is. Whatever fails leaves the last good
    /// policy in force, and does not renew its freshness.
    pub(crate) async fn poll(&self) -> Result<(), CannotFollow> {
        let since = Instant::now();
        let head = self.head();
        let report = self.report_is_due(head.as_ref()).then(|| Report {
            alarm: self
                .alarm
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_ref()
                .map(Alarm::text),
            ..self.report.clone()
        });
        let beat = self.store.beat(head.as_ref(), report.as_ref()).await?;
        if report.is_some() {
            let reported = Some((since, head.clone()));
            *self.reported.lock().unwrap_or_else(PoisonError::into_inner) = reported;
        }
        let newer = match beat {
            Beat::Current => None,
            Beat::Newer(snapshot) => {
                let assembled = Assembled::of(&snapshot.entries).map_err(CannotFollow::Invalid)?;
                Some((snapshot.head, Arc::new(assembled)))
            }
            Beat::Forked(found) => {
                return Err(CannotFollow::Forked {
                    applied: head.map_or(0, |head| head.revision),
                    found: found.revision,
                });
            }
        };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        match (newer, &mut *current) {
            (Some((head, assembled)), current) => {
                *current = Some(Current {
                    head,
                    assembled,
                    since,
                });
            }
            (None, Some(current)) => current.since = since,
            (None, None) => {}
        }
        Ok(())
    }

    /// Whether the store has to show that it accepts changes: at the first poll, when another change is
    /// obeyed, and at least ten times in the time after which the policy is stale.
    fn report_is_due(&self, applied: Option<&Head>) -> bool {
        let reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        match &*reported {
            Some((last, told)) => told.as_ref() != applied || last.elapsed() >= self.stale / 10,
            None => true,
        }
    }

    /// Raises an alarm, or ends it.
    pub(crate) fn set_alarm(&self, alarm: Option<Alarm>) {
        let mut now = self.alarm.lock().unwrap_or_else(PoisonError::into_inner);
        match (&alarm, &*now) {
            (Some(new), old) if old.as_ref() != Some(new) => {
                tracing::error!(target: "permit::live", alarm = %new, "the policy is not followed");
            }
            (None, Some(_)) => {
                tracing::info!(target: "permit::live", "the policy is followed again");
            }
            _ => {}
        }
        *now = alarm;
    }
}

/// The grants of subjects are not kept here yet, so binding never waits.
impl<S: Permissions> Policy<S> for Live<S> {
    fn bind<'a>(&'a self, _: &'a S, _: Tenant<'a>) -> Binds<'a, S> {
        Box::pin(async { self.shared.bind().ok_or(Unavailable) })
    }
}

impl<S: Permissions> Shared<S> {
    fn bind(&self) -> Option<Binding<S>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let Current {
            head,
            assembled,
            since,
        } = current.as_ref()?;
        let (instant, now) = (Instant::now(), SystemTime::now());
        let freshness = self.clock.fresh(*since, self.stale);
        let words = assembled.words_at(now).clone();
        let mut binding = Binding::new(words, freshness).at_revision(head.revision);
        for (user_type, block) in assembled.blocked_user_types(now) {
            binding = binding.blocking(user_type.into(), block);
        }
        let ends_in = assembled.next_end(now).map(|end| between(now, end));
        if let Some(end) = ends_in.filter(|left| *left < self.stale) {
            let later: Arc<dyn Timeline<S>> = Arc::<Assembled<S>>::clone(assembled);
            binding = binding.until(instant + end, later);
        }
        Some(binding)
    }
}

impl<S: Permissions> Clone for Live<S> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            following: Arc::clone(&self.following),
        }
    }
}

impl<S: Permissions> fmt::Debug for Live<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live")
            .field("store", &self.shared.store)
            .field("revision", &self.revision())
            .field("alarm", &self.alarm())
            .finish_non_exhaustive()
    }
}

/// Why a process does not follow the policy. It prints as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm(String);

impl Alarm {
    pub(crate) fn of(cannot: &CannotFollow) -> Self {
        Self(cannot.to_string())
    }

    fn text(&self) -> String {
        self.0.clone()
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why the policy cannot be followed.
#[non_exhaustive]
#[derive(Debug)]
pub enum CannotFollow {
    /// The store cannot be used.
    Store(StoreError),
    /// The store did not answer in time.
    TimeOut,
    /// The entries are not a policy of this program.
    Invalid(Invalid),
    /// The log of the store does not contain the change that was last applied: the store was replaced by an
    /// older or another one.
    Forked {
        /// The revision that was applied.
        applied: u64,
        /// The revision of the store.
        found: u64,
    },
    /// The system has no random numbers.
    Random(io::Error),
}

impl fmt::Display for CannotFollow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::TimeOut => f.write_str("the store of the policy does not answer"),
            Self::Invalid(invalid) => write!(f, "the policy cannot be applied: {invalid}"),
            Self::Forked { applied, found } => write!(
                f,
                "the store of the policy is at change {found} and does not contain change {applied}, which is \
                 in force here: it was restored or replaced; restart the process to accept the loss"
            ),
            Self::Random(error) => write!(f, "the system has no random numbers: {error}"),
        }
    }
}

impl core::error::Error for CannotFollow {}

impl From<StoreError> for CannotFollow {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
