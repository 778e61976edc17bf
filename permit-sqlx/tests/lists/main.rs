//! Lists from databases, compared with checks.
//!
//! - [`text`]: what is written into a query, and what never is;
//! - [`archive`]: a synthetic multi-tenant application with every kind of column and comparison;
//! - [`company`]: the application of the decision tests;
//! - [`numbered`]: an application whose tenants have numbers;
//! - [`columns`]: every type of column, with ids that a database likes to convert;
//! - [`members`]: UUIDs, memberships, several owners, and columns of a joined table;
//! - [`moments`]: times of every type and on every edge;
//! - [`stored`]: values in a form of the database, very many places, and schemas that do not fit;
//! - [`row_security`]: row-level security of PostgreSQL beside the lists;
//! - [`worlds`]: random rows and principals, and the comparison of lists with checks;
//! - [`sqlite`], [`postgres`]: the databases; [`cluster`]: a PostgreSQL server for a test.

#![allow(unreachable_pub, reason = "the catalogues are applications in modules")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod archive;
mod cluster;
mod columns;
#[path = "../../../tests/decision/catalogue.rs"]
#[allow(dead_code, reason = "the decision tests use more of it")]
mod company;
mod draw;
mod members;
mod moments;
mod numbered;
mod postgres;
mod row_security;
mod sqlite;
mod store;
mod stored;
mod text;
mod worlds;
