//! Why permit refuses a request, for people who get to know permit in the demonstration.
//!
//! An explanation names rows and conditions, and it may tell that something exists which the caller may not
//! see. So it is for developers and operators: only the demonstration shows it to the caller.

use std::{any::Any, sync::LazyLock};

use permit::{Principal, catalogue::Catalogue};
use permit_axum::RouteInfo;
use serde::{Deserialize, de::DeserializeOwned};

use super::{Asked, State};
use crate::{
    database::{accounts, apps, items, orders},
    domain::{AccountId, AppId, Bundle, Cents, ItemId, OrderId, TransferForm, User},
    permissions::{TransferFunds, items::BuyItem},
};

/// The explanation of the decision that guards the route of the request. `None` if no action guards it,
/// if its context does not exist, or if the action is allowed.
pub(super) async fn explanation(
    state: &State,
    routes: &[RouteInfo],
    who: &Principal<User>,
    asked: &Asked,
) -> Option<String> {
    static CATALOGUE: LazyLock<Catalogue<User>> = LazyLock::new(Catalogue::new);
    // As routers do: a path without parameters comes before one with parameters.
    let matching = routes.iter().filter(|route| is_for(route, asked));
    let route = matching.min_by_key(|route| route.path.matches('{').count())?;
    let key = route.guard.action()?;
    let contexts = contexts(state, asked).await?;
    let explained = contexts.iter().find_map(|context| {
        let action = CATALOGUE.action(key)?;
        let by_key = action.explain(who, &**context).ok();
        by_key.or_else(|| with_fields(key, who, &**context, asked))
    })?;
    (!explained.is_allowed()).then(|| explained.to_string())
}

/// Whether a request is for this route.
fn is_for(route: &RouteInfo, asked: &Asked) -> bool {
    let (expected, sent) = (route.path.split('/'), asked.path.split('/'));
    let segments = || expected.clone().zip(sent.clone());
    route.method == asked.method
        && expected.clone().count() == sent.clone().count()
        && segments().all(|(one, other)| one == other || one.starts_with('{'))
}

/// What the action may be done to: that of the path, in each of the types that an action has for it.
async fn contexts(state: &State, asked: &Asked) -> Option<Vec<Box<dyn Any + Send>>> {
    let pool = state.database.pool();
    let mut segments = asked.path.split('/').filter(|one| !one.is_empty());
    let kind = segments.find(|one| *one != "api").unwrap_or_default();
    let Some(id) = segments.next().and_then(|id| id.parse().ok()) else {
        return Some(vec![Box::new(())]);
    };
    Some(match kind {
        "items" => {
            let kept = items::load(pool, ItemId(id)).await.ok()??;
            let mut contexts: Vec<Box<dyn Any + Send>> = vec![Box::new(kept.clone())];
            if let Some(With { with }) = sent(asked)
                && let Some(added) = items::load(pool, with).await.ok()?
            {
                contexts.push(Box::new(Bundle { kept, added }));
            }
            contexts
        }
        "orders" => vec![Box::new(orders::load(pool, OrderId(id)).await.ok()??)],
        "apps" => vec![Box::new(apps::load(pool, AppId(id)).await.ok()??)],
        "accounts" => {
            let account = accounts::load(pool, AccountId(id)).await.ok()??;
            vec![Box::new(User::from(account.clone())), Box::new(account)]
        }
        _ => return None,
    })
}

/// The explanation of an action with fields, whose values the request contains.
fn with_fields(
    key: &str,
    who: &Principal<User>,
    context: &(dyn Any + Send),
    asked: &Asked,
) -> Option<permit::Explanation> {
    match key {
        "buy_item" => {
            let Price { price } = sent(asked)?;
            let price = Cents::parse(&price)?;
            Some(who.explain(BuyItem { price }, context.downcast_ref()?))
        }
        "transfer_funds" => {
            let account: &crate::domain::Account = context.downcast_ref()?;
            let form: TransferForm = sent(asked)?;
            let transfer = form.read(account.id).map_or_else(
                |_| TransferFunds::least(),
                |(amount, payee)| TransferFunds { amount, payee },
            );
            Some(who.explain(transfer, account))
        }
        _ => None,
    }
}

/// The other listing of a bundle.
#[derive(Deserialize)]
struct With {
    with: ItemId,
}

/// The price that a buyer saw.
#[derive(Deserialize)]
struct Price {
    price: String,
}

/// What the body contains, as a form or as JSON.
fn sent<T: DeserializeOwned>(asked: &Asked) -> Option<T> {
    let json = serde_json::from_slice(&asked.body);
    json.or_else(|_| serde_urlencoded::from_bytes(&asked.body))
        .ok()
}
