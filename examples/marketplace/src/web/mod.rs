//! What stands between HTTP and the handlers: state, sessions, origins, failures.

mod failure;
mod fields;
mod loading;
mod origin;
mod presentation;
mod session;
mod state;

pub use self::{
    failure::Failure,
    fields::Fields,
    loading::Segment,
    origin::same_origin,
    presentation::present,
    session::Session,
    state::{LiveSettings, State},
};
