//! Feature flags from [OpenFeature](https://openfeature.dev).
//!
//! A flag service answers asynchronously, and a decision never waits. So the flags that a catalogue
//! names are resolved once for each principal, when `Authorizer::load` makes it: once for each
//! request, and once for each job. [`OpenFeatureFlags`] asks for all of them at once. A flag that is
//! unknown, fails or is late is off.
//!
//! For example:
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
//! use permit::Authorizer;
//! use permit_openfeature::OpenFeatureFlags;
//!
//! # async fn run(user: User) {
//! let client = OpenFeature::singleton().await.create_client();
//! let flags = OpenFeatureFlags::new(client, |user: &User| {
//!     let context = EvaluationContext::default();
//!     match user.id {
//!         Some(id) => context.with_targeting_key(id.to_string()),
//!         None => context,
//!     }
//! });
//! let flags = flags.timeout(Duration::from_millis(50));
//! let authorizer = Authorizer::<User>::builder().resolve_flags(flags).build();
//!
//! // The guards of permit-axum and permit-actix do the same for each request.
//! let who = authorizer.load(user).await;
//! # drop(who);
//! # }
//! ```
//!
//! A source that is given to the builder with `flags` answers for the flags that are left out.

#![warn(missing_docs)]

use core::{fmt, time::Duration};

use futures_util::future::join_all;
use open_feature::{Client, EvaluationContext};
use permit_runtime::flags::{ResolveFlags, Resolves};
use tokio::time::{Instant, timeout_at};

/// The time limit for resolving flags, unless [`OpenFeatureFlags::timeout`] sets another.
const TIMEOUT: Duration = Duration::from_millis(100);

/// Resolves flags with an OpenFeature client.
pub struct OpenFeatureFlags<S> {
    client: Client,
    context: Box<dyn Fn(&S) -> EvaluationContext + Send + Sync>,
    timeout: Duration,
}

impl<S> OpenFeatureFlags<S> {
    /// Asks `client`, and `context` gives it the evaluation context for a subject. All flags of a
    /// principal together have 100 milliseconds.
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

    /// How long a principal waits for all of its flags together. A flag that is late is off.
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
    fn resolve<'a>(&'a self, flags: Vec<&'static str>, subject: &'a S) -> Resolves<'a> {
        let context = (self.context)(subject);
        let deadline = Instant::now() + self.timeout;
        Box::pin(async move {
            let context = &context;
            let asked = flags.into_iter().map(|flag| async move {
                let answer = self.client.get_bool_value(flag, Some(context), None);
                // An unknown flag and a flag in error are both off.
                let answer = timeout_at(deadline, answer).await.ok()?.ok()?;
                Some((flag, answer))
            });
            join_all(asked).await.into_iter().flatten().collect()
        })
    }
}
