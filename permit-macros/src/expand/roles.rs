//! Which roles hold an action, as code.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Expansion, absent, on, switched_off};
use crate::model::{Hold, Name, RoleTable};

impl Expansion<'_> {
    /// The exhaustive `match` over the roles: rustc proves that the rows are complete.
    pub(super) fn held(&self) -> Option<TokenStream> {
        let (krate, table) = (&self.krate, self.role_table()?);
        let role = &table.enumeration;
        let mut arms: Vec<(Hold, Vec<&Name>)> = Vec::new();
        for row in table.rows.iter().filter(|row| row.cfgs.is_empty()) {
            if let Some((_, names)) = arms.iter_mut().find(|(hold, _)| *hold == row.rule) {
                names.extend(row.names());
            } else {
                arms.push((row.rule, row.names().iter().collect()));
            }
        }
        let arms = arms.iter().map(|(hold, names)| {
            let held = *hold == Hold::Grant;
            quote!(::core::option::Option::Some(#(#role::#names)|*) => #held,)
        });
        let switched = table.rows.iter().filter(|row| !row.cfgs.is_empty());
        let switched = switched.filter_map(|row| {
            let names = on(row, &self.roles?.all);
            let (cfgs, held) = (&row.cfgs, row.rule == Hold::Grant);
            let roles = quote!(::core::option::Option::Some(#(#role::#names)|*));
            let off = switched_off(row, &names);
            let off = off.map(|(off, error)| quote!(#off #roles => #error,));
            (!names.is_empty()).then(|| quote!(#(#cfgs)* #roles => #held, #off))
        });
        Some(quote! {
            fn is_held_by(__role: usize) -> bool {
                match <#role as #krate::Roles>::ALL.get(__role).copied() {
                    #(#arms)*
                    #(#switched)*
                    ::core::option::Option::None => false,
                }
            }
        })
    }

    /// Errors for rows that are enabled while their roles are not.
    pub(super) fn absent_roles(&self) -> Option<TokenStream> {
        let (table, roles) = (self.role_table()?, self.roles?);
        let rows = table.rows.iter();
        Some(
            rows.map(|row| absent(row, &roles.all, &self.action.cfgs))
                .collect(),
        )
    }

    /// The rows of roles, if the action has no errors.
    fn role_table(&self) -> Option<&RoleTable> {
        self.action.roles.as_ref().filter(|_| self.sound)
    }
}
