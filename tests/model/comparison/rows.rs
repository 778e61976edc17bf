//! Whether a list query admits a row, from the values in its columns.

use permit::filter::{ColumnInfo, Filter, FilterValue as _, Operator, TenantFilter, Value};

use super::shop::{Document, Notice, Project};

/// A context as a database sees it.
pub(super) trait Row {
    /// What stands in a column; [`Value::Null`] where nothing does.
    fn column(&self, name: &str) -> Value;
}

impl Row for Document {
    fn column(&self, name: &str) -> Value {
        match name {
            "owner" => self.owner.value(),
            "tenant" => self.tenant.value(),
            "id" => self.id.value(),
            "project" => self.project.value(),
            "published" => self.published.value(),
            "region" => self.region.value(),
            other => panic!("there is no column {other}"),
        }
    }
}

impl Row for Project {
    fn column(&self, name: &str) -> Value {
        match name {
            "owner" => self.owner.value(),
            "tenant" => self.tenant.value(),
            "id" => self.id.value(),
            "active" => self.active.value(),
            other => panic!("there is no column {other}"),
        }
    }
}

impl Row for Notice {
    fn column(&self, name: &str) -> Value {
        match name {
            "urgent" => self.urgent.value(),
            other => panic!("there is no column {other}"),
        }
    }
}

impl Row for () {
    fn column(&self, name: &str) -> Value {
        panic!("`()` has no column {name}")
    }
}

/// Whether `filter` admits `row`.
pub(super) fn admits(filter: &Filter, row: &impl Row) -> bool {
    let of = |column: &ColumnInfo| row.column(column.name);
    match filter {
        Filter::Nothing => false,
        Filter::Everything => true,
        Filter::Owner { column, id } => of(column) == *id,
        Filter::Tenant { column, at } => match at {
            TenantFilter::Global => of(column) == Value::Null,
            TenantFilter::AnyTenant => of(column) != Value::Null,
            TenantFilter::Of(tenant) => of(column) == *tenant,
            other => panic!("no context produces {other:?}"),
        },
        Filter::Place { column, one_of, .. } => one_of.contains(&of(column)),
        Filter::Compare {
            column,
            operator,
            value,
        } => match operator {
            Operator::Equal => of(column) == *value,
            Operator::NotEqual => of(column) != *value,
            other => panic!("no condition produces {other:?}"),
        },
        Filter::All(all) => all.iter().all(|one| admits(one, row)),
        Filter::Any(any) => any.iter().any(|one| admits(one, row)),
        other => panic!("no condition produces {other:?}"),
    }
}
