//! Writes a filter as a condition of a query.

use permit_runtime::filter::{ColumnInfo, Filter, Operator, TenantFilter, Value};
use sqlx::QueryBuilder;

use crate::{Dialect, parameter::Parameter};

/// A condition while it is written. It writes nothing that comes from outside, only names from the
/// application's code, and parameters.
pub(crate) struct Writing<'q, DB: Dialect> {
    pub(crate) query: &'q mut QueryBuilder<DB>,
    /// The table of its columns, or the alias of that table.
    pub(crate) table: &'static str,
}

/// A value, as the columns of a database can hold it.
enum Known<'v> {
    Null,
    Held(Parameter<'v>),
    /// No column can hold it.
    Beyond(Side),
}

/// Whether the value is below or above all values of a column, or has no order among them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Above,
    Aside,
}

impl<DB: Dialect> Writing<'_, DB> {
    pub(crate) fn filter(&mut self, filter: &Filter) {
        match filter {
            Filter::Everything => self.constant(true),
            Filter::Owner { column, id } => self.ids(*column, [id]),
            Filter::Tenant { column, at } => match at {
                TenantFilter::Global => self.column(*column, " IS NULL"),
                TenantFilter::AnyTenant => self.column(*column, " IS NOT NULL"),
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

    fn constant(&mut self, holds: bool) {
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
        let order = match operator {
            Operator::Equal => {
                return match known::<DB>(value) {
                    Known::Null => self.column(column, " IS NULL"),
                    Known::Held(value) => self.one_of(column, &[value]),
                    Known::Beyond(_) => self.constant(false),
                };
            }
            Operator::NotEqual => {
                return match known::<DB>(value) {
                    Known::Null => self.column(column, " IS NOT NULL"),
                    Known::Held(value) => self.binary(column, " IS DISTINCT FROM ", value),
                    Known::Beyond(_) => self.constant(true),
                };
            }
            Operator::Less => (" < ", Side::Above),
            Operator::LessOrEqual => (" <= ", Side::Above),
            Operator::Greater => (" > ", Side::Below),
            Operator::GreaterOrEqual => (" >= ", Side::Below),
        };
        let (operator, holds_when) = order;
        match known::<DB>(value) {
            Known::Held(value) => self.binary(column, operator, value),
            Known::Beyond(side) if side == holds_when => self.column(column, " IS NOT NULL"),
            Known::Null | Known::Beyond(_) => self.constant(false),
        }
    }

    /// The column equals one of these ids. An unknown id equals no other, not even an unknown one.
    fn ids<'v>(&mut self, column: ColumnInfo, ids: impl IntoIterator<Item = &'v Value>) {
        let held = ids.into_iter().filter_map(|id| match known::<DB>(id) {
            Known::Held(id) => Some(id),
            Known::Null | Known::Beyond(_) => None,
        });
        self.one_of(column, &held.collect::<Vec<_>>());
    }

    /// The column equals one of these.
    fn one_of(&mut self, column: ColumnInfo, values: &[Parameter<'_>]) {
        let collated = values.iter().any(|one| Self::is_collated(column, *one));
        match values {
            [] => self.constant(false),
            _ if collated && !DB::INDEXED_BYTE_BY_BYTE => {
                // First by the index, then byte by byte: equal bytes are equal in every collation.
                self.query.push("(");
                self.equals_one_of(column, "", values);
                self.query.push(" AND ");
                self.equals_one_of(column, DB::BYTE_BY_BYTE, values);
                self.query.push(")");
            }
            _ if collated => self.equals_one_of(column, DB::BYTE_BY_BYTE, values),
            _ => self.equals_one_of(column, "", values),
        }
    }

    fn equals_one_of(&mut self, column: ColumnInfo, collation: &str, values: &[Parameter<'_>]) {
        self.column(column, collation);
        if let [value] = values {
            self.query.push(" = ");
            return self.parameter(column, *value);
        }
        self.query.push(" IN (");
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.query.push(", ");
            }
            self.parameter(column, *value);
        }
        self.query.push(")");
    }

    fn binary(&mut self, column: ColumnInfo, operator: &str, value: Parameter<'_>) {
        let collated = Self::is_collated(column, value);
        self.column(column, if collated { DB::BYTE_BY_BYTE } else { "" });
        self.query.push(operator);
        self.parameter(column, value);
    }

    /// Whether a collation applies. A value that is cast is not text.
    fn is_collated(column: ColumnInfo, value: Parameter<'_>) -> bool {
        matches!(value, Parameter::Text(_)) && Self::cast(column).is_none()
    }

    fn cast(column: ColumnInfo) -> Option<&'static str> {
        column.cast.filter(|_| DB::CASTS)
    }

    /// The column, followed by `suffix`.
    fn column(&mut self, column: ColumnInfo, suffix: &str) {
        self.name(self.table);
        self.query.push(".");
        self.name(column.name);
        self.query.push(suffix);
    }

    /// A quoted name, with its own quotation marks escaped.
    fn name(&mut self, name: &str) {
        self.query.push("\"");
        self.query.push(name.replace('"', "\"\""));
        self.query.push("\"");
    }

    fn parameter(&mut self, column: ColumnInfo, value: Parameter<'_>) {
        let cast = Self::cast(column);
        if cast.is_some() {
            self.query.push("CAST(");
        }
        DB::bind(self.query, value);
        if let Some(cast) = cast {
            self.query.push(" AS ").push(cast).push(")");
        }
    }
}

fn known<DB: Dialect>(value: &Value) -> Known<'_> {
    match value {
        Value::Null => Known::Null,
        Value::Bool(value) => Known::Held(Parameter::Bool(*value)),
        Value::Integer(value) => match i64::try_from(*value) {
            Ok(value) => Known::Held(Parameter::Integer(value)),
            Err(_) if *value < 0 => Known::Beyond(Side::Below),
            Err(_) => Known::Beyond(Side::Above),
        },
        Value::Text(text) if DB::holds(text) => Known::Held(Parameter::Text(text)),
        Value::Bytes(bytes) => Known::Held(Parameter::Bytes(bytes)),
        // Text that no column can hold, or a value that this version does not know.
        _ => Known::Beyond(Side::Aside),
    }
}
