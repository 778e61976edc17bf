//! The commands of operators: `marketplace policy block edit_item/Seller --reason "fraud wave"`.
//!
//! They act as the marketplace itself and by the code alone, so that no block can lock operators out. Who
//! may read the key that signs the policy may run them.

use std::{error::Error, path::Path, time::SystemTime};

use clap::{Args, Subcommand};
use permit::{Authorizer, Permit};
use permit_live::{Cell, Pending, SigningKey, Sqlite, Target};

use super::{
    moments::{End, Length},
    opening::{key_of, store},
    printing,
};
use crate::{domain::User, permissions::OperatePolicy};

/// What operators do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Deny a cell, an action or a user type, from the next second on
    Block {
        /// `edit_item/Seller`, `edit_item/*` for the action, or `*/Seller` for the user type
        target: Target,
        /// What the callers whom it denies are told. It is public
        #[arg(long)]
        message: Option<String>,
        #[command(flatten)]
        until: Until,
        #[command(flatten)]
        why: Why,
    },
    /// Lift a block
    Unblock {
        /// What is blocked
        target: Target,
        #[command(flatten)]
        why: Why,
    },
    /// Widen the rule of a cell
    Open {
        /// `edit_item/Shopper`
        cell: Cell,
        /// The whole rule, out of the action's own conditions: `allow if owner`
        #[arg(default_value = "allow")]
        rule: String,
        #[command(flatten)]
        until: Until,
        #[command(flatten)]
        why: Why,
    },
    /// Put the code's rule of a cell in force again
    Close {
        /// The cell that is open
        cell: Cell,
        #[command(flatten)]
        why: Why,
    },
    /// Show what is opened and blocked, and the processes that obey
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show who changed what, when and why, the latest first
    History {
        /// At most this many changes
        #[arg(long, default_value_t = 20)]
        most: u32,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Find out whether the log and the policy were tampered with
    Verify,
}

/// When it ends. Without either it lasts until it is lifted.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct Until {
    /// When it ends, in UTC: `2026-12-01 12:00`
    #[arg(long, value_name = "TIME")]
    until: Option<End>,
    /// How long it lasts: `30m`, `2h`, `3d`
    #[arg(long = "for", value_name = "LENGTH")]
    length: Option<Length>,
}

impl Until {
    /// The change with this end.
    fn of<'a>(&self, change: Pending<'a, User>) -> Pending<'a, User> {
        let later = self.length.map(|Length(length)| SystemTime::now() + length);
        match self.until.map(|End(end)| end).or(later) {
            Some(end) => change.until(end),
            None => change,
        }
    }
}

/// Why it is changed.
#[derive(Args, Debug)]
pub struct Why {
    /// Why, for the history
    #[arg(long)]
    reason: String,
}

/// Runs a command on the policy in `path`, and returns what it says.
///
/// # Errors
///
/// Returns an error if the policy cannot be used, if the change is refused, or if something was tampered with.
pub async fn run(path: &Path, command: Command) -> Result<String, Box<dyn Error>> {
    let store = store(path).await?;
    let permit = operator()?;
    let change = store.operate(&permit);
    let (change, why, done) = match command {
        Command::Block {
            target,
            message,
            until,
            why,
        } => {
            let done = format!("`{target}` is blocked");
            let change = change.block(target);
            let change = change.message(message.as_deref().unwrap_or_default());
            (until.of(change), why, done)
        }
        Command::Unblock { target, why } => {
            let done = format!("`{target}` is not blocked any more");
            (change.unblock(target), why, done)
        }
        Command::Open {
            cell,
            rule,
            until,
            why,
        } => {
            let done = format!("`{cell}` is open: `{rule}`");
            (until.of(change.open(cell, &rule)), why, done)
        }
        Command::Close { cell, why } => {
            let done = format!("`{cell}` is not open any more");
            (change.close(cell), why, done)
        }
        Command::Status { json } => {
            let status = store.status::<User>().await?;
            return Ok(printing::status(&status, json));
        }
        Command::History { most, json } => {
            let history = store.history(most).await?;
            return Ok(printing::history(&history, json));
        }
        Command::Verify => return verify(&store).await,
    };
    let committed = change.commit(&why.reason).await?;
    Ok(format!("{done} (change {})", committed.revision))
}

/// The marketplace itself, by the code alone.
fn operator() -> Result<Permit<'static, OperatePolicy>, Box<dyn Error>> {
    let authorizer = Authorizer::<User>::builder().build();
    let job = authorizer.internal("the command line")?;
    Ok(job.check(OperatePolicy, ())?)
}

async fn verify(store: &Sqlite) -> Result<String, Box<dyn Error>> {
    let key = SigningKey::read(&key_of(store.path()))?;
    let found = store.verify(&key).await?;
    if found.is_empty() {
        return Ok("the log and the policy are as they were written".to_owned());
    }
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    Err(found.join("\n       ").into())
}
