//! The state of the application, which every handler can use.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use permit::{Authorizer, AuthorizerBuilder, Permit, Principal, flags::FlagSource};
use permit_live::Live;
use tokio::sync::Mutex;

use crate::{
    database::{self, Database},
    domain::{Settings, User},
    pages::Frame,
    permissions::ChangeSettings,
    web::TimeLimits,
};

/// How much a refusal tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Only what every application may tell: the public reason.
    #[default]
    Production,
    /// Also the explanation, for people who get to know permit. It may tell what is hidden.
    Demonstration,
}

impl Mode {
    /// Whether the page of a refusal has the explanation.
    #[must_use]
    pub const fn explains(self) -> bool {
        matches!(self, Self::Demonstration)
    }
}

/// What is configured, and does not change while the marketplace runs.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The hosts of the marketplace, as requests name them: with their port, unless it is the usual one.
    pub hosts: Vec<String>,
    /// How long a request may take to arrive.
    pub limits: TimeLimits,
    /// How much a refusal tells.
    pub mode: Mode,
}

/// The state of the application. Cloning it is cheap.
#[derive(Clone)]
pub struct State {
    /// The data layer.
    pub database: Database,
    /// The settings in force.
    pub settings: LiveSettings,
    /// What operators have opened and blocked. Every principal is bound to it.
    pub policy: Live<User>,
    /// Makes the principals of callers and jobs.
    pub authorizer: Authorizer<User>,
    /// The hosts of the marketplace.
    pub hosts: Arc<[String]>,
    /// How long a request may take to arrive.
    pub limits: TimeLimits,
    /// How much a refusal tells.
    pub mode: Mode,
}

impl State {
    /// Creates the state. Every decision takes its flags from the settings in force, and obeys the policy.
    #[must_use]
    pub fn new(
        database: Database,
        settings: Settings,
        policy: Live<User>,
        authorizer: AuthorizerBuilder<User>,
        setup: Setup,
    ) -> Self {
        let Setup {
            hosts,
            limits,
            mode,
        } = setup;
        let settings = LiveSettings::new(settings);
        let authorizer = authorizer.flags(settings.clone());
        let authorizer = authorizer.policy(policy.clone()).build();
        Self {
            database,
            settings,
            policy,
            authorizer,
            hosts: hosts.into(),
            limits,
            mode,
        }
    }

    /// The time, by the clock that decisions use.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.authorizer.anonymous().now()
    }

    /// The frame of a page that is made for `who`.
    #[must_use]
    pub fn frame(&self, who: &Principal<User>) -> Frame {
        Frame {
            who: who.clone(),
            notice: self.settings.now().notice.clone(),
        }
    }
}

/// The settings in force. Every request reads them, and they can change while the marketplace runs.
#[derive(Clone, Debug)]
pub struct LiveSettings {
    now: Arc<RwLock<Arc<Settings>>>,
    /// Locked during a change, so that the settings in force are always the last that were stored.
    changing: Arc<Mutex<()>>,
}

impl LiveSettings {
    fn new(settings: Settings) -> Self {
        Self {
            now: Arc::new(RwLock::new(Arc::new(settings))),
            changing: Arc::default(),
        }
    }

    /// The settings at this moment.
    #[must_use]
    pub fn now(&self) -> Arc<Settings> {
        // A change replaces the whole `Arc`, so a panic cannot leave half a change behind.
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Stores new settings, and puts them in force.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails. The old settings stay in force then.
    pub async fn change(
        &self,
        database: &Database,
        permit: &Permit<'_, ChangeSettings>,
        settings: Settings,
    ) -> sqlx::Result<()> {
        let changing = self.changing.lock().await;
        let mut write = database.write().await?;
        database::settings::save(&mut write, permit, &settings).await?;
        write.commit().await?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        drop(changing);
        Ok(())
    }
}

impl FlagSource<User> for LiveSettings {
    fn is_on(&self, flag: &str, _: &User) -> Option<bool> {
        self.now().flags.get(flag).copied()
    }
}
