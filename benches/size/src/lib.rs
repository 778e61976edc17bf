//! A thousand actions for fifty user types, as tables and as `match`es: what the programs that are
//! weighed take their parts from. The linker leaves out what a program does not use.

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod tables;

use std::{env, error::Error, fs};

use permit::{Owned, Subject, UserTypes};

include!(concat!(env!("OUT_DIR"), "/user_types.rs"));

/// The one who acts.
#[derive(Debug)]
pub struct User {
    /// `None` when nobody is known.
    pub id: Option<u64>,
    /// What it is.
    pub user_type: UserType,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            user_type: UserType::Type0,
        }
    }
}

/// What is acted on.
#[derive(Debug)]
pub struct Item {
    /// Whose.
    pub seller: u64,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// Who asks, and on what: from the command line, so that nothing of it is known when this is
/// compiled.
///
/// # Errors
///
/// When there is no such user type.
pub fn asked() -> Result<(User, Item), Box<dyn Error>> {
    let number = |place| env::args().nth(place).unwrap_or_default().parse::<u64>();
    let place = usize::try_from(number(1)?)?;
    let user_type = <UserType as permit::UserType>::ALL.get(place);
    let user = User {
        id: Some(7),
        user_type: *user_type.ok_or("no such user type")?,
    };
    Ok((user, Item { seller: number(2)? }))
}

/// Says how much was allowed, and how much memory the program has had at most.
///
/// # Errors
///
/// When the system does not tell.
pub fn say(allowed: usize) -> Result<(), Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{allowed} {}", peak.unwrap_or_default().trim());
    Ok(())
}
