//! Feature flags from [OpenFeature](https://openfeature.dev).
//!
//! A flag service has to be waited for, and a decision never waits. So the flags that a catalogue
//! names are resolved once a request, when its principal is made: [`OpenFeatureFlags`] asks for all
//! of them at once, and what is unknown, in error or late is not on.
//!
//! With axum, a layer says who resolves them:
//!
//! ```no_run
//! # use std::time::Duration;
//! # #[derive(permit::UserType, Clone, Copy)]
//! # enum UserType { #[anonymous] Anonymous, Seller }
//! # struct User { id: Option<u64> }
//! # impl permit::Subject for User {
//! #     type UserType = UserType;
//! #     type Id = u64;
//! #     fn id(&self) -> Option<&u64> { self.id.as_ref() }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { UserType::Seller.into() }
//! #     fn anonymous() -> Self { Self { id: None } }
//! # }
//! # permit::permissions! { <User: UserType> Sell { Anonymous => deny, Seller => allow } }
//! use open_feature::{EvaluationContext, OpenFeature};
//! use permit_axum::FlagResolver;
//! use permit_openfeature::OpenFeatureFlags;
//!
//! # async fn run() {
//! let client = OpenFeature::singleton().await.create_client();
//! let flags = OpenFeatureFlags::new(client, |user: &User| {
//!     let context = EvaluationContext::default();
//!     match user.id {
//!         Some(id) => context.with_targeting_key(id.to_string()),
//!         None => context,
//!     }
//! });
//! let flags = flags.timeout(Duration::from_millis(50));
//! let router: permit_axum::Router = permit_axum::Router::new()
//!     // …
//!     .layer(axum::Extension(FlagResolver::new(flags)));
//! # }
//! ```

#![warn(missing_docs)]

use core::{fmt, future::Future, pin::Pin, time::Duration};

use futures_util::future::join_all;
use open_feature::{Client, EvaluationContext};
use permit_web::{ResolveFlags, ResolvedFlags};
use tokio::time::{Instant, timeout_at};

/// The time in which flags have to be resolved, unless [`OpenFeatureFlags::timeout`] says otherwise.
const TIMEOUT: Duration = Duration::from_millis(100);

/// Resolves flags by a client of OpenFeature.
pub struct OpenFeatureFlags<S> {
    client: Client,
    context: Box<dyn Fn(&S) -> EvaluationContext + Send + Sync>,
    timeout: Duration,
}

impl<S> OpenFeatureFlags<S> {
    /// Asks `client`, with what `context` tells of the subject. All flags of a request have 100
    /// milliseconds together.
    pub fn new(
        client: Client,
        context: impl Fn(&S) -> EvaluationContext + Send + Sync + 'static,
    ) -> Self {
        Self {
            client,
            context: Box::new(context),
            timeout: TIMEOUT,
        }
    }

    /// How long a request waits for all of its flags together. Those that are late are not on.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}

impl<S> fmt::Debug for OpenFeatureFlags<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenFeatureFlags")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl<S: Sync + 'static> ResolveFlags<S> for OpenFeatureFlags<S> {
    fn resolve<'a>(
        &'a self,
        flags: Vec<&'static str>,
        subject: &'a S,
    ) -> Pin<Box<dyn Future<Output = ResolvedFlags> + Send + 'a>> {
        let context = (self.context)(subject);
        let deadline = Instant::now() + self.timeout;
        Box::pin(async move {
            let context = &context;
            let asked = flags.into_iter().map(|flag| async move {
                let answer = self.client.get_bool_value(flag, Some(context), None);
                // An error and a flag that nobody knows are the same: nobody says that it is on.
                let answer = timeout_at(deadline, answer).await.ok()?.ok()?;
                Some((flag, answer))
            });
            join_all(asked).await.into_iter().flatten().collect()
        })
    }
}
