//! One small test for each clause of the procedure.

mod bindings;
mod blocked;
mod fixture;
mod grants;
mod narrowed;
mod operations;
mod roles;
mod rows;
mod rules;
mod writing;
