//! The memory that stays in use: the heap of a subject, of an authorizer and of a principal, and
//! the bytes of the tables.

use std::{alloc::System, collections::BTreeSet, error::Error, hint::black_box};

use permit::{Authorizer, Permissions, UserType as _};
use permit_size::{User, UserType};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Box<dyn Error>> {
    let (user, _) = permit_size::asked()?;
    let size_of_user = size_of_val(&user);
    let (user_heap, user) = heap(|| user);
    let (authorizer_heap, authorizer) = heap(|| Authorizer::<User>::builder().build());
    let (principal_heap, principal) = heap(|| authorizer.principal(user));
    println!("| in memory | bytes on the heap | bytes of the value |");
    println!("|---|---:|---:|");
    println!("| the subject, by hand | {user_heap} | {size_of_user} |");
    println!(
        "| an authorizer, once per process | {authorizer_heap} | {} |",
        size_of_val(&authorizer)
    );
    println!(
        "| a principal, once per request | {principal_heap} | {} |",
        size_of_val(&principal)
    );
    println!();
    println!(
        "Tables: {} bytes for {} actions.",
        tables(),
        User::ACTIONS.len()
    );
    Ok(())
}

/// The bytes that `build` leaves on the heap.
fn heap<T>(build: impl FnOnce() -> T) -> (usize, T) {
    let region = Region::new(ALLOCATOR);
    let made = black_box(build());
    let change = region.change();
    (change.bytes_allocated - change.bytes_deallocated, made)
}

/// The bytes of the tables' constants, without what tables share. A row of this catalogue has one digit.
fn tables() -> usize {
    let of = |table: &permit::catalogue::Table<UserType>| {
        let texts = [table.key(), table.name(), table.description()];
        let rules = UserType::ALL.iter().map(|one| table.rule(*one).conditions());
        let rules: BTreeSet<_> = rules.collect();
        let texts = texts.iter().chain(&rules).map(|text| text.len() + 1);
        size_of::<permit::catalogue::Table<UserType>>()
            + (size_of::<u64>() << table.conditions().len())
            + texts.sum::<usize>()
            + UserType::ALL.len()
    };
    User::ACTIONS.iter().map(of).sum()
}
