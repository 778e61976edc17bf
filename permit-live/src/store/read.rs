//! What is read of a store: the poll of the followers, the history, and the processes.

use std::{collections::BTreeMap, time::SystemTime};

use sqlx::{Connection, FromRow, Row as _, SqliteConnection, sqlite::SqliteRow};

use crate::{
    entry::Entry,
    log::{Head, Record, Written},
    moment,
    store::{ENVIRONMENT, READERS_WAIT, Sqlite, StoreError, number, unsigned},
};

/// What a process tells the others of itself.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) catalogue: String,
    pub(crate) alarm: Option<String>,
}

/// What one poll found, in one state of the store.
#[derive(Debug)]
pub(crate) enum Beat {
    /// The head is the one that was applied.
    Current,
    /// The log goes on from what was applied.
    Newer(Snapshot),
    /// The log does not contain what was applied: a restored copy, or another store.
    Forked(Head),
}

/// All entries, and the head that they belong to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapshot {
    pub(crate) head: Head,
    pub(crate) entries: Vec<Entry>,
}

/// A process that follows the policy, as it last reported.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The revision of the partition `environment` that it obeys.
    pub applied: u64,
    /// When it last reported.
    pub seen: SystemTime,
    /// Why it does not follow, if it does not.
    pub alarm: Option<String>,
}

/// A change of the policy, as the log has it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number. The first is 1.
    pub revision: u64,
    /// When it was made.
    pub at: SystemTime,
    /// Who made it: the id of a subject, or a job with its reason.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// The entries before and after.
    pub operations: Vec<Operation>,
}

/// An entry before and after a change. The values are as they are stored: JSON.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The kind of the entry: `block`, `open`.
    pub kind: String,
    /// What it is about: `edit_item/Seller`.
    pub name: String,
    /// Its value before; `None` if there was none.
    pub was: Option<String>,
    /// Its value since; `None` if there is none.
    pub now: Option<String>,
}

struct ChangeRow {
    revision: i64,
    at: i64,
    actor: String,
    reason: String,
    request: Option<String>,
    judged_by: i64,
    key_id: String,
    mac: String,
}

struct OperationRow {
    revision: i64,
    kind: String,
    name: String,
    subject: Option<String>,
    was: Option<String>,
    now: Option<String>,
}

pub(super) struct EntryRow {
    kind: String,
    name: String,
    until: Option<i64>,
    value: String,
}

impl FromRow<'_, SqliteRow> for ChangeRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        Ok(Self {
            revision: row.try_get("revision")?,
            at: row.try_get("at")?,
            actor: row.try_get("actor")?,
            reason: row.try_get("reason")?,
            request: row.try_get("request")?,
            judged_by: row.try_get("judged_by")?,
            key_id: row.try_get("key_id")?,
            mac: row.try_get("mac")?,
        })
    }
}

impl FromRow<'_, SqliteRow> for OperationRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        Ok(Self {
            revision: row.try_get("revision")?,
            kind: row.try_get("kind")?,
            name: row.try_get("name")?,
            subject: row.try_get("subject")?,
            was: row.try_get("was")?,
            now: row.try_get("now")?,
        })
    }
}

impl FromRow<'_, SqliteRow> for EntryRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        Ok(Self {
            kind: row.try_get("kind")?,
            name: row.try_get("name")?,
            until: row.try_get("until")?,
            value: row.try_get("value")?,
        })
    }
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            kind: row.kind,
            name: row.name,
            until: row.until.map(unsigned),
            value: row.value,
        }
    }
}

impl Sqlite {
    /// Polls the store: finds what is newer than `applied`, which has to be part of its log. With a report it
    /// also writes, and so shows that the store accepts changes.
    ///
    /// # Errors
    ///
    /// When the store cannot be read, or cannot be written where there is a report.
    pub(crate) async fn beat(
        &self,
        applied: Option<&Head>,
        report: Option<&Report>,
    ) -> Result<Beat, StoreError> {
        let mut connection = self.connect(READERS_WAIT).await?;
        let begin = if report.is_some() {
            "begin immediate"
        } else {
            "begin"
        };
        let mut transaction = connection.begin_with(begin).await?;
        self.confirm(&mut transaction).await?;
        let head = head(&mut transaction).await?;
        let beat = match applied {
            Some(applied) if *applied == head => Beat::Current,
            Some(applied) if !contains(&mut transaction, applied).await? => Beat::Forked(head),
            _ => Beat::Newer(Snapshot {
                entries: entries(&mut transaction).await?,
                head,
            }),
        };
        if let Some(report) = report {
            write_report(&mut transaction, report, applied).await?;
        }
        transaction.commit().await?;
        connection.close().await?;
        Ok(beat)
    }

    /// All entries.
    pub(crate) async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut connection = self.connect(READERS_WAIT).await?;
        let mut transaction = connection.begin().await?;
        let snapshot = Snapshot {
            head: head(&mut transaction).await?,
            entries: entries(&mut transaction).await?,
        };
        transaction.commit().await?;
        Ok(snapshot)
    }

    /// The changes, the latest first, at most `most` of them.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn history(&self, most: u32) -> Result<Vec<Change>, StoreError> {
        let mut connection = self.connect(READERS_WAIT).await?;
        let mut transaction = connection.begin().await?;
        let rows =
            "select revision, at, actor, reason, request, judged_by, key_id, mac from permit_change
                    where partition = ? order by revision desc limit ?";
        let rows: Vec<ChangeRow> = sqlx::query_as(rows)
            .bind(ENVIRONMENT)
            .bind(i64::from(most))
            .fetch_all(&mut *transaction)
            .await?;
        let oldest = rows.last().map_or(0, |row| row.revision);
        let mut operations = operations(&mut transaction, oldest).await?;
        transaction.commit().await?;
        let changes = rows.into_iter().map(|row| {
            let its = operations.remove(&row.revision).unwrap_or_default();
            let its = its.into_iter().map(|one| Operation {
                kind: one.kind,
                name: one.name,
                was: one.was,
                now: one.now,
            });
            Change {
                revision: unsigned(row.revision),
                at: moment::time(unsigned(row.at)),
                actor: row.actor,
                reason: row.reason,
                operations: its.collect(),
            }
        });
        Ok(changes.collect())
    }

    /// The processes that have reported in the last day, the latest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn processes(&self) -> Result<Vec<Process>, StoreError> {
        let mut connection = self.connect(READERS_WAIT).await?;
        let rows: Vec<(String, String, i64, i64, Option<String>)> = sqlx::query_as(
            "select name, version, cast(applied as integer), seen, alarm from permit_process
             order by seen desc, name",
        )
        .fetch_all(&mut connection)
        .await?;
        let processes = rows
            .into_iter()
            .map(|(name, version, applied, seen, alarm)| Process {
                name,
                version,
                applied: unsigned(applied),
                seen: moment::time(unsigned(seen)),
                alarm,
            });
        Ok(processes.collect())
    }

    /// Takes a process that has stopped off the list.
    pub(crate) async fn leave(&self, id: &str) -> Result<(), StoreError> {
        let mut connection = self.connect(READERS_WAIT).await?;
        sqlx::query("delete from permit_process where id = ?")
            .bind(id)
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(())
    }
}

pub(super) async fn head(connection: &mut SqliteConnection) -> Result<Head, StoreError> {
    let head = "select revision, mac from permit_head where partition = ?";
    let (revision, mac): (i64, String) = sqlx::query_as(head)
        .bind(ENVIRONMENT)
        .fetch_one(connection)
        .await?;
    Ok(Head {
        revision: unsigned(revision),
        mac,
    })
}

pub(super) async fn entries(connection: &mut SqliteConnection) -> Result<Vec<Entry>, StoreError> {
    let rows =
        "select kind, name, until, value from permit_entry where partition = ? order by kind, name";
    let rows: Vec<EntryRow> = sqlx::query_as(rows)
        .bind(ENVIRONMENT)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Every change of the log, in order.
pub(super) async fn records(
    connection: &mut SqliteConnection,
) -> Result<Vec<(Record, String)>, StoreError> {
    let rows =
        "select revision, at, actor, reason, request, judged_by, key_id, mac from permit_change
                where partition = ? order by revision";
    let rows: Vec<ChangeRow> = sqlx::query_as(rows)
        .bind(ENVIRONMENT)
        .fetch_all(&mut *connection)
        .await?;
    let mut operations = operations(connection, 0).await?;
    let records = rows.into_iter().map(|row| {
        let record = Record {
            partition: ENVIRONMENT.to_owned(),
            revision: unsigned(row.revision),
            at: unsigned(row.at),
            actor: row.actor,
            reason: row.reason,
            request: row.request,
            judged_by: unsigned(row.judged_by),
            key_id: row.key_id,
            operations: operations.remove(&row.revision).unwrap_or_default(),
        };
        (record, row.mac)
    });
    Ok(records.collect())
}

/// What the changes since `oldest` wrote, by their revision, each in order.
async fn operations(
    connection: &mut SqliteConnection,
    oldest: i64,
) -> Result<BTreeMap<i64, Vec<Written>>, StoreError> {
    let rows = "select revision, kind, name, subject, was, now from permit_operation
                where partition = ? and revision >= ? order by revision, position";
    let rows: Vec<OperationRow> = sqlx::query_as(rows)
        .bind(ENVIRONMENT)
        .bind(oldest)
        .fetch_all(connection)
        .await?;
    let mut operations = BTreeMap::<_, Vec<_>>::new();
    for row in rows {
        operations.entry(row.revision).or_default().push(Written {
            kind: row.kind,
            name: row.name,
            subject: row.subject,
            was: row.was,
            now: row.now,
        });
    }
    Ok(operations)
}

/// Whether the log has this head: the store has not lost what was applied.
async fn contains(connection: &mut SqliteConnection, head: &Head) -> Result<bool, StoreError> {
    if head.revision == 0 {
        return Ok(true);
    }
    let mac = "select mac from permit_change where partition = ? and revision = ?";
    let mac: Option<String> = sqlx::query_scalar(mac)
        .bind(ENVIRONMENT)
        .bind(number(head.revision))
        .fetch_optional(connection)
        .await?;
    Ok(mac.is_some_and(|mac| mac == head.mac))
}

async fn write_report(
    connection: &mut SqliteConnection,
    report: &Report,
    applied: Option<&Head>,
) -> Result<(), StoreError> {
    const DAY: u64 = 24 * 60 * 60;
    let now = moment::seconds(SystemTime::now());
    sqlx::query(
        "insert into permit_process (id, name, version, format, catalogue, applied, seen, alarm)
         values (?, ?, ?, 1, ?, ?, ?, ?)
         on conflict (id) do update
         set applied = excluded.applied, seen = excluded.seen, alarm = excluded.alarm",
    )
    .bind(&report.id)
    .bind(&report.name)
    .bind(&report.version)
    .bind(&report.catalogue)
    .bind(applied.map_or(0, |head| number(head.revision)).to_string())
    .bind(number(now))
    .bind(&report.alarm)
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from permit_process where seen < ?")
        .bind(number(now.saturating_sub(DAY)))
        .execute(connection)
        .await?;
    Ok(())
}
