//! A live policy, as a value: what is in force beside the code.
//!
//! permit-runtime has no policy of its own. An implementation of [`Policy`] reads one from wherever
//! it is kept, and binds it to each subject when a principal is loaded.

mod binding;
mod freshness;
mod grants;

use core::{fmt, future::Future, pin::Pin};

pub use self::{
    binding::{Binding, Timeline},
    freshness::{CoarseClock, Freshness},
    grants::{Grants, NotGiven},
};
use crate::vocabulary::{Subject, Tenant};
pub use crate::{
    table::{NotARule, NotAnAction, StatedRule, Words},
    vocabulary::Block,
};

/// A live policy: what an authorizer binds to each principal that it loads.
///
/// Without one the code alone decides. With one, a principal decides by its [`Binding`], and a
/// principal that has none, or one that is no longer fresh, answers
/// [`Refused::Indeterminate`](crate::Refused::Indeterminate).
pub trait Policy<S: Subject>: Send + Sync + 'static {
    /// What is in force for `subject`, who belongs to `tenant`.
    ///
    /// # Errors
    ///
    /// When it cannot be known now. A policy that panics is unavailable as well.
    fn bind<'a>(&'a self, subject: &'a S, tenant: Tenant<'a>) -> Binds<'a, S>;
}

/// What [`Policy::bind`] returns.
pub type Binds<'a, S> = Pin<Box<dyn Future<Output = Result<Binding<S>, Unavailable>> + Send + 'a>>;

/// Several parts of an application may share one policy.
impl<S: Subject, P: Policy<S> + ?Sized> Policy<S> for std::sync::Arc<P> {
    fn bind<'a>(&'a self, subject: &'a S, tenant: Tenant<'a>) -> Binds<'a, S> {
        (**self).bind(subject, tenant)
    }
}

/// The policy cannot be known now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the policy is unavailable")
    }
}

impl core::error::Error for Unavailable {}
