//! The principal of a request: made once, and kept with it.

use core::{any::type_name, fmt};

use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, ResponseError, web::Data};
use permit_runtime::{Authorizer, Principal, Subject};
use permit_web::{Acting, FlagResolver};

use crate::failure::note;

/// Kept in the extensions of the request. A type of our own, so that nothing else puts one there.
struct Made<U: Subject>(Principal<U>);

/// The principal of whoever asks.
pub(crate) async fn principal<U>(request: &HttpRequest) -> Result<Principal<U>, Error>
where
    U: Subject + FromRequest,
{
    let Some(authorizer) = request.app_data::<Data<Authorizer<U>>>() else {
        return Err(note(request, NoAuthorizer(type_name::<U>())));
    };
    // A scope may have an authorizer of its own: its principals are its own.
    let made = request
        .extensions()
        .get()
        .map(|Made(made)| Principal::clone(made));
    if let Some(made) = made.filter(|made| authorizer.made(made)) {
        return Ok(made);
    }
    let subject = U::extract(request).await;
    let subject = subject.map_err(|error| note(request, error))?;
    // The data of the application, or of a scope, says who has to be waited for.
    let principal = match request.app_data::<FlagResolver<U>>() {
        Some(resolver) => {
            let flags = resolver.resolve(authorizer.flag_names(), &subject).await;
            authorizer.principal_with(subject, &flags)
        }
        None => authorizer.principal(subject),
    };
    // It stays where it is: a scope with an authorizer of its own applies it as well.
    let acting = request.extensions().get::<Acting<U>>().cloned();
    let principal = match acting {
        Some(acting) => acting.apply(principal),
        None => principal,
    };
    request.extensions_mut().insert(Made(principal.clone()));
    Ok(principal)
}

/// Nothing can be decided: the application gave no authorizer. Answered as any fault of its own.
#[derive(Debug)]
struct NoAuthorizer(&'static str);

impl fmt::Display for NoAuthorizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.0;
        write!(
            f,
            "there is no authorizer: add `.app_data(web::Data::new(Authorizer::<{subject}>::builder().build()))`"
        )
    }
}

impl ResponseError for NoAuthorizer {
    // The caller learns nothing of how the application is put together.
    fn error_response(&self) -> actix_web::HttpResponse {
        actix_web::HttpResponse::InternalServerError().finish()
    }
}
