//! Writes a filter as a condition of a query.

use permit_runtime::filter::{ColumnInfo, Filter, Operator, TenantFilter, Value};
use sqlx::QueryBuilder;

use crate::{
    Dialect,
    equality::{Known, Side},
};

/// A condition while it is written. It writes nothing that comes from outside, only names from the
/// application's code, and parameters.
pub(crate) struct Writing<'q, DB: Dialect> {
    pub(crate) query: &'q mut QueryBuilder<DB>,
    /// The table of its columns, or the alias of that table.
    pub(crate) table: &'static str,
}

impl<DB: Dialect> Writing<'_, DB> {
    pub(crate) fn filter(&mut self, filter: &Filter) {
        match filter {
            Filter::Everything => self.constant(true),
            Filter::Owner { column, id } => self.ids(*column, [id]),
            Filter::Tenant { column, at } => match at {
                TenantFilter::Global => self.is_null(*column, true),
                TenantFilter::AnyTenant => self.is_null(*column, false),
                TenantFilter::Of(id) => self.ids(*column, [id]),
                // Tenants that this version does not know have no rows.
                _ => self.constant(false),
            },
            Filter::Place { column, one_of, .. } => self.ids(*column, one_of),
            Filter::Compare {
                column,
                operator,
                value,
            } => self.compare(*column, *operator, value),
            Filter::All(all) => self.joined(all, " AND ", true),
            Filter::Any(any) => self.joined(any, " OR ", false),
            // A filter that this version does not know selects nothing.
            _ => self.constant(false),
        }
    }

    pub(crate) fn constant(&mut self, holds: bool) {
        self.query.push(if holds { "1 = 1" } else { "1 = 0" });
    }

    fn joined(&mut self, filters: &[Filter], operator: &str, empty: bool) {
        if filters.is_empty() {
            self.constant(empty);
        }
        for (index, filter) in filters.iter().enumerate() {
            if index > 0 {
                self.query.push(operator);
            }
            let nested = matches!(filter, Filter::All(_) | Filter::Any(_));
            if nested {
                self.query.push("(");
            }
            self.filter(filter);
            if nested {
                self.query.push(")");
            }
        }
    }

    fn compare(&mut self, column: ColumnInfo, operator: Operator, value: &Value) {
        let value = Known::of(column, value);
        let (operator, holds_when) = match operator {
            Operator::Equal => {
                return match value {
                    Known::Null => self.is_null(column, true),
                    Known::Held(value) => self.equals(column, value),
                    Known::Beyond(_) => self.constant(false),
                };
            }
            Operator::NotEqual => {
                return match value {
                    Known::Null => self.is_null(column, false),
                    Known::Held(value) => self.differs(column, value),
                    Known::Beyond(_) => self.constant(true),
                };
            }
            Operator::Less => (" < ", Side::Above),
            Operator::LessOrEqual => (" <= ", Side::Above),
            Operator::Greater => (" > ", Side::Below),
            Operator::GreaterOrEqual => (" >= ", Side::Below),
        };
        match value {
            Known::Held(value) => self.ordered(column, operator, value),
            Known::Beyond(side) if side == holds_when => self.is_null(column, false),
            Known::Null | Known::Beyond(_) => self.constant(false),
        }
    }

    /// The column equals one of these ids. An unknown id equals no other, not even an unknown one.
    fn ids<'v>(&mut self, column: ColumnInfo, ids: impl IntoIterator<Item = &'v Value>) {
        let held = ids
            .into_iter()
            .filter_map(|id| match Known::of(column, id) {
                Known::Held(id) => Some(id),
                Known::Null | Known::Beyond(_) => None,
            });
        self.one_of(column, held);
    }

    fn is_null(&mut self, column: ColumnInfo, is_null: bool) {
        let name = self.named(column);
        let test = if is_null { "NULL" } else { "NOT NULL" };
        self.query.push(format_args!("{name} IS {test}"));
    }

    /// The quoted name of a column of the table.
    pub(crate) fn named(&self, column: ColumnInfo) -> String {
        format!("{}.{}", quoted(self.table), quoted(column.name))
    }
}

/// A quoted name, with its own quotation marks escaped.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
