//! What every handler has at hand.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use axum::extract::FromRef;
use axum_extra::extract::cookie::Key;
use permit::{Authorizer, AuthorizerBuilder, FlagSource, Permit, Principal};
use tokio::sync::Mutex;

use crate::{
    database::{self, Database},
    domain::{Settings, User},
    pages::Frame,
    permissions::ChangeSettings,
};

/// The state of the application. Cloning it is cheap.
#[derive(Clone)]
pub struct State {
    /// The data layer.
    pub database: Database,
    /// The settings in force.
    pub settings: LiveSettings,
    authorizer: Authorizer<User>,
    key: Key,
}

impl State {
    /// Puts it together. The flags of every decision are those of the settings in force.
    #[must_use]
    pub fn new(
        database: Database,
        key: Key,
        settings: Settings,
        authorizer: AuthorizerBuilder<User>,
    ) -> Self {
        let settings = LiveSettings::new(settings);
        let authorizer = authorizer.flags(settings.clone()).build();
        Self {
            database,
            settings,
            authorizer,
            key,
        }
    }

    /// The time, by the clock of every decision.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.authorizer.anonymous().now()
    }

    /// What surrounds a page that is made for `who`.
    #[must_use]
    pub fn frame(&self, who: &Principal<User>) -> Frame {
        Frame {
            who: who.clone(),
            notice: self.settings.now().notice.clone(),
        }
    }
}

impl FromRef<State> for Authorizer<User> {
    fn from_ref(state: &State) -> Self {
        state.authorizer.clone()
    }
}

impl FromRef<State> for Key {
    fn from_ref(state: &State) -> Self {
        state.key.clone()
    }
}

/// The settings in force: read by every request, and changed while the marketplace runs.
#[derive(Clone, Debug)]
pub struct LiveSettings {
    now: Arc<RwLock<Arc<Settings>>>,
    /// Held over a change, so that what is in force is always what was stored last.
    changing: Arc<Mutex<()>>,
}

impl LiveSettings {
    fn new(settings: Settings) -> Self {
        Self {
            now: Arc::new(RwLock::new(Arc::new(settings))),
            changing: Arc::default(),
        }
    }

    /// Those of this moment.
    #[must_use]
    pub fn now(&self) -> Arc<Settings> {
        // A whole `Arc` is put in at once, so nobody can have left half of one behind.
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Stores new ones, and puts them in force.
    ///
    /// # Errors
    ///
    /// When the database does; then the old ones stay in force.
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
