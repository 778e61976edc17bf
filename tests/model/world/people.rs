//! People, on whose behalf they act, and contexts.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy},
    prop_oneof,
    sample::select,
};

use super::names::{
    ACTIONS, ALL_ACTIONS, CONDITIONS, FLAG, GRANTED_ROLES, NOW, PEOPLE, STALE, any_of, ends,
    places, some_of,
};
use crate::model::{
    Binding, Consent, Context, ContextTenant, Impersonation, Person, Principal, SourceGrant,
    Tenant, Time, Unavailable,
};

/// A principal of any kind.
pub(crate) fn principals(tenants: bool) -> impl Strategy<Value = Principal> + Clone {
    (
        subjects(tenants),
        prop_oneof![4 => Just(Vec::new()), 1 => vec(consents(), 1..=2)],
        option::weighted(0.25, impersonations()),
        flags(),
        bindings(),
    )
        .prop_map(
            |(subject, consents, impersonation, flags, binding)| Principal {
                subject,
                consents,
                impersonation,
                flags,
                binding,
            },
        )
}

fn subjects(tenants: bool) -> impl Strategy<Value = Person> + Clone {
    prop_oneof![
        1 => people(&["anonymous"], tenants).prop_map(|person| Person { id: None, ..person }),
        1 => people(&["robot"], tenants),
        3 => people(&["support", "auditor", "lead"], tenants),
        8 => people(&["member", "lead"], tenants),
    ]
}

/// A person with some of these user types.
fn people(types: &'static [&'static str], tenants: bool) -> impl Strategy<Value = Person> + Clone {
    let of = |id: &str| Tenant::Of(id.to_owned());
    let tenant = if tenants {
        let at_the_platform = if types.contains(&"support") { 12 } else { 1 };
        prop_oneof![
            at_the_platform => Just(Tenant::Platform),
            8 => Just(of("acme")),
            1 => Just(of("globex")),
            1 => Just(of("")),
            1 => Just(Tenant::Unknown),
        ]
        .boxed()
    } else {
        select(vec![Tenant::Unknown, Tenant::Platform]).boxed()
    };
    (
        option::weighted(0.95, any_of(&PEOPLE)),
        tenant,
        some_of(types, 1),
        some_of(&CONDITIONS, 0),
    )
        .prop_map(|(id, tenant, user_types, holds)| Person {
            id,
            tenant,
            user_types,
            holds,
        })
}

fn consents() -> impl Strategy<Value = Consent> + Clone {
    (
        some_of(&ALL_ACTIONS, 4),
        option::weighted(0.3, places(0)),
        ends(3),
    )
        .prop_map(|(actions, places, until)| Consent {
            actions,
            places,
            until,
        })
}

fn impersonations() -> impl Strategy<Value = Impersonation> + Clone {
    let until = select(vec![NOW + 1, NOW + 9, NOW + 9, NOW + 9, NOW]);
    (people(&["support", "auditor"], true), until).prop_map(|(actor, until): (_, Time)| {
        Impersonation {
            actor,
            by: ACTIONS[4].to_owned(),
            until,
        }
    })
}

/// On, off or unknown.
fn flags() -> impl Strategy<Value = BTreeMap<String, bool>> + Clone {
    select(vec![Some(true), Some(true), Some(false), None])
        .prop_map(|state| state.map(|on| (FLAG.to_owned(), on)).into_iter().collect())
}

/// Mostly fresh; the sources of grants mostly answer.
fn bindings() -> impl Strategy<Value = Option<Binding>> + Clone {
    let fresh = prop_oneof![
        30 => select(vec![NOW, NOW - STALE / 2, NOW - STALE]),
        1 => Just(NOW - STALE - 1),
    ];
    let given = (
        any_of(&GRANTED_ROLES),
        option::weighted(0.5, places(0)),
        ends(2),
    )
        .prop_map(|(role, on, until)| SourceGrant { role, on, until });
    let source = prop_oneof![
        60 => vec(given, 0..=1).prop_map(Ok),
        1 => Just(Err(Unavailable)),
    ];
    prop_oneof![
        1 => Just(None),
        60 => (fresh, vec(source, 0..=2)).prop_map(|(fresh, sources)| Binding::of(fresh, &sources)),
    ]
}

/// A context, with another one in its part `from`.
pub(crate) fn contexts(tenants: bool) -> impl Strategy<Value = Context> + Clone {
    let nothing = Just(Context {
        parts: BTreeMap::from([("from".to_owned(), Context::nothing())]),
        ..Context::nothing()
    });
    let whole = (parts(tenants), parts(tenants)).prop_map(|(mut whole, part)| {
        whole.parts.insert("from".to_owned(), part);
        whole
    });
    prop_oneof![1 => nothing, 6 => whole]
}

fn parts(tenants: bool) -> impl Strategy<Value = Context> + Clone {
    let of = |id: &str| ContextTenant::Of(id.to_owned());
    let tenant = if tenants {
        prop_oneof![
            3 => Just(ContextTenant::Global),
            8 => Just(of("acme")),
            1 => Just(of("globex")),
            1 => Just(of("")),
        ]
        .boxed()
    } else {
        Just(ContextTenant::Global).boxed()
    };
    (
        tenant,
        places(0),
        option::weighted(0.8, any_of(&PEOPLE)),
        some_of(&CONDITIONS, 0),
    )
        .prop_map(
            |(tenant, places, owner, holds): (_, BTreeSet<_>, _, _)| Context {
                tenant,
                places: places.into_iter().collect(),
                owner,
                holds,
                parts: BTreeMap::new(),
            },
        )
}
