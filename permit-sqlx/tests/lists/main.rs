//! Lists from databases, held against checks.
//!
//! - [`text`]: what is written into a query, and what never is;
//! - [`archive`]: a synthetic multi-tenant application with every kind of column and comparison;
//! - [`company`]: that of the tests of the decision;
//! - [`worlds`]: rows and people drawn by chance, and the comparison of lists with checks;
//! - [`sqlite`], [`postgres`]: the databases; [`cluster`]: a server of PostgreSQL for a test.

#![allow(unreachable_pub, reason = "the catalogues are applications in modules")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so"
)]

mod archive;
mod cluster;
#[path = "../../../tests/decision/catalogue.rs"]
#[allow(dead_code, reason = "its own tests need more of it")]
mod company;
mod draw;
mod postgres;
mod sqlite;
mod store;
mod text;
mod worlds;
