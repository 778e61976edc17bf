//! Whether the traits of a row, which a check reads, agree with its columns, which a list reads.

use core::any::type_name;

use crate::{
    listing::filter::{
        FilterValue, OwnerColumn, PlaceColumns, TenantColumns, TenantMapping, Value,
    },
    vocabulary::{ContextTenant, InTenant, Owned, Placed, Subject},
};

/// What was compared of a row, and what differs. `permit::testing::verify_columns` reports it.
#[derive(Debug, Default)]
pub struct Agreement {
    compared: usize,
    differences: Vec<String>,
}

impl Agreement {
    /// How many facts were compared.
    pub(crate) const fn compared(&self) -> usize {
        self.compared
    }

    /// One line for each fact that differs.
    pub(crate) fn differences(&self) -> &[String] {
        &self.differences
    }

    /// Compares the owner with the value of its column.
    pub fn owner<S, C>(&mut self, row: &C, held: &Value)
    where
        S: Subject<Id: FilterValue>,
        C: Owned<S> + OwnerColumn<S>,
    {
        let said = row.owner().map_or(Value::Null, FilterValue::value);
        self.record(said == *held, || {
            let (context, subject) = (name::<C>(), name::<S>());
            let column = C::OWNER.name;
            format!(
                "`Owned<{subject}>` of `{context}` says {said:?}, and column `{column}` {held:?}"
            )
        });
    }

    /// Compares the tenant with the value of its column.
    pub fn tenant<C: InTenant + TenantColumns>(&mut self, row: &C, held: &Value) {
        let said = row.tenant();
        let (TenantMapping::Tenant(column) | TenantMapping::TenantOrGlobal(column)) = C::TENANT
        else {
            return;
        };
        let may_be_global = matches!(C::TENANT, TenantMapping::TenantOrGlobal(_));
        let agree = match said {
            // No tenant reaches it. A list shows it to the platform only, as a row with a tenant.
            ContextTenant::Of(id) if id.is_empty() => {
                *held == Value::Text(String::new()) || *held == Value::Null && !may_be_global
            }
            ContextTenant::Of(id) => (column.read)(&id.to_string()).as_ref() == Some(held),
            ContextTenant::Global => *held == Value::Null && may_be_global,
            ContextTenant::OfSubject => false,
        };
        self.record(agree, || {
            let (context, column) = (name::<C>(), column.info.name);
            format!("`InTenant` of `{context}` says {said:?}, and column `{column}` {held:?}")
        });
    }

    /// Compares the places with the values of their columns, in the order of
    /// [`PlaceColumns::PLACES`].
    pub fn places<C: Placed + PlaceColumns>(&mut self, row: &C, held: &[Value]) {
        let context = name::<C>();
        let said: Vec<_> = row
            .places()
            .iter()
            .filter(|one| !one.1.is_empty())
            .collect();
        let held: Vec<_> = C::PLACES.iter().zip(held).collect();
        for (kind, id) in &said {
            let id = id.to_string();
            let columns = held.iter().filter(|((of, ..), _)| of == kind);
            let agree = columns
                .clone()
                .any(|((.., read), value)| read(&id).as_ref() == Some(*value));
            self.record(agree, || {
                let said = format!("`Placed` of `{context}` says `{kind}` {id:?}");
                let values: Vec<_> = columns
                    .map(|((_, column, _), value)| format!("column `{}` {value:?}", column.name))
                    .collect();
                if values.is_empty() {
                    format!("{said}, and no field is marked `#[column(place = {kind:?})]`")
                } else {
                    format!("{said}, and {}", values.join(", "))
                }
            });
        }
        for ((kind, column, read), value) in &held {
            let unknown = **value == Value::Null || **value == Value::Text(String::new());
            let mut ids = said.iter().filter(|(of, _)| of == kind);
            let agree =
                unknown || ids.any(|(_, id)| read(&id.to_string()).as_ref() == Some(*value));
            self.record(agree, || {
                let column = column.name;
                format!(
                    "column `{column}` of `{context}` says `{kind}` {value:?}, and `Placed` does not"
                )
            });
        }
    }

    fn record(&mut self, agree: bool, difference: impl FnOnce() -> String) {
        self.compared += 1;
        if !agree {
            self.differences.push(difference());
        }
    }
}

/// The name of a type without its module.
fn name<T>() -> &'static str {
    let path = type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
}
