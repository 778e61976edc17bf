//! The extractors.

use core::{fmt, future::Future, pin::Pin};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload, http::StatusCode};
use permit_runtime::{
    Listed, Permissions, Permit, Principal, Scope, Subject, WithoutFields,
    adapter::{Due, Duty, Scopes, given, owed},
    proof::IntoHeld,
};
use permit_web::steps::{self, Stopped};

use crate::{
    Refusal, RefusalView, authenticate::principal, failure::note, refusal::RefusalFormat,
    unchecked::due,
};

/// The future of an extractor.
type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The permit to do `A`: the context is loaded by its own extractor, once, and then checked.
///
/// For actions without fields. In order: the principal; 401 or 403 if no context could be allowed,
/// before anything is loaded, so a caller cannot learn what exists; the context, without the body
/// of the request; the check.
///
/// A context that does not exist is answered as one that the caller may not know of: when the
/// context's own extractor fails with a 404, the answer is permit's, in the application's
/// [`RefusalStyle`](crate::RefusalStyle).
///
/// Behind a guard, `Option<Allowed<A>>` is `None` only if it is denied on a context that the caller may
/// know of. It proves nothing, so it is not a guard.
///
/// Two guards of one handler load the context twice, and may so decide on two states of it. A handler that
/// needs two permits on one context takes one guard, and checks the second action on what its permit holds:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// # use permit::Permit;
/// use permit_actix::{Allowed, Refusal};
///
/// async fn edit(Allowed(view): Allowed<ViewItem>) -> Result<(), Refusal> {
///     let edit = view.principal().check(EditItem, view.context())?;
///     save(&view, &edit);
///     Ok(())
/// }
/// # fn save(_: &Permit<'_, ViewItem>, _: &Permit<'_, EditItem>) {}
/// # fn main() {}
/// ```
///
/// If the data layer needs one proof for both, name an operation: `pub ViewAndEdit(context = Item) =
/// all_of(ViewItem, EditItem);`.
pub struct Allowed<A: Listed<Context: 'static> + WithoutFields>(
    /// The proof.
    pub Permit<'static, A>,
);

impl<A: Listed<Context: 'static> + WithoutFields> fmt::Debug for Allowed<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A context that its own extractor loads.
#[diagnostic::on_unimplemented(
    message = "nothing loads `{Self}` from a request",
    label = "a guard of this handler is about `{Self}`",
    note = "write `impl actix_web::FromRequest for {Self}`, which loads it",
    note = "or take `Ask<SomeAction>` as the first parameter, and check what the handler loads itself"
)]
pub trait Loaded: FromRequest {}

#[diagnostic::do_not_recommend]
impl<C: FromRequest> Loaded for C {}

impl<A> FromRequest for Allowed<A>
where
    A: Listed<Context: 'static> + WithoutFields,
    A::Subject: Permissions,
    A::Context: Loaded + Send + Sync,
{
    type Error = Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let allowed = allowed(&request).await;
            allowed.map_err(|stopped| answered(&request, stopped))
        })
    }
}

async fn allowed<A>(request: &HttpRequest) -> Result<Allowed<A>, Stopped<Error>>
where
    A: Listed<Context: 'static> + WithoutFields,
    A::Subject: Permissions,
    A::Context: Loaded,
{
    let who = principal(request).await?;
    let load = async {
        let context = A::Context::extract(request).await;
        context.map_err(|error| not_loaded(error.into()))
    };
    steps::allowed(who, load).await.map(Allowed)
}

/// What the error of a context's own extractor says.
fn not_loaded(error: Error) -> Stopped<Error> {
    if error.as_response_error().status_code() == StatusCode::NOT_FOUND {
        Stopped::Refused(RefusalView::not_found())
    } else {
        Stopped::Failed(error)
    }
}

/// The answer of a guard that stopped. Unless it is a denial, it is noted as well.
fn answered(request: &HttpRequest, stopped: Stopped<Error>) -> Error {
    let denial = stopped.is_denial();
    let view = match stopped {
        Stopped::NotAdmitted(view) | Stopped::Refused(view) => view,
        Stopped::Failed(error) => return note(request, error),
    };
    let error = Refusal::view(view, RefusalFormat::of(request)).into();
    if denial { error } else { note(request, error) }
}

/// A check to be made inside the handler: for actions with fields, contexts that come from a body,
/// sockets, batches, and writes that load their row inside a transaction.
///
/// Refuses at once when no context could be allowed.
///
/// A handler that never calls [`check`](Self::check) has forgotten it: see
/// [`App::on_unchecked`](crate::App::on_unchecked). What is done with the
/// [`principal`](Self::principal) does not count, because that may be anything. A function that checks
/// takes the `Ask`, or the permit.
pub struct Ask<A: Listed> {
    principal: Principal<A::Subject>,
    format: RefusalFormat,
    due: Due,
}

impl<A: Listed> Ask<A> {
    /// The principal of the caller.
    #[must_use]
    pub const fn principal(&self) -> &Principal<A::Subject> {
        &self.principal
    }

    /// The permit to do `action` on `context`.
    ///
    /// # Errors
    ///
    /// When it is refused. On a context that the caller may not know of, it is the same answer as
    /// [`not_found`](Self::not_found).
    pub fn check<'c>(
        &self,
        action: A,
        context: impl IntoHeld<'c, A::Context>,
    ) -> Result<Permit<'c, A>, Refusal> {
        self.due.done();
        let checked = self.principal.check(action, context);
        checked.map_err(|refused| Refusal::view(RefusalView::of(&refused), self.format.clone()))
    }

    /// Says that nothing is checked, and why that is right: a form that is shown again, an empty batch.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[track_caller]
    pub fn nothing_to_check(&self, reason: &'static str) {
        let _: &str = given(reason);
        self.due.done();
    }

    /// The answer of a handler that loads by itself and finds nothing.
    #[must_use]
    pub fn not_found(&self) -> Refusal {
        Refusal::view(RefusalView::not_found(), self.format.clone())
    }
}

impl<A: Listed> fmt::Debug for Ask<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ask").field(&A::TABLE.key()).finish()
    }
}

impl<A> FromRequest for Ask<A>
where
    A: Listed,
    A::Subject: Permissions,
{
    type Error = Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let who = principal(&request).await;
            match who.and_then(steps::admitted::<A, _>) {
                Ok(principal) => Ok(Self {
                    principal,
                    format: RefusalFormat::of(&request),
                    due: due(&request, Duty::Check(A::TABLE.key())),
                }),
                Err(stopped) => Err(answered(&request, stopped)),
            }
        })
    }
}

/// The list query: all contexts that the caller may do `A` on.
///
/// For actions without fields, each of whose conditions has a filter. Refuses at once when no
/// context could be allowed. Otherwise a scope that admits nothing is an empty list.
///
/// A handler that puts the scope into no query has forgotten it: see
/// [`App::on_unchecked`](crate::App::on_unchecked). One with nothing to list says so:
/// [`Scope::nothing_to_list`].
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit::Extent;
/// use permit_actix::{App, Scoped, get};
///
/// // 401 or 403 for a caller that may see no order at all.
/// async fn orders(Scoped(scope): Scoped<ViewOrder>) -> String {
///     match scope.extent() {
///         Extent::Nothing => "no order".into(),
///         Extent::Everything => "every order".into(),
///         // With `permit-sqlx`: `scope.push_where(&mut query, "orders")?`.
///         Extent::Where(filter) => format!("the orders that {filter:?} admits"),
///     }
/// }
///
/// # fn main() {
/// let app = App::new().route("/orders", get(orders));
/// assert_eq!(app.routes()[0].guard, permit_actix::Guarded::Lists("view_order"));
/// # }
/// ```
pub struct Scoped<A: Listed<Shape: Scopes<A>> + WithoutFields>(
    /// What a query asks for.
    pub Scope<A>,
);

impl<A: Listed<Shape: Scopes<A>> + WithoutFields> fmt::Debug for Scoped<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A> FromRequest for Scoped<A>
where
    A: Listed<Shape: Scopes<A>> + WithoutFields,
    A::Subject: Permissions,
{
    type Error = Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let who = principal(&request).await;
            let scope = who.and_then(steps::scoped);
            let due = || due(&request, Duty::List(A::TABLE.key()));
            scope
                .map(|scope| Self(owed(scope, due())))
                .map_err(|stopped| answered(&request, stopped))
        })
    }
}

/// The principal of a known caller, whatever it may do: for `/me`.
///
/// A page behind it tells who the caller is. So a caller that may do nothing, whatever the tables say,
/// gets 403: it has no user type, or the policy blocks each; it acts under a consent to nothing (no
/// action of the catalogue, no place, or ended); or its impersonation has ended. A consent to any action
/// is enough; everything that the caller does behind it needs an action.
#[derive(Debug)]
pub struct SignedIn<U: Subject>(
    /// The principal.
    pub Principal<U>,
);

impl<U: Permissions> FromRequest for SignedIn<U> {
    type Error = Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let who = principal(&request).await;
            let who = who.and_then(steps::signed_in);
            who.map(Self).map_err(|stopped| answered(&request, stopped))
        })
    }
}

/// The principal of any caller, an anonymous one as well. It proves nothing, so it is not a guard.
#[derive(Debug)]
pub struct Who<U: Subject>(
    /// The principal.
    pub Principal<U>,
);

impl<U: Permissions> FromRequest for Who<U> {
    type Error = Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let who = principal(&request).await;
            who.map(Self).map_err(|stopped| answered(&request, stopped))
        })
    }
}
