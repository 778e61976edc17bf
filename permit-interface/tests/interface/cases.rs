//! Every combination of a principal, an action and a context, with its decision.

use permit::Principal;
use serde_json::{Value, json};

use crate::catalogue::{
    ChangeSettings, Constructor, DeleteItem, EditItem, Export, PostItem, RefundOrder, RepriceItem,
    TakeName, Transfer, User, ViewItem, ViewOrder, items, orders, people,
};

/// The key of each named action, with the decision for `who` on `$context`.
macro_rules! decisions {
    ($who:expr, $context:expr, [$($action:ident),*]) => {
        vec![$((<$action as permit::Action>::TABLE.key(), $who.can($action, $context))),*]
    };
}

/// A context as a user interface has it: what it carries, and the decision on each action that has
/// contexts of its type.
pub(crate) struct Carried {
    pub(crate) item: Value,
    pub(crate) decisions: Vec<(&'static str, bool)>,
}

/// Every context, as `who` sees it. For actions without a context, it is the page itself.
pub(crate) fn contexts(who: &Principal<User>) -> Vec<Carried> {
    let mut all = vec![
        Carried {
            item: json!({ "abilities": who.abilities_on(&()).unwrap() }),
            decisions: decisions!(who, &(), [PostItem, Constructor, ChangeSettings]),
        },
        Carried {
            item: json!({ "abilities": who.abilities_on("").unwrap() }),
            decisions: decisions!(who, "", [TakeName]),
        },
        Carried {
            item: json!({ "abilities": who.abilities_on("Ada").unwrap() }),
            decisions: decisions!(who, "Ada", [TakeName]),
        },
    ];
    all.extend(items().iter().map(|item| Carried {
        item: json!({
            "seller": item.seller, "sold": item.sold, "abilities": who.abilities_on(item).unwrap(),
        }),
        decisions: decisions!(who, item, [ViewItem, EditItem, RepriceItem, DeleteItem]),
    }));
    all.extend(orders().iter().map(|order| Carried {
        item: json!({
            "buyer": order.buyer, "amount": order.amount, "abilities": who.abilities_on(order).unwrap(),
        }),
        decisions: decisions!(who, order, [ViewOrder, RefundOrder]),
    }));
    all
}

/// The answer of `could_ever` for every action, in the order of the catalogue.
pub(crate) fn could(who: &Principal<User>) -> Vec<(&'static str, permit::Could)> {
    macro_rules! each {
        ($($action:ty),*) => {
            vec![$((<$action as permit::Action>::TABLE.key(), who.could_ever::<$action>())),*]
        };
    }
    each![
        ViewItem,
        Transfer,
        Export<'_>,
        PostItem,
        EditItem,
        RepriceItem,
        DeleteItem,
        ViewOrder,
        RefundOrder,
        TakeName,
        Constructor,
        ChangeSettings
    ]
}

/// All cases, for a program that is not in Rust: for each person the answer of the server, and for
/// each context the answer that `can` must give.
pub(crate) fn written() -> (Value, usize) {
    let mut compared = 0;
    let people = people().into_iter().map(|(name, who)| {
        let contexts = contexts(&who).into_iter().map(|carried| {
            compared += carried.decisions.len();
            let decisions = carried.decisions.into_iter();
            let decisions: serde_json::Map<_, _> = decisions
                .map(|(key, allowed)| (key.to_owned(), allowed.into()))
                .collect();
            json!({ "item": carried.item, "decisions": decisions })
        });
        let contexts: Vec<Value> = contexts.collect();
        let could: serde_json::Map<_, _> = could(&who)
            .into_iter()
            .map(|(key, could)| (key.to_owned(), format!("{could:?}").into()))
            .collect();
        json!({
            "name": name,
            "abilities": who.abilities().unwrap(),
            "rules": permit_interface::casl::Rules::of(&who).unwrap(),
            "could": could,
            "contexts": contexts,
        })
    });
    let people: Vec<Value> = people.collect();
    (Value::from(people), compared)
}
