//! The answer of every endpoint to every caller: a plain list that was written by hand, without
//! permit. The same list is used for every web framework that serves the marketplace.

use reqwest::Method;

/// A request: the action, the endpoint, and the answers to the seven
/// [`PEOPLE`](crate::stage::PEOPLE). `0` means that no request is sent, because a visitor owns
/// nothing.
pub(crate) struct Case {
    pub(crate) action: &'static str,
    pub(crate) endpoint: &'static str,
    pub(crate) on: On,
    /// The body: the fields of a form, or JSON.
    pub(crate) form: &'static str,
    pub(crate) answers: [u16; 7],
}

/// The row of a request, by the number in its path. For `Own`, the number of the person is added.
#[derive(Clone, Copy, Debug)]
pub(crate) enum On {
    Own(i64),
    Foreign(i64),
    Nothing,
}

use On::{Foreign, Nothing, Own};

const fn case(
    action: &'static str,
    endpoint: &'static str,
    on: On,
    form: &'static str,
    answers: [u16; 7],
) -> Case {
    Case {
        action,
        endpoint,
        on,
        form,
        answers,
    }
}

const ITEM: &str = "title=Lamp&description=Bright&price=12.50&listed=yes";
const OFFER: &str = r#"{"title": "Lamp", "price": "12.50", "listed": true}"#;
const SMALL: &str = "amount=50.00&payee=7";
const LARGE: &str = "amount=200.00&payee=7";
const TO_FIVE: &str = "amount=50.00&payee=5";
const TO_SIX: &str = "amount=50.00&payee=6";
const IMPOSSIBLE: &str = "amount=1000.01&payee=7";
const SEEN: &str = "price=50.00";
const CHANGED: &str = "price=49.99";
const SEEN_AS_JSON: &str = r#"{"price": "50.00"}"#;
const CHANGED_AS_JSON: &str = r#"{"price": "49.99"}"#;
const APP: &str = "name=Lister&scope=items:read&days=30";
/// The table denies it in any case, so this block changes no answer.
const BLOCK: &str = "change=block&action=view_matrix&user_type=System&ends=lifted&reason=a+test";
const SETTINGS: &str =
    "notice=Hello&edit_listing_experiment=yes&price_history_trial=yes&price_advice_trial=yes";

/// Listed items have numbers from 100, drafts from 200, sold items and their orders from 300, and
/// purchases from 400. Numbers that end in 8 belong to another account.
#[rustfmt::skip]
pub(crate) const CASES: &[Case] = &[
    //                                                                       visitor shopper seller premium one two three
    case("view_item", "GET /", Nothing, "",                                      [200, 200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Own(100), "",                         [0,   200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Foreign(108), "",                     [200, 200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Own(200), "",                         [0,   404, 200, 200, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Foreign(208), "",                     [404, 404, 404, 404, 200, 200, 200]),
    case("view_item", "GET /items/{item}", Foreign(308), "",                     [200, 200, 200, 200, 200, 200, 200]),

    case("post_item", "GET /items/new", Nothing, "",                             [401, 403, 200, 200, 403, 403, 403]),
    case("post_item", "POST /items", Nothing, ITEM,                              [401, 403, 303, 303, 403, 403, 403]),

    case("edit_item", "GET /items/{item}/edit", Own(100), "",                    [0,   403, 200, 200, 403, 200, 200]),
    case("edit_item", "GET /items/{item}/edit", Foreign(108), "",                [401, 403, 403, 403, 403, 200, 200]),
    case("edit_item", "GET /items/{item}/edit", Own(300), "",                    [0,   403, 403, 403, 403, 403, 403]),
    case("edit_item", "POST /items/{item}/edit", Own(100), ITEM,                 [0,   403, 303, 303, 403, 303, 303]),
    case("edit_item", "POST /items/{item}/edit", Own(200), ITEM,                 [0,   403, 303, 303, 403, 303, 303]),
    case("edit_item", "POST /items/{item}/edit", Own(300), ITEM,                 [0,   403, 403, 403, 403, 403, 403]),
    case("edit_item", "POST /items/{item}/edit", Foreign(108), ITEM,             [401, 403, 403, 403, 403, 303, 303]),
    case("edit_item", "POST /items/{item}/edit", Foreign(308), ITEM,             [401, 403, 403, 403, 403, 403, 403]),
    case("edit_item", "GET /items/{item}/edit", Foreign(208), "",                [401, 403, 404, 404, 403, 200, 200]),
    case("edit_item", "POST /items/{item}/edit", Foreign(208), ITEM,             [401, 403, 404, 404, 403, 303, 303]),

    case("reprice_item", "POST /items/{item}/price", Own(100), "price=9",        [0,   403, 303, 303, 403, 403, 303]),
    case("reprice_item", "POST /items/{item}/price", Foreign(108), "price=9",    [401, 403, 403, 403, 403, 403, 303]),
    case("reprice_item", "POST /items/{item}/price", Own(300), "price=9",        [0,   403, 403, 403, 403, 403, 403]),
    case("reprice_item", "POST /items/{item}/price", Foreign(208), "price=9",    [401, 403, 404, 404, 403, 403, 303]),

    case("delete_item", "GET /items/{item}/delete", Own(100), "",                [0,   403, 200, 200, 403, 403, 200]),
    case("delete_item", "GET /items/{item}/delete", Foreign(108), "",            [401, 403, 403, 403, 403, 403, 200]),
    case("delete_item", "POST /items/{item}/delete", Own(100), "",               [0,   403, 303, 303, 403, 403, 303]),
    case("delete_item", "POST /items/{item}/delete", Foreign(108), "",           [401, 403, 403, 403, 403, 403, 303]),
    case("delete_item", "POST /items/{item}/delete", Own(300), "",               [0,   403, 403, 403, 403, 403, 403]),
    case("delete_item", "POST /items/{item}/delete", Foreign(308), "",           [401, 403, 403, 403, 403, 403, 403]),
    case("delete_item", "GET /items/{item}/delete", Foreign(208), "",            [401, 403, 404, 404, 403, 403, 200]),
    case("delete_item", "POST /items/{item}/delete", Foreign(208), "",           [401, 403, 404, 404, 403, 403, 303]),

    // Two listings of different sellers are never joined.
    case("bundle_items", "POST /items/{item}/bundle", Own(100), "with=208",      [0,   403, 404, 404, 403, 403, 403]),
    case("bundle_items", "POST /items/{item}/bundle", Own(100), "with=308",      [0,   403, 403, 403, 403, 403, 403]),
    case("bundle_items", "POST /items/{item}/bundle", Foreign(108), "with=208",  [401, 403, 404, 404, 403, 403, 303]),
    case("bundle_items", "POST /items/{item}/bundle", Foreign(308), "with=208",  [401, 403, 404, 404, 403, 403, 403]),

    // Support does not feature its own item.
    case("feature_item", "POST /items/{item}/feature", Own(100), "featured=yes", [0,   403, 403, 303, 403, 403, 403]),
    case("feature_item", "POST /items/{item}/feature", Own(200), "featured=yes", [0,   403, 403, 403, 403, 403, 403]),
    case("feature_item", "POST /items/{item}/feature", Foreign(108), "featured=yes", [401, 403, 403, 403, 403, 403, 303]),
    case("feature_item", "POST /items/{item}/feature", Foreign(208), "featured=yes", [401, 403, 403, 404, 403, 403, 403]),

    case("buy_item", "POST /items/{item}/buy", Own(100), SEEN,                     [0,   403, 403, 403, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(108), SEEN,                 [401, 303, 303, 303, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(108), CHANGED,            [401, 403, 403, 403, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(208), SEEN,                 [401, 404, 404, 404, 403, 403, 403]),
    case("buy_item", "POST /items/{item}/buy", Foreign(308), SEEN,                 [401, 403, 403, 403, 403, 403, 403]),

    case("advise_price", "GET /items/{item}/advice", Own(100), "",               [0,   403, 200, 200, 200, 200, 200]),
    case("advise_price", "GET /items/{item}/advice", Foreign(108), "",           [401, 403, 403, 403, 200, 200, 200]),
    case("advise_price", "GET /items/{item}/advice", Foreign(208), "",           [401, 403, 404, 404, 200, 200, 200]),

    case("view_order", "GET /orders", Nothing, "",                               [401, 200, 200, 200, 200, 200, 200]),
    case("view_order", "GET /orders/{order}", Own(400), "",                      [0,   200, 200, 200, 200, 200, 200]),
    case("view_order", "GET /orders/{order}", Own(300), "",                      [0,   404, 200, 200, 200, 200, 200]),
    case("view_order", "GET /orders/{order}", Foreign(308), "",                  [401, 404, 404, 404, 200, 200, 200]),

    // Support does not refund its own purchase.
    case("refund_order", "POST /orders/{order}/refund", Own(400), "",            [0,   403, 403, 403, 403, 403, 403]),
    case("refund_order", "POST /orders/{order}/refund", Own(300), "",            [0,   403, 303, 303, 403, 303, 303]),
    case("refund_order", "POST /orders/{order}/refund", Foreign(308), "",        [401, 403, 404, 404, 403, 303, 303]),
    case("refund_order", "POST /orders/{order}/refund", Foreign(500), "",        [401, 403, 404, 404, 403, 403, 303]),
    case("refund_order", "POST /orders/{order}/refund", Foreign(501), "",        [401, 403, 404, 404, 403, 403, 403]),

    case("view_account", "GET /accounts/{account}", Own(0), "",                  [0,   200, 200, 200, 200, 200, 200]),
    case("view_account", "GET /accounts/{account}", Foreign(8), "",              [401, 404, 404, 404, 200, 200, 200]),

    case("transfer_funds", "POST /accounts/{account}/transfer", Own(0), SMALL,       [0,   303, 303, 303, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Own(0), LARGE,       [0,   403, 403, 303, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Own(0), IMPOSSIBLE,  [0,   403, 403, 403, 403, 403, 403]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(8), SMALL,   [401, 404, 404, 404, 403, 303, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(8), LARGE,   [401, 404, 404, 404, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(9), SMALL,   [401, 404, 404, 404, 403, 403, 303]),

    // Support does not transfer credit to itself.
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(8), TO_FIVE, [401, 404, 404, 404, 403, 403, 303]),
    case("transfer_funds", "POST /accounts/{account}/transfer", Foreign(8), TO_SIX,  [401, 404, 404, 404, 403, 303, 403]),

    case("suspend_user", "POST /accounts/{account}/suspension", Own(0), "suspended=yes",     [0,   403, 403, 403, 403, 403, 403]),
    case("suspend_user", "POST /accounts/{account}/suspension", Foreign(8), "suspended=yes", [401, 403, 403, 403, 403, 303, 303]),
    case("suspend_user", "POST /accounts/{account}/suspension", Foreign(9), "suspended=yes", [401, 403, 403, 403, 403, 403, 303]),

    case("manage_apps", "GET /accounts/{account}/apps", Own(0), "",              [0,   200, 200, 200, 403, 403, 403]),
    case("manage_apps", "GET /accounts/{account}/apps", Foreign(8), "",          [401, 404, 404, 404, 403, 403, 403]),
    case("manage_apps", "POST /accounts/{account}/apps", Own(0), APP,            [0,   201, 201, 201, 403, 403, 403]),
    case("manage_apps", "POST /accounts/{account}/apps", Foreign(8), APP,        [401, 404, 404, 404, 403, 403, 403]),
    case("disconnect_app", "POST /apps/{app}/disconnection", Own(0), "",         [0,   303, 303, 303, 403, 403, 403]),
    case("disconnect_app", "POST /apps/{app}/disconnection", Foreign(8), "",     [401, 404, 404, 404, 403, 403, 403]),

    case("act_as_seller", "POST /accounts/{account}/impersonation", Own(0), "",     [0,   403, 403, 403, 403, 403, 403]),
    case("act_as_seller", "POST /accounts/{account}/impersonation", Foreign(7), "", [401, 403, 403, 403, 403, 303, 303]),
    case("act_as_seller", "POST /accounts/{account}/impersonation", Foreign(8), "", [401, 403, 403, 403, 403, 403, 403]),
    case("act_as_seller", "POST /accounts/{account}/impersonation", Foreign(9), "", [401, 403, 403, 403, 403, 403, 403]),

    case("open_support_desk", "GET /support", Nothing, "",                       [401, 403, 403, 403, 200, 200, 200]),

    case("view_matrix", "GET /permissions", Nothing, "",                         [401, 403, 403, 403, 403, 200, 200]),

    case("operate_policy", "GET /policy", Nothing, "",                           [401, 403, 403, 403, 403, 403, 200]),
    case("operate_policy", "POST /policy", Nothing, BLOCK,                       [401, 403, 403, 403, 403, 403, 303]),

    case("change_settings", "GET /settings", Nothing, "",                        [401, 403, 403, 403, 403, 403, 200]),
    case("change_settings", "POST /settings", Nothing, SETTINGS,                 [401, 403, 403, 403, 403, 403, 303]),

    case("view_item", "GET /api/items", Nothing, "",                             [200, 200, 200, 200, 200, 200, 200]),
    case("view_item", "GET /api/items/{item}", Own(200), "",                     [0,   404, 200, 200, 200, 200, 200]),
    case("view_item", "GET /api/items/{item}", Foreign(208), "",                 [404, 404, 404, 404, 200, 200, 200]),
    case("post_item", "POST /api/items", Nothing, OFFER,                         [401, 403, 201, 201, 403, 403, 403]),
    case("edit_item", "PUT /api/items/{item}", Own(100), OFFER,                  [0,   403, 204, 204, 403, 204, 204]),
    case("edit_item", "PUT /api/items/{item}", Own(300), OFFER,                  [0,   403, 403, 403, 403, 403, 403]),
    case("edit_item", "PUT /api/items/{item}", Foreign(108), OFFER,              [401, 403, 403, 403, 403, 204, 204]),
    case("edit_item", "PUT /api/items/{item}", Foreign(208), OFFER,              [401, 403, 404, 404, 403, 204, 204]),
    case("delete_item", "DELETE /api/items/{item}", Own(100), "",                [0,   403, 204, 204, 403, 403, 204]),
    case("delete_item", "DELETE /api/items/{item}", Own(300), "",                [0,   403, 403, 403, 403, 403, 403]),
    case("delete_item", "DELETE /api/items/{item}", Foreign(108), "",            [401, 403, 403, 403, 403, 403, 204]),
    case("delete_item", "DELETE /api/items/{item}", Foreign(208), "",            [401, 403, 404, 404, 403, 403, 204]),
    case("buy_item", "POST /api/items/{item}/purchase", Own(100), SEEN_AS_JSON,        [0,   403, 403, 403, 403, 403, 403]),
    case("buy_item", "POST /api/items/{item}/purchase", Foreign(108), SEEN_AS_JSON,    [401, 201, 201, 201, 403, 403, 403]),
    case("buy_item", "POST /api/items/{item}/purchase", Foreign(108), CHANGED_AS_JSON, [401, 403, 403, 403, 403, 403, 403]),
    case("view_order", "GET /api/orders", Nothing, "",                           [401, 200, 200, 200, 200, 200, 200]),
    case("view_order", "GET /api/orders/{order}", Own(300), "",                  [0,   404, 200, 200, 200, 200, 200]),
    case("view_order", "GET /api/orders/{order}", Foreign(308), "",              [401, 404, 404, 404, 200, 200, 200]),
];

impl Case {
    pub(crate) fn method(&self) -> Method {
        let (method, _) = self.endpoint.split_once(' ').unwrap();
        method.parse().unwrap()
    }

    /// The path of the request that `person` sends.
    pub(crate) fn path(&self, person: i64) -> String {
        let (_, path) = self.endpoint.split_once(' ').unwrap();
        let number = match self.on {
            Own(first) => first + person,
            Foreign(number) => number,
            Nothing => return path.to_owned(),
        };
        let (before, rest) = path.split_once('{').unwrap();
        let (_, after) = rest.split_once('}').unwrap();
        format!("{before}{number}{after}")
    }
}
