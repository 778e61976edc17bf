//! A change: one transaction, all of it or nothing.

use std::time::SystemTime;

use sqlx::{Connection, SqliteConnection};

use crate::{
    entry::{Entry, Fact, Kind},
    log::{Head, Record, Written},
    moment,
    store::{ENVIRONMENT, Sqlite, StoreError, WRITERS_WAIT, number, read, unsigned},
};

/// A change that was made.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Committed {
    /// The number of the change.
    pub revision: u64,
}

/// A change to be made. The values are found inside of the transaction.
pub(crate) struct Draft<'a, Edit> {
    pub(crate) actor: &'a str,
    pub(crate) reason: &'a str,
    /// A retry with the same text is the same change.
    pub(crate) request: Option<&'a str>,
    /// The revision that the change was made from: each entry must still have the value that it had there.
    pub(crate) seen: Option<u64>,
    pub(crate) edits: &'a [Edit],
}

/// Why the store did not make a change.
pub(crate) enum Refusal<E> {
    /// Another change was made to the same entry since.
    Conflict {
        entry: String,
        seen: Option<String>,
        found: Option<String>,
    },
    /// The change itself is refused.
    Edit(E),
    /// The store was opened without the key that signs changes.
    ReadOnly,
    Store(StoreError),
}

impl<E> From<StoreError> for Refusal<E> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl<E> From<sqlx::Error> for Refusal<E> {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(StoreError::Database(error))
    }
}

impl Sqlite {
    /// Makes a change. `edit` gives for each edit its kind and name, and then, with what is stored, what is to
    /// be stored. `step` is told each statement before it runs.
    pub(crate) async fn commit<Edit, E>(
        &self,
        draft: &Draft<'_, Edit>,
        named: impl Fn(&Edit) -> (Kind, String),
        edit: impl Fn(&Edit, Option<&Fact>) -> Result<Option<Fact>, E>,
        mut step: impl FnMut(&'static str),
    ) -> Result<Committed, Refusal<E>> {
        let key = self.shared.key.as_ref().ok_or(Refusal::ReadOnly)?;
        let mut connection = self.connect(WRITERS_WAIT).await?;
        step("begin");
        let mut transaction = connection
            .begin_with("begin immediate")
            .await
            .map_err(StoreError::from)?;
        self.confirm(&mut transaction).await?;
        if let Some(request) = draft.request {
            step("request");
            if let Some(committed) = seen(&mut transaction, request).await? {
                return Ok(committed);
            }
        }
        step("head");
        let head = read::head(&mut transaction).await?;
        let mut operations = Vec::new();
        for one in draft.edits {
            let (kind, name) = named(one);
            step("entry");
            let stored = stored(&mut transaction, kind, &name).await?;
            if let Some(revision) = draft.seen {
                let seen = value_at(&mut transaction, kind, &name, revision).await?;
                let found = stored.as_ref().map(|entry| entry.value.clone());
                if seen != found {
                    let entry = format!("{} `{name}`", kind.word());
                    return Err(Refusal::Conflict { entry, seen, found });
                }
            }
            let was = stored
                .as_ref()
                .map(Fact::read)
                .transpose()
                .map_err(StoreError::from)?;
            let now = edit(one, was.as_ref()).map_err(Refusal::Edit)?;
            let now = now.map(|fact| fact.entry());
            step("write entry");
            write(&mut transaction, (kind, &name), now.as_ref()).await?;
            operations.push(Written {
                kind: kind.word().to_owned(),
                name,
                subject: None,
                was: stored.map(|entry| entry.value),
                now: now.map(|entry| entry.value),
            });
        }
        let record = Record {
            partition: ENVIRONMENT.to_owned(),
            revision: head.revision + 1,
            at: moment::seconds(SystemTime::now()),
            actor: draft.actor.to_owned(),
            reason: draft.reason.to_owned(),
            request: draft.request.map(str::to_owned),
            judged_by: head.revision,
            key_id: key.id(),
            operations,
        };
        let mac = record.mac(key, &head.mac);
        log(&mut transaction, &record, &mac, &mut step).await?;
        step("advance head");
        let head = Head {
            revision: record.revision,
            mac,
        };
        advance(&mut transaction, &head).await?;
        step("commit");
        transaction.commit().await?;
        step("after commit");
        connection.close().await?;
        Ok(Committed {
            revision: head.revision,
        })
    }
}

/// The change that an earlier try with this request made.
async fn seen(
    connection: &mut SqliteConnection,
    request: &str,
) -> Result<Option<Committed>, StoreError> {
    let revision = "select revision from permit_change where partition = ? and request = ?";
    let revision: Option<i64> = sqlx::query_scalar(revision)
        .bind(ENVIRONMENT)
        .bind(request)
        .fetch_optional(connection)
        .await?;
    Ok(revision.map(|revision| Committed {
        revision: unsigned(revision),
    }))
}

async fn stored(
    connection: &mut SqliteConnection,
    kind: Kind,
    name: &str,
) -> Result<Option<Entry>, StoreError> {
    let row = "select kind, name, until, value from permit_entry
               where partition = ? and kind = ? and name = ?";
    let row: Option<read::EntryRow> = sqlx::query_as(row)
        .bind(ENVIRONMENT)
        .bind(kind.word())
        .bind(name)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(Entry::from))
}

/// The value that an entry had at a revision, by the log.
async fn value_at(
    connection: &mut SqliteConnection,
    kind: Kind,
    name: &str,
    revision: u64,
) -> Result<Option<String>, StoreError> {
    let value = "select now from permit_operation
                 where partition = ? and kind = ? and name = ? and revision <= ?
                 order by revision desc, position desc limit 1";
    let value: Option<Option<String>> = sqlx::query_scalar(value)
        .bind(ENVIRONMENT)
        .bind(kind.word())
        .bind(name)
        .bind(number(revision))
        .fetch_optional(connection)
        .await?;
    Ok(value.flatten())
}

async fn write(
    connection: &mut SqliteConnection,
    (kind, name): (Kind, &str),
    entry: Option<&Entry>,
) -> Result<(), StoreError> {
    let Some(entry) = entry else {
        sqlx::query("delete from permit_entry where partition = ? and kind = ? and name = ?")
            .bind(ENVIRONMENT)
            .bind(kind.word())
            .bind(name)
            .execute(connection)
            .await?;
        return Ok(());
    };
    sqlx::query(
        "insert into permit_entry (partition, kind, name, until, value) values (?, ?, ?, ?, ?)
         on conflict (partition, kind, name) do update set until = excluded.until, value = excluded.value",
    )
    .bind(ENVIRONMENT)
    .bind(&entry.kind)
    .bind(&entry.name)
    .bind(entry.until.map(number))
    .bind(&entry.value)
    .execute(connection)
    .await?;
    Ok(())
}

async fn log(
    connection: &mut SqliteConnection,
    record: &Record,
    mac: &str,
    step: &mut impl FnMut(&'static str),
) -> Result<(), StoreError> {
    step("log change");
    sqlx::query(
        "insert into permit_change
            (partition, revision, at, actor, reason, request, judged_by, key_id, mac)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&record.partition)
    .bind(number(record.revision))
    .bind(number(record.at))
    .bind(&record.actor)
    .bind(&record.reason)
    .bind(&record.request)
    .bind(number(record.judged_by))
    .bind(&record.key_id)
    .bind(mac)
    .execute(&mut *connection)
    .await?;
    for (position, one) in (0_i64..).zip(&record.operations) {
        step("log operation");
        sqlx::query(
            "insert into permit_operation
                (partition, revision, position, kind, name, subject, was, now)
             values (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&record.partition)
        .bind(number(record.revision))
        .bind(position)
        .bind(&one.kind)
        .bind(&one.name)
        .bind(&one.subject)
        .bind(&one.was)
        .bind(&one.now)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn advance(connection: &mut SqliteConnection, head: &Head) -> Result<(), StoreError> {
    sqlx::query("update permit_head set revision = ?, mac = ?, changed = ? where partition = ?")
        .bind(number(head.revision))
        .bind(&head.mac)
        .bind(number(moment::seconds(SystemTime::now())))
        .bind(ENVIRONMENT)
        .execute(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{
        env,
        path::Path,
        process::{self, Command},
    };

    use crate::{
        key::SigningKey,
        shop::{User, blocking},
        store::Sqlite,
    };

    const STORE: &str = "PERMIT_TEST_STORE";
    const STEP: &str = "PERMIT_TEST_STEP";

    async fn open(path: &Path) -> Sqlite {
        let key = SigningKey::from_hex(&"5a".repeat(32)).unwrap();
        Sqlite::open(path, "test").await.unwrap().signing_key(key)
    }

    /// Runs in a process of its own, which kills itself before one of the statements.
    #[tokio::test]
    async fn is_killed() {
        let (Ok(path), Ok(killed_at)) = (env::var(STORE), env::var(STEP)) else {
            return;
        };
        let store = open(path.as_ref()).await;
        let mut step = 0;
        let change = blocking(&store).request("one");
        let committed = change.commit_in_steps("a test", |_| {
            if step.to_string() == killed_at {
                kill();
            }
            step += 1;
        });
        println!("committed {}", committed.await.unwrap().revision);
    }

    /// As `kill -9` does: nothing of the process runs any more.
    fn kill() {
        let id = process::id().to_string();
        Command::new("kill").args(["-9", &id]).status().unwrap();
        std::thread::sleep(std::time::Duration::from_mins(1));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_process_that_is_killed_at_any_statement_has_made_the_whole_change_or_nothing() {
        let (mut nothing, mut whole) = (0, 0);
        for step in 0.. {
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("policy.sqlite");
            drop(open(&path).await);
            let child = Command::new(env::current_exe().unwrap())
                .args(["--exact", "--nocapture", "store::write::tests::is_killed"])
                .env(STORE, &path)
                .env(STEP, step.to_string())
                .output()
                .unwrap();
            let store = open(&path).await;
            let status = store.status::<User>().await.unwrap();
            match (status.revision, status.entries.len()) {
                (0, 0) => nothing += 1,
                (1, 2) => whole += 1,
                half => panic!("{half:?} after statement {step}"),
            }
            let key = SigningKey::from_hex(&"5a".repeat(32)).unwrap();
            assert!(store.verify(&key).await.unwrap().is_empty());
            // A retry makes the change, or finds that it was made.
            let retried = blocking(&store).request("one").commit("a test").await;
            assert_eq!(retried.unwrap().revision, 1);
            let status = store.status::<User>().await.unwrap();
            assert_eq!((status.revision, status.entries.len()), (1, 2));
            if child.status.success() {
                assert!(String::from_utf8_lossy(&child.stdout).contains("committed 1"));
                break;
            }
        }
        assert!(nothing >= 10 && whole == 2, "{nothing} {whole}");
    }
}
