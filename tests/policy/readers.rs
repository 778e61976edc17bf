//! Every way in which a table is read.

use permit::{
    ActionOf, Could, Extent, Listed, Permit, Principal, Proves, Refused, WithoutFields,
    catalogue::{Catalogue, ListedActions as _},
    filter::{Filter, FilterValue as _, TenantFilter},
    proof::Partition,
};
use permit_runtime::adapter::{Scopes, refuse_early};

use crate::shop::{Change, Close, Edit, Item, User, rename};

/// What each reader says of `A` on `item`.
pub(crate) fn answers<A>(who: &Principal<User>, item: &Item) -> Vec<(&'static str, bool)>
where
    A: Listed<Context = Item, Shape: Scopes<A>> + ActionOf<User> + WithoutFields + Clone,
{
    let key = A::TABLE.key();
    let catalogue = Catalogue::<User>::new();
    let scope = who.scope(A::VALUE).unwrap();
    let Partition { permits, denied } = who.partition(A::VALUE, [item]).unwrap();
    assert_eq!(permits.len() + denied.len(), 1);
    let explained = who.explain(A::VALUE, item);
    let mut answers = vec![
        ("can", who.can(A::VALUE, item)),
        ("check", who.check(A::VALUE, item).is_ok()),
        ("partition", !permits.is_empty()),
        ("explain", explained.is_allowed()),
        (
            "abilities_on",
            who.abilities_on(item).unwrap().contains(&key),
        ),
        ("scope", admits(scope.extent(), item)),
        ("admit", !scope.admit([item]).unwrap().is_empty()),
        (
            "by key",
            catalogue
                .action(key)
                .unwrap()
                .decide(who, item)
                .unwrap()
                .is_allowed(),
        ),
        ("in a third party's name", {
            let keys = User::keys();
            who.delegated(permit::Consent::to(keys)).can(A::VALUE, item)
        }),
    ];
    if !explained.rows.is_empty() {
        let required = explained.requirements.iter().all(|one| one.holds);
        let rows = explained.rows.iter().any(|row| row.allows) && required;
        answers.push(("the rows of an explanation", rows));
    }
    if key == Edit::TABLE_KEY {
        answers.push(("requires", rename(who, item).is_ok()));
    }
    answers
}

/// What is said of `A` before the context is known.
pub(crate) fn could<A>(who: &Principal<User>) -> Vec<(&'static str, Could)>
where
    A: Listed<Context = Item> + ActionOf<User> + WithoutFields,
{
    let key = A::TABLE.key();
    let abilities = who.abilities().unwrap();
    let ability = abilities.iter().find(|one| one.key() == key).unwrap();
    let catalogue = Catalogue::<User>::new();
    let early = match refuse_early::<A>(who) {
        Some(Refused::Denied(_)) => Could::Never,
        Some(_) => Could::Unknown,
        None if who.could(A::VALUE) == Could::Never => Could::Always,
        None => who.could(A::VALUE),
    };
    vec![
        ("could", who.could(A::VALUE)),
        ("could_ever", who.could_ever::<A>()),
        ("abilities", ability.could()),
        ("by key", catalogue.action(key).unwrap().could(who)),
        ("refuse_early", early),
    ]
}

/// A function of the data layer that serves several actions.
pub(crate) fn seller_of_the_changed(permit: &impl Proves<Change>) -> u64 {
    permit.context().seller
}

pub(crate) fn close(who: &Principal<User>, item: Item) -> Option<Permit<'static, Close>> {
    who.check(Close, item).ok()
}

/// Whether a list query admits an item.
fn admits(extent: &Extent, item: &Item) -> bool {
    match extent {
        Extent::Nothing => false,
        Extent::Everything => true,
        Extent::Where(filter) => is_in(filter, item),
    }
}

fn is_in(filter: &Filter, item: &Item) -> bool {
    match filter {
        Filter::Nothing => false,
        Filter::Everything => true,
        Filter::Owner { id, .. } => item.seller.value() == *id,
        Filter::Tenant { at, .. } => match at {
            TenantFilter::AnyTenant => true,
            TenantFilter::Of(tenant) => item.tenant.value() == *tenant,
            _ => false,
        },
        Filter::Compare { value, .. } => item.published.value() == *value,
        Filter::All(all) => all.iter().all(|one| is_in(one, item)),
        Filter::Any(any) => any.iter().any(|one| is_in(one, item)),
        other => panic!("no condition produces {other:?}"),
    }
}

trait Keys {
    const TABLE_KEY: &'static str;
}

impl Keys for Edit {
    const TABLE_KEY: &'static str = "edit";
}

impl User {
    /// The key of every action.
    fn keys() -> Vec<&'static str> {
        struct All(Vec<&'static str>);
        impl permit::catalogue::EachAction<User> for All {
            fn action<A>(&mut self)
            where
                A: Listed + WithoutFields + ActionOf<User>,
                A::Context: 'static,
            {
                self.0.push(A::TABLE.key());
            }
        }
        let mut all = All(Vec::new());
        User::each_action(&mut all);
        all.0
    }
}
