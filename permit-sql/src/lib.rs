//! Lists in SQL: what a principal may see, as a condition for SQLite or PostgreSQL, without a driver.
//!
//! `permit-sqlx` writes with this crate into the queries of sqlx. For another data layer, an adapter takes
//! the text and the parameters: [`Condition`] collects both, and a [`Sink`] of your own writes them
//! elsewhere.
//!
//! ```
//! # include!("../../permit-sqlx/tests/support/shop.rs");
//! use permit_sql::{Condition, Dialect, Parameter};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User { id: Some(7) });
//! let scope = who.scope(ViewItem)?;
//! // The query has a parameter of its own, so the first one of the condition is `$2`.
//! let condition = Condition::of(&scope, "items", Dialect::Postgres, 2)?;
//! assert_eq!(condition.text(), r#"("items"."seller" = $2 OR "items"."published" = $3)"#);
//! assert_eq!(condition.parameters(), [Parameter::Integer(7), Parameter::Bool(true)]);
//! # Ok(())
//! # }
//! ```
//!
//! The text is one expression in parentheses. It contains names from the application's code, and no value:
//! each value is a parameter. It selects exactly the rows that a check allows. The documentation of
//! `permit-sqlx` says what is promised of each type of column, and has `verify_schema`, which refuses a
//! table of which the promise does not hold.
//!
//! # The parameters of PostgreSQL
//!
//! A parameter is bound with its own type: [`Parameter::Text`] as `text`, [`Parameter::Integer`] as
//! `bigint`. The text of the condition converts it to the type of its column where that is another one. A
//! driver that derives the types of parameters from the query has to be told them.

#![warn(missing_docs, missing_debug_implementations)]

mod calendar;
mod condition;
mod dialect;
mod equality;
mod json;
mod known;
mod parameter;
mod tables;
mod writing;

use permit_runtime::{
    Action, Extent, Scope,
    filter::{Columns, Filter},
};

use self::writing::Writing;
pub use self::{
    condition::Condition,
    dialect::{Dialect, quoted},
    parameter::Parameter,
    tables::{Tables, TablesError},
};

/// What a condition is written into: the text of a query, and its parameters.
pub trait Sink {
    /// The database that reads the text.
    fn dialect(&self) -> Dialect;

    /// Appends to the text.
    fn push(&mut self, text: &str);

    /// Adds a parameter, appends its placeholder to the text, and returns the placeholder.
    fn bind(&mut self, parameter: Parameter) -> String;
}

/// What can be written as a condition: a [`Scope`], or the [`Filter`] of one.
pub trait WriteWhere {
    /// Appends one expression in parentheses, with the columns of these tables of the query.
    ///
    /// # Errors
    ///
    /// When `tables` are not those in which the columns are. Nothing is written then.
    fn write_where(&self, sink: &mut impl Sink, tables: &Tables) -> Result<(), TablesError>;
}

/// Without the check that each of `tables` is one of its context, which a filter does not know.
impl WriteWhere for Filter {
    fn write_where(&self, sink: &mut impl Sink, tables: &Tables) -> Result<(), TablesError> {
        tables.have_all(self)?;
        sink.push("(");
        Writing { sink, tables }.filter(self);
        sink.push(")");
        Ok(())
    }
}

/// Without the check that each of `tables` is one of its context, which an extent does not know.
impl WriteWhere for Extent {
    fn write_where(&self, sink: &mut impl Sink, tables: &Tables) -> Result<(), TablesError> {
        match self {
            Self::Nothing => Filter::Nothing.write_where(sink, tables),
            Self::Everything => Filter::Everything.write_where(sink, tables),
            Self::Where(filter) => filter.write_where(sink, tables),
        }
    }
}

impl<A: Action<Context: Columns>> WriteWhere for Scope<A> {
    fn write_where(&self, sink: &mut impl Sink, tables: &Tables) -> Result<(), TablesError> {
        tables.are_those_of(<A::Context as Columns>::LIST)?;
        self.extent().write_where(sink, tables)
    }
}
