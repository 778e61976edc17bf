//! Writes a filter as a condition of a query.

use permit_runtime::filter::{ColumnInfo, Filter, Operator, TenantFilter, Value};

use crate::{
    Dialect, Parameter, Sink, Tables,
    dialect::quoted,
    known::{Known, Side},
};

/// A condition while it is written. It writes nothing that comes from outside, only names from the
/// application's code, and parameters.
pub(crate) struct Writing<'q, S> {
    pub(crate) sink: &'q mut S,
    /// They have the table of each of its columns.
    pub(crate) tables: &'q Tables,
}

impl<S: Sink> Writing<'_, S> {
    pub(crate) fn dialect(&self) -> Dialect {
        self.sink.dialect()
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.sink.push(text);
    }

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
            Filter::OneOf { column, values } => {
                let held = self.held(*column, values);
                self.one_of(*column, held, values.contains(&Value::Null));
            }
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
        self.push(if holds { "1 = 1" } else { "1 = 0" });
    }

    fn joined(&mut self, filters: &[Filter], operator: &str, empty: bool) {
        if filters.is_empty() {
            self.constant(empty);
        }
        for (index, filter) in filters.iter().enumerate() {
            if index > 0 {
                self.push(operator);
            }
            let nested = matches!(filter, Filter::All(_) | Filter::Any(_));
            if nested {
                self.push("(");
            }
            self.filter(filter);
            if nested {
                self.push(")");
            }
        }
    }

    fn compare(&mut self, column: ColumnInfo, operator: Operator, value: &Value) {
        let value = Known::of(self.dialect(), column, value);
        let (operator, holds_when) = match operator {
            Operator::Equal => {
                return match value {
                    Known::Null => self.is_null(column, true),
                    Known::Held(value) => self.equals(column, value),
                    Known::Behind(_) | Known::Beyond(_) | Known::Unknown => self.constant(false),
                };
            }
            Operator::NotEqual => {
                return match value {
                    Known::Null => self.is_null(column, false),
                    Known::Held(value) => self.differs(column, value),
                    Known::Behind(value) => self.differs_from_behind(column, &value),
                    Known::Beyond(_) => self.constant(true),
                    // Another value than one that is not understood may be any.
                    Known::Unknown => self.constant(false),
                };
            }
            Operator::Less => (" < ", Side::Above),
            Operator::LessOrEqual => (" <= ", Side::Above),
            Operator::Greater => (" > ", Side::Below),
            Operator::GreaterOrEqual => (" >= ", Side::Below),
        };
        match value {
            Known::Held(value) => self.ordered(column, operator, value),
            Known::Behind(value) if holds_when == Side::Above => {
                self.ordered(column, " <= ", value);
            }
            Known::Behind(value) => self.ordered(column, " > ", value),
            Known::Beyond(side) if side == holds_when => self.is_null(column, false),
            Known::Null | Known::Beyond(_) | Known::Unknown => self.constant(false),
        }
    }

    /// The column equals one of these ids. An unknown id equals no other, not even an unknown one.
    fn ids<'v>(&mut self, column: ColumnInfo, ids: impl IntoIterator<Item = &'v Value>) {
        let held = self.held(column, ids);
        self.one_of(column, held, false);
    }

    /// Those of the values that the column can hold.
    fn held<'v>(
        &self,
        column: ColumnInfo,
        values: impl IntoIterator<Item = &'v Value>,
    ) -> Vec<Parameter> {
        let dialect = self.dialect();
        let values = values.into_iter();
        let held = values.filter_map(|value| match Known::of(dialect, column, value) {
            Known::Held(value) => Some(value),
            Known::Null | Known::Behind(_) | Known::Beyond(_) | Known::Unknown => None,
        });
        held.collect()
    }

    pub(crate) fn is_null(&mut self, column: ColumnInfo, is_null: bool) {
        let name = self.named(column);
        let test = if is_null { "NULL" } else { "NOT NULL" };
        self.push(&format!("{name} IS {test}"));
    }

    /// The quoted name of a column, with the name of its table.
    pub(crate) fn named(&self, column: ColumnInfo) -> String {
        // Each table is known, because the tables were compared with the columns before.
        let table = self.tables.of(column).unwrap_or_default();
        format!("{}.{}", quoted(table), quoted(column.name))
    }
}
