//! A shop, and what its tests use: a store in a temporary directory, operators, processes.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use permit::{Authorizer, Permit, Principal, Refused, Subject, UserTypes};
use permit_live::{Live, Operates, Pending, SigningKey, Sqlite};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    Support,
    #[internal]
    System,
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Option<String>,
    pub(crate) user_type: UserType,
}

impl User {
    pub(crate) fn of(user_type: UserType) -> Self {
        Self {
            id: (user_type != UserType::Anonymous).then(|| "7".to_owned()),
            user_type,
        }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = String;

    fn id(&self) -> Option<&String> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }

    fn anonymous() -> Self {
        Self::of(UserType::Anonymous)
    }
}

impl permit::acting::Internal for User {
    fn internal() -> Self {
        Self {
            id: None,
            user_type: UserType::System,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) seller: String,
    pub(crate) published: bool,
}

impl Item {
    pub(crate) fn of(seller: &str) -> Self {
        Self {
            seller: seller.to_owned(),
            published: false,
        }
    }
}

impl permit::Owned<User> for Item {
    fn owner(&self) -> Option<&String> {
        Some(&self.seller)
    }
}

#[permit::condition]
fn published(_: &User, item: &Item) -> bool {
    item.published
}

permit::permissions! {
    <User: UserType>

    /// Look at an item.
    pub(crate) ViewItem(context = Item) {
        Anonymous        => allow if published,
        Shopper          => allow if published,
        Seller           => allow if owner || published,
        Support | System => allow,
    }

    /// Change an item.
    pub(crate) EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller              => allow if owner,
        Support | System    => allow,
    }

    /// Look at an item, and change it.
    pub(crate) Replace(context = Item) = all_of(ViewItem, EditItem);

    /// Open and block.
    pub(crate) Operate {
        Anonymous | Shopper | Seller => deny,
        Support | System             => allow,
    }
}

impl Operates for Operate {}

/// A store in a directory of its own.
pub(crate) struct Store {
    pub(crate) directory: TempDir,
    pub(crate) sqlite: Sqlite,
}

impl Store {
    pub(crate) async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("policy.sqlite");
        let sqlite = Sqlite::open(path, "test").await.unwrap();
        Self {
            sqlite: sqlite.signing_key(key()),
            directory,
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.directory.path().join("policy.sqlite")
    }

    /// The store as another process opens it.
    pub(crate) async fn again(&self) -> Sqlite {
        let store = Sqlite::existing(self.path(), "test").await.unwrap();
        store.signing_key(key())
    }

    /// A process that follows, and takes news for stale after two seconds.
    pub(crate) async fn process(&self) -> Process {
        let live = Live::from_store(self.again().await).process("test", "1");
        Process::of(live.stale(Duration::from_secs(2)).start().await.unwrap())
    }

    /// Runs SQL on the file, as an attacker or an administrator of the database does.
    pub(crate) async fn sql(&self, sql: &'static str) {
        let mut connection = self.connect().await;
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    pub(crate) async fn connect(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.path());
        options.connect().await.unwrap()
    }
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_hex(&"5a".repeat(32)).unwrap()
}

/// What a program runs that follows the policy.
pub(crate) struct Process {
    pub(crate) live: Live<User>,
    pub(crate) authorizer: Authorizer<User>,
}

impl Process {
    pub(crate) fn of(live: Live<User>) -> Self {
        let authorizer = Authorizer::builder().policy(live.clone()).build();
        Self { live, authorizer }
    }

    pub(crate) async fn load(&self, user_type: UserType) -> Principal<User> {
        self.authorizer.load(User::of(user_type)).await
    }

    /// Whether a seller may edit an item of its own now.
    pub(crate) async fn edits(&self) -> Result<(), Refused> {
        let seller = self.load(UserType::Seller).await;
        seller.check(EditItem, &Item::of("7")).map(|_| ())
    }

    /// Waits until the answer is `expected`, and returns how long it took.
    pub(crate) async fn until_edits_are(&self, expected: bool) -> Duration {
        let start = Instant::now();
        while self.edits().await.is_ok() != expected {
            assert!(start.elapsed() < Duration::from_secs(10), "{:?}", self.live);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        start.elapsed()
    }
}

/// The permit of an operator, by the code alone.
pub(crate) fn operator() -> Permit<'static, Operate> {
    let authorizer = Authorizer::<User>::builder().build();
    authorizer
        .principal(User::of(UserType::Support))
        .check(Operate, ())
        .unwrap()
}

/// Commits a change that has to succeed.
pub(crate) async fn made(change: Pending<'_, User>) -> u64 {
    change.commit("a test").await.unwrap().revision
}
