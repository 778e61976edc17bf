//! Settings.

use permit::Permit;
use sqlx::SqlitePool;

use super::Write;
use crate::{domain::Settings, permissions::ChangeSettings};

/// The stored settings. A missing flag is off, and a missing notice is empty.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn load(from: &SqlitePool) -> sqlx::Result<Settings> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT name, value FROM settings")
        .fetch_all(from)
        .await?;
    let mut settings = Settings::default();
    for (name, value) in rows {
        match name.strip_prefix("flag:") {
            Some(flag) => {
                settings.flags.insert(flag.into(), value == "on");
            }
            None if name == "notice" => settings.notice = value,
            None => {}
        }
    }
    Ok(settings)
}

/// Replaces the stored settings.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn save(
    write: &mut Write,
    _permit: &Permit<'_, ChangeSettings>,
    settings: &Settings,
) -> sqlx::Result<()> {
    let flags = settings.flags.iter();
    let flags = flags.map(|(flag, on)| (format!("flag:{flag}"), if *on { "on" } else { "off" }));
    let notice = ("notice".to_owned(), settings.notice.as_str());
    for (name, value) in flags.chain([notice]) {
        sqlx::query("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)")
            .bind(name)
            .bind(value)
            .execute(&mut **write)
            .await?;
    }
    Ok(())
}
