//! Lists have exactly the rows that a check allows: from a database of pseudo-random rows, and over
//! HTTP, page by page.

use std::{collections::BTreeMap, fmt::Write as _};

use marketplace::{
    domain::{Account, AccountId, Cents, ConnectedApp, Item, Order, PAGE_SIZE, User, UserType},
    permissions::{
        ChangeSettings, OpenSupportDesk, OperatePolicy, RefundOrder, SuspendUser, TransferFunds,
        ViewAccount, ViewMatrix, ViewOrder,
        acting::{DisconnectApp, ForgetApp, ManageApps},
        items::{
            AdvisePrice, BuyItem, DeleteItem, EditItem, FeatureItem, PostItem, RepriceItem,
            ViewItem,
        },
    },
};
use permit::{Action, Extent, Listed, Permissions, Scope, UserType as _};
use permit_sqlx::PushWhere as _;
use sqlx::{AssertSqlSafe, QueryBuilder, Sqlite, SqlitePool, sqlite::SqlitePoolOptions};

use crate::{
    reference::every_caller,
    stage::{PEOPLE, Person, Stage},
};

/// A pseudo-random number below `below`, the same in every run.
fn drawn(number: u64, below: u64) -> u64 {
    let mixed = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ mixed >> 29) % below
}

/// An account of every user type, and items and orders among three of them.
pub(crate) async fn database() -> SqlitePool {
    let options = SqlitePoolOptions::new().max_connections(1);
    let pool = options.connect("sqlite::memory:").await.unwrap();
    let mut rows = include_str!("../../migrations/0001_marketplace.sql").to_owned();
    rows += include_str!("../../migrations/0002_acting.sql");
    let stored = UserType::ALL
        .iter()
        .filter(|one| !matches!(one, UserType::Anonymous | UserType::System));
    for (id, user_type) in (1..).zip(stored) {
        let (name, balance) = (user_type.name(), drawn(id, 3) * 10_000);
        writeln!(
            rows,
            "INSERT INTO accounts (id, name, user_type, balance) VALUES ({id}, '{name}', '{name}', {balance});"
        )
        .unwrap();
    }
    for id in 1..=30 {
        let seller = 1 + drawn(id, 3);
        let status = ["draft", "listed", "sold"][usize::try_from(drawn(id + 50, 3)).unwrap()];
        writeln!(
            rows,
            "INSERT INTO items VALUES ({id}, {seller}, 'T', 'D', 1, '{status}', {});",
            drawn(id + 99, 2)
        )
        .unwrap();
    }
    for id in 1..=30 {
        let (item, buyer) = (1 + drawn(id + 7, 30), 1 + drawn(id + 11, 3));
        let (amount, refunded) = (9_999 + drawn(id + 13, 3), drawn(id + 17, 2));
        writeln!(
            rows,
            "INSERT INTO orders VALUES ({id}, {item}, {buyer}, {amount}, {refunded}, 'now');"
        )
        .unwrap();
    }
    for id in 1..=10 {
        let (account, until) = (1 + drawn(id + 19, 3), drawn(id + 23, 2) * 99_999_999_999);
        writeln!(
            rows,
            "INSERT INTO connected_apps VALUES ({id}, {account}, 'A', CAST(printf('%032d', {id}) AS BLOB), '', 0, {until});"
        )
        .unwrap();
    }
    sqlx::raw_sql(AssertSqlSafe(rows))
        .execute(&pool)
        .await
        .unwrap();
    pool
}

/// For each action, how many rows were allowed, and how many were denied.
type Count = BTreeMap<&'static str, [usize; 2]>;

/// A table or a view, its rows, and a function that returns the id of a row.
type Table<'a, Row> = (&'static str, &'a [Row], fn(&Row) -> i64);

/// Compares the list of `table` with the check of each of its rows.
async fn compare<A>(
    pool: &SqlitePool,
    scope: &Scope<A>,
    (table, rows, id): Table<'_, A::Context>,
    count: &mut Count,
) where
    A: Listed + Action<Subject = User> + Clone,
    A::Context: permit::Columns + Sized,
{
    let mut query = QueryBuilder::<Sqlite>::new("SELECT id FROM ");
    query.push(table).push(" WHERE ");
    scope.push_where(&mut query, table).unwrap();
    query.push(" ORDER BY id");
    let listed: Vec<i64> = query.build_query_scalar().fetch_all(pool).await.unwrap();
    let (who, key) = (scope.principal(), A::TABLE.key());
    let allowed = |row: &&A::Context| who.can(scope.action().clone(), *row);
    let expected: Vec<i64> = rows.iter().filter(allowed).map(id).collect();
    assert_eq!(
        listed,
        expected,
        "{key} for {:?}: {:?}",
        who.subject(),
        scope.extent()
    );
    let [some, others] = count.entry(key).or_default();
    *some += expected.len();
    *others += rows.len() - expected.len();
}

#[tokio::test]
async fn a_list_has_exactly_the_rows_that_a_check_allows() {
    let pool = database().await;
    let items = "SELECT * FROM items_with_names ORDER BY id";
    let items: Vec<Item> = sqlx::query_as(items).fetch_all(&pool).await.unwrap();
    let orders = "SELECT * FROM orders_with_names ORDER BY id";
    let orders: Vec<Order> = sqlx::query_as(orders).fetch_all(&pool).await.unwrap();
    let accounts = "SELECT * FROM accounts ORDER BY id";
    let accounts: Vec<Account> = sqlx::query_as(accounts).fetch_all(&pool).await.unwrap();
    let apps = "SELECT * FROM connected_apps ORDER BY id";
    let apps: Vec<ConnectedApp> = sqlx::query_as(apps).fetch_all(&pool).await.unwrap();
    assert_eq!((items.len(), orders.len(), accounts.len()), (30, 30, 6));
    assert_eq!(apps.len(), 10);

    let mut count = Count::new();
    let callers = every_caller();
    for (number, caller) in (0..).zip(&callers) {
        let who = caller.principal();
        macro_rules! each {
            ($table:literal, $rows:expr, $row:ty; $($action:expr),*) => {$(
                let id: fn(&$row) -> i64 = |row| row.id.0;
                let of = ($table, $rows.as_slice(), id);
                compare(&pool, &who.scope($action).unwrap(), of, &mut count).await;
            )*};
        }
        let buy = BuyItem {
            price: Cents::new([1, 2][usize::try_from(drawn(number + 31, 2)).unwrap()]),
        };
        each!("items_with_names", items, Item; ViewItem, EditItem, RepriceItem, DeleteItem, FeatureItem,
            buy, AdvisePrice);
        each!("orders_with_names", orders, Order; ViewOrder, RefundOrder);
        let amounts = [1, 10_000, 10_001, 20_001];
        let amount = Cents::new(amounts[usize::try_from(drawn(number, 4)).unwrap()]);
        let transfer = TransferFunds {
            amount,
            payee: AccountId([1, 3][usize::try_from(drawn(number + 37, 2)).unwrap()]),
        };
        each!("accounts", accounts, Account; ViewAccount, SuspendUser, transfer, ManageApps);
        each!("connected_apps", apps, ConnectedApp; ForgetApp, DisconnectApp);
        macro_rules! alone {
            ($($action:expr),*) => {$(
                let (scope, may) = (who.scope($action).unwrap(), who.can($action, &()));
                let expected = if may { Extent::Everything } else { Extent::Nothing };
                assert_eq!(*scope.extent(), expected);
                count.entry(scope_key(&scope)).or_default()[usize::from(!may)] += 1;
            )*};
        }
        alone!(
            PostItem,
            OpenSupportDesk,
            ViewMatrix,
            OperatePolicy,
            ChangeSettings
        );
    }
    println!("{count:#?}");
    let keys: Vec<_> = count.keys().copied().collect();
    // The context of the first is a user, and that of the second is two rows.
    let no_row = ["act_as_seller", "bundle_items"];
    let actions = User::ACTIONS.iter().map(permit::catalogue::Table::key);
    let mut actions: Vec<_> = actions.filter(|key| !no_row.contains(key)).collect();
    actions.sort_unstable();
    assert_eq!(keys, actions);
    let compared: usize = count.values().flatten().sum();
    println!("{compared} comparisons");
    assert_eq!(
        compared,
        callers.len() * (7 * 30 + 2 * 30 + 4 * 6 + 2 * 10 + 5)
    );
    for (key, [allowed, denied]) in count {
        assert!(allowed > 0 && denied > 0, "{key}: {allowed} and {denied}");
    }
}

fn scope_key<A: Action>(_: &Scope<A>) -> &'static str {
    A::TABLE.key()
}

/// The links of a page to what is below `path`, in the order of the page.
fn linked(page: &str, path: &str) -> Vec<String> {
    let mark = format!("href=\"{path}");
    let links = page.split(mark.as_str()).skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    links.map(str::to_owned).collect()
}

/// The numbers of the items on all pages, and the text of the paging on each page.
async fn walk(stage: &Stage, person: Person) -> (Vec<i64>, Vec<String>) {
    let (mut numbers, mut said) = (Vec::new(), Vec::new());
    let mut path = Some("/".to_owned());
    while let Some(at) = path {
        assert!(said.len() < 9, "there is no last page: {said:?}");
        let page = stage.page(person, &at).await;
        let links = linked(&page, "/items/");
        numbers.extend(links.iter().filter_map(|one| one.parse::<i64>().ok()));
        let paging = page.split_once("<nav class=\"paging\"");
        let paging = paging.and_then(|(_, rest)| rest.split_once("</nav>"));
        let paging = paging.map_or("", |(paging, _)| paging);
        let words = paging
            .split_once("<span>")
            .and_then(|(_, rest)| rest.split_once("</span>"));
        said.extend(words.map(|(words, _)| words.to_owned()));
        let next = paging.split_once("rel=\"next\"");
        path = next.map(|(_, rest)| format!("/{}", linked(rest, "/").remove(0)));
    }
    (numbers, said)
}

#[tokio::test]
async fn pages_have_every_row_once_and_count_only_what_the_caller_may_see() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let more = "INSERT INTO items (id, seller, title, description, price, status)
            WITH RECURSIVE more (id) AS (SELECT 1000 UNION ALL SELECT id + 1 FROM more WHERE id < 1059)
            SELECT id, 2 + id % 2, 'More', '', 1, CASE id % 3 WHEN 0 THEN 'draft' ELSE 'listed' END
            FROM more";
        sqlx::query(more).execute(&stage.pool).await.unwrap();
        let visible = |condition: &'static str| {
            let query = format!("SELECT id FROM items WHERE {condition} ORDER BY id");
            let pool = stage.pool.clone();
            async move {
                let ids = sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(&pool);
                ids.await.unwrap()
            }
        };
        for (name, person) in PEOPLE {
            let expected: Vec<i64> = match person {
                0 | 1 => visible("status <> 'draft'").await,
                2 => visible("status <> 'draft' OR seller = 2").await,
                3 => visible("status <> 'draft' OR seller = 3").await,
                _ => visible("TRUE").await,
            };
            let (mut numbers, said) = walk(&stage, person).await;
            numbers.sort_unstable();
            assert_eq!(numbers, expected, "{name}");
            let total = expected.len();
            let pages = total.div_ceil(usize::try_from(PAGE_SIZE).unwrap());
            assert!(pages > 2, "{name}: {total}");
            let words = |page| format!("Page {page} of {pages}, {total} items in all");
            assert_eq!(said, (1..=pages).map(words).collect::<Vec<_>>(), "{name}");
        }
    }
}

#[tokio::test]
async fn a_page_beyond_the_last_is_the_last_and_one_that_is_not_a_number_is_not_found() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let first = stage.page(1, "/").await;
        for page in ["0", "1", "2", "4294967295"] {
            assert_eq!(
                stage.page(1, &format!("/?page={page}")).await,
                first,
                "{page}"
            );
        }
        for page in ["-1", "x", "4294967296", "1%27"] {
            let answer = stage.get(1, &format!("/?page={page}")).await;
            assert_eq!(answer.status(), 404, "{page}");
        }
        assert!(!first.contains("class=\"paging\""), "there is one page");
    }
}

#[tokio::test]
async fn each_list_of_the_support_desk_has_pages_of_its_own() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let more = "INSERT INTO orders (item, buyer, amount)
            WITH RECURSIVE more (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM more WHERE id < 60)
            SELECT 308, 1, 1 FROM more";
        sqlx::query(more).execute(&stage.pool).await.unwrap();
        let first = stage.page(4, "/support").await;
        assert!(first.contains("Page 1 of 4, 75 orders in all"), "{first}");
        assert!(
            first.contains("/support?accounts=1&amp;orders=2"),
            "{first}"
        );
        let second = stage.page(4, "/support?accounts=1&orders=2").await;
        assert!(second.contains("Page 2 of 4, 75 orders in all"), "{second}");
        let people = |page: &str| linked(page, "/accounts/");
        assert_eq!(people(&first), people(&second));
    }
}
