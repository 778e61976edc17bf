//! The code between HTTP and the handlers: state, sessions, the gate, failures.

mod body;
mod caller;
mod explanation;
mod failure;
mod fields;
mod gate;
mod layer;
mod loading;
mod paged;
mod presentation;
pub mod session;
mod state;

pub use self::{
    body::Body,
    caller::{NoCaller, caller},
    failure::{Failure, INVALID_TOKEN},
    fields::Fields,
    gate::{MOST_BYTES, TimeLimits, at_own_host, may_change},
    layer::answer,
    loading::Segment,
    paged::{Paged, Pages},
    presentation::{Asked, HEADERS, Instead, PRIVATE, Presenter, RELOADED, Told, Trouble},
    session::Session,
    state::{LiveSettings, Mode, Setup, State},
};
