//! How to use permit beyond a first table. These modules contain only prose and examples.
//!
//! | page | topic |
//! |---|---|
//! | [`adopting`] | an existing application, route by route; from casbin, oso, or checks by hand |
//! | [`words`] | permission, operation and role: the words of other products, and what they are here |
//! | [`proofs`] | what a permit proves, to whom, and for how long: jobs and sockets check again |
//! | [`contexts`] | how a context is loaded: paths with several parts, two contexts of one type, transactions |
//! | [`enabled`] | allowed and enabled: what permit decides, and what your application decides |
//! | [`refusals`] | what a refused caller is told, as a page or as JSON |
//! | [`tenants`] | tenants and places: which contexts a caller reaches, and users of several tenants |
//! | [`roles`] | roles that customers give to their people |
//! | [`lists`] | list queries that return exactly the rows that a check would allow |
//! | [`existence`] | what a caller may not know of, and the one answer to it |
//! | [`acting`] | third parties, staff who impersonate a user, the application's own jobs |
//! | [`policy`] | a live policy: what operators open and block |
//! | [`testing`] | the tests of an application |
//! | [`matrix`] | the whole catalogue in words: documents, committed files, differences, lints |
//! | [`recipes`] | axum-login, JWT, OIDC and SCIM groups, API keys, sockets, a state in an `Arc` |
//! | [`watching`] | decisions in the log |
//! | [`editor`] | what an editor completes, finds and renames |

pub mod acting;
pub mod adopting;
pub mod contexts;
pub mod editor;
pub mod enabled;
pub mod existence;
pub mod lists;
pub mod matrix;
pub mod policy;
pub mod proofs;
pub mod recipes;
pub mod refusals;
pub mod roles;
pub mod tenants;
pub mod testing;
pub mod watching;
pub mod words;
