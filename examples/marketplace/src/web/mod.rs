//! What stands between HTTP and the handlers: state, sessions, origins, failures.

mod failure;
mod fields;
mod loading;
mod origin;
mod paged;
mod presentation;
mod session;
mod state;

pub use self::{
    failure::Failure,
    fields::Fields,
    loading::Segment,
    origin::{from_own_pages, same_origin},
    paged::{Paged, Pages},
    presentation::{POLICY, present},
    session::Session,
    state::{LiveSettings, State},
};
