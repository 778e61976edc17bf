//! The code between HTTP and the handlers: state, sessions, origins, failures.

mod body;
mod caller;
mod failure;
mod fields;
mod loading;
mod origin;
mod paged;
mod presentation;
mod session;
mod state;

pub use self::{
    body::Body,
    caller::{NoCaller, caller},
    failure::Failure,
    fields::Fields,
    loading::Segment,
    origin::{may_change, same_origin},
    paged::{Paged, Pages},
    presentation::{HEADERS, PRIVATE, present},
    session::Session,
    state::{LiveSettings, State},
};
