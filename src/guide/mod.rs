//! How permit is used beyond a first table, place by place. Prose and examples only: there is
//! nothing to call in here.
//!
//! | page | about |
//! |---|---|
//! | [`proofs`] | what a permit proves, to whom, and for how long: jobs and sockets check again |
//! | [`lists`] | list queries that bring exactly what a check would allow |
//! | [`acting`] | third parties, staff who act as somebody, jobs of the application's own |
//! | [`testing`] | the tests of an application |
//! | [`watching`] | decisions in the log |

pub mod acting;
pub mod lists;
pub mod proofs;
pub mod testing;
pub mod watching;
