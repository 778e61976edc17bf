//! A thousand actions for fifty user types, as tables and as `match`es. The measured programs use
//! parts of this library, and the linker leaves out what a program does not use.

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod tables;

use std::{env, error::Error, fs};

use permit::{Owned, Subject, UserTypes};

include!(concat!(env!("OUT_DIR"), "/user_types.rs"));

/// The subject.
#[derive(Debug)]
pub struct User {
    /// `None` for an anonymous caller.
    pub id: Option<u64>,
    /// What the user is to the platform.
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

/// The context.
#[derive(Debug)]
pub struct Item {
    /// The id of the owner.
    pub seller: u64,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// The user and the item, from the command line, so nothing about them is known at compile time.
///
/// # Errors
///
/// If there is no such user type.
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

/// Prints how many actions were allowed, and the peak memory of the program.
///
/// # Errors
///
/// If the system does not report the memory.
pub fn say(allowed: usize) -> Result<(), Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{allowed} {}", peak.unwrap_or_default().trim());
    Ok(())
}
