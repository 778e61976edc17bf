//! Feature flags from [OpenFeature](https://openfeature.dev).
//!
//! A flag service answers asynchronously, and a decision never waits. So the flags that a catalogue
//! names are resolved once for each principal, when `Authorizer::load` makes it: once for each
//! request, and once for each job. [`OpenFeatureFlags`] asks for all of them at once. A flag that is
//! unknown, fails or is late is off, and so is a flag whose provider panics.
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

use core::{fmt, future::Future, panic::AssertUnwindSafe, time::Duration};
use std::panic::catch_unwind;

use futures_util::{FutureExt as _, future::join_all};
use open_feature::{Client, EvaluationContext};
use permit_runtime::flags::{ResolveFlags, ResolvedFlags, Resolves};
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
    /// principal together have 100 milliseconds. If `context` panics, every flag of this principal is
    /// unknown, and therefore off.
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

    /// How long a principal waits for all of its flags together. A flag that is late is off. With
    /// [`Duration::MAX`] there is no limit.
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
        // A panic must not end the request. The panic hook of the application has reported it.
        let context = catch_unwind(AssertUnwindSafe(|| (self.context)(subject)));
        // A limit that an instant cannot hold is none.
        let deadline = Instant::now().checked_add(self.timeout);
        Box::pin(async move {
            let Ok(context) = &context else {
                return ResolvedFlags::default();
            };
            let asked = flags.into_iter().map(|flag| async move {
                // A flag that is unknown, in error or late is off, and so is one whose provider panics.
                let answer = self.client.get_bool_value(flag, Some(context), None);
                let answer = AssertUnwindSafe(until(deadline, answer)).catch_unwind();
                Some((flag, answer.await.ok()??.ok()?))
            });
            join_all(asked).await.into_iter().flatten().collect()
        })
    }
}

/// The output of `future`, or `None` at the deadline.
async fn until<F: Future>(deadline: Option<Instant>, future: F) -> Option<F::Output> {
    match deadline {
        None => Some(future.await),
        Some(deadline) => timeout_at(deadline, future).await.ok(),
    }
}
